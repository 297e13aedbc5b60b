import { beforeAll, describe, expect, it } from 'vitest';
import { type Visitor, visitor } from '../support/console.ts';
import { create, request } from '../support/gateway.ts';
import {
  drain,
  ingest,
  ingestWithPhotograph,
  openNewsroom,
  openSite,
  scenario,
  wireItem,
} from '../support/newsroom.ts';

const HOSTILE = 'https://morgen.example/<script>alert(1)</script>';

let auditor: Visitor;
let finding: string;

const { newsroom, site } = await scenario();
const article = await ingest(newsroom, wireItem());

beforeAll(async () => {
  await create('/v1/publications', site.token, {
    article: article.id,
    title: 'morgen',
    channel: 'web',
    url: encodeURI(HOSTILE),
    publishedAt: new Date().toISOString(),
  });
  await drain();
  auditor = await visitor('auditor');
  const run = await auditor.post('/console/findings/run', [['license', site.license]]);
  expect(run.status).toBe(303);
  const html = await auditor.page(run.headers.get('Location') ?? '');
  expect(html).toContain('Publications checked: 1. New discrepancies: 1. Resolved automatically: 0.');
  finding = /\/console\/findings\/fnd_[0-9a-f]+/.exec(html)?.[0] ?? '';
});

const say = (by: Visitor, state: string, note: string) =>
  by.post(finding, [
    ['/state', state],
    ['/note', note],
  ]);

describe('findings', () => {
  it('are listed with the article and the page that they are about', async () => {
    const html = await auditor.page('/console/findings');
    expect(html).toMatch(new RegExp(`href="/console/articles/${article.id}"[^>]*>Harbor pilots end strike`));
    const page = encodeURI(HOSTILE).replaceAll('&', '&amp;');
    expect(html.replaceAll('<wbr/>', '')).toContain(`<span class="beneath">${page}</span>`);
  });

  it('are listed newest first, with their time on phones too, and say so', async () => {
    const later = await ingest(newsroom, wireItem({ headlines: [{ value: 'Ferry runs aground' }] }));
    await create('/v1/publications', site.token, {
      article: later.id,
      title: 'morgen',
      channel: 'web',
      publishedAt: new Date().toISOString(),
    });
    await drain();
    await auditor.post('/console/findings/run', [['license', site.license]]);
    const html = await auditor.page('/console/findings');
    expect(html).toContain('Newest first.');
    expect(html).toContain('<td data-label="Found"><time');
    expect(html.indexOf(`/console/articles/${later.id}`)).toBeGreaterThan(0);
    expect(html.indexOf(`/console/articles/${later.id}`)).toBeLessThan(html.indexOf(article.id));
  });

  it('are filtered by partner and article', async () => {
    const other = await ingest(newsroom, wireItem());
    const { partner } = site;
    const { id: stranger } = await create('/v1/admin/partners', newsroom.admin, {
      name: 'Stranger',
      titles: [{ id: 'stranger', name: 'Stranger', market: 'DE', domains: ['stranger.example'] }],
    });
    const isListed = async (query: { partner?: string; article?: string }) =>
      (await auditor.page(`/console/findings?${new URLSearchParams(Object.entries(query))}`)).includes(
        `href="${finding}"`,
      );
    for (const query of [{ partner }, { article: article.id }, { partner, article: article.id }])
      expect([query, await isListed(query)]).toEqual([query, true]);
    for (const query of [{ partner: stranger }, { article: other.id }])
      expect([query, await isListed(query)]).toEqual([query, false]);
  });

  it('are shown with what was reported beside what is on record', async () => {
    const html = await auditor.page(finding);
    expect(html).toContain('Published, but not delivered');
    expect(html).toContain('Reported by the partner');
    expect(html).toContain('On record');
    expect(html).not.toContain('<script>alert');
  });

  it.each([
    ['en', 'Refusals of this article to this partner', 'Explained: the discrepancy remains'],
    ['de', 'Ablehnungen dieses Artikels für diesen Partner', 'Erklärt: Die Abweichung besteht weiter'],
  ])('of a missing delivery lead to the refusals, and say what its states mean, in %s', async (...words) => {
    const [language, link, hint] = words;
    const spent = await openSite(newsroom, { quota: { limit: 1, per: 'month', onExceed: 'refuse' } });
    const [taken, refused] = [await ingest(newsroom, wireItem()), await ingest(newsroom, wireItem())];
    const get = ({ id }: { id: string }) => request(`/v1/articles/${id}`, { token: spent.token });
    expect([(await get(taken)).status, (await get(refused)).status]).toEqual([200, 402]);
    await create('/v1/publications', spent.token, {
      ...{ article: refused.id, title: 'morgen', channel: 'web' },
      publishedAt: new Date().toISOString(),
    });
    await drain();
    await auditor.post('/console/findings/run', [['license', spent.license]]);
    const list = await auditor.page(`/console/findings?license=${spent.license}`);
    const path = /\/console\/findings\/fnd_[0-9a-f]+/.exec(list)?.[0] ?? '';
    const html = await (await auditor.get(path, { 'Accept-Language': language })).text();
    expect(html).toContain(hint);
    const href = new RegExp(`href="([^"]+)">${link}<`).exec(html)?.[1] ?? '';
    const { searchParams } = new URL(href.replaceAll('&amp;', '&'), 'https://gateway.example');
    expect(Object.fromEntries(searchParams)).toEqual({
      ...{ kind: 'refusal', article: refused.id, partner: spent.partner },
    });
    expect(await auditor.page(href.replaceAll('&amp;', '&'))).toMatch(/\/console\/deliveries\/rfs_/);
  });

  it('are in German for those who want it, with the time in the zone of the reader', async () => {
    for (const path of [finding, '/console/findings']) {
      const html = await (await auditor.get(path, { 'Accept-Language': 'de' })).text();
      expect(html).not.toContain('lang="en"');
      expect(html).toContain('obwohl unter dieser Lizenz nie ein solcher Artikel ausgeliefert wurde');
    }
  });

  it.each([
    ['en', /the report names print\./i, /the report names Austria\./, 'request'],
    ['de', /gemeldet ist Druck\./, /gemeldet ist Österreich\./, 'angefragt'],
  ])(
    'say what the partner reported, since nothing was requested, in %s',
    async (language, channel, place, word) => {
      const other = await openSite(newsroom, { channels: ['web'] });
      const published = await ingest(newsroom, wireItem());
      await create('/v1/admin/restrictions', newsroom.admin, { scope: published.id, text: 'AUSTRIA OUT.' });
      expect((await request(`/v1/articles/${published.id}`, { token: other.token })).status).toBe(200);
      for (const use of [{ channel: 'print' }, { channel: 'web', territory: 'AT' }])
        await create('/v1/publications', other.token, {
          ...{ article: published.id, title: 'morgen', publishedAt: new Date().toISOString() },
          ...use,
        });
      await drain();
      await auditor.post('/console/findings/run', [['license', other.license]]);
      const path = `/console/findings?license=${other.license}`;
      const html = await (await auditor.get(path, { 'Accept-Language': language })).text();
      const main = html.slice(html.indexOf('<tbody'), html.indexOf('</tbody'));
      expect(main).toMatch(channel);
      expect(main).toMatch(place);
      expect(main).not.toContain(word);
    },
  );

  it.each([
    ['en', 'Text and photograph published without permission: ', 'uses'],
    ['de', 'Text und Foto ohne Erlaubnis veröffentlicht: ', 'Nutzungen'],
  ])('name all that was published, and the license and its rule, in %s', async (language, sentence, rule) => {
    const other = await openSite(newsroom, { channels: ['web'] });
    const published = await ingestWithPhotograph(newsroom);
    expect((await request(`/v1/articles/${published.id}`, { token: other.token })).status).toBe(200);
    await create('/v1/publications', other.token, {
      ...{ article: published.id, title: 'morgen', channel: 'print' },
      publishedAt: new Date().toISOString(),
    });
    await drain();
    await auditor.post('/console/findings/run', [['license', other.license]]);
    const list = await auditor.page(`/console/findings?license=${other.license}`);
    const path = /\/console\/findings\/fnd_[0-9a-f]+/.exec(list)?.[0] ?? '';
    const html = await (await auditor.get(path, { 'Accept-Language': language })).text();
    expect(html).toContain(sentence);
    const named = new RegExp(`<a href="/console/licenses/${other.license}"[^>]*>([^<]+ · [^<]+)</a>`);
    const [, onRecord = ''] = html.split(language === 'en' ? 'On record' : 'Im Gateway erfasst');
    expect(onRecord).toMatch(new RegExp(`${named.source}.*<span class="soft">${rule}</span>`));
    expect(onRecord).not.toContain('#uses<');
  });

  it('are named by the reported URI where the catalogue has no such article', async () => {
    const other = await openSite(newsroom);
    await create('/v1/publications', other.token, {
      ...{ uri: 'https://tidemark.example/items/none', title: 'morgen', channel: 'web' },
      publishedAt: new Date().toISOString(),
    });
    await drain();
    await auditor.post('/console/findings/run', [['license', other.license]]);
    const list = await auditor.page(`/console/findings?license=${other.license}`);
    const path = /\/console\/findings\/fnd_[0-9a-f]+/.exec(list)?.[0] ?? '';
    for (const html of [list, await auditor.page(path)])
      expect(html.replaceAll('<wbr/>', '')).toContain(
        'Unknown article<span class="beneath">https://tidemark.example/items/none</span>',
      );
  });

  it('are not settled without a note, and what was chosen stays', async () => {
    const refused = await say(auditor, 'settled', '');
    const html = await refused.text();
    expect(refused.status).toBe(400);
    expect(html).toMatch(/id="f-note-fault"[^>]*>Explain the decision in a note/);
    expect(html).toMatch(/value="settled" selected/);
  });

  it('are settled, listed as that, and opened again', async () => {
    const settled = await say(auditor, 'settled', 'Delivered <b>by hand</b>');
    expect(settled.headers.get('Location')).toBe(`${finding}?done=finding_settled`);
    const html = await auditor.page(finding);
    expect(html).toContain('Delivered &lt;b&gt;by hand&lt;/b&gt;');
    expect(await auditor.page(`/console/findings?license=${site.license}`)).not.toContain(finding);
    expect(await auditor.page(`/console/findings?license=${site.license}&state=settled`)).toContain(finding);
    expect((await say(auditor, 'open', '')).status).toBe(303);
  });

  it.each([
    ['en', 'Earlier states', 'explained', 'Note'],
    ['de', 'Frühere Status', 'erklärt', 'Anmerkung'],
  ])('show their earlier states with note, time and operator once reopened, in %s', async (...words) => {
    const [language, title, state, label] = words;
    const note = `Sent by <i>fax</i>, ${language}`;
    expect((await say(auditor, 'explained', note)).status).toBe(303);
    expect((await say(auditor, 'open', '')).status).toBe(303);
    const html = await (await auditor.get(finding, { 'Accept-Language': language })).text();
    const [, after = ''] = html.split('id="earlier"');
    const [section = ''] = after.split('</table>');
    expect(section).toContain(title);
    const [newest = ''] = section.split('<tr').slice(2);
    expect(newest).toContain(`>${state}<`);
    expect(newest).toContain(
      `data-label="${label}">${note.replaceAll('<', '&lt;').replaceAll('>', '&gt;')}<`,
    );
    expect(newest).toMatch(/<time datetime="\d{4}-.*\/console\/(operators\/|actions\?operator=)opr_/);
  });

  it('say when reconciliation last ran, and how many reports it has not compared yet', async () => {
    const calm = await auditor.page('/console/findings?state=settled');
    expect(calm).toMatch(/Last reconciled <time/);
    expect(calm).toContain('No reports are waiting to be compared.');
    const newsroom = await openNewsroom();
    const other = await openSite(newsroom);
    const article = await ingest(newsroom, wireItem());
    for (const url of ['https://morgen.example/1', 'https://morgen.example/2'])
      await create('/v1/publications', other.token, {
        ...{ article: article.id, title: 'morgen', channel: 'web', url },
        publishedAt: new Date().toISOString(),
      });
    await drain();
    const waiting = await auditor.page('/console/findings');
    expect(waiting).toContain('2 reports haven’t been compared yet.');
    await auditor.post('/console/findings/run', []);
    expect(await auditor.page('/console/findings')).toContain('No reports are waiting to be compared.');
  });

  it('are for the desk, too, with the way to the entries', async () => {
    const desk = await visitor('desk');
    const html = await desk.page(finding);
    expect(html).toContain(`/console/licenses/${site.license}`);
    expect(html).toContain('href="/console/deliveries/');
    expect((await say(desk, 'explained', 'It came by fax')).status).toBe(303);
    expect((await say(desk, 'open', '')).status).toBe(303);
    const newsroom = await visitor('ingest');
    expect((await newsroom.get('/console/findings')).status).toBe(403);
    expect((await newsroom.post('/console/findings/run', [])).status).toBe(403);
  });

  it('that there are not, are not there; and no number in an address is anything else', async () => {
    expect((await auditor.get('/console/findings/fnd_none')).status).toBe(404);
    expect(await auditor.page('/console/findings?ran=1-<b>-1-0')).not.toContain('Publications checked');
    expect((await auditor.get('/console/findings?kind=nothing')).status).toBe(400);
  });
});
