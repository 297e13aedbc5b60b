/**
 * A picture canceled in only one article: a warning tells the newsroom that this is no kill, and how to kill
 * it.
 */
import { describe, expect, it } from 'vitest';
import { later } from '../../delivery/changes/reader.ts';
import { request } from '../../support/gateway.ts';
import { PNG, scenario, wireItem } from '../../support/newsroom.ts';

interface Answer {
  id: string;
  components: { id: string; type: string }[];
  warnings?: { path: string; message: string }[];
}

const href = `data:image/png;base64,${btoa(String.fromCharCode(...PNG))}`;
const { newsroom, site } = await scenario();

async function put(json: unknown, route = 'articles'): Promise<Answer & { items: Answer[] }> {
  const path = `/v1/admin/${route}?section=${newsroom.section}`;
  const answer = await request(path, { method: 'PUT', token: newsroom.admin, json });
  expect(answer.status, await answer.clone().text()).toBe(201);
  return answer.json();
}

const pictured = (uri: string, change: Record<string, unknown> = {}) => ({
  associations: [
    {
      name: 'main',
      uri,
      type: 'picture',
      renditions: [{ name: 'main', contentType: 'image/png', href }],
      ...change,
    },
  ],
});
const itself = (uri: string, pubStatus: string) =>
  wireItem({ uri, type: 'picture', pubStatus, bodies: undefined });
const typesIn = async (address: string) => {
  const answer = await request(`/v1/articles/${address}`, {
    token: site.token,
    headers: { Accept: 'application/vnd.imprimatur.article+json' },
  });
  const { rights } = await answer.json<{ rights: { components: { type: string; allowed: boolean }[] } }>();
  return rights.components.filter(({ allowed }) => allowed).map(({ type }) => type);
};

describe('a picture that an article says is canceled', () => {
  it('is in earlier versions and other articles until its item is killed, as a warning says', async () => {
    const article = wireItem();
    const photo = `${article.uri}:photo`;
    const { id } = await put({ ...article, ...pictured(photo) });
    const other = await put(wireItem(pictured(photo)));
    const { components, warnings } = await put(later(article, 2, pictured(photo, { pubStatus: 'canceled' })));
    expect(components.map(({ type }) => type)).toEqual(['dispatch']);
    expect(warnings).toEqual([
      {
        path: '/associations/0/pubStatus',
        message: expect.stringMatching(
          new RegExp(`^This version goes out without ${photo}.*To kill it, .* pubStatus canceled$`),
        ),
      },
    ]);
    expect(await typesIn(`${id}?version=1`)).toEqual(['dispatch', 'photograph']);
    await put(itself(photo, 'canceled'));
    expect(await typesIn(`${id}?version=1`)).toEqual(['dispatch']);
    expect(await typesIn(other.id)).toEqual(['dispatch']);
    const after = await put(later(article, 3, pictured(photo, { pubStatus: 'canceled' })));
    expect(after.warnings).toBeUndefined();
  });

  it('is warned of when it is held, with the word for that, and no kill is claimed of a hold', async () => {
    const article = wireItem();
    const photo = `${article.uri}:photo`;
    const held = await put({ ...article, ...pictured(photo, { pubStatus: 'withheld' }) });
    expect(held.warnings?.[0]?.message).toMatch(/To hold it, .* pubStatus withheld$/);
    await put(itself(photo, 'withheld'));
    const repeated = await put(later(article, 2, pictured(photo, { pubStatus: 'withheld' })));
    expect(repeated.warnings).toBeUndefined();
    const killed = await put(later(article, 3, pictured(photo, { pubStatus: 'canceled' })));
    expect(killed.warnings).toHaveLength(1);
  });

  it('is killed by a package that brings both, and warned of with its place in one that does not', async () => {
    const [both, alone] = [wireItem(), wireItem()];
    const stopped = (item: typeof both) => ({
      ...item,
      ...pictured(`${item.uri}:photo`, { pubStatus: 'canceled' }),
    });
    const items = [itself(`${both.uri}:photo`, 'canceled'), stopped(both), stopped(alone)];
    const answer = await put({ items }, 'packages');
    expect(answer.items.map(({ warnings }) => warnings?.map(({ path }) => path))).toEqual([
      undefined,
      undefined,
      ['/items/2/associations/0/pubStatus'],
    ]);
  });
});
