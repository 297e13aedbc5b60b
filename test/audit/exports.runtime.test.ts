/**
 * Exports of the log: what the list shows, all of it, in any number of parts, and nothing to those it is not
 * for.
 */

import { env } from 'cloudflare:workers';
import canonicalize from 'canonicalize';
import { beforeAll, describe, expect, it } from 'vitest';
import { ENTRIES_MIN } from '../../src/audit/limits.ts';
import { leafText } from '../../src/ledger/merkle.ts';
import { readCsv } from '../support/csv.ts';
import { operatorToken, request } from '../support/gateway.ts';
import { drain, ingest, openNewsroom, openSite, wireItem } from '../support/newsroom.ts';
import { forge, forgetShard } from '../support/stored-log.ts';

/** Many pages of an export. */
const MANY = 4_500;

/** A license with many entries. */

const newsroom = await openNewsroom();
const auditor = await operatorToken('auditor');
const site = await openSite(newsroom);
const other = await openSite(newsroom);
const large = await openSite(newsroom);
const article = await ingest(newsroom, wireItem());

beforeAll(async () => {
  for (const by of [site, other, site, site])
    await request(`/v1/articles/${article.id}`, { token: by.token });
  await request(`/v1/articles/${article.id}?use=display&territory=JP&title=morgen`, {
    token: site.token,
  });
  await drain();
  await enterMany();
  // What was written within the last second is not settled yet.
  await new Promise((next) => setTimeout(next, 1_100));
});

/** As if drained, many at a time. */
async function enterMany(): Promise<void> {
  const { license, partner } = large;
  const lines = Array.from({ length: MANY }, (_, n) => {
    const atMs = FIRST_MS + Math.floor(n / 3) * 60_000;
    const head = { at: new Date(atMs).toISOString(), article: 'itm_1', billable: 0, code: null };
    const parts = { decidedBy: '=uses', delivered: [], sections: ['a'], withheld: [] };
    const place = { env: 'live', id: idOf(n), index: n, license, partner };
    return canonicalize({ ...head, ...parts, ...place, kind: 'delivery', outcome: 'permit' }) ?? '';
  });
  await forge(env.DB, 'elsewhere', lines);
}

const FIRST_MS = Date.parse('2026-01-01');
function idOf(n: number): string {
  const time = (FIRST_MS + Math.floor(n / 3) * 60_000).toString(16).padStart(12, '0');
  return `dlv_${time}7${String(n).padStart(19, '0')}`;
}

const exported = (query: string, { token = auditor, as = 'ndjson' } = {}) =>
  request(`/v1/audit/exports/deliveries.${as}?${query}`, { token });
/** Whatever its type: the runtime warns of texts that do not say that they are. */
const textOf = async (response: Response) => new TextDecoder().decode(await response.arrayBuffer());
const linesOf = (text: string) =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { id: string; at: string; license: string; leaf: string });

async function listed(query: string): Promise<object[]> {
  const path = `/v1/audit/deliveries?limit=200&${query}`;
  return (await (await request(path, { token: auditor })).json<{ items: object[] }>()).items.reverse();
}

describe('an export as NDJSON', () => {
  it('contains the entries of the list, oldest first, and names the last one', async () => {
    for (const query of [`license=${site.license}`, `license=${site.license}&outcome=deny`]) {
      const response = await exported(query);
      expect(response.headers.get('Content-Type')).toBe('application/x-ndjson; charset=utf-8');
      const lines = linesOf(await textOf(response));
      expect(lines.length).toBeGreaterThan(0);
      expect(lines).toEqual(await listed(query));
      expect(response.headers.get('Export-Last')).toBe(lines.at(-1)?.id);
    }
  });

  it('continues after any entry as if it had not been interrupted', { tags: 'slow' }, async () => {
    const query = `license=${large.license}`;
    const whole = await exported(query);
    const to = whole.headers.get('Export-To') ?? '';
    const lines = linesOf(await textOf(whole));
    expect(new Set(lines.map(({ id }) => id)).size).toBe(MANY);
    for (const received of [1, ENTRIES_MIN - 1, ENTRIES_MIN, ENTRIES_MIN + 1, MANY]) {
      const rest = await exported(`${query}&to=${to}&after=${lines[received - 1]?.id}`);
      expect(linesOf(await textOf(rest))).toEqual(lines.slice(received));
      expect(rest.headers.get('Export-Last')).toBe(lines.at(-1)?.id);
    }
  });

  it('preserves large entries among small ones', async () => {
    // Longer than a first page, than a piece, and not of ASCII.
    const lengths = [10, 40_000, 200_000, 10, 70_000, 10];
    const at = '2026-01-01T00:00:00.000Z';
    const parts = { delivered: [], sections: [], withheld: [], billable: 0, kind: 'delivery' };
    const bodies = lengths.map(
      (length, index) =>
        canonicalize({
          ...{ ...parts, at, id: `dlv_${index}`, index, license: 'lic_wide' },
          text: 'ä€'.repeat(length),
        }) ?? '',
    );
    await forge(env.DB, 'wide', bodies, { blockEntries: 1 });
    const response = await exported('license=lic_wide&to=2026-01-02T00:00:00Z');
    const lines = bodies.map((body) => `${body.slice(0, -1)},"leaf":"${leafText(body)}"}\n`);
    expect(await textOf(response)).toBe(lines.join(''));
    await forgetShard(env.DB, 'wide');
  });

  it('ends before entries that are not settled yet', async () => {
    const { headers, body } = await exported('to=2099-01-01T00:00:00Z');
    await body?.cancel();
    expect(Date.parse(headers.get('Export-To') ?? '')).toBeLessThan(Date.now());
    const earlier = await exported(`license=${large.license}&to=2026-01-01T00:01:00Z`);
    expect(earlier.headers.get('Export-To')).toBe('2026-01-01T00:01:00.000Z');
    expect(linesOf(await textOf(earlier))).toHaveLength(3);
  });

  it('waits until a restored database has its entries again', async () => {
    const { results } = await env.DB.prepare(`SELECT * FROM blocks WHERE shard LIKE 'ledger-%'`).all();
    expect((await exported(`license=${site.license}`)).status).toBe(200);
    await env.DB.prepare(`DELETE FROM blocks WHERE shard LIKE 'ledger-%'`).run();
    const refused = await exported(`license=${site.license}`);
    expect([refused.status, await refused.json()]).toMatchObject([503, { code: 'ledger_unavailable' }]);
    for (const row of results)
      await env.DB.prepare('INSERT INTO blocks VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
        .bind(...Object.values(row))
        .run();
    expect((await exported(`license=${site.license}`)).status).toBe(200);
  });

  it('is empty and names no last entry when nothing matches', async () => {
    const response = await exported('article=itm_none');
    expect(response.headers.get('Export-Last')).toBeNull();
    expect(await textOf(response)).toBe('');
  });

  it('refuses to continue after an unknown entry', async () => {
    for (const id of ['dlv_00000000000000000000000000000000', 'x'])
      expect((await exported(`after=${id}`)).status).toBe(400);
  });
});

describe('an export as CSV', () => {
  it('begins with a header, except when it continues', async () => {
    const response = await exported(`license=${large.license}&to=2026-01-01T00:01:00Z`, { as: 'csv' });
    expect(response.headers.get('Content-Type')).toBe('text/csv; charset=utf-8; header=present');
    const lines = (await textOf(response)).split('\r\n');
    expect(lines).toHaveLength(5);
    expect(lines[0]).toMatch(/^id,kind,at,license,licenseVersion,index,/);
    expect(lines[1]).toContain(`${idOf(0)},delivery,2026-01-01T00:00:00.000Z,${large.license},,0,`);
    expect(lines[1]).toContain(`"'=uses"`);
    const query = `license=${large.license}&to=2026-01-01T00:01:00Z&after=${idOf(1)}`;
    const rest = await exported(query, { as: 'csv' });
    expect(rest.headers.get('Content-Type')).toBe('text/csv; charset=utf-8; header=absent');
    expect(await textOf(rest)).toBe(`${lines[3]}\r\n`);
  });

  const namesIn = async (token: string) => {
    const text = await textOf(await exported(`license=${site.license}`, { token, as: 'csv' }));
    const [header = [], ...records] = readCsv(text);
    const at = (name: string) => header.indexOf(name);
    expect(header.slice(-7)).toEqual([
      ...['partnerName', 'licenseReference', 'headline', 'units'],
      ...['titleName', 'result', 'reasons'],
    ]);
    return records.map((record) => [
      record[at('kind')],
      ...['partnerName', 'licenseReference', 'headline', 'units', 'titleName'].map(
        (name) => record[at(name)],
      ),
    ]);
  };

  it('ends with the names of partner, license, article and title', async () => {
    const names = [
      expect.stringMatching(/^Partner /),
      'C-2026-1',
      expect.stringMatching(/^Harbor pilots end strike /),
    ];
    const [first, ...others] = await namesIn(auditor);
    expect(first).toEqual(['delivery', ...names, '1', '']);
    expect(others.at(-1)).toEqual(['refusal', ...names, '0', 'Der Morgen']);
  });

  it('shows a partner no headline of a refused article', async () => {
    const rows = await namesIn(site.token);
    const headlines = rows.map(([kind, , , headline = '']) => [kind, headline !== '']);
    expect(headlines).toContainEqual(['delivery', true]);
    expect(headlines).toContainEqual(['refusal', false]);
    expect(headlines).not.toContainEqual(['refusal', true]);
  });
});

describe('an export for a partner', () => {
  it('contains the log of its own license', async () => {
    const own = await exported('', { token: other.token });
    expect(linesOf(await textOf(own))).toEqual(await listed(`license=${other.license}`));
  });

  it('contains nothing of others, whatever the query', async () => {
    for (const query of [`license=${site.license}`, `partner=${site.partner}`]) {
      const response = await exported(query, { token: other.token });
      expect([await textOf(response), response.headers.get('Export-Last')]).toEqual(['', null]);
    }
    const [first] = linesOf(await textOf(await exported(`license=${site.license}`)));
    expect((await exported(`after=${first?.id}`, { token: other.token })).status).toBe(400);
  });
});
