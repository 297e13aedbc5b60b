/**
 * `GET /v1/audit/deliveries` over HTTP: what it can be narrowed by, in which order, counted, and for whom.
 */
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { UseEntry } from '../../src/ledger/types.ts';
import { operatorToken, request } from '../support/gateway.ts';
import {
  drain,
  type Ingested,
  ingest,
  ingestWithPhotograph,
  openNewsroom,
  openSite,
  type PartnerSite,
  wireItem,
} from '../support/newsroom.ts';
import { sealLog } from '../support/seal.ts';

type Listed = UseEntry & { leaf: string };
interface Page {
  items: Listed[];
  next: string | null;
  count?: number;
  archived?: string[];
}

let section: string;
let site: PartnerSite;
let other: PartnerSite;
let text: Ingested;
let illustrated: Ingested & { photograph: string };
let auditor: string;

const get = (query: string, token: string = auditor): Promise<Response> =>
  request(`/v1/audit/deliveries?${query}`, { token });
const page = async (query: string, token = auditor): Promise<Page> => (await get(query, token)).json<Page>();
const idsOf = ({ items }: Page) => items.map(({ id }) => id);

/** In the order in which they were asked for; the log has them newest first. */
const entries: Listed[] = [];

const newsroom = await openNewsroom();

beforeAll(async () => {
  section = newsroom.section;
  auditor = await operatorToken('auditor');
  text = await ingest(newsroom, wireItem());
  illustrated = await ingestWithPhotograph(newsroom);
  site = await openSite(newsroom);
  other = await openSite(newsroom, { components: ['dispatch'] });
  const ask = async ({ token }: PartnerSite, path: string): Promise<string> =>
    (await request(path, { token })).text();
  await ask(site, `/v1/articles/${text.id}.html?title=morgen&use=display&territory=DE&channel=web`);
  await ask(site, `/v1/articles/${illustrated.id}`);
  await ask(other, `/v1/articles/${illustrated.id}?title=abend`);
  await drain();
  // The first three are found by their places, the rest by looking through what is not sealed yet.
  await sealLog();
  await ask(site, `/v1/articles/${text.id}?use=display&territory=JP`);
  await ask(site, `/v1/articles/${illustrated.id}/components/${illustrated.photograph}`);
  await drain();
  for (const license of [site.license, other.license])
    entries.push(...(await page(`license=${license}&limit=200`)).items);
  entries.sort((entry, next) => (entry.at < next.at ? -1 : Number(entry.at > next.at)));
});

describe('the list of deliveries', () => {
  it.each([
    ['partner', () => site.partner, [0, 1, 3, 4]],
    ['title', () => 'abend', [2]],
    ['title', () => '', [1, 3, 4]],
    ['key', () => other.key.id, [2]],
    ['article', () => illustrated.id, [1, 2, 4]],
    ['section', () => section, [0, 1, 2, 3, 4]],
    ['type', () => 'photograph', [1, 2, 4]],
    ['use', () => 'display', [0, 3]],
    ['territory', () => 'JP', [3]],
    ['channel', () => 'web', [0]],
    ['outcome', () => 'deny', [3]],
    ['code', () => 'territory_not_licensed', [3]],
    ['code', () => 'component_not_licensed', [2]],
    ['env', () => 'test', []],
    ['kind', () => 'refusal', [3]],
    ['format', () => 'html', [0]],
    ['supplier', () => 'nobody', []],
  ] satisfies [string, () => string, number[]][])('is narrowed by %s', async (name, value, expected) => {
    const narrowed = new URLSearchParams({ section, [name]: value(), order: 'asc', count: 'true' });
    const query = narrowed.toString();
    const found = await page(query);
    expect(idsOf(found)).toEqual(expected.map((n) => entries[n]?.id));
    expect(found.count).toBe(expected.length);
  });

  it('filters by the deciding rule, and by time', async () => {
    const refused = entries[3];
    const rule = encodeURIComponent(refused?.decidedBy ?? '');
    expect(idsOf(await page(`rule=${rule}&license=${site.license}&outcome=deny`))).toEqual([refused?.id]);
    const from = encodeURIComponent(entries[1]?.at ?? '');
    const to = encodeURIComponent(entries[3]?.at ?? '');
    const expected = entries.filter(({ at }) => at >= (entries[1]?.at ?? '') && at < (refused?.at ?? ''));
    const inRange = await page(`section=${section}&from=${from}&to=${to}&order=asc&count=true`);
    expect(idsOf(inRange)).toEqual(expected.map(({ id }) => id));
    expect(inRange.count).toBe(expected.length);
  });

  it('lists newest or oldest first in pages, with the count of all pages', async () => {
    for (const order of ['asc', 'desc']) {
      const found: string[] = [];
      for (let next: string | null = ''; next !== null; ) {
        const cursor: string = next && `&cursor=${next}`;
        const one: Page = await page(`section=${section}&order=${order}&limit=2&count=true${cursor}`);
        expect(one.count).toBe(5);
        found.push(...idsOf(one));
        next = one.next;
      }
      const ids = entries.map(({ id }) => id);
      expect(found).toEqual(order === 'asc' ? ids : ids.toReversed());
    }
  });

  it('refuses a cursor of the other order', async () => {
    const { next } = await page(`section=${section}&limit=2`);
    expect((await get(`section=${section}&limit=2&order=asc&cursor=${next}`)).status).toBe(400);
    expect((await get(`section=${section}&limit=2&order=desc&cursor=${next}`)).status).toBe(200);
  });

  it('counts only on request', async () => {
    expect(await page('limit=1')).not.toHaveProperty('count');
    const all = await page('limit=1&count=true');
    const { results } = await env.DB.prepare(
      `SELECT count(*) AS count FROM entries WHERE license <> 'operators'`,
    ).all<{ count: number }>();
    expect(all.count).toBe(results[0]?.count);
  });

  it('shows a partner only its own entries, however it filters and counts', async () => {
    const own = async (query: string) => page(`count=true&order=asc&${query}`, other.token);
    expect(await own('')).toMatchObject({ items: [{ id: entries[2]?.id }], count: 1 });
    expect(await own(`section=${section}`)).toMatchObject({ items: [{ id: entries[2]?.id }], count: 1 });
    expect(await own(`partner=${other.partner}`)).toMatchObject({ count: 1 });
    for (const foreign of [
      `license=${site.license}`,
      `partner=${site.partner}`,
      'code=territory_not_licensed',
    ])
      expect(await own(foreign)).toEqual({ items: [], next: null, count: 0 });
  });

  it('refuses a reason that no refusal has, in the list and in exports', async () => {
    for (const path of ['deliveries', 'exports/deliveries.csv', 'exports/deliveries.ndjson']) {
      const answer = await request(`/v1/audit/${path}?code=nonsense`, { token: auditor });
      expect([path, answer.status]).toEqual([path, 400]);
      expect(await answer.json()).toMatchObject({ errors: [{ path: '/code', key: 'one_of' }] });
    }
  });

  it('names the months whose texts were deleted, together with a count', async () => {
    await env.DB.prepare(
      `INSERT INTO deleted_entries (license, month, object, entries, at)
       VALUES (?, '2026-01', 'ledger-9', 1, '2026-09-01')`,
    )
      .bind(site.license)
      .run();
    const license = `license=${site.license}`;
    expect(await page(`${license}&limit=1&count=true`)).toMatchObject({
      deleted: [{ month: '2026-01', entries: 1 }],
    });
    expect(await page(`${license}&limit=1`)).not.toHaveProperty('deleted');
    expect(await page(`${license}&limit=200`)).toMatchObject({
      next: null,
      deleted: [{ month: '2026-01', entries: 1 }],
    });
    expect(await page(`${license}&count=true&from=2026-02-01T00:00:00Z`)).not.toHaveProperty('deleted');
  });

  it.each([
    ['kind=rumor', '/kind'],
    ['env=staging', '/env'],
    ['order=newest', '/order'],
    ['count=perhaps', '/count'],
    ['from=2026-01-01', '/from'],
    ['key=', '/key'],
    [`rule=${'x'.repeat(2_001)}`, '/rule'],
    ['sections=a', '/sections'],
  ])('names the fault of a request with %s', async (query, path) => {
    const answer = await get(query);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: 'malformed', errors: [{ path }] });
  });
});
