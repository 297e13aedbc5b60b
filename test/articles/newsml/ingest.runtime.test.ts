/** NewsML-G2 over HTTP is stored, delivered and restricted like ninjs. */
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { request } from '../../support/gateway.ts';
import { newGuid, newsItem, newsMessage, packageItem, rights, xhtml } from '../../support/newsml.ts';
import { type Ingested, PNG, scenario } from '../../support/newsroom.ts';

const ITEM = 'application/vnd.iptc.g2.newsitem+xml';

const { newsroom, site } = await scenario();

type Problem = { code: string; detail: string; errors?: { path: string; message: string }[] };
const send = (path: string, body: BodyInit, type = ITEM) =>
  request(`${path}?section=${newsroom.section}`, {
    method: 'PUT',
    token: newsroom.admin,
    body,
    headers: { 'Content-Type': type },
  });
const put = (body: BodyInit, type?: string) => send('/v1/admin/articles', body, type);
const putPackage = (body: BodyInit, type = 'application/vnd.iptc.g2.newsmessage+xml') =>
  send('/v1/admin/packages', body, type);
const stored = async (body: string) => {
  const response = await put(body);
  if (response.status !== 201) throw new Error(await response.text());
  return (await response.json()) as Ingested;
};
const delivered = async (id: string) => {
  const response = await request(`/v1/articles/${id}`, { token: site.token });
  return {
    status: response.status,
    withheld: response.headers.get('Rights-Withheld'),
    text: await response.text(),
  };
};
const rows = async () =>
  env.DB.prepare(
    'SELECT (SELECT count(*) FROM items) + (SELECT count(*) FROM changes) + (SELECT count(*) FROM restrictions) AS n',
  ).first('n');

describe('a news item', () => {
  it('is stored and delivered: 201, then 200 for the same again, 409 for an older one', async () => {
    const guid = newGuid();
    const article = await stored(newsItem({ guid, version: '3' }));
    expect(article).toMatchObject({
      uri: guid,
      version: '3',
      components: [{ type: 'dispatch' }],
      unreviewed: [],
    });
    expect((await delivered(article.id)).text).toContain('Pilots went back to work.');
    expect((await put(newsItem({ guid, version: '3' }))).status).toBe(200);
    expect((await put(newsItem({ guid, version: '2' }))).status).toBe(409);
    const next = newsItem({
      guid,
      version: '4',
      meta: '<signal qcode="sig:correction"/>',
      set: xhtml('<p>Corrected.</p>'),
    });
    expect((await put(next)).status).toBe(201);
    const resource = await request(`/v1/admin/articles/${article.id}`, { token: newsroom.admin });
    expect(await resource.json()).toMatchObject({ version: '4', changeType: 'correction' });
  });

  it('that kills stops the delivery at once', async () => {
    const guid = newGuid();
    const { id } = await stored(newsItem({ guid }));
    expect((await delivered(id)).status).toBe(200);
    await stored(newsItem({ guid, version: '2', meta: '<pubStatus qcode="stat:canceled"/>' }));
    expect((await delivered(id)).status).toBe(410);
  });

  it('of a picture gets its bytes as any picture does, and is withheld until the desk has read its terms', async () => {
    const article = await stored(
      newsItem({
        itemClass: 'ninat:picture',
        head: rights('<usageTerms>Walruses only on Tuesdays</usageTerms>'),
        set: '<remoteContent rendition="rnd:highRes" href="./x.png" contenttype="image/png"/>',
      }),
    );
    const [photograph] = article.components;
    expect(article).toMatchObject({ components: [{ type: 'photograph' }], unreviewed: [photograph?.id] });
    const bytes = await request(`/v1/admin/articles/${article.id}/components/${photograph?.id}`, {
      method: 'PUT',
      token: newsroom.admin,
      body: PNG,
      headers: { 'Content-Type': 'image/png' },
    });
    expect(bytes.status).toBe(201);
    expect((await delivered(article.id)).status).toBe(403);
  });

  it('that forbids data mining is read without the desk', async () => {
    const head = rights('<dataMining uri="http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED"/>');
    const article = await stored(newsItem({ head }));
    expect(article.unreviewed).toEqual([]);
    const { results } = await env.DB.prepare('SELECT text, reviewed, policy FROM restrictions WHERE item = ?')
      .bind(article.id)
      .all();
    expect(results).toMatchObject([
      { text: 'NO TEXT AND DATA MINING.', reviewed: 1, policy: expect.stringContaining('ai-train') },
    ]);
  });
});

describe('what is no news item', () => {
  it.each<[string, BodyInit, string, number, string, string]>([
    ['a document type', `<!DOCTYPE x [<!ENTITY a "b">]>${newsItem()}`, ITEM, 400, 'malformed', '/'],
    ['no XML', '{}', ITEM, 400, 'malformed', '/'],
    ['nothing', '', ITEM, 400, 'malformed', '/'],
    [
      'another encoding',
      new Uint8Array([...new TextEncoder().encode(newsItem().replace('</newsItem>', '')), 0xe9]),
      ITEM,
      400,
      'malformed',
      '/',
    ],
    ['another charset', newsItem(), `${ITEM}; charset=iso-8859-1`, 415, 'unsupported_type', 'Content-Type'],
    ['a message', newsMessage(newsItem()), ITEM, 400, 'malformed', '/newsMessage'],
    [
      'a class that is not taken',
      newsItem({ itemClass: 'ninat:animation' }),
      ITEM,
      400,
      'malformed',
      '/newsItem/itemMeta/itemClass',
    ],
    [
      'a picture that is none',
      newsItem({
        itemClass: 'ninat:picture',
        set: '<inlineData contenttype="image/png" encoding="e:base64">AAAA</inlineData>',
      }),
      ITEM,
      400,
      'malformed',
      '/newsItem/contentSet/inlineData',
    ],
    ['another type', newsItem(), 'text/csv', 415, 'unsupported_type', 'Content-Type'],
  ])('as %s is refused, and nothing is stored', async (_, body, type, status, code, path) => {
    const before = await rows();
    const response = await put(body, type);
    const problem = (await response.json()) as Problem;
    expect([response.status, problem.code, problem.errors?.[0]?.path]).toEqual([status, code, path]);
    expect(await rows()).toEqual(before);
  });

  it('by its size is 413', async () => {
    const response = await put(newsItem({ set: xhtml(`<p>${'word '.repeat(900_000)}</p>`) }));
    expect([response.status, ((await response.json()) as Problem).code]).toEqual([413, 'too_large']);
  });

  it('is not taken as XML by any other route', async () => {
    const response = await request('/v1/admin/partners', {
      token: newsroom.admin,
      body: newsItem(),
      headers: { 'Content-Type': ITEM },
    });
    expect(response.status).toBe(415);
  });

  it('with XML under the type of JSON is no JSON', async () => {
    expect((await put(newsItem(), 'application/json')).status).toBe(400);
  });
});

describe('a message', () => {
  it('is stored as a whole: members, pictures and the package that names them', async () => {
    const [text, picture] = [newGuid(), newGuid()];
    const refs = `<itemRef residref="${text}"><itemClass qcode="ninat:text"/></itemRef><itemRef residref="${picture}"><itemClass qcode="ninat:picture"/></itemRef>`;
    const message = newsMessage(
      packageItem(refs),
      newsItem({ guid: text }),
      newsItem({
        guid: picture,
        itemClass: 'ninat:picture',
        head: rights('<usageTerms>Ask the desk about walruses</usageTerms>'),
        set: '<remoteContent contenttype="image/png" href="x.png"/>',
      }),
    );
    const response = await putPackage(message);
    const { items } = (await response.json()) as { items: (Ingested & { created: boolean })[] };
    expect([response.status, items.map(({ created }) => created)]).toEqual([201, [true, true, true]]);
    // A restriction of the picture's own item awaits review in the package too.
    expect(items.map(({ unreviewed }) => unreviewed.length)).toEqual([1, 0, 1]);
    expect((await delivered(items[0]?.id ?? '')).text).toContain(text);
    expect((await putPackage(message)).status).toBe(200);
  });

  it('with one item that cannot be stored stores none, and names it', async () => {
    const guid = newGuid();
    await stored(newsItem({ guid, version: '5' }));
    const before = await rows();
    const older = await putPackage(newsMessage(newsItem(), newsItem({ guid, version: '4' })));
    expect([older.status, ((await older.json()) as Problem).errors]).toEqual([
      409,
      [{ path: '/newsMessage/itemSet/newsItem[2]', message: expect.stringContaining('not newer') }],
    ]);
    const faulty = await putPackage(newsMessage(newsItem(), newsItem({ itemClass: 'x:y' })));
    expect([faulty.status, ((await faulty.json()) as Problem).errors?.[0]?.path]).toEqual([
      400,
      '/newsMessage/itemSet/newsItem[2]/itemMeta/itemClass',
    ]);
    expect(await rows()).toEqual(before);
  });

  it('of more items than a package may have is refused', async () => {
    const response = await putPackage(newsMessage(...Array.from({ length: 101 }, () => newsItem())));
    expect([response.status, ((await response.json()) as Problem).errors?.[0]]).toEqual([
      400,
      { path: '/newsMessage/itemSet', message: 'A package has at most 100 items; this one has 101' },
    ]);
  });
});
