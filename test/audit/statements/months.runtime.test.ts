/** The month-end grid: what it says can be closed can be, once; and the table of what is closed. */
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { monthGrid } from '../../../src/audit/statements/months.ts';
import { create, operatorToken, request } from '../../support/gateway.ts';
import {
  drain,
  ingest,
  openNewsroom,
  openSite,
  type PartnerSite,
  pastMonths,
  runningMonth,
  terms,
  wireItem,
} from '../../support/newsroom.ts';

interface Grid {
  months: { period: string; open: number; ready: number; daily: number; closed: number }[];
  items: {
    license: string;
    name: string;
    reference: string;
    months: { period: string; state: string; statement?: string }[];
  }[];
  next: string | null;
}

interface Billed {
  license: string;
  billing?: object;
}

const DAY_MS = 86_400_000;
const [last = '', before = ''] = pastMonths(2);
let site: PartnerSite;
/** A license that ended in the month before the last. */
let ended: string;
let auditor: string;

const get = (query = '', token = auditor) => request(`/v1/audit/statements/months${query}`, { token });
const grid = async (query = '') => (await get(query)).json<Grid>();
const close = (license: string, period: string) =>
  request('/v1/audit/statements', { token: auditor, json: { license, period } });
/** State of this month, which the routes show once it is over. */
const stateOnceOver = async (license: string) => {
  const to = new Date().toISOString().slice(0, 7);
  const { rows } = await monthGrid(env.DB, { to, nowMs: Date.now() + 40 * DAY_MS });
  return rows.find((row) => row.license === license)?.months[0]?.state;
};
const stateOf = ({ items }: Grid, license: string, period: string) =>
  items.find((row) => row.license === license)?.months.find((month) => month.period === period);

const newsroom = await openNewsroom();

beforeAll(async () => {
  site = await openSite(newsroom, {
    consent: { reference: 'Kraken-77', signedBy: 'A. Signatory', signedOn: '2026-01-02' },
    minimum: { units: 10, per: 'month' },
  });
  const over = terms(newsroom, site.partner, { ends: `${before}-02T00:00:00Z` });
  ended = (await create('/v1/admin/licenses', newsroom.admin, over)).id;
  // A month that had ended when its license was stored needs no statement.
  await env.DB.prepare("UPDATE license_versions SET at = '2020-01-01T00:00:00.000Z'").run();
  auditor = await operatorToken('auditor');
});

describe('the month-end grid', () => {
  it('has the last twelve finished months, with the state of each', async () => {
    const { months, items } = await grid(`?to=${last}`);
    expect(months).toHaveLength(12);
    expect(months[0]).toMatchObject({ period: last, open: 0, ready: 1, closed: 0 });
    expect(months[1]).toMatchObject({ period: before, ready: 2 });
    expect(items.map(({ license }) => license).sort()).toEqual([site.license, ended].sort());
    expect(items.find(({ license }) => license === site.license)).toMatchObject({ reference: 'Kraken-77' });
  });

  it('shows nothing to close for a month without a term and without units', async () => {
    const all = await grid(`?to=${last}`);
    expect(stateOf(all, ended, last)?.state).toBe('none');
    expect(stateOf(all, ended, before)?.state).toBe('ready');
  });

  it('shows and counts a month with a statement as closed', async () => {
    const closed = await (await close(site.license, last)).json<{ id: string }>();
    const all = await grid(`?to=${last}`);
    expect(stateOf(all, site.license, last)).toEqual({ period: last, state: 'closed', statement: closed.id });
    expect(all.months[0]).toMatchObject({ ready: 0, closed: 1 });
    expect((await grid(`?to=${last}&state=ready`)).items).toEqual([]);
  });

  it('shows a month outside the term as ready once a correction is billed in it', async () => {
    const of = await (await close(ended, before)).json<{ id: string }>();
    expect(await stateOnceOver(ended)).toBe('none');
    const corrected = await request(`/v1/audit/statements/${of.id}/adjustments`, {
      token: auditor,
      json: { units: -3, reason: 'Agreed' },
    });
    expect(corrected.status).toBe(201);
    await drain();
    expect(await stateOnceOver(ended)).toBe('ready');
    expect(stateOf(await grid(`?to=${last}`), ended, last)?.state).toBe('none');
  });

  it('does not count a month as ready of which a day is closed, since it cannot be closed as a whole', async () => {
    const { status } = await close(site.license, `${before}-05`);
    expect(status).toBe(201);
    const all = await grid(`?to=${before}`);
    expect(stateOf(all, site.license, before)).toEqual({ period: before, state: 'daily' });
    expect(all.months[0]).toMatchObject({ period: before, ready: 0, daily: 1, closed: 1 });
    expect((await grid(`?to=${before}&state=daily`)).items.map(({ license }) => license)).toEqual([
      site.license,
    ]);
    expect((await close(site.license, before)).status).toBe(409);
  });

  it('finds licenses by words of partner, title and reference, and by id', async () => {
    const found = async (q: string) =>
      (await grid(`?q=${encodeURIComponent(q)}`)).items.map(({ license }) => license);
    expect(await found('kraken')).toEqual([site.license]);
    expect(await found('morgen KRAKEN-77')).toEqual([site.license]);
    expect(await found(ended)).toEqual([ended]);
    expect(await found('no such partner')).toEqual([]);
  });

  it('lists licenses in pages by name, each once', async () => {
    const first = await grid('?limit=1');
    const second = await grid(`?limit=1&cursor=${first.next}`);
    expect(second.next).toBeNull();
    const both = [...first.items, ...second.items].map(({ license }) => license);
    expect(both.sort()).toEqual([site.license, ended].sort());
  });

  it('has the bill of the newest month of each license on request', async () => {
    const { items } = await (await get(`?to=${last}&billing=true`)).json<{ items: Billed[] }>();
    const usage = await request(`/v1/audit/reports/usage?period=${last}`, { token: auditor });
    const lines = await usage.json<{ items: Billed[] }>();
    const bills = new Map(lines.items.map(({ license, billing }) => [license, billing]));
    expect(bills.get(site.license)).toMatchObject({ shortfall: 10, billed: 10 });
    expect(items.map(({ billing }) => billing)).toEqual(items.map(({ license }) => bills.get(license)));
  });

  it('shows a month as ready that has units of terms that were changed since', async () => {
    const changed = await openSite(newsroom);
    const { id } = await ingest(newsroom, wireItem());
    expect((await request(`/v1/articles/${id}`, { token: changed.token })).status).toBe(200);
    const earlier = { method: 'PATCH', token: newsroom.admin, json: { ends: `${before}-02T00:00:00Z` } };
    expect((await request(`/v1/admin/licenses/${changed.license}`, earlier)).status).toBe(200);
    await drain();
    expect(await stateOnceOver(changed.license)).toBe('ready');
  });

  it.each(['2026-13', '2026', '2999-01', runningMonth()])(
    'refuses %s, which is not a finished month',
    async (to) => {
      const answer = await get(`?to=${to}`);
      expect(answer.status).toBe(400);
      expect(await answer.text()).toContain('/to');
    },
  );
});

describe('the table of statements', () => {
  const table = (query: string) => request(`/v1/audit/statements.csv?${query}`, { token: auditor });

  it('has a row for each statement of a month, with the data of a bill', async () => {
    const answer = await table(`period=${last}`);
    expect(answer.headers.get('Content-Disposition')).toBe(`attachment; filename="statements-${last}.csv"`);
    const [head = '', row = '', end] = (await answer.text()).split('\r\n');
    expect(end).toBe('');
    const cells = Object.fromEntries(head.split(',').map((name, place) => [name, row.split(',')[place]]));
    expect(cells).toMatchObject({
      period: last,
      licenseReference: 'Kraken-77',
      ...{ units: '0', overage: '0', shortfall: '10', adjusted: '0', billed: '10', adjustedSince: '0' },
      license: site.license,
    });
  });

  it('requires a filter', async () => {
    expect((await table('')).status).toBe(400);
  });
});
