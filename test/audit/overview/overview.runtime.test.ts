/** `GET /v1/admin/overview`: how things stand, told from sums and from the beginnings of lists. */
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Overview, overviewOf } from '../../../src/audit/overview/overview.ts';
import { counting } from '../../support/count-statements.ts';
import { create, operatorToken, request } from '../../support/gateway.ts';
import {
  drain,
  ingest,
  ingestWithPhotograph,
  type Newsroom,
  openLicense,
  openNewsroom,
  openSite,
  type PartnerSite,
  wireItem,
} from '../../support/newsroom.ts';
import { plansOf } from '../../support/plans.ts';
import { sealLog } from '../../support/seal.ts';

const DAY_MS = 86_400_000;
const later = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();

let newsroom: Newsroom;
let site: PartnerSite;
let empty: Overview;
beforeAll(async () => {
  empty = await read(await operatorToken('desk'));
  newsroom = await openNewsroom();
  site = await openSite(newsroom, { quota: { limit: 5, per: 'month', onExceed: 'refuse' } });
});

async function read(token: string): Promise<Overview> {
  const response = await request('/v1/admin/overview', { token });
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  expect(response.headers.get('Cache-Control')).toBe('private, no-store');
  return (await response.json()) as Overview;
}

const deskPart = async () => (await read(newsroom.admin)).desk;

/** An article that was never delivered before, delivered. */
async function deliver(at = site, query = ''): Promise<number> {
  const article = await ingest(newsroom, wireItem());
  const response = await request(`/v1/articles/${article.id}${query}`, { token: at.token });
  await response.body?.cancel();
  return response.status;
}

/** The object forgets what it last told of quotas when a license changes. */
const touch = async (license = site.license) => {
  const json = { alterations: ['crop'], retentionDays: 1 + Math.floor(Math.random() * 1_000) };
  const changed = await request(`/v1/admin/licenses/${license}`, {
    method: 'PATCH',
    token: newsroom.admin,
    json,
  });
  if (!changed.ok) throw new Error(await changed.text());
};

/** Licenses are older than the months that are counted: a month from before a license needs no statement. */
const predate = async (at = '2020-01-01T00:00:00.000Z') => {
  await env.DB.prepare('UPDATE licenses SET created = ?').bind(at).run();
  await env.DB.prepare('UPDATE license_versions SET at = ? WHERE version = 1').bind(at).run();
};

describe('the overview', () => {
  it('is empty for an empty gateway', () => {
    expect(empty).toMatchObject({
      activity: [],
      quotas: { count: 0, items: [], complete: true },
      findings: { count: 0, items: [] },
      desk: {
        ending: { count: 0 },
        embargoes: { count: 0 },
        held: 0,
        unreviewed: { count: 0 },
        has: {
          partners: false,
          products: false,
          licenses: false,
          keys: false,
          articles: false,
          auditors: false,
        },
      },
    });
  });

  it('counts the deliveries and refusals of an hour once, whether they are summed or not', async () => {
    expect(await deliver()).toBe(200);
    expect(await deliver(site, '?use=display&territory=JP')).toBe(403);
    await drain();
    const sums = async () => {
      const { activity } = await read(newsroom.admin);
      expect(activity.map(({ hour }) => hour)).toEqual([...activity.map(({ hour }) => hour)].sort());
      const sum = (of: 'deliveries' | 'refusals') => activity.reduce((all, point) => all + point[of], 0);
      return [sum('deliveries'), sum('refusals')];
    };
    expect(await sums()).toEqual([1, 1]);
    await sealLog();
    expect(await sums()).toEqual([1, 1]);
    expect(await deliver()).toBe(200);
    await drain();
    expect(await sums()).toEqual([2, 1]);
  });

  it('lists licenses from 80 % of their quota on, with the time of its reset', async () => {
    await touch();
    expect(await deliver()).toBe(200);
    expect((await read(newsroom.admin)).quotas.items).toEqual([]);
    expect(await deliver()).toBe(200);
    await touch();
    const { quotas } = await read(newsroom.admin);
    const now = new Date();
    expect(quotas).toEqual({
      count: 1,
      complete: true,
      items: [
        {
          license: site.license,
          partner: { id: site.partner, name: expect.stringMatching(/^Partner /) },
          reference: 'C-2026-1',
          used: 4,
          limit: 5,
          per: 'month',
          onExceed: 'refuse',
          resets: new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1)).toISOString(),
        },
      ],
    });
    await request(`/v1/admin/licenses/${site.license}`, {
      method: 'PATCH',
      token: newsroom.admin,
      json: { status: 'suspended' },
    });
    expect((await read(newsroom.admin)).quotas.count).toBe(0);
  });

  it('lists active licenses that end within 60 days, the next first', async () => {
    const soon = await openSite(newsroom, { ends: later(30) });
    const sooner = await openSite(newsroom, { ends: later(3) });
    await openSite(newsroom, { ends: later(61) });
    const suspended = await openSite(newsroom, { ends: later(5) });
    await request(`/v1/admin/licenses/${suspended.license}`, {
      method: 'PATCH',
      token: newsroom.admin,
      json: { status: 'suspended' },
    });
    const ending = (await deskPart())?.ending;
    expect(ending?.count).toBe(2);
    expect(ending?.items.map(({ license }) => license)).toEqual([sooner.license, soon.license]);
    expect(ending?.items[0]?.partner).toEqual({ id: sooner.partner, name: expect.any(String) });
  });

  it('lists the embargoes that lift next, without killed articles', async () => {
    const second = await ingest(newsroom, wireItem({ embargoedUntil: later(2) }));
    const first = await ingest(newsroom, wireItem({ embargoedUntil: later(1) }));
    const killed = await ingest(newsroom, wireItem({ embargoedUntil: later(1) }));
    await request(`/v1/admin/articles/${killed.id}`, {
      method: 'PATCH',
      token: newsroom.admin,
      json: { pubStatus: 'canceled' },
    });
    const embargoes = (await deskPart())?.embargoes;
    expect(embargoes?.count).toBe(2);
    expect(embargoes?.items.map(({ article }) => article)).toEqual([first.id, second.id]);
    expect(embargoes?.items[0]?.headline).toMatch(/^Harbor pilots/);
  });

  it('lists restrictions that wait for the desk', async () => {
    const text = 'NOT FOR THE FOUR WINDS';
    const { photograph } = await ingestWithPhotograph(newsroom, { usageTerms: text });
    const unreviewed = (await deskPart())?.unreviewed;
    expect(unreviewed).toEqual({
      count: 1,
      items: [{ restriction: expect.stringMatching(/^rst_/), scope: photograph, text }],
    });
  });

  it('lists open findings, and hides the desk’s data from auditors', async () => {
    await env.DB.prepare(
      `INSERT INTO discrepancies (id, kind, license, partner, article, subject, sentence, evidence, digest, state, since, changed)
       VALUES ('fnd_1', 'stale_version', ?1, ?2, 'itm_1', 's', 'A sentence.', '{}', 'd', 'open', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z'),
         ('fnd_2', 'stale_version', ?1, ?2, 'itm_1', 't', 'A sentence.', '{}', 'd', 'settled', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z')`,
    )
      .bind(site.license, site.partner)
      .run();
    const { findings, desk, activity } = await read(await operatorToken('auditor'));
    expect(findings.items.map(({ id }) => id)).toEqual(['fnd_1']);
    expect(findings.count).toBe(1);
    expect(desk).toBeNull();
    expect(activity).not.toEqual([]);
  });

  it('compares this month with the same days of the last one, sealed or not', async () => {
    await drain();
    const at = { nowMs: Date.now(), zone: 'UTC', forDesk: false };
    const before = await overviewOf(env, at);
    expect(before.months.current).toMatchObject({ deliveries: 4, refusals: 1, units: 4, partners: 1 });
    expect(before.months.previous).toMatchObject({ deliveries: 0, refusals: 0, units: 0, partners: 0 });
    await sealLog();
    expect((await overviewOf(env, at)).months).toEqual(before.months);
    const month = before.months.current.from.slice(0, 7);
    const last = Date.parse(`${month}-01T12:00:00Z`) + 32 * DAY_MS;
    const nextMonth = await overviewOf(env, { ...at, nowMs: last });
    expect(nextMonth.months.previous.from.slice(0, 7)).toBe(month);
    expect(nextMonth.months.current).toMatchObject({ deliveries: 0, partners: 0 });
  });

  it('counts this month for licenses whose day has begun already', async () => {
    const nowMs = Date.now();
    const dayBefore = { nowMs: nowMs - DAY_MS, zone: 'UTC', forDesk: false };
    const isFirst = new Date(nowMs).getUTCDate() === 1;
    const { current } = (await overviewOf(env, dayBefore)).months;
    expect(current).toMatchObject({ deliveries: isFirst ? 0 : 4, partners: isFirst ? 0 : 1 });
  });

  it('counts no month that had ended when its license was stored', async () => {
    const auditor = await operatorToken('auditor');
    const { statements } = await read(auditor);
    expect(statements).toMatchObject({ due: 0, older: 0 });
    await predate(`${statements.period}-20T12:00:00.000Z`);
    const { due, older } = (await read(auditor)).statements;
    expect([due > 1, older]).toEqual([true, 0]);
  });

  it('counts the licenses without a statement for the last month', async () => {
    await predate();
    const auditor = await operatorToken('auditor');
    const { statements } = await read(auditor);
    expect(statements.due).toBeGreaterThan(1);
    await create('/v1/audit/statements', auditor, { license: site.license, period: statements.period });
    expect((await read(auditor)).statements).toEqual({ ...statements, due: statements.due - 1 });
  });

  it('counts the older months that have no statement, as the grid does', async () => {
    const auditor = await operatorToken('auditor');
    const grid = await request('/v1/audit/statements/months', { token: auditor });
    const { months } = await grid.json<{ months: { period: string; ready: number }[] }>();
    const [, ...older] = months;
    const ready = older.reduce((sum, month) => sum + month.ready, 0);
    expect(ready).toBeGreaterThan(1);
    expect((await read(auditor)).statements.older).toBe(ready);
    const period = older.find((month) => month.ready > 0)?.period;
    await create('/v1/audit/statements', auditor, { license: site.license, period });
    expect((await read(auditor)).statements.older).toBe(ready - 1);
  });

  it('counts no license of whose last month a day is closed, since the month cannot be closed any more', async () => {
    const auditor = await operatorToken('auditor');
    const daily = await openSite(newsroom);
    await predate();
    const { statements } = await read(auditor);
    const period = `${statements.period}-05`;
    await create('/v1/audit/statements', auditor, { license: daily.license, period });
    expect((await read(auditor)).statements.due).toBe(statements.due - 1);
  });

  it('uses the months of each license’s time zone', async () => {
    const auditor = await operatorToken('auditor');
    const { due, period } = (await read(auditor)).statements;
    const begin = Date.parse(`${period}-01T00:00:00Z`);
    const end = Date.UTC(new Date(begin).getUTCFullYear(), new Date(begin).getUTCMonth() + 1);
    const hoursFrom = (at: number, hours: number) => new Date(at + hours * 3_600_000).toISOString();
    await openSite(newsroom, { starts: hoursFrom(end, -14), timeZone: 'Pacific/Kiritimati' });
    await openLicense(newsroom, { ends: hoursFrom(begin, 11), timeZone: 'Pacific/Pago_Pago' });
    await predate();
    expect((await read(auditor)).statements.due).toBe(due);
    await openSite(newsroom, { starts: hoursFrom(end, 5), timeZone: 'Pacific/Pago_Pago' });
    await openLicense(newsroom, { ends: hoursFrom(begin, -10), timeZone: 'Pacific/Kiritimati' });
    await predate();
    expect((await read(auditor)).statements.due).toBe(due + 2);
  });

  it('lists keys that expire soon, and keys without a token for a week', async () => {
    const soon = await openSite(newsroom, {}, { name: 'soon', expires: later(3) });
    const silent = await openSite(newsroom, {}, { name: 'silent' });
    await openSite(newsroom, {}, { name: 'fine', expires: later(30) });
    await env.DB.prepare('UPDATE api_keys SET last_used = ? WHERE id = ?')
      .bind(later(-8), silent.key.id)
      .run();
    const keys = (await deskPart())?.keys;
    expect(keys?.items.map(({ key, concern }) => [key, concern])).toEqual([
      [soon.key.id, 'expiring'],
      [silent.key.id, 'silent'],
    ]);
  });

  it('takes few D1 statements, each of which begins at an index', async () => {
    const query = { nowMs: Date.now(), zone: 'Europe/Berlin', forDesk: true };
    const { env: counted, statements } = counting(env);
    await overviewOf(counted, query);
    expect(statements()).toBeLessThanOrEqual(17);
    const plans = await plansOf((DB) => overviewOf({ ...env, DB }, query));
    const scans = plans
      // Whether there is any at all is known with the first row.
      .filter(({ sql }) => !/^SELECT EXISTS/.test(sql))
      // One seek for each license, however long the log is.
      .filter(({ sql }) => !/AS starts/.test(sql))
      .flatMap(({ steps }) => steps)
      .filter((step) =>
        /^SCAN (blocks|log_pages|log_segments|notes|items|restrictions|discrepancies)\b/.test(step),
      );
    // The beginning of a partial index that has only what waits.
    expect(scans.filter((step) => !/USING (COVERING )?INDEX restrictions_unreviewed/.test(step))).toEqual([]);
    const steps = plans.flatMap((plan) => plan.steps).join('\n');
    expect(steps).toMatch(/SEARCH log_segments USING INDEX log_segments_by_time \(last_at>\?\)/);
    expect(steps).toMatch(/SEARCH licenses USING (COVERING )?INDEX licenses_by_end/);
    expect(steps).toMatch(/SEARCH items USING (COVERING )?INDEX items_by_embargo/);
    const sorted = plans.filter((plan) => plan.steps.join().includes('TEMP B-TREE FOR ORDER BY'));
    // The names of shards, their blocks that no index has yet, and the keys that need a look: a few. Of open
    // recalls, the newest 1,000.
    expect(sorted.filter(({ sql }) => !/outbox|tail_blocks|api_keys|FROM recalls/.test(sql))).toEqual([]);
    expect(steps).toMatch(/SEARCH recalls USING INDEX recalls_by_state/);
  });

  it('lists open recalls that a license refuses first, then those that none has acknowledged, by deadline', async () => {
    const { token } = await openSite(newsroom);
    const recalled = async (json: object) => {
      const { id } = await ingest(newsroom, wireItem());
      await (await request(`/v1/articles/${id}`, { token })).body?.cancel();
      await request(`/v1/admin/articles/${id}`, { method: 'PATCH', token: newsroom.admin, json });
      return id;
    };
    const [refused, due, received] = [
      await recalled({ pubStatus: 'canceled' }),
      await recalled({ pubStatus: 'canceled' }),
      await recalled({ pubStatus: 'canceled' }),
    ];
    const held = await recalled({ pubStatus: 'withheld' });
    await drain();
    const { items } = await (await request('/v1/events', { token })).json<{
      items: { id: string; data: { article: string } }[];
    }>();
    const eventOf = (article: string) => items.find(({ data }) => data.article === article)?.id;
    await create('/v1/acknowledgements', token, { event: eventOf(refused), state: 'refused', note: 'No' });
    await create('/v1/acknowledgements', token, { event: eventOf(received), state: 'received' });
    await drain();
    await request('/v1/admin/recalls', { token: newsroom.admin });
    const { openRecalls } = await read(newsroom.admin);
    expect(openRecalls.items.map(({ article }) => article)).toEqual([refused, due, held, received]);
  });
});
