/**
 * Usage reports over HTTP: whatever was used, sealed or not yet, a report is what its entries are when they
 * are counted one by one.
 */
import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { recount } from '../../../scripts/recount.mjs';
import { usageOfAll, usageOfLicense } from '../../../src/audit/reports/read.ts';
import { emptyLog } from '../../ledger/segments/log.ts';
import { operatorToken, request } from '../../support/gateway.ts';
import { openNewsroom, openSite, type PartnerSite } from '../../support/newsroom.ts';
import { plansOf, scansOf } from '../../support/plans.ts';
import { SEED } from '../../support/runs.ts';
import { sealLog } from '../../support/seal.ts';
import { anyUse, entriesOf, type LoggedLine, type Use, writeEntries } from './entries.ts';

/**
 * Clocks go forward in Auckland on 27 September and 4 October's week has none; back in St. John's on 1
 * November.
 */
const ZONES = ['Pacific/Auckland', 'Asia/Kolkata', 'America/St_Johns', undefined];
const FROM = Date.UTC(2026, 8, 26);
const TO = Date.UTC(2026, 10, 3);
const PERIODS = ['2026-10', '2026-09', '2026-Q4', '2026', '2026-09-27', '2026-10-25', '2026-11-01'];

let sites: PartnerSite[];

const auditor = await operatorToken('auditor');
const newsroom = await openNewsroom();

beforeAll(async () => {
  const terms = [
    { quota: { limit: 1, per: 'month', onExceed: 'overage' }, minimum: { units: 12, per: 'month' } },
    { quota: { limit: 1, per: 'day', onExceed: 'overage' }, minimum: { units: 9, per: 'term' } },
    { quota: { limit: 1, per: 'term', onExceed: 'overage' } },
    { quota: { limit: 3, per: 'day', onExceed: 'refuse' }, minimum: { units: 1, per: 'month' } },
  ];
  sites = [];
  for (const [place, timeZone] of ZONES.entries())
    sites.push(await openSite(newsroom, { ...terms[place], ...(timeZone && { timeZone }) }));
});

beforeEach(emptyLog);

const get = (path: string, token = auditor, headers = {}) => request(path, { token, headers });
async function report<T = { items: object[] }>(query: string): Promise<T> {
  const answer = await get(`/v1/audit/reports/usage?${query}`);
  expect(answer.status).toBe(200);
  return answer.json<T>();
}

/** Near midnight somewhere, more often than not. */
const instant = fc.oneof(
  fc.integer({ min: FROM, max: TO }),
  fc
    .tuple(
      fc.integer({ min: 0, max: 37 }),
      fc.constantFrom(2.5, 10, 11, 12, 18.5, 24),
      fc.integer({ min: -2, max: 2 }),
    )
    .map(([day, hour, ms]) => FROM + day * 86_400_000 + hour * 3_600_000 + ms),
);

async function written(uses: Use[], cuts: number[]): Promise<LoggedLine[]> {
  const entries = entriesOf(
    uses,
    sites.map(({ license }) => license),
  );
  const bounds = [...new Set([0, ...cuts.map((cut) => cut % (entries.length + 1)), entries.length])].sort(
    (a, b) => a - b,
  );
  for (const [place, from] of bounds.slice(0, -1).entries()) {
    // What comes after the last cut is the tail.
    if (place > 0) await sealLog();
    await writeEntries(entries.slice(from, bounds[place + 1]));
  }
  return entries;
}

describe('a usage report', () => {
  it('equals a recount of its entries, sealed or not, on any day in any zone', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyUse(instant, ZONES.length), { maxLength: 80 }),
        fc.array(fc.nat(), { maxLength: 3 }),
        fc.constantFrom(...PERIODS),
        fc.constantFrom('month', 'day', 'hour'),
        fc.nat({ max: ZONES.length - 1 }),
        async (uses, cuts, period, granularity, which) => {
          await emptyLog();
          const entries = await written(uses, cuts);
          const license = sites[which]?.license;
          const one = await report(`period=${period}&license=${license}&granularity=${granularity}`);
          expect(recount(one, entries).faults).toEqual([]);
          const test = await report(
            `period=${period}&license=${license}&granularity=${granularity}&env=test`,
          );
          expect(recount(test, entries).faults).toEqual([]);
          const all = await report(`period=${period}`);
          expect(recount(all, entries).faults).toEqual([]);
          const own = await get(`/v1/usage?period=${period}&granularity=${granularity}`, sites[which]?.token);
          expect((await own.json<{ items: object[] }>()).items).toEqual(one.items);
        },
      ),
      { numRuns: 25, seed: SEED },
    );
  });
});

/** As far as figures are counted from it. */
interface Listed {
  kind: string;
  code: string | null;
  decidedBy: string;
  billable: number;
  billed?: string[];
  delivered: { component: string; type?: string; supplier?: string }[];
  withheld: { code: string; decidedBy: string }[];
}

/** All that a link lists, page by page. */
async function listed(href: string): Promise<Listed[]> {
  const all: Listed[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page = await get(`${href}&limit=7${cursor && `&cursor=${cursor}`}`);
    expect([href, page.status]).toEqual([href, 200]);
    const { items, next }: { items: Listed[]; next: string | null } = await page.json();
    all.push(...items);
    cursor = next;
  }
  return all;
}

const unitsOf = (entries: Listed[]) => entries.reduce((sum, { billable }) => sum + billable, 0);

function carriedIn(entries: Listed[], member: 'type' | 'supplier', name: unknown) {
  const own = entries.map(({ delivered, billed = [] }) =>
    delivered.filter((part) => part[member] === name).map(({ component }) => billed.includes(component)),
  );
  const parts = own.flat();
  const deliveries = own.filter(({ length }) => length > 0).length;
  return { components: parts.length, units: parts.filter(Boolean).length, deliveries };
}

type Line = Record<string, unknown>;

/** What a line of each list is, of what its link lists. */
const COUNTED: Record<string, (entries: Listed[], line: Line) => Line> = {
  sections: (entries) => ({ entries: entries.length, units: unitsOf(entries) }),
  types: (entries, { type }) => carriedIn(entries, 'type', type),
  suppliers: (entries, { supplier }) => carriedIn(entries, 'supplier', supplier),
  refusalsByCode: (entries, { code }) => ({ entries: entries.filter((entry) => entry.code === code).length }),
  withheldByCode: (entries, { code }) => ({
    components: entries.flatMap(({ withheld }) => withheld.filter((part) => part.code === code)).length,
  }),
  refusalsByRule: (entries, { rule }) => ({
    entries: entries.filter(
      ({ kind, decidedBy, withheld }) =>
        (kind === 'refusal' && decidedBy === rule) || withheld.some((part) => part.decidedBy === rule),
    ).length,
  }),
};

describe('every figure of a usage report', () => {
  it('equals the count of its linked entries', { tags: 'slow' }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyUse(instant, 2), { minLength: 10, maxLength: 30 }),
        fc.array(fc.nat(), { minLength: 1, maxLength: 2 }),
        async (uses, cuts) => {
          await emptyLog();
          await written(uses, cuts);
          const license = sites[0]?.license;
          const { items } = await report<{ items: (Line & { titles: Line[] })[] }>(
            `period=2026-10&license=${license}`,
          );
          const lines = items.flatMap((item) =>
            [item, ...item.titles].flatMap(({ live, test }) => [live, test]),
          ) as Line[];
          for (const figures of lines) {
            for (const [name, href] of Object.entries(figures.links as Record<string, string>)) {
              const entries = await listed(href);
              expect([href, name === 'units' ? unitsOf(entries) : entries.length]).toEqual([
                href,
                figures[name],
              ]);
            }
            for (const [list, count] of Object.entries(COUNTED))
              for (const { href, ...line } of figures[list] as (Line & { href: string })[])
                expect(line).toMatchObject(count(await listed(href), line));
          }
        },
      ),
      { numRuns: 5, seed: SEED },
    );
  });
});

describe('the query of a usage report', () => {
  const use: Use = {
    ...{
      atMs: Date.UTC(2026, 9, 15),
      license: 0,
      kind: 'delivery',
      env: 'live',
      title: 'morgen',
      sections: ['politics'],
    },
    ...{ carried: ['cmp_1', 'cmp_2'], withheld: [], billed: ['cmp_1', 'cmp_2'], code: 'quota_exceeded' },
    ...{ rule: 'rst_1#0', article: 'itm_1', units: 1 },
  };

  it('accepts a period, or an interval of days', async () => {
    await written([use, { ...use, atMs: Date.UTC(2026, 9, 17), env: 'test' }], []);
    const license = sites[0]?.license;
    const days = await report<{ items: { live: object; test: object }[]; period: object }>(
      `license=${license}&from=2026-10-15&to=2026-10-16`,
    );
    expect(days.period).toEqual({ name: '2026-10-15/2026-10-16', from: '2026-10-15', to: '2026-10-16' });
    expect(days.items).toMatchObject([{ live: { deliveries: 1, units: 2 }, test: { deliveries: 0 } }]);
    const test = await report(`license=${license}&period=2026-10&env=test`);
    expect(test.items).toMatchObject([{ test: { deliveries: 1, repeats: 1, units: 0 } }]);
    expect(test.items[0]).not.toHaveProperty('billing');
  });

  it.each([
    ['an empty query', '', '/period'],
    ['an invalid period', 'period=October', '/period'],
    ['a period and days', 'period=2026-10&from=2026-10-01', '/period'],
    ['one day only', 'from=2026-10-01', '/period'],
    ['days in reverse order', 'from=2026-10-02&to=2026-10-01', '/period'],
    ['the end of all time', 'period=9999', '/period'],
    ['a period of centuries', 'from=1001-01-01&to=2026-10-01', '/to'],
    ['an unknown kind of traffic', 'period=2026-10&env=live,test', '/env'],
    ['an unknown parameter', 'period=2026-10&licence=x', '/licence'],
  ])('refuses %s', async (_, query, path) => {
    for (const answer of [
      await get(`/v1/audit/reports/usage?${query}`),
      await get(`/v1/usage?${query}`, sites[0]?.token),
    ]) {
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ code: 'malformed', errors: [{ path }] });
    }
  });

  it('refuses an unknown license, and lists all licenses of a partner', async () => {
    expect((await get('/v1/audit/reports/usage?period=2026-10&license=lic_0')).status).toBe(404);
    const [one] = sites;
    const own = await report<{ items: { license: string }[] }>(`period=2026-10&partner=${one?.partner}`);
    expect(own.items.map(({ license }) => license)).toEqual([one?.license]);
    expect((await report('period=2026-10&partner=par_0')).items).toEqual([]);
    // Nothing can be narrowed to another's license.
    expect((await get(`/v1/usage?period=2026-10&license=${one?.license}`, sites[1]?.token)).status).toBe(400);
  });

  it('has no line for a license that was neither in force nor used', async () => {
    expect((await report('period=2020')).items).toEqual([]);
    await written([{ ...use, atMs: Date.UTC(2020, 5, 1) }], []);
    expect((await report('period=2020')).items).toHaveLength(1);
  });

  it('returns a table for a spreadsheet on request', async () => {
    await written([use], []);
    const answer = await get(`/v1/audit/reports/usage?period=2026-10&license=${sites[0]?.license}`, auditor, {
      Accept: 'text/csv',
    });
    expect(answer.headers.get('Content-Type')).toMatch(/^text\/csv/);
    expect(answer.headers.get('Content-Disposition')).toBe('attachment; filename="usage-2026-10.csv"');
    const [columns = '', ...rows] = (await answer.text()).trimEnd().split('\r\n');
    const at = (name: string) => columns.split(',').indexOf(name);
    const cells = rows.map((row) => row.split(','));
    const line = cells.find((row) => row[at('by')] === 'license' && row[at('env')] === 'live');
    expect([line?.[at('units')], line?.[at('shortfall')], line?.[at('billed')]]).toEqual(['2', '10', '12']);
    const supplier = cells.find((row) => row[at('by')] === 'supplier');
    expect(supplier?.join(',')).toContain('"Foto ""Möwe"""');
    expect(
      cells.filter((row) => row[at('by')] === 'minimum per month').map((row) => row[at('name')]),
    ).toEqual(['2026-10']);
  });
});

describe('the top of a usage report', () => {
  it('has the lines with the highest bills, and the totals of all', async () => {
    interface Line {
      license: string;
      live: { entries: number };
      billing: { billed: number };
    }
    await written(fc.sample(anyUse(instant, ZONES.length), { numRuns: 40, seed: SEED }), [20]);
    const all = await report<{ items: Line[]; totals: object }>('period=2026-10&env=live');
    const top = await report<{ items: Line[]; totals: object }>('period=2026-10&env=live&top=2');
    const ranked = all.items.toSorted(
      (a, b) =>
        b.billing.billed - a.billing.billed ||
        b.live.entries - a.live.entries ||
        (a.license < b.license ? -1 : 1),
    );
    expect(top).toMatchObject({ items: ranked.slice(0, 2), totals: all.totals, lines: all.items.length });
  });
});

describe('reading a usage report', () => {
  it('uses keys and indexes, for one license and for all', async () => {
    const options = {
      period: { name: '2026-10', from: '2026-10-01', to: '2026-10-31' },
      granularity: 'month' as const,
      nowMs: TO,
    };
    await written(fc.sample(anyUse(fc.constant(Date.UTC(2026, 9, 15)), 1), { numRuns: 12, seed: 7 }), [6]);
    const tables = ['blocks', 'log_pages', 'log_segments', 'notes', 'license_versions'];
    const single = await plansOf((db) =>
      usageOfLicense({ ...env, DB: db }, sites[0]?.license ?? '', options),
    );
    const all = await plansOf((db) => usageOfAll({ ...env, DB: db }, {}, options));
    for (const plans of [single, all]) {
      expect(scansOf(plans, tables)).toEqual([]);
      const steps = plans.flatMap(({ steps }) => steps);
      for (const step of [
        /^SEARCH log_segments USING INDEX log_segments_by_time \(last_at>\?\)/,
        /^SEARCH log_pages USING INDEX sqlite_autoindex_log_pages_1 \(kind=\? AND shard=\? AND segment=\?\)/,
        /^SEARCH blocks USING INDEX sqlite_autoindex_blocks_1 \(shard=\? AND first>\?\)/,
        /^SEARCH notes USING INDEX notes_adjusted \(license=\? AND at>\? AND at<\?\)/,
      ])
        expect(steps).toContainEqual(expect.stringMatching(step));
    }
    // A license each, and not a read of all sums for each.
    expect(single.length).toBe(all.length);
  });
});
