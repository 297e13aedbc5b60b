/** Names of things by their ids, and things by words of their names. */
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { findNames } from '../../../src/audit/entities/names-store.ts';
import { searchNames } from '../../../src/audit/entities/search-store.ts';
import { create, operatorToken, request } from '../../support/gateway.ts';
import {
  type Ingested,
  ingest,
  ingestWithPhotograph,
  openNewsroom,
  openSite,
  type PartnerSite,
  wireItem,
} from '../../support/newsroom.ts';
import { plansOf, scansOf } from '../../support/plans.ts';

interface Entity {
  id: string;
  kind: string;
  name: string;
  version?: string;
  detail?: string;
  partner?: { id: string; name: string };
}

let site: PartnerSite;
let twin: PartnerSite;
let article: Ingested & { photograph: string };
const tokens: Record<string, string> = {};

const newsroom = await openNewsroom();

beforeAll(async () => {
  const consent = (reference: string) => ({
    timeZone: 'Asia/Tokyo',
    consent: { reference, signedBy: 'A. Signatory', signedOn: '2026-01-02' },
  });
  site = await openSite(newsroom, { titles: ['abend'], ...consent('TNA-2025-0417') });
  const more = { partner: site.partner, ...consent('TNA-2025-0418') };
  const { id } = await create('/v1/admin/licenses', newsroom.admin, {
    ...(await termsOf(site.license)),
    ...more,
  });
  twin = { ...site, license: id };
  article = await ingestWithPhotograph(newsroom);
  for (const role of ['owner', 'desk', 'ingest', 'auditor'] as const)
    tokens[role] = await operatorToken(role);
});

/** Terms that a license can be made of again. */
async function termsOf(license: string): Promise<Record<string, unknown>> {
  const known = await (
    await request(`/v1/admin/licenses/${license}`, { token: newsroom.admin })
  ).json<object>();
  const names = ['products', 'uses', 'components', 'territories', 'channels', 'starts', 'ends'];
  return Object.fromEntries(Object.entries(known).filter(([name]) => names.includes(name)));
}

async function ask(query: string, role = 'auditor') {
  const answer = await request(`/v1/admin/entities?${query}`, { token: tokens[role] ?? '' });
  const body = await answer.json<{ items: Entity[]; more: string[] }>();
  return { status: answer.status, items: body.items ?? [], more: body.more ?? [] };
}
const find = (q: string, kind: string, role?: string) =>
  ask(new URLSearchParams({ q, kind }).toString(), role);

describe('names by id', () => {
  it('name a license by its partner and reference, with titles and time zone', async () => {
    const { items } = await ask(`ids=${site.license},${site.partner},lic_none`);
    const partner = items.find(({ kind }) => kind === 'partner');
    expect(items).toHaveLength(2);
    expect(items.find(({ kind }) => kind === 'license')).toMatchObject({
      id: site.license,
      name: `${partner?.name} · TNA-2025-0417`,
      detail: 'Abendpost',
      partner: { id: site.partner, name: partner?.name },
      titles: [{ id: 'abend', name: 'Abendpost' }],
      reference: 'TNA-2025-0417',
      timeZone: 'Asia/Tokyo',
      products: 'Everything',
      firstDay: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      lastDay: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    });
  });

  it('name an article by the headline of the requested version', async () => {
    const item = wireItem({ headlines: [{ value: 'Ferry runs aground' }] });
    const first = await ingest(newsroom, item);
    await ingest(newsroom, {
      ...item,
      version: '2:a',
      versionCreated: new Date().toISOString(),
      headlines: [{ value: 'Ferry refloated' }],
    });
    const { items } = await ask(
      `ids=${encodeURIComponent(`${first.id}:1,${first.id}:2:a,${first.id}:9,${first.id}`)}`,
    );
    expect(items.map(({ name, version }) => [version ?? '', name]).sort()).toEqual([
      ['', 'Ferry refloated'],
      ['1', 'Ferry runs aground'],
      ['2:a', 'Ferry refloated'],
    ]);
  });

  it('include components, keys, restrictions, products and operators', async () => {
    const restriction = await create('/v1/admin/restrictions', newsroom.admin, {
      scope: article.photograph,
      text: 'Not for use in Japan',
    });
    const { items } = await ask(
      `ids=${[article.photograph, site.key.id, restriction.id, newsroom.product].join(',')}`,
    );
    expect(Object.fromEntries(items.map(({ kind, name }) => [kind, name]))).toMatchObject({
      component: expect.stringMatching(/^Caption-secret-/),
      key: 'site',
      restriction: 'Not for use in Japan',
      product: 'Everything',
    });
  });

  it('are limited to the kinds that the role may read', async () => {
    const ids = [site.license, site.partner, article.id, article.photograph].join(',');
    const kinds = async (role: string) =>
      (await ask(`ids=${ids}`, role)).items.map(({ kind }) => kind).sort();
    expect(await kinds('ingest')).toEqual(['article', 'component']);
    for (const role of ['owner', 'desk', 'auditor'])
      expect([role, await kinds(role)]).toEqual([role, ['article', 'component', 'license', 'partner']]);
  });

  it('are limited to one page, and require exactly one kind of question', async () => {
    expect((await ask(`ids=${Array.from({ length: 201 }, () => 'x').join(',')}`)).status).toBe(400);
    expect((await ask('')).status).toBe(400);
    expect((await ask(`ids=${site.license}&q=x`)).status).toBe(400);
    expect((await ask('q=x&kind=planet')).status).toBe(400);
  });

  it('take as many statements for many ids as for one, and scan no table', async () => {
    const refs = (count: number) =>
      Array.from({ length: count }, (_, n) => ({
        id: n === 0 ? site.license : `lic_${n}`,
        kind: 'license' as const,
      }));
    const plans = await plansOf(async (DB) => {
      await findNames({ DB, BUCKET: env.BUCKET }, refs(100));
    });
    expect(plans).toHaveLength(1);
    expect(scansOf(plans, ['licenses', 'partners'])).toEqual([]);
  });
});

describe('the search by names', () => {
  it('distinguishes two licenses of a partner by their references', async () => {
    const { items: partners } = await ask(`ids=${site.partner}`);
    const name = partners[0]?.name ?? '';
    const { items } = await find(name.toUpperCase(), 'license');
    expect(items.map(({ id }) => id).sort()).toEqual([site.license, twin.license].sort());
    const { items: one } = await find(`${name} 0418`, 'license');
    expect(one.map(({ id }) => id)).toEqual([twin.license]);
    const { items: titled } = await find('abendpost 0417', 'license');
    expect(titled.map(({ id }) => id)).toEqual([site.license]);
  });

  it('finds an article by its headline, its URI and a prefix of its id', async () => {
    const item = wireItem({ headlines: [{ value: 'Zwölf Boxkämpfer jagen Viktor' }] });
    const { id, uri } = await ingest(newsroom, item);
    for (const q of ['zwolf boxkampf', uri, uri.slice(0, -2), id, id.slice(0, 20)])
      expect([q, (await find(q, 'article')).items.map((item) => item.id)]).toEqual([q, [id]]);
    await request(`/v1/admin/articles/${id}`, {
      method: 'PATCH',
      token: newsroom.admin,
      json: { pubStatus: 'canceled', notice: 'Withdrawn' },
    });
    expect((await find('boxkämpfer', 'article')).items).toMatchObject([{ id, status: 'canceled' }]);
  });

  it('finds pictures by the articles that contain them', async () => {
    const headline = (await ask(`ids=${article.id}`)).items[0]?.name ?? '';
    const { items } = await find(headline, 'component');
    expect(items.map(({ id }) => id)).toEqual([article.photograph]);
  });

  it('finds nothing for unknown words, and accepts special characters', async () => {
    for (const q of ['TNA-99', '%', '_', '"', '\\', '*', 'lic_ffffffffffffffffffff'])
      expect([q, (await find(q, 'license')).items]).toEqual([q, []]);
  });

  it('ignores case, and accepts a text as long as a headline', async () => {
    const { id } = await create('/v1/admin/partners', newsroom.admin, { name: 'ÖSTERREICHISCHE Rundschau' });
    for (const q of ['österreich', 'ÖSTERREICH', 'Rundschau österr'])
      expect([q, (await find(q, 'partner')).items.map((item) => item.id)]).toEqual([q, [id]]);
    const other = await create('/v1/admin/partners', newsroom.admin, { name: 'Überländer Verlag' });
    for (const q of ['überländer', 'Überländer', 'ÜBERLÄNDER verlag'])
      expect([q, (await find(q, 'partner')).items.map((item) => item.id)]).toEqual([q, [other.id]]);
    const long = 'Harbor pilots end their strike after eleven days of talks about a deal that runs two years';
    expect((await ask(`q=${encodeURIComponent(long)}`)).status).toBe(200);
  });

  it('finds a headline with a letter that is wrong, missing, too many or swapped, or without umlauts', async () => {
    const headline = 'Hochwasser bedroht Münsterländer Deiche';
    const item = wireItem({ headlines: [{ value: headline }] });
    const { id } = await ingest(newsroom, item);
    const near = async (q: string, kind = 'article', role = 'desk') =>
      (await find(q, kind, role)).items.map((entity) => [entity.id, 'near' in entity && entity.near]);
    const mistyped = [
      'Hochwaser bedroht',
      'Hochwassser',
      'Hochwasesr Deiche',
      'Hochwasser bedrohz',
      'Muensterlaender Deiche',
      'Hochwasesr bedrht Muensterlaender Deiche',
      'Hochwasesr bedr',
    ];
    for (const q of mistyped) expect([q, await near(q)]).toEqual([q, [[id, true]]]);
    expect(await near('Münsterländer Deiche')).toEqual([[id, false]]);
    for (const q of ['Hochwxxser', 'Hochwaser Japan', 'Deihe zwei'])
      expect([q, await near(q)]).toEqual([q, []]);
    expect(await near('Hochwaser', 'license')).toEqual([]);
    expect(await near('Hochwaser', 'article', 'ingest')).toEqual([[id, true]]);
    await request(`/v1/admin/articles/${id}`, {
      method: 'PATCH',
      token: newsroom.admin,
      json: { pubStatus: 'canceled', notice: 'Withdrawn' },
    });
    expect(await near('Hochwaser bedroht')).toEqual([[id, true]]);
  });

  it('offers the pictures of an article whose headline is mistyped', async () => {
    const headline = (await ask(`ids=${article.id}`)).items[0]?.name ?? '';
    const [word = ''] = /\p{L}{5,}/u.exec(headline) ?? [];
    const { items } = await find(headline.replace(word, word.slice(0, 2) + word.slice(3)), 'component');
    expect(items).toMatchObject([{ id: article.photograph, near: true }]);
  });

  it('tells which kinds have more results', async () => {
    const { items, more } = await ask('q=partner&kind=partner,license&limit=1');
    expect(items.map(({ kind }) => kind)).toEqual(['partner', 'license']);
    expect(more).toContain('license');
  });

  it('is limited to the kinds that the role may search', async () => {
    expect((await find('e', 'operator', 'desk')).items).toEqual([]);
    expect((await find('Everything', 'product', 'ingest')).items).toEqual([]);
    expect((await find('Everything', 'product', 'desk')).items.length).toBeGreaterThan(0);
  });

  it('reads articles only by an index', async () => {
    const kinds = ['article', 'component'] as const;
    // Nothing matches exactly, so that near spellings are looked up, too.
    const plans = await plansOf((DB) =>
      searchNames(DB, { q: 'harbr pilots', kinds: [...kinds], inTexts: true, limit: 10, now: Date.now() }),
    );
    expect(plans.filter(({ sql }) => sql.includes('search_words'))).toHaveLength(2);
    expect(scansOf(plans, ['items', 'item_versions', 'components'])).toEqual([]);
  });
});
