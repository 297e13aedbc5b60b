/**
 * Things by their names in the console: what pages call them, fields that find them without a script, and the
 * search.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { type Visitor, visitor } from '../support/console.ts';
import { create, request } from '../support/gateway.ts';
import { drain, ingest, openNewsroom, openSite, type PartnerSite, wireItem } from '../support/newsroom.ts';

let site: PartnerSite;
let other: PartnerSite;
let article: string;
let uri: string;
let entry: string;
let receipt: string;
let auditor: Visitor;
let desk: Visitor;

const HEADLINE = 'Lighthouse keeper retires';

const newsroom = await openNewsroom();

beforeAll(async () => {
  const consent = (reference: string) => ({
    consent: { reference, signedBy: 'A. B.', signedOn: '2026-01-02' },
  });
  site = await openSite(newsroom, consent('TNA-2025-0417'));
  other = await openSite(newsroom, consent('TNA-2025-0418'));
  const item = wireItem({ headlines: [{ value: HEADLINE }] });
  ({ id: article, uri } = await ingest(newsroom, item));
  const delivered = await request(
    `/v1/articles/${article}?use=display&title=morgen&territory=DE&channel=web`,
    {
      token: site.token,
    },
  );
  entry = delivered.headers.get('Rights-Entry') ?? '';
  receipt = delivered.headers.get('Rights-Receipt') ?? '';
  await delivered.arrayBuffer();
  // Later versions have other headlines: the log goes on to show the one that went out.
  await ingest(newsroom, {
    ...item,
    version: '2',
    versionCreated: new Date().toISOString(),
    headlines: [{ value: 'Lighthouse to be sold' }],
  });
  await drain();
  [auditor, desk] = [await visitor('auditor'), await visitor('desk')];
});

const to = (path: string, query: Record<string, string>) => `${path}?${new URLSearchParams(query)}`;
const locationOf = async (by: Visitor, path: string) => {
  const answer = await by.get(path);
  return [answer.status, answer.headers.get('Location')];
};

describe('pages', () => {
  it('call what is in the log by the headline that was delivered, and by partner and reference', async () => {
    for (const path of ['/console/deliveries?kind=delivery', `/console/deliveries/${entry}`]) {
      const html = await auditor.page(path);
      expect(html).toContain(HEADLINE);
      expect(html).toContain('· TNA-2025-0417</a>');
      expect(html).not.toContain('Lighthouse to be sold');
      expect(html).toMatch(/\d\d:\d\d:\d\d<\/time>/);
    }
  });

  it('say of an entry in which zone its time is', async () => {
    const headers = { Cookie: `${auditor.cookie}; imprimatur-zone=Asia%2FTokyo`, 'Accept-Language': 'de' };
    for (const [more, zone] of [
      [{}, 'UTC'],
      [headers, 'Asia/Tokyo'],
    ] as const) {
      const html = await (await auditor.get(`/console/deliveries/${entry}`, more)).text();
      expect(html).toMatch(new RegExp(`<p class="lead"><time[^>]*>[^<]*:\\d\\d \\(${zone}\\)</time>`));
    }
  });

  it('show no id as text but where it is labeled as one', async () => {
    const html = await auditor.page('/console/deliveries?kind=');
    expect(html).not.toMatch(/>\s*(lic|par|itm|key|dlv)_[0-9a-f]{32}\s*</);
  });
});

describe('a filter that names a thing, without a script', () => {
  it('takes words that fit one thing for its id', async () => {
    const answer = await locationOf(
      auditor,
      to('/console/deliveries', { license: 'tna-2025-0417', 'license.is': '' }),
    );
    expect(answer).toEqual([303, `/console/deliveries?license=${site.license}`]);
    const html = await auditor.page(`/console/deliveries?license=${site.license}`);
    expect(html).toMatch(/name="license" type="text" value="Partner \w+ · TNA-2025-0417"/);
  });

  it('takes the name or the id of a title, also when several partners have the id', async () => {
    const named = to('/console/deliveries', { title: 'Der Morgen' });
    expect(await locationOf(auditor, named)).toEqual([303, '/console/deliveries?title=morgen']);
    const html = await auditor.page(`/console/deliveries?title=morgen&license=${site.license}`);
    expect(html).toMatch(/name="title" type="text" value="Der Morgen"/);
    expect(html).toContain(HEADLINE);
    expect(await auditor.page('/console/deliveries?title=abend')).toContain('No entries match');
    expect(await auditor.page('/console/deliveries?title=mittag', 400)).toMatch(
      /id="filter-title-fault"[^>]*>No log entry has the value “mittag”/,
    );
  });

  it('takes what was chosen, and goes on to mean it while its name is not changed', async () => {
    const html = await auditor.page(`/console/deliveries?article=${article}`);
    const [, text = '', is = ''] =
      /name="article" type="text" value="([^"]*)".*?name="article.is" value="([^"]*)"/.exec(html) ?? [];
    expect(is).toBe(`${article} ${text}`);
    const repeated = await locationOf(
      auditor,
      to('/console/deliveries', { article: text, 'article.is': is }),
    );
    expect(repeated).toEqual([303, `/console/deliveries?article=${article}`]);
  });

  it('does not know an article by the words of its text', async () => {
    await ingest(await openNewsroom(), {
      ...wireItem({ headlines: [{ value: 'Zoo opens a new house' }] }),
      bodies: [{ contentType: 'text/plain', value: 'The quokka moved in first.' }],
    });
    const html = await auditor.page('/console/deliveries?article=quokka', 400);
    expect(html).toContain('No article matches “quokka”');
    const suggested = await auditor.get(to('/console/find', { q: 'quokka', kind: 'article' }));
    expect(await suggested.json()).toMatchObject({ options: [] });
    expect(await auditor.page('/console/search?q=quokka')).toContain('Zoo opens a new house');
  });

  it('asks which of several things is meant', async () => {
    const html = await auditor.page(
      to('/console/deliveries', { license: 'TNA-2025', outcome: 'permit' }),
      400,
    );
    expect(html).toContain('2 match “TNA-2025”: choose one');
    expect(html).toContain('<input type="hidden" name="outcome" value="permit"/>');
    for (const { license } of [site, other])
      expect(html).toContain(`<input type="radio" name="license.pick" value="${license}"`);
    expect(html).toContain('href="/console/deliveries?outcome=permit">Continue without “License”</a>');
    const picked = to('/console/deliveries', {
      outcome: 'permit',
      license: 'TNA-2025',
      'license.pick': other.license,
    });
    expect(await locationOf(auditor, picked)).toEqual([
      303,
      `/console/deliveries?outcome=permit&license=${other.license}`,
    ]);
  });

  it.each([
    ['/console/deliveries', 'license'],
    ['/console/exports/log', 'license'],
    ['/console/exports/evidence', 'license'],
    ['/console/statements/closed', 'license'],
    ['/console/findings', 'license'],
    ['/console/reports/usage', 'license'],
    ['/console/reports/usage/file', 'license'],
    ['/console/log', 'log'],
    ['/console/actions', 'operator'],
  ])(
    'on %s says at the field that nothing matches, and never answers with an empty list or file',
    async (path, name) => {
      for (const text of ['TNA-99', `${name === 'operator' ? 'opr' : 'lic'}_${'0'.repeat(32)}`]) {
        const answer = await auditor.get(to(path, { [name]: text }));
        const html = await answer.text();
        expect([answer.status, answer.headers.get('Content-Disposition')]).toEqual([400, null]);
        expect(html).toMatch(new RegExp(`No [\\w, ]+ matches “${text}”`));
        expect(html).toMatch(
          new RegExp(`name="${name}" type="text" value="${text}"[^>]*aria-invalid="true"`),
        );
      }
    },
  );
});

describe('a form that names a thing, without a script', () => {
  const place = (target: string, more: [string, string][] = []) =>
    auditor.post('/console/retention/holds/new', [
      ['/target', target],
      ['/reason', 'Proceedings 3 O 114/26'],
      ...more,
    ]);

  it('finds it by words, or has the fault beside its field', async () => {
    expect(await (await place('TNA-99')).text()).toMatch(
      /id="f-target-fault"[^>]*>No license, partner or article matches “TNA-99”/,
    );
    const several = await (await place('TNA-2025')).text();
    expect(several).toContain(`<input type="radio" name="/target.pick" value="${other.license}"/>`);
    const placed = await place('TNA-2025', [['/target.pick', other.license]]);
    expect(placed.status).toBe(303);
    const html = await auditor.page(placed.headers.get('Location') ?? '');
    expect(html).toContain('· TNA-2025-0418</a>');
    expect((await place('TNA-2025-0417')).status).toBe(303);
  });
});

describe('the search', () => {
  it('lists what matches by kind, and says when nothing does', async () => {
    const html = await desk.page('/console/search?q=TNA-2025');
    expect(html).toContain('<h2>Licenses</h2>');
    expect(html).toContain(`href="/console/licenses/${site.license}"`);
    expect(await desk.page('/console/search?q=TNA-99')).toContain('Nothing matches “TNA-99”');
    expect(await desk.page('/console/search')).toContain('<h1>Search</h1>');
  });

  it('opens the page of what is pasted, of those that the role may open', async () => {
    const found = (by: Visitor, q: string) => locationOf(by, to('/console/search', { q }));
    expect(await found(desk, site.license)).toEqual([303, `/console/licenses/${site.license}`]);
    expect(await found(auditor, entry)).toEqual([303, `/console/deliveries/${entry}`]);
    expect(await found(desk, entry)).toEqual([303, `/console/deliveries/${entry}`]);
    expect(await found(auditor, receipt)).toEqual([303, `/console/deliveries/${entry}`]);
    expect(await found(auditor, `https://agency.example/verify#${receipt}`)).toEqual([
      303,
      `/console/deliveries/${entry}`,
    ]);
    expect(await found(desk, uri)).toEqual([303, `/console/articles/${article}`]);
    expect(await found(auditor, uri)).toEqual([303, `/console/articles/${article}`]);
    // Another URI begins with it.
    await ingest(newsroom, { ...wireItem(), uri: `${uri}:2` });
    expect(await found(desk, uri)).toEqual([303, `/console/articles/${article}`]);
    for (const path of [`/console/articles/${article}?done=1#top`, `/v1/articles/${article}`])
      expect(await found(desk, `https://agency.example${path}`)).toEqual([
        303,
        `/console/articles/${article}`,
      ]);
    const ingestDesk = await visitor('ingest');
    expect(await found(ingestDesk, site.license)).toEqual([200, null]);
    expect(await auditor.page('/console/search')).toContain('deliveries of (headline) to (partner)');
    expect(await ingestDesk.page('/console/search')).not.toMatch(/deliveries|partners|licenses/);
  });

  it.each([
    ['en', 'Deliveries of', 'to'],
    ['de', 'Lieferungen von', 'an'],
    ['de', 'Auslieferungen von', 'an'],
    ['de', 'deliveries of', 'to'],
  ])('reads which deliveries are meant, and leads to them in the log: %s, %s', async (language, of, by) => {
    const headers = { 'Accept-Language': language };
    const { name } = (await (
      await request(`/v1/admin/partners/${site.partner}`, { token: newsroom.admin })
    ).json()) as { name: string };
    const q = `${of} Lighthouse to be sold ${by} ${name}`;
    const typed = { kind: 'delivery', article: 'Lighthouse to be sold', partner: name };
    const log = to('/console/deliveries', typed);
    const suggested = await auditor.get(to('/console/find', { q, kind: '' }), headers);
    expect(await suggested.json()).toMatchObject({ options: [{ name: q, href: log }] });
    for (const viewer of [auditor, desk])
      expect(await locationOf(viewer, to('/console/search', { q }))).toEqual([303, log]);
    const when = language === 'en' ? 'last week' : 'letzte Woche';
    const lately = to('/console/search', { q: `${q} ${when}` });
    const lastWeek = to('/console/deliveries', { ...typed, range: 'last_week' });
    expect((await auditor.get(lately, headers)).headers.get('Location')).toBe(lastWeek);
    const ids = { ...typed, article, partner: site.partner };
    expect(await locationOf(auditor, log)).toEqual([303, to('/console/deliveries', ids)]);
    const html = await auditor.page(to('/console/deliveries', ids));
    expect(html).toContain(`/console/deliveries/${entry}`);
    const newsroomer = await visitor('ingest');
    expect(await locationOf(newsroomer, to('/console/search', { q }))).toEqual([200, null]);
  });

  it.each([
    ['refusals to Morgen Verlag', { kind: 'refusal', partner: 'Morgen Verlag' }],
    ['Ablehnungen an Morgen Verlag', { kind: 'refusal', partner: 'Morgen Verlag' }],
    ['Refusals of Port reopens', { kind: 'refusal', article: 'Port reopens' }],
    [
      'Deliveries to Morgen Verlag of Port reopens last month',
      { kind: 'delivery', partner: 'Morgen Verlag', article: 'Port reopens', range: 'last_month' },
    ],
    [
      'Ablehnungen für Morgen Verlag diese Woche',
      { kind: 'refusal', partner: 'Morgen Verlag', range: 'week' },
    ],
    [
      'Lieferungen an Morgen Verlag letzten Monat',
      { kind: 'delivery', partner: 'Morgen Verlag', range: 'last_month' },
    ],
    [
      'Ablehnungen von Port reopens im Februar 2026',
      { kind: 'refusal', article: 'Port reopens', from: '2026-02-01', to: '2026-02-28' },
    ],
    ['deliveries on 2026-02-03', { kind: 'delivery', from: '2026-02-03', to: '2026-02-03' }],
    ['Auslieferungen vom 3.2.2026', { kind: 'delivery', from: '2026-02-03', to: '2026-02-03' }],
    ['Ablehnungen gestern', { kind: 'refusal', range: 'yesterday' }],
    ['Auslieferungen heute', { kind: 'delivery', range: 'today' }],
    ['Lieferungen an Morgen Verlag', { kind: 'delivery', partner: 'Morgen Verlag' }],
  ])('reads which refusals or deliveries are meant, in any order: %s', async (q, query) => {
    const log = to('/console/deliveries', query as Record<string, string>);
    expect(await locationOf(desk, to('/console/search', { q }))).toEqual([303, log]);
  });

  it('takes a name for a partner’s where no article has it, also in suggestions', async () => {
    const q = 'Ablehnungen von Brackwater Verlag am 1.2.2026';
    const href = to('/console/deliveries', {
      ...{ kind: 'refusal', partner: 'Brackwater Verlag', from: '2026-02-01', to: '2026-02-01' },
    });
    expect((await locationOf(desk, to('/console/search', { q })))[1]).toContain('article=Brackwater');
    await create('/v1/admin/partners', newsroom.admin, {
      name: 'Brackwater Verlag',
      titles: [{ id: 'brackwater', name: 'Brackwater', market: 'DE', domains: ['brackwater.example'] }],
    });
    expect(await locationOf(desk, to('/console/search', { q }))).toEqual([303, href]);
    const suggested = await desk.get(to('/console/find', { q, kind: '' }));
    expect(await suggested.json()).toMatchObject({ options: [{ href }] });
  });

  it.each([
    [
      'en',
      'refusals in Novemver 2026',
      'If it is to have a period, write it like “refusals on 3 November 2026”',
    ],
    ['de', 'Auslieferungen am 31.11.2026', 'Falls ein Zeitraum gemeint ist, schreiben Sie ihn so:'],
  ])('says how to write a period that it does not understand, in %s', async (language, q, hint) => {
    const html = await (await desk.get(to('/console/search', { q }), { 'Accept-Language': language })).text();
    expect(html).toContain(hint);
    expect(await desk.page(to('/console/search', { q: 'Qqqq 2026' }))).not.toContain('period');
  });

  it.each([
    ['en', 'deliveries of Quagga last month', 'Period', 'Last month'],
    ['de', 'Auslieferungen von Quagga am 3.2.2026', 'Zeitraum', '03.02.2026'],
  ])('shows the period where it asks which entity is meant, in %s', async (language, q, label, period) => {
    const headers = { 'Accept-Language': language };
    const [, location] = await locationOf(auditor, to('/console/search', { q }));
    const html = await (await auditor.get(location as string, headers)).text();
    expect(html).toContain(`<dt>${label}</dt><dd>${period}</dd>`);
  });

  it('shows names a letter away where no name has the words, and never takes one for the other', async () => {
    const { id } = await create('/v1/admin/partners', newsroom.admin, {
      name: 'Brennstein Verlag',
      titles: [
        { id: 'hallwanger-post', name: 'Hallwanger Post', market: 'DE', domains: ['hallwanger.example'] },
      ],
    });
    for (const q of ['Brenstein', 'brennstien verlag', 'Brennnstein', 'Brenmstein Verlag']) {
      const html = await desk.page(to('/console/search', { q }));
      expect(html).toContain(`Nothing has exactly the words “${q}”. Similar names:`);
      expect(html).toContain(`href="/console/partners/${id}"`);
    }
    expect(await desk.page(to('/console/search', { q: 'Brennstein' }))).not.toContain('Similar names');
    const html = await auditor.page(
      to('/console/deliveries', { kind: 'delivery', partner: 'Brenstein' }),
      400,
    );
    expect(html).toContain('Similar names');
    expect(html).toContain(`<input type="radio" name="partner.pick" value="${id}"`);
    // SQLite refuses patterns of more than 50 bytes.
    for (const q of ['Brxxstein', '記'.repeat(20), 'Ж'.repeat(30), 'x'.repeat(100)])
      expect(await desk.page(to('/console/search', { q }))).toContain('Nothing matches');
  });

  it('shows headlines a letter away where nothing has the words, and asks whether one is meant', async () => {
    const html = await desk.page(to('/console/search', { q: 'Lighthuose to be sold' }));
    expect(html).toContain('Nothing has exactly the words “Lighthuose to be sold”. Similar names:');
    expect(html).toMatch(new RegExp(`href="/console/articles/${article}"><bdi>Lighthouse to be sold<`));
    const asked = await auditor.page(to('/console/deliveries', { article: 'Lighthose' }), 400);
    expect(asked).toContain(`<input type="radio" name="article.pick" value="${article}"`);
    const suggested = await auditor.get(to('/console/find', { q: 'Lighthose', kind: 'article' }));
    expect(await suggested.json()).toMatchObject({
      options: [{ id: article, detail: expect.stringMatching(/^Similar name · /) }],
    });
  });

  it('asks which article or partner is meant by a sentence, and prefers a headline that reads like one', async () => {
    const q = 'deliveries of Lighthouse to be sold to Partner';
    const html = await auditor.page(
      (await locationOf(auditor, to('/console/search', { q })))[1] as string,
      400,
    );
    for (const { partner } of [site, other])
      expect(html).toContain(`<input type="radio" name="partner.pick" value="${partner}"`);
    const none = 'Lieferungen von Quagga an Niemand';
    const [, location] = await locationOf(auditor, to('/console/search', { q: none }));
    expect(await auditor.page(location as string, 400)).toContain('No partner matches “Niemand”');
    const headline = 'Deliveries of gas to Europe resume';
    await ingest(await openNewsroom(), wireItem({ headlines: [{ value: headline }] }));
    expect(await auditor.page(to('/console/search', { q: headline }))).toMatch(
      new RegExp(`href="/console/articles/itm_\\w+"><bdi>${headline}<`),
    );
  });

  it.each([
    ['en', 'month', 'statements', 'Statements'],
    ['en', 'close a month', 'statements/close-all', 'Close a month'],
    ['de', 'Monatsabschluss', 'statements', 'Abrechnungen'],
    ['de', 'protokoll', 'actions', 'Änderungsprotokoll'],
    ['en', 'counter', 'reports/platform', 'COUNTER platform report'],
    ['en', 'refused', 'deliveries?kind=refusal', 'Refusals'],
    ['de', 'abgelehnt', 'deliveries?kind=refusal', 'Ablehnungen'],
    ['en', 'invoices', 'statements', 'Statements'],
    ['en', 'alerts', 'health', 'Health'],
    ['en', 'settings', 'account', 'Account settings'],
    ['en', 'evidence', 'exports', 'Exports'],
    ['de', 'alerts', 'health', 'Systemzustand'],
    ['de', 'Abrufe', 'deliveries', 'Auslieferungen'],
    ['de', 'Beweispaket', 'exports', 'Exporte'],
    ['de', 'DSGVO', 'retention', 'Aufbewahrung und Sperren'],
    ['de', 'Einstellungen', 'account', 'Kontoeinstellungen'],
  ])(
    'finds pages of the console by words that people use for them: %s, %s',
    async (language, q, path, title) => {
      const headers = { 'Accept-Language': language };
      const html = await (await auditor.get(to('/console/search', { q }), headers)).text();
      expect(html).toMatch(
        new RegExp(`<a href="/console/${path.replace('?', '\\?')}"><bdi>${title}</bdi></a>`),
      );
      const suggested = await auditor.get(to('/console/find', { q, kind: '' }), headers);
      expect(await suggested.json()).toMatchObject({
        options: expect.arrayContaining([expect.objectContaining({ name: title, href: `/console/${path}` })]),
      });
    },
  );

  it('finds no page by the key of its words', async () => {
    expect(await desk.page(to('/console/search', { q: 'search' }))).toContain('Nothing matches “search”');
  });

  it('finds only pages that the role may open, and none where a thing is asked for', async () => {
    const found = async (by: Visitor, q: string, language = 'en') =>
      (await by.get(to('/console/search', { q }), { 'Accept-Language': language })).text();
    for (const [q, path, language] of [
      ['keys', '/console/keys', 'en'],
      ['Schlüssel', '/console/keys', 'de'],
      ['keys', '/console/keys', 'de'],
      ['new key', '/console/keys/new', 'en'],
      ['neue Zugangsdaten', '/console/keys/new', 'de'],
      ['new license', '/console/licenses/new', 'en'],
      ['neue Lizenz', '/console/licenses/new', 'de'],
    ] as const) {
      expect(await found(desk, q, language)).toContain(`href="${path}"><bdi>`);
      expect(await found(auditor, q, language)).not.toContain(`href="${path}"><bdi>`);
    }
    const owner = await visitor('owner');
    for (const [q, language] of [
      ['users', 'en'],
      ['operators', 'en'],
      ['Benutzer', 'de'],
    ] as const) {
      expect(await found(owner, q, language)).toContain('href="/console/operators"><bdi>');
      expect(await found(desk, q, language)).not.toContain('href="/console/operators"><bdi>');
    }
    // A part of a word is looked for in titles only.
    expect(await found(desk, 'okens')).not.toContain('href="/console/keys"><bdi>');
    // The desk reads statements, and closes none.
    expect(await found(desk, 'month')).toContain('href="/console/statements"><bdi>');
    expect(await found(desk, 'month')).not.toContain('/console/statements/close-all');
    const field = await desk.get(to('/console/find', { q: 'license', kind: 'article' }));
    expect(await field.text()).not.toContain('/console/licenses');
  });

  it('suggests to the script of a field what is of its kinds', async () => {
    const answer = await auditor.get(to('/console/find', { q: 'lighthouse', kind: 'article license' }));
    expect(await answer.json()).toMatchObject({
      options: [{ id: article, name: 'Lighthouse to be sold' }],
      said: '1 match',
    });
    const itself = to('/console/find', { q: 'lighthouse', kind: 'article', except: article });
    expect(await (await auditor.get(itself)).json()).toMatchObject({ options: [] });
  });
});
