import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { visitor } from '../support/console.ts';
import { create, operatorToken, request } from '../support/gateway.ts';
import { drain, ingest, scenario, wireItem } from '../support/newsroom.ts';

interface Action {
  operator: string;
  resource: string;
}

describe('the audit log in the console', () => {
  it('says in words who did what to what, and leads to all that was done to it', async () => {
    const admin = await operatorToken('admin');
    const partner = await create('/v1/admin/partners', admin, { name: 'Nordfjell' });
    const json = { name: 'Nordfjell Avis' };
    await request(`/v1/admin/partners/${partner.id}`, { method: 'PATCH', token: admin, json });
    const other = await create('/v1/admin/products', admin, { name: 'Other' });
    await drain('operators');
    const auditor = await visitor('auditor');
    const html = await auditor.page('/console/actions');
    expect(html).toContain('added a partner');
    expect(html).toContain('updated a partner');
    expect(html).toContain(`href="/console/actions?resource=${partner.id}"`);
    const narrowed = await auditor.page(`/console/actions?resource=${partner.id}`);
    expect(narrowed).toContain(`name="resource.is" value="${partner.id} `);
    expect(narrowed).not.toContain(other.id);
    // Partners' pages are the desk's.
    expect(narrowed).not.toContain(`href="/console/partners/${partner.id}"`);
    expect(await auditor.page(`/console/actions?resource=${partner.id}&from=2099-01-01`)).toContain(
      'No changes match these filters.',
    );
    const today = new Date().toISOString().slice(0, 10);
    expect(await auditor.page(`/console/actions?resource=${partner.id}&to=${today}`)).toContain(
      'added a partner',
    );
    const { items } = (await (
      await request(`/v1/audit/actions?resource=${partner.id}`, { token: await operatorToken('auditor') })
    ).json()) as { items: Action[] };
    const by = await auditor.page(`/console/actions?operator=${items[0]?.operator}`);
    expect(by).toContain(other.id);
  });

  it('says what a change did, in rows, files and the filter', async () => {
    const { newsroom, site } = await scenario();
    const article = await ingest(newsroom, wireItem());
    const text = { scope: 'agency', text: 'JAPAN OUT' };
    const restriction = await create('/v1/admin/restrictions', newsroom.admin, text);
    const embargoedUntil = '2099-01-01T00:00:00Z';
    for (const [path, json] of [
      [`articles/${article.id}`, { embargoedUntil }],
      [`articles/${article.id}`, { embargoedUntil: null }],
      [`articles/${article.id}`, { pubStatus: 'withheld' }],
      [`articles/${article.id}`, { pubStatus: 'usable' }],
      [`articles/${article.id}`, { pubStatus: 'canceled' }],
      ...[{ reviewed: false }, { withhold: true }, { reviewed: false }, { status: 'withdrawn' }].map(
        (json) => [`restrictions/${restriction.id}`, json] as const,
      ),
      [`licenses/${site.license}`, { status: 'suspended' }],
      [`licenses/${site.license}`, { status: 'terminated' }],
    ] as const) {
      const answer = await request(`/v1/admin/${path}`, { method: 'PATCH', token: newsroom.admin, json });
      expect([path, answer.status]).toEqual([path, 200]);
    }
    await drain('operators');
    const auditor = await visitor('auditor');
    const html = await auditor.page('/console/actions');
    for (const words of [
      ...['set an embargo', 'lifted an embargo', 'put an article on hold', 'released an article'],
      ...['kept restricted content withheld', 'undid the decision on a restriction'],
      ...['killed an article', 'withdrew a restriction', 'suspended a license', 'terminated a license'],
    ]) {
      expect(html).toContain(`>${words}</td>`);
      expect(html).toContain(`>${words}</option>`);
    }
    const german = await auditor.get('/console/actions', {
      Cookie: `${auditor.cookie}; imprimatur-language=de`,
    });
    expect(await german.text()).toContain('Artikel zurückgezogen');
    const kills = await auditor.page('/console/actions?act=article.change.kill');
    expect(kills).toContain('>killed an article</td>');
    expect(kills).not.toContain('>released an article</td>');
    const file = await auditor.get('/console/actions/file?act=license.change.terminate&as=csv');
    expect(await file.text()).toMatch(/,license\.change,terminate,.*,opr_\w+,lic_/);
  });

  it('is for auditors alone, which the menu, the role and the refusal of an owner agree on', async () => {
    const owner = await visitor('owner');
    const text = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
    const refused = await owner.page('/console/actions', 403);
    expect(text(refused)).toContain('Only auditors can open this page. You’re signed in as an owner.');
    expect(refused).toContain('<a href="/console/operators/new">Add an operator with this role</a>');
    expect(refused).toContain('<h2>Deliveries &amp; usage</h2>');
    expect(refused).not.toMatch(/<h2>Audit<|href="\/console\/(actions|exports|log|reports|retention)"/);
    expect(await owner.page('/console/operators/new')).toContain(
      'the audit log, reports other than usage, and exports are for',
    );
    expect(await (await visitor('auditor')).page('/console/actions')).toContain('<h2>Audit</h2>');
    const german = await owner.get('/console/operators/new', { 'Accept-Language': 'de' });
    expect(await german.text()).toContain(
      'Berichte (außer Nutzung) und Exporte sind der Revision vorbehalten',
    );
  });

  it('shows what was typed into its filters as text', async () => {
    const auditor = await visitor('auditor');
    const query = new URLSearchParams({ operator: `"><script>alert(1)</script>`, from: `"><b>`, to: 'soon' });
    const html = await auditor.page(`/console/actions?${query}`, 400);
    expect(html).not.toContain('<script>alert');
    expect(html).not.toContain('"><b>');
  });

  it('says at its end, as its route does, of which months it has not all', async () => {
    const admin = await operatorToken('admin');
    for (const name of ['One', 'Two']) await create('/v1/admin/partners', admin, { name });
    await drain('operators');
    await env.DB.prepare(
      `INSERT INTO deleted_entries (license, month, object, entries, at) VALUES ('operators', '2019-12', 'operators', 3, '2026-02-01')`,
    ).run();
    const token = await operatorToken('auditor');
    const list = async (query: string) => (await request(`/v1/audit/actions?${query}`, { token })).json();
    const absent = { deleted: [{ month: '2019-12', entries: 3 }] };
    expect(await list('limit=200')).toMatchObject({ next: null, ...absent });
    for (const query of ['limit=1', 'from=2020-02-01T00:00:00Z']) {
      const newer = await list(query);
      for (const member of Object.keys(absent)) expect(newer).not.toHaveProperty(member);
    }
    const html = await (await visitor('auditor')).page('/console/actions');
    expect(html).toContain('December 2019');
  });

  it('names a renewal, and links each change to the versions before and after', async () => {
    const { newsroom, site } = await scenario();
    const article = await ingest(newsroom, wireItem());
    for (const [path, json] of [
      [`licenses/${site.license}`, { territories: ['JP', 'DACH'] }],
      [`licenses/${site.license}`, { ends: '2199-01-01T00:00:00Z' }],
      [`licenses/${site.license}`, { status: 'suspended' }],
      [`articles/${article.id}`, { pubStatus: 'withheld' }],
    ] as const) {
      const answer = await request(`/v1/admin/${path}`, { method: 'PATCH', token: newsroom.admin, json });
      expect([path, answer.status]).toEqual([path, 200]);
    }
    await drain('operators');
    const auditor = await visitor('auditor');
    const renewals = await auditor.page(`/console/actions?act=license.change.renew&resource=${site.license}`);
    expect(renewals).toContain('>renewed a license</td>');
    expect(renewals).not.toContain('>updated a license</td>');
    const german = { Cookie: `${auditor.cookie}; imprimatur-language=de` };
    const path = `/console/actions?resource=${site.license}`;
    expect(await (await auditor.get(path, german)).text()).toContain('>Lizenz verlängert</td>');
    const html = await auditor.page(path);
    const links = [...html.matchAll(/href="(\/console\/licenses\/[^"]+)">Compare versions</g)].map(
      ([, href = '']) => href,
    );
    const compared = await Promise.all(links.map((href) => auditor.page(href)));
    expect(compared.map((page) => /Changes from version \d+ to \d+/.exec(page)?.[0])).toEqual([
      ...['Changes from version 3 to 4', 'Changes from version 2 to 3', 'Changes from version 1 to 2'],
    ]);
    const ofArticle = await auditor.page(`/console/actions?resource=${article.id}&routine=1`);
    // Its first version has none before it.
    expect(ofArticle.match(/>Versions</g)).toHaveLength(1);
    expect(ofArticle).toContain(`href="/console/articles/${article.id}#versions"`);
    expect(await auditor.page(`/console/articles/${article.id}`)).toContain('<section id="versions">');
  });

  it('shows what a change of a license was, and of others what the log has', async () => {
    const { newsroom, site } = await scenario();
    const article = await ingest(newsroom, wireItem());
    for (const [path, json] of [
      [`licenses/${site.license}`, { status: 'suspended' }],
      [`partners/${site.partner}`, { name: 'Renamed' }],
      [`articles/${article.id}`, { pubStatus: 'withheld' }],
    ] as const)
      await request(`/v1/admin/${path}`, { method: 'PATCH', token: newsroom.admin, json });
    await drain('operators');
    const auditor = await visitor('auditor');
    const shown = async (query: string) => {
      const [, id = ''] =
        /<a class="act" id="(act_\w+)"/.exec(await auditor.page(`/console/actions?${query}`)) ?? [];
      const html = await auditor.page(`/console/actions?${query}&open=${id}`);
      return /<dt>What changed<\/dt><dd>(.*?)<\/dd>/s.exec(html)?.[1];
    };
    const license = await shown(`act=license.change&resource=${site.license}`);
    const [, href = ''] = /hx-get="([^"]+)" hx-trigger="load" hx-select="#changes"/.exec(license ?? '') ?? [];
    expect(license).toContain(`<a href="${href}">Compare versions</a>`);
    expect(await auditor.page(href)).toMatch(/id="changes".*Suspended\. Nothing is delivered/s);
    expect(await shown(`act=article.change&resource=${article.id}`)).toContain(
      `<a href="/console/articles/${article.id}#versions">Versions</a>`,
    );
    const partner = await shown(`act=partner.change&resource=${site.partner}`);
    expect(partner).toMatch(/^Name .*The log has the names of the changed fields/);
    // A new resource has no state before.
    expect(await shown(`act=license.create&resource=${site.license}`)).toBeUndefined();
  });

  it('names what a change of a product, key, operator or restriction changed, in the words of its forms', async () => {
    const { newsroom, site } = await scenario();
    const owner = await operatorToken('owner');
    const operator = { name: 'Ana Auditor', role: 'auditor' };
    const { id: of } = await create('/v1/admin/operators', owner, operator);
    const restriction = { scope: 'agency', text: 'JAPAN OUT' };
    const { id: rule } = await create('/v1/admin/restrictions', newsroom.admin, restriction);
    const changes = [
      [`products/${newsroom.product}`, { sections: ['sport'], backfileDays: 7 }],
      [`keys/${site.key.id}`, { addresses: ['192.0.2.0/24'], dpop: true }],
      [`operators/${of}`, { role: 'owner' }],
      [`restrictions/${rule}`, { text: 'CHINA OUT' }],
    ] as const;
    for (const [path, json] of changes) {
      const answer = await request(`/v1/admin/${path}`, { method: 'PATCH', token: owner, json });
      expect([path, answer.status]).toEqual([path, 200]);
    }
    await drain('operators');
    const auditor = await visitor('auditor');
    const token = await operatorToken('auditor');
    const changed = async ([path]: readonly [string, object], language: string) => {
      const list = `/v1/audit/actions?resource=${path.split('/')[1]}&limit=1`;
      const { items } = await (await request(list, { token })).json<{ items: { id: string }[] }>();
      const page = await auditor.get(`/console/actions?open=${items[0]?.id}`, {
        'Accept-Language': language,
      });
      return /<dt>(?:What changed|Was sich geändert hat)<\/dt><dd>([^<]*?) *</.exec(await page.text())?.[1];
    };
    expect(await Promise.all(changes.map((change) => changed(change, 'en')))).toEqual([
      ...['Archive (days) and Sections', 'Allowed IP addresses and DPoP', 'Role', 'Policy and Text'],
    ]);
    expect(await Promise.all(changes.map((change) => changed(change, 'de')))).toEqual([
      ...['Archiv (Tage) und Ressorts', 'Erlaubte IP-Adressen und DPoP', 'Rolle', 'Richtlinie und Text'],
    ]);
    const file = await auditor.get(`/console/actions/file?resource=${newsroom.product}&as=csv`);
    expect(await file.text()).toMatch(/,changed,.*backfileDays/s);
  });

  it('is not for those who are in it', async () => {
    for (const role of ['owner', 'desk', 'ingest'] as const)
      expect((await (await visitor(role)).get('/console/actions')).status).toBe(403);
  });
});
