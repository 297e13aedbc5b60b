import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { app } from '../../src/app.ts';
import { licensed } from '../licensing/desk.ts';
import { visitor } from '../support/console.ts';
import { create, operatorToken, request } from '../support/gateway.ts';

const HOSTILE = `<script>alert(1)</script>"'&`;

describe('partners in the console', () => {
  it('are registered by a form, shown, listed and changed', async () => {
    const desk = await visitor('desk');
    const created = await desk.post('/console/partners/new', [
      ['/name', `Kansai ${HOSTILE}`],
      ['/contact', ''],
      ['/titles/0/name', 'Kansai Web'],
      ['/titles/0/id', 'kansai-web'],
      ['/titles/0/market', 'JP'],
      ['/titles/0/domains', 'kansai.example\nwww.kansai.example'],
      ['/titles/0/kind', ''],
      ['/titles/0/feed', 'https://www.kansai.example/feed.xml'],
      ['/titles/1/name', ''],
    ]);
    expect(created.status).toBe(303);
    const page = created.headers.get('Location') ?? '';
    expect(page).toMatch(/^\/console\/partners\/par_[0-9a-f]{32}\?done=partner_created$/);
    const html = await desk.page(page);
    expect(html).not.toContain('<script>alert');
    expect(html).toContain('kansai.example, www.kansai.example');
    expect(html.replaceAll('<wbr/>', '')).toContain('https://www.kansai.example/feed.xml');
    expect(html).toContain('Partner added.');
    expect(await desk.page('/console/partners')).toContain('Kansai &lt;script&gt;');
    const form = await desk.page(`${page.split('?')[0]}/change`);
    expect(form).toContain('value="kansai-web"');
  });

  it('say in words how often pages are read, and what to ask for if they are not', async () => {
    const desk = await visitor('desk');
    const hint = async (PAGE_WATCH_DAYS: string | undefined, language: string) => {
      const headers = { Cookie: desk.cookie, 'Accept-Language': language };
      const configured = { ...env, PAGE_WATCH_DAYS };
      const context = createExecutionContext();
      const page = await app.request('/console/partners/new', { headers }, configured, context);
      return /id="f-titles-0-feed-hint"[^>]*>([^<]*)/.exec(await page.text())?.[1];
    };
    expect(await hint('7', 'en')).toMatch(/read daily .* reported pages read only, every 7 days\.$/);
    expect(await hint('1', 'de')).toMatch(/werden täglich gelesen .* ebenfalls täglich\.$/);
    expect(await hint(undefined, 'en')).toMatch(/^No effect yet: .* The person who runs it /);
    expect(await hint(undefined, 'de')).toMatch(/^Noch ohne Wirkung: /);
  });

  it('refuse an email address with a typo beside its field, and take a telephone number', async () => {
    const desk = await visitor('desk');
    const path = '/console/partners/new';
    const typed = (contact: string, recallContact: string): [string, string][] => [
      ['/name', 'Kansai'],
      ['/contact', contact],
      ['/recallContact', recallContact],
      ['/titles/0/name', 'Web'],
      ['/titles/0/market', 'JP'],
      ['/titles/0/domains', 'kansai-contact.example'],
    ];
    const refused = await desk.post(path, typed('desk@kansai', 'night desk@kansai.example'));
    expect(refused.status).toBe(400);
    const html = await refused.text();
    expect(html).toContain('value="desk@kansai"');
    for (const id of ['contact', 'recallContact'])
      expect(html).toMatch(
        new RegExp(`id="f-${id}-fault"[^>]*>Enter a phone number, or an email address such as desk@example`),
      );
    const german = await desk.post(path, typed('a@@kansai.example', ''), { 'Accept-Language': 'de' });
    expect(await german.text()).toMatch(
      /id="f-contact-fault"[^>]*>Geben Sie eine Telefonnummer oder eine E-Mail-Adresse wie desk@example.com ein/,
    );
    const created = await desk.post(path, typed('desk@kansai.example', 'Night desk, +81 6 1234'));
    expect(created.status).toBe(303);
  });

  it('keep what was typed, with the fault beside its field', async () => {
    const desk = await visitor('desk');
    const refused = await desk.post('/console/partners/new', [
      ['/name', 'Kansai'],
      ['/titles/0/name', 'Web'],
      ['/titles/0/id', 'web'],
      ['/titles/0/market', 'XX'],
    ]);
    expect(refused.status).toBe(400);
    const html = await refused.text();
    expect(html).toContain('value="XX"');
    expect(html).toMatch(
      /id="f-titles-0-market-fault"[^>]*>Enter a country or region, such as Japan or CA-QC/,
    );
    expect(html).toContain('aria-invalid="true"');
    const elsewhere = await desk.post('/console/partners/new', [
      ['/name', 'Kansai elsewhere'],
      ['/titles/0/name', 'Web'],
      ['/titles/0/id', 'web'],
      ['/titles/0/market', 'JP'],
      ['/titles/0/domains', 'kansai-typed.example'],
      ['/titles/0/feed', 'https://other.example/feed.xml'],
    ]);
    expect(await elsewhere.text()).toMatch(
      /id="f-titles-0-feed-fault"[^>]*>Enter an address on one of the domains of the title/,
    );
  });

  it('ask once for a title without a name, and not for the id that is made of it', async () => {
    const desk = await visitor('desk');
    const refused = await desk.post('/console/partners/new', [
      ['/name', 'Kansai nameless'],
      ['/titles/0/market', 'JP'],
      ['/titles/1/market', 'JP'],
    ]);
    expect(refused.status).toBe(400);
    const html = await refused.text();
    expect(html).toContain('Check 2 fields');
    expect(html.match(/id="f-[\w-]+-fault"/g)).toEqual(
      [0, 1].map((row) => `id="f-titles-${row}-name-fault"`),
    );
    expect(html).toMatch(/id="f-titles-0-id"[^>]*value=""/);
  });

  it('take names of countries, addresses of sites and no id as they are meant', async () => {
    const desk = await visitor('desk');
    const created = await desk.post('/console/partners/new', [
      ['/name', 'Nordlys'],
      ['/titles/0/name', 'Nordlys Nett'],
      ['/titles/0/market', 'Norwegen'],
      ['/titles/0/domains', 'https://www.nordlys.example/'],
      ['/titles/0/kind', 'Newspaper'],
    ]);
    expect(created.status).toBe(303);
    const [, id] = /partners\/(par_\w+)/.exec(created.headers.get('Location') ?? '') ?? [];
    const token = await operatorToken('admin');
    expect(await (await request(`/v1/admin/partners/${id}`, { token })).json()).toMatchObject({
      titles: [
        {
          id: 'nordlys-nett',
          name: 'Nordlys Nett',
          market: 'NO',
          domains: ['nordlys.example'],
          kind: 'newspaper',
        },
      ],
    });
  });

  it('list all that is wrong at once, each with its field, the entry and what it may be meant as', async () => {
    const desk = await visitor('desk');
    const form: [string, string][] = [
      ['/name', ''],
      ['/titles/0/name', 'One'],
      ['/titles/0/id', 'same'],
      ['/titles/0/market', 'Norwey'],
      ['/titles/0/domains', 'one.example, two example'],
      ['/titles/1/name', 'Two'],
      ['/titles/1/id', 'same'],
      ['/titles/1/market', 'JP'],
    ];
    const refused = await desk.post('/console/partners/new', form);
    // The browser may show it again to whoever goes back to it.
    expect(refused.headers.get('Cache-Control')).toBe('private, no-cache');
    const html = await refused.text();
    const summary = /<div class="note bad"[\s\S]*?<\/div>/.exec(html)?.[0] ?? '';
    expect(summary).toContain('Check 4 fields');
    expect(summary).toContain('<a href="#f-name">“Name”: enter a value</a>');
    expect(summary).toMatch(/#f-titles-0-market">“Titles 1, [^”]+”: .*Did you mean Norway/);
    expect(summary).toMatch(/#f-titles-0-domains">“Titles 1, [^”]+”: “two example”: Enter a domain/);
    expect(summary).toMatch(/#f-titles-1-id">“Titles 2, [^”]+”: another title has this ID/);
    const inGerman = form.map(([name, value]): [string, string] => [
      name,
      value.replace('Norwey', 'Norwegn'),
    ]);
    const german = await desk.post('/console/partners/new', inGerman, { 'Accept-Language': 'de' });
    const texts = await german.text();
    expect(texts).toContain('Prüfen Sie 4 Felder');
    expect(texts).toContain('Meinten Sie Norwegen?');
    expect(texts).not.toMatch(/<p class="fault"[^>]*><span lang="en">/);
  });

  it('take a domain in the letters of its language, and show it so', async () => {
    const desk = await visitor('desk');
    const created = await desk.post('/console/partners/new', [
      ['/name', 'Örestad Tidning'],
      ['/titles/0/name', 'Örestad'],
      ['/titles/0/market', 'SE'],
      [
        '/titles/0/domains',
        'https://www.ÖRESTAD.example/nyheter, örestad.example:80, tidning-örestad.example',
      ],
      ['/titles/0/feed', 'https://örestad.example/feed.xml'],
    ]);
    expect(await created.text()).toContain('“örestad.example:80”: Enter a domain');
    const right = await desk.post('/console/partners/new', [
      ['/name', 'Örestad Tidning'],
      ['/titles/0/name', 'Örestad'],
      ['/titles/0/market', 'SE'],
      ['/titles/0/domains', 'https://www.ÖRESTAD.example/nyheter, tidning-örestad.example'],
      ['/titles/0/feed', 'https://örestad.example/feed.xml'],
    ]);
    const page = right.headers.get('Location')?.split('?')[0] ?? '';
    expect(await desk.page(page)).toContain('örestad.example, tidning-örestad.example');
    expect(await desk.page(`${page}/change`)).toContain('>örestad.example\ntidning-örestad.example<');
    const partner = await request(`/v1/admin/partners/${page.split('/').at(-1)}`, {
      token: await operatorToken('admin'),
    });
    const { titles } = (await partner.json()) as { titles: { domains: string[] }[] };
    expect(titles[0]?.domains).toEqual(['xn--restad-vxa.example', expect.stringMatching(/^xn--/)]);
  });

  it.each([
    [
      'en',
      'Another partner is called “Südtirol Medien en” (titles: Bote en). Correct it, or send the form again',
      'The partner “Südtirol Medien en” has this domain too. Correct it, or send the form again to keep it',
    ],
    [
      'de',
      'Ein anderer Partner heißt „Südtirol Medien de“ (Titel: Bote de). Korrigieren Sie ihn, oder senden Sie',
      'Auch der Partner „Südtirol Medien de“ hat diese Domain. Korrigieren Sie sie, oder senden Sie',
    ],
  ])(
    'ask once about the name and the domain of another partner, in %s',
    async (language, question, domain) => {
      const desk = await visitor('desk');
      const send = (path: string, name: string, ...more: [string, string][]) => {
        const title: [string, string][] = [
          ['/titles/0/name', `Bote ${language}`],
          ['/titles/0/market', 'IT-BZ'],
          ['/titles/0/domains', `https://www.bote-${language}.example/de`],
          ['/titles/0/feed', `www.bote-${language}.example/rss`],
        ];
        return desk.post(path, [['/name', name], ...title, ...more], { 'Accept-Language': language });
      };
      const path = '/console/partners/new';
      const first = await send(path, `Südtirol Medien ${language}`);
      const page = first.headers.get('Location')?.split('?')[0] ?? '';
      expect((await desk.page(page)).replaceAll('<wbr/>', '')).toMatch(
        /<td[^>]*>bote-..\.example<.*https:\/\/www\.bote-..\.example\/rss/s,
      );
      const similar = `SÜDTIROL-medien ${language}`;
      const refused = await send(path, `${similar} `);
      expect(refused.status).toBe(400);
      const questions = await refused.text();
      expect(questions).toContain(question);
      expect(questions).toContain(domain);
      const meant: [string, string] = ['_meant', `bote-${language}.example`];
      expect((await send(path, similar, ['_meant', similar])).status).toBe(400);
      expect((await send(path, similar, ['_meant', similar], meant)).status).toBe(303);
      // A change that keeps the name is not asked about again, one to the name of another is.
      expect((await send(`${page}/change`, `Südtirol Medien ${language}`)).status).toBe(303);
      expect((await send(path, `Etsch ${language}`, meant)).status).toBe(303);
      expect((await send(`${page}/change`, `Etsch ${language}`)).status).toBe(400);
      const choice = await desk.page(
        `/console/licenses/new?partner=${encodeURIComponent(`medien ${language}`)}&template=blank`,
        400,
      );
      const added = language === 'en' ? 'Added \\d+ \\w+ \\d{4}, \\d' : 'Added';
      expect(choice.match(new RegExp(`Bote ${language} · ${added}`, 'g'))).toHaveLength(2);
      expect(choice).toContain('Continue');
      expect(choice).not.toContain('Continue without');
    },
  );

  it('say which name holds a hidden character, beside its field', async () => {
    const desk = await visitor('desk');
    const refused = await desk.post('/console/partners/new', [
      ['/name', 'Kansai\u202ereversed'],
      ['/titles/0/name', 'Web\u0000'],
      ['/titles/0/id', 'web'],
      ['/titles/0/market', 'JP'],
    ]);
    expect(refused.status).toBe(400);
    const html = await refused.text();
    expect(html).toMatch(/id="f-name-fault"[^>]*>Remove the invisible character U\+202E</);
    expect(html).toMatch(/id="f-titles-0-name-fault"[^>]*>Remove the invisible character U\+0000</);
  });

  it('are changed with what was emptied gone, and a title without domains as it was', async () => {
    const desk = await visitor('desk');
    const admin = await operatorToken('admin');
    const title = { id: 'abend', name: 'Abend', domains: [], market: 'DE' };
    const { id } = await create('/v1/admin/partners', admin, { name: 'Nord', contact: 'x', titles: [title] });
    const form: [string, string][] = [
      ['/contact', ''],
      ['/titles/0/id', 'abend'],
      ['/titles/0/name', 'Abend'],
      ['/titles/0/market', 'DE'],
      ['/titles/0/domains', ''],
      ['/titles/0/kind', ''],
    ];
    const unnamed = await desk.post(`/console/partners/${id}/change`, [['/name', ' '], ...form]);
    expect(unnamed.status).toBe(400);
    expect(await unnamed.text()).toMatch(/id="f-name-fault"[^>]*>Enter a value/);
    const changed = await desk.post(`/console/partners/${id}/change`, [['/name', 'Süd'], ...form]);
    expect(changed.headers.get('Location')).toBe(`/console/partners/${id}?done=partner_changed`);
    const now = await (await request(`/v1/admin/partners/${id}`, { token: admin })).json();
    expect(now).toMatchObject({ name: 'Süd', titles: [title] });
    expect(now).not.toHaveProperty('contact');
    const emptied = form.map(([name]): [string, string] => [name, '']);
    await desk.post(`/console/partners/${id}/change`, [['/name', 'Süd'], ...emptied]);
    const without = await (await request(`/v1/admin/partners/${id}`, { token: admin })).json();
    expect(without).toMatchObject({ titles: [] });
  });

  it('show their licenses and keys, and say what is missing', async () => {
    const desk = await visitor('desk');
    const admin = await operatorToken('admin');
    const { partner, license } = await licensed(admin);
    const without = await desk.page(`/console/partners/${partner.id}`);
    expect(without).toContain('No API keys yet');
    const key = await create('/v1/admin/keys', admin, { license: license.id, name: HOSTILE });
    const html = await desk.page(`/console/partners/${partner.id}`);
    expect(html).toContain(`href="/console/licenses/${license.id}"`);
    expect(html).toContain(`href="/console/keys/${key.id}"`);
    expect(html).toContain('Japan');
    expect(html).not.toContain('<script>alert');
    expect(html).toContain('href="/console/deliveries?partner=');
  });

  it('are suspended by typing their name and reactivated without, and what will come of it is said before', async () => {
    const desk = await visitor('desk');
    const { partner } = await licensed(await operatorToken('admin'));
    const page = `/console/partners/${partner.id}`;
    expect(await desk.page(`${page}/suspend`)).toContain('Its 1 active license is paused');
    const wrong = await desk.post(`${page}/suspend`, [['/confirm', 'Kansai']]);
    expect(wrong.status).toBe(400);
    expect(await wrong.text()).toContain('This isn’t the text to enter');
    expect(await desk.page(page)).not.toContain('This partner is suspended');
    const done = await desk.post(`${page}/suspend`, [['/confirm', 'Kansai  Group ']]);
    expect(done.headers.get('Location')).toBe(`${page}?done=partner_suspended`);
    expect(await desk.page(page)).toContain(
      'This partner is suspended. Nothing is delivered under any of its licenses.',
    );
    await desk.post(`${page}/reactivate`, []);
    expect(await desk.page(page)).not.toContain('This partner is suspended');
  });

  it('tell an owner, and nobody else, where a partner was moved to', async () => {
    const { partner } = await licensed(await operatorToken('admin'));
    const at = '2026-11-01T10:00:00.000Z';
    await env.DB.prepare(
      'INSERT INTO partner_moves (partner, source, target, began, ended) VALUES (?, ?, ?, ?, ?)',
    )
      .bind(partner.id, 'ledger-0', 'ledger-1', at, at)
      .run();
    const page = `/console/partners/${partner.id}`;
    expect(await (await visitor('owner')).page(page)).toContain('Moved from ledger-0 to ledger-1');
    expect(await (await visitor('desk')).page(page)).not.toContain('ledger-1');
  });

  it('are listed a page at a time, and an unknown one is a page of its own', { tags: 'slow' }, async () => {
    const desk = await visitor('desk');
    const admin = await operatorToken('admin');
    const names = Array.from({ length: 51 }, (_, index) => `Partner ${index}`);
    for (const name of names) await create('/v1/admin/partners', admin, { name });
    const first = await desk.page('/console/partners');
    const next = /href="(\/console\/partners\?cursor=[^"]+)" rel="next"/.exec(first)?.[1] ?? '';
    const second = await desk.page(next);
    expect(second).toContain('Partner 50');
    expect(second).toContain('href="/console/partners"');
    const unknown = await desk.page('/console/partners/par_none', 404);
    expect(unknown).toContain('Not found');
  });

  it('are listed with their first titles, and how many more there are', async () => {
    const titles = ['a', 'b', 'c', 'd', 'e'].map((id) => ({
      id,
      name: `Title ${id}`,
      domains: [],
      market: 'DE',
    }));
    await create('/v1/admin/partners', await operatorToken('admin'), { name: 'Many', titles });
    const desk = await visitor('desk');
    let html = await desk.page('/console/partners');
    // Others of this file may have filled the first page.
    const next = /href="(\/console\/partners\?cursor=[^"]+)" rel="next"/.exec(html)?.[1];
    if (next) html += await desk.page(next);
    expect(html).toContain('Title a, Title b, Title c, +2 more');
  });

  it.each([
    ['en', 'Restrictions don’t know this type', 'This looks like an email address without @', '>magazine<'],
    [
      'de',
      'Diese Art kennen die Auflagen nicht',
      'Das sieht nach einer E-Mail-Adresse ohne @',
      '>Zeitschrift<',
    ],
  ])('ask about unknown types and odd contacts once, in %s', async (language, kind, contact, shown) => {
    const desk = await visitor('desk');
    const send = (path: string, type: string, more: [string, string][] = []) => {
      const form: [string, string][] = [
        ['/name', `Verlag ${crypto.randomUUID()}`],
        ['/contact', 'redaktion at nordlicht'],
        ['/titles/0/name', 'Heft'],
        ['/titles/0/id', 'heft'],
        ['/titles/0/market', 'DE'],
        ['/titles/0/domains', `heft-${language}.example`],
        ['/titles/0/kind', type],
      ];
      return desk.post(path, [...form, ...more], { 'Accept-Language': language });
    };
    const page = await (await send('/console/partners/new', 'Werkszeitung')).text();
    expect(page).toContain(kind);
    expect(page).toContain(contact);
    expect(page).toContain(`<option value="magazine"${shown}`);
    const confirmed: [string, string][] = [
      ['_meant', 'werkszeitung'],
      ['_meant', 'redaktion at nordlicht'],
    ];
    const created = await send('/console/partners/new', 'Werkszeitung', confirmed);
    const path = created.headers.get('Location')?.split('?')[0] ?? '';
    expect(path).toMatch(/par_/);
    expect(await (await send(`${path}/change`, 'Werkblatt', confirmed.slice(1))).text()).toContain(kind);
    expect((await send(`${path}/change`, 'Zeitschrift', confirmed.slice(1))).status).toBe(303);
    expect(await (await desk.get(path, { 'Accept-Language': language })).text()).toContain(shown);
  });

  it('get one more row for a title when it is asked for, and nothing is stored', async () => {
    const desk = await visitor('desk');
    const response = await desk.post('/console/partners/new', [
      ['/name', 'Kansai'],
      ['_add', '/titles'],
    ]);
    const html = await response.text();
    expect(response.status).toBe(200);
    expect(html).toContain('name="/titles/0/market"');
  });

  it('are not changed by the auditor, and not for those who have not signed in', async () => {
    const auditor = await visitor('auditor');
    expect((await auditor.get('/console/partners/new')).status).toBe(403);
    expect((await auditor.post('/console/partners/new', [['/name', 'X']])).status).toBe(403);
    const stranger = await auditor.get('/console/partners', { Cookie: '' });
    expect(stranger.status).toBe(303);
    expect(stranger.headers.get('Location')).toBe('/console/sign-in?next=%2Fconsole%2Fpartners');
  });
});
