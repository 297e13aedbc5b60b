import { describe, expect, it } from 'vitest';
import { PAGE_DEFAULT } from '../../src/platform/paging.ts';
import { licensed, type Resource, termsFor } from '../licensing/desk.ts';
import { visitor } from '../support/console.ts';
import { create, operatorToken, request } from '../support/gateway.ts';
import { ingest, openNewsroom, wireItem } from '../support/newsroom.ts';

const HOSTILE = `<script>alert(1)</script>"'&`;

describe('products in the console', () => {
  it('are defined by a form, and say in words what they select', async () => {
    const desk = await visitor('desk');
    const created = await desk.post('/console/products/new', [
      ['/name', `Science ${HOSTILE}`],
      ['/sections', 'science\nhealth'],
      ['/types', 'text'],
      ['/types', 'picture'],
      ['/subjects', ''],
      ['/languages', 'en, de-AT'],
      ['/backfileDays', '30'],
    ]);
    const page = created.headers.get('Location') ?? '';
    expect(page).toMatch(/^\/console\/products\/prd_[0-9a-f]{32}\?done=product_defined$/);
    const html = await desk.page(page);
    expect(html).toContain(
      'Articles in science or health, of type text or picture, in English or Austrian German, up to 30 days old.',
    );
    expect(html).not.toContain('<script>alert');
    expect(html).toContain('<a href="/console/licenses/new">Create license</a>');
    const german = await (await desk.get(page, { 'Accept-Language': 'de' })).text();
    expect(german).toContain('Artikel aus dem Ressort science oder health, der Art Text oder Bild');
    expect(await desk.page('/console/products')).toContain('Science &lt;script&gt;');
  });

  it('select everything when nothing narrows them', async () => {
    const desk = await visitor('desk');
    const created = await desk.post('/console/products/new', [['/name', 'All']]);
    expect(await desk.page(created.headers.get('Location') ?? '')).toContain('Everything from the newsroom.');
  });

  it.each([
    ['en', 'Another product is called “Deutsch &amp; Français en”. Correct it'],
    ['de', 'Ein anderes Produkt heißt „Deutsch &amp; Français de“. Korrigieren Sie den Namen'],
  ])('ask once about the name of another product, in %s', async (language, question) => {
    const desk = await visitor('desk');
    const send = (path: string, name: string, ...more: [string, string][]) =>
      desk.post(path, [['/name', name], ...more], { 'Accept-Language': language });
    const path = '/console/products/new';
    const name = `Deutsch & Français ${language}`;
    const page = (await send(path, name)).headers.get('Location')?.split('?')[0];
    const near = `Deutsch-Francais ${language}`;
    const refused = await send(path, near);
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain(question);
    expect((await send(path, near, ['_meant', near])).status).toBe(303);
    // A change that keeps the name is not asked about, one to the name of another is.
    expect((await send(`${page}/change`, name)).status).toBe(303);
    await send(path, `Sport und Kultur ${language}`);
    expect((await send(`${page}/change`, `Sport & Kultur ${language}`)).status).toBe(303);
    expect((await send(`${page}/change`, `SPORT UND KULTUR ${language}`)).status).toBe(400);
  });

  it('are changed with the licenses in view that the change holds for', async () => {
    const desk = await visitor('desk');
    const admin = await operatorToken('admin');
    const { product, partner, license } = await licensed(admin);
    const page = `/console/products/${product.id}`;
    const html = await desk.page(page);
    expect(html).toContain(`href="/console/licenses/${license.id}"`);
    expect(html).toContain(String(partner.name));
    const form = await desk.page(`${page}/change`);
    expect(form).toContain('1 active license includes this product.');
    expect(form).toMatch(/name="\/sections"[^>]*>\s*sport/);
    const changed = await desk.post(`${page}/change`, [
      ['/name', 'Sport'],
      ['/sections', ''],
      ['/types', 'text'],
      ['/backfileDays', ''],
    ]);
    expect(changed.headers.get('Location')).toBe(`${page}?done=product_changed`);
    const now = await (await request(`/v1/admin/products/${product.id}`, { token: admin })).json();
    expect(now).toMatchObject({ types: ['text'] });
    expect(now).not.toHaveProperty('sections');
  });

  it('list their licenses in pages, and count the active ones before a change', {
    tags: 'slow',
  }, async () => {
    const desk = await visitor('desk');
    const admin = await operatorToken('admin');
    const { product, partner, license } = await licensed(admin);
    const terms = termsFor(partner.id, product.id);
    const others = await Promise.all(
      Array.from({ length: PAGE_DEFAULT }, () => create<Resource>('/v1/admin/licenses', admin, terms)),
    );
    const suspended = { method: 'PATCH', token: admin, json: { status: 'suspended' } };
    expect((await request(`/v1/admin/licenses/${license.id}`, suspended)).status).toBe(200);
    const page = `/console/products/${product.id}`;
    const licensesIn = (html: string) => [
      ...new Set([...html.matchAll(/href="\/console\/licenses\/(lic_\w+)"/g)].map(([, id]) => id)),
    ];
    const first = await desk.page(page);
    const next = /href="(\/console\/products\/[^"]*cursor=[^"]+)" rel="next"/.exec(first)?.[1] ?? '';
    const listed = [first, await desk.page(next)].map(licensesIn);
    expect(listed.map(({ length }) => length)).toEqual([PAGE_DEFAULT, 1]);
    expect(listed.flat().sort()).toEqual([license, ...others].map(({ id }) => id).sort());
    expect(await desk.page(`${page}/change`)).toContain(
      `${PAGE_DEFAULT} active licenses include this product.`,
    );
  });

  it('keep what was typed, with the fault beside its field', async () => {
    const desk = await visitor('desk');
    const refused = await desk.post('/console/products/new', [
      ['/name', 'X'],
      ['/languages', 'english language'],
      ['/backfileDays', 'many'],
    ]);
    expect(refused.status).toBe(400);
    const html = await refused.text();
    expect(html).toMatch(/id="f-backfileDays-fault"[^>]*>Enter a whole number/);
    // What cannot be read does not hide what the API finds.
    expect(html).toMatch(/id="f-languages-fault"[^>]*>“english language”: Enter a language/);
  });

  it('put each fault of a list on a line of its own', async () => {
    const lists = [
      ['/name', 'X'],
      ['/languages', 'Germn\nFrensh'],
    ] as [string, string][];
    const refused = await (await visitor('desk')).post('/console/products/new', lists);
    expect(await refused.text()).toMatch(/“Germn”: [^<]*\?<br ?\/>“Frensh”: /);
  });

  it.each([
    ['en', 'and 5 more'],
    ['de', 'und 5 weitere'],
  ])('say how many faults are not listed, in %s', async (language, more) => {
    const languages = Array.from({ length: 25 }, (_, place) => `Volapük ${place}`).join('\n');
    const form: [string, string][] = [
      ['/name', ''],
      ['/languages', languages],
    ];
    const desk = await visitor('desk');
    const refused = await desk.post('/console/products/new', form, { 'Accept-Language': language });
    const html = await refused.text();
    const listed = /<div class="note bad"[\s\S]*?<\/ul>/.exec(html)?.[0] ?? '';
    expect(listed.match(/<li>/g)).toHaveLength(22);
    expect(listed).toContain('href="#f-name"');
    expect(listed).toContain(`<li>${more}</li>`);
  });

  it.each([
    ['sprot', 'in their form', '', []],
    ['sporrt', 'in the form of a license', '/newProduct', [['_product', '1']]],
  ] as [string, string, string, [string, string][]][])(
    'ask once about the section %s, which nothing else has, %s',
    async (strange, _, under, more) => {
      const desk = await visitor('desk');
      const { partner } = await licensed(await operatorToken('admin'));
      const newsroom = await openNewsroom();
      await ingest(newsroom, wireItem());
      const path = under ? `/console/licenses/new?partner=${partner.id}` : '/console/products/new';
      const sections = `${newsroom.section}, sport\n${strange}`;
      const send = async (form: [string, string][]) =>
        (await desk.post(path, [[`${under}/sections`, sections], ...more, ...form])).text();
      expect(await send([])).toContain('-name-fault"');
      const name = `Asked ${crypto.randomUUID()}`;
      const page = await send([[`${under}/name`, name]]);
      expect(page).toContain(`“${strange}”: No article and no other product has this section.`);
      expect(page).toMatch(/Did you mean [^?]*sport/);
      expect(page.match(/has this section/g)).toHaveLength(2);
      expect(page).toContain(`<input type="hidden" name="_meant" value="${strange}"/>`);
      expect(await desk.page('/console/products')).not.toContain(name);
      await send([
        [`${under}/name`, name],
        ['_meant', strange],
      ]);
      expect(await desk.page('/console/products')).toContain(name);
    },
  );

  it.each([
    ['en', 'Politic', 'No article and no other product has this subject.', 'Did you mean politics'],
    ['de', 'Politik', 'Kein Artikel und kein anderes Produkt hat dieses Thema.', 'Meinten Sie politics'],
  ])('ask once about a subject that nothing else has, in %s', async (language, subject, question, hint) => {
    const desk = await visitor('desk');
    const newsroom = await openNewsroom();
    await ingest(newsroom, wireItem());
    await create('/v1/admin/products', newsroom.admin, { name: 'Politics', subjects: ['politics'] });
    const name = `Subject ${language} ${crypto.randomUUID()}`;
    const send = (form: [string, string][]) =>
      desk.post('/console/products/new', [['/name', name], ['/subjects', subject], ...form], {
        'Accept-Language': language,
      });
    const page = await (await send([])).text();
    expect(page).toContain(question);
    expect(page).toMatch(new RegExp(hint.replace('politics', '[^?]*politics')));
    expect((await send([['_meant', subject]])).status).toBe(303);
  });

  it('that are unknown are a page of their own, and none of them is for auditors', async () => {
    await create('/v1/admin/products', await operatorToken('admin'), { name: 'Seen' });
    expect(await (await visitor('desk')).page('/console/products/prd_none', 404)).toContain('Not found');
    expect((await (await visitor('auditor')).get('/console/products')).status).toBe(403);
  });
});
