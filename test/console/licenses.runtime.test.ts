import { beforeAll, describe, expect, it } from 'vitest';
import { licensed, type Resource, termsFor } from '../licensing/desk.ts';
import { type Visitor, visitor } from '../support/console.ts';
import { create, operatorToken, partnerToken, request } from '../support/gateway.ts';

const HOSTILE = `<script>alert(1)</script>"'&`;

let admin = '';
let desk: Visitor;
beforeAll(async () => {
  admin = await operatorToken('admin');
  desk = await visitor('desk');
});

const read = async (id: string) =>
  (await (await request(`/v1/admin/licenses/${id}`, { token: admin })).json()) as Resource;

/** Terms as somebody fills the form. */
const whole = (product: string): [string, string][] => [
  ['/titles', 'kansai-web'],
  ['/products', product],
  ['/components', 'dispatch'],
  ['/components', 'photograph'],
  ['/uses', 'display'],
  ['/moreUses', 'stream'],
  ['/alterations', 'shorten'],
  ['/channels', 'web'],
  ['/territories', 'JP'],
  ['/starts', '2026-01-01T00:00'],
  ['/ends', '2099-01-01T00:00'],
  ['/credit/line', 'Tidemark'],
  ['/quota/limit', '500'],
  ['/quota/per', 'month'],
  ['/quota/onExceed', 'refuse'],
  ['/consent/reference', 'TMA-2026-0117'],
  ['/consent/signedBy', 'M. Example'],
  ['/consent/signedOn', '2025-12-12'],
  // The partner of `licensed` has a license with this reference.
  ['_meant', 'TMA-2026-0117'],
];

/** What stands in the reading, without its markup. */
const readingIn = (html: string) =>
  (/<aside id="reading"[\s\S]*<\/aside>/.exec(html)?.[0] ?? '').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

/**
 * What a browser would send of the form: hidden values, texts, boxes that are checked, options that are
 * chosen.
 */
function filledIn(html: string): [string, string][] {
  const form = /<form method="post"[^>]*class="form"[\s\S]*?<\/form>/.exec(html)?.[0] ?? '';
  const text = (escaped = '') =>
    escaped.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'");
  const sent: [string, string][] = [];
  for (const [tag] of form.matchAll(/<input\b[^>]*>/g)) {
    const of = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];
    const name = of('name');
    if (!name || (of('type') === 'checkbox' && !/\bchecked\b/.test(tag))) continue;
    sent.push([name, text(of('value'))]);
  }
  for (const [, name = '', value = ''] of form.matchAll(
    /<textarea\b[^>]*\bname="([^"]*)"[^>]*>([\s\S]*?)<\/textarea>/g,
  ))
    sent.push([name, text(value)]);
  for (const [, name = '', options = ''] of form.matchAll(
    /<select\b[^>]*\bname="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g,
  ))
    sent.push([name, /<option value="([^"]*)" selected/.exec(options)?.[1] ?? '']);
  return sent.filter(([, value]) => value !== '');
}

const controlIn = (html: string, name: string) =>
  filledIn(html).flatMap(([other, value]) => (other === name ? [value] : []));

/** Names of the controls that are seen without unfolding anything. */
function visibleControls(html: string): string[] {
  const main = /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? '';
  const open = main.replace(/<details class="folded"(?![^>]* open)[\s\S]*?<\/details>/g, '');
  return [...open.matchAll(/<(?:input|select|textarea)\b[^>]*>/g)]
    .map(([tag]) => tag)
    .filter((tag) => !/type="hidden"/.test(tag))
    .map((tag) => /name="([^"]*)"/.exec(tag)?.[1] ?? '');
}

describe('granting a license', () => {
  it('begins with its partner', async () => {
    const { partner } = await licensed(admin);
    const html = await desk.page('/console/licenses/new');
    expect(html).toContain('name="partner" type="text"');
    const form = await desk.page(`/console/licenses/new?partner=${partner.id}`);
    expect(form).toContain('value="kansai-web"');
    expect(readingIn(form)).toContain('Kansai Group may use [missing: Content types]');
    const term = await desk.post(`/console/licenses/new?partner=${partner.id}`, [
      ['_at', 'term'],
      ['_preview', '1'],
    ]);
    expect(await term.text()).toContain('Usually that of the partner’s home market. If empty: UTC.');
    // A phone shows them in this order.
    const places = ['id="summary"', 'class="buttons"', 'id="reading"'].map((part) => form.indexOf(part));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(form).toMatch(/<div id="summary"><p>Kansai Group may use \[missing: Content types\]/);
    expect(await desk.page('/console/licenses/new?partner=nobody', 400)).toContain('No partner matches');
  });

  it('says by the preview what the terms permit, what is missing and what cannot be, and stores nothing', async () => {
    const { partner, product } = await licensed(admin);
    const at = `/console/licenses/new?partner=${partner.id}`;
    const list = async () =>
      (await desk.page(`/console/licenses?partner=${partner.id}`)).replace(/<footer.*<\/footer>/, '');
    const before = await list();
    const drafted = await desk.post(at, [
      ['/products', product.id],
      ['/uses', 'display'],
      ['/territories', 'JP\nNarnia'],
      ['/starts', '2027-01-01T00:00'],
      ['/ends', '2026-01-01T00:00'],
      ['_preview', '1'],
    ]);
    expect(drafted.status).toBe(200);
    const html = await drafted.text();
    expect(html).toContain('Narnia');
    const text = readingIn(html);
    expect(text).toContain('[missing: Channels]');
    expect(text).toMatch(/Missing .*Channels/);
    const full = await desk.post(at, [...whole(product.id), ['_preview', '1']]);
    const reading = readingIn(await full.text());
    // Other tests have products of this name, so its id stands beside it.
    expect(reading.replace(` (${product.id})`, '')).toContain(
      'Kansai Group may use texts and photographs from the product “Sport” for display and streaming, on the web, in Japan, for its title “Kansai Web”, from 1 January 2026 through 31 December 2098 (UTC).',
    );
    expect(reading).toContain('The terms are complete. Other licenses’ exclusive rights are checked when');
    expect(reading).toContain('urn:imprimatur:license:new:1');
    const elsewhere = whole(product.id).filter(([name]) => name !== '/territories');
    const abroad = await desk.post(at, [...elsewhere, ['/territories', 'DE'], ['_preview', '1']]);
    const warned = readingIn(await abroad.text());
    expect(warned).toContain(
      'can use nothing on these channels: web. Its home market Japan isn’t licensed. Add Japan, or',
    );
    expect(warned.indexOf('can use nothing')).toBeLessThan(warned.indexOf('Kansai Group may use'));
    expect(await list()).toBe(before);
  });

  it('names what does not fit together, beside what compiles', async () => {
    const { partner, product } = await licensed(admin);
    const drafted = await desk.post(`/console/licenses/new?partner=${partner.id}`, [
      ...whole(product.id).filter(([name]) => name !== '/ends'),
      ['/ends', '2025-01-01T00:00'],
      ['_preview', '1'],
    ]);
    expect(readingIn(await drafted.text())).toMatch(
      /Needs fixing Last day : Choose a last day that isn’t before the first/,
    );
    const odd = await desk.post(`/console/licenses/new?partner=${partner.id}`, [
      ...whole(product.id),
      ['/uses', 'print'],
      ['_preview', '1'],
    ]);
    expect(readingIn(await odd.text())).toContain('Nothing is printed on these channels');
  });

  it('stores what was typed, and leads to its page', async () => {
    const { partner, product } = await licensed(admin);
    const created = await desk.post(`/console/licenses/new?partner=${partner.id}`, whole(product.id));
    expect(created.status).toBe(303);
    const page = created.headers.get('Location') ?? '';
    expect(page).toMatch(/^\/console\/licenses\/lic_[0-9a-f]{32}\?done=license_granted$/);
    const html = await desk.page(page);
    expect(html).toContain('License created.');
    expect(html).toContain('Kansai Group · TMA-2026-0117');
    const id = page.slice('/console/licenses/'.length, page.indexOf('?'));
    expect(await read(id)).toMatchObject({
      titles: ['kansai-web'],
      uses: ['display', 'stream'],
      credit: { line: 'Tidemark', byline: false },
      quota: { limit: 500, per: 'month', onExceed: 'refuse' },
      ends: '2099-01-01T00:00:00.000Z',
    });
  });

  it.each([
    [
      'en',
      'Another license of this partner has this reference: Sport, 1 Jan 2026 – 31 Dec 2098 (inclusive).',
      '1 Jan 2026',
    ],
    [
      'de',
      'Eine andere Lizenz dieses Partners hat diese Vertragsnummer: Sport, 01.01.2026 – 31.12.2098 (einschließlich).',
      '01.01.2026',
    ],
  ])('asks once about the reference of another license, in %s', async (language, question, day) => {
    const { partner, license } = await licensed(admin);
    const other = await create<Resource>('/v1/admin/products', admin, { name: `Culture ${language}` });
    const send = (form: [string, string][]) =>
      desk.post(`/console/licenses/new?partner=${partner.id}`, form, { 'Accept-Language': language });
    const refused = await send(whole(other.id).filter(([name]) => name !== '_meant'));
    expect(refused.status).toBe(400);
    const html = await refused.text();
    expect(html).toContain(question);
    expect(html).toContain('name="_meant" value="TMA-2026-0117"');
    const granted = await send(whole(other.id));
    const at = granted.headers.get('Location')?.split('?')[0] ?? '';
    expect(at).toMatch(/lic_/);
    // Pickers and the page that ends one of them tell them apart.
    const start = await desk.post(
      '/console/keys/new',
      [
        ['/license', 'TMA-2026-0117'],
        ['/name', 'site'],
      ],
      { 'Accept-Language': language },
    );
    const hits = await start.text();
    expect(hits).toContain(`value="${license.id}"`);
    expect(hits).toContain(`Culture ${language}`);
    expect(hits).toContain(day);
    expect(await desk.page(`${at}/terminate`)).toContain(`“Culture ${language}”`);
    // The same reference again is no question for a license that has it.
    const changed = await desk.post(`${at}/change`, [...whole(other.id).slice(0, -1), ['/uses', 'print']]);
    expect(changed.status).toBe(303);
  });

  it('keeps what was typed when the API refuses it, with the fault beside its field', async () => {
    const { partner, product } = await licensed(admin);
    const refused = await desk.post(`/console/licenses/new?partner=${partner.id}`, [
      ...whole(product.id).filter(([name]) => name !== '/territories'),
      ['/territories', `Narnia${HOSTILE}`],
    ]);
    expect(refused.status).toBe(400);
    const html = await refused.text();
    expect(html).not.toContain('<script>alert');
    expect(html).toContain('Narnia&lt;script&gt;');
    expect(html).toMatch(/id="f-territories-fault"/);
    expect(html).toContain('value="TMA-2026-0117"');
  });

  it('goes in four steps from a template, back and forth without loss, in no more than 25 controls', async () => {
    const { partner, product } = await licensed(admin);
    const start = await desk.page('/console/licenses/new');
    const at = `/console/licenses/new?partner=${partner.id}&template=web_app`;
    const trail = [start];
    let html = await desk.page(at);
    const answers: Record<string, [string, string][]> = {
      what: [['/products', product.id]],
      uses: [['/territories', 'Japan']],
      term: [
        ['/starts', '2026-12-01'],
        ['/ends', '2027-11-30'],
        ['/quota/limit', '500'],
        ['/quota/per', 'month'],
        ['/quota/onExceed', 'refuse'],
      ],
      agreement: [
        ['/consent/reference', 'TNA-2026-1'],
        ['/consent/signedBy', 'M. Example'],
        ['/consent/signedOn', '2026-11-20'],
      ],
    };
    const steps = Object.keys(answers);
    for (const [index, step] of steps.entries()) {
      expect(controlIn(html, '_at')).toEqual([step]);
      trail.push(html);
      const sent = [...filledIn(html), ...(answers[step] ?? [])];
      // Back to the first step and on again: all of it is still there.
      const first = await (await desk.post(at, [...sent, ['_step', 'what']])).text();
      const back = await (await desk.post(at, [...filledIn(first), ['_step', step]])).text();
      expect(back).toContain(`name="_at" value="${step}"`);
      const next = steps[index + 1];
      const answer = await desk.post(at, [
        ...filledIn(back),
        ...(next ? [['_step', next] as [string, string]] : []),
      ]);
      if (next) html = await answer.text();
      else expect(answer.headers.get('Location')).toMatch(/done=license_granted$/);
      if (!next) {
        const [, id = ''] = /licenses\/(lic_\w+)/.exec(answer.headers.get('Location') ?? '') ?? [];
        expect(await read(id)).toMatchObject({
          products: [product.id],
          uses: ['display', 'distribute'],
          channels: ['web', 'app'],
          territories: ['JP'],
          timeZone: 'Asia/Tokyo',
          starts: '2026-11-30T15:00:00.000Z',
          ends: '2027-11-30T15:00:00.000Z',
          quota: { limit: 500, per: 'month', onExceed: 'refuse' },
        });
        expect(await desk.page(`/console/licenses/${id}`)).toContain('30 Nov 2027 (inclusive), Asia/Tokyo');
        const german = await (await desk.get(`/console/licenses/${id}`, { 'Accept-Language': 'de' })).text();
        expect(german).toContain('30.11.2027 (einschließlich), Asia/Tokyo');
      }
    }
    const others = trail.map((page) => visibleControls(page).filter((name) => name !== '/products').length);
    // Products are counted once: this gateway has those of other tests.
    expect(others.reduce((sum, count) => sum + count, 1)).toBeLessThanOrEqual(25);
  });

  it('stays on a step whose input cannot be, and leads to the step of what is missing when it is sent', async () => {
    const { partner, product } = await licensed(admin);
    const at = `/console/licenses/new?partner=${partner.id}&template=print`;
    const first = await desk.page(at);
    const uses = await (
      await desk.post(at, [...filledIn(first), ['/products', product.id], ['_step', 'uses']])
    ).text();
    const narnia = await desk.post(at, [...filledIn(uses), ['/territories', 'Narnia'], ['_step', 'term']]);
    const html = await narnia.text();
    expect(controlIn(html, '_at')).toEqual(['uses']);
    expect(html).toContain('Check 1 field');
    const term = await (await desk.post(at, [...filledIn(uses), ['_step', 'term']])).text();
    const units = [...filledIn(term), ['/quota/limit', '5'], ['_step', 'agreement']] as [string, string][];
    const counted = await (await desk.post(at, units)).text();
    expect(controlIn(counted, '_at')).toEqual(['term']);
    expect(counted).toMatch(/id="f-quota-per-fault"[^>]*>Choose an option/);
    expect(counted).toContain('Check 2 fields');
    const sent = await desk.post(at, [...filledIn(uses), ['/territories', 'Norway']]);
    expect(sent.status).toBe(400);
    const refused = await sent.text();
    expect(controlIn(refused, '_at')).toEqual(['term']);
    expect(refused).toMatch(/href="#f-starts">“First day”: enter a date/);
    expect(refused).toMatch(/name="_step" value="agreement">“Contract reference”: enter a value/);
  });

  it.each([
    [
      'en',
      'Enter a whole number',
      'Not a known country',
      'isn’t before the first',
      'at least 1',
      'Enter a value',
      'can’t be in the future',
    ],
    [
      'de',
      'Geben Sie eine ganze Zahl ein',
      'Kein bekanntes Land',
      'nicht vor dem ersten',
      'mindestens 1',
      'Geben Sie einen Wert',
      'nicht in der Zukunft',
    ],
  ])(
    'says all that is wrong in one pass, each on its step beside its field, in %s',
    async (language, number, place, order, units, value, future) => {
      const { partner, product } = await licensed(admin);
      const at = `/console/licenses/new?partner=${partner.id}`;
      const wrong: [string, string][] = [
        ['/products', product.id],
        ['/components', 'dispatch'],
        ['/channels', 'web'],
        ['/uses', 'display'],
        ['/moreUses', 'teleport'],
        ['/territories', 'Japan\nNarnia'],
        ['/starts', '2027-02-01'],
        ['/ends', '2027-01-01'],
        ['/quota/limit', '0'],
        ['/quota/per', 'month'],
        ['/quota/onExceed', 'refuse'],
        ['/onlineDays', 'viele'],
        ['/exclusivity/firstHours', '1.5'],
        ['/isExclusive', 'true'],
        ['/consent/reference', ''],
        ['/consent/signedBy', 'M. Example'],
        ['/consent/signedOn', '2999-01-01'],
      ];
      const send = async (form: [string, string][]) =>
        (await desk.post(at, form, { 'Accept-Language': language })).text();
      const html = await send(wrong);
      const summary = /id="faults"[\s\S]*?<\/ul>/.exec(html)?.[0] ?? '';
      const fields = [...summary.matchAll(/<li><(?:a href="#|button[^>]* value=")([^"]+)"/g)].map(
        ([, to]) => to,
      );
      expect(fields).toEqual([
        'f-moreUses',
        'f-territories',
        'term',
        'term',
        'term',
        'agreement',
        'agreement',
        'agreement',
        'agreement',
      ]);
      expect(html).not.toContain('lang="en">');
      const faultOf = (page: string, field: string) =>
        new RegExp(`id="f-${field}-fault"[^>]*>([^<]*)`).exec(page)?.[1] ?? '';
      expect(faultOf(html, 'moreUses')).toContain('teleport');
      expect(faultOf(html, 'territories')).toContain(place);
      expect(readingIn(html)).toMatch(new RegExp(`[“„]Narnia[”“]: ${place}`));
      const term = await send([...filledIn(html), ['_step', 'term']]);
      // The step that was left is not right yet.
      expect(/id="faults"[\s\S]*?<\/ul>/.exec(term)?.[0]).toContain('teleport');
      expect(faultOf(term, 'ends')).toContain(order);
      expect(faultOf(term, 'quota-limit')).toContain(units);
      expect(faultOf(term, 'onlineDays')).toBe(number);
      const agreement = await send([...filledIn(term), ['_step', 'agreement']]);
      expect(faultOf(agreement, 'consent-reference')).toContain(value);
      expect(faultOf(agreement, 'consent-signedOn')).toContain(future);
      expect(faultOf(agreement, 'exclusivity-firstHours')).not.toBe('');
    },
  );

  it('creates a product beside the license, and keeps what was typed', async () => {
    const { partner } = await licensed(admin);
    const at = `/console/licenses/new?partner=${partner.id}&template=photos`;
    const form = filledIn(await desk.page(at));
    const faulty = await (
      await desk.post(at, [...form, ['/newProduct/backfileDays', '-1'], ['_product', '1']])
    ).text();
    expect(faulty).toMatch(/id="f-newProduct-name-fault"/);
    expect(faulty).toMatch(/id="f-newProduct-backfileDays-fault"/);
    const name = `Photos ${crypto.randomUUID()}`;
    const created = await (
      await desk.post(at, [...form, ['/newProduct/name', name], ['_product', '1']])
    ).text();
    expect(controlIn(created, '/products')).toHaveLength(1);
    expect(readingIn(created)).toContain(name);
    expect(created).not.toContain(`value="${name}"`);
    const other = `Photos ${crypto.randomUUID()}`;
    const next = await (
      await desk.post(at, [...form, ['/newProduct/name', other], ['_step', 'where']])
    ).text();
    expect(readingIn(next)).toContain(other);
  });

  it('creates one product per press of the button, whatever else the page sends', async () => {
    const { partner } = await licensed(admin);
    const at = `/console/licenses/new?partner=${partner.id}&template=photos`;
    const name = `Once ${crypto.randomUUID()}`;
    const form: [string, string][] = [
      ...filledIn(await desk.page(at)),
      ['/newProduct/name', name],
      ['_product', '1'],
    ];
    // The script of the preview sends the button that was pressed as well.
    const preview = await (await desk.post(at, [...form, ['_preview', '1']])).text();
    const answers = [await desk.post(at, form), await desk.post(at, form)];
    const [first = [], again] = await Promise.all(
      answers.map(async (answer) => controlIn(await answer.text(), '/products')),
    );
    expect(first).toHaveLength(1);
    expect(again).toEqual(first);
    expect(controlIn(preview, '/products')).toEqual([]);
    const query = `/v1/admin/products?q=${encodeURIComponent(name)}`;
    const { items } = (await (await request(query, { token: admin })).json()) as { items: Resource[] };
    expect(items.map(({ id }) => id)).toEqual(first);
  });

  it('copies the terms of another license, but not its contract', async () => {
    const { license, partner } = await licensed(admin, { languages: ['ja'] });
    const html = await desk.page(`/console/licenses/new?partner=${partner.id}&copy=${license.id}`);
    expect(readingIn(html)).toContain('Only content in Japanese');
    expect(readingIn(html)).toContain('[missing: Contract]');
  });

  it('takes an ODRL policy in the place of terms', async () => {
    const { partner, product } = await licensed(admin);
    const common = whole(product.id).filter(([name]) =>
      /^(\/(products|starts|ends|consent)|_meant)/.test(name),
    );
    const policy = {
      '@context': 'http://www.w3.org/ns/odrl.jsonld',
      '@type': 'Set',
      uid: 'urn:example:1',
      permission: [{ action: 'display' }],
    };
    const at = `/console/licenses/new?partner=${partner.id}&by=policy`;
    expect((await desk.post(at, [...common, ['/policy', '{"uid":']])).status).toBe(400);
    const created = await desk.post(at, [...common, ['/policy', JSON.stringify(policy)]]);
    expect(created.status).toBe(303);
    const html = await desk.page(created.headers.get('Location') ?? '');
    expect(html).toContain('defined by an uploaded ODRL policy');
    expect(html).toContain('urn:example:1');
    const form = await desk.page(
      (created.headers.get('Location') ?? '').replace('?done=license_granted', '/change'),
    );
    expect(form).toContain('name="/policy"');
    expect(form).not.toContain('name="/uses"');
  });
});

describe('a license', () => {
  it('is listed by partner, status and when it ends', async () => {
    const { partner, product, license } = await licensed(admin);
    const soon = new Date(Date.now() + 10 * 86_400_000).toISOString();
    const ending = await create<Resource>(
      '/v1/admin/licenses',
      admin,
      termsFor(partner.id, product.id, { ends: soon }),
    );
    const of = (query: string) => desk.page(`/console/licenses?partner=${partner.id}${query}`);
    const shows = (html: string, { id }: Resource) => html.includes(`/console/licenses/${id}"`);
    const all = await of('');
    expect([shows(all, license), shows(all, ending)]).toEqual([true, true]);
    const within = await of('&ending=30');
    expect([shows(within, license), shows(within, ending)]).toEqual([false, true]);
    expect(await of('&status=suspended')).toContain('Nothing matches this search and these filters.');
    expect((await desk.get('/console/licenses?status=sleeping')).status).toBe(400);
    await request(`/v1/admin/licenses/${ending.id}`, {
      method: 'PATCH',
      token: admin,
      json: { starts: new Date(Date.now() + 3_600_000).toISOString() },
    });
    const scheduled = await of('&status=scheduled');
    expect(scheduled).toContain('<option value="scheduled" selected="">scheduled</option>');
    expect(scheduled).toMatch(/<p class="count"[^>]*>1 match/);
    expect([shows(scheduled, license), shows(scheduled, ending)]).toEqual([false, true]);
  });

  it('says what it permits, how much of it is used and what hangs on it', async () => {
    const { license } = await licensed(admin, { quota: { limit: 10, per: 'day', onExceed: 'refuse' } });
    await create('/v1/admin/keys', admin, { license: license.id, name: `Key ${HOSTILE}` });
    const html = await desk.page(`/console/licenses/${license.id}`);
    expect(html).toContain('Kansai Group may use texts and photographs');
    expect(html.match(/0 of 10 units today \(0%\)/g)).toHaveLength(1);
    expect(html).toContain('Key &lt;script&gt;');
    expect(html).toContain(`/console/keys/new?license=${license.id}`);
    expect(html).toContain(`/console/decisions?license=${license.id}`);
    expect(html).toContain(`/console/deliveries?license=${license.id}`);
    expect((await desk.get('/console/licenses/lic_none')).status).toBe(404);
  });

  it('takes a city for its time zone, and suggests a zone for a misspelled one', async () => {
    const { license } = await licensed(admin);
    const at = `/console/licenses/${license.id}/change`;
    const filled = filledIn(await desk.page(at)).filter(([name]) => name !== '/timeZone');
    const misspelled = await desk.post(at, [...filled, ['/timeZone', 'Berlim']]);
    expect(misspelled.status).toBe(400);
    expect(await misspelled.text()).toMatch(/id="f-timeZone-fault"[^>]*>[^<]*Europe\/Berlin\?/);
    const changed = await desk.post(at, [...filled, ['/timeZone', 'Wien']]);
    expect(changed.headers.get('Location')).toContain('done=license_changed');
    expect(await read(license.id)).toMatchObject({ timeZone: 'Europe/Vienna' });
  });

  it('is changed by what differs only, and by nothing when nothing does', async () => {
    const { license, product } = await licensed(admin, { sublicensing: { permitted: false } });
    const at = `/console/licenses/${license.id}/change`;
    const form: [string, string][] = [
      ['/products', product.id],
      ['/components', 'dispatch'],
      ['/components', 'photograph'],
      ['/uses', 'display'],
      ['/uses', 'distribute'],
      ['/channels', 'web'],
      ['/territories', 'world'],
      ['/starts', '2026-01-01T00:00'],
      ['/ends', '2099-01-01T00:00'],
      ['/sublicensing', JSON.stringify({ permitted: false }, null, 2)],
      ['/consent/reference', 'TMA-2026-0117'],
      ['/consent/signedBy', 'M. Example'],
      ['/consent/signedOn', '2025-12-12'],
    ];
    const same = await desk.post(at, form);
    expect(same.headers.get('Location')).toContain('done=license_unchanged');
    expect((await read(license.id)).version).toBe(1);
    const changed = await desk.post(at, [
      ...form,
      ['/channels', 'app'],
      ['/quota/limit', '3'],
      ['/quota/per', 'term'],
      ['/quota/onExceed', 'overage'],
    ]);
    expect(changed.headers.get('Location')).toContain('done=license_changed');
    expect(await read(license.id)).toMatchObject({
      version: 2,
      channels: ['web', 'app'],
      sublicensing: { permitted: false },
      starts: '2026-01-01T00:00:00Z',
    });
    const html = await desk.page(`/console/licenses/${license.id}/versions?from=1&to=2`);
    const text = html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
    expect(text).toContain('Channels on the web on the web and in apps');
    expect(text).toContain(
      'Up to 3 billable units per term (a unit is one text, picture or other component of an article for one title); anything beyond that is still delivered and counted separately.',
    );
    expect(html).toContain(`urn:imprimatur:license:${license.id}:1`);
    expect(html).toContain(`urn:imprimatur:license:${license.id}:2`);
    expect(await desk.page(`/console/licenses/${license.id}/versions?from=2&to=2`)).toContain(
      'No differences.',
    );
  });

  it('says what a suspension means beside its status, with the ODRL folded away', async () => {
    const { license } = await licensed(admin);
    const json = { status: 'suspended' };
    await request(`/v1/admin/licenses/${license.id}`, { method: 'PATCH', token: admin, json });
    const path = `/console/licenses/${license.id}/versions`;
    const html = await desk.page(path);
    const difference = /<section id="difference".*?<\/section>/s.exec(html)?.[0] ?? '';
    expect(difference.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')).toContain(
      'Changed Before After Status active Suspended. Nothing is delivered under this license until',
    );
    expect(html.split('<details class="raw">')).toHaveLength(3);
    const german = await (await desk.get(path, { 'Accept-Language': 'de' })).text();
    expect(german).toMatch(/<strong>Status<\/strong>.*?Ausgesetzt\. Unter dieser Lizenz wird nichts/s);
  });

  it('is not put back by a form that was opened before somebody else changed it, unless that is saved once more', async () => {
    const { license } = await licensed(admin);
    const at = `/console/licenses/${license.id}/renew`;
    const version = (html: string) => /name="_version" value="(\d+)"/.exec(html)?.[1] ?? '';
    const opened = version(await desk.page(at));
    const json = { quota: { limit: 5, per: 'day', onExceed: 'refuse' } };
    await request(`/v1/admin/licenses/${license.id}`, { method: 'PATCH', token: admin, json });
    const form = (of: string): [string, string][] => [
      ['/starts', '2026-01-01T00:00'],
      ['/ends', '2100-01-01T00:00'],
      ['/consent/reference', 'TMA-2026-0117'],
      ['/consent/signedBy', 'M. Example'],
      ['/consent/signedOn', '2025-12-12'],
      ['_version', of],
    ];
    const stale = await desk.post(at, form(opened));
    expect(stale.status).toBe(412);
    const html = await stale.text();
    expect(html).toContain('Not saved: this license was changed while you were editing.');
    expect(html).toContain('value="2100-01-01T00:00"');
    expect(await read(license.id)).toMatchObject({ version: 2, quota: json.quota });
    const meant = await desk.post(at, form(version(html)));
    expect(meant.headers.get('Location')).toContain('done=license_renewed');
  });

  it('refuses its partner at once when it is suspended, until it is reactivated', async () => {
    const { license } = await licensed(admin);
    const key = await create<{ client_id: string; client_secret: string }>('/v1/admin/keys', admin, {
      license: license.id,
      name: 'site',
    });
    const token = await partnerToken(key);
    const feed = async () => (await request('/v1/articles', { token })).status;
    expect(await feed()).toBe(200);
    const at = `/console/licenses/${license.id}`;
    expect(await desk.page(`${at}/suspend`)).toContain(
      'All requests under this license are refused immediately',
    );
    const suspended = await desk.post(`${at}/suspend`, []);
    expect(suspended.headers.get('Location')).toBe(`${at}?done=license_suspended`);
    expect(await feed()).toBe(403);
    expect(await desk.page(at)).toContain('Nothing is delivered under this license until it is reactivated.');
    await desk.post(`${at}/reactivate`, []);
    expect(await feed()).toBe(200);
  });

  it('is renewed with dates and quota of the term before, and says what becomes of units', async () => {
    const { license } = await licensed(admin, {
      starts: '2026-01-01T00:00:00Z',
      ends: '2098-01-01T00:00:00Z',
      quota: { limit: 10, per: 'term', onExceed: 'refuse' },
    });
    const at = `/console/licenses/${license.id}/renew`;
    const extended = await desk.page(at);
    expect(extended).toMatch(/name="\/starts"[^>]*value="2026-01-01"|value="2026-01-01"[^>]*name="\/starts"/);
    expect(extended).toContain('value="2169-12-31"');
    expect(readingIn(extended)).toMatch(/Extends the current term to .*31 Dec 2169 \(inclusive\), UTC/);
    expect(readingIn(extended)).toContain(
      'It stays the same term: units counted so far aren’t counted again',
    );
    expect(readingIn(extended)).toContain(
      'Contract until now: TMA-2026-0117, signed by M. Example on 12 Dec 2025.',
    );
    const unsigned = await desk.post(at, [
      ['/starts', '2026-01-01T00:00'],
      ['/ends', '2099-01-01T00:00'],
      ['/consent/reference', 'TMA-2026-0117'],
    ]);
    expect(unsigned.status).toBe(400);
    expect(extended).not.toContain('value="M. Example"');
    expect(extended).not.toContain('value="2025-12-12"');
    const anew = await desk.page(`${at}?as=new`);
    expect(readingIn(anew)).toMatch(
      /Begins a new term on .*units and quota start at zero.*nothing is delivered until/,
    );
    const renewed = await desk.post(at, [
      ['/starts', '2026-01-01T00:00'],
      ['/ends', '2099-01-01T00:00'],
      ['/quota/limit', '20'],
      ['/quota/per', 'term'],
      ['/quota/onExceed', 'refuse'],
      ['/consent/reference', 'TMA-2026-0118'],
      ['/consent/signedBy', 'M. Example'],
      ['/consent/signedOn', '2026-02-01'],
    ]);
    expect(renewed.headers.get('Location')).toContain('done=license_renewed');
    expect(await read(license.id)).toMatchObject({
      ends: '2099-01-01T00:00:00.000Z',
      quota: { limit: 20 },
      consent: { reference: 'TMA-2026-0118' },
      uses: ['display', 'distribute'],
    });
  });

  it.each([
    [
      'en',
      /License Kansai Group · TMA-2026-0117 of Kansai Group has exclusive rights: display and distribution of texts and photographs in Japan, on the web, from 1 Jan 2026 until \d+ \w+ \d+ \(inclusive\), where the product Same includes the same articles/,
    ],
    ['de', /hat exklusiv: Anzeige und Verbreitung von Texten und Fotos in Japan, im Web, vom 01\.01\.2026/],
  ])('says what another one has alone by the names of things, in %s', async (language, pattern) => {
    const selection = { name: 'Same', sections: [crypto.randomUUID()] };
    const grant = async (more: object) => {
      const { partner } = await licensed(admin);
      const product = await create<Resource>('/v1/admin/products', admin, selection);
      return create<Resource>('/v1/admin/licenses', admin, termsFor(partner.id, product.id, more));
    };
    await grant({ exclusivity: { territories: ['JP'] } });
    const { id } = await grant({});
    const page = await desk.get(`/console/licenses/${id}`, { 'Accept-Language': language });
    expect(await page.text()).toMatch(pattern);
  });

  it('is followed by one with the next term, whose contract is asked for anew', async () => {
    const { partner, license } = await licensed(admin);
    const renewal = await desk.page(`/console/licenses/${license.id}/renew`);
    const href = `/console/licenses/new?partner=${partner.id}&from=${license.id}`;
    expect(renewal).toContain(href.replace('&', '&amp;'));
    const html = await desk.page(href);
    const values = new Map(filledIn(html));
    expect([values.get('/starts'), values.get('/territories')]).toEqual(['2099-01-01', 'world']);
    for (const name of ['reference', 'signedBy', 'signedOn'])
      expect([name, values.get(`/consent/${name}`)]).toEqual([name, undefined]);
  });

  it('is terminated by its name, with what is owed then', async () => {
    const { license } = await licensed(admin, { afterTerm: { keep: 'published', deleteWithinDays: 30 } });
    const at = `/console/licenses/${license.id}`;
    expect(await desk.page(`${at}/terminate`)).toContain(
      'unpublished content must be deleted within 30 days; published content may be kept',
    );
    const wrong = await desk.post(`${at}/terminate`, [['/confirm', 'TMA-2026-0118']]);
    expect(wrong.status).toBe(400);
    expect((await read(license.id)).status).toBe('active');
    const ended = await desk.post(`${at}/terminate`, [['/confirm', ' TMA-2026-0117 ']]);
    expect(ended.headers.get('Location')).toBe(`${at}?done=license_terminated`);
    const html = await desk.page(at);
    expect(html).toContain('Terminated');
    expect(html).not.toContain('/renew');
    expect(html).not.toContain('/console/keys/new');
    const repeated = await desk.post(`${at}/suspend`, []);
    expect(repeated.status).toBe(409);
    expect(await repeated.text()).toContain('A terminated license cannot be changed');
    for (const form of ['change', 'renew', 'suspend', 'reactivate', 'terminate']) {
      const page = await desk.page(`${at}/${form}`);
      expect(page).toContain('Terminated. Nothing is delivered under this license');
      expect(page).toContain(`href="${at}"`);
      expect(page).not.toMatch(/<form[^>]*class="form"/);
    }
  });

  it('shows hostile names as text, in sentences too', async () => {
    const partner = await create<Resource>('/v1/admin/partners', admin, {
      name: `Partner ${HOSTILE}`,
      titles: [{ id: 'web', name: `Title ${HOSTILE}`, domains: [], market: 'JP' }],
    });
    const product = await create<Resource>('/v1/admin/products', admin, { name: `Product ${HOSTILE}` });
    const license = await create<Resource>(
      '/v1/admin/licenses',
      admin,
      termsFor(partner.id, product.id, {
        titles: ['web'],
        purposes: [HOSTILE],
        credit: { line: HOSTILE, byline: true },
        consent: { reference: `Ref ${HOSTILE}`, signedBy: HOSTILE, signedOn: '2025-12-12' },
      }),
    );
    const at = `/console/licenses/${license.id}`;
    for (const path of ['', '/change', '/renew', '/versions', '/suspend', '/terminate'])
      expect(await desk.page(`${at}${path}`), path).not.toContain('<script>alert');
    expect(await desk.page(`/console/licenses?partner=${partner.id}`)).toContain('Ref &lt;script&gt;');
    expect(await desk.page(at)).toContain('“Title &lt;script&gt;');
  });

  it('is read by auditors and changed by neither them nor the newsroom', async () => {
    const { license, partner } = await licensed(admin);
    for (const role of ['auditor', 'ingest'] as const) {
      const other = await visitor(role);
      const shown = ['', `/${license.id}`, `/${license.id}/versions`];
      for (const path of [...shown, '/new', `/new?partner=${partner.id}`, `/${license.id}/change`])
        expect((await other.get(`/console/licenses${path}`)).status, `${role} ${path}`).toBe(
          role === 'auditor' && shown.includes(path) ? 200 : 403,
        );
      expect((await other.post(`/console/licenses/${license.id}/suspend`, [])).status).toBe(403);
    }
    expect((await read(license.id)).status).toBe('active');
  });

  it('is told in German to Germans', async () => {
    const { license } = await licensed(admin);
    const response = await desk.get(`/console/licenses/${license.id}`, { 'Accept-Language': 'de' });
    // Other tests have products of this name, so its id stands beside it.
    expect(await response.text()).toMatch(
      /Kansai Group darf Texte und Fotos aus dem Produkt „Sport“ \(prd_\w+\) für Anzeige und Verbreitung nutzen:/,
    );
  });
});
