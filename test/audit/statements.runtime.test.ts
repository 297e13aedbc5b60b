/**
 * Statements: closed once, of a log that has all of the period; frozen to the byte; corrected beside, and on
 * the next bill.
 */

import { env } from 'cloudflare:workers';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { recount } from '../../scripts/recount.mjs';
import { opened } from '../ledger/transparency/support.ts';
import { operatorToken, partnerToken, request } from '../support/gateway.ts';
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
} from '../support/newsroom.ts';
import { sealLog } from '../support/seal.ts';
import { alterLog, forge, forgetShard } from '../support/stored-log.ts';

interface Head {
  id: string;
  period: string;
  size: number;
  units: number;
  billed: number;
  sha256: string;
  href: string;
}
interface Adjusted {
  entry: string;
  units: number;
}
interface Shown {
  statement: {
    log: { size: number; checkpoint: string | null };
    usage: { billing: { billed: number; adjustments: Adjusted[] } };
  };
  sha256: string;
  adjustments: Adjusted[];
}

const OCTOBER = Date.UTC(2026, 9, 15, 12);
const MINIMUM = { units: 10, per: 'month' };

let clockMs = OCTOBER;
let newsroom: Newsroom;
let site: PartnerSite;
let other: PartnerSite;
let articles: Ingested[];
let auditor: string;
let first: Head;
let frozen: string;

/** Tokens live for minutes. */
async function moveTo(ms: number): Promise<void> {
  clockMs = ms;
  auditor = await operatorToken('auditor');
  newsroom.admin = await operatorToken('admin');
  for (const holder of [site, other]) if (holder) holder.token = await partnerToken(holder.key);
}

const get = (path: string, token = auditor, headers = {}) => request(path, { token, headers });
const post = (path: string, json: unknown, token = auditor) => request(path, { token, json });
const close = (period: string, license = site.license) => post('/v1/audit/statements', { license, period });
const deliver = async (by: PartnerSite, ...which: number[]) => {
  for (const kind of which) {
    const answer = await get(`/v1/articles/${articles[kind]?.id}`, by.token);
    expect(answer.status).toBe(200);
    await answer.arrayBuffer();
  }
};

/** As the object would answer to whoever asks for its health. */
function withHealth(change: object): void {
  const real = env.LEDGER.get.bind(env.LEDGER);
  vi.spyOn(env.LEDGER, 'get').mockImplementation((id) => {
    const stub = real(id);
    return new Proxy(stub, {
      get: (target, name) =>
        name === 'health'
          ? async () => ({ ...(await target.health()), ...change })
          : Reflect.get(target, name),
    });
  });
}

/** The text of the member `statement`, byte for byte. */
function frozenIn(answer: string): string {
  const member = ',"statement":{';
  const from = answer.indexOf(member) + member.length - 1;
  // Members are in the order of their names, and `statement` is the last.
  return answer.slice(from, -1);
}

beforeAll(async () => {
  vi.spyOn(Date, 'now').mockImplementation(() => clockMs);
  newsroom = await openNewsroom();
  const created = { versionCreated: new Date(OCTOBER - 3_600_000).toISOString() };
  articles = [
    await ingest(newsroom, wireItem(created)),
    await ingestWithPhotograph(newsroom),
    await ingest(newsroom, wireItem(created)),
  ];
  const quota = { limit: 2, per: 'month', onExceed: 'overage' };
  site = await openSite(newsroom, { quota, minimum: MINIMUM, timeZone: 'Pacific/Auckland' });
  other = await openSite(newsroom);
  await moveTo(OCTOBER);
  await deliver(site, 0, 0, 1);
  await get(`/v1/articles/${articles[0]?.id}?territory=JP&use=display`, site.token);
  await deliver(other, 0);
  await drain();
});

afterAll(() => {
  vi.restoreAllMocks();
});

describe('a running period', () => {
  it('cannot be closed, and the answer says when it can', async () => {
    const answer = await close('2026-10');
    expect(answer.status).toBe(409);
    // Midnight in Auckland, and a minute.
    expect((await answer.json<{ detail: string }>()).detail).toContain('2026-10-31T11:01:00.000Z');
    await moveTo(Date.parse('2026-10-31T11:00:59.999Z'));
    expect((await close('2026-10')).status).toBe(409);
  });

  it('cannot be closed while its entries are not drained', async () => {
    await moveTo(Date.parse('2026-10-31T11:01:00.000Z'));
    withHealth({ backlog: 3, backlogSince: '2026-10-31T10:59:59.000Z' });
    const answer = await close('2026-10');
    vi.mocked(env.LEDGER.get).mockRestore();
    expect(answer.status).toBe(409);
    expect((await answer.json<{ detail: string }>()).detail).toContain('not in the list of the log yet');
  });

  it('cannot be closed with a restored D1 until its entries are back', async () => {
    await env.DB.prepare('DELETE FROM blocks').run();
    const answer = await close('2026-10');
    expect(answer.status).toBe(409);
    expect((await answer.json<{ detail: string }>()).detail).toContain('not in the list of the log yet');
    for (let alarms = 0; alarms < 3; alarms++) await drain();
  });

  it('cannot be closed when D1 has entries that no checkpoint covers', async () => {
    const forged = {
      at: '2026-10-31T10:59:59.000Z',
      id: 'dlv_forged',
      index: 50,
      kind: 'note',
      license: site.license,
    };
    await forge(env.DB, 'elsewhere', [JSON.stringify(forged)]);
    const answer = await close('2026-10');
    await forgetShard(env.DB, 'elsewhere');
    expect(answer.status).toBe(409);
    expect((await answer.json<{ detail: string }>()).detail).toContain('checkpoint');
  });
});

describe('a finished period', () => {
  it('is closed while only later entries are not drained', async () => {
    withHealth({ backlog: 3, backlogSince: '2026-10-31T11:00:00.000Z' });
    const answer = await close('2026-10');
    vi.mocked(env.LEDGER.get).mockRestore();
    expect(answer.status).toBe(201);
    first = await answer.json<Head>();
    // An article, and one with a photograph; the minimum is ten. Three deliveries, a refusal, and a notice of
    // each threshold of the quota.
    expect(first).toMatchObject({ period: '2026-10', size: 7, units: 3, billed: MINIMUM.units });
  });

  it('has a statement that equals and names its log', async () => {
    const answer = await get(first.href);
    const text = await answer.text();
    frozen = frozenIn(text);
    const shown = JSON.parse(text) as Shown;
    expect(shown.adjustments).toEqual([]);
    expect(shown.sha256).toBe(createHash('sha256').update(frozen).digest('hex'));
    const { checkpoint, size } = shown.statement.log;
    expect(opened(site.license, checkpoint ?? '').size).toBe(size);
    const { items } = await (await get(`/v1/audit/deliveries?license=${site.license}&limit=200`)).json<{
      items: { kind: string }[];
    }>();
    expect(recount(shown, items).faults).toEqual([]);
    const uses = items.filter(({ kind }) => kind !== 'notice');
    expect(recount(shown, uses.slice(1)).faults).not.toEqual([]);
  });

  it('is closed once, and a repetition returns the same statement', async () => {
    const repeated = await close('2026-10');
    expect([repeated.status, await repeated.json()]).toEqual([200, first]);
    const both = await Promise.all([close('2026-09'), close('2026-09')]);
    const [one, two] = await Promise.all(both.map((answer) => answer.json<Head>()));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 201]);
    expect(one).toEqual(two);
  });

  it('is logged as closed in the operators’ log, with the digest of the statement', async () => {
    await drain('operators');
    const { items } = await (await get(`/v1/audit/actions?resource=${first.id}`)).json<{
      items: { act: string; before: null; after: string }[];
    }>();
    expect(items).toMatchObject([{ act: 'statement.close', before: null, after: first.sha256 }]);
  });

  it('is closed for a license without usage, too', async () => {
    const idle = await openSite(newsroom, { minimum: MINIMUM });
    const answer = await close('2026-09', idle.license);
    expect(await answer.json()).toMatchObject({ size: 0, units: 0, billed: MINIMUM.units });
  });

  it.each(['2026-10-15', '2026-Q3'])('is not closed again as a part of %s', async (period) => {
    const answer = await close(period);
    const { code, message, detail } = await answer.json<Record<string, unknown>>();
    expect([answer.status, code]).toEqual([409, 'conflict']);
    const { period: closed, statement } = (message as { parameters: Record<string, string> }).parameters;
    expect(closed).toBe(period === '2026-Q3' ? '2026-09' : '2026-10');
    expect(detail).toBe(
      `Days of this period are closed already: the statement ${statement} covers ${closed}. A unit is on one statement only.`,
    );
  });

  it('is closed in one of two overlapping periods at once', async () => {
    const { license } = await openSite(newsroom, { minimum: MINIMUM });
    const answers = await Promise.all(['2026-04', '2026-Q2', '2026-05'].map((name) => close(name, license)));
    const statuses = answers.map(({ status }) => status);
    expect(statuses).toSatisfy((all: number[]) => all[0] === all[2] && all[0] !== all[1]);
    expect([...new Set(statuses)].sort()).toEqual([201, 409]);
  });

  it.each([
    ['an interval', '2026-10-01/2026-10-02', 400],
    ['not a period', 'October', 400],
    ['a running year', '2026', 409],
  ])('is refused when it is %s', async (_, period, status) => {
    expect((await close(period)).status).toBe(status);
  });

  it('requires an existing license', async () => {
    expect((await close('2026-10', 'lic_00000000000000000000000000000000')).status).toBe(404);
  });
});

describe('a correction', () => {
  const correct = (json: object, id = first.id) => post(`/v1/audit/statements/${id}/adjustments`, json);
  const taken = { units: -4, reason: 'A test that ran with a live key' };
  let entry: string;

  it('is an entry of the license’s log, entered once', async () => {
    await moveTo(Date.UTC(2026, 10, 5));
    const answer = await correct(taken);
    expect(answer.status).toBe(201);
    const entered = await answer.json<Adjusted & { index: number }>();
    // After the notices of two closed statements.
    expect(entered).toMatchObject({ ...taken, statement: first.id, index: 9 });
    entry = entered.entry;
    const repeated = await correct(taken);
    expect([repeated.status, await repeated.json()]).toEqual([200, entered]);
    expect((await correct({ ...taken, reference: 'C-2' })).status).toBe(201);
    expect((await correct({ ...taken, units: -5, reference: 'C-2' })).status).toBe(409);
  });

  it.each([
    { units: 0, reason: 'Nothing' },
    { units: 1.5, reason: 'Half' },
    { units: 1 },
    { units: 1, reason: ' ' },
  ])('is refused as %j', async (json) => {
    expect((await correct(json)).status).toBe(400);
  });

  it('requires an existing statement', async () => {
    expect((await correct(taken, 'stm_00000000000000000000000000000000')).status).toBe(404);
  });

  it('is shown beside the statement, whose bytes are unchanged', async () => {
    await deliver(site, 2);
    await drain();
    const text = await (await get(first.href)).text();
    expect(frozenIn(text)).toBe(frozen);
    const { adjustments } = JSON.parse(text) as Shown;
    expect(adjustments).toMatchObject([{ entry, units: -4 }, { units: -4 }]);
    expect(await (await close('2026-10')).json()).toEqual(first);
  });

  it('is on the next bill', async () => {
    await moveTo(Date.UTC(2026, 11, 2));
    // The notice of the quota's first threshold in November.
    await drain();
    const next = await (await close('2026-11')).json<Head>();
    expect(next).toMatchObject({ units: 1, billed: MINIMUM.units - 8 });
    const shown = await (await get(next.href)).json<Shown>();
    expect(shown.statement.usage.billing.adjustments).toMatchObject([{ entry }, { units: -4 }]);
    const { items } = await (await get(`/v1/audit/deliveries?license=${site.license}&limit=200`)).json<{
      items: object[];
    }>();
    expect(recount(shown, items).faults).toEqual([]);
  });
});

describe('a closed statement', () => {
  it('is still shown with its corrections and bills after its texts were deleted', async () => {
    await sealLog();
    await alterLog(env.DB, (entry, line) => (entry.license === site.license ? '' : line));
    const { adjustments } = await (await get(first.href)).json<Shown>();
    expect(adjustments).toHaveLength(2);
    const report = await get(`/v1/audit/reports/usage?license=${site.license}&period=2026-11`);
    expect(await report.json()).toMatchObject({ items: [{ billing: { billed: MINIMUM.units - 8 } }] });
  });

  it('is not shown when its text in the bucket was changed', async () => {
    const key = `statements/${first.sha256}.json`;
    await env.BUCKET.put(key, frozen.replace('"units":', '"units": '));
    const answers = [await get(first.href), await get(first.href, auditor, { Accept: 'text/csv' })];
    expect(answers.map(({ status }) => status)).toEqual([500, 500]);
    await env.BUCKET.put(key, frozen);
    expect((await get(first.href)).status).toBe(200);
  });
});

describe('a partner’s view of statements', () => {
  it('shows its own statements, to the byte', async () => {
    const list = await (await get('/v1/usage/statements', site.token)).json<{ items: Head[] }>();
    expect(list.items.map(({ period }) => period)).toEqual(['2026-11', '2026-09', '2026-10']);
    const audited = await (await get(`/v1/audit/statements?license=${site.license}`)).json<{
      items: Head[];
    }>();
    const without = (items: Head[]) => items.map(({ href: _href, ...head }) => head);
    expect(without(list.items)).toEqual(without(audited.items));
    const own = await get(`/v1/usage/statements/${first.id}`, site.token);
    expect(frozenIn(await own.text())).toBe(frozen);
  });

  it('hides the statements of others as if they did not exist', async () => {
    expect(await (await get('/v1/usage/statements', other.token)).json()).toEqual({ items: [], next: null });
    const [theirs, none] = [
      await get(`/v1/usage/statements/${first.id}`, other.token),
      await get('/v1/usage/statements/stm_00000000000000000000000000000000', other.token),
    ];
    expect([theirs.status, none.status]).toEqual([404, 404]);
    expect(await theirs.text()).toBe(await none.text());
  });

  it('can close and correct nothing', async () => {
    for (const path of ['/v1/audit/statements', `/v1/audit/statements/${first.id}/adjustments`])
      expect((await post(path, {}, site.token)).status).toBe(403);
  });
});

describe('the table of a statement', () => {
  it('has its figures, and later corrections', async () => {
    const answer = await get(first.href, auditor, { Accept: 'text/csv' });
    expect(answer.headers.get('Content-Type')).toMatch(/^text\/csv/);
    const lines = (await answer.text()).split('\r\n');
    expect(lines[0]).toMatch(/^license,partner,period,env,/);
    expect(lines.filter((line) => line.includes('adjustment since'))).toHaveLength(2);
    expect(lines.find((line) => line.includes(',live,,license,'))).toContain(',3,');
  });
});
