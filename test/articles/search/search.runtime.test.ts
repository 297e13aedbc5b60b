/** `GET /v1/articles?q=…`: matches, their words, and the work of the index. */
import { env } from 'cloudflare:workers';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { matchFor, type SearchQuery } from '../../../src/articles/search/find.ts';
import { parseQuery } from '../../../src/articles/search/query.ts';
import { foundStatement, rowsSince } from '../../../src/articles/search/store.ts';
import { request } from '../../support/gateway.ts';
import { ingest, ingestWithPhotograph, openSite, scenario, wireItem } from '../../support/newsroom.ts';

const { newsroom, site } = await scenario();
afterEach(() => vi.restoreAllMocks());

interface Page {
  items: { id: string; headline?: string }[];
  next: string | null;
}
const search = (query: Record<string, string>, token = site.token) =>
  request(`/v1/articles?${new URLSearchParams(query)}`, { token });
const found = async (query: Record<string, string>, token = site.token) => {
  const answer = await search(query, token);
  if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);
  return ((await answer.json()) as Page).items.map(({ id }) => id);
};
const patch = async (id: string, json: Record<string, unknown>) =>
  expect(
    (await request(`/v1/admin/articles/${id}`, { method: 'PATCH', token: newsroom.admin, json })).status,
  ).toBe(200);

let rareCount = 0;
/** A word that occurs nowhere else. */
const rare = () => `w${Date.now().toString(36)}x${(rareCount++).toString(36)}`;
const text = (value: string) => ({ bodies: [{ contentType: 'text/plain', value }] });
const write = (value: string, change: Record<string, unknown> = {}) =>
  ingest(newsroom, wireItem({ ...text(value), ...change }));
const rowsOf = async (id: string) => {
  const { results } = await env.DB.prepare(
    'SELECT search_words.rowid AS row FROM search_items, search_words WHERE item = ? AND search_words.rowid BETWEEN position * 256 AND position * 256 + 255',
  )
    .bind(id)
    .all();
  return results.length;
};

describe('an article', () => {
  it('is found by all of its words, however they are written, and in their order where it is asked', async () => {
    const one = rare();
    const { id } = await write(`Die Straßenbrücke über den ${one} ist gesperrt.`, {
      headlines: [{ value: `Łódź: ${one}-Hafen` }],
      by: 'Zoë Ångström',
      located: 'Rotterdam, Netherlands',
    });
    for (const q of [
      one,
      `STRASSENBRÜCKE ${one}`,
      `strassenbrucke ${one}`,
      `strassenbr* ${one}`,
      `"uber den ${one}"`,
      `lodz ${one} hafen`,
      `zoe angstrom ${one}`,
      `${one} -brooklyn`,
      `rotterdam ${one}`,
    ])
      expect([q, await found({ q })]).toEqual([q, [id]]);
    for (const q of [
      `${one} brooklyn`,
      `"den uber ${one}"`,
      `${one} -gesperrt`,
      `strassenb ${one}`,
      `"hafen die" ${one}`,
      `${one} OR brooklyn`,
      `${one.slice(0, -1)}`,
    ])
      expect([q, await found({ q })]).toEqual([q, []]);
  });

  it('in a script without spaces is found by any two characters of it', async () => {
    const { id } = await write('横浜港の労働組合が夜間通行料に合意した。');
    for (const q of ['横浜', '浜港', '労働組合', '"通行料"', '夜間 合意', '横*'])
      expect([q, await found({ q })]).toEqual([q, [id]]);
    for (const q of ['港横', '労組', '通料']) expect([q, await found({ q })]).toEqual([q, []]);
  });

  it('is found by its current words, and by none while it is held or when it is killed', async () => {
    const [old, now] = [rare(), rare()];
    const wire = wireItem(text(`The ${old} is closed.`));
    const { id } = await ingest(newsroom, wire);
    expect(await found({ q: old })).toEqual([id]);
    const versionCreated = new Date().toISOString();
    await ingest(newsroom, { ...wire, ...text(`The ${now} is open.`), version: '2', versionCreated });
    expect([await found({ q: old }), await found({ q: now })]).toEqual([[], [id]]);
    await patch(id, { pubStatus: 'withheld' });
    expect([await found({ q: now }), await rowsOf(id)]).toEqual([[], 0]);
    await patch(id, { pubStatus: 'usable' });
    expect([await found({ q: now }), await rowsOf(id)]).toEqual([[id], 1]);
    await patch(id, { pubStatus: 'canceled' });
    expect([await found({ q: now }), await rowsOf(id)]).toEqual([[], 0]);
  });

  it('is found as soon as its embargo lifts, by advance licenses at once', async () => {
    const one = rare();
    const { id } = await write(one, { embargoedUntil: new Date(Date.now() + 60_000).toISOString() });
    const early = await openSite(newsroom, { advance: true });
    expect([await found({ q: one }), await found({ q: one }, early.token)]).toEqual([[], [id]]);
    await patch(id, { embargoedUntil: null });
    expect(await found({ q: one })).toEqual([id]);
  });

  it('is found by what it is about, where, in which section, language and time', async () => {
    const one = rare();
    const { id } = await write(one, {
      language: 'de-AT',
      subjects: [{ name: 'toll', uri: `urn:subject:${one}` }],
      places: [{ name: 'Łódź' }],
      located: 'Wien, Österreich',
    });
    const created = Date.now() - 60_000;
    const at = (ms: number) => new Date(created + ms).toISOString();
    const hits: Record<string, string>[] = [
      { subject: `urn:subject:${one}` },
      { q: one, place: 'lodz' },
      { q: one, place: 'OSTERREICH' },
      { q: one, section: newsroom.section, type: 'text', language: 'de-AT' },
      { q: one, since: at(-9_000), until: at(9_000) },
    ];
    for (const query of hits) expect([query, await found(query)]).toEqual([query, [id]]);
    const misses: Record<string, string>[] = [
      { q: one, place: 'Graz' },
      { q: one, subject: 'urn:subject:none' },
      { q: one, section: 'elsewhere' },
      { q: one, type: 'picture' },
      { q: one, language: 'de' },
      { q: one, until: at(-9_000) },
      { q: one, since: at(9_000) },
    ];
    for (const query of misses) expect([query, await found(query)]).toEqual([query, []]);
    expect(await found({ until: at(-86_400_000_000) })).toEqual([]);
    expect(await found({ section: newsroom.section, since: at(-9_000), until: at(9_000) })).toContain(id);
  });

  it('with a photograph is found by its caption once its bytes are there, and listed once', async () => {
    const one = rare();
    const article = await ingestWithPhotograph(newsroom, {
      headlines: [{ value: `${one} Harbor pilots` }],
    });
    expect(await found({ q: one })).toEqual([article.id]);
    expect((await found({ q: 'harbor pilots' })).filter((id) => id === article.id)).toHaveLength(1);
    const texts = await openSite(newsroom, { components: ['dispatch'] });
    expect(await found({ q: one }, texts.token)).toEqual([]);
    expect(await found({ q: 'harbor pilots' }, texts.token)).toContain(article.id);
  });
});

describe('a search', () => {
  it.each([
    ['*', 400],
    ['- "" …', 400],
    ['a b c d e f g h i j k l m n o p q', 400],
    ['x'.repeat(201), 400],
    [`"`, 400],
    ['NEAR(a, b) AND words:"x" NOT ^a + {facets} : b*', 200],
    ['" OR 1=1 --', 200],
    ['\u0000\uFFFD a', 200],
    ['all', 200],
  ])('takes %j as words or says what is wrong: %i', async (q, status) => {
    const answer = await search({ q });
    expect([q, answer.status]).toEqual([q, status]);
    if (status === 400)
      expect(await answer.json()).toMatchObject({ code: 'malformed', errors: [{ path: '/q' }] });
  });

  it('is newest first, the same at each size of page, and ends with the last one', async () => {
    const one = rare();
    const ids: string[] = [];
    for (let n = 0; n < 7; n++) {
      const versionCreated = new Date(Date.now() - 3_600_000 - Math.floor(n / 2) * 60_000).toISOString();
      ids.push((await write(`${one} no ${n}`, { versionCreated })).id);
    }
    const all = await found({ q: one, limit: '100' });
    expect(new Set(all)).toEqual(new Set(ids));
    // Pairs of items share an instant.
    expect(all.map((id) => Math.floor(ids.indexOf(id) / 2))).toEqual([0, 0, 1, 1, 2, 2, 3]);
    for (const limit of [1, 2, 3, 6, 7]) {
      const pages: string[][] = [];
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const answer = await search({ q: one, limit: String(limit), ...(cursor && { cursor }) });
        const { items, next } = (await answer.json()) as Page;
        const link = answer.headers.get('Link');
        expect(link).toBe(
          next && `<http://localhost:8787/v1/articles?q=${one}&limit=${limit}&cursor=${next}>; rel="next"`,
        );
        pages.push(items.map(({ id }) => id));
        cursor = next;
      }
      expect([limit, pages.flat()]).toEqual([limit, all]);
      expect(pages).toHaveLength(Math.ceil(7 / limit));
    }
  });

  it('is unchanged, 304, until one more is found', async () => {
    const one = rare();
    await write(one);
    const tag = (await search({ q: one })).headers.get('ETag') ?? '';
    const send = () =>
      request(`/v1/articles?q=${one}`, { token: site.token, headers: { 'If-None-Match': tag } });
    expect((await send()).status).toBe(304);
    await write(`${one} again`);
    expect((await send()).status).toBe(200);
  });

  it('as a feed finds the same', async () => {
    const one = rare();
    const { uri } = await write(one);
    const feed = await request(`/v1/articles.jsonfeed?q=${one}`, { token: site.token });
    expect([feed.status, (await feed.text()).includes(uri)]).toEqual([200, true]);
  });
});

describe('the index', () => {
  const COUNT = 10_000;
  const NOW = Date.UTC(2020, 0, 1);
  const scope = { selections: [{ sections: ['bulk'] }], advance: false, now: NOW };
  const words = (q: string) => {
    const parsed = parseQuery(q);
    if (!parsed.ok) throw new Error(parsed.reason);
    return parsed.value;
  };
  const statement = (query: SearchQuery, limit = 20) =>
    foundStatement(env.DB, { match: matchFor(query, scope), ...scope, limit });

  beforeAll(async () => {
    const section = matchFor({ section: 'bulk' }, { ...scope, selections: [] }).replace('facets : ', '');
    await env.DB.batch([
      env.DB.prepare(
        `WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${COUNT - 1})
         INSERT INTO items (id, uri, version, version_created_ms, seq, type, pub_status, sections, subjects)
         SELECT 'bulk_' || i, 'urn:bulk:' || i, '1', ${NOW} - i * 1000, 1000000 + i, 'text', 'usable',
           CASE WHEN i % 100 = 7 THEN '["bulk","seldom"]' ELSE '["bulk"]' END, '[]' FROM n`,
      ),
      env.DB.prepare(
        `INSERT INTO search_items (position, item, parts, write_id)
         SELECT CAST(? AS INTEGER) / 256 - CAST(substr(id, 6) AS INTEGER) * 8192, id, '["cmp"]', 'bulk' FROM items WHERE id LIKE 'bulk%'`,
      ).bind(rowsSince(NOW)),
      env.DB.prepare(
        `INSERT INTO search_words (rowid, words, facets)
         SELECT position * 256, 'harbor pilots w' || (CAST(substr(item, 6) AS INTEGER) / 10), 'all ' || ? ||
           CASE WHEN CAST(substr(item, 6) AS INTEGER) % 100 = 7 THEN ' ' || ? ELSE '' END
         FROM search_items WHERE write_id = 'bulk'`,
      ).bind(section, matchFor({ section: 'seldom' }, { ...scope, selections: [] }).replace('facets : ', '')),
    ]);
  });

  it('is what every part of a search is read by: nothing is sorted, no table is read through', async () => {
    const query = { words: words('harbor'), section: 'bulk' };
    const sql = `EXPLAIN QUERY PLAN ${readSql(query)}`;
    const { results } = await env.DB.prepare(sql)
      .bind(matchFor(query, scope), '[{}]', '0', '9223372036854775807', 0, NOW, 20, '9223372036854775807')
      .all<{ detail: string }>();
    const plan = results.map(({ detail }) => detail);
    expect(plan.filter((line) => /search_words/.test(line))).toEqual([
      expect.stringMatching(/^SCAN search_words VIRTUAL TABLE INDEX \d+:.*M/),
    ]);
    expect(plan).toContainEqual(expect.stringMatching(/^SEARCH search_items USING INTEGER PRIMARY KEY/));
    expect(plan).toContainEqual(expect.stringMatching(/^SEARCH items USING PRIMARY KEY/));
    expect(plan.filter((line) => /TEMP B-TREE|SCAN (items|search_items)/.test(line))).toEqual([]);
  });

  it.each<[string, SearchQuery, number]>([
    ['a word that all have', { words: words('harbor') }, 20],
    ['a word of ten', { words: words('w77') }, 10],
    ['a word that all have in a section that few are in', { words: words('harbor'), section: 'seldom' }, 20],
    ['a beginning that a thousand have', { words: words('w77*') }, 20],
    ['all but a word', { words: words('harbor -w0') }, 20],
    ['none', { words: words('albatross') }, 0],
  ])('reads little for %s among 10,000', async (_, query, count) => {
    const { results, meta } = await statement(query).all();
    expect(results).toHaveLength(count);
    expect(meta.rows_read).toBeLessThan(200);
  });

  /** Records the SQL at preparation, because a statement does not expose it. */
  function readSql(query: SearchQuery): string {
    let sql = '';
    const db = {
      prepare: (text: string) => {
        sql = text;
        return { bind: () => null };
      },
    } as unknown as D1Database;
    foundStatement(db, { match: matchFor(query, scope), ...scope, limit: 20 });
    return sql;
  }
});

describe('items of one instant', () => {
  it('have a position each, however many they are', async () => {
    const versionCreated = '2020-02-02T00:00:00.000Z';
    const one = rare();
    const ids: string[] = [];
    for (let n = 0; n < 12; n++) ids.push((await write(one, { versionCreated })).id);
    // Occupies the positions that the next item would take; another of the twelve may have one already.
    const wire = wireItem({ ...text(one), versionCreated });
    const first = await ingest(newsroom, wire);
    const { position } = (await env.DB.prepare(
      'SELECT CAST(position AS TEXT) AS position FROM search_items WHERE item = ?',
    )
      .bind(first.id)
      .first<{ position: string }>()) ?? { position: '0' };
    await env.DB.batch([
      env.DB.prepare('UPDATE search_items SET position = position + 100000 WHERE item = ?').bind(first.id),
      ...[0, 1, 2].map((n) =>
        env.DB.prepare(
          `INSERT OR IGNORE INTO search_items (position, item, parts, write_id)
           VALUES (CAST(? AS INTEGER) + ${n}, ?, '[]', 'x')`,
        ).bind(position, `taken${n}`),
      ),
      env.DB.prepare('DELETE FROM search_items WHERE item = ?').bind(first.id),
      env.DB.prepare('DELETE FROM search_words WHERE rowid = CAST(? AS INTEGER) * 256').bind(position),
    ]);
    await ingest(newsroom, { ...wire, version: '2' });
    expect(new Set(await found({ q: one, limit: '100' }))).toEqual(new Set([...ids, first.id]));
  });
});
