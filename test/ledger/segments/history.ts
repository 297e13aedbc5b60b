/**
 * Histories of the log: two shards, three partners, four licenses, and all that can happen to them. What a
 * shard does is interrupted or disturbed at any of its calls. The clock is years ahead, so that no alarm
 * comes by itself. Most entries make a block of their own, and a few blocks make a segment.
 */
import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, vi } from 'vitest';
import { countLog, searchLog } from '../../../src/audit/search/search.ts';
import { firstRetainedMonth } from '../../../src/ledger/archive/part.ts';
import { linesOfLicense, readBlocks } from '../../../src/ledger/blocks/read.ts';
import type { LedgerShard } from '../../../src/ledger/ledger-shard.ts';
import { CHECK_EVERY_MS } from '../../../src/ledger/limits.ts';
import { leafHash } from '../../../src/ledger/merkle.ts';
import { dropNote, ledgerOf, noteMove } from '../../../src/ledger/move/store.ts';
import { targetAt } from '../../../src/ledger/move/target.ts';
import { allHolds, raiseHold } from '../../../src/ledger/object-store/holds.ts';
import { readMeta } from '../../../src/ledger/object-store/meta.ts';
import { allMoves } from '../../../src/ledger/object-store/moving.ts';
import { heldBy } from '../../../src/ledger/retention/held.ts';
import type { Hold, LicenseState, UseEntry } from '../../../src/ledger/types.ts';
import { linesOf } from '../../support/entry-log.ts';
import { naiveRoot } from '../../support/naive-merkle.ts';
import { type PartOptions, withParts } from '../parts.ts';
import { requestOf } from '../support.ts';
import { type Interruption, Reach } from './interrupted.ts';
import { emptyLog, recounted, reported } from './log.ts';

const DAY = 86_400_000;
/** Whole months that the database has of the log, and that texts are kept. */
const MONTHS = 1;
const TEXT_MONTHS = 2;
const SEGMENT_BLOCKS = 3;
/** A database can be restored to any point of this time. */
const RESTORED_MS = 30 * DAY;

/**
 * The tables that are restored with the database, including where partners live. Nothing else of the
 * catalogue changes.
 */
const RESTORED = [
  ...['blocks', 'log_shards', 'log_segments', 'log_pages', 'notes'],
  ...['archive_parts', 'deleted_holders', 'deleted_entries', 'partner_moves'],
];

/** The parts of a shard that run by themselves. */
export const PARTS = ['drain', 'index', 'archive', 'retain', 'move', 'check'] as const;
export type Part = (typeof PARTS)[number];

type Meanwhile =
  | { do: 'deliver'; license: number; count: number; days: number }
  | { do: 'put back' | 'take out again'; object: number }
  | { do: 'begin to move'; partner: number };

export type Step =
  /** `partner` and `object` are numbers of theirs. */
  | Meanwhile
  | { do: Part; object: number; interruption?: Interruption | undefined }
  /** Two shards at once, each one after the other, and what comes to them meanwhile. */
  | { do: 'together'; parts: [Part[], Part[]]; meanwhile: Meanwhile[] }
  | { do: 'keep a point' }
  | { do: 'restore D1'; point: number }
  | { do: 'evict'; object: number }
  | { do: 'hold' | 'release'; license: number }
  | { do: 'lose a block' | 'lose a segment'; object: number; nth: number };

interface Home {
  name: string;
  object: DurableObjectStub<LedgerShard>;
}

interface Point {
  atMs: number;
  homes: Record<string, unknown>[];
  rows: Map<string, Record<string, unknown>[]>;
}

interface Written {
  shard: string;
  seq: number;
  line: string;
  entry: UseEntry;
}

const keyOf = ({ shard, seq }: { shard: string; seq: number }) => `${seq} ${shard}`;

let histories = 0;

export class History {
  readonly #number = ++histories;
  readonly homes: Home[] = ['a', 'b'].map((letter) => this.#home(`history-${this.#number}-${letter}`));
  readonly partners = [1, 2, 3].map((n) => `par_${this.#number}_${n}`);
  readonly licenses: LicenseState[] = [0, 0, 1, 2].map((partner, n) => ({
    id: `lic_${this.#number}_${n}`,
    partner: this.partners[partner] ?? '',
    version: 1,
    status: 'active',
    startsMs: Date.UTC(2045, 0, 1),
    endsMs: Date.UTC(2056, 0, 1),
  }));
  /** All that was ever written, by its address. */
  readonly #written = new Map<string, Written>();
  readonly #points: Point[] = [];
  #clockMs = Date.UTC(2046, 0, 20);
  #requests = 0;
  /** Whether the database was restored and does not have everything yet. */
  #lacks = false;
  #hasRestored = false;
  /** Whether somebody has deleted something from the database. */
  #hasLost = false;

  #home(name: string): Home {
    return { name, object: env.LEDGER.get(env.LEDGER.idFromName(name)) };
  }

  async begin(): Promise<void> {
    await emptyLog();
    await env.DB.batch(['findings', ...RESTORED].map((table) => env.DB.prepare(`DELETE FROM ${table}`)));
    vi.spyOn(Date, 'now').mockImplementation(() => this.#clockMs);
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    vi.spyOn(console, 'log').mockImplementation(() => undefined);
    for (const [n, id] of this.partners.entries()) {
      const home = this.#at(n < 2 ? 0 : 1);
      const own = this.licenses.filter(({ partner }) => partner === id);
      await env.DB.batch([
        env.DB.prepare(
          `INSERT INTO partners (id, name, status, ledger, titles, version, created, updated)
           VALUES (?, '', 'active', ?, '[]', 1, '', '')`,
        ).bind(id, home.name),
        ...own.map((license) =>
          env.DB.prepare(
            `INSERT INTO licenses (id, partner, version, status, terms, created, updated)
             VALUES (?, ?, 1, 'active', '{}', '', '')`,
          ).bind(license.id, id),
        ),
      ]);
      await home.object.apply([
        { kind: 'partner', partner: { id, status: 'active', version: 1 } },
        ...own.flatMap((license) => [
          { kind: 'license' as const, license },
          {
            kind: 'key' as const,
            key: {
              id: `key_${license.id}`,
              license: license.id,
              status: 'active' as const,
              secrets: [{ generation: 0 }],
              version: 1,
            },
          },
        ]),
      ]);
    }
    for (const n of this.licenses.keys()) await this.#deliver(n, 1);
    // The database has the marks of these catalogue changes before the first point, so no change is lost.
    for (const { object } of this.homes) await runDurableObjectAlarm(object);
    await this.#keepPoint();
  }

  #at(n: number): Home {
    const home = this.homes[n % this.homes.length];
    if (!home) throw new Error('there is no such shard');
    return home;
  }

  async take(step: Step): Promise<void> {
    await this.#do(step);
    if (!this.#lacks && !this.#hasLost) await this.#expectLog();
  }

  async #do(step: Step): Promise<void> {
    switch (step.do) {
      case 'deliver':
        // Alarms come every few seconds: nothing is left lying for weeks.
        if (step.days > 2) await this.#rest();
        this.#clockMs += step.days * DAY;
        await this.#deliver(step.license, step.count);
        break;
      case 'together':
        await Promise.all([
          ...step.parts.map(async (parts, object) => {
            for (const part of parts) await this.#run(part, this.#at(object));
          }),
          ...step.meanwhile.map((event) => this.#do(event)),
        ]);
        break;
      case 'keep a point':
        await this.#keepPoint();
        break;
      case 'restore D1':
        await this.#restore(step.point);
        break;
      case 'put back':
      case 'take out again':
        await this.#putBack(this.#at(step.object), step.do === 'put back');
        break;
      case 'evict':
        await evict(this.#at(step.object));
        break;
      case 'begin to move':
        await this.#beginMove(this.partners[step.partner % this.partners.length] ?? '');
        break;
      case 'hold':
      case 'release':
        await this.#hold(this.#license(step.license), step.do === 'hold');
        break;
      case 'lose a block':
      case 'lose a segment':
        await this.#lose(this.#at(step.object), step);
        break;
      default:
        await this.#run(step.do, this.#at(step.object), step.interruption);
    }
  }

  #license(n: number): LicenseState {
    const license = this.licenses[n % this.licenses.length];
    if (!license) throw new Error('there is no such license');
    return license;
  }

  async #deliver(n: number, count: number): Promise<void> {
    const license = this.#license(n);
    const name = await ledgerOf(env.DB, license.partner);
    const home = this.homes.find((home) => home.name === name);
    if (!home) throw new Error(`${license.partner} lives nowhere`);
    const epoch = await env.DB.prepare(`SELECT value FROM gateway_state WHERE name = 'epoch'`).first<number>(
      'value',
    );
    for (let n = 0; n < count; n++) {
      const article = `itm_${this.#requests++ % 7}`;
      const title = this.#requests % 3 === 0 ? 'abend' : 'morgen';
      const kind = this.#requests % 5 === 0 ? 'test' : 'live';
      const key = `key_${license.id}`;
      const grant = `${license.id} ${article} ${title} ${kind}`;
      // A partner is not served while the database has it in a shard where it does not live.
      await home.object.record(requestOf(license, epoch ?? 0, { article, title, env: kind, key, grant }));
      if (this.#requests % 4 > 0)
        await runInDurableObject(home.object, ({ entries }: LedgerShard) => entries.lines.pack());
    }
    for (const { name: shard, object } of this.homes)
      for (const { seq, line } of await linesOf(object))
        this.#written.set(keyOf({ shard, seq }), { shard, seq, line, entry: JSON.parse(line) as UseEntry });
  }

  /** One run of what a shard does with an alarm. */
  async #run(part: Part, home: Home, interruption?: Interruption): Promise<boolean> {
    const reach = new Reach(interruption, () => this.#restore(0));
    // Texts are deleted months later: by then the database has had what it is to have of them.
    if (part === 'retain' && this.#lacks) return false;
    const options: PartOptions = {
      db: reach.db(env.DB),
      bucket: reach.bucket(env.BUCKET),
      target: (to) => reach.target(targetAt(env, to)),
      ...{ months: MONTHS, texts: TEXT_MONTHS, segmentBlocks: SEGMENT_BLOCKS },
    };
    const more = await withParts(
      home,
      options,
      async ({ sql, drain, indexer, archiver, retention, mover, check }) => {
        switch (part) {
          case 'drain':
            return drain.run();
          case 'index':
            return indexer.run(readMeta(sql, 'drained'));
          case 'archive':
            return archiver.run();
          case 'retain':
            return retention.run();
          case 'move':
            return mover.run();
          case 'check':
            for (let slices = 0; slices < 4; slices++) await check.run();
            return false;
        }
      },
    );
    // Its memory knows nothing of what was done behind its back.
    if (part === 'move') await evict(home);
    return more;
  }

  async #keepPoint(): Promise<void> {
    const [homes, ...read] = await env.DB.batch<Record<string, unknown>>([
      env.DB.prepare('SELECT id, ledger FROM partners WHERE id IN (SELECT value FROM json_each(?))').bind(
        JSON.stringify(this.partners),
      ),
      ...RESTORED.map((table) => env.DB.prepare(`SELECT * FROM ${table}`)),
    ]);
    this.#points.unshift({
      atMs: this.#clockMs,
      homes: homes?.results ?? [],
      rows: new Map(RESTORED.map((table, n) => [table, read[n]?.results ?? []])),
    });
  }

  /** Restores the database to one of the points, the newest being 0. */
  async #restore(which: number): Promise<void> {
    const point = this.#points[which % this.#points.length];
    if (!point || point.atMs < this.#clockMs - RESTORED_MS) return;
    this.#hasRestored = true;
    this.#lacks = true;
    await env.DB.batch([
      ...[...point.rows].flatMap(([table, rows]) => [
        env.DB.prepare(`DELETE FROM ${table}`),
        ...rowsStatements(table, rows),
      ]),
      env.DB.prepare(
        `UPDATE partners SET ledger = old.value ->> 'ledger' FROM json_each(?) AS old WHERE partners.id = old.value ->> 'id'`,
      ).bind(JSON.stringify(point.homes)),
    ]);
  }

  async #putBack(home: Home, back: boolean): Promise<void> {
    const part = await env.DB.prepare(
      'SELECT part FROM archive_parts WHERE object = ? AND (restored IS NULL) = ? AND entries > 0 ORDER BY part LIMIT 1',
    )
      .bind(home.name, Number(back))
      .first<number>('part');
    if (part !== null) await home.object.archivePart(back ? 'restore' : 'release', part);
  }

  async #beginMove(partner: string): Promise<void> {
    const source = await ledgerOf(env.DB, partner);
    const [from, to] = source === this.#at(0).name ? [this.#at(0), this.#at(1)] : [this.#at(1), this.#at(0)];
    const began = new Date(this.#clockMs + this.#requests++).toISOString();
    if (!(await from.object.mayMove(partner, to.name))) return;
    const noted = await noteMove(env.DB, { partner, source: from.name, target: to.name, began });
    const move = await from.object.beginMove(partner, to.name);
    if (!move && noted) await dropNote(env.DB, { partner, began });
  }

  async #hold({ id: target }: LicenseState, open: boolean): Promise<void> {
    const about = { id: `hld_${target}`, kind: 'license' as const, target };
    const released = { at: '', operator: '', reason: '' };
    const hold = { ...about, reason: '', operator: '', since: '', version: open ? 1 : 2 };
    for (const { object } of this.homes)
      await runInDurableObject(object, (_: LedgerShard, { storage: { sql } }) => {
        const known = allHolds(sql).find(({ id }) => id === about.id);
        // Not again: a released hold stays released.
        if (open ? known : !known || known.released) return;
        raiseHold(sql, { ...hold, ...(!open && { released }) } as Hold);
      });
  }

  /** Deletes a row of any segment, or of a block that is not the newest. */
  async #lose(
    { name }: Home,
    { do: what, nth }: { do: 'lose a block' | 'lose a segment'; nth: number },
  ): Promise<void> {
    const table = what === 'lose a block' ? 'blocks' : 'log_segments';
    const { results } = await env.DB.prepare(`SELECT first FROM ${table} WHERE shard = ? ORDER BY first`)
      .bind(name)
      .all<{ first: number }>();
    const rows = table === 'blocks' ? results.slice(0, -1) : results;
    const row = rows[nth % Math.max(1, rows.length)];
    if (!row) return;
    this.#hasLost = true;
    await env.DB.prepare(`DELETE FROM ${table} WHERE shard = ? AND first = ?`).bind(name, row.first).run();
  }

  /** Alarms, until nothing is left to do. */
  async #rest(): Promise<void> {
    for (const home of this.homes)
      for (const part of ['drain', 'index', 'archive'] as const)
        for (let runs = 0; runs < 9 && (await this.#run(part, home)); runs++);
    this.#lacks = false;
    for (const home of this.homes) for (let runs = 0; runs < 9 && (await this.#run('retain', home)); runs++);
  }

  /** Lets the database get what it lacks, and partners arrive; then checks everything. */
  async end(): Promise<void> {
    for (let rounds = 0; rounds < 2; rounds++) {
      // After a restore to before a move, the manual has the move repeated.
      for (const partner of this.partners) {
        const source = await ledgerOf(env.DB, partner);
        const home = this.homes.find(({ name }) => name === source);
        const moves = await runInDurableObject(
          home?.object ?? this.#at(0).object,
          (_: LedgerShard, { storage }) => allMoves(storage.sql),
        );
        if (moves.some((move) => move.partner === partner)) await this.#beginMove(partner);
      }
      for (const home of this.homes) for (let runs = 0; runs < 9 && (await this.#run('move', home)); runs++);
      await this.#rest();
      for (const home of this.homes) await this.#checkAll(home, 1);
    }
    await this.#rest();
    for (const home of this.homes) await this.#checkAll(home, 2);
    await this.#expectAllToBeRight();
    // The month is over: all that is left is indexed.
    this.#clockMs += 32 * DAY;
    for (const home of this.homes) while (await this.#run('index', home));
    await this.#expectLog();
  }

  async #checkAll(home: Home, times: number): Promise<void> {
    await withParts(home, {}, async ({ sql, check }) => {
      for (let walks = 0, runs = 0; walks < times; runs++) {
        expect(runs).toBeLessThan(400);
        const before = readMeta(sql, 'walk_ended_ms');
        this.#clockMs += CHECK_EVERY_MS;
        await check.run();
        if (readMeta(sql, 'walk_ended_ms') !== before) walks++;
      }
    });
  }

  async #expectAllToBeRight(): Promise<void> {
    await this.#expectLog();
    await this.#expectTrees();
    const { results: findings } = await env.DB.prepare('SELECT kind, settled, detail FROM findings').all<{
      kind: string;
      settled: string | null;
    }>();
    // What was lost was found and repaired; a restored database lacked parts, as reported.
    const mayBe = [
      ...(this.#hasRestored ? ['archive_damaged'] : []),
      ...(this.#hasLost ? ['row_missing', 'places_changed'] : []),
    ];
    expect(findings.filter(({ kind, settled }) => settled === null || !mayBe.includes(kind))).toEqual([]);
    for (const { object } of this.homes)
      expect(await object.health()).toMatchObject({ backlog: 0, drainFailures: 0, logFindings: [] });
  }

  /**
   * Every entry that was drained is in its block as it was written, and found and counted once. Only deleted
   * texts are missing.
   */
  async #expectLog(): Promise<void> {
    const { results: blocks } = await env.DB.prepare(
      'SELECT shard, first, last FROM blocks ORDER BY shard, first',
    ).all<{
      shard: string;
      first: number;
      last: number;
    }>();
    const read = await readBlocks(
      env,
      blocks.map(({ shard, first }) => ({ shard, seq: first })),
    );
    const lines = new Map(read.flat().map((stored) => [keyOf(stored), stored.line]));
    const drained = new Map(blocks.map(({ shard, last }) => [shard, last]));
    const expected = [...this.#written.values()].filter(({ shard, seq }) => seq <= (drained.get(shard) ?? 0));
    expect(blocks.reduce((sum, { first, last }) => sum + last - first + 1, 0)).toBe(expected.length);
    const present = expected.filter((entry) => lines.has(keyOf(entry)));
    expect(lines.size).toBe(present.length);
    for (const entry of present) expect(lines.get(keyOf(entry))).toBe(entry.line);
    await this.#expectDeleted(expected.filter((entry) => !lines.has(keyOf(entry))));
    for (const { id } of this.licenses) await this.#expectFound(id, present);
    expect(await reported()).toEqual(await recounted(expected.map(({ entry }) => entry)));
  }

  /** Compares the list of a license and reads by index with what was written. */
  async #expectFound(license: string, present: Written[]): Promise<void> {
    const expected = present
      .filter(({ entry }) => entry.license === license)
      .sort((a, b) => a.entry.index - b.entry.index);
    const found = await searchLog(env, { filter: { license }, order: 'asc', limit: 1_000 });
    expect(found.map(({ body }) => body)).toEqual(expected.map(({ line }) => line));
    expect(await countLog(env.DB, { license })).toBe(expected.length);
    const from = Math.floor((expected.at(-1)?.entry.index ?? 0) / 2);
    const page = await linesOfLicense(env, license, { from, limit: 3 });
    expect(page.map(({ line }) => line)).toEqual(
      expected
        .filter(({ entry }) => entry.index >= from)
        .slice(0, 3)
        .map(({ line }) => line),
    );
  }

  /** The time of deleted entries is over, they are counted, and their holders are known. */
  async #expectDeleted(deleted: Written[]): Promise<void> {
    const firstMonth = firstRetainedMonth(this.#clockMs, TEXT_MONTHS);
    expect(deleted.filter(({ entry }) => entry.at >= firstMonth)).toEqual([]);
    const counted = await env.DB.prepare(
      `SELECT coalesce(sum(entries), 0) AS count FROM deleted_entries WHERE object LIKE ?`,
    )
      .bind(`history-${this.#number}-%`)
      .first<number>('count');
    expect(counted).toBe(deleted.length);
    const { results } = await env.DB.prepare('SELECT * FROM deleted_holders').all<Record<string, string>>();
    const held = new Map(
      results.map((holder) => [
        [holder.article, holder.license, holder.title, holder.component].join(' '),
        holder.at ?? '',
      ]),
    );
    for (const { entry } of deleted)
      for (const { component } of entry.delivered)
        expect(
          held.get([entry.article, entry.license, entry.title ?? '', component].join(' ')) ?? '',
        ).toSatisfy((at) => at >= entry.at);
  }

  /**
   * Each license has one home, where its tree has all that was ever written for it. Texts whose time is over
   * are deleted unless they are held.
   */
  async #expectTrees(): Promise<void> {
    const all = [...this.#written.values()];
    for (const { id, partner } of this.licenses) {
      const inOrder = all
        .filter(({ entry }) => entry.license === id)
        .sort((a, b) => a.entry.index - b.entry.index);
      const name = await ledgerOf(env.DB, partner);
      const tree = await this.homes.find((home) => home.name === name)?.object.tree(id);
      expect(tree).toEqual({
        size: inOrder.length,
        root: naiveRoot(inOrder.map(({ line }) => leafHash(line))).toString('hex'),
      });
    }
    for (const { object } of this.homes) {
      const holds = await runInDurableObject(object, (_: LedgerShard, { storage }) => allHolds(storage.sql));
      const isHeld = heldBy(holds);
      const firstMonth = firstRetainedMonth(this.#clockMs, TEXT_MONTHS);
      const over = (await linesOf(object)).filter(
        ({ line }) => (JSON.parse(line) as UseEntry).at < firstMonth && !isHeld(line),
      );
      // The newest entry of a shard stays.
      expect(over.length).toBeLessThanOrEqual(1);
    }
  }
}

/** One that does not run is out of memory already. */
const evict = ({ object }: Home) => evictDurableObject(object).catch(() => undefined);

function rowsStatements(table: string, rows: Record<string, unknown>[]): D1PreparedStatement[] {
  const [first] = rows;
  if (!first) return [];
  const names = Object.keys(first);
  const values = names.map((_, n) => `value ->> ${n}`);
  return [
    env.DB.prepare(
      `INSERT INTO ${table} (${names.map((name) => `"${name}"`)}) SELECT ${values} FROM json_each(?) ORDER BY key`,
    ).bind(JSON.stringify(rows.map((row) => names.map((name) => row[name])))),
  ];
}

/** A history from its beginning to its end. */
export async function live(steps: Step[]): Promise<void> {
  const history = new History();
  try {
    await history.begin();
    for (const step of steps) await history.take(step);
    await history.end();
  } finally {
    vi.restoreAllMocks();
  }
}
