/** `GET /v1/admin/metrics`: what was really done, from all isolates together, never falling. */
import { env } from 'cloudflare:workers';
import { describe, expect, it, vi } from 'vitest';
import { CounterWriter } from '../../../src/platform/metrics/counter-writer.ts';
import { DEFINITIONS } from '../../../src/platform/metrics/definitions.ts';
import { ISOLATE_GONE_MS } from '../../../src/platform/metrics/limits.ts';
import { Registry } from '../../../src/platform/metrics/registry.ts';
import { readTotals } from '../../../src/platform/metrics/store.ts';
import { type Exposed, readExposition, valueIn } from '../../support/exposition.ts';
import { operatorToken, request } from '../../support/gateway.ts';
import { ask, recordLines } from '../../support/log-lines.ts';
import { ingest, logOf, openNewsroom, openSite, wireItem } from '../../support/newsroom.ts';

const newsroom = await openNewsroom();
const auditor = await operatorToken('auditor');

async function scrape(): Promise<Exposed> {
  const response = await request('/v1/admin/metrics', { token: auditor });
  expect([response.status, response.headers.get('Content-Type')]).toEqual([
    200,
    'text/plain; version=0.0.4; charset=utf-8',
  ]);
  return readExposition(await response.text());
}

/** By how much a series has grown. */
const grown =
  (before: Exposed, after: Exposed) =>
  (name: string, labels: Record<string, string> = {}) =>
    valueIn(after, name, labels) - valueIn(before, name, labels);

/** Series that may only grow. */
function counters({ samples, types }: Exposed): Map<string, number> {
  const isCounter = (name: string) =>
    ['counter', 'histogram'].includes(
      types.get(name.replace(/_(bucket|sum|count)$/, '')) ?? types.get(name) ?? '',
    );
  return new Map(
    samples
      .filter(({ name }) => isCounter(name))
      .map(({ name, labels, value }) => [name + JSON.stringify(labels), value]),
  );
}

function expectNoneFell(before: Exposed, after: Exposed): void {
  const now = counters(after);
  const fallen = [...counters(before)].filter(([series, value]) => (now.get(series) ?? 0) < value);
  expect(fallen).toEqual([]);
}

describe('what was done', () => {
  it('is counted: seven deliveries, three refusals by their codes, their steps and what was at hand', async () => {
    const { token, license } = await openSite(newsroom);
    const { id } = await ingest(newsroom, wireItem());
    const before = await scrape();
    for (let n = 0; n < 7; n++) expect((await request(`/v1/articles/${id}`, { token })).status).toBe(200);
    for (let n = 0; n < 2; n++)
      expect((await request(`/v1/articles/${id}?territory=JP`, { token })).status).toBe(403);
    expect((await request('/v1/articles/itm_unknown', { token })).status).toBe(404);
    const after = await scrape();
    const more = grown(before, after);
    const route = '/v1/articles/{id}';
    expect(more('requests_total', { route })).toBe(10);
    expect(more('requests_total', { route, status: '200', method: 'GET' })).toBe(7);
    expect(more('requests_total', { route, status: '403' })).toBe(2);
    expect(more('decisions_total', { outcome: 'permit' })).toBe(7);
    expect(more('decisions_total', { outcome: 'refuse', code: 'territory_not_licensed' })).toBe(2);
    expect(more('decisions_total', { outcome: 'refuse', code: 'not_found' })).toBe(1);
    expect(more('request_duration_seconds_count', { kind: 'article' })).toBe(10);
    expect(more('step_duration_seconds_count', { step: 'ledger' })).toBeGreaterThanOrEqual(10);
    // The first was judged; the six that came then, and the second refusal, were answered as before.
    expect(more('cache_lookups_total', { cache: 'answers', result: 'hit' })).toBe(7);
    expect(more('cache_lookups_total', { cache: 'answers', result: 'miss' })).toBe(3);
    expect(more('ledger_calls_total', { answer: 'ok' })).toBeGreaterThanOrEqual(10);
    expect(more('ledger_commit_callers_sum', { object: 'ledger-0' })).toBe(10);
    expect(more('ledger_commit_callers_count', { object: 'ledger-0' })).toBeGreaterThan(0);
    expectNoneFell(before, after);

    await logOf(license);
    const drained = await scrape();
    expect(valueIn(drained, 'ledger_backlog_entries', { object: 'ledger-0' })).toBe(0);
    expect(grown(before, drained)('ledger_drain_rows_total', { object: 'ledger-0' })).toBeGreaterThanOrEqual(
      9,
    );
    const labels = new Set(drained.samples.flatMap(({ labels: own }) => Object.values(own)));
    expect([...labels].filter((label) => /^(par|lic|key|opr|itm|cmp|dlv|req)_/.test(label))).toEqual([]);
  });

  it('of a stale state is a stale answer of the ledger, and the retry that follows', async () => {
    const { token } = await openSite(newsroom);
    const { id } = await ingest(newsroom, wireItem());
    await request(`/v1/articles/${id}`, { token });
    const before = await scrape();
    const change = {
      method: 'PATCH',
      token: newsroom.admin,
      json: { sections: [newsroom.section, 'other'] },
    };
    const killed = { ...change, json: { pubStatus: 'canceled' } };
    expect((await request(`/v1/admin/articles/${id}`, killed)).status).toBe(200);
    expect((await request(`/v1/articles/${id}`, { token })).status).toBe(410);
    expect(grown(before, await scrape())('ledger_calls_total', { answer: 'stale' })).toBeGreaterThanOrEqual(
      1,
    );
  });

  it('is told without what D1 would have said when D1 is out of reach', async () => {
    recordLines();
    const away = () => {
      throw new Error('D1_ERROR: Network connection lost.');
    };
    const DB = { prepare: away, batch: away } as unknown as D1Database;
    const response = await ask('/v1/admin/metrics', { token: auditor }, { DB });
    const exposed = readExposition(await response.text());
    vi.restoreAllMocks();
    expect(response.status).toBe(200);
    expect([valueIn(exposed, 'd1_reachable'), valueIn(exposed, 'healthy')]).toEqual([0, 0]);
    expect(valueIn(exposed, 'ledger_reachable', { object: 'ledger-0' })).toBe(1);
    expect(exposed.types.has('imprimatur_requests_total')).toBe(false);
  });
});

describe('isolates', () => {
  const { requests } = DEFINITIONS;
  const NAMED = { method: 'GET', route: '/of/a/test', status: '200' };
  let lives = 0;
  const isolate = () => {
    const registry = new Registry();
    return { registry, life: new CounterWriter(registry, () => `test-${++lives}`) };
  };
  const counts = (registry: Registry, times: number) =>
    registry.count(requests, NAMED.method, NAMED.route, NAMED.status).add(times);
  const write = async (life: CounterWriter, atMs: number) => {
    const writing = life.write(env.DB, atMs);
    return writing.done(await env.DB.batch(writing.statements));
  };
  const total = async () =>
    (await readTotals(env.DB)).totals[['requests_total', ...Object.values(NAMED)].join('\t')] ?? 0;
  const rows = async () =>
    (
      await env.DB.prepare('SELECT isolate FROM isolate_counts ORDER BY isolate').all<{ isolate: string }>()
    ).results.map((row) => row.isolate);

  it('add up; writing again is harmless; one that is gone stays in the sum, and leaves the table', async () => {
    const now = Date.now();
    const [one, other] = [isolate(), isolate()];
    counts(one.registry, 5);
    counts(other.registry, 3);
    await write(one.life, now);
    await write(one.life, now + 1);
    await write(other.life, now + 2);
    expect([await total(), valueIn(await scrape(), 'requests_total', NAMED)]).toEqual([8, 8]);
    const before = await scrape();

    // Two hours later somebody begins: both are taken for gone.
    const late = now + 2 * ISOLATE_GONE_MS;
    const third = isolate();
    counts(third.registry, 1);
    await write(third.life, late);
    expect(await rows()).not.toContain('test-1');
    expect(await total()).toBe(9);
    expectNoneFell(before, await scrape());

    // One that was only asleep comes back: what it had said is not said again.
    counts(one.registry, 10);
    expect(await write(one.life, late + 1)).toBe('gone');
    expect(await write(one.life, late + 2)).toBe('there');
    expect(await total()).toBe(19);
    counts(one.registry, 1);
    expect(await write(one.life, late + 3)).toBe('there');
    expect(await total()).toBe(20);
    const named = (await rows()).filter((name) => name.startsWith('test-'));
    expect(named).toHaveLength(2);
  });

  it('that begin while nobody is gone leave the sum of those that are as it is', async () => {
    const sum = await total();
    const fresh = isolate();
    counts(fresh.registry, 2);
    await write(fresh.life, Date.now());
    expect(await total()).toBe(sum + 2);
    expect(await rows()).toContain('');
  });

  it('whose writing comes late undoes no later one', async () => {
    const { registry, life } = isolate();
    const now = Date.now();
    await write(life, now);
    const sum = await total();
    counts(registry, 1);
    const early = life.write(env.DB, now + 1);
    counts(registry, 1);
    const late = life.write(env.DB, now + 1);
    expect(late.done(await env.DB.batch(late.statements))).toBe('there');
    expect(early.done(await env.DB.batch(early.statements))).toBe('there');
    expect(await total()).toBe(sum + 2);
  });

  it('write at most every ten seconds, one row each time', async () => {
    const { registry, life } = isolate();
    const now = Date.now();
    counts(registry, 1);
    await write(life, now);
    expect([life.isDue(now + 9_999), life.isDue(now + 10_000)]).toEqual([false, true]);
    const writing = life.write(env.DB, now + 10_000);
    const [result] = await env.DB.batch(writing.statements);
    expect([writing.statements.length, result?.meta.rows_written]).toEqual([1, 1]);
  });
});
