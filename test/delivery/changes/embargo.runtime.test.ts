/** Embargoes in the sequence: a release for those who had to wait, once, when the time has come. */
import { describe, expect, it } from 'vitest';
import { JumpingClock } from '../../support/clock.ts';
import { create, request } from '../../support/gateway.ts';
import {
  type Ingested,
  ingest,
  ingestWithPhotograph,
  openSite,
  PNG,
  scenario,
  wireItem,
} from '../../support/newsroom.ts';
import { inShort, later, patchArticle, Reader } from './reader.ts';

const clock = new JumpingClock();
const { newsroom, site: plain } = await scenario();
const advance = await openSite(newsroom, { advance: true });

const HOUR_MS = 3_600_000;
const inMs = (ms: number) => new Date(Date.now() + ms).toISOString();

/** Both have read everything so far. */
async function readers(): Promise<{ withAdvance: Reader; without: Reader }> {
  const both = { withAdvance: new Reader(advance.token), without: new Reader(plain.token) };
  await both.withAdvance.news();
  await both.without.news();
  return both;
}

describe('an embargo', () => {
  it('is a new item for those with advance, and a release for all when it lifts', async () => {
    const { withAdvance, without } = await readers();
    const embargoedUntil = inMs(20_000);
    const { id } = await ingest(newsroom, wireItem({ embargoedUntil }));
    expect(inShort(await withAdvance.news())).toEqual(['new 1']);
    expect(await without.news()).toEqual([]);
    clock.advancePast(embargoedUntil);
    const [released, ...others] = await without.news();
    expect(released).toMatchObject({
      id,
      changeType: 'release',
      version: '1',
      components: [{ allowed: true }],
    });
    expect(released?.headline).toMatch(/Harbor/);
    expect(others).toEqual([]);
    expect(inShort(await withAdvance.news())).toEqual(['release 1']);
    expect(await without.news()).toEqual([]);
  });

  it('lifts once, however many come to see it', async () => {
    const { without } = await readers();
    const embargoedUntil = inMs(20_000);
    await ingest(newsroom, wireItem({ embargoedUntil }));
    await without.news();
    clock.advancePast(embargoedUntil);
    const pages = await Promise.all(
      Array.from({ length: 8 }, () => new Reader(plain.token, without.cursor).news()),
    );
    for (const news of pages) expect(inShort(news)).toEqual(['release 1']);
  });

  it('is never listed as new afterwards, so that a late reader sees what an early one saw', async () => {
    const early = await new Reader(plain.token).news();
    const embargoedUntil = inMs(20_000);
    const { id } = await ingest(newsroom, wireItem({ embargoedUntil }));
    clock.advancePast(embargoedUntil);
    const all = await new Reader(plain.token).news();
    expect(inShort(all.slice(early.length))).toEqual(['release 1']);
    expect(all.filter((change) => change.id === id)).toHaveLength(1);
  });

  it('that was over when the item came is none', async () => {
    const { without } = await readers();
    await ingest(newsroom, wireItem({ embargoedUntil: inMs(-HOUR_MS) }));
    expect(inShort(await without.news())).toEqual(['new 1']);
    expect(await without.news()).toEqual([]);
  });

  it('stands before what is done to the item after its end, also when nobody came to see it', async () => {
    const { without, withAdvance } = await readers();
    const embargoedUntil = inMs(20_000);
    const item = wireItem({ embargoedUntil });
    await ingest(newsroom, item);
    clock.advancePast(embargoedUntil);
    await ingest(newsroom, later(item, 2));
    expect(inShort(await without.news())).toEqual(['release 1', 'update 2']);
    expect(inShort(await withAdvance.news())).toEqual(['new 1', 'release 1', 'update 2']);
  });

  it('releases the version that is current by then', async () => {
    const { without } = await readers();
    const embargoedUntil = inMs(20_000);
    const item = wireItem({ embargoedUntil });
    const { id } = await ingest(newsroom, item);
    await ingest(newsroom, later(item, 2));
    await create('/v1/admin/restrictions', newsroom.admin, { scope: id, text: 'JAPAN OUT' });
    expect(await without.news()).toEqual([]);
    clock.advancePast(embargoedUntil);
    expect(inShort(await without.news())).toEqual(['release 2']);
  });

  it('that the desk lifts is a release then, and not again', async () => {
    const { without } = await readers();
    const embargoedUntil = inMs(20_000);
    const { id } = await ingest(newsroom, wireItem({ embargoedUntil }));
    await patchArticle(newsroom, id, { embargoedUntil: null });
    expect(inShort(await without.news())).toEqual(['release 1.0.1']);
    clock.advancePast(embargoedUntil);
    expect(await without.news()).toEqual([]);
  });

  it('that the desk moves lifts at the new time', async () => {
    const { without } = await readers();
    const [first, second] = [inMs(20_000), inMs(40_000)];
    const { id } = await ingest(newsroom, wireItem({ embargoedUntil: first }));
    await patchArticle(newsroom, id, { embargoedUntil: second });
    clock.advancePast(first);
    expect(await without.news()).toEqual([]);
    clock.advancePast(second);
    expect(inShort(await without.news())).toEqual(['release 1.0.1']);
  });

  it('of an item that is killed under it leaves nothing for those who never could have it', async () => {
    const { without, withAdvance } = await readers();
    const embargoedUntil = inMs(20_000);
    const { id } = await ingest(newsroom, wireItem({ embargoedUntil }));
    await patchArticle(newsroom, id, { pubStatus: 'canceled' });
    clock.advancePast(embargoedUntil);
    expect(await without.news()).toEqual([]);
    expect(inShort(await withAdvance.news())).toEqual(['new 1', 'kill 1.0.1']);
  });

  it('that ends while the item is held is over with the release, for all', async () => {
    const { without, withAdvance } = await readers();
    const embargoedUntil = inMs(20_000);
    const { id } = await ingest(newsroom, wireItem({ embargoedUntil }));
    await patchArticle(newsroom, id, { pubStatus: 'withheld' });
    clock.advancePast(embargoedUntil);
    expect(await without.news()).toEqual([]);
    await patchArticle(newsroom, id, { pubStatus: 'usable' });
    expect(inShort(await without.news())).toEqual(['release 1.0.2']);
    expect(inShort(await withAdvance.news())).toEqual(['new 1', 'hold 1.0.1', 'release 1.0.2']);
  });

  it('of a picture gives the articles that contain it a word when it lifts', async () => {
    const article = await ingestWithPhotograph(newsroom);
    const { without } = await readers();
    const embargoedUntil = inMs(20_000);
    const picture = await ingest(newsroom, pictureOf(article, { embargoedUntil }));
    const held = (await without.news()).find(({ id }) => id === article.id);
    expect(allowed(held, article.photograph)).toBe(false);
    clock.advancePast(embargoedUntil);
    const news = await without.news();
    expect(inShort(news.filter(({ id }) => id === picture.id))).toEqual(['release 1']);
    const freed = news.find(({ id }) => id === article.id);
    expect(freed?.changeType).toBe('advisory');
    expect(allowed(freed, article.photograph)).toBe(true);
  });
});

function pictureOf({ uri }: Ingested, change: Record<string, unknown>) {
  return wireItem({
    uri: `${uri}:photo`,
    type: 'picture',
    bodies: undefined,
    renditions: [
      {
        name: 'main',
        contentType: 'image/png',
        href: `data:image/png;base64,${btoa(String.fromCharCode(...PNG))}`,
      },
    ],
    ...change,
  });
}

const allowed = (change: { components: { id: string; allowed: boolean }[] } | undefined, id: string) =>
  change?.components.find((component) => component.id === id)?.allowed;

describe('the list of articles', () => {
  it('has the same items as before: what lifts keeps its place there', async () => {
    const embargoedUntil = inMs(20_000);
    const { id } = await ingest(newsroom, wireItem({ embargoedUntil }));
    clock.advancePast(embargoedUntil);
    await new Reader(plain.token).news();
    const listed = await request(`/v1/articles/${id}`, { token: plain.token });
    expect(listed.status).toBe(200);
  });
});
