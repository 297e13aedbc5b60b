import { beforeAll, describe, expect, it } from 'vitest';
import { type Visitor, visitor } from '../support/console.ts';
import { request } from '../support/gateway.ts';
import { drain, ingest, ingestWithPhotograph, scenario, wireItem } from '../support/newsroom.ts';

let auditor: Visitor;
let desk: Visitor;
const year = new Date().toISOString().slice(0, 4);

const { newsroom, site } = await scenario();
const article = await ingest(newsroom, wireItem());

beforeAll(async () => {
  const answer = await request(`/v1/articles/${article.id}?use=archive&title=morgen`, { token: site.token });
  expect(answer.status).toBe(200);
  await drain();
  [auditor, desk] = [await visitor('auditor'), await visitor('desk')];
});

const ask = (by: Visitor, change: [string, string][]) =>
  by.post('/console/replay', [['/filter/license', site.license], ['period', year], ...change]);

describe('a replay', () => {
  it('tells in words what would have come out otherwise, and lists it with the way there', async () => {
    const answer = await ask(auditor, [['/change/texts', 'NO ARCHIVE']]);
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(html).toContain('Requests checked: 1. Same result: 0. Different result: 1.');
    expect(html).toContain('>Restricted<');
    expect(html).toMatch(/href="\/console\/deliveries\/dlv_/);
    expect(html).toContain('>NO ARCHIVE</textarea>');
  });

  it('is for the desk, too', async () => {
    const html = await (await ask(desk, [['/change/texts', 'NO ARCHIVE']])).text();
    expect(html).toContain('Same result: 0.');
    expect((await (await visitor('ingest')).get('/console/replay')).status).toBe(403);
  });

  it('of nothing that is otherwise is refused, and what was typed stays', async () => {
    const refused = await ask(auditor, [['/filter/section', '<script>alert(1)</script>']]);
    const html = await refused.text();
    expect(refused.status).toBe(400);
    expect(html).toContain('Enter restrictions to test');
    expect(html).toContain('value="&lt;script&gt;alert(1)&lt;/script&gt;"');
  });

  it('says beside the field what is wrong with it', async () => {
    const refused = await ask(auditor, [['/change/license/version', '99']]);
    expect(await refused.text()).toMatch(/id="f-change-license-version-fault"[^>]*>There is no such version/);
  });
});

describe('the price of a draft', () => {
  const terms: [string, string][] = [
    ['/terms/components', 'dispatch'],
    ['/terms/uses', 'archive'],
    ['/terms/channels', 'web'],
    ['/terms/territories', 'DE'],
    ['/basis/license', ''],
    ['period', year],
  ];

  it('is told in units, and in money where a price is given', async () => {
    const answer = await desk.post('/console/replay/price', [
      ...terms,
      ['/terms/products', newsroom.product],
      ['/basis/license', site.license],
      ['/unitPrice', '12.5'],
      ['/currency', 'EUR'],
    ]);
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(html).toContain('Requests checked: 1. This license would have permitted 1 and refused 0.');
    expect(html).toContain('Total: 1 unit.');
    expect(html).toContain('€12.50');
  });

  it.each([
    ['no currency', [], 'en', 'Enter a value'],
    ['an unknown currency', [['/currency', 'Taler']], 'en', 'Enter a currency, such as euro or EUR'],
    ['an unknown currency', [['/currency', 'Taler']], 'de', 'Geben Sie eine Währung an, etwa Euro oder EUR'],
    [
      'the sign of many dollars',
      [['/currency', '$']],
      'en',
      'Several currencies have the sign $. Enter the one you mean, such as US$, C$, A$',
    ],
    [
      'the sign of yen and yuan',
      [['/currency', '¥']],
      'de',
      'Mehrere Währungen haben das Zeichen ¥. Geben Sie die gemeinte an, etwa JPY, CNY',
    ],
  ] as const)('with %s is refused beside the field', async (_, currency, language, fault) => {
    const refused = await desk.post(
      '/console/replay/price',
      [...terms, ['/terms/products', newsroom.product], ['/unitPrice', '1.5'], ...currency] as never,
      { 'Accept-Language': language },
    );
    expect(refused.status).toBe(400);
    expect(/id="f-currency-fault"[^>]*>([^<]*)/.exec(await refused.text())?.[1]).toBe(fault);
  });

  it('of a draft that lacks something is refused beside the field', async () => {
    const refused = await auditor.post('/console/replay/price', terms);
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain('id="f-terms-products-fault"');
  });

  it('starts from a license: with its terms, its requests, and a link from its page', async () => {
    expect(await desk.page(`/console/licenses/${site.license}`)).toContain(
      `href="/console/replay/price?copy=${site.license}"`,
    );
    const html = await auditor.page(`/console/replay/price?copy=${site.license}`);
    expect(html).toContain('Started from');
    expect(html).toContain(`name="copy" value="${site.license}"`);
    expect(html).toMatch(/name="\/terms\/products"[^>]*>Everything<\/textarea>/);
    expect(html).toMatch(/name="\/terms\/uses" value="archive" checked/);
    expect(html).toMatch(new RegExp(`name="/basis/license.is" value="${site.license} `));
    const answer = await auditor.post('/console/replay/price', [
      ...terms,
      ['copy', site.license],
      ['/terms/products', 'Everything'],
      ['/basis/license', site.license],
    ]);
    const priced = await answer.text();
    expect(priced).toContain('This license would have permitted 1 and refused 0.');
    expect(priced).toContain('Started from');
    expect(priced).toContain('>Der Morgen<');
    expect(priced).not.toContain('>morgen<');
    expect((await desk.get('/console/replay/price?copy=nobody')).status).toBe(400);
  });

  it('explains why its sections add up to more than the total', async () => {
    const both = { ...newsroom, section: `${newsroom.section}&section=${newsroom.section}-2` };
    const filedTwice = await ingest(both, wireItem());
    await request(`/v1/articles/${filedTwice.id}?use=archive&title=morgen`, { token: site.token });
    await drain();
    const price = async (id: string, language: string) => {
      const form: [string, string][] = [
        ...terms,
        ['/terms/products', newsroom.product],
        ['/basis/article', id],
      ];
      return (await desk.post('/console/replay/price', form, { 'Accept-Language': language })).text();
    };
    expect(await price(filedTwice.id, 'en')).toContain(
      'So the sections add up to 2 units, and the total is 1.',
    );
    expect(await price(filedTwice.id, 'de')).toContain(
      'Deshalb ergeben die Ressorts zusammen 2 Einheiten, insgesamt sind es 1.',
    );
    expect(await price(article.id, 'en')).not.toContain('the sections add up');
  });
});

describe('a replay of texts', () => {
  const words = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
  const restrict = async (scope: string) => {
    const json = { scope, text: 'EDITORIAL USE ONLY' };
    const answer = await request('/v1/admin/restrictions', { token: newsroom.admin, json });
    return ((await answer.json()) as { id: string }).id;
  };

  it('that are not understood says so first, what to write instead, and refuses nothing', async () => {
    const pictured = await ingestWithPhotograph(newsroom);
    await request(`/v1/articles/${pictured.id}?use=display&title=morgen`, { token: site.token });
    await drain();
    const change: [string, string][] = [
      ['/filter/article', pictured.id],
      ['/change/texts', 'NOT IN GERMANY.\nblah bluh'],
    ];
    const html = await (await ask(desk, change)).text();
    const said =
      'The gateway doesn’t understand 2 texts: “NOT IN GERMANY.” and “blah bluh”. Pictures would wait';
    const text = words(html);
    expect(text.indexOf(said)).toBeGreaterThan(0);
    expect(text.indexOf(said)).toBeLessThan(text.indexOf('Requests checked'));
    expect(text).toContain('counted that way. Use wire wording, such as JAPAN OUT for “not in Japan”.');
    expect(html).toContain('<a href="#f-change-texts">');
    expect(html).not.toMatch(/id="faults"|f-change-texts-fault/);
    expect(text).not.toMatch(/\/change\/restrictions|phrasebook/);
    expect(text).toContain('permitted partly permitted');
    const german = await desk.post(
      '/console/replay',
      [
        ['/filter/license', site.license],
        ['period', year],
        ['/change/texts', 'blah bluh'],
      ],
      { 'Accept-Language': 'de' },
    );
    expect(words(await german.text())).toContain('Das Gateway versteht „blah bluh“ nicht. Bilder würden');
  });

  it('that match several restrictions offers them, and takes the one chosen', async () => {
    const ids = await Promise.all([article.id, (await ingest(newsroom, wireItem())).id].map(restrict));
    const text: [string, string] = ['/change/withdraw', 'EDITORIAL USE ONLY'];
    const refused = await ask(desk, [text]);
    expect(refused.status).toBe(400);
    const html = await refused.text();
    const name = '/change/withdraw.pick EDITORIAL USE ONLY';
    for (const id of ids) expect(html).toContain(`<input type="radio" name="${name}" value="${id}"/>`);
    const answer = await ask(desk, [text, [name, ids[0] ?? '']]);
    expect(answer.status).toBe(200);
    const chosen = await answer.text();
    expect(chosen).toContain('Requests checked');
    expect(chosen).toContain(`>${ids[0]}</textarea>`);
  });
});
