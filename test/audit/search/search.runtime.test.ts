/** Search of the log: what is found by places is what one would find by looking through all of it. */
import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { breakDown } from '../../../src/audit/breakdown/read.ts';
import type { LoggedEntry } from '../../../src/audit/place.ts';
import { compareEntries, type LogFilter, type Order } from '../../../src/audit/search/filter.ts';
import { SEARCH_LIMITS, type SearchLimits } from '../../../src/audit/search/limits.ts';
import { countLog, searchLog, searchSizes } from '../../../src/audit/search/search.ts';
import { sealLog } from '../../../src/ledger/segments/seal.ts';
import type { UseEntry } from '../../../src/ledger/types.ts';
import { takeOut } from '../../ledger/segments/log.ts';
import { counting } from '../../support/count-statements.ts';
import { plansOf } from '../../support/plans.ts';
import { budget } from '../../support/runs.ts';
import { anyEntry, anyFilter, emptyLog, isMeant, placed, valuesOf, writeEntries } from './log.ts';

beforeEach(emptyLog);

/** So few that every look is followed by another one. */
const SMALL: SearchLimits = { segmentsFirst: 2, segmentsMore: 3, lookedUp: 5 };

const placeOf = ({ at, license, index: idx }: UseEntry) => ({ at, license, idx });

function naive(entries: UseEntry[], filter: LogFilter, order: Order): string[] {
  return entries
    .filter((entry) => isMeant(entry, filter))
    .toSorted((one, other) => compareEntries(order, placeOf(one), placeOf(other)))
    .map(({ id }) => id);
}

const idOf = ({ body }: LoggedEntry) => (JSON.parse(body) as UseEntry).id;

const sizedOf = ({ at, license, idx, body }: LoggedEntry) => ({
  ...{ at, license, idx },
  bytes: Buffer.byteLength(body),
});

/** All pages of a search, joined; those of sizes are of the same entries. */
async function pagesOf(filter: LogFilter, order: Order, limit: number, limits: SearchLimits) {
  const found: LoggedEntry[] = [];
  for (;;) {
    const after = found.at(-1);
    const search = { filter, order, limit, ...(after && { after }) };
    const page = await searchLog(env.DB, search, limits);
    expect(page.length).toBeLessThanOrEqual(limit);
    expect(await searchSizes(env.DB, search, limits)).toEqual(page.map(sizedOf));
    found.push(...page);
    if (page.length < limit) return found.map(idOf);
  }
}

interface Asked {
  filter: LogFilter;
  order: Order;
  limit: number;
  limits: SearchLimits;
}

async function isAsLookedThrough(entries: UseEntry[], { filter, order, limit, limits }: Asked) {
  const expected = naive(entries, filter, order);
  expect(await pagesOf(filter, order, limit, limits)).toEqual(expected);
  expect(await countLog(env.DB, filter, limits)).toBe(expected.length);
  const meant = entries.filter((entry) => isMeant(entry, filter));
  const { by, timeline } = await breakDown(env.DB, filter, { zone: 'UTC', facets: BROKEN_DOWN });
  for (const facet of BROKEN_DOWN)
    expect([facet, Object.fromEntries(by[facet].map(({ value, entries }) => [value, entries]))]).toEqual([
      facet,
      countsOf(meant.flatMap((entry) => valuesOf(facet, entry))),
    ]);
  expect(timeline.reduce((sum, point) => sum + point.entries, 0)).toBe(expected.length);
}

const BROKEN_DOWN = ['partner', 'section', 'code'] as const;

function countsOf(values: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

const asked: fc.Arbitrary<Asked> = fc.record({
  filter: anyFilter,
  order: fc.constantFrom<Order[]>('asc', 'desc'),
  limit: fc.integer({ min: 1, max: 40 }),
  limits: fc.constantFrom(SMALL, SEARCH_LIMITS),
});

describe('a search', () => {
  it('finds what looking through the log finds, in any order, page by page, and counts it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyEntry, { minLength: 30, maxLength: 120 }),
        // How the entries come into D1, whatever their time, and after which of the drains a segment is made.
        fc.array(fc.record({ rows: fc.integer({ min: 1, max: 25 }), seals: fc.boolean() }), {
          minLength: 1,
          maxLength: 12,
        }),
        fc.array(fc.nat(), { minLength: 120, maxLength: 120 }),
        fc.array(asked, { minLength: 12, maxLength: 12 }),
        async (made, drains, shuffle, searches) => {
          await emptyLog();
          const entries = placed(made);
          const arriving = entries
            .map((entry, n) => ({ entry, key: (shuffle[n] ?? 0) % 1_000 }))
            .toSorted((one, other) => one.key - other.key)
            .map(({ entry }) => entry);
          for (const { rows, seals } of drains) {
            await writeEntries(arriving.splice(0, rows));
            if (seals) await sealAll();
          }
          await writeEntries(arriving);
          for (const search of searches) await isAsLookedThrough(entries, search);
        },
      ),
      { numRuns: budget(15, 5) },
    );
  }, 120_000);

  it('finds and counts what the archive has left of sealed segments, and what it puts back', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyEntry, { minLength: 40, maxLength: 60 }),
        fc.integer({ min: 1, max: 10 }),
        fc.array(asked, { minLength: 8, maxLength: 8 }),
        async (made, gone, searches) => {
          await emptyLog();
          const entries = placed(made);
          await writeEntries(entries.slice(0, 25));
          await sealAll();
          await writeEntries(entries.slice(25));
          await sealAll();
          const license = entries[0]?.license ?? '';
          // Corrections of statements stay when their month goes.
          const goes = ({ kind }: { kind: string }) => kind !== 'adjustment';
          const taken = (entry: UseEntry) => entry.license === license && entry.index < gone && goes(entry);
          await takeAway(license, gone);
          const left = entries.filter((entry) => !taken(entry));
          for (const search of searches) await isAsLookedThrough(left, search);
          await writeEntries(entries.filter(taken));
          for (const search of searches) await isAsLookedThrough(entries, search);
          await sealAll();
          for (const search of searches) await isAsLookedThrough(entries, search);
        },
      ),
      { numRuns: budget(4, 2) },
    );
  }, 120_000);

  it('never reads the log from end to end, but what is not sealed yet', async () => {
    const entries = placed(fc.sample(anyEntry, { numRuns: 60, seed: 7 }));
    await writeEntries(entries.slice(0, 50));
    await sealAll();
    await writeEntries(entries.slice(50));
    const after = { at: '2026-03-01T10:00:30.000Z', license: 'lic-2', idx: 1 };
    const filters: LogFilter[] = [
      {},
      { license: 'lic-1' },
      { from: '2026-03-01T10:00:10.000Z', to: '2026-03-01T10:00:20.000Z' },
      { license: 'lic-1', from: '2026-03-01T10:00:10.000Z' },
      { title: 'title-1', code: 'code-1' },
      { section: 'section-1', type: 'type-1', to: '2026-03-01T10:00:50.000Z' },
    ];
    const searchAll = async (db: D1Database) => {
      for (const filter of filters) {
        await countLog(db, filter, SMALL);
        for (const order of ['asc', 'desc'] as const)
          for (const place of [{}, { after }])
            await searchLog(db, { filter, order, ...place, limit: 3 }, SMALL);
      }
    };
    for (const prepare of ['SELECT 1', 'ANALYZE']) {
      await env.DB.prepare(prepare).run();
      const ofEntries = (await plansOf(searchAll)).filter(({ sql }) => /(FROM|JOIN) entries\b/.test(sql));
      expect(new Set(ofEntries.map(({ sql }) => sql)).size).toBeGreaterThan(10);
      for (const { sql, steps } of ofEntries) {
        // What has numbers goes by them: the other way round, all of the time asked for would be walked through.
        const wanted = /\bn (=|>|BETWEEN) /.test(sql) ? /INTEGER PRIMARY KEY/ : /^SEARCH/;
        const reads = steps.filter((step) => /^(SCAN|SEARCH) entries\b/.test(step));
        expect([sql, reads.length > 0]).toEqual([sql, true]);
        expect([sql, reads.filter((step) => !wanted.test(step))]).toEqual([sql, []]);
      }
    }
  });

  it('asks D1 a few times for a page from the middle of a long list', async () => {
    const entries = placed(fc.sample(anyEntry, { numRuns: 200, seed: 11 }));
    for (let from = 0; from < 200; from += 20) {
      await writeEntries(entries.slice(from, from + 20));
      await sealAll();
    }
    const counted = counting(env);
    const [middle] = entries.filter(({ outcome }) => outcome === 'permit').slice(60);
    if (!middle) throw new Error('the sample has too few deliveries');
    const search = {
      filter: { outcome: 'permit' },
      order: 'desc',
      after: placeOf(middle),
      limit: 10,
    } as const;
    expect(await searchLog(counted.env.DB, search)).toHaveLength(10);
    // Three for the places, in one call; one for the entries, and one for those of a neighbor that has some of the same second.
    expect(counted.statements()).toBeLessThanOrEqual(5);
  });
});

async function sealAll(): Promise<void> {
  while (await sealLog(env.DB, { force: true }));
}

/** As the archive does with the oldest entries of a license. */
async function takeAway(license: string, count: number): Promise<void> {
  const ranges = [{ license, first: 0, last: count - 1 }];
  await takeOut(ranges);
}
