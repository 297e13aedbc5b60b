/** The reports of the log over HTTP: of requests that were really made, sealed or not. */
import { env } from 'cloudflare:workers';
import canonicalize from 'canonicalize';
import { beforeAll, describe, expect, it } from 'vitest';
import { operatorToken, request } from '../../../support/gateway.ts';
import { drain, ingestWithPhotograph, scenario } from '../../../support/newsroom.ts';
import { sealLog } from '../../../support/seal.ts';
import { forge, forgetShard } from '../../../support/stored-log.ts';

const entries: string[] = [];

async function ask(query = ''): Promise<void> {
  const answer = await request(`/v1/articles/${article.id}${query}`, { token: site.token });
  entries.push(answer.headers.get('Rights-Entry') ?? '');
}

const { newsroom, site } = await scenario();
const article = await ingestWithPhotograph(newsroom);
const auditor = await operatorToken('auditor');

beforeAll(async () => {
  await ask('?use=display&title=morgen&territory=DE&channel=web');
  await ask('?use=display&title=morgen&territory=JP&channel=web');
  await drain();
  await sealLog();
  await ask('?use=display&title=morgen&territory=DE&channel=web');
  const json = { scope: article.photograph, text: 'JAPAN OUT.' };
  await request('/v1/admin/restrictions', { token: newsroom.admin, json });
  await request(`/v1/admin/articles/${article.id}`, {
    method: 'PATCH',
    token: newsroom.admin,
    json: { pubStatus: 'canceled', notice: 'KILL.' },
  });
  await ask();
  await drain();
});

const period = () => `period=${new Date().toISOString().slice(0, 7)}`;
const get = async <T = Record<string, unknown>>(path: string): Promise<T> => {
  const answer = await request(`/v1/audit/reports/${path}`, { token: auditor });
  if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);
  return answer.json<T>();
};
/** How many entries a link of a report leads to. */
async function listed(href: string): Promise<number> {
  const answer = await request(`${href}&limit=200`, { token: auditor });
  return (await answer.json<{ items: unknown[] }>()).items.length;
}

describe('the report of an article', () => {
  it('lists recipients, refusals, and holders of a killed article', async () => {
    const report = await get<{ received: { href: string; times: number }[] }>(`articles/${article.id}`);
    const reader = { license: site.license, partner: site.partner, name: expect.stringContaining('Partner') };
    expect(report).toMatchObject({
      article: article.id,
      pubStatus: 'canceled',
      received: [
        {
          ...{ ...reader, title: 'morgen', version: '1', times: 2, first: entries[0], last: entries[2] },
          components: [
            { type: 'dispatch', times: 2 },
            { component: article.photograph, type: 'photograph', times: 2 },
          ],
        },
      ],
      refused: [
        { ...reader, title: 'morgen', code: 'territory_not_licensed', times: 1, first: entries[1] },
        { ...reader, title: null, code: 'killed', times: 1, first: entries[3] },
      ],
      holders: [{ license: site.license, title: 'morgen', version: '1', entry: entries[2] }],
      more: false,
      archived: [],
    });
    for (const { href, times } of report.received) expect(await listed(href)).toBe(times);
  });

  it('refuses an unknown article', async () => {
    expect((await request('/v1/audit/reports/articles/itm_1', { token: auditor })).status).toBe(404);
  });
});

describe('the report of rules', () => {
  it('describes the refusals of each rule in words, with links to exactly these entries', async () => {
    const { items } = await get<{ items: { rule: string; entries: number; href: string }[] }>(
      `rules?${period()}&license=${site.license}`,
    );
    expect(items).toMatchObject([
      { rule: `${site.license}#uses`, entries: 1, refused: 1, codes: [{ code: 'territory_not_licensed' }] },
      { rule: 'pubStatus', words: 'The article is killed or held', entries: 1, refused: 1 },
    ]);
    for (const { href, entries: count } of items) expect(await listed(href)).toBe(count);
    const all = await get<{ items: unknown[] }>(`rules?${period()}`);
    expect(all.items).toEqual(expect.arrayContaining([expect.objectContaining({ rule: 'pubStatus' })]));
  });

  it('refuses an invalid period', async () => {
    for (const query of ['', 'period=2026-13', 'from=2026-02-02&to=2026-02-01', 'period=2026&colour=red'])
      expect((await request(`/v1/audit/reports/rules?${query}`, { token: auditor })).status).toBe(400);
  });
});

describe('the report of activity', () => {
  it('counts sealed and unsealed entries by day and by hour', async () => {
    const counts = { entries: 4, deliveries: 2, refusals: 2 };
    for (const granularity of ['day', 'hour']) {
      const query = `activity?${period()}&license=${site.license}&granularity=${granularity}`;
      const report = await get<{ timeline: { entries: number; refusals: number }[] }>(query);
      expect(report).toMatchObject({ totals: counts });
      expect(report.timeline.reduce((sum, point) => sum + point.entries, 0)).toBe(4);
      expect(report.timeline.reduce((sum, point) => sum + point.refusals, 0)).toBe(2);
    }
    expect(await get(`activity?${period()}`)).toMatchObject({ totals: counts });
  });

  it('covers a month at most by hour', async () => {
    const answer = await request('/v1/audit/reports/activity?period=2026&granularity=hour', {
      token: auditor,
    });
    expect(answer.status).toBe(400);
  });
});

describe('the report for a collecting society', () => {
  it('uses figures that were declared long before, and names missing months', async () => {
    const year = new Date().getUTCFullYear();
    const at = `${year - 1}-06-01T00:00:00.000Z`;
    const body = {
      ...{
        v: 1,
        id: 'dcl_early',
        kind: 'declaration',
        license: site.license,
        licenseVersion: 1,
        index: 9_999,
      },
      ...{ at, env: 'live', partner: site.partner, key: site.key.id, title: 'morgen', article: null },
      ...{ outcome: 'permit', code: null, billable: 0, period: `${year}`, figure: 'end_users', value: 4_321 },
    };
    await forge(env.DB, 'elsewhere', [canonicalize(body) ?? '']);
    await env.DB.prepare(
      `INSERT INTO deleted_entries (license, month, object, entries, at) VALUES (?, ?, 'ledger-0', 1, '')`,
    )
      .bind(site.license, new Date().toISOString().slice(0, 7))
      .run();
    const answer = await request(`/v1/audit/reports/society?${period()}&license=${site.license}`, {
      token: auditor,
    });
    expect(answer.headers.get('Export-Archived')).toBe(new Date().toISOString().slice(0, 7));
    expect(await answer.text()).toMatch(/,4321,/);
    await forgetShard(env.DB, 'elsewhere');
    await env.DB.prepare('DELETE FROM deleted_entries').run();
  });

  it('is a table of deliveries, with the partner’s declarations', async () => {
    const answer = await request(`/v1/audit/reports/society?${period()}&license=${site.license}`, {
      token: auditor,
    });
    expect(answer.headers.get('Content-Type')).toMatch(/^text\/csv/);
    expect(answer.headers.get('Content-Disposition')).toMatch(
      /^attachment; filename="society-\d{4}-\d\d\.csv"$/,
    );
    const [, row = '', ...others] = (await answer.text()).trimEnd().split('\r\n');
    expect(others).toEqual([]);
    expect(row.split(',').slice(1, 9)).toEqual([
      ...[site.license, site.partner, expect.stringContaining('Partner'), 'morgen', 'Der Morgen'],
      ...[article.id, article.uri, '1'],
    ]);
    expect(row).toMatch(/,dispatch photograph,\d{4}-\d\d-\d\d,\d{4}-\d\d-\d\d,2,,,,$/);
  });
});
