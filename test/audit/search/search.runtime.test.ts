/** Search of the log: what is found by places is what one would find by looking through all of it. */
import { env } from 'cloudflare:workers';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { LogWriter } from '../../../scripts/lib/log-writer.ts';
import { breakDown } from '../../../src/audit/breakdown/read.ts';
import { entriesFrom } from '../../../src/audit/entry-pages.ts';
import type { EntryPosition, LoggedEntry, SizedEntry } from '../../../src/audit/entry-position.ts';
import { ENTRIES_MAX, PAGES_OF_A_SIZE } from '../../../src/audit/limits.ts';
import { compareEntries, type LogFilter, type Order } from '../../../src/audit/search/filter.ts';
import { SEARCH_LIMITS, type SearchLimits } from '../../../src/audit/search/limits.ts';
import { countLog, searchLog, searchSizes } from '../../../src/audit/search/search.ts';
import type { UseEntry } from '../../../src/ledger/types.ts';
import { counting } from '../../support/count-statements.ts';
import { budget, SEED } from '../../support/runs.ts';
import { anyEntry, anyFilter, emptyLog, isMeant, newLog, placed, textsOf, valuesOf } from './log.ts';

beforeEach(emptyLog);

/** So few that every look is followed by another one. */
const SMALL: SearchLimits = { ...SEARCH_LIMITS, segmentsFirst: 2, segmentsMore: 3, lookedUp: 5 };

const placeOf = ({ at, license, index: idx }: UseEntry) => ({ at, license, idx });

function naive(entries: UseEntry[], filter: LogFilter, order: Order): string[] {
  return entries
    .filter((entry) => isMeant(entry, filter))
    .toSorted((one, other) => compareEntries(order, placeOf(one), placeOf(other)))
    .map(({ id }) => id);
}

const idOf = ({ body }: Pick<LoggedEntry, 'body'>) => (JSON.parse(body) as UseEntry).id;

const sizedOf = ({ at, license, idx, body }: LoggedEntry) => ({
  ...{ at, license, idx },
  bytes: Buffer.byteLength(body),
});

const unaddressed = ({ at, license, idx, bytes }: SizedEntry) => ({ at, license, idx, bytes });

/** All pages of a search, joined; those of sizes are of the same entries. */
async function pagesOf(filter: LogFilter, order: Order, limit: number, limits: SearchLimits) {
  const found: LoggedEntry[] = [];
  for (;;) {
    const after = found.at(-1);
    const search = { filter, order, limit, ...(after && { after }) };
    const page = await searchLog(env, search, limits);
    expect(page.length).toBeLessThanOrEqual(limit);
    expect((await searchSizes(env, search, limits)).map(unaddressed)).toEqual(page.map(sizedOf));
    found.push(...page);
    if (page.length < limit) return found.map(idOf);
  }
}

/** All that an export has after a position. */
async function exported(filter: LogFilter, after?: EntryPosition): Promise<string[]> {
  const found: string[] = [];
  for await (const page of entriesFrom(env, filter, after)) found.push(...page.map(idOf));
  return found;
}

interface SearchCase {
  filter: LogFilter;
  order: Order;
  limit: number;
  limits: SearchLimits;
}

async function isAsLookedThrough(entries: UseEntry[], { filter, order, limit, limits }: SearchCase) {
  const expected = naive(entries, filter, order);
  expect(await pagesOf(filter, order, limit, limits)).toEqual(expected);
  expect(await countLog(env.DB, filter, limits)).toBe(expected.length);
  const meant = entries.filter((entry) => isMeant(entry, filter));
  const oldestFirst = naive(entries, filter, 'asc');
  expect(await exported(filter)).toEqual(oldestFirst);
  const last = meant.find(({ id }) => id === oldestFirst[limit]);
  if (last) expect(await exported(filter, placeOf(last))).toEqual(oldestFirst.slice(limit + 1));
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

const searchCases: fc.Arbitrary<SearchCase> = fc.record({
  filter: anyFilter,
  order: fc.constantFrom<Order[]>('asc', 'desc'),
  limit: fc.integer({ min: 1, max: 40 }),
  limits: fc.constantFrom(SMALL, SEARCH_LIMITS),
});

/** After so many entries of an export, its pages have grown to their full size. */
const ENTRIES_TO_FULL_PAGES = PAGES_OF_A_SIZE * ENTRIES_MAX;

describe('a search of the log', () => {
  it('finds and counts the same entries as a scan, in any order, page by page', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyEntry, { minLength: 30, maxLength: 120 }),
        // Which shard writes how many entries next, and whether it indexes them then.
        fc.array(
          fc.record({
            shard: fc.nat({ max: 2 }),
            rows: fc.integer({ min: 1, max: 25 }),
            seals: fc.boolean(),
          }),
          { minLength: 1, maxLength: 12 },
        ),
        fc.array(fc.nat(), { minLength: 120, maxLength: 120 }),
        fc.array(searchCases, { minLength: 12, maxLength: 12 }),
        async (generated, drains, shuffle, searches) => {
          await emptyLog();
          const entries = placed(generated);
          const arriving = entries
            .map((entry, n) => ({ entry, key: (shuffle[n] ?? 0) % 1_000 }))
            .toSorted((one, other) => one.key - other.key)
            .map(({ entry }) => entry);
          const shards = [0, 1, 2].map((n) => newLog(`ledger-${n}`));
          for (const { shard, rows, seals } of drains) {
            await shards[shard]?.write(textsOf(arriving.splice(0, rows)));
            if (seals) await shards[shard]?.seal();
          }
          await shards[0]?.write(textsOf(arriving));
          for (const search of searches) await isAsLookedThrough(entries, search);
        },
      ),
      { numRuns: budget(15, 2), seed: SEED },
    );
  });

  it('takes few statements for a page in the middle of a long list', async () => {
    const entries = placed(fc.sample(anyEntry, { numRuns: 200, seed: 11 }));
    const log = newLog('ledger-0');
    for (let from = 0; from < 200; from += 20) {
      await log.write(textsOf(entries.slice(from, from + 20)));
      await log.seal();
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
    expect(await searchLog(counted.env, search)).toHaveLength(10);
    // Three for the index, in one call; times and entries of the first segments, and of a neighbor that has
    // entries of the same second.
    expect(counted.statements()).toBeLessThanOrEqual(7);
  });

  it('reads a million wire entries with fewer statements than D1 allows a request', {
    tags: 'slow',
  }, async () => {
    const count = 49_152;
    const log = new LogWriter(env.DB);
    for (let from = 0; from < count; from += 4_096) {
      await log.write(wireTexts(from, 4_096));
      await log.seal();
    }
    const counted = counting(env);
    const found: number[] = [];
    // Pages have their final size in the second half.
    let begin = { entries: 0, statements: 0 };
    for await (const page of entriesFrom(counted.env, {})) {
      found.push(...page.map(({ body }) => (JSON.parse(body) as { n: number }).n));
      if (begin.entries === 0 && found.length >= ENTRIES_TO_FULL_PAGES)
        begin = { entries: found.length, statements: counted.statements() };
    }
    expect(found).toEqual(Array.from({ length: count }, (_, n) => n));
    const statementsEach = (counted.statements() - begin.statements) / (count - begin.entries);
    expect(begin.statements + statementsEach * 1_000_000).toBeLessThan(1_000);
  });
});

/** Entries of 900 bytes, as a wire has them. */
function wireTexts(from: number, count: number): string[] {
  return Array.from({ length: count }, (_, at) => {
    const n = from + at;
    const id = `dlv_${String(n).padStart(32, '0')}`;
    const place = { id, index: Math.floor(n / 50), license: `lic_${n % 50}`, n, partner: `par_${n % 50}` };
    const text = { article: `itm_${n % 600}`, at: new Date(Date.UTC(2026, 2, 1) + 500 * n).toISOString() };
    const head = {
      billable: 0,
      code: null,
      delivered: [],
      env: 'live',
      kind: 'delivery',
      outcome: 'permit',
      v: 1,
    };
    return canonicalize({
      ...text,
      ...head,
      ...place,
      pad: 'x'.repeat(560),
      sections: ['a'],
      withheld: [],
    }) as string;
  });
}
