/**
 * What lists have beside their filters: relative ranges, views saved in the browser, and all that is filtered
 * as a file.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { listActions } from '../../src/audit/actions/store.ts';
import { type Visitor, visitor, visitorWith } from '../support/console.ts';
import { create, operatorToken, request } from '../support/gateway.ts';
import { drain, ingest, scenario, wireItem } from '../support/newsroom.ts';
import { plansOf } from '../support/plans.ts';

let auditor: Visitor;
let token: string;

const { newsroom, site } = await scenario();
const article = await ingest(newsroom, wireItem());

beforeAll(async () => {
  for (const query of ['', '?use=display&territory=JP'])
    await (await request(`/v1/articles/${article.id}${query}`, { token: site.token })).arrayBuffer();
  await drain();
  await drain('operators');
  auditor = await visitor('auditor');
  token = await operatorToken('auditor');
  await drain('operators');
});

/** With the cookies that an answer has set. */
const withCookies = (of: Visitor, answer: Response) => {
  const [cookie = ''] = (answer.headers.get('Set-Cookie') ?? '').split(';');
  return visitorWith(`${of.cookie}; ${cookie}`);
};
const save = (by: Visitor, name: string, href: string) =>
  by.post('/console/views', [
    ['name', name],
    ['href', href],
  ]);

describe('relative ranges', () => {
  it('narrow a list to days of now, and keep its other filters', async () => {
    const html = await auditor.page(`/console/deliveries?license=${site.license}&range=today`);
    expect(html).toContain(`href="/console/deliveries?license=${site.license}&amp;range=days7"`);
    expect(html).toMatch(/range=today"[^>]*aria-current="true"/);
    expect(html).toContain('2 entries');
    const before = await auditor.page(`/console/deliveries?license=${site.license}&range=last_month`);
    expect(before).not.toContain('2 entries');
  });
});

describe('Export this list', () => {
  it('gives all deliveries that are filtered, as the API exports them', async () => {
    const lines = async () =>
      (await (await auditor.get(`/console/deliveries/file?license=${site.license}&as=ndjson`)).text()).trim();
    // An export leaves out the last second, in which something may still arrive.
    await expect.poll(async () => (await lines()).split('\n').length).toBe(2);
    const file = await auditor.get(`/console/deliveries/file?license=${site.license}&outcome=deny&as=csv`);
    const answer = await request(`/v1/audit/exports/deliveries.csv?license=${site.license}&outcome=deny`, {
      token,
    });
    expect(await file.text()).toBe(await answer.text());
    // A thing by its name, as far as a file may be called so.
    expect(file.headers.get('Content-Disposition')).toMatch(
      /^attachment; filename="refusals-[a-z0-9]+(-[a-z0-9]+)+\.csv"$/,
    );
    expect(file.headers.get('Content-Disposition')).not.toContain(site.license);
  });

  it('refuses a time that is none, in place of a file of everything', async () => {
    expect((await auditor.get('/console/deliveries/file?from=soon&as=csv')).status).toBe(400);
  });

  it('is linked with the filters of the page, and named by them and the dates', async () => {
    const html = await auditor.page('/console/deliveries?outcome=deny&range=last_month&cursor=');
    expect(html).toContain('href="/console/deliveries/file?outcome=deny&amp;range=last_month&amp;as=csv"');
    const file = await auditor.get('/console/deliveries/file?outcome=deny&range=last_month&as=csv');
    expect(file.headers.get('Content-Disposition')).toMatch(
      /^attachment; filename="refusals-(\d{4}-\d\d)-01_\1-(28|29|30|31)\.csv"$/,
    );
  });

  it('gives the audit log and the discrepancies row by row', async () => {
    const csv = await (await auditor.get('/console/actions/file?act=license&as=csv')).text();
    expect(csv.split('\r\n')[0]).toBe(
      'done,operatorName,act,change,resourceName,holderName,via,reason,changed,before,after,operator,resource,holder,id',
    );
    expect(csv).toMatch(new RegExp(`^[^,]+,[^,]*,license\\.create,,.*,opr_\\w+,${site.license},`, 'm'));
    expect(csv).not.toContain('partner.create');
    const lines = await (await auditor.get('/console/actions/file?as=ndjson')).text();
    const acts = lines
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { act: string }).act);
    expect(acts).toContain('key.create');
    expect(acts).not.toContain('article.ingest');
    expect((await auditor.get('/console/findings/file?license=Nobody&as=csv')).status).toBe(400);
    const found = await auditor.get('/console/findings/file?as=csv');
    expect(found.headers.get('Content-Disposition')).toBe('attachment; filename="discrepancies-open.csv"');
    expect(await found.text()).toBe(
      'since,partnerName,licenseName,articleName,kind,state,sentence,note,changed,partner,license,article,id\r\n',
    );
  });
});

describe('the audit log', () => {
  it('leaves out sign-ins and ingests until it is asked for them', async () => {
    const usual = await auditor.page('/console/actions');
    expect(usual).toMatch(/<td data-label="Action"[^>]*>created a license</);
    expect(usual).not.toMatch(/<td data-label="Action"[^>]*>ingested an article</);
    expect(await auditor.page('/console/actions?routine=1')).toMatch(
      /<td data-label="Action"[^>]*>ingested an article</,
    );
    expect(await auditor.page('/console/actions?act=article.ingest')).toMatch(
      /<td data-label="Action"[^>]*>ingested an article</,
    );
  });

  it('shows an ingest that kills an article, which the index of changes finds', async () => {
    const item = wireItem();
    await ingest(newsroom, item);
    const versionCreated = new Date().toISOString();
    await ingest(newsroom, { ...item, version: '2', versionCreated, pubStatus: 'canceled' });
    await drain('operators');
    const usual = await auditor.page('/console/actions');
    expect(usual).toMatch(/<td data-label="Action"[^>]*>ingested a kill</);
    expect(usual).not.toMatch(/<td data-label="Action"[^>]*>ingested an article</);
    const [plan] = await plansOf((DB) => listActions(DB, { routine: false, limit: 1 }));
    expect(plan?.steps.join()).toContain('notes_changes_by_operators');
  });

  it('shows all that was done to one thing', async () => {
    const { items } = (await (await request('/v1/audit/actions?act=article.ingest', { token })).json()) as {
      items: { resource: string }[];
    };
    expect(await auditor.page(`/console/actions?resource=${items[0]?.resource}`)).toMatch(
      /<td data-label="Action"[^>]*>ingested an article</,
    );
  });

  it('takes a kind of thing, or one act', async () => {
    for (const act of ['license', 'license.create']) {
      const html = await auditor.page(`/console/actions?act=${act}`);
      expect(html).toMatch(/<td data-label="Action"[^>]*>created a license</);
      expect(html).not.toMatch(/<td data-label="Action"[^>]*>added a partner</);
    }
    expect((await request('/v1/audit/actions?act=%25', { token })).status).toBe(400);
  });

  it('shows the digests of one entry at a time, and stays below 40 KB', { tags: 'slow' }, async () => {
    for (let number = 0; number < 60; number++)
      await create('/v1/admin/products', newsroom.admin, { name: `Product ${number}`, sections: ['x'] });
    await drain('operators');
    const html = await auditor.page('/console/actions');
    expect(html.length).toBeLessThan(40_000);
    expect(html).not.toContain('SHA-256 after');
    const [, id] = /href="[^"]*open=(act_[0-9a-f]+)#/.exec(html) ?? [];
    const open = await auditor.page(`/console/actions?open=${id}`);
    expect(open.match(/SHA-256 after/g)).toHaveLength(1);
  });
});

describe('a saved view', () => {
  it('is kept in the browser of its operator, under a name, until it is deleted', async () => {
    const saved = await save(
      auditor,
      ' Refusals,  last 7 days ',
      '/console/deliveries?outcome=deny&range=days7',
    );
    expect(saved.headers.get('Location')).toBe(
      '/console/deliveries?outcome=deny&range=days7&done=view_saved',
    );
    expect(saved.headers.get('Set-Cookie')).toMatch(/HttpOnly; Secure; SameSite=Lax/);
    const later = withCookies(auditor, saved);
    const html = await later.page('/console/deliveries?kind=delivery');
    expect(html).toContain(
      'href="/console/deliveries?outcome=deny&amp;range=days7">Refusals, last 7 days</a>',
    );
    expect(await later.page('/console/actions')).not.toContain('Refusals, last 7 days');
    const forgotten = await later.post('/console/views', [
      ['href', '/console/deliveries'],
      ['forget', 'Refusals, last 7 days'],
    ]);
    expect(await withCookies(auditor, forgotten).page('/console/deliveries?kind=delivery')).not.toContain(
      'last 7 days</a>',
    );
  });

  it('shows a hostile name as text', async () => {
    const later = withCookies(auditor, await save(auditor, '<b>"x"', '/console/deliveries?env=test'));
    expect(await later.page('/console/deliveries?kind=delivery')).toContain('>&lt;b&gt;&quot;x&quot;</a>');
  });

  it.each(['https://evil.example/', '//evil.example', '/console/\\evil', '/v1/audit/deliveries', ''])(
    'never leads to %s',
    async (href) => {
      const answer = await save(auditor, 'Elsewhere', href);
      expect(answer.headers.get('Location')).toBe('/console');
      expect(answer.headers.get('Set-Cookie')).toBeNull();
    },
  );

  it('is refused when the cookie has no room for it', async () => {
    const answer = await save(auditor, 'Long', `/console/deliveries?partner=${'x'.repeat(4_000)}`);
    expect(answer.headers.get('Location')).toMatch(/done=not_view_saved$/);
    expect(answer.headers.get('Set-Cookie')).toBeNull();
  });
});
