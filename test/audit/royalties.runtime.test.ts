/** Royalties: what flowed out of each supplier is what its entries say, by license and by item. */
import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { itemFlows } from '../../src/audit/royalties/store.ts';
import { dateIn } from '../../src/ledger/time-zone.ts';
import { emptyLog } from '../ledger/segments/log.ts';
import { operatorToken, request } from '../support/gateway.ts';
import { openNewsroom, openSite } from '../support/newsroom.ts';
import { plansOf, scansOf } from '../support/plans.ts';
import { SEED } from '../support/runs.ts';
import { sealLog } from '../support/seal.ts';
import { anyUse, entriesOf, type LoggedLine, writeEntries } from './reports/entries.ts';

interface Flow {
  components: number;
  deliveries: number;
  units: number;
}
interface Report {
  suppliers: (Flow & { supplier: string; licenses: (Flow & { license: string })[] })[];
  items?: (Flow & { license: string; article: string })[];
  next?: string | null;
}
interface Delivery extends LoggedLine {
  kind: string;
  env: string;
  at: string;
  license: string;
  article: string;
  delivered: { component: string; supplier?: string }[];
  billed?: string[];
}

const ZONES = ['Pacific/Auckland', undefined];
let licenses: string[];

const auditor = await operatorToken('auditor');
const newsroom = await openNewsroom();

beforeAll(async () => {
  licenses = [];
  for (const timeZone of ZONES)
    licenses.push((await openSite(newsroom, timeZone ? { timeZone } : {})).license);
});

async function report(query: Record<string, string>): Promise<Report> {
  const answer = await request(`/v1/audit/reports/royalties?${new URLSearchParams(query)}`, {
    token: auditor,
  });
  expect(answer.status).toBe(200);
  return answer.json<Report>();
}

/** Of the deliveries that had anything of the supplier. */
function flowOf(entries: Delivery[], supplier: string): Flow {
  const own = entries.flatMap(({ delivered, billed = [] }) => {
    const parts = delivered.filter((part) => part.supplier === supplier);
    return parts.length > 0
      ? [{ parts, units: parts.filter(({ component }) => billed.includes(component)) }]
      : [];
  });
  const sum = (numbers: number[]) => numbers.reduce((one, other) => one + other, 0);
  return {
    components: sum(own.map(({ parts }) => parts.length)),
    deliveries: own.length,
    units: sum(own.map(({ units }) => units.length)),
  };
}

/** All pages. */
async function itemsOf(query: Record<string, string>): Promise<NonNullable<Report['items']>> {
  const items: NonNullable<Report['items']> = [];
  for (let cursor: string | null | undefined = ''; cursor !== null; ) {
    const page: Report = await report({ ...query, limit: '1', ...(cursor && { cursor }) });
    items.push(...(page.items ?? []));
    cursor = page.next ?? null;
  }
  return items;
}

/** The same, without the address of their entries. */
const plain = <T extends object>(rows: T[]) =>
  rows.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => name !== 'href')));

describe('the royalty report', () => {
  it('equals a recount of the deliveries, sealed or not', { tags: 'slow' }, async () => {
    const instant = fc.integer({ min: Date.UTC(2026, 8, 30), max: Date.UTC(2026, 10, 2) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyUse(instant, ZONES.length), { maxLength: 25 }),
        fc.nat(),
        fc.constantFrom('live', 'test'),
        async (uses, cut, of) => {
          await emptyLog();
          const entries = entriesOf(uses, licenses) as Delivery[];
          await writeEntries(entries.slice(0, cut % (uses.length + 1)));
          await sealLog();
          await writeEntries(entries.slice(cut % (uses.length + 1)));
          const inOctober = entries.filter(({ kind, env: own, license, at }) => {
            const zone = ZONES[licenses.indexOf(license)] ?? 'UTC';
            return kind === 'delivery' && own === of && dateIn(zone, Date.parse(at)).startsWith('2026-10');
          });
          const { suppliers, items } = await report({ period: '2026-10', env: of });
          expect(items).toBeUndefined();
          const there = new Set(
            inOctober.flatMap(({ delivered }) => delivered.flatMap((part) => part.supplier ?? [])),
          );
          expect(suppliers.map(({ supplier }) => supplier)).toEqual([...there].sort());
          for (const { supplier, licenses: lines, ...flow } of suppliers) {
            expect(flow).toEqual(flowOf(inOctober, supplier));
            for (const { license, ...its } of plain(lines))
              expect(its).toEqual(
                flowOf(
                  inOctober.filter((entry) => entry.license === license),
                  supplier,
                ),
              );
            const query = { period: '2026-10', env: of, supplier };
            const single = await report(query);
            expect(single.suppliers).toEqual(suppliers.filter((one) => one.supplier === supplier));
            const byItem = Map.groupBy(inOctober, ({ article, license }) => `${article} ${license}`);
            const counted = [...byItem]
              .sort(([one], [other]) => (one < other ? -1 : 1))
              .map(([, [one, ...more]]) => ({
                license: one?.license,
                article: one?.article,
                ...flowOf(one ? [one, ...more] : [], supplier),
              }))
              .filter(({ deliveries }) => deliveries > 0);
            expect(plain(await itemsOf(query))).toEqual(counted);
          }
        },
      ),
      { numRuns: 20, seed: SEED },
    );
  });

  it('has a tabular form, with a row for each item of a single supplier', async () => {
    await emptyLog();
    const use = {
      atMs: Date.UTC(2026, 9, 9),
      license: 1,
      kind: 'delivery',
      env: 'live',
      title: null,
      sections: [],
    } as const;
    const carried = {
      carried: ['cmp_2', 'cmp_3'],
      billed: ['cmp_2'],
      withheld: [],
      code: 'quota_exceeded',
      rule: 'rst_1#0',
    } as const;
    await writeEntries(entriesOf([{ ...use, ...carried, article: 'itm_1', units: 0 } as never], licenses));
    const query = new URLSearchParams({ period: '2026-10', supplier: 'Foto "Möwe"' });
    const answer = await request(`/v1/audit/reports/royalties?${query}`, {
      token: auditor,
      headers: { Accept: 'text/csv' },
    });
    const [, ofLicense, ofItem, ...rest] = (await answer.text()).trimEnd().split('\r\n');
    expect(rest).toEqual([]);
    expect(ofLicense).toContain(`,"Foto ""Möwe""",${licenses[1]},,1,1,1,`);
    expect(ofItem).toContain(`,${licenses[1]},itm_1,1,1,1,`);
  });

  it('reads segments by their time, and entries by their address', async () => {
    const stretches = [{ licenses, from: '2026-10-01T00:00:00.000Z', to: '2026-11-01T00:00:00.000Z' }];
    const plans = await plansOf((db) =>
      itemFlows({ ...env, DB: db }, { supplier: 'x', env: 'live', stretches, limit: 1 }),
    );
    expect(scansOf(plans, ['blocks', 'log_segments', 'log_pages'])).toEqual([]);
    expect(plans.flatMap(({ steps }) => steps)).toContainEqual(
      expect.stringMatching(/^SEARCH log_segments USING INDEX log_segments_by_time \(last_at>\?\)/),
    );
  });
});
