/** "Check a use", as the desk does: from the entry of a refusal, and from scratch. */
import { describe, expect, it } from 'vitest';
import { visitor } from '../support/console.ts';
import { create, request } from '../support/gateway.ts';
import { drain, ingest, ingestWithPhotograph, openSite, scenario, wireItem } from '../support/newsroom.ts';

const { newsroom, site } = await scenario();
const article = await ingestWithPhotograph(newsroom);
const desk = await visitor('desk');

const questionPath = (query: Record<string, string>) =>
  `/console/decisions?${new URLSearchParams({ license: site.license, article: article.id, ...query })}`;

/** What a reader has of the page. */
const words = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

const headingOf = (html: string) => /<h1[^>]*>([^<]*)/.exec(html)?.[1];
const verdictOf = (html: string) => words(/<section class="verdict.*?<\/section>/s.exec(html)?.[0] ?? '');

/** The entry of a refusal, as the partner is told it. */
async function refusal(query: string, at = site, of = article.id): Promise<string> {
  const response = await request(`/v1/articles/${of}?${query}`, { token: at.token });
  const { entry } = (await response.json()) as { entry: string };
  await drain();
  return entry;
}

describe('a question of the desk', () => {
  it('is answered with the verdict, the rule that decided, and what was asked against it', async () => {
    const html = await desk.page(questionPath({ use: 'display', territory: 'JP' }));
    const text = words(html);
    expect(text).toContain('Refused: Territory not licensed');
    expect(text).toContain('Add this territory to the license, or request a licensed one.');
    expect(text).toMatch(/Deciding rule Permission doesn’t cover this/);
    expect(text).toContain('Rule covers territory: DACH Request names Japan');
    // In the order of judging, up to the step that stops.
    const order = [
      'Token',
      'License status',
      'Product',
      'Article status',
      'Embargo',
      'License terms and restrictions',
    ];
    const places = order.map((step) => html.indexOf(`<h3>${step}`));
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual([...places].sort((one, other) => one - other));
    expect(html.match(/<li class="stopped">/g)).toHaveLength(1);
    expect(html).toContain(`href="/console/licenses/${site.license}"`);
    expect(html).toContain('&quot;outcome&quot;: &quot;deny&quot;');
  });

  it('says that no product of the license contains the article, not that there is no such article', async () => {
    const { id } = await ingest({ ...newsroom, section: 'elsewhere' }, wireItem());
    const text = words(await desk.page(questionPath({ article: id })));
    expect(text).toContain('Refused: In no product of the license');
    expect(text).not.toContain('Not found');
    const unknown = words(await desk.page(questionPath({ component: 'cmp_x' })));
    expect(unknown).toContain('The article has no component cmp_x.');
    expect(unknown).toContain('Refused: Not found');
    expect(unknown).not.toContain('In no product of the license');
    expect(text).toContain('Add a product that includes this article');
    expect(unknown).not.toContain('Add a product that includes this article');
  });

  it('says where a territory comes from that the request does not state', async () => {
    const restricted = await ingest(newsroom, wireItem());
    const json = { scope: restricted.id, text: 'AUSTRIA OUT' };
    await request('/v1/admin/restrictions', { token: newsroom.admin, json });
    const query = { article: restricted.id, use: 'display', title: 'abend' };
    const text = words(await desk.page(questionPath(query)));
    expect(text).toContain('Rule covers territory: Austria The title is published in Austria');
    expect(words(await desk.page(questionPath({ ...query, territory: 'AT' })))).toContain(
      'Rule covers territory: Austria Request names Austria',
    );
    const german = await desk.get(questionPath(query), { 'Accept-Language': 'de' });
    expect(words(await german.text())).toContain('Der Titel erscheint in Österreich');
  });

  it.each([
    [
      'en',
      'but not in Austria, the home market of the title Abendpost.',
      'Add Austria, the home market of Abendpost, to the license. Or, if the partner geo-blocks',
      'The title is published in Austria',
    ],
    [
      'de',
      'aber nicht in Österreich, dem Heimatmarkt des Titels Abendpost.',
      'Fügen Sie der Lizenz Österreich hinzu, den Heimatmarkt von Abendpost. Oder, falls der Partner',
      'Der Titel erscheint in Österreich',
    ],
  ])('names the home market that refuses a use elsewhere, in %s', async (language, reason, remedy, fact) => {
    const abroad = await openSite(newsroom, { territories: ['DE'], channels: ['web', 'print'] });
    const query = { license: abroad.license, use: 'display', title: 'abend', territory: 'DE' };
    const html = await desk.get(questionPath({ ...query, channel: 'web' }), { 'Accept-Language': language });
    const text = words(await html.text());
    for (const expected of [reason, remedy, fact]) expect(text).toContain(expected);
    expect(text).not.toMatch(/request a licensed one|dieses Gebiet/);
  });

  it.each([
    ['en', '>any</option>'],
    ['de', '>alle</option>'],
  ])('says that an empty choice stands for all values, in %s', async (language, option) => {
    const html = await desk.get('/console/decisions', { 'Accept-Language': language });
    // Content type, use, title, channel and purpose.
    expect((await html.text()).split(option)).toHaveLength(6);
  });

  it('begins with the only license of a partner, also if that is suspended', async () => {
    const only = await openSite(newsroom);
    const preselected = `name="license.is" value="${only.license} `;
    const path = `/console/decisions?partner=${only.partner}`;
    expect(await desk.page(path)).toContain(preselected);
    const json = { status: 'suspended' };
    await request(`/v1/admin/licenses/${only.license}`, { method: 'PATCH', token: newsroom.admin, json });
    expect(await desk.page(path)).toContain(preselected);
  });

  it('says of a prohibition of a part that it applies in part', async () => {
    const restricted = await ingest(newsroom, wireItem());
    const json = { scope: restricted.id, text: 'NO ARCHIVE' };
    await request('/v1/admin/restrictions', { token: newsroom.admin, json });
    const query = { article: restricted.id };
    const text = words(await desk.page(questionPath(query)));
    expect(text).toContain('Prohibition applies in part');
    expect(text).toMatch(/Deciding rule Permission applies This rule of the license permits /);
    const archived = words(await desk.page(questionPath({ ...query, use: 'archive' })));
    expect(archived).toMatch(/Deciding rule Prohibition applies (?!in part)/);
    const german = words(await (await desk.get(questionPath(query), { 'Accept-Language': 'de' })).text());
    expect(german).toContain('Verbot greift teilweise');
    expect(german).toContain('Die Lizenz erlaubt mit dieser Regel ');
  });

  it('states the end of each use that ends earlier than the license', async () => {
    const restricted = await ingest(newsroom, wireItem());
    const json = { scope: restricted.id, text: 'NO ARCHIVE AFTER 14 DAYS' };
    await request('/v1/admin/restrictions', { token: newsroom.admin, json });
    const response = await desk.get(questionPath({ article: restricted.id }));
    expect(verdictOf(await response.text())).toMatch(
      /Text permitted under license [^:]+: [^;]*display[^;]* until [^;]+; archiving until [^;.]+\./,
    );
    const german = await desk.get(questionPath({ article: restricted.id }), { 'Accept-Language': 'de' });
    expect(verdictOf(await german.text())).toMatch(
      /Text freigegeben unter Lizenz [^:]+: [^;]*Anzeige[^;]* bis [^;]+; Archivierung bis [^;]+\./,
    );
  });

  it('names a title of the partner that the license does not include', async () => {
    const morning = await openSite(newsroom, { titles: ['morgen'] });
    const query = { use: 'display', title: 'abend' };
    const text = words(await desk.page(questionPath({ license: morning.license, ...query })));
    expect(text).toContain('Title Abendpost');
    expect(text).toContain('by Der Morgen; the request names Abendpost.');
    expect(text).not.toMatch(/(Title|names|to) abend/);
    const entry = await refusal(new URLSearchParams(query).toString(), morning);
    const auditor = await visitor('auditor');
    const page = words(await auditor.page(`/console/deliveries/${entry}`));
    expect(page).toContain('Title Abendpost');
    expect(page).not.toMatch(/ abend[ .]/);
    const german = await desk.get(questionPath({ entry }), { 'Accept-Language': 'de' });
    expect(words(await german.text())).toContain('angefragt ist Abendpost');
  });

  it('says the first and the last day of a term, in the zone of the license', async () => {
    const term = { timeZone: 'Asia/Tokyo', starts: '2026-03-31T15:00:00Z', ends: '2098-12-31T15:00:00Z' };
    const tokyo = await openSite(newsroom, term);
    const text = async (at: string, language = 'en') => {
      const response = await desk.get(questionPath({ license: tokyo.license, at }), {
        'Accept-Language': language,
        Cookie: `${desk.cookie}; imprimatur-zone=Europe/Berlin`,
      });
      return words(await response.text());
    };
    expect(await text('2027-01-01T00:00:00Z')).toContain('In force until 31 Dec 2098 (inclusive). ');
    expect(await text('2027-01-01T00:00:00Z')).toMatch(
      /Text permitted: [^.]* until 31 Dec 2098 \(inclusive\)\./,
    );
    expect(await text('2027-01-01T00:00:00Z', 'de')).toContain('In Kraft bis 31.12.2098 (einschließlich). ');
    expect(await text('2026-01-01T00:00:00Z')).toContain('This license starts on 1 Apr 2026. ');
    expect(await text('2099-01-01T00:00:00Z')).toContain('This license expired on 31 Dec 2098. ');
    for (const [language, rule] of [
      ['en', /permits [^.]* from 1 Apr 2026 until 31 Dec 2098 \(inclusive\)/],
      ['de', /erlaubt [^„]* ab 01\.04\.2026 bis 31\.12\.2098 \(einschließlich\)/],
    ] as const) {
      const within = await text('2027-01-01T00:00:00Z', language);
      expect(within).toMatch(rule);
      expect(within).not.toMatch(/16:00|17:00/);
    }
    // An end within a day is an instant, which the reader has in the own zone.
    const noon = await openSite(newsroom, { ...term, ends: '2098-12-31T03:00:00Z' });
    expect(words(await desk.page(questionPath({ license: noon.license })))).toContain(
      'In force until 31 Dec 2098, 03:00. ',
    );
  });

  it('says what remains fine when it is permitted', async () => {
    const text = words(await desk.page(questionPath({ use: 'display' })));
    expect(text).toContain('Permitted');
    expect(text).not.toContain('How to fix it');
  });

  it('keeps what was asked in the form, with the titles of the license to choose from', async () => {
    const html = await desk.page(questionPath({ use: 'display', title: 'abend', territory: 'JP' }));
    expect(html).toContain('value="JP"');
    expect(html).toMatch(/<option value="abend" selected="">Abendpost<\/option>/);
    expect(html).toMatch(new RegExp(`name="license.is" value="${site.license} Partner \\w+ · C-2026-1"`));
  });

  it.each([
    [
      'an embargo',
      { embargoedUntil: new Date(Date.now() + 3_600_000).toISOString() },
      'Under embargo for this license',
      'Wait for the embargo to lift, or change it.',
    ],
    ['a hold', { pubStatus: 'withheld' }, 'On hold', 'Release the article.'],
  ])('stops at %s', async (_, item, code, remedy) => {
    const held = await ingest(newsroom, wireItem(item));
    const text = words(await desk.page(questionPath({ article: held.id })));
    expect(text).toContain(`Refused: ${code}`);
    expect(text).toContain(remedy);
    expect(text).toContain('License terms and restrictions not checked');
  });

  it('names the restriction, with a link to it, and the quota', async () => {
    const restricted = await ingest(newsroom, wireItem());
    const response = await request('/v1/admin/restrictions', {
      token: newsroom.admin,
      json: { scope: restricted.id, text: 'GERMANY OUT' },
    });
    const { id } = (await response.json()) as { id: string };
    const html = await desk.page(questionPath({ article: restricted.id, use: 'display', territory: 'DE' }));
    expect(words(html)).toContain('Refused: Restricted');
    expect(html).toContain(`href="/console/restrictions/${id}"`);
    const small = await openSite(newsroom, { quota: { limit: 1, per: 'month', onExceed: 'refuse' } });
    const text = words(await desk.page(questionPath({ license: small.license })));
    expect(text).toContain('Refused: Quota exceeded');
    expect(text).toContain('Quota refused here');
  });

  it('does not call rules OK that refuse some of the components', async () => {
    const terms = { components: ['dispatch'], quota: { limit: 1, per: 'month', onExceed: 'refuse' } };
    const texts = await openSite(newsroom, terms);
    const [first, second] = [await ingestWithPhotograph(newsroom), await ingestWithPhotograph(newsroom)];
    expect((await request(`/v1/articles/${first.id}`, { token: texts.token })).status).toBe(200);
    const text = words(await desk.page(questionPath({ license: texts.license, article: second.id })));
    expect(text).toContain('License terms and restrictions OK for some components');
    expect(text).toContain('Quota refused here');
  });

  it('is headed by the rule that decided; a reason that no value of the empty fields lifts comes second', async () => {
    const restricted = await ingestWithPhotograph(newsroom);
    await request('/v1/admin/restrictions', {
      token: newsroom.admin,
      json: { scope: restricted.id, text: 'EDITORIAL USE ONLY' },
    });
    const query = { article: restricted.id, component: 'photograph', territory: 'NO' };
    const html = await desk.page(questionPath(query));
    const verdict = verdictOf(html);
    expect(verdict).toContain('Refused: Restricted');
    expect(verdict).toContain(
      'Also refused, whatever you enter in the fields you left empty: Territory not licensed.',
    );
    const decided = words(/<li class="decided">.*?<\/li>/s.exec(html)?.[0] ?? '');
    expect(decided).toContain('Deciding rule Prohibition');
    expect(decided).toContain('EDITORIAL USE ONLY');
    expect(words(html)).toMatch(/Change or withdraw the restriction.*Add this territory to the license/);
    const german = await desk.get(questionPath(query), { 'Accept-Language': 'de' });
    const inGerman = words(await german.text());
    expect(inGerman).toContain('Abgelehnt: Durch eine Auflage verboten');
    expect(inGerman).toContain(
      'Außerdem abgelehnt, ganz gleich, was Sie in die leeren Felder eintragen: Gebiet nicht lizenziert.',
    );
    const stated = words(await desk.page(questionPath({ ...query, purpose: 'editorial' })));
    expect(stated).toContain('Refused: Territory not licensed');
    expect(stated).not.toContain('Also refused');
  });

  it('is headed as a question, with all that was asked beside the verdict', async () => {
    const question = { use: 'display', territory: 'Südtirol', channel: 'web', component: 'photograph' };
    const html = await desk.page(questionPath({ ...question, purpose: 'advertising' }));
    expect(headingOf(html)).toBe('Check a use');
    expect(verdictOf(html)).toContain('Refused: Territory not licensed');
    expect(verdictOf(html)).toContain(
      'Content type photograph Purpose advertising Use display Territory South Tyrol (Italy) Channel web',
    );
  });

  it('is not plainly permitted while no article is named', async () => {
    const html = await desk.page(questionPath({ article: '', use: 'display' }));
    expect(verdictOf(html)).toContain('Permitted as far as checked');
    expect(verdictOf(html)).toContain('Not checked: Product, Article status and Embargo.');
    expect(html).toContain('class="verdict warn"');
    expect(words(html)).toContain('Article status not checked No article was named');
    const used = await openSite(newsroom, { quota: { limit: 1, per: 'month', onExceed: 'refuse' } });
    const one = await ingest(newsroom, wireItem());
    expect((await request(`/v1/articles/${one.id}`, { token: used.token })).status).toBe(200);
    const refused = await desk.page(questionPath({ license: used.license, article: '' }));
    expect(verdictOf(refused)).toContain('Refused: Quota exceeded');
  });

  it('lists the known purposes by their names, and takes another one by its name or IRI', async () => {
    const german = { 'Accept-Language': 'de' };
    const options = /<select id="f-use-purpose".*?<\/select>/s;
    const chosen = async (path: string) => {
      const html = await (await desk.get(path, german)).text();
      return words(options.exec(html)?.[0].replace(/<option (?![^>]*selected).*?<\/option>/g, '') ?? '');
    };
    const html = await (await desk.get(questionPath({}), german)).text();
    expect(words(options.exec(html)?.[0] ?? '')).toContain('redaktionell kommerziell Werbung');
    for (const [typed, code, shown] of [
      ['Redaktionell', 'editorial', 'redaktionell'],
      ['https://example.org/own-use', 'https://example.org/own-use', 'anderer: https://example.org/own-use'],
    ] as const) {
      const sent = await desk.get(questionPath({ purpose: '', other_purpose: typed }), german);
      const to = sent.headers.get('Location') ?? '';
      expect(to).toBe(questionPath({ purpose: code }));
      expect((await chosen(to)).trim()).toBe(shown);
    }
    const text = words(
      await desk.page(questionPath({ use: 'display', purpose: 'https://example.org/own-use' })),
    );
    expect(text).toContain('Permitted');
  });

  it('takes a purpose in the address by its name, and names the known ones for an unknown one', async () => {
    const restricted = await ingest(newsroom, wireItem());
    await request('/v1/admin/restrictions', {
      token: newsroom.admin,
      json: { scope: restricted.id, text: 'EDITORIAL USE ONLY' },
    });
    const german = { 'Accept-Language': 'de' };
    const query = { article: restricted.id, use: 'display' };
    const named = await desk.get(questionPath({ ...query, purpose: 'Redaktionell' }), german);
    expect(named.headers.get('Location')).toBe(questionPath({ ...query, purpose: 'editorial' }));
    const permitted = await desk.get(questionPath({ ...query, purpose: 'editorial' }), german);
    expect(words(await permitted.text())).toContain('Erlaubt');
    for (const [headers, purpose, fault] of [
      [{}, 'news', 'Not a known purpose. Use one of: editorial, commercial,'],
      [german, 'Redaktion', 'Diesen Zweck kennt keine Regel. Möglich sind: redaktionell, kommerziell,'],
    ] as const) {
      const unknown = await desk.get(questionPath({ ...query, purpose }), headers);
      expect(unknown.status).toBe(400);
      const html = await unknown.text();
      expect(/id="f-use-purpose-fault"[^>]*>([^<]*)/.exec(html)?.[1]).toContain(fault);
      expect(html).toContain(`value="${purpose}"`);
    }
  });

  it('judges what a token is narrowed to, and further facts', async () => {
    const text = words(await desk.page(questionPath({ use: 'display', territory: 'AT', locations: 'DE' })));
    expect(text).toContain('Refused: Token too narrow');
    expect(text).toContain('Token refused here');
    const stated = await desk.page(questionPath({ use: 'display', facts: 'count=1\nabsoluteSize=1200 px' }));
    expect(words(stated)).toContain('Permitted');
    expect(stated).toContain('count=1\nabsoluteSize=1200 px</textarea>');
  });

  it('finds the article by its uri, and by words', async () => {
    const { uri } = article;
    const byUri = await desk.get(questionPath({ article: uri }));
    expect(byUri.headers.get('Location')).toBe(questionPath({ article: article.id }));
    expect(words(await desk.page(questionPath({ article: article.id })))).toContain('Permitted');
    const html = await desk.page(questionPath({ article: 'harbor pilots' }), 400);
    expect(words(html)).toContain('match “harbor pilots”: choose one');
    expect(html).toContain(`<input type="radio" name="article.pick" value="${article.id}"/>`);
    for (const unknown of ['zeppelin', 'urn:none'])
      expect(words(await desk.page(questionPath({ article: unknown }), 400))).toContain(
        `No article matches “${unknown}”`,
      );
  });

  it('is the same for everyone who gets the address, whatever their zone', async () => {
    const sent = await desk.get(questionPath({ at: '2026-05-01T12:30' }), {
      Cookie: `${desk.cookie}; imprimatur-zone=Europe/Berlin`,
    });
    expect(sent.status).toBe(303);
    const to = sent.headers.get('Location') ?? '';
    expect(new URLSearchParams(to.split('?')[1]).get('at')).toBe('2026-05-01T10:30:00.000Z');
    const html = await desk.page(to);
    expect(html).toContain('value="2026-05-01T10:30"');
    expect(html).toContain('datetime="2026-05-01T10:30:00.000Z"');
  });

  it('tells what cannot be asked beside its field', async () => {
    const response = await desk.get(questionPath({ purpose: 'two words' }));
    expect(response.status).toBe(400);
    const html = await response.text();
    expect(html).toMatch(/id="f-use-purpose-fault"[^>]*>Enter a name or an IRI, without spaces/);
    expect(html).toContain('value="two words"');
  });

  it.each([
    ['territory', 'Nowhere', 'use-territory', 'Enter a country or region'],
    ['use', 'teleport', 'use-action', 'Not an ODRL 2.2 action'],
    ['title', 'no-such-title', 'use-title', 'Not a title of this partner'],
    ['component', 'hologram', 'use-component', 'Choose one of the options'],
    ['channel', 'telepathy', 'use-channel', 'Choose one of the options'],
    ['actions', 'display\nteleport', 'entitlement-actions', '“teleport”: Not an ODRL 2.2 action'],
    ['locations', 'Japan\nNowhere', 'entitlement-locations', '“Nowhere”: Not a known country'],
    ['at', 'yesterday', 'use-at', 'Enter a date and time'],
  ])('tells of an unknown %s beside its field, and decides nothing', async (name, value, field, fault) => {
    const html = await desk.page(questionPath({ [name]: value }), 400);
    const faultText = new RegExp(`id="f-${field}-fault"[^>]*>([^<]*)`).exec(html)?.[1];
    expect(faultText).toContain(fault);
    expect(html).toContain(`href="#f-${field}"`);
    expect(words(html)).not.toContain('Decision steps');
  });

  it('shows what strangers wrote as text', async () => {
    const hostile = `<script>alert(1)</script>"'&`;
    const written = await ingest(
      newsroom,
      wireItem({ headlines: [{ value: hostile, contentType: 'text/plain' }] }),
    );
    const html = await desk.page(questionPath({ article: written.id }));
    expect(html).not.toContain('<script>alert');
    expect(html).toContain('&lt;script&gt;alert(1)');
    const odd = await desk.page(questionPath({ title: 'x"><i>', facts: hostile }), 400);
    expect(odd).not.toContain('<script>alert');
    expect(odd).not.toContain('"><i>');
  });

  it('begins with what to do', async () => {
    const text = words(await desk.page('/console/decisions'));
    expect(text).toContain('Choose a license and an article');
    expect(text).not.toContain('Decision steps');
    const html = await desk.page(`/console/decisions?partner=${site.partner}`);
    expect(html).toContain(`name="license.is" value="${site.license} `);
    expect(html).not.toContain('class="fault"');
  });

  it('asks for the license beside its field if the form is sent without one', async () => {
    const html = await desk.page('/console/decisions?license=&article=&territory=JP', 400);
    expect(html).toMatch(/id="f-license-fault">Enter a name or an ID</);
    expect(html.match(/ autofocus=""/g)).toHaveLength(1);
    expect(html).toMatch(/<input id="f-license"[^>]* autofocus=""/);
    expect(html).toContain('value="JP"');
    for (const text of ['Choose the license', 'Decision steps', 'Check 1 field'])
      expect(words(html)).not.toContain(text);
    // With another fault, both are listed.
    const both = await desk.page('/console/decisions?license=&at=never', 400);
    expect(words(both)).toContain('Check 2 fields');
  });
});

describe('an entry of a refusal', () => {
  it('is explained as it was decided, with the question filled in and how it stands today', async () => {
    const html = await desk.page(`/console/decisions?entry=${await refusal('use=display&territory=JP')}`);
    const text = words(html);
    expect(headingOf(html)).toBe('Why was this refused?');
    expect(text).toContain('Refused: Territory not licensed');
    expect(text).toContain('Decision steps at the time');
    expect(text).toContain('With the current terms, the result is the same.');
    expect(html).toContain('value="JP"');
    expect(html).toContain(`article=${article.id}&amp;use=display&amp;territory=JP`);
  });

  it('says when it would be decided otherwise by now', async () => {
    const other = await openSite(newsroom);
    const entry = await refusal('use=display&territory=JP', other);
    const changed = await request(`/v1/admin/licenses/${other.license}`, {
      method: 'PATCH',
      token: newsroom.admin,
      json: { territories: ['JP', 'DACH'] },
    });
    expect(changed.status).toBe(200);
    const text = words(await desk.page(`/console/decisions?entry=${entry}`));
    expect(text).toContain('Refused: Territory not licensed');
    expect(text).toContain('With the current terms, the result is different.');
    const json = { name: 'Elsewhere', sections: ['elsewhere'] };
    const { id } = await create<{ id: string }>('/v1/admin/products', newsroom.admin, json);
    await request(`/v1/admin/licenses/${other.license}`, {
      method: 'PATCH',
      token: newsroom.admin,
      json: { products: [id] },
    });
    expect(words(await desk.page(`/console/decisions?entry=${entry}`))).toContain(
      'refused In no product of the license',
    );
  });

  it('says on its own page how it would be decided now, to those who may check it', async () => {
    const other = await openSite(newsroom);
    const entry = await refusal('use=display&territory=JP', other);
    const same = await desk.page(`/console/deliveries/${entry}`);
    expect(words(same)).toContain('The same request now refused Territory not licensed');
    expect(words(same)).toContain('With the current terms, the result is the same.');
    expect(words(same)).not.toContain('Check against current terms');
    const json = { territories: ['JP', 'DACH'] };
    await request(`/v1/admin/licenses/${other.license}`, { method: 'PATCH', token: newsroom.admin, json });
    const html = await desk.page(`/console/deliveries/${entry}`);
    expect(words(html)).toContain(
      'The same request now permitted With the current terms, the result is different.',
    );
    const changes = `/console/licenses/${other.license}/versions?from=1`;
    expect(html).toContain(`href="${changes}"`);
    expect(words(await desk.page(changes))).toContain('Changes from version 1 to 2');
    const auditor = await visitor('auditor');
    const read = await auditor.page(`/console/deliveries/${entry}`);
    expect(words(read)).toContain(
      'The licensing desk can check whether this request would be permitted now.',
    );
    expect(words(read)).not.toContain('The same request now');
    expect(read).toContain(`href="${changes}"`);
    expect(words(await auditor.page(changes))).toContain('Changes from version 1 to 2');
  });

  it('says that no entry has the ID, and keeps the ID and the form', async () => {
    const html = await desk.page('/console/decisions?entry=rfs_0', 404);
    expect(words(html)).toContain('No log entry has this ID.');
    expect(words(html)).not.toContain('Choose a license');
    expect(html).toMatch(/name="entry" value="rfs_0"/);
    expect(html).toContain('id="f-license"');
  });
});

describe('the page', () => {
  it.each(['auditor', 'ingest'] as const)('is not for the role %s', async (role) => {
    const other = await visitor(role);
    for (const path of ['/console/decisions', questionPath({}), '/console/decisions?entry=rfs_0'])
      expect((await other.get(path)).status).toBe(403);
  });

  it('is in German for those who want it', async () => {
    const response = await desk.get(questionPath({ use: 'display', territory: 'JP' }), {
      'Accept-Language': 'de',
    });
    const html = await response.text();
    const text = words(html);
    expect(html).not.toContain('lang="en"');
    expect(text).toMatch(
      /Text nicht ausgeliefert: Die Lizenz erlaubt .+ in den DACH-Ländern \(.+\); angefragt ist Japan\./,
    );
    // But for the answer as the API gave it.
    const read = words(html.replace(/<details class="raw">.*?<\/details>/s, ''));
    expect(read).not.toMatch(/\b(withheld|permits|forbids|license|In force until)\b/);
    expect(text).toContain('Abgelehnt: Gebiet nicht lizenziert');
    expect(text).toContain('Entscheidende Regel');
    expect(text).not.toMatch(/decisions\.\w+|word\.\w+/);
  });
});
