/** How many large answers are sent at a time, to whom, and what gives a slot back. */
import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import canonicalize from 'canonicalize';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { requireToken } from '../../src/access/guard.ts';
import { sessionFrom, withSession } from '../../src/access/sessions/session.ts';
import { sendText, slots } from '../../src/audit/large-answer.ts';
import { createGateway } from '../../src/gateway.ts';
import { hooks } from '../../src/hooks.ts';
import { failureOf } from '../../src/monitor/failures.ts';
import type { Env } from '../../src/platform/env.ts';
import { createRouter } from '../../src/platform/http.ts';
import { PIECE_BYTES, RETRY_AFTER_S, SLOT_LIMITS } from '../../src/platform/large-answers/limits.ts';
import { type ProblemCode, Refusal } from '../../src/platform/problem.ts';
import { BASE, operatorToken, request } from '../support/gateway.ts';
import { openNewsroom, openSite, type PartnerSite } from '../support/newsroom.ts';
import { forge } from '../support/stored-log.ts';

const EXPORT = '/v1/audit/exports/deliveries.ndjson';
/** Of some 600 bytes each: more than is sent as a whole. */
const ENTRIES = 400;

let sites: PartnerSite[];
let auditors: string[];
const open: Response[] = [];

const newsroom = await openNewsroom();

beforeAll(async () => {
  sites = [];
  for (let n = 0; n < 4; n++) sites.push(await openSite(newsroom));
  auditors = [];
  for (let n = 0; n < 5; n++) auditors.push(await operatorToken('auditor'));
  for (const [n, site] of sites.entries()) await enterMany(site, n * ENTRIES);
});

afterEach(async () => {
  for (const { body } of open.splice(0)) if (!body?.locked) await body?.cancel();
  await expect.poll(() => slots.underWay).toBe(0);
});

const AT = '2026-01-01T00:00:00.000Z';
const idOf = (n: number) =>
  `dlv_${Date.parse(AT).toString(16).padStart(12, '0')}7${String(n).padStart(19, '0')}`;

/** `first`: number of its first entry among those of all. */
async function enterMany({ license, partner }: PartnerSite, first: number): Promise<void> {
  const lines = Array.from({ length: ENTRIES }, (_, index) => {
    const head = { at: AT, article: 'itm_1', billable: 0, code: null, decidedBy: 'x'.repeat(200) };
    const parts = { delivered: [], env: 'live', kind: 'delivery', outcome: 'permit', sections: ['a'] };
    return canonicalize({
      ...head,
      ...parts,
      id: idOf(first + index),
      index,
      license,
      partner,
      withheld: [],
    });
  });
  await forge(env.DB, license, lines as string[]);
}

/** One that is not read yet. */
async function begun(token: string | undefined, path = EXPORT): Promise<Response> {
  const response = await request(path, { ...(token && { token }) });
  open.push(response);
  return response;
}

const statusOf = async (...args: Parameters<typeof begun>) => (await begun(...args)).status;
const problemIn = (response: Response) => response.json<{ code: string; detail: string }>();

describe('concurrent large answers', () => {
  it('are limited to two for one caller, and a third is refused with those in progress', async () => {
    const [auditor] = auditors;
    expect([await statusOf(auditor), await statusOf(auditor)]).toEqual([200, 200]);
    const third = await request('/v1/audit/exports/deliveries.csv', { token: auditor ?? '' });
    expect([third.status, third.headers.get('Retry-After')]).toEqual([429, String(RETRY_AFTER_S)]);
    const { code, detail } = await problemIn(third);
    expect(code).toBe('too_many_requests');
    expect(detail.split(EXPORT)).toHaveLength(3);
    expect(detail).toMatch(/ since 20\d\d-\d\d-\d\dT/);
    expect(await statusOf(auditors[1])).toBe(200);
  });

  it('are limited to two for one partner, across its keys and licenses', async () => {
    const [site] = sites;
    expect([await statusOf(site?.token), await statusOf(site?.token)]).toEqual([200, 200]);
    expect(await statusOf(site?.token)).toBe(429);
    expect(await statusOf(sites[1]?.token)).toBe(200);
  });

  it('are limited for the isolate, and a refusal reveals nothing about other callers', async () => {
    for (let n = 0; n < SLOT_LIMITS.answersMax; n++) expect(await statusOf(auditors[n >> 1])).toBe(200);
    const refused = await request(EXPORT, { token: auditors[4] ?? '' });
    expect([refused.status, refused.headers.get('Retry-After')]).toEqual([503, String(RETRY_AFTER_S)]);
    const { code, detail } = await problemIn(refused);
    expect(code).toBe('gateway_busy');
    expect(detail).toContain(String(SLOT_LIMITS.answersMax));
    expect(detail).not.toContain(EXPORT);
    await open.pop()?.body?.cancel();
    await expect.poll(() => slots.underWay).toBe(SLOT_LIMITS.answersMax - 1);
    expect(await statusOf(auditors[4])).toBe(200);
  });

  it('leave room for auditors beside those of partners', async () => {
    const most = SLOT_LIMITS.partnerAnswersMax;
    for (let n = 0; n < most; n++) expect(await statusOf(sites[n >> 1]?.token)).toBe(200);
    expect(await statusOf(sites[most >> 1]?.token)).toBe(503);
    expect(await statusOf(auditors[0])).toBe(200);
  });

  it.each<[string, (response: Response) => Promise<unknown>]>([
    ['it has been read', (response) => response.arrayBuffer()],
    ['the reader goes away before it reads', async (response) => response.body?.cancel()],
    [
      'the reader goes away in the middle',
      async (response) => {
        const reader = response.body?.getReader();
        await reader?.read();
        await reader?.cancel();
      },
    ],
  ])('end when %s', async (_, end) => {
    for (let n = 0; n < 3 * SLOT_LIMITS.callerAnswersMax; n++) {
      const response = await request(EXPORT, { token: auditors[0] ?? '' });
      expect(response.status).toBe(200);
      expect(slots.underWay).toBe(1);
      await end(response);
      await expect.poll(() => slots.underWay).toBe(0);
    }
  });

  it('exclude small answers, answers without a body, and refusals', async () => {
    const [[auditor], [site]] = [auditors, sites];
    for (let n = 0; n < 3; n++) {
      expect(await statusOf(auditor, `${EXPORT}?article=itm_none`)).toBe(200);
      expect(await statusOf(site?.token, `${EXPORT}?after=${idOf(ENTRIES - 9)}`)).toBe(200);
      expect(await statusOf(auditor, `${EXPORT}?after=dlv_none`)).toBe(400);
      expect(await statusOf(auditor, '/v1/audit/evidence/licenses/lic_none')).toBe(404);
      expect((await request(EXPORT, { token: auditor ?? '', method: 'HEAD' })).status).toBe(200);
      const table = await request('/v1/audit/reports/usage?period=2026-01', {
        token: auditor ?? '',
        headers: { Accept: 'text/csv' },
      });
      open.push(table);
      expect(table.status).toBe(200);
    }
    expect(slots.underWay).toBe(0);
  });

  it('block further tables of their caller, but no JSON reports', async () => {
    const [auditor = ''] = auditors;
    await Promise.all([begun(auditor), begun(auditor)]);
    const report = (accept: string) => statusAs(auditor, '/v1/audit/reports/usage?period=2026-01', accept);
    expect([await report('text/csv'), await report('application/json')]).toEqual([429, 200]);
    expect(await statusAs(auditor, '/v1/audit/reports/royalties?period=2026-01', 'text/csv')).toBe(429);
    expect(await statusAs(auditor, '/v1/audit/reports/society?period=2026-01', 'text/csv')).toBe(429);
    const counter = '/v1/audit/reports/counter/ir?begin_date=2026-01&end_date=2026-01';
    const of = `${counter}&customer_id=${sites[0]?.partner}`;
    expect(await statusAs(auditor, of, 'text/tab-separated-values')).toBe(429);
    expect(await statusAs(auditor, of, 'application/json')).toBe(200);
  });
});

async function statusAs(token: string, path: string, accept: string): Promise<number> {
  const response = await request(path, { token, headers: { Accept: accept } });
  await response.arrayBuffer();
  return response.status;
}

describe('the text of a large answer', () => {
  const LARGE = 'ä'.repeat(PIECE_BYTES);
  const router = createRouter();
  router.get('/v1/audit/:size', requireToken(), (c) =>
    sendText(c, c.req.param('size') === 'large' ? LARGE : 'small', { 'Content-Type': 'text/plain' }),
  );
  const app = createGateway([router], hooks);
  const ask = (path: string, { bindings = env as unknown as Env, headers = {} } = {}) =>
    app.fetch(
      new Request(`${BASE}${path}`, { headers: { Authorization: `Bearer ${auditors[0]}`, ...headers } }),
      bindings,
      createExecutionContext(),
    ) as Promise<Response>;

  it('takes a slot only when it is large', async () => {
    for (const size of ['small', 'large', 'large']) {
      const response = await ask(`/v1/audit/${size}`);
      expect(response.status).toBe(200);
      open.push(response);
    }
    expect(slots.underWay).toBe(2);
    expect((await ask('/v1/audit/large')).status).toBe(429);
    expect(await open[1]?.text()).toBe(LARGE);
    expect((await ask('/v1/audit/small')).status).toBe(200);
  });

  it('takes no slot for a page of the console, and one for a file that the console forwards', async () => {
    const session = sessionFrom({
      ...{ id: 's', operator: 'opr_1', name: 'Auditor', role: 'auditor', expiresMs: Date.now() + 60_000 },
    } as never);
    const bindings = withSession(env as unknown as Env, session);
    const page = await ask('/v1/audit/large', { bindings });
    expect([page.status, slots.underWay]).toEqual([200, 0]);
    await page.arrayBuffer();
    const file = await ask('/v1/audit/large', { bindings, headers: { Accept: 'application/json' } });
    open.push(file);
    expect([file.status, slots.underWay]).toEqual([200, 1]);
  });

  it('is refused without memory, and no other caller is notified', () => {
    const kindOf = (code: ProblemCode) =>
      failureOf({
        res: new Response(null, { status: 503 }),
        error: new Refusal({ code, detail: '' }),
      } as never);
    expect(kindOf('storage_unavailable')).toBe('unavailable');
    expect(kindOf('gateway_busy')).toBeNull();
  });
});
