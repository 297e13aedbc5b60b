/** The console of a gateway that nothing has been entered in yet. */
import { describe, expect, it } from 'vitest';
import { licensed } from '../licensing/desk.ts';
import { visitor } from '../support/console.ts';
import { operatorToken, request } from '../support/gateway.ts';

const desk = await visitor('desk');
const auditor = await visitor('auditor');

/** What is between the heading and the end of the page. */
const main = (html: string) => /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? '';

describe('a form that needs something which is not there', () => {
  it.each([
    ['/console/decisions', 'There is no license yet', '/console/licenses/new'],
    ['/console/keys/new', 'There is no license yet', '/console/licenses/new'],
    ['/console/licenses/new', 'There is no partner yet', '/console/partners/new'],
  ])('is a sentence at %s, with the way to make it', async (path, sentence, href) => {
    const html = main(await desk.page(path));
    expect(html).toContain(sentence);
    expect(html).toContain(`href="${href}"`);
    expect(html).not.toContain('<form');
  });

  it.each([
    ['/console/statements/close', 'There is no license yet'],
    ['/console/retention/holds/new', 'There is no partner yet'],
    ['/console/exports', 'There is no license yet'],
  ])('is a sentence alone at %s for an auditor, who may not make it', async (path, sentence) => {
    const html = main(await auditor.page(path));
    expect(html).toContain(sentence);
    expect(html).not.toMatch(/<form|\/new"/);
  });

  it('says so in German', async () => {
    const response = await desk.get('/console/decisions', { 'Accept-Language': 'de' });
    expect(await response.text()).toContain('Es gibt noch keine Lizenz; diese Seite braucht eine.');
  });
});

describe('reconciliation where nothing was reported', () => {
  it('has not run until it has, and claims no check of reports', async () => {
    const before = main(await auditor.page('/console/findings'));
    expect(before).toContain('Reconciliation hasn’t run yet.');
    const run = await auditor.post('/console/findings/run', []);
    const html = main(await auditor.page(run.headers.get('Location') ?? ''));
    expect(html).toContain('Publications checked: 0.');
    expect(html).toMatch(
      /Last reconciled <time [^>]*>[^<]+<\/time>\. No reports are waiting to be compared\./,
    );
    expect(html).toContain('No open discrepancies.<');
  });
});

describe('an empty list', () => {
  it.each(['partners', 'licenses'])('of %s invites only those to add one who may', async (list) => {
    const path = `/console/${list}`;
    const invited = main(await desk.page(path));
    expect(invited).toContain(`href="${path}/new"`);
    const html = main(await auditor.page(path));
    expect(html).toContain('There are none yet.');
    expect(html).not.toMatch(/Add |Create |\/new"/);
  });
});

describe('a form for the only partner and the only product', () => {
  it('is filled in with them', async () => {
    const { partner, product } = await licensed(await operatorToken('admin'));
    expect(await desk.page('/console/licenses/new')).toContain(`name="partner.is" value="${partner.id} `);
    expect(await desk.page(`/console/licenses/new?partner=${partner.id}`)).toMatch(
      new RegExp(`name="/products" value="${product.id}" checked`),
    );
  });
});

describe('a form for the only license', () => {
  it('is filled in with it, also from the list of first steps', async () => {
    const { items } = (await (
      await request('/v1/admin/licenses', { token: await operatorToken('admin') })
    ).json()) as { items: { id: string }[] };
    const [license] = items;
    expect(items).toHaveLength(1);
    expect(await desk.page('/console/keys/new')).toContain(`name="/license.is" value="${license?.id} `);
    for (const query of ['', '?use=display'])
      expect(await desk.page(`/console/decisions${query}`)).toContain(
        `name="license.is" value="${license?.id} `,
      );
    expect(await desk.page('/console/decisions?license=', 400)).not.toContain(
      'name="license.is" value="lic_',
    );
  });
});
