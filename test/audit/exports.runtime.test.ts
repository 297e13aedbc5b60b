/** Exports of the log: what the list shows, all of it, in any number of parts, and nothing to those it is not for. */

import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { ENTRIES_AT_ONCE } from '../../src/audit/limits.ts';
import { setMeta } from '../../src/ledger/object-store/meta.ts';
import { entryKeeperStub } from '../../src/ledger/outbox.ts';
import { readCsv } from '../support/csv.ts';
import { operatorToken, request } from '../support/gateway.ts';
import { drain, ingest, openNewsroom, openSite, type PartnerSite, wireItem } from '../support/newsroom.ts';

/** More than two pages of an export. */
const MANY = 4_500;

let auditor: string;
let site: PartnerSite;
let other: PartnerSite;
/** A license with many entries. */
let large: PartnerSite;

beforeAll(async () => {
  const newsroom = await openNewsroom();
  auditor = await operatorToken('auditor');
  site = await openSite(newsroom);
  other = await openSite(newsroom);
  large = await openSite(newsroom);
  const article = await ingest(newsroom, wireItem());
  for (const by of [site, other, site, site])
    await request(`/v1/articles/${article.id}`, { token: by.token });
  await request(`/v1/articles/${article.id}?use=display&territory=JP`, { token: site.token });
  await drain();
  await enterMany();
  // What was written within the last second is not settled yet.
  await new Promise((next) => setTimeout(next, 1_100));
});

/** As if drained, many at a time. */
async function enterMany(): Promise<void> {
  const at = `strftime('%Y-%m-%dT%H:%M:00.000Z', '2026-01-01', '+' || (n / 3) || ' minutes')`;
  const entry = `json_object('article', 'itm_1', 'at', ${at}, 'billable', 0, 'code', NULL, 'decidedBy', '=uses',
    'env', 'live', 'outcome', 'permit', 'partner', ?2, 'delivered', json('[]'), 'withheld', json('[]'),
    'id', printf('dlv_%012x7%019d', (${Date.parse('2026-01-01') / 1000} + n / 3 * 60) * 1000, n),
    'index', n, 'kind', 'delivery', 'license', ?1, 'sections', json('["a"]'))`;
  await env.DB.prepare(
    `INSERT INTO entries (license, idx, id, at, kind, outcome, env, partner, article, billable, leaf, body)
     WITH RECURSIVE counted (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM counted WHERE n + 1 < ${MANY})
     SELECT ?1, n, body ->> 'id', body ->> 'at', 'delivery', 'permit', 'live', ?2, 'itm_1', 0, 'bGVhZg==', body
     FROM (SELECT n, ${entry} AS body FROM counted)`,
  )
    .bind(large.license, large.partner)
    .run();
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
  it('has, oldest first, what the list shows, and names its last entry', async () => {
    for (const query of [`license=${site.license}`, `license=${site.license}&outcome=deny`]) {
      const response = await exported(query);
      expect(response.headers.get('Content-Type')).toBe('application/x-ndjson; charset=utf-8');
      const lines = linesOf(await textOf(response));
      expect(lines.length).toBeGreaterThan(0);
      expect(lines).toEqual(await listed(query));
      expect(response.headers.get('Export-Last')).toBe(lines.at(-1)?.id);
    }
  });

  it('goes on after any entry as if it had not broken off', async () => {
    const query = `license=${large.license}`;
    const whole = await exported(query);
    const to = whole.headers.get('Export-To') ?? '';
    const lines = linesOf(await textOf(whole));
    expect(new Set(lines.map(({ id }) => id)).size).toBe(MANY);
    for (const received of [1, ENTRIES_AT_ONCE - 1, ENTRIES_AT_ONCE, ENTRIES_AT_ONCE + 1, MANY]) {
      const rest = await exported(`${query}&to=${to}&after=${lines[received - 1]?.id}`);
      expect(linesOf(await textOf(rest))).toEqual(lines.slice(received));
      expect(rest.headers.get('Export-Last')).toBe(lines.at(-1)?.id);
    }
  });

  it('has large entries among small ones, each as it is', async () => {
    // Longer than a first page, than a piece, and not of ASCII.
    const lengths = [10, 40_000, 200_000, 10, 70_000, 10];
    const bodies = lengths.map((length, idx) =>
      JSON.stringify({ id: `dlv_${idx}`, text: 'ä€'.repeat(length) }),
    );
    await env.DB.batch(
      bodies.map((body, idx) =>
        env.DB.prepare(
          `INSERT INTO entries (license, idx, id, at, kind, outcome, env, partner, article, billable, leaf, body)
           VALUES ('lic_wide', ?, ?, '2026-01-01T00:00:00.000Z', 'delivery', 'permit', 'live', 'par_wide', 'itm_1', 0, 'bGVhZg==', ?)`,
        ).bind(idx, `dlv_wide_${idx}`, body),
      ),
    );
    const response = await exported('license=lic_wide&to=2026-01-02T00:00:00Z');
    const lines = bodies.map((body) => `${body.slice(0, -1)},"leaf":"bGVhZg=="}\n`);
    expect(await textOf(response)).toBe(lines.join(''));
    await env.DB.prepare(`DELETE FROM entries WHERE license = 'lic_wide'`).run();
  });

  it('ends before what is not settled yet', async () => {
    const { headers, body } = await exported('to=2099-01-01T00:00:00Z');
    await body?.cancel();
    expect(Date.parse(headers.get('Export-To') ?? '')).toBeLessThan(Date.now());
    const earlier = await exported(`license=${large.license}&to=2026-01-01T00:01:00Z`);
    expect(earlier.headers.get('Export-To')).toBe('2026-01-01T00:01:00.000Z');
    expect(linesOf(await textOf(earlier))).toHaveLength(3);
  });

  it.each([
    ['drained', 'entries'],
    ['parts', 'parts of the archive'],
  ])('is not made of a D1 that was put back to before %s, until it has them again: %s', async (mark) => {
    const { results } = await env.DB.prepare('SELECT * FROM drains').all<Record<string, number>>();
    // As much as to say that they were told of one.
    for (const { object } of results)
      await runInDurableObject(entryKeeperStub(env, String(object)), (_, { storage }) =>
        setMeta(storage.sql, 'parts_told', 1),
      );
    await env.DB.prepare('UPDATE drains SET parts = 1').run();
    expect((await exported(`license=${site.license}`)).status).toBe(200);
    await env.DB.prepare(`UPDATE drains SET ${mark} = 0`).run();
    const refused = await exported(`license=${site.license}`);
    expect([refused.status, await refused.json()]).toMatchObject([503, { code: 'ledger_unavailable' }]);
    for (const { object, drained } of results)
      await env.DB.prepare('UPDATE drains SET drained = ?, parts = 1 WHERE object = ?')
        .bind(drained, object)
        .run();
    expect((await exported(`license=${site.license}`)).status).toBe(200);
  });

  it('is empty, and names no last entry, when there is nothing', async () => {
    const response = await exported('article=itm_none');
    expect(response.headers.get('Export-Last')).toBeNull();
    expect(await textOf(response)).toBe('');
  });

  it('refuses to go on after what is not there', async () => {
    for (const id of ['dlv_00000000000000000000000000000000', 'x'])
      expect((await exported(`after=${id}`)).status).toBe(400);
  });
});

describe('an export as CSV', () => {
  it('begins with its header, and with none where it goes on', async () => {
    const response = await exported(`license=${large.license}&to=2026-01-01T00:01:00Z`, { as: 'csv' });
    expect(response.headers.get('Content-Type')).toBe('text/csv; charset=utf-8; header=present');
    const lines = (await textOf(response)).split('\r\n');
    expect(lines).toHaveLength(5);
    expect(lines[0]).toMatch(/^id,kind,at,license,licenseVersion,index,/);
    const time = Date.parse('2026-01-01').toString(16).padStart(12, '0');
    const idOf = (n: number) => `dlv_${time}7${String(n).padStart(19, '0')}`;
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
    expect(header.slice(-4)).toEqual(['partnerName', 'licenseReference', 'headline', 'units']);
    return records.map((record) => [
      record[at('kind')],
      ...['partnerName', 'licenseReference', 'headline', 'units'].map((name) => record[at(name)]),
    ]);
  };

  it('ends with what people call partner, license and article', async () => {
    const names = [
      expect.stringMatching(/^Partner /),
      'C-2026-1',
      expect.stringMatching(/^Harbor pilots end strike /),
    ];
    const [first, ...others] = await namesIn(auditor);
    expect(first).toEqual(['delivery', ...names, '1']);
    expect(others.at(-1)).toEqual(['refusal', ...names, '0']);
  });

  it('tells a partner no headline of what it was refused', async () => {
    const rows = await namesIn(site.token);
    const headlines = rows.map(([kind, , , headline = '']) => [kind, headline !== '']);
    expect(headlines).toContainEqual(['delivery', true]);
    expect(headlines).toContainEqual(['refusal', false]);
    expect(headlines).not.toContainEqual(['refusal', true]);
  });
});

describe('an export for a partner', () => {
  it('has what was logged under its own license', async () => {
    const own = await exported('', { token: other.token });
    expect(linesOf(await textOf(own))).toEqual(await listed(`license=${other.license}`));
  });

  it('has nothing of others, whatever is asked', async () => {
    for (const query of [`license=${site.license}`, `partner=${site.partner}`]) {
      const response = await exported(query, { token: other.token });
      expect([await textOf(response), response.headers.get('Export-Last')]).toEqual(['', null]);
    }
    const [first] = linesOf(await textOf(await exported(`license=${site.license}`)));
    expect((await exported(`after=${first?.id}`, { token: other.token })).status).toBe(400);
  });
});
