import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { request } from '../support/gateway.ts';
import {
  drain,
  type Ingested,
  ingest,
  ingestWithPhotograph,
  openNewsroom,
  openSite,
  PNG,
  wireItem,
} from '../support/newsroom.ts';

const newsroom = await openNewsroom();
const site = await openSite(newsroom);

type Item = Record<string, unknown>;
const put = (item: unknown, query = `section=${newsroom.section}`) =>
  request(`/v1/admin/articles?${query}`, { method: 'PUT', token: newsroom.admin, json: item });
const patch = (id: string, json: unknown) =>
  request(`/v1/admin/articles/${id}`, { method: 'PATCH', token: newsroom.admin, json });
const putBytes = (id: string, component: string, body: BodyInit = PNG, type = 'image/png') =>
  request(`/v1/admin/articles/${id}/components/${component}`, {
    method: 'PUT',
    token: newsroom.admin,
    body,
    headers: { 'Content-Type': type },
  });
const resource = async (id: string) =>
  (await (await request(`/v1/admin/articles/${id}`, { token: newsroom.admin })).json()) as Record<
    string,
    unknown
  >;
const delivered = async (id: string, query = '') =>
  (await request(`/v1/articles/${id}${query}`, { token: site.token })).text();
const fromNow = (ms: number) => new Date(Date.now() + ms).toISOString();
const associated = (item: Item, more: Item = {}) => ({
  ...item,
  associations: [{ name: 'pic', uri: `${item.uri}:pic`, type: 'picture', ...more }],
});
const next = (item: Item, version = '2'): Item => ({ ...item, version, versionCreated: fromNow(0) });
const partOf = (article: Ingested, type: string) =>
  article.components.find((component) => component.type === type)?.id ?? '';

describe('a version', () => {
  it('is stored once: 201, then 200 for the same again, whatever the order of its fields', async () => {
    const item = wireItem();
    const first = await ingest(newsroom, item);
    expect(first).toMatchObject({
      uri: item.uri,
      version: '1',
      unreviewed: [],
      components: [{ type: 'dispatch' }],
    });
    const repeated = await ingest(newsroom, Object.fromEntries(Object.entries(item).reverse()), 200);
    expect(repeated).toEqual(first);
    expect((await put(item, '')).status).toBe(200);
  });

  it('is refused when it is older, or changed under the same number', async () => {
    const item = wireItem();
    await ingest(newsroom, item);
    await ingest(newsroom, { ...next(item), headlines: [{ value: 'Changed' }] });
    expect((await put({ ...item, version: '0', versionCreated: fromNow(-3_600_000) })).status).toBe(409);
    expect((await put({ ...item, title: 'changed' })).status).toBe(409);
    expect((await put(item)).status).toBe(200);
    expect((await put(next(item), 'section=elsewhere')).status).toBe(409);
  });

  it('keeps the sections of the one before when it names none', async () => {
    const item = wireItem();
    const { id } = await ingest(newsroom, item);
    expect((await put(next(item), '')).status).toBe(201);
    expect(await resource(id)).toMatchObject({
      version: '2',
      sections: [newsroom.section],
      changeType: 'update',
    });
  });

  it('gets its number from us when the newsroom gives none', async () => {
    const { version: _version, versionCreated: _created, ...item } = wireItem();
    await ingest(newsroom, item);
    await ingest(newsroom, item, 200);
    expect((await ingest(newsroom, { ...item, title: 'More' })).version).toBe('2');
    await ingest(newsroom, { ...item, title: 'More' }, 200);
  });

  it('may go back to an earlier text when it has neither number nor time: the last word is current', async () => {
    const { version: _version, versionCreated: _created, ...item } = wireItem();
    const { id } = await ingest(newsroom, { ...item, title: 'A' });
    await ingest(newsroom, { ...item, title: 'B' });
    expect((await ingest(newsroom, { ...item, title: 'A' })).version).toBe('3');
    await patch(id, { pubStatus: 'withheld' });
    // a repeated request is no new version, and lifts no hold
    await ingest(newsroom, { ...item, title: 'A' }, 200);
    expect(await resource(id)).toMatchObject({ version: '3.0.1', pubStatus: 'withheld' });
  });

  it('of the past is covered as the item is now, whatever sections it had', async () => {
    const item = wireItem();
    const { id } = await ingest(newsroom, item);
    expect((await request(`/v1/articles/${id}?version=1`, { token: site.token })).status).toBe(200);
    expect((await put(next(item), 'section=elsewhere')).status).toBe(201);
    for (const query of ['', '?version=1', '?version=2'])
      expect((await request(`/v1/articles/${id}${query}`, { token: site.token })).status).toBe(404);
    expect((await put(next(item, '3'), `section=${newsroom.section}`)).status).toBe(201);
    expect((await request(`/v1/articles/${id}?version=2`, { token: site.token })).status).toBe(200);
  });

  it('is stored once when it is sent several times at once', async () => {
    const item = wireItem();
    const statuses = (await Promise.all([put(item), put(item), put(item)])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 200, 201]);
  });

  it('with unknown fields is refused with their paths, and nothing is stored', async () => {
    const item = wireItem({ random: 1 });
    const response = await put(item);
    expect([response.status, await response.json()]).toMatchObject([
      400,
      { code: 'malformed', errors: [{ path: '/random' }] },
    ]);
    expect(
      await env.DB.prepare('SELECT count(*) AS n FROM items WHERE uri = ?').bind(item.uri).first('n'),
    ).toBe(0);
  });

  it('with its own profile may carry more, which is listed and never delivered', async () => {
    const article = await ingest(newsroom, wireItem({ profile: 'desk', mood: 'Secret-mood' }));
    expect(article).toMatchObject({ extra: ['/mood'] });
    expect(await delivered(article.id)).not.toMatch(/mood/u);
  });
});

describe('bytes', () => {
  it('are stored once for a version: 201, 200 for the same again, 409 for others', async () => {
    const article = await ingestWithPhotograph(newsroom);
    expect((await putBytes(article.id, article.photograph)).status).toBe(200);
    const others = new Uint8Array([...PNG, 0]);
    expect((await putBytes(article.id, article.photograph, others)).status).toBe(409);
  });

  it('are refused when they are not what they are said to be, or not for this component', async () => {
    const item = wireItem();
    const associations = [
      { name: 'pic', uri: `${item.uri}:p`, type: 'picture' },
      { name: 'sound', uri: `${item.uri}:s`, type: 'audio' },
    ];
    const article = await ingest(newsroom, { ...item, associations });
    const statuses = [
      await putBytes(article.id, partOf(article, 'photograph'), PNG, 'image/jpeg'),
      await putBytes(article.id, partOf(article, 'photograph'), '<svg/>', 'image/svg+xml'),
      await putBytes(article.id, partOf(article, 'audio')),
      await putBytes(article.id, partOf(article, 'dispatch')),
      await putBytes(article.id, 'cmp_none'),
    ].map(({ status }) => status);
    expect(statuses).toEqual([415, 415, 415, 415, 404]);
  });

  it('can come for all components at once', async () => {
    const item = wireItem();
    const associations = Array.from({ length: 8 }, (_, index) => ({
      name: `p${index}`,
      uri: `${item.uri}:${index}`,
      type: 'picture',
    }));
    const article = await ingest(newsroom, { ...item, associations });
    const pictures = article.components.filter(({ type }) => type === 'photograph');
    const statuses = await Promise.all(
      pictures.map(async ({ id }) => (await putBytes(article.id, id)).status),
    );
    expect(statuses).toEqual(pictures.map(() => 201));
    for (const { id } of pictures) expect(await delivered(article.id)).toContain(id);
  });

  it('carry over to a new version when the picture is the same version still', async () => {
    const item = associated(wireItem(), { version: '1' });
    const article = await ingest(newsroom, item);
    await putBytes(article.id, partOf(article, 'photograph'));
    await ingest(newsroom, next(item));
    expect(await delivered(article.id)).toContain(partOf(article, 'photograph'));
    await ingest(newsroom, associated(next(item, '3'), { version: '2' }));
    expect(await delivered(article.id)).not.toContain(partOf(article, 'photograph'));
  });

  it('that come inside the document are stored, or refused with their path', async () => {
    const href = `data:image/png;base64,${Buffer.from(PNG).toString('base64')}`;
    const article = await ingest(newsroom, associated(wireItem(), { renditions: [{ name: 'main', href }] }));
    expect(await delivered(article.id)).toContain(partOf(article, 'photograph'));
    const bad = await put(
      associated(wireItem(), {
        renditions: [{ name: 'x' }, { name: 'main', href: href.replace('png', 'jpeg') }],
      }),
    );
    expect([bad.status, await bad.json()]).toMatchObject([
      400,
      { errors: [{ path: '/associations/0/renditions/1/href' }] },
    ]);
  });

  it('are kept with an item that is too large for a row', { tags: 'slow' }, async () => {
    const value = `<p>${'wörd '.repeat(200)}</p>`.repeat(850);
    const article = await ingest(
      newsroom,
      associated(wireItem({ bodies: [{ contentType: 'text/html', value }] })),
    );
    const row = await env.DB.prepare('SELECT document, document_key FROM item_versions WHERE item = ?')
      .bind(article.id)
      .first();
    expect(row).toMatchObject({ document: null, document_key: expect.stringMatching(/^documents\//u) });
    expect((await putBytes(article.id, partOf(article, 'photograph'))).status).toBe(201);
    expect((await putBytes(article.id, partOf(article, 'photograph'))).status).toBe(200);
    expect(await delivered(article.id)).toContain(partOf(article, 'photograph'));
  });
});

describe('a version of the desk', () => {
  it('keeps the time of the one it is made of, so that archive terms and newer corrections stand', async () => {
    const item = wireItem();
    const { id } = await ingest(newsroom, item);
    const correction = { ...next(item), versionCreated: fromNow(-30_000) };
    for (const notice of ['One.', 'Two.'])
      expect((await patch(id, { pubStatus: 'withheld', notice })).status).toBe(200);
    expect(await resource(id)).toMatchObject({ version: '1.0.2', versionCreated: item.versionCreated });
    expect((await put(correction)).status).toBe(201);
    expect(await resource(id)).toMatchObject({ version: '2', pubStatus: 'usable' });
  });

  it('is not in the way of the newsroom’s own next number, at the same time', async () => {
    const item = wireItem();
    const { id } = await ingest(newsroom, item);
    await patch(id, { embargoedUntil: fromNow(60_000) });
    expect((await put({ ...item, version: '1.1' })).status).toBe(201);
    expect(await resource(id)).toMatchObject({ version: '1.1' });
  });
});

describe('a kill', () => {
  it('reaches an item whose content has been lost, of which nothing else can be changed', {
    tags: 'slow',
  }, async () => {
    const value = `<p>${'wörd '.repeat(200)}</p>`.repeat(850);
    const { id } = await ingest(newsroom, wireItem({ bodies: [{ contentType: 'text/html', value }] }));
    const key = await env.DB.prepare('SELECT document_key FROM item_versions WHERE item = ?')
      .bind(id)
      .first<string>('document_key');
    await env.BUCKET.delete(key ?? '');
    expect((await patch(id, { pubStatus: 'withheld' })).status).toBe(409);
    expect((await patch(id, { pubStatus: 'canceled', notice: 'Libel.' })).status).toBe(200);
    for (const query of ['', '?version=1'])
      expect(JSON.parse(await delivered(id, query))).toMatchObject({ code: 'killed', notice: 'Libel.' });
  });

  it('is final, whoever wants the item back', async () => {
    const item = wireItem();
    const { id } = await ingest(newsroom, item);
    expect((await patch(id, { pubStatus: 'canceled', notice: 'Wrong.' })).status).toBe(200);
    expect((await patch(id, { pubStatus: 'usable' })).status).toBe(409);
    expect((await put(next(item))).status).toBe(409);
    expect(await resource(id)).toMatchObject({
      pubStatus: 'canceled',
      version: '1.0.1',
      changeType: 'kill',
      notice: 'Wrong.',
    });
  });

  it('may be repeated, which makes no further version, and its notice may be mended', async () => {
    const { id } = await ingest(newsroom, wireItem());
    for (let round = 0; round < 2; round++)
      expect((await patch(id, { pubStatus: 'canceled' })).status).toBe(200);
    expect((await resource(id)).versions).toHaveLength(2);
    expect((await patch(id, { notice: 'Libel.' })).status).toBe(200);
    expect(await resource(id)).toMatchObject({ pubStatus: 'canceled', notice: 'Libel.' });
  });

  it('comes over the wire too, with its note as the notice', async () => {
    const item = wireItem();
    const { id } = await ingest(newsroom, item);
    await ingest(newsroom, { ...next(item), pubStatus: 'canceled', edNote: 'Kill: wrong person.' });
    expect(JSON.parse(await delivered(id))).toMatchObject({ code: 'killed', notice: 'Kill: wrong person.' });
  });

  it('is not undone by an update that was sent at the same time', async () => {
    for (let round = 0; round < 3; round++) {
      const item = wireItem();
      const { id } = await ingest(newsroom, item);
      await Promise.all([
        put({ ...next(item), versionCreated: fromNow(60_000) }),
        patch(id, { pubStatus: 'canceled' }),
      ]);
      expect(await resource(id)).toMatchObject({ pubStatus: 'canceled' });
    }
  });

  it('names only a substitute that there is', async () => {
    const [{ id }, other] = [await ingest(newsroom, wireItem()), await ingest(newsroom, wireItem())];
    for (const substitute of [id, 'itm_none'])
      expect((await patch(id, { pubStatus: 'canceled', substitute })).status).toBe(400);
    expect((await patch(id, { pubStatus: 'canceled', substitute: other.id })).status).toBe(200);
  });
});

describe('a picture that is killed or held by itself', () => {
  const pictureOf = (article: Ingested, change: Item = {}) =>
    ingest(newsroom, {
      uri: `${article.uri}:photo`,
      type: 'picture',
      version: '1',
      versionCreated: fromNow(0),
      ...change,
    });

  it('leaves in no package from then on, nor in an old version of one', async () => {
    const article = await ingestWithPhotograph(newsroom);
    const { id } = await pictureOf(article);
    expect(await delivered(article.id)).toContain(article.photograph);
    const item = wireItem({ uri: article.uri });
    await ingest(newsroom, next(item));
    expect(await delivered(article.id, '?version=1')).toContain(article.photograph);
    expect((await patch(id, { pubStatus: 'canceled' })).status).toBe(200);
    expect(await delivered(article.id, '?version=1')).not.toContain(article.photograph);
  });

  it('leaves again when it is released', async () => {
    const article = await ingestWithPhotograph(newsroom);
    const { id } = await pictureOf(article, { pubStatus: 'withheld' });
    expect(await delivered(article.id)).not.toContain(article.photograph);
    expect((await patch(id, { pubStatus: 'usable' })).status).toBe(200);
    expect(await delivered(article.id)).toContain(article.photograph);
  });
});

describe('what the wire says of rights', () => {
  const out = { usageTerms: 'GERMANY OUT. AUSTRIA OUT.' };
  const use = '?use=display&title=morgen&channel=web';

  it('is in force with the item, replaced with a new text, and lifted when a version says no more', async () => {
    const item = associated(wireItem(), { ...out, version: '1' });
    const article = await ingest(newsroom, item);
    const picture = partOf(article, 'photograph');
    await putBytes(article.id, picture);
    expect(await delivered(article.id, use)).not.toContain(picture);
    await ingest(newsroom, associated(next(item), { usageTerms: 'JAPAN OUT.', version: '1' }));
    expect(await resource(article.id)).toMatchObject({ restrictions: [{ version: 2, text: 'JAPAN OUT.' }] });
    await ingest(newsroom, associated(next(item, '3'), { version: '1' }));
    expect(await delivered(article.id, use)).toContain(picture);
  });

  it('stays with a part that has gone, for the old versions that still have it', async () => {
    const item = associated(wireItem(), out);
    const article = await ingest(newsroom, item);
    const picture = partOf(article, 'photograph');
    await putBytes(article.id, picture);
    const { associations: _gone, ...without } = item;
    await ingest(newsroom, next(without));
    expect(await delivered(article.id, `${use}&version=1`)).not.toContain(picture);
  });

  it('waits for the desk when it cannot be read', async () => {
    const article = await ingest(newsroom, associated(wireItem(), { usageTerms: 'Ask Ada before noon.' }));
    expect(article.unreviewed).toEqual([partOf(article, 'photograph')]);
  });
});

describe('the desk', () => {
  it('lists items, latest change first, page by page', async () => {
    const ids = [await ingest(newsroom, wireItem()), await ingest(newsroom, wireItem())]
      .map(({ id }) => id)
      .reverse();
    const listed: string[] = [];
    let cursor = '';
    for (let page = 0; page < 2; page++) {
      const response = await request(`/v1/admin/articles?limit=1${cursor}`, { token: newsroom.admin });
      const { items, next: after } = (await response.json()) as { items: { id: string }[]; next: string };
      listed.push(...items.map(({ id }) => id));
      cursor = `&cursor=${after}`;
    }
    expect(listed).toEqual(ids);
    expect((await request('/v1/admin/articles?cursor=x', { token: newsroom.admin })).status).toBe(400);
  });

  it('sees who holds an item, with the last version of each', async () => {
    const item = wireItem();
    const { id } = await ingest(newsroom, item);
    await delivered(id);
    await ingest(newsroom, next(item));
    await delivered(id);
    await drain();
    const response = await request(`/v1/admin/articles/${id}/holders`, { token: newsroom.admin });
    expect(await response.json()).toMatchObject({
      items: [{ license: site.license, partner: site.partner, article: id, version: '2' }],
      next: null,
    });
  });

  it('sees who got a picture inside an article, and with which', async () => {
    const article = await ingestWithPhotograph(newsroom);
    const picture = await ingest(newsroom, {
      uri: `${article.uri}:photo`,
      type: 'picture',
      version: '1',
      versionCreated: fromNow(0),
    });
    const holders = async () => {
      await drain();
      const response = await request(`/v1/admin/articles/${picture.id}/holders`, { token: newsroom.admin });
      return ((await response.json()) as { items: unknown[] }).items;
    };
    const textOnly = await openSite(newsroom, { components: ['dispatch'] });
    await request(`/v1/articles/${article.id}`, { token: textOnly.token });
    expect(await holders()).toEqual([]);
    await delivered(article.id);
    const held = { license: site.license, article: article.id, version: '1' };
    expect(await holders()).toMatchObject([held]);
    expect((await patch(picture.id, { pubStatus: 'canceled' })).status).toBe(200);
    expect(await holders()).toMatchObject([held]);
    expect((await request('/v1/admin/articles/itm_none/holders', { token: newsroom.admin })).status).toBe(
      404,
    );
  });
});
