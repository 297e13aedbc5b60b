/**
 * The log of an object against a plain list, through any history: commits of any kind, restarts, checkpoints,
 * and kills between any two writes of either.
 *
 * @module-tag long
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EntryLog, type LogLimits } from '../../../src/ledger/log/entry-log.ts';
import { LEDGER_SCHEMA } from '../../../src/ledger/object-store/schema.ts';
import { Killed, ObjectDatabase } from '../../support/object-sql.ts';
import { runs } from '../../support/runs.ts';
import { type EntryRequest, Reference } from './reference.ts';

/** So small that a short history has many packs, pages and checkpoints. */
const LIMITS: LogLimits = { packEntries: 8, checkpointEntries: 12, stepPages: 2, pageItems: 4 };
const DAY = 86_400_000;

type Step =
  /** `kill`: the write at which the process ends. */
  | { do: 'commit'; requests: EntryRequest[]; kill: number | null }
  /** `survives`: the write fails, and the process goes on. */
  | { do: 'checkpoint'; steps: number; kill: number | null; survives: boolean }
  | { do: 'restart' | 'pack' }
  | { do: 'empty'; share: number };

const entryRequest: fc.Arbitrary<EntryRequest> = fc.record({
  license: fc.nat(2),
  article: fc.nat(30),
  kind: fc.constantFrom('delivery', 'delivery', 'refusal', 'note'),
  components: fc.integer({ min: 0, max: 3 }),
  fails: fc.integer({ min: 0, max: 9 }).map((die) => die === 0),
});
const kill = fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.nat(6) });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('commit' as const),
      requests: fc.array(entryRequest, { maxLength: 12 }),
      kill,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('commit' as const),
      requests: fc.array(entryRequest, { minLength: 100, maxLength: 200 }),
      kill: fc.constant(null),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('checkpoint' as const),
      steps: fc.integer({ min: 1, max: 3 }),
      kill: fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.nat(4) }),
      survives: fc.integer({ min: 0, max: 4 }).map((die) => die > 0),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('restart' as const, 'pack' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('empty' as const), share: fc.integer({ min: 2, max: 5 }) }),
  },
);

class History {
  readonly #store = new ObjectDatabase(LEDGER_SCHEMA);
  #reference = new Reference();
  #log = this.#start();
  #atMs = Date.UTC(2026, 2, 1);

  #start(): EntryLog {
    return new EntryLog({ sql: this.#store.sql, transaction: this.#store.transaction }, LIMITS);
  }

  take(step: Step): void {
    switch (step.do) {
      case 'commit':
        this.#commit(step.requests, step.kill);
        break;
      case 'checkpoint':
        this.#untilKilled(
          step.kill,
          () => {
            for (let steps = 0; steps < step.steps; steps++) this.#log.checkpointStep(this.#atMs);
          },
          step.survives,
        );
        break;
      case 'restart':
        this.#log = this.#start();
        break;
      case 'pack':
        this.#log.lines.pack();
        break;
      case 'empty':
        this.#empty(step.share);
    }
    this.#reference.expectSame(this.#log);
    // As if the process ended here.
    this.#reference.expectSame(this.#start());
  }

  #commit(all: EntryRequest[], kills: number | null): void {
    this.#atMs += DAY / 5;
    const draft = this.#log.draft();
    const written = this.#reference.copy();
    for (const request of all) {
      const entry = written.entryOf(request, this.#atMs);
      const outcome = draft.journal.attempt(() => {
        draft.append(entry);
        if (request.fails) throw new Error('it cannot be written');
      });
      expect('error' in outcome).toBe(request.fails);
      if (!request.fails) written.append(entry);
    }
    const isCommitted = this.#untilKilled(kills, () => {
      this.#store.transaction(() => this.#log.commit(draft));
      this.#log.take(draft);
    });
    if (!isCommitted) return;
    this.#reference = written;
    // As an object does.
    this.#log.checkpointStep(this.#atMs);
  }

  /** False: it was cut off, and the object has started again. */
  #untilKilled(writes: number | null, body: () => void, survives = false): boolean {
    this.#store.killAfter(writes ?? Number.POSITIVE_INFINITY);
    try {
      body();
      return true;
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
      return false;
    } finally {
      this.#store.killAfter(Number.POSITIVE_INFINITY);
      if (writes !== null && !survives) this.#log = this.#start();
    }
  }

  /** As when they have gone to the archive. */
  #empty(share: number): void {
    // What is replayed needs its text.
    this.#log.checkpoint(this.#atMs);
    const deleted = this.#reference.entries.filter(({ seq }) => seq % share === 0);
    this.#store.transaction(() => this.#log.clearLines(deleted.map(({ seq }) => seq)));
    for (const entry of deleted) entry.isEmpty = true;
  }
}

describe('the log of an object', () => {
  it('says what a plain list says, after any history', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 40, size: 'max' }), (steps) => {
        const history = new History();
        for (const step of steps) history.take(step);
      }),
      runs(100),
    );
  });

  it('is what is stored when a transaction fails in which something came with a partner', () => {
    const store = new ObjectDatabase(LEDGER_SCHEMA);
    const log = new EntryLog({ sql: store.sql, transaction: store.transaction });
    const reference = new Reference();
    const draft = log.draft();
    const entry = reference.entryOf(
      { license: 1, article: 1, kind: 'delivery', components: 2, fails: false },
      1,
    );
    draft.append(entry);
    reference.append(entry);
    store.transaction(() => log.commit(draft));
    log.take(draft);
    log.lines.pack();
    const failing = () =>
      store.transaction(() => {
        log.holdings.moveIn('lic_2', [{ item: 'itm_2', units: [], grants: [] }], log.lastSeq);
        throw new Error('the disk is full');
      });
    expect(failing).toThrow('the disk is full');
    expect(log.numberOf('itm_2')).not.toBeNull();
    log.reload();
    expect(log.numberOf('itm_2')).toBeNull();
    reference.expectSame(log);
  });

  it('writes one row for a commit of entries that bill nothing, however many', () => {
    const store = new ObjectDatabase(LEDGER_SCHEMA);
    const log = new EntryLog({ sql: store.sql, transaction: store.transaction });
    const reference = new Reference();
    const draft = log.draft();
    for (let n = 0; n < 40; n++) {
      const entry = reference.entryOf(
        { license: 1, article: n, kind: 'refusal', components: 0, fails: false },
        1,
      );
      draft.append(entry);
      reference.append(entry);
    }
    const changes = () => Number(store.database.prepare('SELECT total_changes() AS n').get()?.n);
    const before = changes();
    log.commit(draft);
    expect(changes() - before).toBe(1);
  });
});
