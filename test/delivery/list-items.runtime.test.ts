/** What a list says of a text, so that an editor chooses before a unit is billed. */
import { beforeAll, describe, expect, it } from 'vitest';
import { request } from '../support/gateway.ts';
import { type Ingested, ingest, logOf, openNewsroom, openSite, wireItem } from '../support/newsroom.ts';

let article: Ingested;
const SUMMARY = 'Pilots are back.';
const newsroom = await openNewsroom();

beforeAll(async () => {
  const descriptions = [{ role: 'summary', contentType: 'text/plain', value: SUMMARY }];
  article = await ingest(newsroom, wireItem({ descriptions }));
});

interface Item {
  id: string;
  headline?: string;
  summary?: string;
  wordCount?: number;
}

async function itemsOf(token: string, path: string): Promise<Item | undefined> {
  const response = await request(path, { token });
  return ((await response.json()) as { items: Item[] }).items.find(({ id }) => id === article.id);
}

describe.each(['/v1/articles', '/v1/articles?q=pilots', '/v1/changes'])('an item of %s', (path) => {
  it('has summary and word count of a text that the license may have, and bills nothing', async () => {
    const site = await openSite(newsroom);
    const ninjs = await request(`/v1/articles/${article.id}`, { token: site.token });
    const { bodies } = (await ninjs.json()) as { bodies: { wordCount: number }[] };
    const before = (await logOf(site.license)).length;
    const item = await itemsOf(site.token, path);
    expect([item?.summary, item?.wordCount]).toEqual([SUMMARY, bodies[0]?.wordCount]);
    expect((await logOf(site.license)).length).toBe(before);
  });

  it('has none of it where the text is withheld', async () => {
    const pictures = await openSite(newsroom, { components: ['photograph'] });
    const response = await request(path, { token: pictures.token });
    expect(await response.text()).not.toContain(SUMMARY);
  });
});
