/**
 * Invariants 4 and 5 for what one partner has alone: every route refuses it to the others from the admin's
 * 2xx on and lets them in again when it ends, and nothing that they get tells who has it.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { JumpingClock } from '../support/clock.ts';
import { create, request } from '../support/gateway.ts';
import {
  ingest,
  ingestWithPhotograph,
  logOf,
  type Newsroom,
  openNewsroom,
  openSite,
  type PartnerSite,
  terms,
  wireItem,
} from '../support/newsroom.ts';

const clock = new JumpingClock();
const admin = (room: Newsroom, path: string, method: string, json?: unknown) =>
  request(`/v1/admin${path}`, { method, token: room.admin, json });
const fromNow = (ms: number) => new Date(Date.now() + ms).toISOString();
const HOUR_MS = 3_600_000;

/** First hours, so that both licenses can stand. Versions of the tests are a minute old. */
const ALONE = { territories: ['world'], exclusivity: { firstHours: 24 } };

interface Scene {
  room: Newsroom;
  site: PartnerSite;
  /** The article that `site` fetches. */
  article: string;
  get(query?: string): Promise<Response>;
}

async function scene(change: Record<string, unknown> = {}): Promise<Scene> {
  const room = await openNewsroom();
  const site = await openSite(room, change);
  const { id: article } = await ingest(room, wireItem());
  const get = (query = '') => request(`/v1/articles/${article}${query}`, { token: site.token });
  // Warm caches: what is asked next is first judged on the state of now.
  for (let n = 0; n < 3; n++) expect((await get()).status).toBe(200);
  return { room, site, article, get };
}

const alone = ({ room }: Scene, change: Record<string, unknown> = {}) =>
  openSite(room, { ...ALONE, ...change });
const codeOf = async (response: Response) =>
  ((await response.json()) as { code?: string }).code ?? response.status;

describe('what one partner has alone', () => {
  it('is refused to another on every route, and delivered to the one', async () => {
    const here = await scene();
    const { article, site } = here;
    const holder = await alone(here);
    const requestsWith = (token: string) => ({
      article: request(`/v1/articles/${article}`, { token }),
      rights: request(`/v1/articles/${article}/rights`, { token }),
      decision: request('/v1/decisions', { token, json: { article, use: {} } }),
      list: request('/v1/articles', { token }),
      search: request('/v1/articles?q=harbor', { token }),
    });
    const refused = requestsWith(site.token);
    expect(await codeOf(await refused.article)).toBe('restricted');
    expect(await (await refused.rights).text()).toContain('"restricted"');
    expect(await (await refused.decision).json()).toMatchObject({ outcome: 'deny', code: 'restricted' });
    expect(((await (await refused.list).json()) as { items: unknown[] }).items).toEqual([]);
    expect(((await (await refused.search).json()) as { items: unknown[] }).items).toEqual([]);
    const served = requestsWith(holder.token);
    expect((await served.article).status).toBe(200);
    expect(await (await served.decision).json()).toMatchObject({ outcome: 'permit' });
    expect(((await (await served.list).json()) as { items: unknown[] }).items).toHaveLength(1);
  });

  it('leaves the others what it does not name', async () => {
    const here = await scene();
    await alone(here, { exclusivity: { territories: ['AT'], channels: ['web'], firstHours: 24 } });
    expect((await here.get()).status).toBe(200);
    expect((await here.get('?use=display&title=morgen&channel=web&territory=DE')).status).toBe(200);
    expect((await here.get('?use=display&title=abend&channel=print&territory=AT')).status).toBe(200);
    expect(await codeOf(await here.get('?use=display&title=abend&channel=web&territory=AT'))).toBe(
      'restricted',
    );
  });

  it('is over when its hours are', async () => {
    const here = await scene();
    await alone(here, { exclusivity: { firstHours: 1 } });
    expect(await codeOf(await here.get())).toBe('restricted');
    const old = await ingest(here.room, wireItem({ versionCreated: fromNow(-HOUR_MS - 1_000) }));
    expect((await request(`/v1/articles/${old.id}`, { token: here.site.token })).status).toBe(200);
  });
});

describe('after the admin’s 2xx', () => {
  it('a new exclusive license binds the others at once; suspended, restored, changed, terminated too', async () => {
    const here = await scene();
    const holder = await alone(here);
    const change = async (json: unknown) => {
      expect((await admin(here.room, `/licenses/${holder.license}`, 'PATCH', json)).status).toBe(200);
      return codeOf(await here.get());
    };
    expect(await codeOf(await here.get())).toBe('restricted');
    expect(await change({ status: 'suspended' })).toBe(200);
    expect(await change({ status: 'active' })).toBe('restricted');
    expect(await change({ exclusivity: null })).toBe(200);
    expect(await change({ exclusivity: { firstHours: 24 } })).toBe('restricted');
    expect(await change({ exclusivity: { firstHours: 24, uses: ['archive'] } })).toBe(200);
    expect(await change({ exclusivity: { firstHours: 24 } })).toBe('restricted');
    expect(await change({ status: 'terminated' })).toBe(200);
  });

  it('a product of the exclusive license that selects otherwise binds otherwise', async () => {
    const here = await scene();
    const { id } = await create('/v1/admin/products', here.room.admin, {
      name: 'Elsewhere',
      sections: ['elsewhere'],
    });
    await alone(here, { products: [id] });
    expect((await here.get()).status).toBe(200);
    const selects = async (sections: string[]) => {
      expect((await admin(here.room, `/products/${id}`, 'PATCH', { sections })).status).toBe(200);
      return codeOf(await here.get());
    };
    expect(await selects([here.room.section])).toBe('restricted');
    expect(await selects(['elsewhere'])).toBe(200);
  });

  it('nobody is served meanwhile on what was before: 12 rounds under load', { tags: 'slow' }, async () => {
    const here = await scene();
    const holder = await alone(here);
    for (let round = 0; round < 12; round++) {
      const bound = round % 2 === 1;
      const load = Array.from({ length: 8 }, () => here.get());
      const changed = admin(here.room, `/licenses/${holder.license}`, 'PATCH', {
        exclusivity: bound ? { firstHours: 24 } : null,
      });
      expect((await changed).status).toBe(200);
      const after = await Promise.all(Array.from({ length: 4 }, () => here.get()));
      expect(after.map(({ status }) => status)).toEqual([0, 0, 0, 0].map(() => (bound ? 403 : 200)));
      for (const response of [...after, ...(await Promise.all(load))]) await response.arrayBuffer();
    }
  });
});

describe('a window', () => {
  it('binds from its beginning, and the rights before it end there', async () => {
    const here = await scene();
    const { id } = await create('/v1/admin/products', here.room.admin, {
      name: 'Same',
      sections: [here.room.section],
    });
    const soon = fromNow(60_000);
    const until = fromNow(120_000);
    await alone(here, { products: [id], exclusivity: { from: soon, until } });
    const before = await request('/v1/decisions', {
      token: here.site.token,
      json: { article: here.article, use: {} },
    });
    expect(await before.json()).toMatchObject({ outcome: 'permit', rights: { expires: Date.parse(soon) } });
    clock.advancePast(soon);
    expect(await codeOf(await here.get())).toBe('restricted');
    clock.advancePast(until);
    expect((await here.get()).status).toBe(200);
  });
});

describe('a picture that one partner has alone', () => {
  it('is withheld from the others inside articles, and the article is not', async () => {
    const room = await openNewsroom();
    const elsewhere = `${room.section}-pictures`;
    const pictures = await create('/v1/admin/products', room.admin, {
      name: 'Pictures',
      sections: [elsewhere],
    });
    const site = await openSite(room);
    const uri = `urn:test:picture:${crypto.randomUUID()}`;
    const picture = { uri, version: '1', type: 'picture', versionCreated: fromNow(-60_000) };
    await ingest({ ...room, section: elsewhere }, picture);
    const carrier = await ingestWithPhotograph(room, { uri });
    const other = await ingestWithPhotograph(room);
    const get = (id: string) => request(`/v1/articles/${id}`, { token: site.token });
    expect((await get(carrier.id)).headers.get('Rights-Withheld')).toBeNull();
    await openSite(room, { ...ALONE, products: [pictures.id] });
    const whole = await get(carrier.id);
    expect(whole.status).toBe(200);
    expect(whole.headers.get('Rights-Withheld')).toContain(`"${carrier.photograph}";code=restricted`);
    expect(await whole.text()).not.toContain('Caption-secret');
    const part = await request(`/v1/articles/${carrier.id}/components/${carrier.photograph}`, {
      token: site.token,
    });
    expect(await codeOf(part)).toBe('restricted');
    expect((await get(other.id)).headers.get('Rights-Withheld')).toBeNull();
  });
});

describe('nothing tells who has it', () => {
  let here: Scene;
  let holder: PartnerSite;
  let exclusivity = '';
  beforeAll(async () => {
    here = await scene();
    holder = await alone(here);
    const read = await admin(here.room, `/licenses/${holder.license}`, 'GET');
    exclusivity = ((await read.json()) as { exclusivityId: string }).exclusivityId;
  });

  it('is told by a refusal, a decision or the log entry of another', async () => {
    const refusal = await (await here.get()).text();
    const decision = await (
      await request('/v1/decisions', { token: here.site.token, json: { article: here.article, use: {} } })
    ).text();
    const entry = (await logOf(here.site.license)).find(({ code }) => code === 'restricted')?.body ?? '';
    for (const text of [refusal, decision, entry]) {
      expect(text).toContain(exclusivity);
      for (const secret of [holder.license, holder.partner, holder.key.id])
        expect(text).not.toContain(secret);
    }
    expect(JSON.parse(entry)).toMatchObject({
      decidedBy: `${exclusivity}#exclusive`,
      policies: [
        { id: here.site.license },
        { id: exclusivity, version: 1, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      ],
    });
    expect(JSON.parse(refusal).detail).toMatch(
      /^Dispatch withheld: rule 1 of an exclusivity that the agency granted to another client forbids /,
    );
  });

  it('nor what the one who has it gets, of the others', async () => {
    const response = await request(`/v1/articles/${here.article}`, { token: holder.token });
    const text = `${await response.text()} ${[...response.headers].join(' ')}`;
    for (const secret of [here.site.license, here.site.partner, exclusivity])
      expect(text).not.toContain(secret);
  });

  it('and it is not said at all to a license that it keeps nothing from', async () => {
    const site = await openSite(here.room, { uses: ['index'] });
    const response = await request('/v1/decisions', {
      token: site.token,
      json: { article: here.article, use: {} },
    });
    expect(await response.text()).not.toContain('exc_');
  });
});

describe('a license that clashes', () => {
  it('is refused with both ids, the part, and the change that would do', async () => {
    const here = await scene();
    const holder = await openSite(here.room, {
      products: [(await create('/v1/admin/products', here.room.admin, { name: 'A', sections: ['a'] })).id],
      territories: ['DACH'],
      exclusivity: { territories: ['CH'] },
    });
    const read = (await (await admin(here.room, `/licenses/${holder.license}`, 'GET')).json()) as {
      products: string[];
    };
    const partner = await create('/v1/admin/partners', here.room.admin, { name: 'Late', titles: [] });
    const body = { ...terms(here.room, partner.id), products: read.products };
    const response = await admin(here.room, '/licenses', 'POST', body);
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({
      code: 'conflict',
      detail: expect.stringContaining(holder.license),
      errors: [{ path: '/territories', message: expect.stringContaining('add "-CH"') }],
    });
    const mended = await admin(here.room, '/licenses', 'POST', { ...body, territories: ['DACH', '-CH'] });
    expect(mended.status).toBe(201);
  });
});
