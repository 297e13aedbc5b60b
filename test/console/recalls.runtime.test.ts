/** Recalls in the console: what the desk does about copies that partners have. */
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { type Visitor, visitor } from '../support/console.ts';
import { eventually } from '../support/eventually.ts';
import { create, request } from '../support/gateway.ts';
import {
  drain,
  ingest,
  type Newsroom,
  openNewsroom,
  openSite,
  type PartnerSite,
  wireItem,
} from '../support/newsroom.ts';

const URLS = ['https://site.example/first', 'https://site.example/second'];

let desk: Visitor;
let auditor: Visitor;
let newsroom: Newsroom;
let site: PartnerSite;
let article: string;
let recall: string;
let completed: string;
let admin: string;
let event: string;

beforeAll(async () => {
  newsroom = await openNewsroom();
  site = await openSite(newsroom);
  admin = newsroom.admin;
  desk = await visitor('desk');
  auditor = await visitor('auditor');
  const killed = async () => {
    const { id } = await ingest(newsroom, wireItem());
    await request(`/v1/articles/${id}`, { token: site.token });
    const json = { pubStatus: 'canceled', notice: 'Wrong person' };
    await request(`/v1/admin/articles/${id}`, { method: 'PATCH', token: admin, json });
    return id;
  };
  const recallOf = (article: string) =>
    eventually(
      async () => {
        const html = await desk.page(`/console/recalls?article=${article}`);
        const [, id] = /\/console\/recalls\/(rcl_[0-9a-f]{32})/.exec(html) ?? [];
        if (id === undefined) throw new Error('no recall yet');
        return id;
      },
      { interval: 250 },
    );
  article = await killed();
  const other = await killed();
  recall = await recallOf(article);
  completed = await recallOf(other);
  const { licenses } = (await (
    await request(`/v1/admin/recalls/${recall}`, { token: newsroom.admin })
  ).json()) as { licenses: { event: string }[] };
  event = licenses[0]?.event ?? '';
  const report = { event, state: 'cannot', note: 'In <b>print</b> already', urls: URLS };
  const sent = await request('/v1/acknowledgements', { method: 'POST', token: site.token, json: report });
  expect(sent.status).toBe(201);
});

const words = (html: string) =>
  html
    .replaceAll('<wbr/>', '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

/** Text of the page once a report has reached it. */
const reported = (path: string, by = desk) =>
  eventually(
    async () => {
      const html = await by.page(path);
      if (!html.includes('cannot be done')) throw new Error('no report yet');
      return html;
    },
    { interval: 250 },
  );

describe('a recall', () => {
  it('shows how far each title has come, for the desk and for auditors', async () => {
    for (const by of [desk, auditor]) {
      const html = await reported(`/console/recalls/${recall}`, by);
      // No delivery has named a title of the two.
      expect(html).toMatch(
        new RegExp(
          `<strong[^>]*><span class="named"><a href="/console/licenses/${site.license}"[^>]*>Partner \\w+ · .*?<span class="beneath"><span dir="auto">Der Morgen or Abendpost \\(title not stated\\)<`,
        ),
      );
      expect(html).toMatch(/href="\/console\/deliveries\/ntc_[0-9a-f]{32}"/);
      expect(html).toContain('cannot be done: In &lt;b&gt;print&lt;/b&gt; already');
      expect(html.includes('Check pages again')).toBe(by === desk);
      expect(html.includes('Close recall')).toBe(by === desk);
      expect(html).toMatch(/<h2>Licenses and titles<.*<th scope="col">Licenses and titles</s);
      expect(html).toContain('An endpoint is an address of a partner’s system');
    }
  });

  it('does not claim that a notice has reached a partner without an endpoint', async () => {
    const text = words(await desk.page(`/console/recalls/${completed}`));
    expect(text).toMatch(/Notice entered .*not confirmed by an endpoint/);
    expect(text).not.toContain('Notified');
    const [, notice] =
      /\/console\/deliveries\/(ntc_[0-9a-f]{32})/.exec(await desk.page(`/console/recalls/${completed}`)) ??
      [];
    const path = `/console/deliveries/${notice}`;
    expect(words(await desk.page(path))).toMatch(/A notice for Partner \w+ was entered: article killed/);
    const german = await desk.get(path, { 'Accept-Language': 'de' });
    expect(words(await german.text())).toMatch(
      /Eine Mitteilung für Partner \w+ wurde eingetragen: Artikel zurückgezogen/,
    );
  });

  it('needs attention on the overview while it is open', async () => {
    const html = await desk.page('/console');
    const attention = words(/<section[^>]*id="attention".*?<\/section>/s.exec(html)?.[0] ?? '');
    expect(attention).toMatch(
      /: article killed, refused by or impossible for 1 of 1 license\. View recall.*: article killed, answered by 0 of 1 license\..*?View recall/,
    );
    expect(html).toMatch(new RegExp(`<li class="bad">.*?href="/console/recalls/${recall}"`));
    // Among open ones, the one that nobody has acknowledged.
    expect(html).toContain(`href="/console/recalls/${completed}"`);
  });

  it('has one row on the overview when it is overdue and refused', async () => {
    const late = `UPDATE recalls SET state = 'overdue', progress = json_set(progress, '$.holders.overdue', 1) WHERE id = ?`;
    await env.DB.prepare(late).bind(recall).run();
    const html = await desk.page('/console');
    expect(html.split(`href="/console/recalls/${recall}"`)).toHaveLength(2);
    expect(words(html)).toContain(
      ': article killed, refused by or impossible for 1 of 1 license. The deadline has passed for 1 license. View recall',
    );
    // To contact partners is the desk's task.
    const path = `/console/recalls/${recall}`;
    for (const by of [desk, auditor])
      expect(words(await by.page(path)).includes('Contact the partner directly')).toBe(by === desk);
    const open = `UPDATE recalls SET state = 'open', progress = json_set(progress, '$.holders.overdue', 0) WHERE id = ?`;
    await env.DB.prepare(open).bind(recall).run();
  });

  it('says what was killed, by whom, why, and until when it is to be removed', async () => {
    const html = await desk.page(`/console/recalls/${recall}`);
    expect(html).toMatch(/<h1>Recall: /);
    expect(html).toMatch(/<title>Recall: /);
    const facts = words(/<dl class="facts">.*?<\/dl>/s.exec(html)?.[0] ?? '');
    expect(facts).toContain('Notice to partners Wrong person');
    expect(facts).toMatch(/Changed by Test owner/);
    expect(facts).toMatch(/Deadline \d+ \w+ \d{4}, \d\d:\d\d/);
    expect(facts).toContain('Licenses answered 1 of 1 1 refused or unable');
  });

  it('is listed with its figures, and found by its state', async () => {
    const html = await desk.page(`/console/recalls?article=${article}`);
    expect(html).toContain(`/console/recalls/${recall}`);
    expect(html).toMatch(
      /class="beneath"[^>]*>article killed, .*?<span class="badge bad">1 refused or unable</,
    );
    expect(html).toMatch(/data-label="Licenses answered"[^>]*>1 of 1</);
    expect(html).toMatch(/data-label="Licenses done"[^>]*>0 of 1</);
    expect(html).toMatch(/data-label="Pages without the text"[^>]*>0 of 0</);
    expect(await desk.page('/console/recalls?state=closed')).not.toContain(recall);
    expect((await desk.get('/console/recalls?state=lost')).status).toBe(400);
  });

  it('has each figure in a column of the list’s file', async () => {
    const file = await desk.get(`/console/recalls/file?as=csv&state=all&article=${article}`);
    const [head = '', row = ''] = (await file.text()).split('\r\n');
    expect(head).toContain('dueAt,holders.notified,holders.acknowledged,');
    expect(head).toContain(',pages.unread,closed.at,closed.how,');
    expect(row).not.toContain('{');
  });

  it('leads to the others of its article when one of them has replaced it', async () => {
    const { id } = await ingest(newsroom, wireItem());
    await request(`/v1/articles/${id}`, { token: site.token });
    for (const pubStatus of ['withheld', 'canceled'])
      await request(`/v1/admin/articles/${id}`, { method: 'PATCH', token: admin, json: { pubStatus } });
    const list = () => desk.page(`/console/recalls?state=closed&article=${id}`);
    await expect.poll(list).toContain('/console/recalls/rcl_');
    const [, held] = /\/console\/recalls\/(rcl_[0-9a-f]{32})/.exec(await list()) ?? [];
    const html = await desk.page(`/console/recalls/${held}`);
    expect(html).toContain('a later change of the article replaced it');
    expect(html).toContain(`href="/console/recalls?state=all&amp;article=${id}"`);
  });

  it('says what replaces what: a version, another article or nothing', async () => {
    const replacement = async (id: string, by = desk, language = 'en') => {
      const path = await eventually(
        async () => {
          const html = await desk.page(`/console/recalls?state=all&article=${id}`);
          const [found] = /\/console\/recalls\/rcl_[0-9a-f]{32}/.exec(html) ?? [];
          if (found === undefined) throw new Error('no recall yet');
          return found;
        },
        { interval: 250 },
      );
      const html = await (await by.get(path, { 'Accept-Language': language })).text();
      return /<dt>(?:Replacement|Ersatz)<\/dt><dd>(.*?)<\/dd>/.exec(html)?.[1];
    };
    const delivered = async (versions: number) => {
      const item = wireItem();
      const { id } = await ingest(newsroom, item);
      await request(`/v1/articles/${id}`, { token: site.token });
      for (let version = 2; version <= versions; version++)
        await ingest(newsroom, {
          ...item,
          version: String(version),
          versionCreated: new Date().toISOString(),
          ...(version === versions && { edNote: 'Correction: the price is 12 euros' }),
        });
      return id;
    };
    const corrected = await delivered(3);
    const look = `<a href="/console/articles/${corrected}/look?version=`;
    const replaced = `${look}3">version 3</a> replaces ${look}2">version 2</a> and any earlier one`;
    expect(await replacement(corrected)).toBe(replaced);
    expect(words((await replacement(corrected, auditor, 'de')) ?? '')).toMatch(
      /^\s*Version 3\s+ersetzt\s+Version 2\s+und jede frühere$/,
    );
    expect(await replacement(article)).toBe(
      'None: partners remove their copies and put nothing in their place',
    );
    const stop = (id: string, json: object) =>
      request(`/v1/admin/articles/${id}`, { method: 'PATCH', token: admin, json });
    const held = await delivered(1);
    await stop(held, { pubStatus: 'withheld' });
    expect(await replacement(held)).toMatch(/^None yet: .* until the article is released$/);
    const killed = await delivered(1);
    await stop(killed, { pubStatus: 'canceled', substitute: corrected });
    expect(await replacement(killed)).toContain(`href="/console/articles/${corrected}"`);
  });

  it('of a hold that was released asks nothing of anybody, in its list, page and figures', async () => {
    const { id } = await ingest(newsroom, wireItem());
    await request(`/v1/articles/${id}`, { token: site.token });
    for (const pubStatus of ['withheld', 'usable']) {
      await request(`/v1/admin/articles/${id}`, { method: 'PATCH', token: admin, json: { pubStatus } });
      await drain();
    }
    const path = `/console/recalls?state=closed&article=${id}`;
    const list = await desk.page(path);
    const row = /<tbody>.*?<\/tbody>/s.exec(list)?.[0] ?? '';
    expect(row).toContain('<span class="badge good">hold released</span>');
    for (const label of ['Deadline', 'Licenses answered', 'Licenses done', 'Licenses overdue'])
      expect(row).toMatch(new RegExp(`data-label="${label}"[^>]*></td>`));
    const [, recall] = /\/console\/recalls\/(rcl_[0-9a-f]{32})/.exec(row) ?? [];
    const page = words(await desk.page(`/console/recalls/${recall}`));
    expect(page).toContain('Hold released. The recall was closed');
    for (const said of ['not done', 'Deadline \\d', '\\d of \\d']) expect(page).not.toMatch(new RegExp(said));
    const german = await desk.get(path, { 'Accept-Language': 'de' });
    expect(await german.text()).toContain('<span class="badge good">wieder freigegeben</span>');
  });

  it('is said to be prepared until it exists, to which a script then goes', async () => {
    const { id } = await ingest(newsroom, wireItem());
    const json = { pubStatus: 'canceled' };
    await request(`/v1/admin/articles/${id}`, { method: 'PATCH', token: admin, json });
    const path = `/console/articles/${id}/recall`;
    expect(words(await desk.page(path))).toContain('There is nothing to recall');
    // A delivery is known, and its notice is not drained yet.
    await env.DB.prepare(
      `INSERT INTO deleted_holders (article, license, title, component, partner, version, at, entry)
       VALUES (?, ?, '', '', ?, '1', '2026-01-01T00:00:00.000Z', 'dlv_copy')`,
    )
      .bind(id, site.license, site.partner)
      .run();
    const html = await desk.page(path);
    expect(html).toMatch(
      new RegExp(`hx-get="${path}" hx-trigger="every 2s"[^>]*>The recall is being prepared`),
    );
    expect(html).toContain(`href="${path}">Check again</a>`);
    const german = await desk.get(path, { 'Accept-Language': 'de' });
    expect(await german.text()).toContain('Der Rückruf wird vorbereitet');
    const script = { 'HX-Request': 'true' };
    const pending = await desk.get(path, script);
    expect([pending.status, pending.headers.get('HX-Redirect')]).toEqual([204, null]);
    const ready = await desk.get(`/console/articles/${article}/recall`, script);
    expect([ready.status, ready.headers.get('HX-Redirect')]).toEqual([204, `/console/recalls/${recall}`]);
  });

  it.each([
    ['en', 'there is still no recall: its notices are delayed. Reload this page later, or see Recalls .'],
    ['de', 'gibt es noch keinen Rückruf: Seine Mitteilungen verzögern sich.'],
  ])('is not waited for without end, with a script or without one, in %s', async (language, late) => {
    const { id } = await ingest(newsroom, wireItem());
    const json = { pubStatus: 'canceled' };
    await request(`/v1/admin/articles/${id}`, { method: 'PATCH', token: admin, json });
    await env.DB.prepare(
      `INSERT INTO deleted_holders (article, license, title, component, partner, version, at, entry)
       VALUES (?, ?, '', '', ?, '1', '2026-01-01T00:00:00.000Z', 'dlv_copy')`,
    )
      .bind(id, site.license, site.partner)
      .run();
    const path = `/console/articles/${id}/recall`;
    const killedBefore = (minutes: number) =>
      env.DB.prepare('UPDATE changes SET at = ? WHERE item = ?')
        .bind(new Date(Date.now() - minutes * 60_000).toISOString(), id)
        .run();
    const askedByScript = async () =>
      (await desk.get(path, { 'HX-Request': 'true' })).headers.get('HX-Refresh');
    await killedBefore(4);
    expect(await desk.page(path)).toContain('hx-trigger="every 2s"');
    expect(await askedByScript()).toBeNull();
    await killedBefore(6);
    expect(await askedByScript()).toBe('true');
    const html = await (await desk.get(path, { 'Accept-Language': language })).text();
    expect(words(html)).toContain(late);
    expect(html).not.toContain('hx-trigger="every');
    expect(html).toContain('href="/console/recalls"');
  });

  it('is led to by the article, by who has it, and by the entries of its log', async () => {
    const recalled = `/console/articles/${article}/recall`;
    const holders = await desk.page(`/console/articles/${article}/holders`);
    for (const html of [holders, await desk.page(`/console/articles/${article}`)])
      expect(html).toContain(`href="${recalled}"`);
    for (const by of [desk, auditor])
      expect((await by.get(recalled)).headers.get('Location')).toBe(`/console/recalls/${recall}`);
    expect(words(holders)).toMatch(/1 license has no endpoint for kills\. .* Partner \w+ · \S+ : no contact/);
    const html = await reported(`/console/recalls/${recall}`);
    const [, notice] = /\/console\/deliveries\/(ntc_[0-9a-f]{32})/.exec(html) ?? [];
    expect(await desk.page(`/console/deliveries/${notice}`)).toContain(`/console/recalls/${recall}`);
    const [, report] = /\/console\/deliveries\/(ack_[0-9a-f]{32})/.exec(html) ?? [];
    const entry = await desk.page(`/console/deliveries/${report}`);
    for (const url of URLS) expect(entry.replaceAll('<wbr/>', '')).toContain(`<li>${url}</li>`);
    for (const page of [entry, await desk.page(`/console/deliveries/${notice}`)])
      expect(words(page)).not.toMatch(/since been killed|latest version|since changed/);
    const [, delivery] =
      /\/console\/deliveries\/(dlv_[0-9a-f]{32})/.exec(
        await desk.page(`/console/deliveries?article=${article}`),
      ) ?? [];
    expect(words(await desk.page(`/console/deliveries/${delivery}`))).toContain(
      'The article has since been killed.',
    );
    const list = await desk.page(`/console/deliveries?license=${site.license}`);
    expect(list).toMatch(/data-label="Outcome"[^>]*>.{0,99}acknowledgement.{0,99}>cannot be done</);
    expect(list).toMatch(/data-label="Outcome"[^>]*>.{0,99}notice.{0,99}>article killed</);
    expect(list).not.toMatch(/data-label="Reason"[^>]*>(cannot be done|article killed)</);
  });

  it('counts those that received the article in a package, like all pages about its holders', async () => {
    const [own, packaged] = [await openSite(newsroom), await openSite(newsroom)];
    const member = await ingest(newsroom, wireItem());
    const substitute = await ingest(newsroom, wireItem());
    const associations = [{ name: 'one', uri: member.uri, type: 'text' }];
    const bundle = await ingest(newsroom, wireItem({ type: 'composite', associations }));
    for (const [{ token }, { id }] of [
      [own, member],
      [packaged, bundle],
    ] as const)
      await (await request(`/v1/articles/${id}?title=abend`, { token })).arrayBuffer();
    await drain();
    const here = `/console/articles/${member.id}`;
    const before = await desk.page(`${here}/kill`);
    const json = { pubStatus: 'canceled', substitute: substitute.id };
    await request(`/v1/admin/articles/${member.id}`, { method: 'PATCH', token: admin, json });
    await drain();
    const recalled = await eventually(async () => {
      const location = (await desk.get(`${here}/recall`)).headers.get('Location');
      if (location === null) throw new Error('no recall yet');
      return desk.page(location);
    });
    expect(recalled).toContain('>0 of 2<');
    expect(recalled).toMatch(
      new RegExp(`>Replacement<.{0,200}href="/console/articles/${substitute.id}"`, 's'),
    );
    const pages = [before, await desk.page(`${here}/holders`), await desk.page(here), recalled];
    for (const html of pages) {
      for (const { license } of [own, packaged])
        expect(html).toContain(`href="/console/licenses/${license}"`);
      expect(html).toMatch(
        new RegExp(`received in the package <span[^>]*><a href="/console/articles/${bundle.id}"`),
      );
    }
  });

  it('names the answer of each license beside it, where another one is entered', async () => {
    const html = await desk.page(`/console/recalls/${recall}/answer`);
    expect(html).toMatch(/<option value="lic_[0-9a-f]{32}">Partner \w+ · [^<]* \(cannot be done\)</);
  });

  it('has no pages to read while none is reported', async () => {
    const answer = await desk.post(`/console/recalls/${recall}/read`, []);
    expect(answer.headers.get('Location')).toBe(`/console/recalls/${recall}?done=not_recall_read`);
  });

  it('is closed by the desk alone, with a reason and its name', async () => {
    const path = `/console/recalls/${recall}/close`;
    expect((await auditor.get(path)).status).toBe(403);
    const page = await desk.page(path);
    expect(page).toContain('can’t be undone');
    const open =
      /1 license is not done yet\.<\/p><ul><li>Partner \w+ · [^<]* \(cannot be done\): Der Morgen or Abendpost \(title not stated\)<\/li>/;
    expect(page).toMatch(open);
    const name = /<strong class="typed">([^<]+)</.exec(page)?.[1] ?? '';
    const close = (note: string, confirm: string) =>
      desk.post(path, [
        ['/note', note],
        ['/confirm', confirm],
      ]);
    expect((await close('Printed', 'something else')).status).toBe(400);
    const faults = await (await close('', '')).text();
    for (const id of ['note', 'confirm']) expect(faults).toMatch(new RegExp(`id="f-${id}-fault"`));
    expect((await close('', name)).status).toBe(400);
    const closed = await close('Printed, <i>cannot</i> be removed', name);
    expect(closed.headers.get('Location')).toBe(`/console/recalls/${recall}?done=recall_closed`);
    const html = await auditor.page(`/console/recalls/${recall}`);
    expect(html).toContain('Printed, &lt;i&gt;cannot&lt;/i&gt; be removed');
    expect(html).toContain('1 license was not done.');
    expect(html).toContain('<span class="badge warn">closed, 1 not done</span>');
    expect(await desk.page(`/console/recalls?state=closed&article=${article}`)).toContain(
      '<span class="badge warn">closed, 1 not done</span>',
    );
    const german = await desk.get(`/console/recalls/${recall}`, { 'Accept-Language': 'de' });
    expect(await german.text()).toContain('<span class="badge warn">abgeschlossen, 1 nicht erledigt</span>');
    expect(await desk.page(`/console/articles/${article}/holders`)).not.toContain('no endpoint for kills');
    expect(html).toMatch(/data-label="Deadline"[^>]*>.*?license not done/s);
    expect(words(html)).toMatch(/Deadline \d+ \w+ \d{4}, \d\d:\d\d/);
    await drain('operators');
    const log = await auditor.page(`/console/actions?act=recall.close&resource=${recall}`);
    expect(log).toMatch(/data-label="Action"[^>]*>closed a recall</);
    expect(log).toContain(`>${name}</a>`);
    expect(await desk.page(`/console/recalls/${recall}`)).not.toContain('Close recall');
  });

  it('says of a completed one what was reported and seen, and no more', async () => {
    const { licenses } = (await (
      await request(`/v1/admin/recalls/${completed}`, { token: admin })
    ).json()) as { licenses: { event: string }[] };
    const json = { event: licenses[0]?.event, state: 'removed' };
    await request('/v1/acknowledgements', { method: 'POST', token: site.token, json });
    const html = await eventually(
      async () => {
        const html = await desk.page(`/console/recalls/${completed}`);
        if (!html.includes('Closed <time')) throw new Error('not closed yet');
        return words(html);
      },
      { interval: 250 },
    );
    expect(html).toContain('each partner has reported removal or correction or told us about it');
    expect(html).toContain('No page that was read still shows the text.');
    expect(html).not.toContain('every copy');
  });

  it('shows what came after the closing apart from it', async () => {
    expect(await desk.page(`/console/recalls/${recall}`)).not.toContain('After the closing');
    const json = { event, state: 'removed', note: 'Late, by hand' };
    const sent = await request('/v1/acknowledgements', { method: 'POST', token: site.token, json });
    expect(sent.status).toBe(201);
    await drain();
    const html = await desk.page(`/console/recalls/${recall}`);
    expect(html).toContain('1 entry came after the closing.');
    expect(html).toContain('After the closing');
    expect(html).toContain('Late, by hand');
    // The steps are those of the closing.
    expect(html).toMatch(/data-label="Removed"[^>]*><\/td>/);
  });

  it('has a signed closure to download once it is closed', async () => {
    for (const by of [desk, auditor]) {
      const html = await by.page(`/console/recalls/${recall}`);
      expect(html).toContain(`/console/recalls/${recall}/closure`);
      // Else the browser would store a page that says to wait as the file.
      expect(html).not.toMatch(/<a [^>]*\bdownload\b/);
      // Until a checkpoint covers its entries, within a minute, the page says to wait.
      const file = await by.get(`/console/recalls/${recall}/closure`);
      expect([200, 503]).toContain(file.status);
      const isFile =
        file.headers.get('Content-Disposition') === `attachment; filename="closure-${recall}.json"`;
      expect(isFile).toBe(file.status === 200);
      expect(await file.text()).toContain(isFile ? recall : 'again');
    }
  });

  it('takes what a partner says by telephone, in the name of the desk', async () => {
    const { token, event } = await killed();
    const path = `/console/recalls/${event.data.recall}`;
    expect(await desk.page(path)).toContain(`href="${path}/answer"`);
    expect(await auditor.page(path)).not.toContain(`${path}/answer`);
    expect((await auditor.get(`${path}/answer`)).status).toBe(403);
    const faults = await (await desk.post(`${path}/answer`, [])).text();
    for (const id of ['license', 'state', 'note']) expect(faults).toMatch(new RegExp(`id="f-${id}-fault"`));
    const german = await (await desk.get(`${path}/answer`, { 'Accept-Language': 'de' })).text();
    expect(german).toContain('Auskunft des Partners');
    const [, license = '', name = ''] =
      /<option value="(lic_[0-9a-f]{32})">(Partner \w+ · [^<]*)</.exec(german) ?? [];
    expect(german).toMatch(
      /id="f-license-hint">Die Antwort wird für die ganze Lizenz eingetragen, für alle ihre Titel/,
    );
    const titles = `${name}: Abendpost und Der Morgen`;
    expect(german).toMatch(new RegExp(`id="f-at".*<li>${titles}</li>.*<div class="buttons">`, 's'));
    const answer = (at: string, language = 'en', state = 'refused') =>
      desk.post(
        `${path}/answer`,
        [
          ['/license', license],
          ['/state', state],
          ['/note', 'Duty editor, by <i>phone</i>'],
          ['/at', at],
        ],
        { 'Accept-Language': language },
      );
    for (const [at, fault] of [
      ['2099-01-01T00:00', 'Das Datum darf nicht in der Zukunft liegen'],
      ['2001-01-01T00:00', 'Das liegt vor der Änderung.'],
    ] as const)
      expect(await (await answer(at, 'de')).text()).toMatch(new RegExp(`id="f-at-fault"[^>]*>${fault}`));
    const sent = await answer('');
    expect(sent.headers.get('Location')).toBe(`${path}?done=recall_answered`);
    for (const object of ['ledger-0', 'operators']) await drain(object);
    const english = await desk.page(`${path}/answer`);
    expect(english).toContain(`>${name} (refused)</option>`);
    expect(english).toContain(`<li>${name} (refused): Abendpost and Der Morgen</li>`);
    const offered = await desk.get(`${path}/answer`, { 'Accept-Language': 'de' });
    expect(await offered.text()).toContain(`>${name} (abgelehnt)</option>`);
    const html = await desk.page(path);
    expect(html).toContain('refused: Duty editor, by &lt;i&gt;phone&lt;/i&gt;');
    expect(words(html)).toMatch(/Licenses answered 1 of 1 .*Licenses done 0 of 1/);
    expect(words(html)).toMatch(/\(recorded by Test \w+ \)/);
    const [, entry] = /\/console\/deliveries\/(ack_[0-9a-f]{32})/.exec(html) ?? [];
    expect(words(await desk.page(`/console/deliveries/${entry}`))).toMatch(
      /Partner \w+’s answer about an event was recorded/,
    );
    const query = `resource=${event.data.recall}`;
    expect(words(await auditor.page(`/console/actions?${query}`))).toMatch(
      new RegExp(`recorded a partner’s answer to a recall .*${name.split(' · ')[0]} · `),
    );
    const file = await (await auditor.get(`/console/actions/file?${query}&as=ndjson`)).text();
    expect(JSON.parse(file)).toMatchObject({ act: 'recall.answer', holder: license });
    const json = { event: event.id, state: 'cannot', note: 'In print' };
    await request('/v1/acknowledgements', { method: 'POST', token, json });
    await drain();
    const after = words(await desk.page(path));
    expect(after).toContain('cannot be done: In print');
    expect(after).not.toContain('recorded by');
    expect(await (await answer('', 'en', 'received')).text()).toMatch(
      /id="f-state-fault"[^>]*>The log already has another answer of this license, which “received” does not/,
    );
  });

  it('shows when a partner has removed an article, and when it has reported so', async () => {
    const { token, event } = await killed();
    const { id, timestamp, data } = event;
    const json = { event: id, state: 'removed', at: timestamp };
    await request('/v1/acknowledgements', { method: 'POST', token, json });
    await drain();
    const html = await desk.page(`/console/recalls/${data.recall}`);
    const [, removed = ''] = /data-label="Removed"[^>]*>(.*?)<\/td>/s.exec(html) ?? [];
    expect(removed).toContain(`<time datetime="${timestamp}"`);
    expect(removed).toContain('reported <time datetime=');
  });

  it('says how many pages are being read, and in words why one could not be', async () => {
    vi.stubGlobal('fetch', async () => new Response('User-agent: *\nDisallow: /'));
    const path = `/console/recalls/${(await killed('https://www.morgen.example/story')).event.data.recall}`;
    await desk.page(path);
    const answer = await desk.post(`${path}/read`, []);
    vi.unstubAllGlobals();
    const location = answer.headers.get('Location') ?? '';
    expect(location).toBe(`${path}?done=recall_reading&count=1`);
    const said = '1 page is being read. The result appears here within a minute.';
    expect(await desk.page(location)).toContain(said);
    await drain();
    const html = await desk.page(path);
    expect(html).not.toContain(said);
    expect(html).toMatch(/could not be read<\/span><span class="beneath">forbidden by robots.txt</);
    const [, reading] = /\/console\/deliveries\/(rdg_[0-9a-f]{32})/.exec(html) ?? [];
    const entry = await desk.page(`/console/deliveries/${reading}`);
    expect(entry).toContain('forbidden by robots.txt');
    expect(entry).not.toContain('paragraphs');
  });
});

interface Killed {
  token: string;
  event: { id: string; timestamp: string; data: { recall: string } };
}

/** An article that a partner has received, and published at `url`, is killed. */
async function killed(url?: string): Promise<Killed> {
  const newsroom = await openNewsroom();
  const { token } = await openSite(newsroom);
  const { id } = await ingest(newsroom, wireItem());
  for (const title of ['morgen', 'abend'])
    await (await request(`/v1/articles/${id}?title=${title}`, { token })).body?.cancel();
  const published = { article: id, title: 'morgen', channel: 'web', publishedAt: new Date().toISOString() };
  if (url !== undefined) await create('/v1/publications', token, { ...published, url });
  const json = { pubStatus: 'canceled' };
  await request(`/v1/admin/articles/${id}`, { method: 'PATCH', token: newsroom.admin, json });
  await drain();
  const listed = await request('/v1/events', { token });
  const [event] = ((await listed.json()) as { items: Killed['event'][] }).items;
  if (!event) throw new Error('the kill is no event');
  return { token, event };
}
