/** Lists of the console: searched, sorted, counted, narrowed, by the URL alone. */
import { beforeAll, describe, expect, it } from 'vitest';
import { licensed } from '../licensing/desk.ts';
import { visitor } from '../support/console.ts';
import { create, operatorToken } from '../support/gateway.ts';

const desk = await visitor('desk');
const admin = await operatorToken('admin');

/** Names of the first column, in order. */
const names = (html: string) =>
  [...html.matchAll(/<tr><td[^>]*><a[^>]*>([^<]*)<\/a>/g)].map(([, name]) => name);
const count = (html: string) => /<p class="count"[^>]*>([^<]*)/.exec(html)?.[1];

describe('an empty list', () => {
  it('says how the first one is added, and has neither search box nor count', async () => {
    const html = await desk.page('/console/products');
    expect(html).toContain('No products yet');
    expect(html).not.toMatch(/<main[\s\S]*type="search"/);
    expect(html).not.toContain('class="count"');
  });

  it('of keys leads to licenses first, as long as there are none', async () => {
    const html = await desk.page('/console/keys');
    expect(html).toContain('href="/console/licenses/new"');
    expect(html).not.toContain('href="/console/keys/new"');
  });
});

describe('a list of partners', () => {
  beforeAll(async () => {
    for (const name of ['Lumavia', 'answerwell', 'Österreich Heute', 'Brennstein'])
      await create('/v1/admin/partners', admin, { name });
  });

  it('is sorted by name, and turned around by its head', async () => {
    const html = await desk.page('/console/partners');
    expect(names(html)).toEqual(['answerwell', 'Brennstein', 'Lumavia', 'Österreich Heute']);
    expect(count(html)).toBe('4 in total');
    expect(html).toMatch(
      /<th scope="col" aria-sort="ascending"><a id="sort-name" href="\/console\/partners\?sort=-name"/,
    );
    const turned = await desk.page('/console/partners?sort=-name');
    expect(names(turned)).toEqual(names(html).reverse());
    expect(turned).toContain('aria-sort="descending"');
  });

  it('offers the newest first by the head of its dates, and keeps the order when one searches', async () => {
    expect(await desk.page('/console/partners')).toContain('href="/console/partners?sort=-updated"');
    const html = await desk.page('/console/partners?sort=-updated');
    expect(names(html)[0]).toBe('Brennstein');
    expect(html).toContain('<input type="hidden" name="sort" value="-updated"/>');
  });

  it('is searched, says how many match, and how to see all again', async () => {
    const html = await desk.page('/console/partners?q=%C3%B6STERREICH');
    expect(names(html)).toEqual(['Österreich Heute']);
    expect(count(html)).toBe('1 match');
    expect(html).toMatch(/<a href="\/console\/partners">Clear filters/);
    expect(html).toContain('value="öSTERREICH"');
  });

  it('tells that nothing matches from that there is nothing', async () => {
    const html = await desk.page('/console/partners?q=nobody');
    expect(html).toContain('Nothing matches this search');
    expect(count(html)).toBe('0 matches');
    expect(html).toContain('<a href="/console/search?q=nobody">Search the whole console</a>');
    expect(html).not.toContain('No partners yet');
    expect(await desk.page('/console/partners')).not.toContain('Clear filters');
  });

  it.each(['sort=contact', 'sort=', `q=${'x'.repeat(500)}`, 'q=%20', 'q=%3Cscript%3E'])(
    'answers a query that nobody can click (%s)',
    async (query) => {
      const html = await desk.page(`/console/partners?${query}`);
      expect(html).toContain('<div id="list">');
      expect(html).not.toContain('<script>x');
    },
  );
});

describe('lists of licenses and keys', () => {
  it('are found by partner and reference together, and say in German how many there are', async () => {
    const { partner, license } = await licensed(admin);
    const key = await create('/v1/admin/keys', admin, { license: license.id, name: 'website' });
    const found = await desk.page('/console/licenses?q=kansai+TMA-2026&sort=-ends');
    expect(found).toContain(`href="/console/licenses/${license.id}"`);
    expect(await desk.page('/console/licenses?q=kansai+TMA-2027')).toContain('Nothing matches');
    const german = await (await desk.get('/console/keys?q=kansai', { 'Accept-Language': 'de' })).text();
    expect(german).toContain(key.id);
    expect(count(german)).toMatch(/^\d+ Treffer$/);
    const byLicense = await desk.page(`/console/keys?license=${license.id}`);
    expect(byLicense).toContain('Kansai Group · TMA-2026-0117');
    expect(byLicense).toContain(`href="/console/keys/new?license=${license.id}"`);
    expect(await desk.page(`/console/keys?partner=${partner.id}&q=${key.id}`)).toContain('1 match');
  });
});

describe('a list as a file', () => {
  it('has all rows that match, with the names of what they mention by its id', async () => {
    const { partner, license } = await licensed(admin);
    const html = await desk.page(`/console/licenses?partner=${partner.id}&sort=-ends`);
    expect(html).toContain(`/console/licenses/file?partner=${partner.id}&amp;sort=-ends&amp;as=csv"`);
    const file = await desk.get(`/console/licenses/file?partner=${partner.id}&sort=-ends&as=csv`);
    expect(file.headers.get('Content-Disposition')).toBe('attachment; filename="licenses-kansai-group.csv"');
    const [head, row, ...rest] = (await file.text()).split('\r\n');
    expect(head).toBe('partnerName,consent.reference,status,starts,ends,titles,products,partner,id');
    expect(row).toMatch(new RegExp(`^Kansai Group,TMA-2026-0117,active,.*,${partner.id},${license.id}$`));
    expect(rest).toEqual(['']);
  });

  it('has things in one cell by their names', async () => {
    const titles = ['Morgen', 'Abend'].map((name) => ({
      id: name.toLowerCase(),
      name,
      domains: [],
      market: 'DE',
    }));
    await create('/v1/admin/partners', admin, { name: 'Zwei Blätter', titles });
    const csv = await (await desk.get('/console/partners/file?q=zwei&as=csv')).text();
    expect(csv).toContain('\r\nZwei Blätter,active,"Morgen; Abend",');
  });

  it('is offered by each list, with views of it to save', async () => {
    await licensed(admin);
    const auditor = await visitor('auditor');
    for (const [path, by, query] of [
      ['/console/partners', desk, 'q=kansai'],
      ['/console/keys', desk, 'q=kansai'],
      ['/console/articles', desk, 'state=usable'],
      ['/console/restrictions/all', desk, 'scope=agency'],
      ['/console/findings', auditor, 'state=all'],
      ['/console/statements/closed', auditor, ''],
      ['/console/retention/holds', auditor, 'open=true'],
    ] as const) {
      const html = await by.page(`${path}?${query}`);
      expect([path, html.includes(`${path}/file?`) || query === '']).toEqual([path, true]);
      expect([path, html.includes('action="/console/views"') || query === '']).toEqual([path, true]);
      const file = await by.get(`${path}/file?${query}&as=csv`);
      const head = (await file.text()).split('\r\n')[0];
      expect([path, file.status, head?.split(',').at(-1)]).toEqual([path, 200, 'id']);
    }
  });
});

describe('a page that edits something', () => {
  it.each([
    ['partners', 'change', 'Edit “Kansai Group”', '„Kansai Group“ bearbeiten'],
    ['products', 'change', 'Edit “Sport”', '„Sport“ bearbeiten'],
    [
      'licenses',
      'change',
      'Edit “Kansai Group · TMA-2026-0117”',
      '„Kansai Group · TMA-2026-0117“ bearbeiten',
    ],
    [
      'licenses',
      'renew',
      'Renew “Kansai Group · TMA-2026-0117”',
      '„Kansai Group · TMA-2026-0117“ verlängern',
    ],
  ])('of %s says so in its heading and title: %s', async (list, act, english, german) => {
    const { partner, product, license } = await licensed(admin);
    const { id } = { partners: partner, products: product, licenses: license }[list] ?? license;
    for (const [language, title] of [
      ['en', english],
      ['de', german],
    ] as const) {
      const response = await desk.get(`/console/${list}/${id}/${act}`, { 'Accept-Language': language });
      const html = await response.text();
      expect(html).toContain(`<h1>${title}</h1>`);
      expect(html).toContain(`<title>${title} ·`);
    }
  });
});

describe('a page that stops or ends something', () => {
  it.each([
    ['suspend', 'Suspend the partner “Kansai Group”?', 'Suspend partner', 'danger', true],
    ['reactivate', 'Reactivate the partner “Kansai Group”?', 'Reactivate partner', 'primary', false],
  ])(
    'to %s a partner names it, and is as hard as what it does',
    async (act, title, button, look, isTyped) => {
      const { partner } = await licensed(admin);
      const html = await desk.page(`/console/partners/${partner.id}/${act}`);
      expect(html).toContain(`<h1>${title}</h1>`);
      expect(html).toContain(`class="${look}">${button}</button>`);
      expect(html.includes('name="/confirm"')).toBe(isTyped);
      if (isTyped)
        expect(html).toMatch(
          /id="f-confirm-hint">[^/]*<strong class="typed">Kansai Group<\/strong>.*?<input id="f-confirm"/,
        );
    },
  );

  it('to suspend a license is red', async () => {
    const { license } = await licensed(admin);
    const html = await desk.page(`/console/licenses/${license.id}/suspend`);
    expect(html).toContain('<h1>Suspend the license “Kansai Group · TMA-2026-0117”?</h1>');
    expect(html).toContain('class="danger">Suspend license</button>');
  });
});
