/** Packages name their members, and only those that the license could fetch by themselves. */
import { describe, expect, it } from 'vitest';
import { request } from '../support/gateway.ts';
import { ingest, openNewsroom, scenario, wireItem } from '../support/newsroom.ts';

const { newsroom, site } = await scenario();

const future = () => new Date(Date.now() + 3_600_000).toISOString();
const kill = (id: string) =>
  request(`/v1/admin/articles/${id}`, {
    method: 'PATCH',
    token: newsroom.admin,
    json: { pubStatus: 'canceled' },
  });

async function fetched(id: string) {
  const response = await request(`/v1/articles/${id}`, { token: site.token });
  const { associations = [] } = (await response.json()) as { associations?: { uri: string }[] };
  return { etag: response.headers.get('ETag'), uris: associations.map(({ uri }) => uri) };
}

describe('a package', () => {
  it('names what it contains, in its order, without what is embargoed, elsewhere licensed or unknown', async () => {
    const elsewhere = await openNewsroom();
    const [first, second] = [await ingest(newsroom, wireItem()), await ingest(newsroom, wireItem())];
    const early = await ingest(newsroom, wireItem({ embargoedUntil: future() }));
    const other = await ingest(elsewhere, wireItem());
    const uris = [second.uri, early.uri, 'urn:test:nowhere', other.uri, first.uri];
    const bundle = await ingest(
      newsroom,
      wireItem({
        type: 'composite',
        associations: uris.map((uri, n) => ({ name: `part-${n}`, uri, type: 'text' })),
      }),
    );
    expect((await fetched(bundle.id)).uris).toEqual([second.uri, first.uri]);
  });

  it('changes at once, validator and all, when a member is killed', async () => {
    const [one, two] = [await ingest(newsroom, wireItem()), await ingest(newsroom, wireItem())];
    const bundle = await ingest(
      newsroom,
      wireItem({
        type: 'composite',
        associations: [one, two].map(({ uri }, n) => ({ name: `part-${n}`, uri, type: 'text' })),
      }),
    );
    const before = await fetched(bundle.id);
    expect((await kill(one.id)).status).toBe(200);
    const after = await fetched(bundle.id);
    expect(after.uris).toEqual([two.uri]);
    expect(after.etag).not.toBe(before.etag);
  });
});
