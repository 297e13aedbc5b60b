import { beforeAll, describe, expect, it } from 'vitest';
import { type Visitor, visitor } from '../support/console.ts';
import { create, request } from '../support/gateway.ts';
import { ingestWithPhotograph, type Newsroom, openNewsroom, openSite } from '../support/newsroom.ts';

const HOSTILE = `<script>alert(1)</script><x-hostile>"'&`;
const ROOM = '/console/restrictions';

let newsroom: Newsroom;
let desk: Visitor;
let made = 0;
/** Words that nobody has read before. */
const unread = () => `JAPAN OUT. FLUMMERY NUMBER ${Date.now()}-${made++}`;
beforeAll(async () => {
  newsroom = await openNewsroom();
  desk = await visitor('desk');
});

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
const idIn = (location: string | null) => /rst_[0-9a-f]{32}/.exec(location ?? '')?.[0] ?? '';

describe('a reading that waits', () => {
  it('is confirmed where it stands, and the photograph goes out', async () => {
    const site = await openSite(newsroom);
    const { id, photograph } = await ingestWithPhotograph(newsroom, { usageTerms: unread() });
    const picture = `/v1/articles/${id}/components/${photograph}`;
    expect((await request(picture, { token: site.token })).status).toBe(403);
    const html = await desk.page(`/console/articles/${id}`);
    const restriction = /action="(\/console\/restrictions\/rst_[0-9a-f]{32})\/confirm"/.exec(html)?.[1] ?? '';
    const sent = await desk.post(`${restriction}/confirm`, [
      ['from', `/console/articles/${id}`],
      ['version', '1'],
    ]);
    expect(sent.headers.get('Location')).toBe(`/console/articles/${id}?done=restriction_confirmed`);
    expect(await desk.page(`/console/articles/${id}`)).not.toContain('/confirm"');
    expect((await request(picture, { token: site.token })).status).toBe(200);
  });

  it('is not confirmed when another has come in its place', async () => {
    const { id } = await restrict({ scope: `section:${newsroom.section}`, text: unread() });
    const sent = await desk.post(`${ROOM}/${id}/confirm`, [['version', '7']]);
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
      const { id } = await restrict({ scope: `section:${newsroom.section}`, text: unread() });
      const sent = await desk.post(`${ROOM}/${id}/confirm`, [
        ['from', from],
        ['version', '1'],
      ]);
      expect(sent.headers.get('Location')).toBe(`${ROOM}/${id}?done=restriction_confirmed`);
    }
  });

  it('is corrected in words, when all of them are understood', async () => {
    const { id } = await ingestWithPhotograph(newsroom, { usageTerms: unread() });
    const list = (await (
      await request(`/v1/admin/restrictions?item=${id}`, { token: newsroom.admin })
    ).json()) as { items: Stored[] };
    const one = list.items[0]?.id ?? '';
    const form = await desk.page(`${ROOM}/${one}/correct`);
    expect(form).toContain('FLUMMERY');
    const part = await desk.post(`${ROOM}/${one}/correct`, [['/text', 'CHINA OUT. FLUMMERY']]);
    expect(part.status).toBe(400);
    expect(await part.text()).toMatch(/id="f-text-fault"[^>]*>Not all of these words are understood/);
    // What is asked of a phrase is answered by saving it.
    const asked = await desk.post(`${ROOM}/${one}/correct`, [
      ['/text', 'CHINA OUT. NO ARCHIVE AFTER 14 DAYS'],
    ]);
    expect(asked.status).toBe(303);
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
    expect(html).toContain('<q>JAPAN OUT</q>');
    expect(html).toContain(text);
    expect(html).toContain('hx-select="#reading"');
    expect(await desk.page(`${ROOM}?scope=agency`)).not.toContain(text);
  });

  it('is written in words, for what the article’s page names', async () => {
    const { id, photograph } = await ingestWithPhotograph(newsroom);
    expect(await desk.page(`/console/articles/${id}`)).toContain(`${ROOM}/new?scope=${photograph}`);
    expect(await desk.page(`${ROOM}/new?scope=${photograph}`)).toContain(`value="${photograph}"`);
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
    expect(html).toContain('opr_');
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
        `/${id}/withdraw`,
        '/phrases',
        '/phrases/new',
      ])
        expect([role, path, (await other.get(ROOM + path)).status]).toEqual([role, path, 403]);
      expect((await other.post(`${ROOM}/${id}/confirm`, [['version', '1']])).status).toBe(403);
    }
    for (const path of ['', '/correct', '/withdraw'])
      expect((await desk.get(`${ROOM}/rst_none${path}`)).status).toBe(404);
  });
});

describe('phrases', () => {
  it('are taught by a meaning, listed and withdrawn by their words', async () => {
    const phrase = `kein Okapifunk ${made++}`;
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
      ['/language', 'German'],
      ['/meaning', ''],
      ['/policy', ''],
    ]);
    expect(refused.status).toBe(400);
    const html = await refused.text();
    expect(html).toContain('id="f-language-fault"');
    expect(html).not.toContain('<x-hostile');
  });
});
