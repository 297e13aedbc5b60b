/**
 * What leaves never says, shows or lets guess more than was decided (invariants 2, 3 and 4, as attackers have
 * tried them).
 */
import { describe, expect, it } from 'vitest';
import { request } from '../support/gateway.ts';
import { ingest, ingestWithPhotograph, openNewsroom, openSite, wireItem } from '../support/newsroom.ts';

const newsroom = await openNewsroom();

const admin = (path: string, method: string, json?: unknown) =>
  request(`/v1/admin${path}`, { method, token: newsroom.admin, json });
const claimsOf = (response: Response) =>
  JSON.parse(
    Buffer.from(response.headers.get('Rights-Receipt')?.split('.')[1] ?? '', 'base64url').toString(),
  );

async function restrict(scope: string, text: string) {
  const created = (await (await admin('/restrictions', 'POST', { scope, text })).json()) as {
    id: string;
    reviewed: boolean;
  };
  if (!created.reviewed) await admin(`/restrictions/${created.id}`, 'PATCH', { reviewed: true });
}

describe('a stamp', () => {
  it('says of an article what holds for all its parts: a picture that may not go to Japan takes Japan out', async () => {
    const site = await openSite(newsroom, { territories: ['world'], territoryBasis: 'audience' });
    const article = await ingestWithPhotograph(newsroom);
    await restrict(article.photograph, 'JAPAN OUT. MANDATORY CREDIT.');
    const response = await request(`/v1/articles/${article.id}`, { token: site.token });
    expect(response.headers.get('Rights-Withheld')).toBeNull();
    expect(claimsOf(response).territories).toEqual(['world', '-JP']);
    const { encodedRights } = ((await response.json()) as { rightsInfo: { encodedRights: string } })
      .rightsInfo;
    expect(encodedRights).toContain('attribute');
    const alone = await request(`/v1/articles/${article.id}/components/${article.components[0]?.id}`, {
      token: site.token,
    });
    expect(claimsOf(alone).territories).toEqual(['world']);
  });

  it('shows a restriction of the desk that nobody has cleared, since the text goes out under it', async () => {
    const site = await openSite(newsroom);
    const article = await ingest(newsroom, wireItem());
    await admin('/restrictions', 'POST', { scope: article.id, text: 'JAPAN OOUT' });
    for (const accept of ['application/json', 'text/html', 'text/plain']) {
      const response = await request(`/v1/articles/${article.id}`, {
        token: site.token,
        headers: { Accept: accept },
      });
      expect([accept, (await response.text()).replaceAll(/\s+/g, ' ').includes('JAPAN OOUT')]).toEqual([
        accept,
        true,
      ]);
    }
  });
});

describe('a purpose', () => {
  it.each(['commercial', 'Commercial', 'COMMERCIAL', 'marketing'])(
    'of %j does not get round "no commercial use"',
    async (purpose) => {
      const site = await openSite(newsroom);
      const article = await ingest(newsroom, wireItem());
      await restrict(article.id, 'NO COMMERCIAL USE');
      expect(
        (await request(`/v1/articles/${article.id}?use=display&purpose=${purpose}`, { token: site.token }))
          .status,
      ).toBe(403);
      expect(
        (await request(`/v1/articles/${article.id}?use=display&purpose=editorial`, { token: site.token }))
          .status,
      ).toBe(200);
    },
  );

  it.each(['x%0d%0aSet-Cookie:a', '%00', 'two%20words'])(
    'is a name, not %j: it is printed and signed',
    async (purpose) => {
      const site = await openSite(newsroom);
      const article = await ingest(newsroom, wireItem());
      expect(
        (await request(`/v1/articles/${article.id}?purpose=${purpose}`, { token: site.token })).status,
      ).toBe(400);
    },
  );
});

describe('a search', () => {
  it('does not find by words that are withheld', async () => {
    const pictures = await openSite(newsroom, { components: ['photograph'] });
    const article = await ingestWithPhotograph(newsroom);
    const all = (await (await request('/v1/articles', { token: pictures.token })).json()) as {
      items: { id: string; headline?: string }[];
    };
    const listed = all.items.find(({ id }) => id === article.id);
    expect(listed).toBeDefined();
    expect(listed?.headline).toBeUndefined();
    const found = (await (await request('/v1/articles?q=Harbor', { token: pictures.token })).json()) as {
      items: { id: string }[];
    };
    expect(found.items.some(({ id }) => id === article.id)).toBe(false);
  });
});

describe('a kill', () => {
  it('names its substitute only to a license that covers it', async () => {
    const elsewhere = await openNewsroom();
    const site = await openSite(newsroom);
    const [mine, foreign] = [await ingest(newsroom, wireItem()), await ingest(elsewhere, wireItem())];
    for (const [substitute, named] of [
      [mine.id, mine.id],
      [foreign.id, undefined],
    ] as const) {
      const article = await ingest(newsroom, wireItem());
      expect(
        (await admin(`/articles/${article.id}`, 'PATCH', { pubStatus: 'canceled', substitute })).status,
      ).toBe(200);
      const problem = (await (await request(`/v1/articles/${article.id}`, { token: site.token })).json()) as {
        substitute?: { id: string };
      };
      expect(problem.substitute?.id).toBe(named);
    }
  });
});

describe('an old version', () => {
  it('is judged by where the article is filed now', async () => {
    const site = await openSite(newsroom);
    const item = wireItem();
    const article = await ingest(newsroom, item);
    const refiled = await request('/v1/admin/articles?section=elsewhere', {
      method: 'PUT',
      token: newsroom.admin,
      json: { ...item, version: '2', versionCreated: new Date().toISOString() },
    });
    expect(refiled.status).toBe(201);
    for (const path of ['', '?version=1'])
      expect((await request(`/v1/articles/${article.id}${path}`, { token: site.token })).status).toBe(404);
  });
});

describe('the verdict on a page', () => {
  it('that carries the delivered text beside a lie says so', async () => {
    const site = await openSite(newsroom);
    const article = await ingest(newsroom, wireItem());
    const response = await request(`/v1/articles/${article.id}`, {
      token: site.token,
      headers: { Accept: 'text/html' },
    });
    const html = (await response.text()).replace(
      '</article>',
      '<p>FALSE: the mayor was arrested.</p></article>',
    );
    const verdict = await request('/v1/receipts/verify', {
      json: { receipt: response.headers.get('Rights-Receipt'), html },
    });
    expect(await verdict.json()).toMatchObject({
      valid: true,
      note: expect.stringContaining('the receipt says nothing of'),
    });
  });
});
