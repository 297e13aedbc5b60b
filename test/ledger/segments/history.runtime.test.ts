/**
 * Whatever happens to the log, sums are what a recount of all entries gives, and places are where they are: two objects that drain in
 * turn, seals that are repeated, cut off or made by both at once, months that go to the archive and come back, and a D1 that is put back
 * to an earlier point.
 */
import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { afterEach, expect, it, vi } from 'vitest';
import { Archiver } from '../../../src/ledger/archive/archiver.ts';
import type { Ledger } from '../../../src/ledger/object.ts';
import { sealLog } from '../../../src/ledger/segments/seal.ts';
import type { Entry } from '../../../src/ledger/types.ts';
import { type OpenObject, ok, openObject } from '../support.ts';
import { emptyLog, expectPlacesToBeRight, recounted, reported } from './log.ts';

const DAY = 86_400_000;
const OBJECTS = [0, 1] as const;
/** What goes back with D1, beside the catalogue. */
const RESTORED = [
  ...['entries', 'sqlite_sequence', 'log_segments', 'log_places', 'usage_cells', 'log_hours'],
  ...['drains', 'archive_parts', 'archived_holders'],
];

/** Of what an archive or a seal writes to D1: before it is there, or after, when nobody knows. */
type CutOff = 'never' | 'before' | 'after';

type Step =
  | { do: 'deliver'; object: 0 | 1; count: number; days: number }
  | { do: 'drain'; object: 0 | 1 }
  | { do: 'drain while the other seals'; object: 0 | 1 }
  | {
      do:
        | 'seal'
        | 'seal at once'
        | 'seal cut off before'
        | 'seal cut off after'
        | 'keep a point'
        | 'restore D1';
    }
  | { do: 'archive'; object: 0 | 1; cutOff: CutOff }
  | { do: 'put back' | 'take out again'; object: 0 | 1 };

const object = fc.constantFrom(...OBJECTS);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('deliver' as const),
      object,
      count: fc.integer({ min: 1, max: 5 }),
      days: fc.integer({ min: 0, max: 25 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('drain' as const), object }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('drain while the other seals' as const), object }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'seal',
        'seal at once',
        'seal cut off before',
        'seal cut off after',
        'keep a point',
        'restore D1',
      ),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('archive' as const),
      object,
      cutOff: fc.constantFrom('never', 'never', 'before', 'after'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('put back', 'take out again'), object }) },
);

let clockMs: number;

afterEach(() => {
  vi.restoreAllMocks();
});

async function setUp(): Promise<[OpenObject, OpenObject]> {
  // Years ahead, so that no alarm comes by itself: not to these objects, nor to those of an earlier history, which have more to write.
  clockMs = Date.UTC(2046, 0, 20);
  vi.spyOn(Date, 'now').mockImplementation(() => clockMs);
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const both = [await openObject(), await openObject()] as const;
  for (const open of both) {
    await open.tell({
      kind: 'license',
      license: { ...open.license, version: 2, startsMs: Date.UTC(2045, 0, 1), endsMs: Date.UTC(2056, 0, 1) },
    });
    open.license.version = 2;
    await ok(open.object.record(open.request()));
    // That it was told of the license is in D1 before the first point: nothing of the catalogue is lost.
    await runDurableObjectAlarm(open.object);
  }
  return [...both];
}

/** D1's tables as they are now, to be put back. */
async function point(): Promise<() => Promise<void>> {
  const tables = await Promise.all(
    RESTORED.map(async (table) => ({
      table,
      rows: (await env.DB.prepare(`SELECT * FROM ${table}`).all()).results,
    })),
  );
  return async () => {
    await env.DB.batch(
      tables.flatMap(({ table, rows }) => [
        env.DB.prepare(`DELETE FROM ${table}`),
        ...rows.map((row) =>
          env.DB.prepare(
            `INSERT INTO ${table} (${Object.keys(row).map((name) => `"${name}"`)}) VALUES (${Object.keys(row).map(() => '?')})`,
          ).bind(...Object.values(row)),
        ),
      ]),
    );
  };
}

const storeOf = (when: CutOff): D1Database =>
  new Proxy(env.DB, {
    get(of, name) {
      if (name !== 'batch' || when === 'never') return Reflect.get(of, name).bind(of);
      return async (statements: D1PreparedStatement[]) => {
        if (when === 'after') await of.batch(statements);
        throw new Error('Network connection lost.');
      };
    },
  });

const inArchiver = <T>(
  { object: of, name }: OpenObject,
  db: D1Database,
  act: (archiver: Archiver) => Promise<T>,
) =>
  runInDurableObject(of, (_: Ledger, { storage }) =>
    act(
      new Archiver({
        sql: storage.sql,
        db,
        bucket: env.BUCKET,
        object: name,
        months: 1,
        transaction: (body) => storage.transactionSync(body),
        sync: () => storage.sync(),
        now: () => Date.now(),
      }),
    ),
  );

const archive = async (open: OpenObject, db = env.DB) => {
  while (await inArchiver(open, db, (archiver) => archiver.run()));
};

async function partsIn({ name }: OpenObject, restored: boolean): Promise<number[]> {
  const { results } = await env.DB.prepare(
    'SELECT part FROM archive_parts WHERE object = ? AND (restored IS NOT NULL) = ? ORDER BY part',
  )
    .bind(name, Number(restored))
    .all<{ part: number }>();
  return results.map(({ part }) => part);
}

/** All that the object has written: what it has itself, and what is in its part of the archive. */
async function remember({ object: of }: OpenObject, all: Map<string, Entry>): Promise<void> {
  const bodies = await runInDurableObject(of, (_: Ledger, { storage }) =>
    storage.sql
      .exec<{ body: string }>('SELECT body FROM entries')
      .toArray()
      .map(({ body }) => body),
  );
  for (const body of bodies) {
    const entry = JSON.parse(body) as Entry;
    all.set(entry.id, entry);
  }
}

async function take(steps: Step[]): Promise<void> {
  await emptyLog();
  const both = await setUp();
  const written = new Map<string, Entry>();
  let restore = await point();
  let asked = 0;
  for (const one of steps) {
    switch (one.do) {
      case 'deliver':
        clockMs += one.days * DAY;
        for (let n = 0; n < one.count; n++) {
          const open = both[one.object];
          const article = `itm_${asked++ % 7}`;
          const title = asked % 3 === 0 ? 'abend' : 'morgen';
          await ok(
            open.object.record(open.request({ article, title, env: asked % 5 === 0 ? 'test' : 'live' })),
          );
        }
        await remember(both[one.object], written);
        break;
      case 'drain':
        await runDurableObjectAlarm(both[one.object].object);
        break;
      case 'drain while the other seals': {
        let isDone = false;
        const drained = runDurableObjectAlarm(both[one.object].object).finally(() => (isDone = true));
        while (!isDone) await sealLog(env.DB, { force: true });
        await drained;
        break;
      }
      case 'seal':
        await sealLog(env.DB, { force: true });
        break;
      case 'seal at once':
        await Promise.all([sealLog(env.DB, { force: true }), sealLog(env.DB, { force: true })]);
        break;
      case 'seal cut off before':
      case 'seal cut off after':
        await sealLog(storeOf(one.do === 'seal cut off after' ? 'after' : 'before'), { force: true }).catch(
          () => undefined,
        );
        break;
      case 'keep a point':
        restore = await point();
        break;
      case 'restore D1':
        await restore();
        break;
      case 'archive':
        await archive(both[one.object], storeOf(one.cutOff));
        break;
      case 'put back':
      case 'take out again':
        for (const part of (await partsIn(both[one.object], one.do !== 'put back')).slice(0, 1))
          await inArchiver(both[one.object], env.DB, (archiver) =>
            one.do === 'put back' ? archiver.restore(part) : archiver.release(part),
          );
        break;
    }
    await expectPlacesToBeRight();
  }
  // What D1 lacks it gets by and by.
  for (const open of both) {
    await remember(open, written);
    for (let alarms = 0; alarms < 3; alarms++) {
      await open.object.poke();
      await runDurableObjectAlarm(open.object);
    }
    expect(await open.object.health()).toMatchObject({ backlog: 0, drainFailures: 0 });
    await archive(open);
  }
  await expectPlacesToBeRight();
  const all = [...written.values()];
  expect(await reported()).toEqual(await recounted(all));
  await sealLog(env.DB, { force: true });
  await expectPlacesToBeRight();
  expect(await reported()).toEqual(await recounted(all));
}

it('sums are a recount, and places are where they are, through any history', {
  timeout: 300_000,
}, async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 18 }), take), { numRuns: 25 });
});

const deliver = (days: number): Step => ({ do: 'deliver', object: 0, count: 5, days });
const drained: Step = { do: 'drain', object: 0 };
const archived = (cutOff: CutOff = 'never'): Step => ({ do: 'archive', object: 0, cutOff });

it.each<[string, Step[]]>([
  [
    'that D1 was put back to before, and that only the archive has by then',
    [{ do: 'keep a point' }, deliver(1), drained, deliver(80), drained, archived(), { do: 'restore D1' }],
  ],
  [
    'that D1 let go of, and nobody heard of it',
    [deliver(1), drained, deliver(80), drained, archived('after')],
  ],
  [
    'that were in the archive at the point that D1 was put back to',
    [
      ...[deliver(1), drained, deliver(80), drained, archived()],
      ...([{ do: 'keep a point' }, deliver(1), drained, { do: 'restore D1' }] as Step[]),
    ],
  ],
  [
    'that were put back, found, and taken out again',
    [
      ...[deliver(1), drained, deliver(80), drained, archived()],
      ...([{ do: 'put back', object: 0 }, { do: 'seal' }, { do: 'take out again', object: 0 }] as Step[]),
    ],
  ],
])('entries %s are counted once', async (_, steps) => {
  await take([...steps, drained, archived()]);
});
