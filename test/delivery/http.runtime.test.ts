/**
 * What HTTP offers around a delivery: conditions, digests, codings, methods. None of it goes past a decision.
 */
import { createHash } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { FORMATS } from '../../src/formats/index.ts';
import { encode } from '../../src/platform/content-coding.ts';
import { create, request } from '../support/gateway.ts';
import {
  type Ingested,
  ingest,
  ingestWithPhotograph,
  logOf,
  openSite,
  scenario,
  wireItem,
} from '../support/newsroom.ts';
import { casesOf } from '../support/runs.ts';

const { newsroom, site } = await scenario();
afterEach(() => vi.useRealTimers());

/** From now on it is so much later. */
const pass = (ms: number) => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms });
/** In earnest: two grants are to have seconds of their own. */
const aSecond = () => new Promise((resolve) => setTimeout(resolve, 1_100));
const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  request(`/v1/articles/${path}`, { token: site.token, headers, method });
const patch = (id: string, json: Record<string, unknown>) =>
  request(`/v1/admin/articles/${id}`, { method: 'PATCH', token: newsroom.admin, json });
const header = (answer: Response, name: string) => answer.headers.get(name) ?? '';
const digestOf = (bytes: Uint8Array) => `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`;
const MEDIA_TYPES = casesOf(
  Object.values(FORMATS).map(({ mediaTypes }) => mediaTypes[0] ?? ''),
  2,
);

describe('a date', () => {
  // First of all: a log's time does not go back after a test that was ahead of it.
  it('is not believed when license or restriction have changed since, nor when they have changed back', {
    tags: 'slow',
  }, async () => {
    const { id } = await ingest(newsroom, wireItem());
    await ask(id);
    await aSecond();
    const before = header(await ask(id), 'Last-Modified');
    const restriction = await create('/v1/admin/restrictions', newsroom.admin, {
      scope: id,
      text: 'AUSTRIA OUT',
    });
    expect((await ask(id, { 'If-Modified-Since': before })).status).toBe(200);
    await aSecond();
    const narrower = header(await ask(id), 'Last-Modified');
    expect((await ask(id, { 'If-Modified-Since': narrower })).status).toBe(304);
    const withdrawn = await request(`/v1/admin/restrictions/${restriction.id}`, {
      method: 'PATCH',
      token: newsroom.admin,
      json: { status: 'withdrawn' },
    });
    expect(withdrawn.status).toBe(200);
    expect((await ask(id, { 'If-Modified-Since': narrower })).status).toBe(200);
  });

  it('saves a whole answer, and is written down like any request', async () => {
    const own = await openSite(newsroom);
    const { id } = await ingest(newsroom, wireItem());
    const get = (headers: Record<string, string> = {}, method = 'GET') =>
      request(`/v1/articles/${id}`, { token: own.token, headers, method });
    await get();
    pass(2_000);
    const dated = header(await get(), 'Last-Modified');
    const repeated = await get({ 'If-Modified-Since': dated });
    const head = await get({ 'If-Modified-Since': dated }, 'HEAD');
    expect([repeated.status, await repeated.text(), head.status]).toEqual([304, '', 304]);
    expect(header(repeated, 'Last-Modified')).toBe(dated);
    expect(header(repeated, 'Content-Type')).toBe('');
    const other = await get({ 'If-Modified-Since': dated, 'If-None-Match': '"other"' });
    expect(other.status).toBe(200);
    const log = (await logOf(own.license)).map(({ body }) => JSON.parse(body) as { delivered: unknown[] });
    expect(log.map(({ delivered }) => delivered.length)).toEqual([1, 1, 0, 0, 1]);
  });
});

describe('what may not go out', () => {
  const refusals: [string, (id: string) => Promise<unknown>, number][] = [
    ['killed', (id) => patch(id, { pubStatus: 'canceled' }), 410],
    ['held', (id) => patch(id, { pubStatus: 'withheld' }), 403],
    ['embargoed', (id) => patch(id, { embargoedUntil: new Date(Date.now() + 9_000_000).toISOString() }), 403],
    [
      'restricted',
      (id) =>
        create('/v1/admin/restrictions', newsroom.admin, {
          scope: id,
          text: 'GERMANY OUT. AUSTRIA OUT. SWITZERLAND OUT. LIECHTENSTEIN OUT',
        }),
      403,
    ],
  ];

  const encodings = ['identity', 'gzip'] as const;
  const cases = refusals.flatMap(([name, stop, status]) =>
    encodings.map((encoding) => ({ name, stop, status, encoding })),
  );

  it.each(cases)(
    'never answers 304 when it is $name, warm or cold, by tag or date, in no format, as $encoding',
    async ({ stop, status, encoding }) => {
      const article = await ingestWithPhotograph(newsroom);
      const paths = [article.id, `${article.id}?version=1`, `${article.id}/components/${article.photograph}`];
      const validators: [string, Record<string, string>][] = [];
      for (const path of paths)
        for (const Accept of MEDIA_TYPES) {
          const accepts = { Accept, 'Accept-Encoding': encoding };
          await ask(path, accepts);
          validators.push([path, accepts]);
        }
      pass(2_000);
      const preconditions: [string, Record<string, string>][] = [];
      for (const [path, accepts] of validators) {
        const answer = await ask(path, accepts);
        expect(answer.status).toBe(200);
        const conditions: Record<string, string>[] = [
          { 'If-None-Match': header(answer, 'ETag') },
          { 'If-Modified-Since': header(answer, 'Last-Modified') },
          { 'If-None-Match': '*' },
          { 'If-Modified-Since': new Date(Date.now() + 60_000).toUTCString() },
        ];
        for (const condition of conditions) preconditions.push([path, { ...accepts, ...condition }]);
        expect((await ask(path, { ...accepts, 'If-None-Match': header(answer, 'ETag') })).status).toBe(304);
      }
      await stop(article.id);
      // Twice: what was refused is kept as well.
      for (let n = 0; n < 2; n++)
        for (const [path, headers] of preconditions)
          for (const method of ['GET', 'HEAD'])
            expect([path, headers, (await ask(path, headers, method)).status]).toEqual([
              path,
              headers,
              status,
            ]);
    },
  );
});

describe('a digest', () => {
  it.each(['identity', 'gzip'] as const)('is of the bytes as sent: %s', async (encoding) => {
    const { id } = await ingest(newsroom, wireItem());
    for (const Accept of MEDIA_TYPES)
      for (const temperature of ['cold', 'warm']) {
        const answer = await ask(id, { Accept, 'Accept-Encoding': encoding });
        // The runtime has decoded it by now: over a socket it is looked at in e2e/http.test.ts.
        const bytes = encode(new Uint8Array(await answer.arrayBuffer()), encoding);
        expect([Accept, temperature, header(answer, 'Content-Digest')]).toEqual([
          Accept,
          temperature,
          digestOf(bytes),
        ]);
        expect(header(answer, 'Content-Encoding')).toBe(encoding === 'gzip' ? 'gzip' : '');
      }
    const [head, unchanged] = [await ask(id, {}, 'HEAD'), await ask(id, { 'If-None-Match': '*' })];
    expect([head, unchanged].map((answer) => header(answer, 'Content-Digest'))).toEqual(['', '']);
  });
});

describe('an encoded answer', () => {
  it('says the same, has a tag of its own, and is asked again by it', async () => {
    const { id } = await ingest(newsroom, wireItem());
    const plain = await ask(id);
    const gzip = await ask(id, { 'Accept-Encoding': 'gzip' });
    expect(await gzip.text()).toBe(await plain.text());
    const [etag, own] = [header(plain, 'ETag'), header(gzip, 'ETag')];
    expect(own).not.toBe(etag);
    const status = async (encoding: string, tag: string) =>
      (await ask(id, { 'Accept-Encoding': encoding, 'If-None-Match': tag })).status;
    expect(await Promise.all([status('gzip', own), status('identity', etag)])).toEqual([304, 304]);
    expect(await Promise.all([status('identity', own), status('gzip', etag)])).toEqual([200, 200]);
    expect(header(gzip, 'Vary')).toContain('Accept-Encoding');
  });
});

describe('any past version', () => {
  let article: Ingested;
  const wire = wireItem();
  const later = (version: string, text: string) => ({
    ...wire,
    version,
    versionCreated: new Date(Date.parse(wire.versionCreated) + Number(version) * 1_000).toISOString(),
    bodies: [{ contentType: 'text/plain', value: text }],
  });
  beforeAll(async () => {
    article = await ingest(newsroom, wire);
    await ingest(newsroom, later('2', 'The second wording.'));
    await ingest(newsroom, later('3', 'The third wording.'));
  });

  it('is fetched by its number, and others are not there', async () => {
    const text = async (query: string) =>
      (await ask(`${article.id}${query}`, { Accept: 'text/plain' })).text();
    expect(await text('?version=1')).toContain('pilots went back to work');
    expect(await text('?version=2')).toContain('The second wording.');
    expect([await text('?version=3'), await text('')].every((body) => body.includes('third wording'))).toBe(
      true,
    );
    expect((await ask(`${article.id}?version=4`)).status).toBe(404);
    expect((await ask(`${article.id}?version=`)).status).toBe(400);
    const tags = await Promise.all(
      ['?version=1', '?version=2', ''].map(async (query) => header(await ask(article.id + query), 'ETag')),
    );
    expect(new Set(tags).size).toBe(3);
  });

  it('is not called unchanged when what it says of today’s state is another', async () => {
    const spelled = wireItem({ embargoedUntil: new Date(Date.now() - 50_000).toISOString() });
    const { id } = await ingest(newsroom, spelled);
    const first = async (etag = '') => {
      const answer = await ask(`${id}?version=1`, { 'If-None-Match': etag });
      const fields: { language?: string; embargoedUntil?: string } =
        answer.status === 304 ? {} : await answer.json();
      const { language, embargoedUntil } = fields;
      return { status: answer.status, etag: header(answer, 'ETag'), language, embargoedUntil };
    };
    const before = await first();
    expect(await first(before.etag)).toMatchObject({ status: 304 });
    await patch(id, { embargoedUntil: null });
    const lifted = await first(before.etag);
    expect(lifted).toMatchObject({ status: 200, language: 'en', embargoedUntil: undefined });
    const versionCreated = new Date(Date.now() - 1_000).toISOString();
    await ingest(newsroom, { ...spelled, version: '2', versionCreated, language: 'de' });
    expect(await first(lifted.etag)).toMatchObject({ status: 200, language: 'de' });
  });

  it('is decided by today’s state', async () => {
    await patch(article.id, { embargoedUntil: new Date(Date.now() + 9_000_000).toISOString() });
    expect((await ask(`${article.id}?version=1`)).status).toBe(403);
    await patch(article.id, { embargoedUntil: null });
    expect((await ask(`${article.id}?version=1`)).status).toBe(200);
    await patch(article.id, { pubStatus: 'canceled' });
    for (const query of ['?version=1', '?version=2', '?version=3', ''])
      expect((await ask(article.id + query)).status).toBe(410);
  });
});

describe('OPTIONS', () => {
  it.each([
    ['/v1/articles', 'GET, HEAD, OPTIONS'],
    ['/v1/articles/itm_1', 'GET, HEAD, OPTIONS'],
    ['/v1/decisions', 'POST, OPTIONS'],
    ['/v1/admin/articles', 'GET, PUT, HEAD, OPTIONS'],
  ])('says what is offered at %s, and lets no page of another site in', async (path, allow) => {
    const answer = await request(path, {
      method: 'OPTIONS',
      headers: { Origin: 'https://reader.example', 'Access-Control-Request-Method': 'GET' },
    });
    expect([answer.status, header(answer, 'Allow'), await answer.text()]).toEqual([204, allow, '']);
    const cors = [...answer.headers.keys()].filter((name) => name.startsWith('access-control'));
    expect(cors).toEqual([]);
  });

  it('is 404 where nothing is', async () => {
    expect((await request('/v1/nothing', { method: 'OPTIONS' })).status).toBe(404);
  });
});

describe('a condition that does not hold', () => {
  it('is 412 for article, format and part, warm and cold, logged as nothing delivered and never billed', async () => {
    const own = await openSite(newsroom);
    const { id, photograph } = await ingestWithPhotograph(newsroom);
    const paths = [`${id}`, `${id}.html`, `${id}/components/${photograph}`];
    const get = (path: string, headers: Record<string, string>, method = 'GET') =>
      request(`/v1/articles/${path}`, { token: own.token, headers, method });
    for (const path of paths) {
      const first = await get(path, { 'If-Match': '"another"' });
      expect([path, first.status]).toEqual([path, 412]);
      expect(await first.json()).toMatchObject({
        code: 'precondition_failed',
        entry: header(first, 'Rights-Entry'),
      });
      const etag = header(first, 'ETag');
      const met = await get(path, { 'If-Match': etag });
      expect([path, met.status, header(met, 'ETag')]).toEqual([path, 200, etag]);
      await met.arrayBuffer();
      const date = header(met, 'Last-Modified');
      const cases: [Record<string, string>, string, number][] = [
        [{ 'If-Match': '"another"' }, 'GET', 412],
        [{ 'If-Match': `W/${etag}` }, 'GET', 412],
        [{ 'If-Match': '"another"' }, 'HEAD', 412],
        [{ 'If-Unmodified-Since': new Date(0).toUTCString() }, 'GET', 412],
        [{ 'If-Match': etag, 'If-Unmodified-Since': new Date(0).toUTCString() }, 'GET', 200],
        [{ 'If-Match': '"another"', 'If-None-Match': etag }, 'GET', 412],
        [{ 'If-Match': etag, 'If-None-Match': etag }, 'GET', 304],
        [{ 'If-Unmodified-Since': date }, 'GET', 200],
        [{ 'If-Match': '*' }, 'GET', 200],
      ];
      for (const [headers, method, status] of cases) {
        const answer = await get(path, headers, method);
        await answer.arrayBuffer();
        expect([path, headers, method, answer.status]).toEqual([path, headers, method, status]);
      }
    }
    const log = (await logOf(own.license)).map(({ body, billable }) => ({
      ...(JSON.parse(body) as { delivered: unknown[] }),
      billable,
    }));
    // Of each path: met first, then three of the list; the others deliver nothing.
    expect(log.filter(({ delivered }) => delivered.length > 0)).toHaveLength(paths.length * 4);
    expect(log).toHaveLength(paths.length * 11);
  });

  it('is 412 for a list too, whose tags are weak', async () => {
    for (const path of ['/v1/articles', '/v1/articles.atom', '/v1/changes', '/v1/changes.rss']) {
      const get = (headers: Record<string, string>) => request(path, { token: site.token, headers });
      const etag = header(await get({}), 'ETag');
      const statuses = [
        await get({ 'If-Match': '"another"' }),
        await get({ 'If-Match': etag }),
        await get({ 'If-Match': '*' }),
        await get({ 'If-Unmodified-Since': new Date(0).toUTCString() }),
      ].map(({ status }) => status);
      expect([path, ...statuses]).toEqual([path, 412, 412, 200, 200]);
    }
  });

  it('is not looked at when the answer is a refusal anyway', async () => {
    const { id } = await ingest(newsroom, wireItem());
    await patch(id, { pubStatus: 'canceled' });
    expect((await ask(id, { 'If-Match': '"another"' })).status).toBe(410);
    expect((await ask('itm_00000000000000000000000000000000', { 'If-Match': '*' })).status).toBe(404);
  });
});

describe('a type that is refused with a weight of 0', () => {
  it('is not what a part, a list or an article is answered with', async () => {
    const { id, photograph } = await ingestWithPhotograph(newsroom);
    const path = `${id}/components/${photograph}`;
    const type = header(await ask(path, {}, 'HEAD'), 'Content-Type');
    const refused = await ask(path, { Accept: `*/*, ${type};q=0` });
    expect([refused.status, await refused.json()]).toMatchObject([406, { offered: [type] }]);
    expect((await ask(path, { Accept: 'application/json' })).status).toBe(200);
    const article = await ask(id, { Accept: '*/*, application/json;q=0' });
    expect(header(article, 'Content-Type')).toBe('application/ninjs+json;version=2.2');
    const list = await request('/v1/articles', {
      token: site.token,
      headers: { Accept: 'application/json;q=0, */*;q=0.1' },
    });
    expect(header(list, 'Content-Type')).toContain('application/atom+xml');
  });
});
