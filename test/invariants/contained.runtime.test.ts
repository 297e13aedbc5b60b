/**
 * Invariants 4 and 5 for what articles contain: what the desk or the wire says of a picture holds at once in
 * every article that carries it, on the article's route, the component's and the list.
 */
import { describe, expect, it } from 'vitest';
import { request } from '../support/gateway.ts';
import { ingest, ingestWithPhotograph, scenario } from '../support/newsroom.ts';

const { newsroom, site } = await scenario();

const OUT = 'GERMANY OUT, AUSTRIA OUT, SWITZERLAND OUT, LIECHTENSTEIN OUT';
const fromNow = (ms: number) => new Date(Date.now() + ms).toISOString();
const admin = (path: string, method: string, json?: unknown) =>
  request(`/v1/admin${path}`, { method, token: newsroom.admin, json });

interface Carried {
  /** The picture as an item of its own. */
  picture: { id: string; main: string; document: Record<string, unknown> };
  /** The article, and the picture as its component. */
  article: string;
  component: string;
}

async function carried(change: Record<string, unknown> = {}): Promise<Carried> {
  const document = {
    uri: `urn:test:picture:${crypto.randomUUID()}`,
    version: '1',
    type: 'picture',
    versionCreated: fromNow(-90_000),
  };
  const own = await ingest(newsroom, { ...document, ...change });
  const carrier = await ingestWithPhotograph(newsroom, { uri: document.uri });
  return {
    picture: { id: own.id, main: own.components[0]?.id ?? '', document },
    article: carrier.id,
    component: carrier.photograph,
  };
}

/** What each route says of the carried picture now. */
async function textsOf({ article, component }: Carried) {
  const [whole, part, list] = await Promise.all([
    request(`/v1/articles/${article}`, { token: site.token }),
    request(`/v1/articles/${article}/components/${component}`, { token: site.token }),
    request('/v1/articles', { token: site.token }),
  ]);
  const { items } = (await list.json()) as {
    items: { id: string; components: { id: string; allowed: boolean }[] }[];
  };
  const listed = items.find(({ id }) => id === article)?.components.find(({ id }) => id === component);
  const withheld = whole.headers.get('Rights-Withheld') ?? '';
  const code = withheld.match(new RegExp(`"${component}";code=([a-z_]+)`, 'u'))?.[1];
  const leaked = /Caption-secret/u.test(await whole.text());
  await part.arrayBuffer();
  return { article: whole.status, code, leaked, part: part.status, listed: listed?.allowed };
}

const OPEN = { article: 200, code: undefined, leaked: true, part: 200, listed: true };
const closed = (code: string, part: number) => ({ article: 200, code, leaked: false, part, listed: false });

describe('an article that carries a picture withholds it from the moment that the desk', () => {
  const stops: [string, string, number, (created: Carried) => Promise<Response>][] = [
    [
      'kills it',
      'killed',
      410,
      ({ picture }) => admin(`/articles/${picture.id}`, 'PATCH', { pubStatus: 'canceled' }),
    ],
    [
      'holds it',
      'held',
      403,
      ({ picture }) => admin(`/articles/${picture.id}`, 'PATCH', { pubStatus: 'withheld' }),
    ],
    [
      'embargoes it',
      'embargoed',
      403,
      ({ picture }) => admin(`/articles/${picture.id}`, 'PATCH', { embargoedUntil: fromNow(3_600_000) }),
    ],
    [
      'restricts the item',
      'restricted',
      403,
      ({ picture }) => admin('/restrictions', 'POST', { scope: picture.id, text: OUT }),
    ],
    [
      'restricts its one component',
      'restricted',
      403,
      ({ picture }) => admin('/restrictions', 'POST', { scope: picture.main, text: OUT }),
    ],
  ];
  it.each(stops)('%s', async (_name, code, part, stop) => {
    const created = await carried();
    expect(await textsOf(created)).toEqual(OPEN);
    expect((await stop(created)).status).toBeLessThan(300);
    expect(await textsOf(created)).toEqual(closed(code, part));
  });

  it('and lets it out again when the restriction is withdrawn', async () => {
    const created = await carried();
    const response = await admin('/restrictions', 'POST', { scope: created.picture.id, text: OUT });
    const { id } = (await response.json()) as { id: string };
    expect(await textsOf(created)).toEqual(closed('restricted', 403));
    expect((await admin(`/restrictions/${id}`, 'DELETE')).status).toBeLessThan(300);
    expect(await textsOf(created)).toEqual(OPEN);
  });
});

describe('what the newsroom says of a picture', () => {
  it.each([
    ['usage terms', 'restricted', { usageTerms: OUT }],
    ['an embargo', 'embargoed', { embargoedUntil: fromNow(3_600_000) }],
    ['terms that nobody has read', 'restriction_unreviewed', { usageTerms: 'Ask Ada before noon.' }],
  ])('with a new version (%s) holds in articles that carry it', async (_name, code, change) => {
    const created = await carried();
    expect(await textsOf(created)).toEqual(OPEN);
    await ingest(newsroom, {
      ...created.picture.document,
      version: '2',
      versionCreated: fromNow(0),
      ...change,
    });
    expect(await textsOf(created)).toEqual(closed(code, 403));
  });

  it('holds when the picture comes after the article', async () => {
    const uri = `urn:test:picture:${crypto.randomUUID()}`;
    const { id: article, photograph: component } = await ingestWithPhotograph(newsroom, { uri });
    const created = { article, component, picture: { id: '', main: '', document: {} } };
    expect(await textsOf(created)).toEqual(OPEN);
    await ingest(newsroom, {
      uri,
      version: '1',
      type: 'picture',
      versionCreated: fromNow(0),
      embargoedUntil: fromNow(3_600_000),
    });
    expect(await textsOf(created)).toEqual(closed('embargoed', 403));
  });

  it('is named in the log with the restriction that the desk knows', async () => {
    const created = await carried();
    const response = await admin('/restrictions', 'POST', { scope: created.picture.id, text: OUT });
    const { id } = (await response.json()) as { id: string };
    const part = await request(`/v1/articles/${created.article}/components/${created.component}`, {
      token: site.token,
    });
    expect(JSON.stringify(await part.json())).toContain(id);
    expect(await (await admin(`/articles/${created.article}`, 'GET')).json()).toMatchObject({
      restrictions: [{ id, version: 1, scope: created.component }],
    });
  });
});
