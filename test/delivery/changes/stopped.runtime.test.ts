/**
 * Holds, kills, eliminations and restrictions: those who had the item, or could have had it, are told; nobody
 * else is.
 */
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { create, request } from '../../support/gateway.ts';
import {
  ingest,
  ingestWithPhotograph,
  openNewsroom,
  openSite,
  PNG,
  scenario,
  wireItem,
} from '../../support/newsroom.ts';
import { type Change, inShort, later, patchArticle, Reader } from './reader.ts';

const { newsroom, site } = await scenario();

async function upToNow(token = site.token): Promise<Reader> {
  const reader = new Reader(token);
  await reader.news();
  return reader;
}

const allowed = (change: Change | undefined) => change?.components.map((component) => component.allowed);

describe('a hold', () => {
  it('is told without a word of the item, and its release with all', async () => {
    const reader = await upToNow();
    const item = wireItem();
    const { id } = await ingest(newsroom, item);
    await reader.news();
    await patchArticle(newsroom, id, { pubStatus: 'withheld', notice: 'We check a name.' });
    const [hold] = await reader.news();
    expect(hold).toMatchObject({ changeType: 'hold', version: '1.0.1', notice: 'We check a name.' });
    expect(hold?.headline).toBeUndefined();
    const [since] = (await new Reader(site.token).news()).slice(-2);
    expect(since).toMatchObject({ changeType: 'new', notice: 'Withheld since: do not publish it for now.' });
    await patchArticle(newsroom, id, { pubStatus: 'usable' });
    const [release] = await reader.news();
    expect(release).toMatchObject({
      changeType: 'release',
      version: '1.0.2',
      headline: item.headlines[0]?.value,
    });
    const [, held] = (await new Reader(site.token).news()).slice(-3);
    expect(held).toMatchObject({
      changeType: 'hold',
      notice: 'It was withheld here, and has been released since.',
    });
  });

  it('of an item that came held is told to nobody until it is released', async () => {
    const reader = await upToNow();
    const { id } = await ingest(newsroom, wireItem({ pubStatus: 'withheld' }));
    expect(await reader.news()).toEqual([]);
    await patchArticle(newsroom, id, { pubStatus: 'usable' });
    expect(inShort(await reader.news())).toEqual(['release 1.0.1']);
  });
});

describe('a kill', () => {
  it('reaches a license that the item has left meanwhile, and says where it had it', async () => {
    const elsewhere = await openNewsroom();
    const reader = await upToNow();
    const item = wireItem();
    const { id } = await ingest(newsroom, item);
    await ingest({ ...newsroom, section: elsewhere.section }, later(item, 2));
    expect(await reader.news()).toEqual([]);
    await patchArticle(newsroom, id, { pubStatus: 'canceled' });
    const [kill, ...others] = await reader.news();
    expect(kill).toMatchObject({ id, changeType: 'kill', sections: [newsroom.section] });
    expect(others).toEqual([]);
  });

  it('is not told to a license that never could have the item', async () => {
    const pictures = await openSite(newsroom, { components: ['photograph'] });
    const reader = await upToNow(pictures.token);
    const { id } = await ingest(newsroom, wireItem());
    await patchArticle(newsroom, id, { pubStatus: 'canceled' });
    expect(await reader.news()).toEqual([]);
  });

  it('names a substitute only to those who may have that', async () => {
    const reader = await upToNow();
    const other = await openNewsroom();
    const hidden = await ingest(other, wireItem());
    const { id } = await ingest(newsroom, wireItem());
    await patchArticle(newsroom, id, { pubStatus: 'canceled', substitute: hidden.id });
    const kill = (await reader.news()).at(-1);
    expect(kill?.changeType).toBe('kill');
    expect(JSON.stringify(kill)).not.toContain(hidden.id);
  });
});

describe('a picture that is eliminated', () => {
  it('is an elimination for those who could have it, and names its articles what has to go', async () => {
    const article = await ingestWithPhotograph(newsroom);
    const href = `data:image/png;base64,${btoa(String.fromCharCode(...PNG))}`;
    const picture = await ingest(newsroom, {
      ...wireItem({ uri: `${article.uri}:photo`, type: 'picture' }),
      bodies: undefined,
      renditions: [{ name: 'main', contentType: 'image/png', href }],
    });
    const reader = await upToNow();
    const texts = await openSite(newsroom, { components: ['dispatch'] });
    const ofTexts = await upToNow(texts.token);
    await patchArticle(newsroom, picture.id, { pubStatus: 'canceled', notice: 'Altered.' });
    const news = await reader.news();
    const byId = (id: string) => news.filter((news) => news.id === id);
    expect(byId(picture.id)).toMatchObject([{ changeType: 'elimination', notice: 'Altered.' }]);
    expect(byId(article.id)).toMatchObject([
      {
        changeType: 'advisory',
        notice: `Killed, remove it wherever it stands: photograph ${article.photograph}.`,
        components: [{ allowed: true }, { allowed: false }],
        withdrawn: [{ id: article.photograph, type: 'photograph', code: 'killed' }],
      },
    ]);
    // A license that never had the picture has nothing to remove.
    const notices = (await ofTexts.news()).map(({ id, notice, withdrawn }) => [id, notice, withdrawn]);
    expect(notices).toEqual([[article.id, undefined, undefined]]);
  });
});

describe('a restriction of the desk', () => {
  /** What Germany is denied leaves a license for it nothing. */
  const GERMANY_OUT = {
    '@type': 'Set',
    prohibition: [
      {
        action: ['display', 'distribute', 'print', 'archive'],
        constraint: [{ leftOperand: 'spatial', operator: 'isAnyOf', rightOperand: ['DE', 'AT', 'CH'] }],
      },
    ],
  };
  const restrict = (scope: string) =>
    create('/v1/admin/restrictions', newsroom.admin, { scope, policy: GERMANY_OUT });
  const withdraw = async (id: string) =>
    request(`/v1/admin/restrictions/${id}`, {
      method: 'PATCH',
      token: newsroom.admin,
      json: { status: 'withdrawn' },
    });

  it('that takes all away is told with what forbids it, and told again when it is gone', async () => {
    const reader = await upToNow();
    const item = wireItem();
    const { id } = await ingest(newsroom, item);
    await reader.news();
    const restriction = await restrict(id);
    const [restricted] = await reader.news();
    expect(restricted).toMatchObject({ id, changeType: 'advisory', version: '1' });
    expect(restricted?.headline).toBeUndefined();
    expect(allowed(restricted)).toEqual([false]);
    expect(restricted?.notice).toMatch(/withheld/i);
    expect((await withdraw(restriction.id)).status).toBe(200);
    const [cleared] = await reader.news();
    expect(cleared).toMatchObject({ id, changeType: 'advisory', headline: item.headlines[0]?.value });
    expect(allowed(cleared)).toEqual([true]);
  });

  it('that came with the item keeps it off the list, until it is cleared', async () => {
    const japan = await openSite(newsroom, { territories: ['JP'] });
    const [reader, german] = [await upToNow(japan.token), await upToNow()];
    const { id } = await ingest(newsroom, wireItem({ usageTerms: 'JAPAN OUT.' }));
    expect(inShort(await german.news())).toEqual(['new 1']);
    expect(await reader.news()).toEqual([]);
    const wire = await env.DB.prepare(`SELECT id FROM restrictions WHERE item = ? AND status = 'active'`)
      .bind(id)
      .first<{ id: string }>();
    await withdraw(wire?.id ?? '');
    const [cleared] = await reader.news();
    expect(cleared).toMatchObject({ id, changeType: 'advisory' });
    expect(allowed(cleared)).toEqual([true]);
  });

  it('on a picture leaves the article, and says that the picture is not allowed', async () => {
    const article = await ingestWithPhotograph(newsroom);
    const reader = await upToNow();
    const restriction = await restrict(article.photograph);
    const [change] = await reader.news();
    expect(change).toMatchObject({
      id: article.id,
      changeType: 'advisory',
      withdrawn: [{ id: article.photograph, type: 'photograph', code: 'restricted' }],
    });
    expect(change?.notice).toMatch(
      new RegExp(
        `^Withdrawn, remove it wherever it stands: photograph ${article.photograph}[.] Photograph withheld`,
      ),
    );
    expect(allowed(change)).toEqual([true, false]);
    expect(change?.headline).toBeDefined();
    // Whoever begins now is told as well: it may have had the picture by another way.
    const [fromStart] = (await new Reader(site.token).news()).slice(-1);
    expect(fromStart).toMatchObject({ id: article.id, changeType: 'new', withdrawn: change?.withdrawn });
    await withdraw(restriction.id);
    const [cleared] = await reader.news();
    expect(allowed(cleared)).toEqual([true, true]);
    expect([cleared?.withdrawn, cleared?.notice]).toEqual([undefined, undefined]);
  });

  it('on a picture that the license never had is not announced as a withdrawal', async () => {
    const texts = await openSite(newsroom, { components: ['dispatch'] });
    const reader = await upToNow(texts.token);
    const article = await ingestWithPhotograph(newsroom);
    const restricted = await ingestWithPhotograph(newsroom, { usageTerms: 'EUROPE OUT.' });
    await restrict(article.photograph);
    const news = await reader.news();
    expect(news.map(({ id }) => id)).toContain(article.id);
    expect(news.map(({ withdrawn }) => withdrawn)).toEqual(news.map(() => undefined));
    const all = await new Reader(site.token).news();
    const fromTheStart = all.find(({ id }) => id === restricted.id);
    expect(allowed(fromTheStart)?.at(-1)).toBe(false);
    expect(fromTheStart?.withdrawn).toBeUndefined();
  });
});
