/**
 * A usage report and a statement of a gateway in use, counted again by a script that shares no code with it.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, type Embedded, startEmbedded, temporaryState, tokenOf } from '../support/embedded.ts';
import { ingestText, openSmallSite } from '../support/small-site.ts';

const SCRIPT = new URL('../../scripts/recount.mjs', import.meta.url).pathname;
const LOG_SCRIPT = new URL('../../scripts/recount-log.mjs', import.meta.url).pathname;
const ARTICLES = 6;

const state = temporaryState();
const files = mkdtempSync(join(tmpdir(), 'imprimatur-recount-'));
let gateway: Embedded;
let license: string;
let token: string;
let auditor: string;

beforeAll(async () => {
  gateway = await startEmbedded(state.dir);
  const desk = { url: gateway.url, token: await tokenOf(gateway.url, gateway.admin) };
  auditor = await tokenOf(gateway.url, gateway.auditor);
  ({ license, token } = await openSmallSite(desk, {
    quota: { limit: ARTICLES - 2, per: 'day', onExceed: 'overage' },
    minimum: { units: 100, per: 'month' },
    timeZone: 'Asia/Kolkata',
  }));
  const ask = async (article: string, query = '', headers = {}) => {
    const of = `${gateway.url}/v1/articles/${article}${query}`;
    const answer = await fetch(of, { headers: { Authorization: `Bearer ${token}`, ...headers } });
    await answer.arrayBuffer();
    return answer;
  };
  let requestCount = 0;
  for (let n = 0; n < ARTICLES; n++) {
    const article = await ingestText(desk, `urn:test:recount:${n}`);
    const first = await ask(article);
    expect(first.status).toBe(200);
    const tag = first.headers.get('ETag') ?? '';
    expect((await ask(article, '', { 'If-None-Match': tag })).status).toBe(304);
    expect((await ask(article, '?use=display&territory=JP')).status).toBe(403);
    await ask(article);
    requestCount += 4;
  }
  const logged = async () => (await entries()).length;
  for (
    const end = Date.now() + 20_000;
    (await logged()) < requestCount;
    await new Promise((next) => setTimeout(next, 250))
  )
    if (Date.now() > end) throw new Error('the entries did not come');
});

afterAll(async () => {
  await gateway?.stop();
  state.remove();
  rmSync(files, { recursive: true, force: true });
});

/** Without the notices of the quota's thresholds, which are entered later. */
async function entries(): Promise<object[]> {
  const path = `${gateway.url}/v1/audit/deliveries?license=${license}&limit=200`;
  const { items } = await call<{ items: { kind: string }[] }>(path, auditor, 'GET');
  return items.filter(({ kind }) => kind !== 'notice');
}

function recount(
  report: object | string,
  log: object[],
  script = SCRIPT,
  ...more: string[]
): Promise<{ code: number; output: string }> {
  const [reportFile, logFile] = [join(files, 'report.json'), join(files, 'entries.ndjson')];
  writeFileSync(reportFile, typeof report === 'string' ? report : JSON.stringify(report));
  writeFileSync(logFile, log.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
  return new Promise((resolve) => {
    // Elsewhere than in this repository: nothing of it can be within reach.
    execFile(process.execPath, [script, reportFile, logFile, ...more], { cwd: files }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, output: out + err }),
    );
  });
}

describe('a report, counted again from its entries', () => {
  it('is the same in every figure: of one license, of all, and as its partner sees it', async () => {
    const log = await entries();
    const year = new Date().getUTCFullYear();
    const audit = `${gateway.url}/v1/audit/reports/usage?period=${year}`;
    for (const [url, as] of [
      [`${audit}&license=${license}&granularity=day`, auditor],
      [`${audit}&license=${license}&granularity=hour`, auditor],
      [audit, auditor],
      [`${gateway.url}/v1/usage?period=${year}`, token],
    ] as const) {
      const report = await call<{
        items: { live: { deliveries: number; repeats: number; units: number } }[];
      }>(url, as, 'GET');
      expect(report.items[0]?.live).toMatchObject({
        deliveries: ARTICLES * 3,
        repeats: ARTICLES,
        units: ARTICLES,
      });
      expect(await recount(report, log)).toEqual({
        code: 0,
        output: expect.stringMatching(/ 24 entries, 0 faults/),
      });
      const forged = structuredClone(report);
      const [item] = forged.items;
      if (item) item.live.units--;
      expect(await recount(forged, log)).toMatchObject({
        code: 1,
        output: expect.stringContaining(`${license} live units: told 5, counted 6`),
      });
    }
  });

  it('is not the same when an entry is missing, or is not what its leaf is of', async () => {
    const log = await entries();
    const url = `${gateway.url}/v1/audit/reports/usage?period=${new Date().getUTCFullYear()}&license=${license}`;
    const report = await call<object>(url, auditor, 'GET');
    expect((await recount(report, log.slice(1))).code).toBe(1);
    const altered = log.map((entry, place) => (place === 3 ? { ...entry, key: 'key_other' } : entry));
    expect(await recount(report, altered)).toMatchObject({
      code: 1,
      output: expect.stringContaining('its leaf'),
    });
  });

  it('is the same when it is closed, with its digest', async () => {
    const past = new Date(Date.now() - 2 * 86_400_000);
    const period = new Date(Date.UTC(past.getUTCFullYear(), past.getUTCMonth() - 1))
      .toISOString()
      .slice(0, 7);
    const closed = await call<{ id: string }>(`${gateway.url}/v1/audit/statements`, auditor, 'POST', {
      license,
      period,
    });
    const path = `${gateway.url}/v1/audit/statements/${closed.id}`;
    const shown = await call<{ statement: { closed: string } }>(path, auditor, 'GET');
    const log = await entries();
    expect(await recount(shown, log)).toMatchObject({ code: 0 });
    shown.statement.closed = new Date(0).toISOString();
    expect(await recount(shown, log)).toMatchObject({ code: 1, output: expect.stringContaining('sha256') });
  });
});

describe('a report of the log, counted again from its entries', () => {
  const textOf = async (path: string): Promise<string> => {
    const headers = { Authorization: `Bearer ${auditor}` };
    const answer = await fetch(`${gateway.url}/v1/audit/reports/${path}`, { headers });
    expect(answer.status).toBe(200);
    return answer.text();
  };
  const recountIn = (report: string, log: object[]) => recount(report, log, LOG_SCRIPT, 'Asia/Kolkata');

  it('is the same in every line: of an article, of rules, by day and hour, for a society', async () => {
    const log = ((await entries()) as { article: string; kind: string }[]).filter(
      ({ kind }) => kind !== 'notice',
    );
    const day = (from: number) => new Date(Date.now() + from * 86_400_000).toISOString().slice(0, 10);
    // Around midnight the license's day is another one.
    const now = `from=${day(-1)}&to=${day(1)}&license=${license}`;
    for (const [path, lines] of [
      [`articles/${log[0]?.article}`, 2],
      [`rules?${now}`, 1],
      [`activity?${now}`, 26],
      [`activity?${now}&granularity=hour`, 26],
      [`society?${now}`, ARTICLES],
    ] as const) {
      const report = await textOf(path);
      const { code, output } = await recountIn(report, log);
      expect([path, code, output]).toEqual([path, 0, expect.stringMatching(/ 24 entries, 0 faults/)]);
      expect(Number.parseInt(output, 10)).toBeGreaterThanOrEqual(lines);
      const [, ...others] = log.filter(({ article }) => article === log[0]?.article);
      expect([path, (await recountIn(report, others)).code]).toEqual([path, 1]);
    }
  });
});
