/**
 * Reconciliation over HTTP: each kind of finding from a story of its own, and none of a partner that does all
 * as it should.
 */
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { forgetBefore } from '../../../src/audit/reconciliation/store.ts';
import { create, operatorToken, request } from '../../support/gateway.ts';
import {
  drain,
  type Ingested,
  ingest,
  ingestWithPhotograph,
  type Newsroom,
  openNewsroom,
  openSite,
  type PartnerSite,
  wireItem,
} from '../../support/newsroom.ts';

interface Finding {
  id: string;
  kind: string;
  article: string;
  sentence: string;
  evidence: Record<string, unknown>;
  state: string;
  note: string | null;
  operator: string | null;
}

let newsroom: Newsroom;
let auditor: string;
beforeAll(async () => {
  newsroom = await openNewsroom();
  auditor = await operatorToken('auditor');
});

const DAY_MS = 86_400_000;
const iso = (ms: number) => new Date(ms).toISOString();
const now = () => iso(Date.now());

async function deliver(site: PartnerSite, article: { id: string }): Promise<Response> {
  const response = await request(`/v1/articles/${article.id}`, { token: site.token });
  expect(response.status).toBe(200);
  return response;
}

interface Entered {
  items: { id: string; repeated: boolean }[];
  entered: number;
  repeated: number;
}

const report = (site: PartnerSite, article: { id: string }, change: Record<string, unknown> = {}) =>
  create<Entered>('/v1/publications', site.token, {
    article: article.id,
    title: 'morgen',
    channel: 'web',
    publishedAt: now(),
    ...change,
  });

async function reconcile(license: string) {
  await drain();
  const response = await request('/v1/audit/reconciliation/runs', { token: auditor, json: { license } });
  expect(response.status).toBe(200);
  return (await response.json()) as { opened: number; settled: number; judged: number; more: boolean };
}

async function findings(license: string, query = ''): Promise<Finding[]> {
  const path = `/v1/audit/reconciliation?license=${license}${query}`;
  return (await (await request(path, { token: auditor })).json<{ items: Finding[] }>()).items;
}

/** What is found of a license, by kind and article. */
async function found(site: PartnerSite): Promise<[string, string][]> {
  await reconcile(site.license);
  return (await findings(site.license, '&state=open')).map(({ kind, article }) => [kind, article]);
}

const patchLicense = (site: PartnerSite, json: unknown) =>
  request(`/v1/admin/licenses/${site.license}`, { method: 'PATCH', token: newsroom.admin, json });
const patchArticle = (article: Ingested, json: unknown) =>
  request(`/v1/admin/articles/${article.id}`, { method: 'PATCH', token: newsroom.admin, json });
describe('a partner that reports its deliveries correctly', () => {
  it('has no findings, whichever way it names its publications', async () => {
    const site = await openSite(newsroom, { titles: ['morgen', 'abend'] });
    const articles: Ingested[] = [];
    for (let n = 0; n < 4; n++) articles.push(await ingestWithPhotograph(newsroom));
    const [byId, byUri, byEntry, byReceipt] = articles as unknown as [Ingested, Ingested, Ingested, Ingested];
    const answers: Response[] = [];
    for (const article of articles) answers.push(await deliver(site, article));
    await drain();
    await report(site, byId, {
      territory: 'de',
      use: 'display',
      clientRef: 'cms-1',
      url: 'https://morgen.example/1#top',
    });
    await report(site, byUri, { article: undefined, uri: byUri.uri, title: 'abend' });
    const entry = answers[2]?.headers.get('Rights-Entry');
    await report(site, byEntry, { article: undefined, entry });
    const receipt = answers[3]?.headers.get('Rights-Receipt');
    await report(site, byReceipt, {
      article: undefined,
      receipt,
      components: byReceipt.components.map(({ id }) => id),
    });
    expect(await found(site)).toEqual([]);
    expect(await findings(site.license)).toEqual([]);
    const { items } = await (await request('/v1/publications', { token: site.token })).json<{
      items: Record<string, unknown>[];
    }>();
    expect(items.map(({ article, version, delivery }) => [article, version, delivery])).toEqual([
      [byReceipt.id, '1', answers[3]?.headers.get('Rights-Entry')],
      [byEntry.id, '1', entry],
      [byUri.id, null, null],
      [byId.id, null, null],
    ]);
    expect(items[3]).toMatchObject({ url: 'https://morgen.example/1', territory: 'DE', clientRef: 'cms-1' });
  });

  it('is judged again when it amends a report, and resolved findings settle', async () => {
    const site = await openSite(newsroom);
    const article = await ingest(newsroom, wireItem());
    await deliver(site, article);
    await report(site, article, { title: 'nachts', clientRef: 'a' });
    expect(await found(site)).toEqual([['outside_title', article.id]]);
    const [{ sentence } = { sentence: '' }] = await findings(site.license);
    expect(sentence).toMatch(/^Dispatch published without permission: /);
    await report(site, article, { title: 'abend', clientRef: 'a' });
    expect(await found(site)).toEqual([]);
    expect(await findings(site.license)).toMatchObject([
      { kind: 'outside_title', state: 'settled', operator: null, note: 'It is not found any more.' },
    ]);
  });
});

describe('reconciliation', () => {
  it('finds publications without a delivery, before a delivery, and of an undelivered component', async () => {
    const site = await openSite(newsroom);
    const [never, later, part] = [
      await ingest(newsroom, wireItem()),
      await ingest(newsroom, wireItem()),
      await ingestWithPhotograph(newsroom),
    ];
    await deliver(site, later);
    await deliver(site, part);
    await report(site, never);
    await report(site, later, { publishedAt: iso(Date.now() - 3_600_000) });
    await report(site, part, { components: ['cmp_other', part.photograph] });
    expect((await found(site)).map(([kind]) => kind)).toEqual(Array(3).fill('published_without_delivery'));
    const all = await findings(site.license);
    const of = ({ id }: Ingested) => all.find((finding) => finding.article === id);
    expect(of(never)?.evidence).toMatchObject({ firstDelivery: null });
    expect(of(later)?.evidence.firstDelivery).toMatchObject({ entry: expect.stringMatching(/^dlv_/) });
    expect(of(part)?.evidence.components).toEqual(['cmp_other']);
    // What comes by another door, or later, settles it.
    await create('/v1/admin/externals', newsroom.admin, {
      license: site.license,
      article: never.id,
      door: 'ftp',
      sentAt: iso(Date.now() - DAY_MS),
    });
    expect((await found(site)).map(([, id]) => id).sort()).toEqual([later.id, part.id].sort());
  });

  it('finds publications during a suspension and outside the term, and accepts corrected dates', async () => {
    const site = await openSite(newsroom);
    const [during, before, after, over] = [
      await ingest(newsroom, wireItem()),
      await ingest(newsroom, wireItem()),
      await ingest(newsroom, wireItem()),
      await ingest(newsroom, wireItem()),
    ];
    for (const article of [during, before, after, over]) await deliver(site, article);
    await report(site, during);
    expect(await found(site)).toEqual([]);
    await patchLicense(site, { status: 'suspended' });
    await report(site, during, { clientRef: 'again' });
    expect(await found(site)).toEqual([['published_while_suspended', during.id]]);
    await patchLicense(site, { status: 'active', starts: iso(Date.now() + 60_000) });
    await report(site, before);
    await patchLicense(site, { starts: iso(Date.now() - DAY_MS), ends: iso(Date.now() - 1_000) });
    await report(site, after);
    expect(new Map(await found(site))).toEqual(
      new Map([
        ['published_while_suspended', during.id],
        ['published_before_term', before.id],
        ['published_after_term', after.id],
      ]),
    );
    const [ended] = await findings(site.license, '&kind=published_after_term');
    expect(ended?.evidence.rule).toMatchObject({ licenseVersion: 4, status: 'active' });
    await patchLicense(site, { ends: iso(Date.now() + DAY_MS) });
    expect(await found(site)).toEqual([['published_while_suspended', during.id]]);
    await patchLicense(site, { status: 'terminated' });
    await report(site, over);
    expect(await found(site)).toContainEqual(['published_after_term', over.id]);
  });

  it('finds a publication before the term', async () => {
    const site = await openSite(newsroom);
    const article = await ingest(newsroom, wireItem());
    await deliver(site, article);
    await patchLicense(site, { starts: iso(Date.now() + 60_000) });
    await report(site, article);
    expect(await found(site)).toEqual([['published_before_term', article.id]]);
  });

  it('finds publications after a kill, during a hold, and not withdrawn a day after a kill', async () => {
    const site = await openSite(newsroom);
    const [killed, held, kept] = [
      await ingest(newsroom, wireItem()),
      await ingest(newsroom, wireItem()),
      await ingest(newsroom, wireItem()),
    ];
    for (const article of [killed, held, kept]) await deliver(site, article);
    await report(site, kept, { clientRef: 'kept' });
    expect(await found(site)).toEqual([]);
    for (const article of [killed, kept])
      await patchArticle(article, { pubStatus: 'canceled', notice: 'Killed.' });
    await patchArticle(held, { pubStatus: 'withheld' });
    await report(site, killed);
    await report(site, held);
    expect(new Map(await found(site))).toEqual(
      new Map([
        ['published_after_kill', killed.id],
        ['published_while_held', held.id],
      ]),
    );
    // A day later.
    await env.DB.batch([
      env.DB.prepare(`UPDATE changes SET at = ? WHERE item = ? AND change_type = 'kill'`).bind(
        iso(Date.now() - 2 * DAY_MS),
        kept.id,
      ),
      env.DB.prepare(
        'UPDATE publications SET report = json_set(report, ?, ?), judge_ms = 1 WHERE article = ?',
      ).bind('$.publishedAt', iso(Date.now() - 3 * DAY_MS), kept.id),
      env.DB.prepare('UPDATE first_releases SET at_ms = 0 WHERE article = ?').bind(kept.id),
      env.DB.prepare(`UPDATE changes SET at = ? WHERE item = ? AND change_type <> 'kill'`).bind(
        iso(Date.now() - 4 * DAY_MS),
        kept.id,
      ),
    ]);
    const third = (await found(site)).filter(([, id]) => id === kept.id);
    expect(third).toContainEqual(['kept_after_kill', kept.id]);
  });

  it('gives a license as long to remove what was killed as it says', async () => {
    const [quick, slow] = [
      await openSite(newsroom, { recall: { removeWithin: 'PT5M' } }),
      await openSite(newsroom),
    ];
    const article = await ingest(newsroom, wireItem());
    for (const site of [quick, slow]) {
      await deliver(site, article);
      await report(site, article, { publishedAt: iso(Date.now() - DAY_MS / 24) });
    }
    await patchArticle(article, { pubStatus: 'canceled' });
    const back = `strftime('%Y-%m-%dT%H:%M:%fZ', at, '-6 minutes')`;
    await env.DB.prepare(`UPDATE changes SET at = ${back} WHERE item = ? AND change_type = 'kill'`)
      .bind(article.id)
      .run();
    const keptIn = async (site: PartnerSite) =>
      (await found(site)).filter(([kind]) => kind === 'kept_after_kill').map(([, id]) => id);
    expect(await keptIn(quick)).toEqual([article.id]);
    expect(await keptIn(slow)).toEqual([]);
  });

  it('finds a publication under an embargo', async () => {
    const site = await openSite(newsroom, { advance: true });
    const article = await ingest(newsroom, wireItem({ embargoedUntil: iso(Date.now() + 3_600_000) }));
    await deliver(site, article);
    await report(site, article);
    expect(await found(site)).toEqual([['published_before_embargo', article.id]]);
  });

  it('finds a corrected version', async () => {
    const site = await openSite(newsroom);
    const item = wireItem();
    const article = await ingest(newsroom, item);
    await deliver(site, article);
    const versionCreated = now();
    const corrected = await request(`/v1/admin/articles?section=${newsroom.section}&change=correction`, {
      method: 'PUT',
      token: newsroom.admin,
      json: { ...item, version: '2', versionCreated },
    });
    expect(corrected.status).toBe(201);
    await report(site, article, { clientRef: 'old', publishedAt: iso(Date.now() + 1_000) });
    expect(await found(site)).toEqual([['stale_version', article.id]]);
    expect((await findings(site.license))[0]?.evidence).toMatchObject({
      used: '1',
      change: { version: '2' },
    });
    await deliver(site, article);
    await report(site, article, { clientRef: 'new', version: '2', publishedAt: iso(Date.now() + 1_000) });
    expect(await found(site)).toEqual([['stale_version', article.id]]);
  });

  it('finds violations of title, territory, channel and uses, and of a restriction', async () => {
    const site = await openSite(newsroom, { titles: ['morgen'], channels: ['web'], uses: ['display'] });
    const articles: Ingested[] = [];
    for (let n = 0; n < 5; n++) articles.push(await ingest(newsroom, wireItem()));
    const [title, territory, channel, use, restricted] = articles as unknown as [
      Ingested,
      Ingested,
      Ingested,
      Ingested,
      Ingested,
    ];
    for (const article of articles) await deliver(site, article);
    await create('/v1/admin/restrictions', newsroom.admin, { scope: restricted.id, text: 'AUSTRIA OUT.' });
    await report(site, title, { title: 'abend' });
    await report(site, territory, { territory: 'JP' });
    await report(site, channel, { channel: 'print' });
    await report(site, use, { use: 'print' });
    await report(site, restricted, { territory: 'AT' });
    expect(new Map(await found(site))).toEqual(
      new Map([
        ['outside_title', title.id],
        ['outside_territory', territory.id],
        ['wrong_channel', channel.id],
        ['outside_use', use.id],
        ['against_restriction', restricted.id],
      ]),
    );
    const [against] = await findings(site.license, '&kind=against_restriction');
    expect(against?.evidence.rule).toMatch(/^rst_/);
  });

  it('finds unreported deliveries after a month, or after the time that the terms set', async () => {
    const old = iso(Date.now() - 40 * DAY_MS);
    const site = await openSite(newsroom);
    const [told, untold] = [await ingest(newsroom, wireItem()), await ingest(newsroom, wireItem())];
    for (const article of [told, untold]) await deliver(site, article);
    expect(await found(site)).toEqual([]);
    await report(site, told);
    expect(await found(site)).toEqual([]);
    await env.DB.batch([
      env.DB.prepare('UPDATE first_releases SET at_ms = ? WHERE license = ?').bind(
        Date.parse(old) + 1,
        site.license,
      ),
      env.DB.prepare('UPDATE reconciled_licenses SET reporting_since_ms = ? WHERE license = ?').bind(
        Date.parse(old),
        site.license,
      ),
    ]);
    expect(await found(site)).toEqual([['delivered_not_reported', untold.id]]);
    await report(site, untold);
    expect(await found(site)).toEqual([]);

    const bound = await openSite(newsroom, { reporting: { withinDays: 1 } });
    await deliver(bound, untold);
    expect(await found(bound)).toEqual([]);
    await env.DB.prepare('UPDATE first_releases SET at_ms = ? WHERE license = ?')
      .bind(Date.now() - 2 * DAY_MS, bound.license)
      .run();
    expect(await found(bound)).toEqual([['delivered_not_reported', untold.id]]);
  });
});

describe('a finding', () => {
  it('retains the state that an operator gave it until the evidence changes', async () => {
    const site = await openSite(newsroom);
    const article = await ingest(newsroom, wireItem());
    await report(site, article, { clientRef: 'x' });
    expect((await reconcile(site.license)).opened).toBe(1);
    const [finding] = await findings(site.license);
    const path = `/v1/audit/reconciliation/${finding?.id}`;
    const patch = (json: unknown) => request(path, { method: 'PATCH', token: auditor, json });
    expect((await patch({ state: 'explained' })).status).toBe(400);
    const explained = await patch({ state: 'explained', note: 'Bought from another agency.' });
    expect(await explained.clone().json()).toMatchObject({
      ...{ state: 'explained', operator: expect.stringMatching(/^opr_/) },
    });
    await env.DB.prepare('UPDATE publications SET judge_ms = 0 WHERE license = ?').bind(site.license).run();
    expect(await reconcile(site.license)).toMatchObject({ judged: 1, opened: 0, settled: 0 });
    expect(await reconcile(site.license)).toMatchObject({ judged: 0, opened: 0 });
    expect(await findings(site.license)).toMatchObject([{ state: 'explained' }]);
    await report(site, article, { clientRef: 'x', url: 'https://morgen.example/2' });
    expect((await reconcile(site.license)).opened).toBe(1);
    expect(await findings(site.license, '&state=open')).toMatchObject([
      { id: finding?.id, state: 'open', note: null, operator: null },
    ]);
    const { earlier } = await (await request(path, { token: auditor })).json<{ earlier: object[] }>();
    const { operator, changed } = await explained.json<{ operator: string; changed: string }>();
    expect(earlier).toEqual([{ state: 'explained', note: 'Bought from another agency.', operator, changed }]);
    await drain('operators');
    const { items } = await (
      await request(`/v1/audit/actions?resource=${finding?.id}`, { token: auditor })
    ).json<{ items: { act: string }[] }>();
    expect(items.map(({ act }) => act)).toEqual(['finding.change']);
  });

  it('is shown to its own partner without the operator, and to no other partner', async () => {
    const [site, other] = [await openSite(newsroom), await openSite(newsroom)];
    await report(site, await ingest(newsroom, wireItem()));
    await reconcile(site.license);
    const own = async ({ token }: PartnerSite) =>
      (await (await request('/v1/publications/findings', { token })).json<{ items: object[] }>()).items;
    expect(await own(site)).toMatchObject([{ kind: 'published_without_delivery', license: site.license }]);
    expect((await own(site))[0]).not.toHaveProperty('operator');
    expect(await own(other)).toEqual([]);
  });

  it('does not reveal an item, an embargo or a kill to a partner that never received the item', async () => {
    const site = await openSite(newsroom);
    const killed = await ingest(newsroom, wireItem());
    await patchArticle(killed, { pubStatus: 'canceled', notice: 'KILL' });
    const embargoed = await ingest(newsroom, wireItem({ embargoedUntil: iso(Date.now() + 3_600_000) }));
    const guesses = [killed, embargoed, { uri: 'urn:test:item:of-nobody' }];
    for (const { uri } of guesses)
      await report(site, { id: '' }, { article: undefined, uri, title: 'nachts' });
    await reconcile(site.license);
    const kinds = (await findings(site.license)).map(({ kind }) => kind);
    expect(kinds).toEqual(
      expect.arrayContaining(['published_after_kill', 'published_before_embargo', 'outside_title']),
    );
    const own = await request('/v1/publications/findings', { token: site.token });
    const { items } = await own.json<{ items: Finding[] }>();
    expect(items).toHaveLength(guesses.length);
    const told = items.map(({ kind, sentence, evidence }) => [kind, sentence, Object.keys(evidence).sort()]);
    for (const one of told) expect(one).toEqual(told[0]);
    // What it has had, it hears all of.
    await create('/v1/admin/externals', newsroom.admin, {
      license: site.license,
      article: killed.id,
      door: 'email',
      sentAt: iso(Date.now() - DAY_MS),
    });
    await reconcile(site.license);
    const after = await (
      await request('/v1/publications/findings?kind=published_after_kill', { token: site.token })
    ).json<{ items: Finding[] }>();
    expect(after.items.map(({ article }) => article)).toEqual([killed.id]);
  });

  it('forgets that it had settled when it is reopened', async () => {
    const site = await openSite(newsroom);
    const article = await ingest(newsroom, wireItem());
    await deliver(site, article);
    for (const title of ['nachts', 'abend', 'nachts']) {
      await report(site, article, { title, clientRef: 'a' });
      await reconcile(site.license);
    }
    expect(await findings(site.license)).toMatchObject([
      { kind: 'outside_title', state: 'open', note: null },
    ]);
  });

  it('is created once by concurrent runs', async () => {
    const site = await openSite(newsroom);
    for (let n = 0; n < 3; n++) await report(site, await ingest(newsroom, wireItem()));
    await drain();
    const runs = await Promise.all([1, 2, 3].map(() => reconcile(site.license)));
    expect(runs.reduce((sum, { opened }) => sum + opened, 0)).toBe(3);
    expect(await findings(site.license)).toHaveLength(3);
  });

  it('is found in all licenses, in slices', async () => {
    const sites = [await openSite(newsroom), await openSite(newsroom)];
    const article = await ingest(newsroom, wireItem());
    for (const site of sites) await report(site, article);
    await drain();
    const run = await request('/v1/audit/reconciliation/runs', { token: auditor, json: {} });
    expect(await run.json()).toMatchObject({ more: false });
    for (const site of sites)
      expect(await findings(site.license)).toMatchObject([{ kind: 'published_without_delivery' }]);
  });
});

describe('facts from the log', () => {
  it('are deleted with their entries, except for open findings', async () => {
    const site = await openSite(newsroom);
    const [good, bad] = [await ingest(newsroom, wireItem()), await ingest(newsroom, wireItem())];
    await deliver(site, good);
    await report(site, good);
    await report(site, bad);
    expect(await found(site)).toHaveLength(1);
    const rows = () =>
      env.DB.prepare('SELECT count(*) FROM publications WHERE license = ?')
        .bind(site.license)
        .first('count(*)');
    await forgetBefore(env.DB, site.license, Date.now() - 60_000);
    expect(await rows()).toBe(2);
    await forgetBefore(env.DB, site.license, Date.now() + 60_000);
    expect(await rows()).toBe(0);
    expect(await findings(site.license)).toHaveLength(1);
  });
});

describe('the use of test keys', () => {
  it('is logged, and not reconciled', async () => {
    const site = await openSite(newsroom, {}, { env: 'test' });
    await report(site, await ingest(newsroom, wireItem()));
    expect(await found(site)).toEqual([]);
  });
});
