/** Traffic for the desk, and read-only pages for auditors: who sees what, and what nobody is offered. */
import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { app } from '../../src/app.ts';
import { poolNames } from '../../src/ledger/outbox.ts';
import type { Env } from '../../src/platform/env.ts';
import { type Visitor, visitor, visitorWith } from '../support/console.ts';
import { faultyEnv } from '../support/faults/bindings.ts';
import { asking, request } from '../support/gateway.ts';
import { drain, ingestWithPhotograph, openNewsroom, openSite, scenario } from '../support/newsroom.ts';

const words = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const mainOf = (html: string) => /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? '';

let article: string;
let refusal: string;
let desk: Visitor;
let auditor: Visitor;
const { newsroom, site } = await scenario({ quota: { limit: 10, per: 'month', onExceed: 'refuse' } });

beforeAll(async () => {
  ({ id: article } = await ingestWithPhotograph(newsroom));
  const delivered = await request(`/v1/articles/${article}`, { token: site.token });
  await delivered.body?.cancel();
  const refused = await request(`/v1/articles/${article}?use=display&territory=JP`, { token: site.token });
  ({ entry: refusal } = (await refused.json()) as { entry: string });
  await drain();
  [desk, auditor] = [await visitor('desk'), await visitor('auditor')];
});

describe('the desk', () => {
  it('reads deliveries and refusals, and one entry without what is for auditors', async () => {
    expect(await desk.page(`/console/deliveries?partner=${site.partner}`)).toContain(
      `href="/console/deliveries/${refusal}"`,
    );
    const entry = mainOf(await desk.page(`/console/deliveries/${refusal}`));
    expect(words(entry)).toContain('Territory not licensed');
    expect(entry).not.toMatch(/evidence|id="prove"|\/console\/reports\/article/);
    const proved = mainOf(await auditor.page(`/console/deliveries/${refusal}`));
    expect(proved).toMatch(/evidence[\s\S]*id="prove"/);
    // The evidence of a period is asked for with the license and the article of the entry.
    const query = `license=${site.license}&article=${article}`;
    expect(proved).toContain(`href="/console/exports?${query.replace('&', '&amp;')}#evidence"`);
    const packs = await auditor.page(`/console/exports?${query}`);
    for (const id of [site.license, article])
      expect(packs).toMatch(new RegExp(`id="pack-\\w+-is" [^>]*value="${id} `));
  });

  it('sees on the pages of partner and license what was asked for, and why it was refused', async () => {
    for (const page of [`/console/partners/${site.partner}`, `/console/licenses/${site.license}`]) {
      const html = mainOf(await desk.page(page));
      expect(words(html)).toContain('Refusal rate, last 30 days 50% (1 of 2 requests)');
      expect(words(html)).toMatch(
        /2 of 10 units this month \(20%\) · requests beyond it are refused · resets/,
      );
      expect(words(html).match(/an article with two pictures counts as three units\./g)).toHaveLength(1);
      expect(html).toContain(`href="/console/decisions?entry=${refusal}"`);
      expect(html).toMatch(
        /\/console\/deliveries\?(license|partner)=\w+&amp;kind=refusal&amp;code=territory_not_l/,
      );
    }
  });

  it('is offered a check of a use, which auditors may not do, on the page of a partner', async () => {
    const page = (by: Visitor) => by.page(`/console/partners/${site.partner}`);
    expect(mainOf(await page(desk))).toContain('Check a use');
    expect(mainOf(await page(auditor))).not.toContain('Check a use');
  });

  it('is told who may open what it may not, in its language', async () => {
    const only = 'Only auditors can open this page. You’re signed in as a licensing desk operator.';
    expect(words(await desk.page('/console/exports', 403))).toContain(only);
    expect(words(await desk.page(`/console/deliveries/${refusal}/evidence`, 403))).toContain(only);
    const german = await desk.get('/console/exports', { 'Accept-Language': 'de' });
    expect(words(await german.text())).toContain(
      'Diese Seite können nur Revisoren öffnen. Sie sind als Benutzer der Lizenzabteilung angemeldet.',
    );
  });

  it('sees activity and quotas while the partner’s ledger shard is out of reach', async () => {
    const faults = { ledger: { kind: 'fail' as const, objects: poolNames(env as unknown as Env) } };
    const bindings = faultyEnv(env as unknown as Env, { side: 'worker', faults: () => faults, met: {} });
    const away = visitorWith(
      desk.cookie,
      asking(async (incoming) => app.fetch(incoming, bindings, createExecutionContext())),
    );
    const html = words(await away.page(`/console/licenses/${site.license}`));
    expect(html).toContain('2 of 10 units this month');
    expect(html).toContain('Refusal rate, last 30 days 50%');
    expect(words(await away.page('/console'))).toContain('Part of the ledger isn’t responding');
  });

  it('is told where nothing was asked for yet', async () => {
    const quiet = await openSite(await openNewsroom());
    expect(words(await desk.page(`/console/licenses/${quiet.license}`))).toContain('No requests yet.');
  });
});

describe('an auditor', () => {
  it('reads partners, licenses and articles, and is offered nothing to do', async () => {
    const pages = [
      ...['/console/partners', `/console/partners/${site.partner}`],
      ...['/console/licenses', `/console/licenses/${site.license}`],
      ...[`/console/licenses/${site.license}/versions`, '/console/articles', `/console/articles/${article}`],
      `/console/articles/${article}/holders`,
    ];
    for (const page of pages) {
      const html = mainOf(await auditor.page(page));
      expect([
        page,
        html.match(/method="post"|\/(new|change|suspend|renew|terminate|kill|hold|look)\b/),
      ]).toEqual([page, null]);
      expect([page, html.match(/href="\/console\/(keys|products|restrictions|decisions)/)]).toEqual([
        page,
        null,
      ]);
    }
  });

  it('sees of an article what it is and who has it, not its content', async () => {
    const html = mainOf(await auditor.page(`/console/articles/${article}`));
    expect(html).not.toContain('<img');
    expect(words(html)).toContain('Auditors see metadata, not content.');
    expect(html).toContain(`href="/console/licenses/${site.license}"`);
    for (const below of ['look', 'preview', 'kill'])
      expect((await auditor.get(`/console/articles/${article}/${below}`)).status).toBe(403);
  });
});
