import { env } from 'cloudflare:workers';
import { describe, expect, it, vi } from 'vitest';
import * as store from '../../src/restrictions/store.ts';
import { visitor } from '../support/console.ts';
import { create, request } from '../support/gateway.ts';
import { ingest, ingestWithPhotograph, openNewsroom, openSite, wireItem } from '../support/newsroom.ts';

const HOSTILE = `<script>alert(1)</script><x-hostile>"'&`;
const ROOM = '/console/restrictions';

let count = 0;
/** Words that nobody has read before. */
const unread = () => `JAPAN OUT. FLUMMERY NUMBER ${Date.now()}-${count++}`;
/** The same, with no word that is understood. */
const nothing = () => `FLUMMERY NUMBER ${Date.now()}-${count++}`;
/** The same, all of it understood, with a question. */
const asking = () => `JAPAN OUT. NO ARCHIVE AFTER ${1_000 + count++} DAYS`;
const newsroom = await openNewsroom();
const desk = await visitor('desk');

interface Stored {
  id: string;
  version: number;
  text?: string;
  prose: string | null;
  policy: object | null;
  reviewed: boolean;
  status: string;
  source: string;
}

const restrict = (json: object) => create<Stored>('/v1/admin/restrictions', newsroom.admin, json);
const stored = async (id: string) =>
  (await (await request(`/v1/admin/restrictions/${id}`, { token: newsroom.admin })).json()) as Stored;
const waitingOf = async (item: string) => {
  const response = await request(`/v1/admin/restrictions?item=${item}`, { token: newsroom.admin });
  return ((await response.json()) as { items: [Stored] }).items[0];
};
/** Sends what the page of version 1 would. */
const decideOn = (id: string, act: 'confirm' | 'release' | 'withhold', more: [string, string][] = []) =>
  desk.post(`${ROOM}/${id}/${act}`, [['of', `${id}:1`], ...more]);
/** The page without the last decisions of the desk. */
const aboveLast = (html: string) => html.split(/>(?:Recent decisions|Letzte Entscheidungen)</)[0] ?? '';
const idIn = (location: string | null) => /rst_[0-9a-f]{32}/.exec(location ?? '')?.[0] ?? '';

describe('a reading that waits', () => {
  it('is confirmed in one step where all of it is understood, and the photograph goes out', async () => {
    const site = await openSite(newsroom);
    const { id, photograph } = await ingestWithPhotograph(newsroom, { usageTerms: asking() });
    const picture = `/v1/articles/${id}/components/${photograph}`;
    expect((await request(picture, { token: site.token })).status).toBe(403);
    const html = await desk.page(`/console/articles/${id}`);
    const restriction = idIn(html);
    const sent = await decideOn(restriction, 'confirm', [['from', `/console/articles/${id}`]]);
    const after = sent.headers.get('Location') ?? '';
    expect(after).toBe(`/console/articles/${id}?decided=${restriction}%3A2`);
    expect(await desk.page(after)).toContain('“JAPAN OUT. NO ARCHIVE AFTER');
    expect(await desk.page(`/console/articles/${id}`)).not.toContain('/confirm"');
    expect((await request(picture, { token: site.token })).status).toBe(200);
  });

  it('is not confirmed when another has come in its place', async () => {
    const { id } = await restrict({ scope: `section:${newsroom.section}`, text: asking() });
    const sent = await desk.post(`${ROOM}/${id}/confirm`, [['of', `${id}:7`]]);
    expect(sent.headers.get('Location')).toBe(`${ROOM}/${id}?done=not_as_it_was`);
    expect(await stored(id)).toMatchObject({ reviewed: false });
  });

  it('leads back to our own pages only', async () => {
    for (const from of [
      'https://evil.example/',
      '//evil.example',
      '/console/articles/itm_1\r\nX: y',
      '/verify',
    ]) {
      const { id } = await restrict({ scope: `section:${newsroom.section}`, text: asking() });
      const sent = await decideOn(id, 'confirm', [['from', from]]);
      expect(sent.headers.get('Location')).toBe(`${ROOM}?decided=${id}%3A2`);
    }
  });

  it('is corrected in words, when all of them are understood', async () => {
    const { id } = await ingestWithPhotograph(newsroom, { usageTerms: unread() });
    const list = (await (
      await request(`/v1/admin/restrictions?item=${id}`, { token: newsroom.admin })
    ).json()) as { items: Stored[] };
    const one = list.items[0]?.id ?? '';
    const form = await desk.page(`${ROOM}/${one}/correct`);
    expect(form).toMatch(/<h1>Edit “[^<]+”<\/h1>/);
    expect(form).toContain('FLUMMERY');
    const part = await desk.post(`${ROOM}/${one}/correct`, [['/text', 'CHINA OUT. FLUMMERY']]);
    expect(part.status).toBe(400);
    expect(await part.text()).toMatch(/id="f-text-fault"[^>]*>Some of these words aren’t understood/);
    // What is asked of a phrase is answered by saving it.
    const answer = await desk.post(`${ROOM}/${one}/correct`, [
      ['/text', 'CHINA OUT. NO ARCHIVE AFTER 14 DAYS'],
    ]);
    expect(answer.status).toBe(303);
    expect(await stored(one)).toMatchObject({ reviewed: true });
    expect((await desk.post(`${ROOM}/${one}/correct`, [['/text', 'CHINA OUT']])).status).toBe(303);
    const after = await stored(one);
    expect(after).toMatchObject({ reviewed: true, prose: 'CHINA OUT.', source: 'wire' });
    expect(after.text).toContain('FLUMMERY');
  });

  it('is corrected by a policy, with the fault of a wrong one beside its field', async () => {
    const { id } = await restrict({ scope: `section:${newsroom.section}`, text: unread() });
    const path = `${ROOM}/${id}/correct?by=policy`;
    const broken = await desk.post(path, [['/policy', '{"@type":']]);
    expect(broken.status).toBe(400);
    expect(await broken.text()).toContain('id="f-policy-fault"');
    const policy = JSON.stringify({ '@type': 'Set', prohibition: [{ action: 'archive' }] });
    expect((await desk.post(path, [['/policy', policy]])).status).toBe(303);
    expect(await stored(id)).toMatchObject({ reviewed: true, policy: JSON.parse(policy) });
  });

  it('stands first, and is gone from there when nothing waits', async () => {
    const { id, text = '' } = await restrict({ scope: `section:${newsroom.section}`, text: unread() });
    let page = ROOM;
    for (let n = 0; n < 20 && !(await desk.page(page)).includes(text); n++)
      page =
        /href="([^"]*cursor=[^"]*)" rel="next"/.exec(await desk.page(page))?.[1]?.replaceAll('&amp;', '&') ??
        '';
    const html = await desk.page(page);
    expect(html).toContain('<mark>FLUMMERY</mark>');
    expect(html).toContain(`${ROOM}/${id}/confirm`);
  });

  it('names the picture, the article, the section and how many licenses it concerns', async () => {
    await openSite(newsroom);
    const { id, photograph } = await ingestWithPhotograph(newsroom, {
      usageTerms: unread(),
      headlines: [{ value: 'Cranes at dawn' }],
    });
    const restriction = (await waitingOf(id)).id;
    const html = await desk.page(`${ROOM}/${restriction}`);
    expect(html).toContain(`src="/console/articles/${id}/components/${photograph}"`);
    expect(html).toMatch(/<h2[^>]*>[^<]*: Cranes at dawn<\/h2>/);
    expect(html).toContain('Harbor pilots end strike');
    expect(html.replaceAll(/<[^>]*>/g, '')).not.toContain(photograph);
    const sentence = /Withheld from \d+ licenses? until you decide\./;
    for (const page of [`${ROOM}/${restriction}`, ROOM, `/console/articles/${id}`])
      expect(await desk.page(page)).toMatch(sentence);
    const german = await desk.get(`${ROOM}/${restriction}`, { 'Accept-Language': 'de' });
    expect(await german.text()).toMatch(/Für \d+ Lizenz(en)? zurückgehalten, bis Sie entscheiden\./);
    await desk.post(`${ROOM}/${restriction}/release`, [
      ['of', `${restriction}:1`],
      ['from', ROOM],
    ]);
    expect(await desk.page(`${ROOM}/${restriction}`)).toMatch(/Concerns \d+ licenses?/);
  });

  it('says that text is delivered with what waits for review, and pictures are not', async () => {
    const { id } = await ingestWithPhotograph(newsroom);
    const whole = await restrict({ scope: id, text: unread() });
    const html = await desk.page(`${ROOM}/${whole.id}`);
    expect(html).toMatch(
      /Pictures and other media are withheld from \d+ licenses? until you decide\. The text goes out/,
    );
    expect(html).toContain('Keep pictures withheld');
    expect(html).toContain(`href="/console/articles/${id}/hold"`);
  });

  it.each([
    ['en', /Until you decide, the text goes to \d+ licenses?/, /Pictures|pictures/, 'Put article on hold'],
    ['de', /Bis Sie entscheiden, wird der Text an \d+ Lizenz/, /Bilder/, 'Artikel zurückhalten'],
  ])(
    'says of an article without media that nothing is withheld, in %s',
    async (language, goesOut, media, hold) => {
      const { id } = await ingest(newsroom, wireItem({ usageTerms: nothing() }));
      const { id: restriction } = await waitingOf(id);
      for (const path of [`${ROOM}/${restriction}`, `${ROOM}/${restriction}/together`]) {
        const page = await (await desk.get(path, { 'Accept-Language': language })).text();
        const card = /<main.*<\/main>/s.exec(page)?.[0] ?? '';
        expect(card).toMatch(goesOut);
        expect(card).not.toMatch(media);
        expect(card).not.toContain('/withhold"');
        expect(card).toContain(`<a href="/console/articles/${id}/hold">${hold}</a>`);
      }
      expect((await desk.get(`/console/articles/${id}/hold`)).status).toBe(200);
    },
  );

  it.each([
    ['en', 'Not in Austria', 'Enter what this text means'],
    ['de', 'Nicht in Österreich', 'Geben Sie ein, was dieser Text bedeutet'],
  ])('is in the list with the rules that it was given instead, in %s', async (language, rules, hint) => {
    const { id } = await ingest(newsroom, wireItem({ usageTerms: nothing() }));
    const { id: restriction } = await waitingOf(id);
    const inLanguage = { 'Accept-Language': language };
    const form = await desk.get(`${ROOM}/${restriction}/correct`, inLanguage);
    expect(await form.text()).toContain(hint);
    const rowOf = async () => {
      const list = await (await desk.get(`${ROOM}/all?scope=${id}`, inLanguage)).text();
      return list.split('<tr').find((row) => row.includes(restriction)) ?? '';
    };
    expect(await rowOf()).not.toContain(rules);
    await desk.post(`${ROOM}/${restriction}/correct`, [['/text', 'Keine Nutzung in Österreich']]);
    expect(await rowOf()).toContain(rules);
  });

  it('is said in plain language, in the language of the page', async () => {
    const { id } = await restrict({ scope: `section:${newsroom.section}`, text: asking() });
    const english = await desk.page(`${ROOM}/${id}`);
    expect(english).toContain('<li>Not in Japan</li>');
    expect(english).toMatch(/No archiving more than [\d,]+ days after the version was created/);
    const german = await (await desk.get(`${ROOM}/${id}`, { 'Accept-Language': 'de' })).text();
    expect(german).toContain('<li>Nicht in Japan</li>');
    expect(german).toContain('Ab wann zählen die Tage?');
    expect(german).not.toContain('Days counted from what?');
  });
});

describe('what is not understood', () => {
  it.each([
    ['en', 'An earlier decision on the same words applies.', 'created: an earlier decision'],
    ['de', 'Eine frühere Entscheidung über denselben Wortlaut gilt.', 'angelegt: Eine frühere Entscheidung'],
  ])('says that an earlier decision applies to the same words, in %s', async (language, notice, history) => {
    const text = unread();
    const first = await restrict({ scope: `section:${newsroom.section}`, text });
    await decideOn(first.id, 'release');
    const second = await restrict({ scope: `section:${newsroom.section}-b`, text });
    const pageOf = async ({ id }: Stored) =>
      (await desk.get(`${ROOM}/${id}`, { 'Accept-Language': language })).text();
    for (const sentence of [notice, history]) {
      expect(await pageOf(second)).toContain(sentence);
      expect(await pageOf(first)).not.toContain(sentence);
    }
  });

  it.each([
    ['en', 'Not for use in Norwya', 'Did you mean Norway?'],
    ['de', 'Nicht in Norwegn verwenden', 'Meinten Sie Norwegen?'],
    ['de', 'Nicht nach dem 31.11.2027 verwenden', 'Den Tag 31.11.2027 gibt es nicht.'],
    ['en', 'Not after 1.11.27', 'Write the year of 1.11.27 with four digits.'],
  ])(
    'is probably a slip in a country or a date: the hint names it, and it is not read, in %s: %s',
    async (language, text, hint) => {
      const get = async (path: string) => (await desk.get(path, { 'Accept-Language': language })).text();
      const { id } = await restrict({ scope: `section:${newsroom.section}`, text });
      expect(await get(`${ROOM}/${id}`)).toContain(hint);
      const form = await get(`${ROOM}/${id}/correct`);
      expect(form.slice(form.indexOf('id="reading"'))).toContain(hint);
      expect(await stored(id)).toMatchObject({ reviewed: false });
      expect((await stored(id)).prose ?? '').not.toMatch(/NORWAY/);
    },
  );

  it.each([
    ['Sperrfrist 5.12.2026 18 Uhr', true],
    ['Sperrfrist 5.12.2026 18 Uhr MEZ', false],
  ])('has a hint if a time names no zone: %s', async (text, isHinted) => {
    const hint = 'A time without its zone counts in every time zone on Earth.';
    const typed = await desk.post(`${ROOM}/new`, [
      ['/text', text],
      ['_read', 'true'],
    ]);
    expect((await typed.text()).includes(hint)).toBe(isHinted);
    const { id } = await restrict({ scope: `section:${newsroom.section}`, text });
    await decideOn(id, 'confirm');
    expect((await desk.page(`${ROOM}/${id}`)).includes(hint)).toBe(isHinted);
  });

  it('is edited by the first button, and released by a page that says what it releases', async () => {
    const own = await openNewsroom();
    const site = await openSite(own);
    const { id, photograph } = await ingestWithPhotograph(own, { usageTerms: nothing() });
    const { id: restriction } = await waitingOf(id);
    const picture = `/v1/articles/${id}/components/${photograph}`;
    const html = await desk.page(`${ROOM}/${restriction}`);
    expect(/<button type="submit" class="primary"[^>]*formaction="[^"]*\/correct"/.test(html)).toBe(true);
    // A single step, such as an old page would send, releases nothing.
    const deflected = await decideOn(restriction, 'confirm');
    expect(deflected.headers.get('Location')).toContain(`${ROOM}/${restriction}/release?`);
    expect(await stored(restriction)).toMatchObject({ reviewed: false });
    const page = await desk.page(deflected.headers.get('Location') ?? '');
    expect(page).toMatch(/Releases 1 picture to \d+ licenses?\./);
    expect((await request(picture, { token: site.token })).status).toBe(403);
    const sent = await decideOn(restriction, 'release');
    expect(await desk.page(sent.headers.get('Location') ?? '')).toContain('released without restriction');
    expect((await request(picture, { token: site.token })).status).toBe(200);
  });

  it('is confirmed without the words that are left by the same page', async () => {
    const { id } = await restrict({ scope: `section:${newsroom.section}`, text: unread() });
    expect((await decideOn(id, 'confirm')).headers.get('Location')).toContain('/release?');
    expect(await desk.page(`${ROOM}/${id}/release`)).toContain('<mark>FLUMMERY</mark>');
    expect((await decideOn(id, 'release')).status).toBe(303);
    expect(await stored(id)).toMatchObject({ reviewed: true, prose: 'JAPAN OUT.' });
  });

  it('stays withheld by one click, which can be undone and is about this picture alone', async () => {
    const own = await openNewsroom();
    const site = await openSite(own);
    const usageTerms = unread();
    const { id, photograph } = await ingestWithPhotograph(own, { usageTerms });
    const { id: restriction } = await waitingOf(id);
    expect(await desk.page(`${ROOM}/${restriction}`)).toContain(
      `formaction="${ROOM}/${restriction}/withhold">Keep withheld<`,
    );
    const sent = await decideOn(restriction, 'withhold', [['from', ROOM]]);
    expect(sent.headers.get('Location')).toBe(`${ROOM}?decided=${restriction}%3A2`);
    expect(await desk.page(sent.headers.get('Location') ?? '')).toContain(
      `Still withheld (1 picture): “${usageTerms}”`,
    );
    expect(await stored(restriction)).toMatchObject({
      reviewed: true,
      text: usageTerms,
      prose: 'NOT FOR USE.',
    });
    const picture = `/v1/articles/${id}/components/${photograph}`;
    expect((await request(picture, { token: site.token })).status).toBe(403);
    const later = await ingestWithPhotograph(own, { usageTerms });
    expect(await waitingOf(later.id)).toMatchObject({ reviewed: false });
    await desk.post(`${ROOM}/undo`, [['of', `${restriction}:2`]]);
    expect(await stored(restriction)).toMatchObject({ reviewed: false, prose: 'JAPAN OUT.' });
  });

  it.each([
    ['en', 'Releases nothing: the rules below forbid all use. Withheld from', 'It forbids all use'],
    ['de', 'Gibt nichts frei: Die Regeln unten verbieten jede Nutzung.', 'Sie verbietet jede Nutzung'],
  ])(
    'says that a picture stays withheld under the rules that remain, in %s',
    async (language, before, after) => {
      const { id } = await ingestWithPhotograph(newsroom, { usageTerms: `NOT FOR USE ${nothing()}` });
      const { id: restriction } = await waitingOf(id);
      const inLanguage = { 'Accept-Language': language };
      const page = await (await desk.get(`${ROOM}/${restriction}/release`, inLanguage)).text();
      expect(page).toContain(before);
      const sent = await decideOn(restriction, 'release', [['from', ROOM]]);
      expect(await (await desk.get(sent.headers.get('Location') ?? '', inLanguage)).text()).toContain(after);
      // The history agrees with the audit log, which records the confirmation.
      expect(await stored(restriction)).toMatchObject({
        reviewed: true,
        versions: [{ change: 'confirm' }, { change: 'create' }],
      });
    },
  );

  it('leads from the notice of its decision to its page, where the decision can be undone later', async () => {
    const { id } = await ingestWithPhotograph(newsroom, { usageTerms: unread() });
    const { id: restriction } = await waitingOf(id);
    const sent = await decideOn(restriction, 'withhold', [['from', ROOM]]);
    expect(await desk.page(sent.headers.get('Location') ?? '')).toMatch(
      new RegExp(`Still withheld[^<]*<a href="${ROOM}/${restriction}">Details</a>`),
    );
    expect(await desk.page(`${ROOM}/${restriction}`)).toContain(`name="of" value="${restriction}:2"`);
  });

  it.each([
    ['en', 'withheld', 'to review'],
    ['de', 'zurückgehalten', 'zu prüfen'],
  ])('is found again by its status once it is kept withheld, in %s', async (language, withheld, waiting) => {
    const { id, photograph } = await ingestWithPhotograph(newsroom, { usageTerms: unread() });
    const { id: restriction } = await waitingOf(id);
    const open = await restrict({ scope: photograph, text: `NOT FOR USE. ${nothing()}` });
    await decideOn(restriction, 'withhold');
    const get = async (path: string) => (await desk.get(ROOM + path, { 'Accept-Language': language })).text();
    const badge = `<span class="badge warn">${withheld}</span>`;
    expect(await get(`/${restriction}`)).toContain(badge);
    const list = await get(`/all?state=withheld&scope=${photograph}`);
    expect(list).toContain(badge);
    expect(list).toContain(`<option value="withheld" selected="">${withheld}</option>`);
    expect(list).not.toContain(open.id);
    expect(await get(`/all?scope=${photograph}`)).toContain(`<span class="badge warn">${waiting}</span>`);
    const file = await get(`/all/file?as=csv&scope=${photograph}`);
    for (const [stored, status] of [
      [restriction, 'withheld'],
      [open.id, 'unreviewed'],
    ])
      expect(file.split('\n').find((line) => line.includes(stored ?? ''))).toContain(`,${status},`);
  });

  it('is confirmed, not called still withheld, where text went out until then', async () => {
    const { id } = await ingest(newsroom, wireItem());
    const { id: restriction } = await restrict({ scope: id, text: `NOT FOR USE. ${nothing()}` });
    const sent = await decideOn(restriction, 'release', [['from', ROOM]]);
    const html = await desk.page(sent.headers.get('Location') ?? '');
    expect(html).toContain('Interpretation of “NOT FOR USE. FLUMMERY');
    expect(html).not.toContain('Still withheld');
    expect(await stored(restriction)).toMatchObject({ reviewed: true, prose: 'NOT FOR USE.' });
  });

  it.each(['an article', 'a section'])(
    'of %s keeps pictures withheld by one click, and leaves the text under the rules found',
    async (subject) => {
      const own = await openNewsroom();
      const site = await openSite(own);
      const { id, photograph } = await ingestWithPhotograph(own);
      const text = unread();
      const scope = subject === 'an article' ? id : `section:${own.section}`;
      const { id: restriction } = await restrict({ scope, text });
      const html = await desk.page(`${ROOM}/${restriction}`);
      expect(html).toContain(`formaction="${ROOM}/${restriction}/withhold">Keep pictures withheld<`);
      expect(html).toContain('The text goes out, under the rules found if there are any.');
      const sent = await decideOn(restriction, 'withhold', [['from', ROOM]]);
      const after = await desk.page(sent.headers.get('Location') ?? '');
      expect(after).toContain(`Pictures and other media still withheld (1 piece of content): “${text}”`);
      expect(await stored(restriction)).toMatchObject({ reviewed: true, prose: 'JAPAN OUT. TEXT ONLY.' });
      const german = await desk.get(`${ROOM}/${restriction}`, { 'Accept-Language': 'de' });
      expect(await german.text()).toContain('<li>Nur Text, keine Bilder oder anderen Medien</li>');
      const picture = `/v1/articles/${id}/components/${photograph}`;
      expect((await request(picture, { token: site.token })).status).toBe(403);
      const article = await request(`/v1/articles/${id}`, { token: site.token });
      expect(article.status).toBe(200);
      expect(await article.text()).not.toContain('FLUMMERY');
      await desk.post(`${ROOM}/undo`, [['of', `${restriction}:2`]]);
      expect(await stored(restriction)).toMatchObject({ reviewed: false, prose: 'JAPAN OUT.' });
      await request(`/v1/admin/restrictions/${restriction}`, { method: 'DELETE', token: newsroom.admin });
    },
  );

  it.each([
    ['', '<p>The strike is over.</p>'],
    [' too large for a row', `<p>${'wörd '.repeat(200)}</p>`.repeat(850)],
  ])('of a text%s, which goes out meanwhile, says how to withhold it', async (_, value) => {
    const { components } = await ingest(
      newsroom,
      wireItem({ bodies: [{ contentType: 'text/html', value }] }),
    );
    const scope = components.find(({ type }) => type === 'dispatch')?.id;
    const { id } = await restrict({ scope, text: unread() });
    const html = await desk.page(`${ROOM}/${id}`);
    expect(html).not.toContain('/withhold"');
    expect(html).toContain('To withhold the text, edit the interpretation: NOT FOR USE prohibits any use.');
    expect(html).toContain('<h2 dir="auto">text: Harbor pilots end strike');
  });

  it('is not released again by the same form', async () => {
    const { id } = await restrict({ scope: `section:${newsroom.section}`, text: nothing() });
    const places = [];
    for (let n = 0; n < 2; n++) places.push((await decideOn(id, 'release')).headers.get('Location'));
    expect(places[1]).toBe(places[0]);
    expect(await stored(id)).toMatchObject({ version: 2 });
  });
});

describe('a decision', () => {
  const undo = (id: string, version: number) =>
    desk.post(`${ROOM}/undo`, [
      ['of', `${id}:${version}`],
      ['from', `${ROOM}/${id}`],
    ]);

  it('is undone within ten minutes, which is a change like others', async () => {
    const { id } = await restrict({ scope: `section:${newsroom.section}`, text: nothing() });
    const after = (await decideOn(id, 'release')).headers.get('Location') ?? '';
    expect(await desk.page(after)).toContain(`value="${id}:2"`);
    for (let n = 0; n < 2; n++) {
      const sent = await undo(id, 2);
      expect(sent.headers.get('Location')).toBe(`${ROOM}/${id}?done=restriction_undone`);
    }
    expect(await stored(id)).toMatchObject({ reviewed: false, version: 3, policy: null });
    expect(aboveLast(await desk.page(after))).not.toContain('/undo"');
  });

  it('is not undone later, nor when something else was decided since', async () => {
    const { id } = await restrict({ scope: `section:${newsroom.section}`, text: nothing() });
    const after = (await decideOn(id, 'release')).headers.get('Location') ?? '';
    const before = new Date(Date.now() - 10 * 60_000 - 1_000).toISOString();
    await env.DB.prepare('UPDATE restrictions SET updated = ? WHERE id = ?').bind(before, id).run();
    expect(aboveLast(await desk.page(after))).not.toContain('/undo"');
    expect((await undo(id, 2)).headers.get('Location')).toBe(`${ROOM}/${id}?done=not_undone`);
    expect(await stored(id)).toMatchObject({ reviewed: true, version: 2 });
    const policy = { '@type': 'Set', prohibition: [{ action: 'archive' }] };
    await request(`/v1/admin/restrictions/${id}`, {
      method: 'PATCH',
      token: newsroom.admin,
      json: { policy },
    });
    expect((await undo(id, 2)).headers.get('Location')).toBe(`${ROOM}/${id}?done=not_as_it_was`);
    expect(await stored(id)).toMatchObject({ reviewed: true, version: 3 });
  });

  it('is told by our own pages only', async () => {
    const { id } = await restrict({ scope: `section:${newsroom.section}`, text: nothing() });
    const after = (await decideOn(id, 'release')).headers.get('Location') ?? '';
    const elsewhere = await desk.get(after, { 'Sec-Fetch-Site': 'cross-site' });
    expect(aboveLast(await elsewhere.text())).not.toContain('/undo"');
  });

  const words = (html: string) => html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');

  it.each([
    ['release', 'released without restriction', 'ohne Auflage freigegeben'],
    ['withhold', 'kept withheld', 'weiter zurückgehalten'],
  ] as const)(
    'to %s is undone on the pages that show it, which say who did what',
    async (act, did, german) => {
      const { id: article } = await ingestWithPhotograph(newsroom, { usageTerms: nothing() });
      const { id } = await waitingOf(article);
      await decideOn(id, act);
      for (const page of [`${ROOM}/${id}`, `/console/articles/${article}`])
        expect(await desk.page(page)).toContain(`name="of" value="${id}:2"`);
      expect(words(await desk.page(`${ROOM}/${id}`))).toMatch(
        new RegExp(`2 \\d+ \\w+ 20\\d\\d,.* ${did} Test desk`),
      );
      expect((await undo(id, 2)).headers.get('Location')).toBe(`${ROOM}/${id}?done=restriction_undone`);
      const undone = await desk.page(`${ROOM}/${id}`);
      expect(undone).not.toContain('/undo"');
      expect(words(undone)).toMatch(/ decision undone .* (released|kept|created)/);
      const inGerman = words(await (await desk.get(`${ROOM}/${id}`, { 'Accept-Language': 'de' })).text());
      expect(inGerman).toMatch(new RegExp(` Entscheidung rückgängig gemacht .* ${german} `));
    },
  );

  it('is not undone on its page after ten minutes, nor where nothing was in review', async () => {
    const { id } = await restrict({ scope: `section:${newsroom.section}`, text: nothing() });
    await decideOn(id, 'release');
    expect(await desk.page(`${ROOM}/${id}`)).toContain('/undo"');
    const before = new Date(Date.now() - 10 * 60_000 - 1_000).toISOString();
    await env.DB.prepare('UPDATE restrictions SET updated = ? WHERE id = ?').bind(before, id).run();
    expect(await desk.page(`${ROOM}/${id}`)).not.toContain('/undo"');
    const understood = await restrict({ scope: `section:${newsroom.section}`, text: 'PERU OUT' });
    await desk.post(`${ROOM}/${understood.id}/correct`, [['/text', 'CHILE OUT']]);
    expect(await desk.page(`${ROOM}/${understood.id}`)).not.toContain('/undo"');
  });
});

describe('the last decisions', () => {
  const words = (html: string) => html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
  const below = (html: string, heading: string) => html.slice(html.indexOf(`>${heading}</h2>`));

  it.each([
    ['en', 'Recent decisions', 'kept withheld', 'decision undone', 'created'],
    ['de', 'Letzte Entscheidungen', 'weiter zurückgehalten', 'Entscheidung rückgängig gemacht', 'angelegt'],
  ])('stand below what waits, with Undo while it is possible, in %s', async (language, ...expected) => {
    const [heading, did, undone, created] = expected as [string, string, string, string];
    const get = async (path: string) => (await desk.get(path, { 'Accept-Language': language })).text();
    const usageTerms = unread();
    const { id: article } = await ingestWithPhotograph(newsroom, { usageTerms });
    const { id } = await waitingOf(article);
    const sent = await decideOn(id, 'withhold', [['from', ROOM]]);
    const shown = below(await get(ROOM), heading);
    expect(words(shown)).toMatch(new RegExp(`${usageTerms} .*?: ${did}, Test desk`));
    expect(shown).not.toContain(created);
    expect(shown.match(/<li>/g)?.length).toBeLessThanOrEqual(10);
    expect(shown).toContain(`name="of" value="${id}:2"`);
    // The notice of a decision has the button already.
    expect((await get(sent.headers.get('Location') ?? '')).split(`value="${id}:2"`)).toHaveLength(2);
    const back = await desk.post(`${ROOM}/undo`, [
      ['of', `${id}:2`],
      ['from', ROOM],
    ]);
    const after = below(await get(back.headers.get('Location') ?? ''), heading);
    expect(words(after)).toMatch(new RegExp(`${usageTerms} .*?: ${undone}, .* ${usageTerms} .*?: ${did}, `));
    expect(after).not.toContain(`value="${id}:2"`);
  });

  it('stand on the page also when nothing waits, and are not read for further pages', async () => {
    const { id } = await restrict({ scope: `section:${newsroom.section}`, text: nothing() });
    await decideOn(id, 'release');
    await env.DB.prepare('UPDATE restrictions SET reviewed = 1 WHERE reviewed = 0').run();
    const html = await desk.page(ROOM);
    expect(html).toContain('Nothing to review.');
    expect(below(html, 'Recent decisions')).toContain(`${ROOM}/${id}`);
    for (let n = 0; n < 21; n++) await restrict({ scope: `section:${newsroom.section}`, text: nothing() });
    const next = /href="([^"]*cursor=[^"]*)" rel="next"/.exec(await desk.page(ROOM))?.[1] ?? '';
    const listed = vi.spyOn(store, 'listDecisions');
    expect(await desk.page(next.replaceAll('&amp;', '&'))).not.toContain('Recent decisions');
    expect(listed).not.toHaveBeenCalled();
    await desk.page(ROOM);
    expect(listed).toHaveBeenCalledOnce();
    listed.mockRestore();
    await env.DB.prepare('UPDATE restrictions SET reviewed = 1 WHERE reviewed = 0').run();
  });
});

describe('a review that a delivery of the newsroom ended', () => {
  it.each([
    ['en', 'interpreted again with a new delivery', 'An earlier decision on the same words applies.'],
    ['de', 'mit einer neuen Lieferung erneut ausgelegt', 'Eine frühere Entscheidung über denselben Wortlaut'],
  ])('is not shown as a decision, and is not undone, in %s', async (language, did, earlier) => {
    const usageTerms = nothing();
    const item = wireItem({ usageTerms });
    const { id: article } = await ingest(newsroom, item);
    const { id } = await waitingOf(article);
    const elsewhere = await restrict({ scope: `section:${newsroom.section}`, text: usageTerms });
    await decideOn(elsewhere.id, 'release');
    await ingest(newsroom, { ...item, version: '2', versionCreated: new Date().toISOString() });
    const get = async (path: string) => (await desk.get(path, { 'Accept-Language': language })).text();
    const html = await get(`${ROOM}/${id}`);
    for (const words of [did, earlier]) expect(html).toContain(words);
    for (const page of [html, await get(`/console/articles/${article}`)])
      expect(page).not.toContain('/undo"');
    // The page that the desk had open shows the version before.
    const sent = await desk.post(`${ROOM}/${id}/release`, [['of', `${id}:1`]]);
    const after = await get(sent.headers.get('Location') ?? '');
    expect(aboveLast(after)).not.toContain('/undo"');
    expect(after).toMatch(/role="alert"[^>]*>.*(Nothing was changed|Nichts wurde geändert)/);
    await desk.post(`${ROOM}/undo`, [['of', `${id}:2`]]);
    expect(await stored(id)).toMatchObject({ reviewed: true, version: 2 });
  });
});

describe('the list of all restrictions', () => {
  it('is narrowed by text and status, as its file is', async () => {
    const [waiting, decided, withdrawn] = [nothing(), nothing(), nothing()];
    const [, second, third] = [
      await restrict({ scope: `section:${newsroom.section}`, text: waiting }),
      await restrict({ scope: `section:${newsroom.section}`, text: decided }),
      await restrict({ scope: `section:${newsroom.section}`, text: withdrawn }),
    ];
    await decideOn(second.id, 'release');
    await request(`/v1/admin/restrictions/${third.id}`, { method: 'DELETE', token: newsroom.admin });
    const shown = async (query: string) => {
      const html = await desk.page(`${ROOM}/all?scope=section:${newsroom.section}&${query}`);
      return [waiting, decided, withdrawn].map((text) => html.includes(`>${text}<`));
    };
    expect(await shown('')).toEqual([true, true, true]);
    expect(await shown('state=unreviewed')).toEqual([true, false, false]);
    expect(await shown('state=reviewed')).toEqual([false, true, false]);
    expect(await shown('state=withdrawn')).toEqual([false, false, true]);
    const word = decided.split(' ').at(-1) ?? '';
    expect(await shown(`q=${word}+flummery`)).toEqual([false, true, false]);
    const file = await desk.get(`${ROOM}/all/file?as=csv&state=reviewed&q=${word}`);
    const rows = (await file.text()).trim().split('\n');
    expect(rows.slice(1).map((row) => row.split(',').at(-1))).toEqual([second.id]);
  });

  it('says that nothing matches, and how to see all', async () => {
    const html = await desk.page(`${ROOM}/all?q=nowhere-${Date.now()}`);
    expect(html).toContain('Nothing matches this search and these filters.');
    expect(html).toContain(`<a href="${ROOM}/all">Clear filters</a>`);
    const german = await desk.get(`${ROOM}/all?state=withdrawn`, { 'Accept-Language': 'de' });
    expect(await german.text()).toMatch(/<option value="withdrawn" selected[^>]*>zurückgenommen</);
  });
});

describe('an open question', () => {
  it('is answered where it stands, the strict reading being selected', async () => {
    const { id } = await restrict({ scope: `section:${newsroom.section}`, text: asking() });
    const html = await desk.page(`${ROOM}/${id}`);
    expect(html).toMatch(/name="answer-1-0" value="strict" checked/);
    const edit = await decideOn(id, 'confirm', [['answer-1-0', 'edit']]);
    expect(edit.headers.get('Location')).toContain(`${ROOM}/${id}/correct?`);
    expect(await stored(id)).toMatchObject({ reviewed: false });
    const sent = await decideOn(id, 'confirm', [
      ['answer-1-0', 'other'],
      ['answer-1-0-value', '2026-12-01'],
    ]);
    expect(sent.status).toBe(303);
    expect(await stored(id)).toMatchObject({
      reviewed: true,
      prose: expect.stringContaining('NO ARCHIVE AFTER '),
    });
    expect((await stored(id)).prose).not.toContain('DAYS');
    expect(await desk.page(sent.headers.get('Location') ?? '')).toMatch(
      /” confirmed \([^)]*\).{0,400}No archiving, from \d+ \w+ 20\d\d.{0,400}\/restrictions\/undo"/s,
    );
  });

  it('about the zone of an article’s embargo is answered by the operator’s own zone', async () => {
    const { id } = await ingest(newsroom, wireItem({ usageTerms: 'Sperrfrist 5.12.2031 18 Uhr' }));
    const strict = { reviewed: false, prose: 'NOT FOR USE UNTIL 6 DEC 2031 06:00 UTC.' };
    const waiting = await waitingOf(id);
    expect(waiting).toMatchObject(strict);
    const path = `${ROOM}/${waiting.id}`;
    const headers = {
      'Accept-Language': 'de',
      Cookie: `${desk.cookie}; imprimatur-zone=Europe/Berlin`,
    };
    const html = await (await desk.get(path, headers)).text();
    expect(html).toContain('Welche Zeitzone ist gemeint?');
    expect(html).toContain('Alle Zeitzonen der Erde (strengste Bedeutung)');
    expect(html).toMatch(/name="answer-0-0" value="Europe\/Berlin"[^>]*> Nur Europe\/Berlin/);
    const answer = (zone: string): [string, string][] => [
      ['of', `${waiting.id}:1`],
      ['answer-0-0', zone],
    ];
    const changed = await desk.post(`${path}/confirm`, answer('Asia/Tokyo'), headers);
    expect(changed.headers.get('Location')).toContain('&done=not_answered');
    expect(await stored(waiting.id)).toMatchObject(strict);
    await desk.post(`${path}/confirm`, answer('Europe/Berlin'), headers);
    const prose = 'NOT FOR USE UNTIL 5 DEC 2031 17:00 UTC.';
    expect(await stored(waiting.id)).toMatchObject({ reviewed: true, prose });
    expect(await desk.page(path)).not.toContain('A time without its zone');
  });

  it('about a zone is asked once where the same time is named twice', async () => {
    const text = 'Sperrfrist 6.12.2031 18 Uhr. Frei ab 6.12.2031 18 Uhr';
    const { id } = await restrict({ scope: `section:${newsroom.section}-twice`, text });
    const html = await desk.page(`${ROOM}/${id}`);
    expect(html.split('Which time zone is meant?')).toHaveLength(2);
    const control = /name="(answer-\d-0)"/.exec(html)?.[1] ?? '';
    await decideOn(id, 'confirm', [[control, 'UTC']]);
    expect((await stored(id)).prose).toBe('NOT FOR USE UNTIL 6 DEC 2031 18:00 UTC.');
  });

  it.each([
    ['no day is filled in', { choice: 'other', value: '' }, 'not_answered', 'other'],
    [
      'a day is filled in beside another answer',
      { choice: 'strict', value: '2026-12-24' },
      'not_clear',
      'strict',
    ],
    ['the day is far away', { choice: 'other', value: '2062-12-01' }, 'not_near', 'other'],
  ])('comes back as it was sent if %s', async (_, { choice, value }, done, selected) => {
    const { id } = await restrict({ scope: `section:${newsroom.section}`, text: asking() });
    const answer: [string, string][] = [
      ['answer-1-0', choice],
      ['answer-1-0-value', value],
    ];
    const sent = await decideOn(id, 'confirm', answer);
    const location = sent.headers.get('Location') ?? '';
    expect(location).toMatch(new RegExp(`^${ROOM}/${id}\\?.*&done=${done}$`));
    expect(await stored(id)).toMatchObject({ reviewed: false });
    const html = await desk.page(location);
    expect(html).toMatch(/<p class="note screen warn" role="status">Nothing was confirmed/);
    expect(html).toContain(`name="answer-1-0" value="${selected}" checked=""`);
    expect(html).toMatch(
      new RegExp(`name="answer-1-0-value"[^>]* value="${value}"[^>]* aria-invalid="true" autofocus=""`),
    );
    const meant = /name="_meant" value="([^"]*)"/.exec(html)?.[1];
    expect(meant).toBe(done === 'not_near' ? value : undefined);
    if (meant === undefined) return;
    await decideOn(id, 'confirm', [...answer, ['_meant', meant]]);
    expect(await stored(id)).toMatchObject({ reviewed: true });
  });

  it('is answered before a release, whose page shows the rules of the answer', async () => {
    const text = `FLUMMERY ONLY. ${asking()}`;
    const { id } = await restrict({ scope: `section:${newsroom.section}`, text });
    const [, control = ''] = /name="(answer-\d-\d)"/.exec(await desk.page(`${ROOM}/${id}`)) ?? [];
    const release = (value: string) =>
      desk.get(`${ROOM}/${id}/release?from=${ROOM}&of=${id}:1&${control}=other&${control}-value=${value}`);
    expect((await release('')).headers.get('Location')).toContain('&done=not_answered');
    expect(await (await release('2026-12-24')).text()).toMatch(/No archiving, from \d+ \w+ 20\d\d/);
  });
});

describe('restrictions with the same text', () => {
  async function three(text: string) {
    const all = [];
    for (const scope of ['', '-b', '-c'])
      all.push(await restrict({ scope: `section:${newsroom.section}${scope}`, text }));
    return all.sort((a, b) => (a.id < b.id ? -1 : 1));
  }
  const chosen = (all: Stored[]) =>
    all.map(({ id, version }): [string, string] => ['of', `${id}:${version}`]);
  const query = (all: Stored[]) => new URLSearchParams(chosen(all)).toString();

  it('are all left alone if none is selected', async () => {
    const [first] = (await three(unread())) as [Stored];
    const path = `${ROOM}/${first.id}`;
    const sent = [
      await desk.get(`${path}/release?from=${ROOM}`),
      await desk.get(`${path}/correct?from=${ROOM}`),
      await desk.post(`${path}/withhold`, [['from', ROOM]]),
    ];
    for (const answer of sent) {
      expect(answer.headers.get('Location')).toBe(
        `${path}/together?from=${encodeURIComponent(ROOM)}&done=not_selected`,
      );
      const html = await desk.page(answer.headers.get('Location') ?? '');
      expect(html).toContain('Nothing was changed: select at least one restriction.');
      expect(html).not.toMatch(/name="of" [^>]*checked/);
    }
    expect(await stored(first.id)).toMatchObject({ reviewed: false });
  });

  it('say where one text is edited for all how many that is', async () => {
    const all = await three(unread());
    const html = await desk.page(`${ROOM}/${all[0]?.id}/correct?from=${ROOM}&${query(all)}`);
    expect(html).toContain('Saving decides on 3 pieces of content with this text.');
    expect(html).toContain(`<h2 dir="auto">section ${newsroom.section}`);
  });

  it('are listed on one page, decided at once, and undone at once', async () => {
    const all = await three(asking());
    const [first] = all as [Stored];
    expect(await desk.page(`${ROOM}/${first.id}`)).not.toContain('undefined');
    const html = await desk.page(`${ROOM}/${first.id}/together`);
    for (const { id } of all) expect(html).toContain(`name="of" value="${id}:1" checked`);
    const sent = await desk.post(`${ROOM}/${first.id}/confirm`, chosen(all));
    for (const { id } of all) expect(await stored(id)).toMatchObject({ reviewed: true, version: 2 });
    const after = await desk.page(sent.headers.get('Location') ?? '');
    expect(after).toContain('3 pieces of content');
    expect(await desk.page(`${ROOM}/${first.id}/together`)).not.toContain('name="of"');
    const repeated = await desk.post(`${ROOM}/${first.id}/confirm`, chosen(all));
    expect(repeated.headers.get('Location')).toBe(sent.headers.get('Location'));
    const undone = await desk.post(
      `${ROOM}/undo`,
      all.map(({ id }): [string, string] => ['of', `${id}:2`]),
    );
    expect(undone.headers.get('Location')).toBe(`${ROOM}?done=restriction_undone`);
    for (const { id } of all) expect(await stored(id)).toMatchObject({ reviewed: false });
  });

  it('are released and edited at once, those that are not chosen go on waiting', async () => {
    const all = await three(nothing());
    const [first, second, third] = all as [Stored, Stored, Stored];
    const page = await desk.page(`${ROOM}/${first.id}/release?${query([first, second])}`);
    expect(page).toContain('Releases 2 pieces of content to');
    expect((await desk.post(`${ROOM}/${first.id}/release`, chosen([first, second]))).status).toBe(303);
    expect(await stored(third.id)).toMatchObject({ reviewed: false });
    const others = await three(nothing());
    const path = `${ROOM}/${others[0]?.id}/correct?${query(others)}&from=${ROOM}`;
    expect((await desk.post(path, [['/text', 'CHINA OUT']])).headers.get('Location')).toContain('decided=');
    for (const { id } of others)
      expect(await stored(id)).toMatchObject({ reviewed: true, prose: 'CHINA OUT.' });
  });

  it.each([
    ['en', 'An earlier decision released the same words', 'until you decide.'],
    ['de', 'Eine frühere Entscheidung hat denselben Wortlaut', 'bis Sie entscheiden.'],
  ])('wait after one of them was released, until they are saved as they are, in %s', async (...words) => {
    const [language, released, waits] = words;
    const get = async (path: string) => (await desk.get(path, { 'Accept-Language': language })).text();
    const usageTerms = nothing();
    const articles = [1, 2].map(() => ingestWithPhotograph(newsroom, { usageTerms }));
    const [first, second] = [
      await waitingOf((await articles[0])?.id ?? ''),
      await waitingOf((await articles[1])?.id ?? ''),
    ];
    await decideOn(first.id, 'release');
    const page = await get(`${ROOM}/${second.id}`);
    expect(page).toContain(waits);
    expect(page).not.toContain(released);
    const form = await get(`${ROOM}/${second.id}/correct`);
    for (const sentence of [waits, released]) expect(form).toContain(sentence);
    expect((await desk.post(`${ROOM}/${second.id}/correct`, [['/text', usageTerms]])).status).toBe(303);
    expect(await stored(second.id)).toMatchObject({ reviewed: true, policy: null, text: usageTerms });
    const after = await get(`${ROOM}/${second.id}`);
    for (const sentence of [waits, released]) expect(after).not.toContain(sentence);
  });

  it('that could not be decided are named', async () => {
    const all = await three(asking());
    const [first, changed] = all as [Stored, Stored];
    await request(`/v1/admin/restrictions/${changed.id}`, {
      method: 'PATCH',
      token: newsroom.admin,
      json: { status: 'withdrawn' },
    });
    const sent = await desk.post(`${ROOM}/${first.id}/confirm`, chosen(all));
    const html = await desk.page(sent.headers.get('Location') ?? '');
    expect(html).toContain('1 restriction was not decided');
    expect(html).toContain(`<a href="${ROOM}/${changed.id}">`);
    expect(html).toContain('2 pieces of content');
  });
});

describe('a new restriction', () => {
  it('is read by a button, without a script and without being stored', async () => {
    const text = unread();
    const read = await desk.post(`${ROOM}/new?scope=agency`, [
      ['/scope', 'agency'],
      ['/text', text],
      ['_read', 'true'],
    ]);
    expect(read.status).toBe(200);
    const html = await read.text();
    expect(html).toContain('<mark>FLUMMERY</mark>');
    expect(html).toContain('<li>Not in Japan</li>');
    expect(html).toContain(text);
    expect(html).toContain('hx-select="#reading"');
    expect(await desk.page(`${ROOM}?scope=agency`)).not.toContain(text);
  });

  it.each([
    ['en', 'Flummery', 'Nothing in this text is understood', ''],
    ['de', 'Nicht in Norwegn verwenden', 'In diesem Text wurde nichts verstanden', 'Meinten Sie Norwegen?'],
    ['en', 'FRANCE OUT UNTIL 31 NOV 2027', 'Some of these words aren’t understood', ''],
    ['en', 'NO SALES. NORWYA OUT', 'Some of these words aren’t understood', 'Did you mean Norway?'],
  ])('is asked about once if its text is not understood: %s, %s', async (language, text, fault, hint) => {
    const send = (typed: string, meant: string[] = []) =>
      desk.post(
        `${ROOM}/new`,
        [
          ['/scope', `section ${newsroom.section}`],
          ['/text', typed],
          ...meant.map((each): [string, string] => ['_meant', each]),
        ],
        { 'Accept-Language': language },
      );
    const refused = await send(text);
    expect(refused.status).toBe(400);
    const page = await refused.text();
    expect(page).toMatch(new RegExp(`id="f-text-fault"[^>]*>${fault}[^<]*${hint.replace('?', '\\?')}<`));
    const [, meant = ''] = /name="_meant" value="([^"]*)"/.exec(page) ?? [];
    // The confirmation is for this text only.
    expect((await send(`${text} flummary`, [meant])).status).toBe(400);
    const created = await send(text, [meant]);
    expect(created.headers.get('Location')).toContain('done=restriction_made');
  });

  it('is written in words, for what the article’s page names', async () => {
    const { id, photograph } = await ingestWithPhotograph(newsroom);
    expect(await desk.page(`/console/articles/${id}`)).toContain(`${ROOM}/new?scope=${photograph}`);
    expect(await desk.page(`${ROOM}/new?scope=${photograph}`)).toContain(
      `name="/scope.is" value="${photograph} Caption-secret-`,
    );
    const sent = await desk.post(`${ROOM}/new`, [
      ['/scope', photograph],
      ['/text', 'JAPAN OUT'],
    ]);
    expect(sent.status).toBe(303);
    const restriction = await stored(idIn(sent.headers.get('Location')));
    expect(restriction).toMatchObject({ text: 'JAPAN OUT', reviewed: true, scope: photograph });
    expect(await desk.page(`${ROOM}/${restriction.id}`)).toContain(`/console/articles/${id}#${photograph}`);
  });

  it('has its faults beside the fields, and keeps what was typed', async () => {
    const refused = await desk.post(`${ROOM}/new`, [
      ['/scope', HOSTILE],
      ['/text', ''],
    ]);
    expect(refused.status).toBe(400);
    const html = await refused.text();
    expect(html).toContain('id="f-scope-fault"');
    expect(html).toContain('id="f-text-fault"');
    expect(html).not.toContain('<x-hostile');
    expect(html).toContain('x-hostile');
  });

  it('without a scope has a fault at that field', async () => {
    const refused = await desk.post(`${ROOM}/new`, [
      ['/scope', ''],
      ['/text', 'JAPAN OUT'],
    ]);
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain('id="f-scope-fault"');
  });

  it('of hostile text is text, on every page', async () => {
    const { id } = await restrict({ scope: `section:${newsroom.section}`, text: HOSTILE });
    const list = `${ROOM}?scope=${encodeURIComponent(`section:${newsroom.section}`)}`;
    for (const path of [`${ROOM}/${id}`, `${ROOM}/${id}/correct`, `${ROOM}/${id}/withdraw`, list]) {
      const html = await desk.page(path);
      expect([path, html.includes('<x-hostile')]).toEqual([path, false]);
      expect([path, html.includes('x-hostile')]).toEqual([path, true]);
    }
  });
});

describe('a restriction', () => {
  it('is withdrawn by name, and its history says by whom', async () => {
    const { id } = await restrict({ scope: `section:${newsroom.section}`, text: 'BRAZIL OUT. NO ARCHIVE.' });
    expect((await desk.post(`${ROOM}/${id}/withdraw`, [['/confirm', 'BRAZIL']])).status).toBe(400);
    const sent = await desk.post(`${ROOM}/${id}/withdraw`, [['/confirm', 'BRAZIL OUT. NO ARCHIVE.']]);
    expect(sent.headers.get('Location')).toBe(`${ROOM}/${id}?done=restriction_withdrawn`);
    const html = await desk.page(`${ROOM}/${id}`);
    expect(html).toMatch(/<td data-label="By"><span class="named"><span dir="auto">\w/);
    expect(html).not.toContain('/withdraw"');
    expect(await stored(id)).toMatchObject({ status: 'withdrawn', version: 2 });
  });

  it('is not for newsroom or auditor, and not there under another id', async () => {
    const { id } = await restrict({ scope: `section:${newsroom.section}`, text: 'PERU OUT' });
    for (const role of ['ingest', 'auditor'] as const) {
      const other = await visitor(role);
      for (const path of [
        '',
        '/new',
        `/${id}`,
        `/${id}/correct`,
        `/${id}/release`,
        `/${id}/together`,
        `/${id}/withdraw`,
        '/phrases',
        '/phrases/new',
      ])
        expect([role, path, (await other.get(ROOM + path)).status]).toEqual([role, path, 403]);
      for (const path of [`/${id}/confirm`, `/${id}/withhold`, `/${id}/release`, '/undo'])
        expect([role, path, (await other.post(ROOM + path, [['of', `${id}:1`]])).status]).toEqual([
          role,
          path,
          403,
        ]);
    }
    for (const path of ['', '/correct', '/withdraw'])
      expect((await desk.get(`${ROOM}/rst_none${path}`)).status).toBe(404);
  });
});

describe('phrases', () => {
  it('are taught by a meaning, listed and withdrawn by their words', async () => {
    const phrase = `kein Okapifunk ${count++}`;
    const sent = await desk.post(`${ROOM}/phrases/new`, [
      ['/phrase', phrase],
      ['/language', 'de'],
      ['/meaning', 'no-archive'],
      ['/policy', ''],
    ]);
    expect(sent.headers.get('Location')).toBe(`${ROOM}/phrases?done=phrase_taught`);
    const html = await desk.page(`${ROOM}/phrases`);
    expect(html).toContain(phrase);
    const withdraw =
      /href="(\/console\/restrictions\/phrases\/phr_[0-9a-f]{32}\/withdraw)"/.exec(html)?.[1] ?? '';
    expect((await desk.post(withdraw, [['/confirm', 'kein']])).status).toBe(400);
    expect((await desk.post(withdraw, [['/confirm', phrase]])).status).toBe(303);
    expect(await desk.page(`${ROOM}/phrases`)).toContain('withdrawn');
  });

  it('show what is wrong with them', async () => {
    const refused = await desk.post(`${ROOM}/phrases/new`, [
      ['/phrase', HOSTILE],
      ['/language', 'no language'],
      ['/meaning', ''],
      ['/policy', ''],
    ]);
    expect(refused.status).toBe(400);
    const html = await refused.text();
    expect(html).toContain('id="f-language-fault"');
    expect(html).not.toContain('<x-hostile');
  });
});

describe('the check of a restriction', () => {
  const inLanguage = (language: string) => ({ 'Accept-Language': language });
  const printInGermany = {
    action: 'print',
    constraint: [
      { leftOperand: 'spatial', operator: 'isAnyOf', rightOperand: ['DE'] },
      { leftOperand: 'dateTime', operator: 'lt', rightOperand: '2020-01-01T00:00:00Z' },
    ],
  };

  it.each([
    ['en', 'Prohibition 2 (printing in Germany before 1 Jan 2020', 'This prohibition ended on'],
    ['de', 'Verbot 2 (Druck in Deutschland', 'Dieses Verbot endete am'],
  ])('says in words which rule it warns of, in %s', async (language, rule, warning) => {
    const { id } = await restrict({
      scope: `section:${newsroom.section}`,
      policy: { '@type': 'Set', prohibition: [{ action: 'archive' }, printInGermany] },
    });
    const html = await (await desk.get(`${ROOM}/${id}`, inLanguage(language))).text();
    expect(html).toContain(`<strong>${rule}`);
    expect(html).toContain(`</strong>: ${warning}`);
    expect(html).not.toContain('/policy/prohibition');
  });

  it.each([
    [
      'en',
      '“Duty 1 (attribution)”: The policy demands attribution and forbids it too: rule 1 forbids any use',
    ],
    ['de', '„Pflicht 1 ('],
  ])('says at the policy which rule it refuses, in %s', async (language, fault) => {
    const policy = { '@type': 'Set', prohibition: { action: 'use' }, obligation: [{ action: 'attribute' }] };
    const form: [string, string][] = [
      ['/scope', `section:${newsroom.section}`],
      ['/policy', JSON.stringify(policy)],
    ];
    const refused = await desk.post(`${ROOM}/new?by=policy`, form, inLanguage(language));
    expect(refused.status).toBe(400);
    const html = await refused.text();
    expect(/id="f-policy-fault"[^>]*>([^<]*)/.exec(html)?.[1]).toContain(fault);
    expect(html).not.toContain('/policy/obligation');
  });

  it('stands at the text if that was read as a policy that is refused', async () => {
    const { id } = await ingestWithPhotograph(newsroom, { usageTerms: unread() });
    const restriction = (await waitingOf(id))?.id ?? '';
    const refused = await desk.post(`${ROOM}/${restriction}/correct`, [
      ['/text', 'NOT FOR USE. MANDATORY CREDIT.'],
    ]);
    expect(refused.status).toBe(400);
    const html = await refused.text();
    expect(/id="f-text-fault"[^>]*>([^<]*)/.exec(html)?.[1]).toContain('Duty 1');
    expect(html).toContain('href="#f-text"');
  });
});

describe('a new restriction of a section, or of everything', () => {
  const send = (form: [string, string][], language = 'en') =>
    desk.post(`${ROOM}/new`, form, { 'Accept-Language': language });

  it.each([
    ['en', 'No article and no product has this section', 'Did you mean section '],
    ['de', 'Kein Artikel und kein Produkt hat dieses Ressort', 'Meinten Sie Ressort '],
  ])('is asked about once if nothing has the section, in %s', async (language, question, hint) => {
    await ingestWithPhotograph(newsroom);
    const strange = newsroom.section.replace('section-', 'Sectoin-');
    const form: [string, string][] = [
      ['/scope', `section ${strange}`],
      ['/text', 'JAPAN OUT'],
    ];
    const page = await (await send(form, language)).text();
    expect(page).toContain(question);
    expect(page).toContain(`${hint}${newsroom.section}`);
    expect(page).toContain(`name="_meant" value="${strange}"`);
    const created = await send([...form, ['_meant', strange]], language);
    expect(created.headers.get('Location')).toContain('done=restriction_made');
  });

  it.each(['section ', 'Section: ', 'Ressort ', 'section:'])('takes the scope typed as %s', async (typed) => {
    await ingestWithPhotograph(newsroom);
    const created = await send([
      ['/scope', `${typed}${newsroom.section}`],
      ['/text', 'JAPAN OUT'],
    ]);
    const id = /rst_\w+/.exec(created.headers.get('Location') ?? '')?.[0] ?? '';
    expect(await stored(id)).toMatchObject({ scope: `section:${newsroom.section}` });
  });

  it.each(['everything', 'Alles', 'agency'])(
    'covers all content for the scope typed as %s',
    async (typed) => {
      const created = await send([
        ['/scope', typed],
        ['/text', `NO SALES. ${typed}`],
      ]);
      const id = /rst_\w+/.exec(created.headers.get('Location') ?? '')?.[0] ?? '';
      expect(await stored(id)).toMatchObject({ scope: 'agency' });
      const list = await desk.page(`${ROOM}/all?scope=${typed}`);
      expect(list).toContain(id);
    },
  );
});
