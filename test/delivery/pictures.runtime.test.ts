/**
 * Pictures as they go out: with rights in them, with one digest in file, entry and receipt, and in parts if
 * one asks for parts.
 */

import { env } from 'cloudflare:workers';
import { createHash } from 'node:crypto';
import { decodeJwt } from 'jose';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { app } from '../../src/app.ts';
import { pngChunk } from '../../src/articles/media/pictures/png.ts';
import { contents } from '../../src/delivery/caches.ts';
import type { UseEntry } from '../../src/ledger/types.ts';
import { componentsDigest } from '../../src/stamp/text-digest.ts';
import { create, request } from '../support/gateway.ts';
import {
  ingest,
  ingestWithPhotograph,
  logOf,
  openNewsroom,
  openSite,
  PNG,
  scenario,
  wireItem,
} from '../support/newsroom.ts';

const { newsroom, site } = await scenario();
afterEach(() => vi.restoreAllMocks());

type Article = Awaited<ReturnType<typeof ingestWithPhotograph>>;
const pathOf = ({ id, photograph }: Article) => `/v1/articles/${id}/components/${photograph}`;
const get = (path: string, headers: Record<string, string> = {}, { token } = site, method = 'GET') =>
  request(path, { token, headers, method });
const header = (answer: Response, name: string) => answer.headers.get(name) ?? '';
const bytesOf = async (answer: Response) => new Uint8Array(await answer.arrayBuffer());
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
const fieldOf = (bytes: Uint8Array) => `sha-256=:${sha256(bytes).toString('base64')}:`;
const textIn = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const entriesOf = async (license: string) =>
  (await logOf(license)).map(({ body, billable }) => ({
    ...(JSON.parse(body) as UseEntry),
    billed: billable,
  }));
/** With some of the gateway's bindings exchanged. */
const under = (bindings: object, path: string, { token } = site) =>
  app.request(path, { headers: { Authorization: `Bearer ${token}` } }, { ...env, ...bindings });

describe('a picture', () => {
  it('says in the file whose it is, whom to credit, what is reserved', async () => {
    const article = await ingestWithPhotograph(newsroom, {
      by: 'Ida Brandt',
      copyrightHolder: 'Pier & Photo',
      copyrightNotice: '© 2026 Ida Brandt / Pier & Photo',
      usageTerms: 'AUSTRIA OUT',
    });
    const text = textIn(await bytesOf(await get(pathOf(article))));
    for (const phrase of [
      '© 2026 Ida Brandt / Pier &amp; Photo',
      '<photoshop:Credit>Ida Brandt / Pier &amp; Photo</photoshop:Credit>',
      '<plus:CopyrightOwnerName>Pier &amp; Photo</plus:CopyrightOwnerName>',
      `<plus:LicensorName>${env.AGENCY_NAME}</plus:LicensorName><plus:LicensorURL>${env.AGENCY_LICENSE_URL}</plus:LicensorURL>`,
      `<xmpRights:WebStatement>${env.AGENCY_LICENSE_URL}</xmpRights:WebStatement>`,
      `AUSTRIA OUT. Use requires a license from ${env.AGENCY_NAME}`,
      'DMI-PROHIBITED-SEECONSTRAINT',
    ])
      expect(text).toContain(phrase);
  });

  it('says in the file what it shows, where and when, as the newsroom’s document does', async () => {
    const article = await ingestWithPhotograph(newsroom, {
      by: 'Ida Brandt',
      headlines: [{ value: 'Ferries sail again' }],
      descriptions: [{ role: 'caption', value: 'The pier on Friday' }],
      located: 'Velmar',
      contentCreated: '2026-11-20T06:12:05+01:00',
      altIds: [{ role: 'jobid', value: 'SMW-17' }],
      digitalSourceType: { uri: 'http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture' },
    });
    const text = textIn(await bytesOf(await get(pathOf(article))));
    for (const phrase of [
      '<dc:description><rdf:Alt><rdf:li xml:lang="x-default">The pier on Friday</rdf:li>',
      '<photoshop:Headline>Ferries sail again</photoshop:Headline>',
      '<dc:creator><rdf:Seq><rdf:li>Ida Brandt</rdf:li></rdf:Seq></dc:creator>',
      '<photoshop:City>Velmar</photoshop:City>',
      '<photoshop:DateCreated>2026-11-20T06:12:05+01:00</photoshop:DateCreated>',
      '<photoshop:TransmissionReference>SMW-17</photoshop:TransmissionReference>',
      '<Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture<',
    ])
      expect(text).toContain(phrase);
  });

  it('has one digest: in file, header, entry and receipt, by itself and with its article, for every license', async () => {
    const article = await ingestWithPhotograph(newsroom);
    const other = await openSite(newsroom, { uses: ['print'] });
    const picture = await get(pathOf(article));
    const bytes = await bytesOf(picture);
    const digest = sha256(bytes).toString('base64url');
    expect(digest).not.toBe(sha256(PNG).toString('base64url'));
    expect(header(picture, 'Content-Digest')).toBe(fieldOf(bytes));
    const whole = await get(`/v1/articles/${article.id}`);
    expect(await bytesOf(await get(pathOf(article), {}, other))).toEqual(bytes);
    for (const answer of [picture, whole]) {
      const entry = (await entriesOf(site.license)).find(({ id }) => id === header(answer, 'Rights-Entry'));
      expect(entry?.delivered.find(({ component }) => component === article.photograph)?.digest).toBe(digest);
      expect(decodeJwt(header(answer, 'Rights-Receipt')).digest).toBe(
        componentsDigest(entry?.delivered ?? []),
      );
    }
    const ninjs = (await whole.json()) as { associations: { renditions: { sizeInBytes: number }[] }[] };
    expect(ninjs.associations[0]?.renditions[0]?.sizeInBytes).toBe(bytes.length);
  });

  it('has that digest in a feed of whole texts, too: one receipt, whichever way the article went', async () => {
    const own = await openNewsroom();
    const reader = await openSite(own, { fullTextFeed: true });
    const articles = [await ingestWithPhotograph(own), await ingestWithPhotograph(own, { by: 'Feed' })];
    const feed = await get('/v1/articles.json', {}, reader);
    const { items } = (await feed.json()) as { items: { _rights: { receipt?: string } }[] };
    const receipts = items.map(({ _rights }) => _rights.receipt).toSorted();
    const answers = await Promise.all(articles.map(({ id }) => get(`/v1/articles/${id}`, {}, reader)));
    expect(receipts).toEqual(answers.map((answer) => header(answer, 'Rights-Receipt')).toSorted());
    const files = await Promise.all(
      articles.map(async (article) => bytesOf(await get(pathOf(article), {}, reader))),
    );
    const named = (await entriesOf(reader.license))
      .filter(({ format }) => format === 'jsonfeed')
      .flatMap(({ delivered }) => delivered.map(({ digest }) => digest));
    expect(named).toEqual(expect.arrayContaining(files.map((bytes) => sha256(bytes).toString('base64url'))));
  });

  it('is made and read once, whoever asks at the same time', async () => {
    const article = await ingestWithPhotograph(newsroom);
    const answers = await Promise.all(Array.from({ length: 8 }, () => get(pathOf(article))));
    const files = await Promise.all(answers.map(bytesOf));
    expect(new Set(files.map((bytes) => fieldOf(bytes))).size).toBe(1);
    const digest = sha256(files[0] ?? PNG).toString('base64url');
    const { results } = await env.DB.prepare('SELECT * FROM stamped_pictures WHERE digest = ?')
      .bind(digest)
      .all();
    expect(results.length).toBe(1);

    const urls: string[] = [];
    const watched = <T extends object>(binding: T, name: string) =>
      new Proxy(binding, {
        get: (target, property) => {
          const value = Reflect.get(target, property) as unknown;
          if (typeof value === 'function') urls.push(`${name}.${String(property)}`);
          return typeof value === 'function' ? (value.bind(target) as unknown) : value;
        },
      });
    const watching = { DB: watched(env.DB, 'DB'), BUCKET: watched(env.BUCKET, 'BUCKET') };
    expect((await under(watching, pathOf(article))).status).toBe(200);
    expect(urls).toEqual([]);
  });

  it('is another when the desk changes what it says of it, or the agency what it says of itself; what was delivered stays provable', async () => {
    const article = await ingestWithPhotograph(newsroom);
    const files: Uint8Array[] = [];
    const deliver = async (bindings = {}) => {
      const answer = await under(bindings, pathOf(article));
      const bytes = await bytesOf(answer);
      files.push(bytes);
      return { answer, text: textIn(bytes) };
    };
    const before = await deliver();
    const restriction = await create('/v1/admin/restrictions', newsroom.admin, {
      scope: article.photograph,
      text: 'AUSTRIA OUT',
    });
    const restricted = await deliver();
    expect(restricted.text).toContain('AUSTRIA OUT. Use requires');
    const patched = await request(`/v1/admin/restrictions/${restriction.id}`, {
      method: 'PATCH',
      token: newsroom.admin,
      json: { text: 'SWITZERLAND OUT' },
    });
    expect(patched.status).toBe(200);
    expect((await deliver()).text).toContain('SWITZERLAND OUT. Use requires');
    expect((await deliver({ AGENCY_NOTICE: '© new words' })).text).toContain('© new words');
    expect(new Set(files.map((bytes) => fieldOf(bytes))).size).toBe(4);
    await logOf(site.license);
    const record = await request(`/v1/receipts/${decodeJwt(header(before.answer, 'Rights-Receipt')).jti}`);
    const { delivered } = (await record.json()) as { delivered: { digest: string }[] };
    expect(delivered.map(({ digest }) => digest)).toEqual([sha256(files[0] ?? PNG).toString('base64url')]);
    for (const bytes of files)
      expect(await env.BUCKET.head(`stamped/${sha256(bytes).toString('hex')}`)).not.toBeNull();
  });

  it('says nothing of an editorial note', async () => {
    const article = await ingestWithPhotograph(newsroom, { edNote: 'Call Marta at the desk: AUSTRIA OUT' });
    const waiting = await request(`/v1/admin/restrictions?item=${article.id}`, { token: newsroom.admin });
    const [restriction] = ((await waiting.json()) as { items: { id: string; text: string }[] }).items;
    expect(restriction?.text).toContain('Marta');
    const cleared = await request(`/v1/admin/restrictions/${restriction?.id}`, {
      method: 'PATCH',
      token: newsroom.admin,
      json: { reviewed: true },
    });
    expect(cleared.status).toBe(200);
    const answer = await get(pathOf(article));
    expect([answer.status, textIn(await bytesOf(answer)).includes('Marta')]).toEqual([200, false]);
  });
});

describe('a picture with Content Credentials', () => {
  /** PNG with a manifest, as far as anybody can tell without reading it: a chunk `caBX` behind IHDR. */
  const signed = Uint8Array.from([...PNG.slice(0, 33), ...pngChunk('caBX', PNG), ...PNG.slice(33)]);
  const ingestSigned = (photograph: Record<string, unknown>) =>
    ingestWithPhotograph(newsroom, photograph, signed);

  it('leaves as it came, says its rights beside it, and is stored once', async () => {
    const article = await ingestSigned({ by: 'Ida "Brandt" 100%', usageTerms: 'JAPAN OUT' });
    const answers = [await get(pathOf(article)), await get(pathOf(article), { Range: 'bytes=0-9' })];
    expect(await bytesOf(answers[0] ?? new Response())).toEqual(signed);
    for (const answer of answers) {
      expect(header(answer, 'Rights-Statement')).toContain('credit=%"Ida %22Brandt%22 100%25');
      expect(header(answer, 'Rights-Statement')).toContain('terms=%"JAPAN OUT. Use requires a license');
      expect(header(answer, 'Link')).toMatch(
        /rel="license", <.*\/v1\/receipts\/dlv_\w+>; rel="describedby"$/,
      );
    }
    const article200 = await get(`/v1/articles/${article.id}`);
    for (const answer of [...answers, article200])
      expect(decodeJwt(header(answer, 'Rights-Receipt')).contentCredentials).toEqual([article.photograph]);
    expect(await env.BUCKET.head(`stamped/${sha256(signed).toString('hex')}`)).toBeNull();
  });

  it('that has gone from the bucket is not there for partners, except from memory, until it is put back', async () => {
    const quiet = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const article = await ingestSigned({ by: 'Gone' });
    await (await get(pathOf(article))).arrayBuffer();
    const key = `media/${sha256(signed).toString('hex')}`;
    await env.BUCKET.delete(key);
    expect(await bytesOf(await get(pathOf(article)))).toEqual(signed);
    contents.clear();
    expect((await get(pathOf(article))).status).toBe(503);
    await env.BUCKET.put(key, signed);
    expect(await bytesOf(await get(pathOf(article)))).toEqual(signed);
    expect(String(quiet.mock.calls)).toContain('picture_missing');
  });
});

describe('a part of a picture', () => {
  let article: Article;
  let whole: Uint8Array;
  let etag: string;
  beforeAll(async () => {
    article = await ingestWithPhotograph(newsroom);
    const answer = await get(pathOf(article));
    etag = header(answer, 'ETag');
    whole = await bytesOf(answer);
  });

  it.each([
    ['bytes=0-9', (size: number) => [0, 9, size]],
    ['bytes=100-', (size: number) => [100, size - 1, size]],
    ['bytes=-50', (size: number) => [size - 50, size - 1, size]],
    ['bytes=10-999999', (size: number) => [10, size - 1, size]],
    ['bytes=-999999', (size: number) => [0, size - 1, size]],
    ['Bytes=3-3', (size: number) => [3, 3, size]],
  ])('is what was asked for: %s', async (range, expected) => {
    const [first = 0, last = 0, size] = expected(whole.length);
    for (const headers of [{ Range: range }, { Range: range, 'If-Range': etag }] as Record<
      string,
      string
    >[]) {
      const answer = await get(pathOf(article), headers);
      expect([answer.status, header(answer, 'Content-Range'), header(answer, 'Content-Length')]).toEqual([
        206,
        `bytes ${first}-${last}/${size}`,
        String(last - first + 1),
      ]);
      expect(header(answer, 'Repr-Digest')).toBe(fieldOf(whole));
      expect(answer.headers.has('Content-Digest')).toBe(false);
      expect(await bytesOf(answer)).toEqual(whole.slice(first, last + 1));
    }
  });

  it.each([
    ['several at once', { Range: 'bytes=0-1,5-6' }],
    ['other units', { Range: 'lines=0-1' }],
    ['a last byte before the first', { Range: 'bytes=9-3' }],
    ['no number', { Range: 'bytes=a-b' }],
    ['no position at all', { Range: 'bytes=-' }],
    ['part of something else', { Range: 'bytes=0-9', 'If-Range': '"another"' }],
    ['part by a weak tag', { Range: 'bytes=0-9', 'If-Range': 'W/"another"' }],
    ['part by a date', { Range: 'bytes=0-9', 'If-Range': new Date().toUTCString() }],
  ])('is the whole when %s is asked for', async (_what, headers) => {
    const answer = await get(pathOf(article), headers as Record<string, string>);
    expect([answer.status, header(answer, 'Accept-Ranges')]).toEqual([200, 'bytes']);
    expect(await bytesOf(answer)).toEqual(whole);
  });

  it('that is not there is 416, says how much there is, and is written down as nothing delivered', async () => {
    const own = await openSite(newsroom);
    for (const range of [`bytes=${whole.length}-`, 'bytes=-0']) {
      const answer = await get(pathOf(article), { Range: range }, own);
      expect([answer.status, header(answer, 'Content-Range')]).toEqual([416, `bytes */${whole.length}`]);
      expect(await answer.json()).toMatchObject({
        code: 'range_not_satisfiable',
        entry: header(answer, 'Rights-Entry'),
      });
    }
    const log = await entriesOf(own.license);
    expect(log.map(({ delivered, billed }) => [delivered, billed])).toEqual([
      [[], 0],
      [[], 0],
    ]);
  });

  it('of what was delivered is logged and never billed; bytes of what never was are billed once', async () => {
    const own = await openSite(newsroom);
    const ask = async (headers: Record<string, string>, method = 'GET') => {
      const answer = await get(pathOf(article), headers, own, method);
      await answer.arrayBuffer();
      return answer;
    };
    const answers = [
      await ask({}, 'HEAD'),
      await ask({ Range: 'bytes=0-9' }),
      await ask({ Range: 'bytes=10-' }),
      await ask({}),
      await ask({ 'If-None-Match': etag, Range: 'bytes=0-9' }),
      await ask({ Range: 'bytes=0-9' }),
    ];
    const own304 = await ask({
      'If-None-Match': header(answers[3] ?? new Response(), 'ETag'),
      Range: 'bytes=0-9',
    });
    expect(answers.map(({ status }) => status)).toEqual([200, 206, 206, 200, 206, 206]);
    expect(own304.status).toBe(304);
    const log = await entriesOf(own.license);
    expect(log.map(({ billed }) => billed)).toEqual([0, 1, 0, 0, 0, 0, 0]);
    expect(log.map(({ delivered }) => delivered.length)).toEqual([0, 1, 1, 1, 1, 1, 0]);
    const receipts = answers.slice(1).map((answer) => header(answer, 'Rights-Receipt'));
    expect(new Set(receipts).size).toBe(1);
  });

  it('is asked for by HEAD without effect: size, type and digest of the whole, and no byte', async () => {
    const answer = await get(pathOf(article), { Range: 'bytes=0-9' }, site, 'HEAD');
    expect([answer.status, header(answer, 'Content-Length'), header(answer, 'Content-Type')]).toEqual([
      200,
      String(whole.length),
      'image/png',
    ]);
    expect([header(answer, 'Repr-Digest'), header(answer, 'ETag')]).toEqual([fieldOf(whole), etag]);
    expect((await bytesOf(answer)).length).toBe(0);
  });
});

describe('a picture that cannot be stamped', () => {
  const put = async (body: Uint8Array, type = 'image/png') => {
    const item = wireItem();
    const associations = [{ name: 'main', uri: `${item.uri}:photo`, type: 'picture' }];
    const article = await ingest(newsroom, { ...item, associations });
    const part = article.components.find((component) => component.type === 'photograph')?.id;
    return request(`/v1/admin/articles/${article.id}/components/${part}`, {
      method: 'PUT',
      token: newsroom.admin,
      body: body as Uint8Array<ArrayBuffer>,
      headers: { 'Content-Type': type },
    });
  };

  it('is not taken in, and the newsroom is told why', async () => {
    const cut = await put(PNG.slice(0, -5));
    expect([cut.status, await cut.json()]).toMatchObject([
      400,
      {
        code: 'malformed',
        errors: [{ path: 'body', message: expect.stringContaining('cut off') as string }],
      },
    ]);
    const flipped = PNG.slice();
    flipped[20] = 9;
    const damaged = await put(flipped);
    expect(await damaged.json()).toMatchObject({
      errors: [{ message: expect.stringContaining('damaged') as string }],
    });
    expect((await put(PNG)).status).toBe(201);
  });

  it('is not taken in as a part of the document, either', async () => {
    const item = wireItem();
    const href = `data:image/png;base64,${Buffer.from(PNG.slice(0, -5)).toString('base64')}`;
    const associations = [
      { name: 'main', uri: `${item.uri}:photo`, type: 'picture', renditions: [{ name: 'a', href }] },
    ];
    const answer = await request(`/v1/admin/articles?section=${newsroom.section}`, {
      method: 'PUT',
      token: newsroom.admin,
      json: { ...item, associations },
    });
    expect([answer.status, await answer.json()]).toMatchObject([
      400,
      {
        errors: [
          {
            path: '/associations/0/renditions/0/href',
            message: expect.stringContaining('cut off') as string,
          },
        ],
      },
    ]);
  });

  /** Stored without the check that ingest makes. */
  async function stored(bytes: Uint8Array): Promise<Article> {
    const article = await ingestWithPhotograph(newsroom);
    const key = `media/${sha256(bytes).toString('hex')}`;
    await env.BUCKET.put(key, bytes as Uint8Array<ArrayBuffer>);
    await env.DB.prepare(
      `UPDATE item_versions SET document = replace(replace(document, ?, ?), ?, ?) WHERE item = ?`,
    )
      .bind(
        sha256(PNG).toString('base64url'),
        sha256(bytes).toString('base64url'),
        `media/${sha256(PNG).toString('hex')}`,
        key,
        article.id,
      )
      .run();
    return article;
  }

  it('and is stored nevertheless, is not there for partners; its article is', async () => {
    const quiet = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const article = await stored(PNG.slice(0, -5));
    for (const _ of [1, 2]) {
      const answer = await get(`/v1/articles/${article.id}`);
      expect([answer.status, header(answer, 'Rights-Withheld')]).toEqual([
        200,
        expect.stringContaining('content_unavailable'),
      ]);
      const picture = await get(pathOf(article));
      expect([picture.status, await picture.json()]).toMatchObject([404, { code: 'content_unavailable' }]);
    }
    expect(quiet).toHaveBeenCalledTimes(1);
    expect(String(quiet.mock.calls[0])).toContain('picture_unreadable');
  });

  it('because other bytes stand in the bucket, does not go out under the right name', async () => {
    const quiet = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const article = await stored(Uint8Array.of(...PNG, 1));
    const key = `media/${sha256(Uint8Array.of(...PNG, 1)).toString('hex')}`;
    await env.BUCKET.put(key, PNG);
    expect((await get(pathOf(article))).status).toBe(404);
    await env.BUCKET.put(key, Uint8Array.of(...PNG, 1));
    expect((await get(pathOf(article))).status).toBe(200);
    expect(String(quiet.mock.calls[0])).toContain('picture_missing');
  });
});

describe('the bucket', () => {
  const outOfReach = new Proxy(env.BUCKET, {
    get: () => () => Promise.reject(new Error('out of reach')),
  });

  it('out of reach at the first delivery: 503, nothing written down, and what was made before goes on with its article', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const own = await openSite(newsroom);
    const [created, fresh] = [
      await ingestWithPhotograph(newsroom),
      await ingestWithPhotograph(newsroom, { by: 'Never Delivered' }),
    ];
    await (await get(pathOf(created), {}, own)).arrayBuffer();
    for (const path of [pathOf(created), `/v1/articles/${created.id}`])
      expect([path, (await under({ BUCKET: outOfReach }, path, own)).status]).toEqual([path, 200]);
    const before = (await logOf(own.license)).length;
    contents.clear();
    for (const path of [pathOf(fresh), `/v1/articles/${fresh.id}`, pathOf(created)]) {
      const answer = await under({ BUCKET: outOfReach }, path, own);
      expect([path, answer.status]).toEqual([path, 503]);
      expect(await answer.json()).toMatchObject({ code: 'storage_unavailable' });
    }
    expect((await logOf(own.license)).length).toBe(before);
  });

  it('out of reach does not hide that a picture is not for this license, or is killed', async () => {
    const article = await ingestWithPhotograph(newsroom, { by: 'Brandt' });
    const narrow = await openSite(newsroom, { components: ['dispatch'] });
    expect((await under({ BUCKET: outOfReach }, pathOf(article), narrow)).status).toBe(403);
    const killed = await request(`/v1/admin/articles/${article.id}`, {
      method: 'PATCH',
      token: newsroom.admin,
      json: { pubStatus: 'canceled', notice: 'Kill' },
    });
    expect(killed.status).toBe(200);
    expect((await under({ BUCKET: outOfReach }, pathOf(article))).status).toBe(410);
  });

  it('that has lost a stamped picture gets it again, to the byte', async () => {
    const article = await ingestWithPhotograph(newsroom, { by: 'Lost' });
    const bytes = await bytesOf(await get(pathOf(article)));
    await env.BUCKET.delete(`stamped/${sha256(bytes).toString('hex')}`);
    contents.clear();
    expect(await bytesOf(await get(pathOf(article), { Range: 'bytes=0-99' }))).toEqual(bytes.slice(0, 100));
    expect(await bytesOf(await get(pathOf(article)))).toEqual(bytes);
  });
});
