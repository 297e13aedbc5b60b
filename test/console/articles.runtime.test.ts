import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { nameOf } from '../../src/console/articles/actions.tsx';
import { unconfirmed } from '../../src/console/parts/confirm.tsx';
import { firstWords, shortName } from '../../src/console/parts/short-name.ts';
import { changesBetween, paragraphsOf } from '../../src/stamp/text-changes.ts';
import { anonymousBudget } from '../support/budget.ts';
import { visitor } from '../support/console.ts';
import { create, operatorToken, request } from '../support/gateway.ts';
import {
  drain,
  type Ingested,
  ingest,
  ingestWithPhotograph,
  openNewsroom,
  openSite,
  wireItem,
} from '../support/newsroom.ts';

const HOSTILE = `<script>alert(1)</script><x-hostile>"'&`;

const newsroom = await openNewsroom();
const desk = await visitor('desk');

const here = (article: { id: string }, more = '') => `/console/articles/${article.id}${more}`;
const titled = (headline: string, change = {}) =>
  ingest(newsroom, wireItem({ headlines: [{ value: headline, contentType: 'text/plain' }], ...change }));
const stored = async ({ id }: Ingested) =>
  (await (await request(`/v1/admin/articles/${id}`, { token: newsroom.admin })).json()) as Record<
    string,
    unknown
  >;

describe('articles in the console', () => {
  it('are listed, narrowed by the URL, and found by id and by uri', async () => {
    const article = await titled('Okapi born');
    const list = `/console/articles?section=${newsroom.section}`;
    expect(await desk.page(list)).toContain('Okapi born');
    expect(await desk.page(`${list}&q=okapi`)).toContain(here(article));
    expect(await desk.page(`${list}&q=zebra`)).toContain('No articles match.');
    const byId = await desk.get(`/console/articles?q=${article.id}`);
    expect([byId.status, byId.headers.get('Location')]).toEqual([303, here(article)]);
    expect(await desk.page(`/console/articles?q=${encodeURIComponent(article.uri)}`)).toContain('Okapi born');
  });

  it('are listed with the date that they are sorted by', async () => {
    const old = await titled('Dodo drawn', { versionCreated: '2026-01-02T03:04:05Z' });
    const next = await titled('Emu escaped', { versionCreated: '2026-01-03T03:04:05Z' });
    const json = { pubStatus: 'withheld' };
    await request(`/v1/admin/articles/${old.id}`, { method: 'PATCH', token: newsroom.admin, json });
    const html = await desk.page('/console/articles');
    expect(html.indexOf('Dodo drawn')).toBeLessThan(html.indexOf('Emu escaped'));
    const updatedOf = ({ id }: Ingested) =>
      new RegExp(`${id}".*?data-label="Updated"[^>]*><time datetime="([^"]*)"`, 's').exec(html)?.[1] ?? '';
    expect(updatedOf(old) > updatedOf(next)).toBe(true);
    expect(html).toContain('datetime="2026-01-02T03:04:05.000Z"');
  });

  it('are not listed as none for a section that there is not', async () => {
    await titled('Filed here');
    for (const as of ['', '/file']) {
      const html = await desk.page(`/console/articles${as}?section=no-such-section`, 400);
      expect(html).toContain('No published article is in the section “no-such-section”');
    }
    const listed = await desk.page('/console/articles?section=no-such-section', 400);
    expect(listed).toMatch(/id="section-fault"[^>]*>No published article/);
    const none = await desk.page(`/console/articles?section=${newsroom.section}&state=canceled`);
    expect(none).toContain('No articles match.');
    const odd = await desk.page('/console/articles?type=hologram', 400);
    expect(odd).toMatch(/id="type-fault"[^>]*>Choose one of the options/);
  });

  it('are listed by pages that a URL leads to', async () => {
    for (const n of [1, 2, 3]) await titled(`Paged ${n}`);
    const first = await desk.page('/console/articles?state=usable');
    expect(first).not.toContain('rel="next"');
    const faulty = await desk.get('/console/articles?q=--');
    expect(faulty.status).toBe(400);
    expect(await faulty.text()).toContain('Enter letters or digits');
    expect((await desk.get('/console/articles?cursor=nonsense')).status).toBe(400);
  });

  it('show hostile text as text, in lists and by themselves', async () => {
    const article = await titled(HOSTILE, { by: HOSTILE, usageTerms: HOSTILE });
    for (const path of [
      here(article),
      here(article, '/kill'),
      here(article, '/look?format=text'),
      here(article, '/holders'),
      `/console/articles?q=${encodeURIComponent(HOSTILE)}`,
    ]) {
      const html = await desk.page(path);
      expect([path, html.includes('<x-hostile')]).toEqual([path, false]);
      expect([path, html.includes('<script>alert')]).toEqual([path, false]);
      expect([path, html.includes('x-hostile')]).toEqual([path, true]);
    }
  });

  it('show each component with its picture, and the bytes to those who may see the page', async () => {
    const article = await ingestWithPhotograph(newsroom, { usageTerms: 'JAPAN OUT. FLUMMERY ONLY.' });
    const html = await desk.page(here(article));
    const src = here(article, `/components/${article.photograph}`);
    expect(html).toContain(`<img src="${src}"`);
    expect(html).toContain('FLUMMERY');
    expect(html).toContain('Confirm without these words…');
    const picture = await desk.get(src);
    expect(picture.headers.get('Content-Type')).toBe('image/png');
    expect(picture.headers.get('Content-Security-Policy')).toContain('sandbox');
    expect(picture.headers.get('Cache-Control')).toBe('private, no-store');
    await picture.arrayBuffer();
    expect((await (await visitor('auditor')).get(src)).status).toBe(403);
    expect((await desk.get(src, { Cookie: '' })).status).toBe(303);
  });

  it('name the articles that a package or a text links to, also those that are held or not there', async () => {
    const first = await titled('Ferry aground');
    const held = await titled(`Crew questioned ${HOSTILE}`);
    await desk.post(here(held, '/hold'), [['/notice', 'We check a name.']]);
    const uris = [held.uri, 'urn:test:nowhere', first.uri];
    const associations = uris.map((uri, n) => ({ name: `part-${n}`, uri, type: 'text' }));
    const bundle = await titled('The ferry', { type: 'composite', associations });
    expect(await stored(bundle)).toMatchObject({
      members: [{ id: held.id, uri: held.uri }, { uri: 'urn:test:nowhere' }, { id: first.id }],
    });
    for (const role of ['desk', 'auditor', 'ingest'] as const) {
      const html = await (await visitor(role)).page(here(bundle));
      const section = /<section id="members">.*?<\/section>/s.exec(html)?.[0] ?? '';
      expect(section).toContain('<h2>Articles in this package</h2>');
      expect(section).toMatch(
        new RegExp(
          `href="${here(held)}"[^>]*>Crew questioned .*urn:test:nowhere.*href="${here(first)}"[^>]*>Ferry aground<`,
          's',
        ),
      );
      expect(section).not.toContain('<script>');
    }
    const text = await titled('Ferry refloated', { associations });
    expect(await desk.page(here(text))).toContain('<h2>Linked articles</h2>');
    expect(await desk.page(here(first))).not.toContain('id="members"');
    expect(await stored(first)).not.toHaveProperty('members');
  });

  it('are seen by the newsroom without what is the desk’s, and by the auditor without their content', async () => {
    const article = await ingestWithPhotograph(newsroom, { usageTerms: 'JAPAN OUT. FLUMMERY ONLY.' });
    const ingestor = await visitor('ingest');
    const html = await ingestor.page(here(article));
    expect(html).toContain('FLUMMERY');
    for (const words of [
      'Confirm interpretation',
      'Who has it',
      `${here(article)}/kill`,
      '/restrictions/new',
    ])
      expect([words, html.includes(words)]).toEqual([words, false]);
    for (const act of ['hold', 'release', 'embargo', 'lift', 'notice', 'kill', 'holders'])
      expect([act, (await ingestor.get(here(article, `/${act}`))).status]).toEqual([act, 403]);
    expect((await ingestor.post(here(article, '/hold'), [])).status).toBe(403);
    const auditor = await visitor('auditor');
    for (const page of ['/look', '/preview', '/compare?from=1&to=1', '/kill'])
      expect([page, (await auditor.get(here(article, page))).status]).toEqual([page, 403]);
  });

  it.each([
    ['en', 'embargoed', 'A restriction of this article forbids any use until'],
    ['de', 'mit Sperrfrist', 'Eine Auflage dieses Artikels verbietet jede Nutzung bis'],
  ])('are embargoed on their page by their own usage terms, in %s', async (language, badge, note) => {
    const pageOf = async (usageTerms: string) => {
      const { id } = await ingest(newsroom, wireItem({ usageTerms }));
      return (await desk.get(`/console/articles/${id}`, { 'Accept-Language': language })).text();
    };
    const html = await pageOf('Sperrfrist 5.12.2098, 18 Uhr MEZ');
    expect(html).toMatch(new RegExp(`<span class="badge[^"]*">${badge}</span>`));
    expect(html).toContain(note);
    for (const past of ['Sperrfrist 5.12.2020, 18 Uhr MEZ', 'Nicht in Norwegen vor dem 5.12.2098 verwenden'])
      expect(await pageOf(past)).not.toContain(note);
  });

  it('say when no product contains them, so that no partner can fetch them', async () => {
    const article = await titled('In a product');
    expect(await stored(article)).toMatchObject({ products: [{ id: newsroom.product, name: 'Everything' }] });
    const html = await desk.page(here(article));
    expect(html).toContain(`<a href="/console/products/${newsroom.product}">Everything</a>`);
    expect(html).not.toContain('No product contains this article');
    const seen = await (await visitor('ingest')).page(here(article));
    expect(seen).toContain('<span>Everything</span>');
    expect(seen).not.toContain(newsroom.product);
    const elsewhere = await ingest({ ...newsroom, section: 'elsewhere' }, wireItem());
    expect(await stored(elsewhere)).toMatchObject({ products: [] });
    for (const [role, suggestion] of [
      ['desk', ' Widen a product, or have the newsroom send '],
      ['ingest', ' Send a new version '],
      ['auditor', ' <'],
    ] as const)
      expect(await (await visitor(role)).page(here(elsewhere))).toContain(
        `No product contains this article, so no partner can fetch it by itself.${suggestion}`,
      );
  });

  it('name a product that contains them also when they are too old for it', async () => {
    const json = { name: 'Last week', sections: ['weekly'], backfileDays: 7 };
    const product = await create<{ id: string }>('/v1/admin/products', newsroom.admin, json);
    const item = wireItem({ versionCreated: '2020-05-04T10:00:00Z' });
    const old = await ingest({ ...newsroom, section: 'weekly' }, item);
    expect(await stored(old)).toMatchObject({ products: [{ id: product.id, name: 'Last week' }] });
    expect(await desk.page(here(old))).not.toContain('No product contains this article');
  });

  it('say so when they have no text, and the preview does', async () => {
    const [full, bare] = [await titled('With text'), await titled('Photo to follow', { bodies: [] })];
    expect(await stored(full)).toMatchObject({ hasText: true });
    expect(await stored(bare)).toMatchObject({ hasText: false });
    expect(await desk.page(here(full))).toContain('Text: see preview');
    const html = await desk.page(here(bare));
    expect(html).toContain('>No text<');
    expect(html).not.toContain('Text: see preview');
    expect(await desk.page(here(bare, '/look'))).toContain('This version has no text.');
    expect(await desk.page(here(full, '/look'))).not.toContain('This version has no text.');
  });

  it('that are not there are not found', async () => {
    for (const page of ['', '/look', '/preview', '/kill', '/holders', '/components/cmp_x'])
      expect([page, (await desk.get(here({ id: 'itm_none' }, page))).status]).toEqual([page, 404]);
  });
});

describe('the versions of an article', () => {
  it('show when each was stored and who sent, held, released or killed it, at once', async () => {
    const article = await titled('Versions of it', { versionCreated: '2026-01-02T03:04:05Z' });
    for (const json of [{ pubStatus: 'withheld' }, { pubStatus: 'usable' }, { pubStatus: 'canceled' }])
      await request(`/v1/admin/articles/${article.id}`, { method: 'PATCH', token: newsroom.admin, json });
    const { versions } = (await stored(article)) as { versions: { at: string; operator: string | null }[] };
    expect(versions.map(({ operator }) => operator !== null)).toEqual([true, true, true, true]);
    const ofNewsroom = await request(`/v1/admin/articles/${article.id}`, {
      token: await operatorToken('ingest'),
    });
    const { versions: read } = (await ofNewsroom.json()) as { versions: { operator: string | null }[] };
    expect(read.map(({ operator }) => operator)).toEqual([null, null, null, null]);
    const html = await desk.page(here(article));
    const table = /<section id="versions">.*?<\/section>/s.exec(html)?.[0] ?? '';
    const rows = [...table.matchAll(/<tr>.*?<\/tr>/gs)].map(([row]) => row).slice(1);
    for (const [position, change] of ['kill', 'release', 'hold', 'new'].entries()) {
      const row = rows[position] ?? '';
      expect(row).toContain(`data-label="Change">${change}<`);
      expect(row).toContain(`data-label="Time"><time datetime="${versions[position]?.at}"`);
      expect(row).toMatch(/data-label="By"[^>]*><span class="named"><[^>]*>Test owner</);
      // The time of the content stands beside the version that brought it.
      expect(row.includes('created <time datetime="2026-01-02T03:04:05.000Z"')).toBe(change === 'new');
    }
    const german = await (await desk.get(here(article), { 'Accept-Language': 'de' })).text();
    expect(german).toContain('erstellt <time datetime="2026-01-02T03:04:05.000Z"');
    expect(await (await visitor('ingest')).page(here(article))).not.toContain('data-label="By"');
  });

  it('name an embargo that was set or lifted as that', async () => {
    const article = await titled('Embargoed and lifted');
    for (const embargoedUntil of ['2031-05-01T09:30:00Z', null])
      await request(`/v1/admin/articles/${article.id}`, {
        ...{ method: 'PATCH', token: newsroom.admin, json: { embargoedUntil } },
      });
    const changes = async (language: string) => {
      const html = await (await desk.get(here(article), { 'Accept-Language': language })).text();
      const [section = ''] = /<section id="versions">.*?<\/section>/s.exec(html) ?? [];
      return [...section.matchAll(/data-label="(?:Change|Änderung)"[^>]*>([^<]*)</g)].map(([, text]) => text);
    };
    expect(await changes('en')).toEqual(['embargo lifted', 'embargo', 'new']);
    expect(await changes('de')).toEqual(['Sperrfrist aufgehoben', 'Sperrfrist', 'neu']);
    expect(await stored(article)).toMatchObject({
      versions: [
        { changeType: 'release', change: 'lift' },
        { changeType: 'advisory', change: 'embargo' },
        { changeType: 'new', change: null },
      ],
    });
  });
});

describe('an article that was corrected after a delivery', () => {
  it('shows its open recall, and which copies are outdated', async () => {
    const site = await openSite(newsroom);
    const article = await titled('Corrected after delivery');
    await (await request(`/v1/articles/${article.id}`, { token: site.token })).body?.cancel();
    await drain();
    const before = await desk.page(here(article));
    expect(before).not.toMatch(/View recall|>outdated</);
    // The desk's version has the same content.
    const json = { notice: 'Nothing new' };
    await request(`/v1/admin/articles/${article.id}`, { method: 'PATCH', token: newsroom.admin, json });
    expect(await desk.page(here(article))).not.toContain('>outdated<');
    const second = { uri: article.uri, version: '2', edNote: 'CORRECTION: the name of the ship' };
    await titled('Corrected after delivery', { ...second, versionCreated: new Date().toISOString() });
    await drain();
    for (const by of [desk, await visitor('auditor')]) {
      const html = await by.page(here(article));
      expect(html).toMatch(
        /Corrected\. The recall is open: .*<a href="\/console\/recalls\/rcl_[0-9a-f]{32}">View recall</,
      );
      expect(html).toMatch(/data-label="Version">1<span class="beneath"><span class="badge warn">outdated</);
    }
    expect(await (await visitor('ingest')).page(here(article))).not.toContain('View recall');
  });
});

describe('acts on an article', () => {
  it('holds and releases it, with a notice', async () => {
    const article = await titled('Held for a name');
    const held = await desk.post(here(article, '/hold'), [['/notice', 'We check a name.']]);
    expect([held.status, held.headers.get('Location')]).toEqual([303, here(article, '?done=article_hold')]);
    expect(await stored(article)).toMatchObject({ pubStatus: 'withheld', notice: 'We check a name.' });
    const page = await desk.page(here(article));
    expect(page).toContain('We check a name.');
    // Nobody has received it, so there is no recall to view.
    expect(page).not.toContain('View recall');
    await desk.post(here(article, '/release'), [['/notice', '']]);
    expect(await stored(article)).toMatchObject({ pubStatus: 'usable' });
  });

  it('shows before a hold how many licenses have a copy, and which', async () => {
    const [one, two] = [await openSite(newsroom), await openSite(newsroom)];
    const article = await titled('Held by two');
    const text = async () => (await desk.page(here(article, '/hold'))).replace(/<[^>]+>/g, ' ');
    expect(await text()).toContain('Not delivered to anyone yet.');
    for (const { token } of [one, two])
      await (await request(`/v1/articles/${article.id}`, { token })).arrayBuffer();
    await drain();
    expect(await text()).toContain('2 licenses have copies of it.');
    const html = await desk.page(here(article, '/hold'));
    for (const { license } of [one, two]) expect(html).toContain(license);
    expect(html).toContain('Der Morgen or Abendpost (title not stated)');
    // It says of a kill alone who does not hear of it.
    expect(html).not.toContain('no endpoint for kills');
    await env.DB.batch(
      Array.from({ length: 10 }, (_, n) =>
        env.DB.prepare(
          `INSERT INTO deleted_holders (article, license, title, component, partner, version, at, entry)
           VALUES (?, ?, '', '', 'par_1', '1', '2026-01-01T00:00:00.000Z', ?)`,
        ).bind(article.id, `lic_of_copy_${n}`, `dlv_copy_${n}`),
      ),
    );
    const more = await desk.page(here(article, '/hold'));
    expect(more).toContain('12 licenses have copies of it.');
    expect(more).toContain(`href="${here(article, '/holders')}">View all</a>`);
  });

  it('says before an embargo who has a copy, which the embargo does not recall', async () => {
    const site = await openSite(newsroom);
    const article = await titled('Embargoed too late');
    const text = async () => (await desk.page(here(article, '/embargo'))).replace(/<[^>]+>/g, ' ');
    expect(await text()).toContain('Not delivered to anyone yet.');
    await (await request(`/v1/articles/${article.id}`, { token: site.token })).body?.cancel();
    await drain();
    expect(await text()).toContain('1 license already has a copy. The embargo doesn’t recall it.');
    expect(await desk.page(here(article, '/embargo'))).toContain(`/console/licenses/${site.license}`);
  });

  it('sets an embargo in the viewer’s zone, moves it, and lifts it by name', async () => {
    const article = await titled('Ministry report');
    expect(await desk.page(here(article))).toContain('/embargo">Set embargo<');
    expect(await desk.page(here(article, '/embargo'))).toContain('>Set embargo</button>');
    const tokyo = { Cookie: `${desk.cookie}; imprimatur-zone=Asia%2FTokyo` };
    const moved = await desk.post(
      here(article, '/embargo'),
      [['/embargoedUntil', '2031-05-01T09:30']],
      tokyo,
    );
    expect(moved.status).toBe(303);
    expect(await stored(article)).toMatchObject({ embargoedUntil: '2031-05-01T00:30:00.000Z' });
    const form = await (await desk.get(here(article, '/embargo'), tokyo)).text();
    expect(form).toContain('value="2031-05-01T09:30"');
    expect(form).toMatch(/Change the embargo on “Ministry report”\?.*>Change embargo<\/button>/s);
    expect(await desk.page(here(article))).toMatch(/\/embargo">Change embargo<.*\/lift">Lift embargo</s);
    expect(form).toContain('Asia/Tokyo');
    // To move it into the past would be to lift it without the name.
    const past = await desk.post(here(article, '/embargo'), [['/embargoedUntil', '2020-05-01T09:30']]);
    expect(past.status).toBe(400);
    expect(await past.text()).toContain('Choose a time in the future');
    expect(await stored(article)).toMatchObject({ embargoedUntil: '2031-05-01T00:30:00.000Z' });
    const unnamed = await desk.post(here(article, '/lift'), [['/confirm', 'Something else']]);
    expect(unnamed.status).toBe(400);
    expect(await stored(article)).toHaveProperty('embargoedUntil');
    expect((await desk.post(here(article, '/lift'), [['/confirm', 'Ministry report']])).status).toBe(303);
    expect(await stored(article)).not.toHaveProperty('embargoedUntil');
  });

  it('refuse an embargo without a time or in the past, beside its field', async () => {
    const article = await titled('No time');
    for (const time of ['', '2020-05-01T09:30']) {
      const refused = await desk.post(here(article, '/embargo'), [['/embargoedUntil', time]]);
      expect(refused.status).toBe(400);
      expect(await refused.text()).toContain('id="f-embargoedUntil-fault"');
    }
  });

  it('kill it by name, and show who holds it before and after', async () => {
    const site = await openSite(newsroom);
    const article = await titled('Quotation that was never said');
    await request(`/v1/articles/${article.id}`, { token: site.token });
    await drain();
    const contact = 'Mara Lind <mara@site.example>, desk@site.example';
    await request(`/v1/admin/partners/${site.partner}`, {
      method: 'PATCH',
      token: newsroom.admin,
      json: { contact },
    });
    const form = await desk.page(here(article, '/kill'));
    expect(form).toContain(site.license);
    expect(form).toContain('data-copy="mara@site.example, desk@site.example"');
    expect(form).toContain('Copy all addresses');
    const wrong = await desk.post(here(article, '/kill'), [
      ['/notice', 'Never said.'],
      ['/confirm', 'Quotation'],
    ]);
    expect(wrong.status).toBe(400);
    const html = await wrong.text();
    expect(html).toContain('This isn’t the text to enter');
    expect(html).toContain('Never said.');
    const empty = await (await desk.post(here(article, '/kill'), [['/confirm', ' ']])).text();
    expect(empty).toMatch(/id="f-confirm-fault"[^>]*>Enter a value</);
    expect(await stored(article)).toMatchObject({ pubStatus: 'usable' });
    const killed = await desk.post(here(article, '/kill'), [
      ['/notice', 'Never said.'],
      ['/substitute', ''],
      ['/confirm', ' Quotation  that was never said '],
    ]);
    const next = killed.headers.get('Location') ?? '';
    expect(next).toBe(here(article, '/holders?done=article_kill'));
    const after = await desk.page(next);
    expect(after).toContain('Article killed.');
    expect(after).toContain(site.license);
    expect(await stored(article)).toMatchObject({ pubStatus: 'canceled', notice: 'Never said.' });
    const released = await desk.post(here(article, '/release'), []);
    expect(released.status).toBe(409);
    expect(await released.text()).toContain('a kill is final');
  });

  it('say before a kill how many hear of it at once, and whom to call', async () => {
    const sites = await Promise.all(Array.from({ length: 3 }, () => openSite(newsroom)));
    const [pushed, called, lost] = sites;
    const article = await titled('Known to three');
    for (const { token } of sites)
      await (await request(`/v1/articles/${article.id}`, { token })).arrayBuffer();
    await drain();
    const { id } = await create('/v1/webhooks', pushed?.token ?? '', {
      url: 'https://hooks.site.example/kills',
    });
    const page = async (language = 'en') => {
      const answer = await desk.get(here(article, '/kill'), { 'Accept-Language': language });
      return (await answer.text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
    };
    // An endpoint that is not verified gets nothing.
    expect(await page()).toContain('3 licenses have no endpoint for kills.');
    await env.DB.prepare(`UPDATE webhooks SET status = 'active' WHERE id = ?`).bind(id).run();
    const json = { contact: 'rights@site.example', recallContact: 'Night desk, +49 30 1234' };
    await request(`/v1/admin/partners/${called?.partner}`, { method: 'PATCH', token: newsroom.admin, json });
    const text = await page();
    expect(text).toContain(
      '1 license is notified at once, at its endpoint. 2 licenses have no endpoint for kills.',
    );
    expect(text).toMatch(/Partner \w+ · \S+ : Night desk, \+49 30 1234/);
    expect(text).toMatch(/Partner \w+ · \S+ : no contact recorded/);
    expect(text).toContain('An endpoint is an address of a partner’s system');
    expect(await page('de')).toContain('2 Lizenzen haben keinen Endpunkt');
    await env.DB.prepare(`UPDATE webhooks SET types = '["key.expiring"]' WHERE id = ?`).bind(id).run();
    expect(await page()).toContain('3 licenses have no endpoint for kills.');
    expect(lost?.license).not.toBe(called?.license);
  });

  it('are about the newest hundred of more holders before a kill, and say so', async () => {
    const article = await titled('Known to many');
    // Notes of deleted entries, which are read like the entries.
    const insert = (from: number, to: number) =>
      env.DB.batch(
        Array.from({ length: to - from }, (_, offset) => {
          const number = String(from + offset).padStart(3, '0');
          const at = `2026-01-01T00:00:00.${number}Z`;
          return env.DB.prepare(
            `INSERT INTO deleted_holders (article, license, title, component, partner, version, at, entry)
             VALUES (?, ?, '', '', 'par_1', '1', ?, ?)`,
          ).bind(article.id, `lic_of_holder_${number}`, at, `dlv_${number}`);
        }),
      );
    const newest = 'The following is about the 100 newest of its holders.';
    await insert(0, 100);
    const all = await desk.page(here(article, '/kill'));
    expect(all).toContain('100 licenses have no endpoint for kills.');
    expect(all).not.toContain(newest);
    await insert(100, 101);
    const html = await desk.page(here(article, '/kill'));
    expect(html).toContain(newest);
    expect(html).toContain(`href="${here(article, '/holders')}">View all</a>`);
    expect(html).toContain('lic_of_holder_100');
    expect(html).not.toContain('lic_of_holder_000');
  });

  it('show a substitute that is not there beside its field', async () => {
    const article = await titled('Without substitute');
    const refused = await desk.post(here(article, '/kill'), [
      ['/substitute', 'itm_none'],
      ['/confirm', 'Without substitute'],
    ]);
    expect(refused.status).toBe(400);
    expect(await refused.text()).toMatch(/id="f-substitute-fault"[^>]*>No article matches “itm_none”/);
    const itself = await desk.post(here(article, '/kill'), [
      ['/substitute', 'Without substitute'],
      ['/confirm', 'Without substitute'],
    ]);
    expect(await itself.text()).toContain('No article matches “Without substitute”');
    const other = await titled('Lighthouse relit');
    const misspelled = await desk.post(here(article, '/kill'), [['/substitute', 'Lighthuose relit']]);
    expect(await misspelled.text()).toMatch(
      new RegExp(`Similar names:[\\s\\S]*<input type="radio" name="/substitute.pick" value="${other.id}"`),
    );
  });
});

describe('the look of an article', () => {
  it('is a frame without any power, of a page without any', async () => {
    const article = await titled('Framed');
    const html = await desk.page(here(article, '/look'));
    expect(html).toContain('<iframe sandbox="" class="preview"');
    const response = await desk.get(here(article, '/preview?version=1'));
    expect(response.headers.get('Content-Security-Policy')).toMatch(/^sandbox; default-src 'none'/);
    expect(response.headers.get('Cache-Control')).toBe('private, no-store');
    expect(await response.text()).toContain('PREVIEW');
  });

  it('is the text of each format, too', async () => {
    const article = await titled('As text');
    for (const format of ['text', 'markdown', 'ninjs'])
      expect(await desk.page(here(article, `/look?format=${format}`))).toContain('PREVIEW');
  });

  it('says what changed between two versions', async () => {
    const item = wireItem({ headlines: [{ value: 'Nine boats' }] });
    const article = await ingest(newsroom, item);
    const headlines = [{ value: 'Ten boats' }];
    const versionCreated = new Date().toISOString();
    await ingest(newsroom, { ...item, version: '2', versionCreated, headlines });
    expect(await desk.page(here(article))).toContain('compare?from=1&amp;to=2');
    const html = await desk.page(here(article, '/compare?from=1&to=2'));
    expect(html).toContain('<del>Nine </del><ins>Ten </ins>boats');
    expect((await desk.get(here(article, '/compare?from=1&to=9'))).status).toBe(404);
  });
});

describe('changes between texts', () => {
  const changes = (before: string[], after: string[]) => changesBetween(before, after, anonymousBudget());

  it('keep what is the same, and tell a changed paragraph from a new one', () => {
    expect(changes(['a b c', 'same', 'gone'], ['a x c', 'same', 'new', 'newer'])).toEqual([
      {
        kind: 'changed',
        segments: [
          { kind: 'same', text: 'a ' },
          { kind: 'gone', text: 'b ' },
          { kind: 'new', text: 'x ' },
          { kind: 'same', text: 'c' },
        ],
      },
      { kind: 'same', text: 'same' },
      {
        kind: 'changed',
        segments: [
          { kind: 'gone', text: 'gone' },
          { kind: 'new', text: 'new' },
        ],
      },
      { kind: 'new', text: 'newer' },
    ]);
    expect(changes([], ['x'])).toEqual([{ kind: 'new', text: 'x' }]);
    expect(changes(['x'], [])).toEqual([{ kind: 'gone', text: 'x' }]);
  });

  it('are of paragraphs, whatever lines they were broken into', () => {
    expect(paragraphsOf('One\nline.\n\n======\n\nTwo.\n')).toEqual(['One line.', 'Two.']);
  });
});

describe('the name of an article', () => {
  it('is the beginning of its headline, cut between words', () => {
    expect(shortName('  Short   one ')).toBe('Short one');
    expect(shortName(`${'word '.repeat(12)}`)).toBe('word word word word word word word word');
    expect(shortName('W'.repeat(90))).toBe('W'.repeat(40));
  });

  it('ends with an ellipsis in a sentence if it is cut, and is typed without', async () => {
    expect(firstWords('  Short   one ')).toBe('Short one');
    const article = await titled('word '.repeat(30).trim());
    const html = await desk.page(here(article, '/kill'));
    const words = 'word word word word word word word word';
    expect(html).toContain(`<h1>Kill the article “${'word '.repeat(24).trim()}…”?</h1>`);
    expect(html).toContain(`<strong class="typed">${words}</strong>`);
  });

  it('does not end in a mark where it is cut, and may be typed with it', () => {
    const headline = 'Dresdner Schaudepot öffnet nachts: Führung mit der Taschenlampe';
    expect(shortName(headline)).toBe('Dresdner Schaudepot öffnet nachts');
    expect(firstWords(headline)).toBe('Dresdner Schaudepot öffnet nachts…');
    expect(shortName('Boats – wait and wait and wait and wait – again')).toBe(
      'Boats – wait and wait and wait and wait',
    );
    // A name that is not cut is shown as it is.
    expect(shortName('Aire & Co.')).toBe('Aire & Co.');
    const form = new FormData();
    form.set('/confirm', 'Dresdner Schaudepot öffnet nachts:');
    expect(unconfirmed(form, [shortName(headline)])).toBeNull();
  });

  it('is its uri where nothing of the headline is seen', () => {
    const article = { headline: '\u200b', uri: 'urn:x:1' } as Parameters<typeof nameOf>[0];
    expect(nameOf(article)).toBe('urn:x:1');
  });

  it('is confirmed as it is seen, and never by typing nothing', () => {
    const typing = (text: string) => {
      const form = new FormData();
      form.set('/confirm', text);
      return form;
    };
    const isConfirmed = (text: string, ...names: string[]) => unconfirmed(typing(text), names) === null;
    expect(isConfirmed('Donaudampf', 'Donau\u00addampf')).toBe(true);
    expect(isConfirmed('harbor strike ends', 'Harbor strike ends.')).toBe(true);
    // A phone's keyboard has neither the middle dot nor the dash.
    for (const text of ['nordblatt tna 2025 7', 'Nordblatt-TNA-2025-7', 'Nordblatt · TNA–2025–7'])
      expect(isConfirmed(text, 'Nordblatt · TNA-2025-7')).toBe(true);
    expect(isConfirmed('TNA-2025-7', 'Nordblatt · TNA-2025-7')).toBe(false);
    expect(isConfirmed('C', 'C++')).toBe(false);
    // Short as it is asked for, or whole.
    for (const text of ['Harbor', 'Harbor strike'])
      expect(isConfirmed(text, 'Harbor', 'Harbor strike')).toBe(true);
    expect(isConfirmed('?!', '?!')).toBe(true);
    expect(isConfirmed('-', '?!')).toBe(false);
    for (const text of ['', ' ', '\u00ad']) expect(isConfirmed(text, '\u200b')).toBe(false);
  });
});
