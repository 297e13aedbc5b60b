/**
 * Property: by words, a license finds exactly those parts of items that it may have. Withheld words, whatever
 * the reason, give the same response as words that occur nowhere, page by page.
 */
import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { create, partnerToken, request } from '../../support/gateway.ts';
import { type Ingested, ingest, openNewsroom, openSite, PNG, wireItem } from '../../support/newsroom.ts';
import { budget, SEED } from '../../support/runs.ts';

const HOUR_MS = 3_600_000;
const in9Hours = () => new Date(Date.now() + 9 * HOUR_MS).toISOString();
const OUT = 'GERMANY OUT. AUSTRIA OUT. SWITZERLAND OUT. LIECHTENSTEIN OUT';

interface Shape {
  state: 'usable' | 'withheld' | 'canceled' | 'embargoed' | 'elsewhere';
  restricted: 'nothing' | 'item' | 'text' | 'picture';
  picture: 'none' | 'without bytes' | 'there' | 'killed by itself' | 'unclear restriction';
}
const shape: fc.Arbitrary<Shape> = fc.record({
  state: fc.constantFrom('usable', 'usable', 'usable', 'withheld', 'canceled', 'embargoed', 'elsewhere'),
  restricted: fc.constantFrom('nothing', 'nothing', 'item', 'text', 'picture'),
  picture: fc.constantFrom(
    'none',
    'without bytes',
    'there',
    'there',
    'killed by itself',
    'unclear restriction',
  ),
});
const TERMS = [
  {},
  { components: ['dispatch'] },
  { components: ['photograph'] },
  { advance: true },
  { territories: ['JP'] },
  { languages: ['de'] },
] as const;

let readers: string[];
const newsroom = await openNewsroom();
const elsewhere = await openNewsroom();

beforeAll(async () => {
  readers = [];
  for (const terms of TERMS) readers.push((await openSite(newsroom, terms)).token);
  const { key } = await openSite(newsroom);
  const narrow = [{ type: 'news_license', datatypes: ['photograph'] }];
  readers.push(await partnerToken(key, { authorization_details: JSON.stringify(narrow) }));
});

let counter = 0;
const word = () => `q${(counter++).toString(36)}z`;
const admin = (path: string, json: unknown, method = 'PATCH') =>
  request(`/v1/admin/${path}`, { method, token: newsroom.admin, json });

interface Fixture {
  id: string;
  /** Component → words that occur only in it. */
  words: Map<string, string[]>;
}

async function make({ state, restricted, picture }: Shape): Promise<Fixture> {
  const words = { headline: word(), body: word(), place: word(), caption: word(), byline: word() };
  const uri = `urn:test:searched:${word()}`;
  const photograph = {
    name: 'main',
    uri: `${uri}:photo`,
    type: 'picture',
    headlines: [{ value: `Common ${words.caption}` }],
    by: words.byline,
    ...(picture === 'unclear restriction' && { usageTerms: `Ask ${word()} before any use of it` }),
  };
  const item = wireItem({
    uri,
    headlines: [{ value: `Common ${words.headline}` }],
    located: words.place,
    bodies: [{ contentType: 'text/plain', value: `Common ${words.body}` }],
    ...(state === 'embargoed' && { embargoedUntil: in9Hours() }),
    ...(picture !== 'none' && { associations: [photograph] }),
  });
  const stored = await ingest(state === 'elsewhere' ? elsewhere : newsroom, item);
  const part = (type: string) => stored.components.find((component) => component.type === type)?.id ?? '';
  await restrict(stored, restricted, part);
  if (picture !== 'none' && picture !== 'without bytes') {
    const path = `/v1/admin/articles/${stored.id}/components/${part('photograph')}`;
    const headers = { 'Content-Type': 'image/png' };
    await request(path, { method: 'PUT', token: newsroom.admin, body: PNG, headers });
  }
  if (picture === 'killed by itself') {
    const { name: _name, ...own } = photograph;
    const { id } = await ingest(newsroom, { ...wireItem(), ...own, bodies: undefined });
    expect((await admin(`articles/${id}`, { pubStatus: 'canceled' })).status).toBe(200);
  }
  if (state === 'withheld' || state === 'canceled')
    expect((await admin(`articles/${stored.id}`, { pubStatus: state })).status).toBe(200);
  const found = new Map([[part('dispatch'), [words.headline, words.body, words.place]]]);
  if (picture !== 'none') found.set(part('photograph'), [words.caption, words.byline]);
  return { id: stored.id, words: found };
}

async function restrict(item: Ingested, what: Shape['restricted'], part: (type: string) => string) {
  const scope = { item: item.id, text: part('dispatch'), picture: part('photograph'), nothing: '' }[what];
  if (scope) await create('/v1/admin/restrictions', newsroom.admin, { scope, text: OUT });
}

interface Item {
  id: string;
  components: { id: string; allowed: boolean }[];
}
interface Pages {
  items: Item[];
  pages: number;
  headers: string[];
}

async function pagesOf(token: string, query: Record<string, string>): Promise<Pages> {
  const found: Pages = { items: [], pages: 0, headers: [] };
  let cursor: string | null = null;
  do {
    const parameters = new URLSearchParams({ ...query, ...(cursor && { cursor }) });
    const answer = await request(`/v1/articles?${parameters}`, { token });
    expect(answer.status).toBe(200);
    const { items, next } = (await answer.json()) as { items: Item[]; next: string | null };
    const headers = [...answer.headers].filter(
      ([name]) => !['etag', 'link', 'content-digest'].includes(name),
    );
    found.items.push(...items);
    found.headers.push(JSON.stringify(headers));
    found.pages++;
    cursor = next;
  } while (cursor !== null);
  return found;
}

it('finds by words what may be had, and nothing by words of what may not', { tags: 'slow' }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(shape, { minLength: 4, maxLength: 6 }), async (shapes) => {
      const items: Fixture[] = [];
      for (const shape of shapes) items.push(await make(shape));
      const ids = new Set(items.map(({ id }) => id));
      for (const token of readers) {
        const listed = (await pagesOf(token, { limit: '100' })).items.filter(({ id }) => ids.has(id));
        const had = new Set(
          listed.flatMap(({ components }) => components.filter(({ allowed }) => allowed).map(({ id }) => id)),
        );
        const nowhere = await pagesOf(token, { q: 'albatross', limit: '1' });
        for (const { id, words } of items)
          for (const [component, own] of words)
            for (const q of own) {
              const answer = await pagesOf(token, { q, limit: '1' });
              const expected = had.has(component) ? [id] : [];
              expect([q, answer.items.map((item) => item.id)]).toEqual([q, expected]);
              expect(answer.pages).toBe(1);
              if (expected.length === 0) expect(answer).toEqual(nowhere);
              // An excluded word reveals nothing either.
              const without = await pagesOf(token, { q: `common -${q}`, limit: '100' });
              if (!had.has(component)) {
                const plain = await pagesOf(token, { q: 'common', limit: '100' });
                expect(without.items).toEqual(plain.items);
              }
            }
        // With a word of all items, each is listed once, on as many pages as there are items, whatever was
        // skipped.
        const pages = await pagesOf(token, { q: 'common', limit: '1' });
        const visible = (await pagesOf(token, { q: 'common', limit: '100' })).items.map(({ id }) => id);
        expect(pages.items.map(({ id }) => id)).toEqual(visible);
        expect(pages.pages).toBe(Math.max(1, visible.length));
        expect(new Set(visible.filter((id) => ids.has(id)))).toEqual(new Set(listed.map(({ id }) => id)));
      }
    }),
    { numRuns: budget(3, 1), seed: SEED, endOnFailure: true },
  );
});

it('has in its index nothing of what is held or killed', async () => {
  const { results } = await env.DB.prepare(
    `SELECT count(*) AS n FROM search_items JOIN items ON id = item WHERE pub_status <> 'usable'`,
  ).all();
  expect(results).toEqual([{ n: 0 }]);
});
