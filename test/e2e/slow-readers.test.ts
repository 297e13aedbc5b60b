/**
 * 100 clients read large evidence packs a kilobyte a second: the gateway holds a few pieces for those that it
 * sends to, refuses the others, goes on delivering, and gives honest readers whole packs as soon as a slow
 * one hangs up.
 *
 * @module-tag long
 */
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { newRuntime, type RuntimeProcess, runtimePids } from '../../bench/lib/runtime-process.ts';
import { checkPack, readTrusted } from '../../scripts/check-evidence.mjs';
import { SLOT_LIMITS } from '../../src/platform/large-answers/limits.ts';
import {
  type Client,
  call,
  type Embedded,
  startEmbedded,
  temporaryState,
  tokenOf,
} from '../support/embedded.ts';
import { SlowReader } from '../support/slow-reader.ts';
import { type Desk, ingestText, openSmallSite, post } from '../support/small-site.ts';

const READERS = 100;
/** Operators and partners that have slow readers, by turns. */
const AUDITORS = 4;
/**
 * Reports of the license, each with as long an address as there may be, and one request's: a pack of some 25
 * MB.
 */
const REPORTS = 10_000;
const REPORTS_AT_ONCE = 1_000;
/** Deliveries to somebody else that are timed, without slow readers and with them. */
const TIMED = 150;
const MIB = 1_048_576;
/**
 * 45 to 241 MiB were measured, with garbage, of which there is most on a busy machine; answers that are made
 * before they are read take more than 1 GiB.
 */
const MORE_BYTES_MAX = 384 * MIB;

const state = temporaryState();
let gateway: Embedded;
let runtime: RuntimeProcess;
let desk: Desk;
let auditors: string[];
let honest: string[];
let site: { license: string; token: string };
let other: { license: string; token: string };
let article: string;
const slow: SlowReader[] = [];

beforeAll(async () => {
  const before = runtimePids();
  gateway = await startEmbedded(state.dir, { vars: { LOG_LEVEL: 'error' } });
  runtime = newRuntime(before);
  desk = { url: gateway.url, token: await tokenOf(gateway.url, gateway.admin) };
  auditors = [];
  honest = [];
  for (let n = 0; n < AUDITORS; n++) auditors.push(await newAuditor(`Slow ${n}`));
  for (let n = 0; n < 2; n++) honest.push(await newAuditor(`Honest ${n}`));
  site = await openSmallSite(desk);
  other = await openSmallSite(desk);
  article = await ingestText(desk, 'urn:test:slow-readers');
  expect((await timed(site.token)).status).toBe(200);
  for (let from = 0; from < REPORTS; from += REPORTS_AT_ONCE) await report(from);
  // A checkpoint is made of what is asked for: nothing is, before all of it is there.
  await vi.waitUntil(async () => (await entries()) === REPORTS + 1, { timeout: 240_000, interval: 500 });
});

afterAll(async () => {
  for (const reader of slow) reader.hangUp();
  await gateway?.stop();
  state.remove();
});

async function newAuditor(name: string): Promise<string> {
  return tokenOf(gateway.url, await post<Client>(desk, 'operators', { name, role: 'auditor' }));
}

function report(from: number): Promise<unknown> {
  const reports = Array.from({ length: REPORTS_AT_ONCE }, (_, n) => ({
    ...{ article, title: 'site', channel: 'web', publishedAt: '2026-11-02T00:00:00Z' },
    url: `https://site.example/${'x'.repeat(1_900)}/${from + n}`,
    clientRef: `ref-${from + n}`,
  }));
  return call(`${gateway.url}/v1/publications`, site.token, 'POST', reports);
}

async function timed(token: string): Promise<{ status: number; ms: number }> {
  const begun = performance.now();
  const response = await fetch(`${gateway.url}/v1/articles/${article}`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  await response.arrayBuffer();
  return { status: response.status, ms: performance.now() - begun };
}

async function entries(): Promise<number> {
  const path = `${gateway.url}/v1/audit/deliveries?license=${site.license}&count=true&limit=1`;
  return (await call<{ count: number }>(path, honest[0] ?? '', 'GET')).count;
}

interface Progress {
  statuses: Set<number>;
  /** Milliseconds. */
  median: number;
  worst: number;
  /** Bytes that the runtime had in memory, the median: garbage comes and goes, what is held stays. */
  memory: number;
}

/** Somebody else's deliveries, one after the other. */
async function meanwhile(): Promise<Progress> {
  const times: number[] = [];
  const statuses = new Set<number>();
  const memories: number[] = [];
  for (let n = 0; n < TIMED; n++) {
    const { status, ms } = await timed(other.token);
    statuses.add(status);
    times.push(ms);
    memories.push(runtime.memory());
    await pause(20);
  }
  return { statuses, median: medianOf(times), worst: Math.max(...times), memory: medianOf(memories) };
}

const medianOf = (values: number[]) =>
  values.toSorted((value, next) => value - next)[values.length >> 1] ?? 0;

const packUrl = () => `${gateway.url}/v1/audit/evidence/licenses/${site.license}`;

const askForPack = (token: string) => fetch(packUrl(), { headers: { Authorization: `Bearer ${token}` } });

async function statusOfPack(token: string): Promise<number> {
  const response = await askForPack(token);
  await response.body?.cancel();
  return response.status;
}

/** Comes again when it is told to. Gives what it was refused with, and the pack. */
async function wholePack(token: string): Promise<{ refused: number[]; zip: Buffer }> {
  const refused: number[] = [];
  for (;;) {
    const response = await askForPack(token);
    const bytes = Buffer.from(await response.arrayBuffer());
    if (response.status === 200) return { refused, zip: bytes };
    refused.push(response.status);
    await pause(1_000 * Number(response.headers.get('Retry-After')));
  }
}

const mib = (bytes: number) => `${Math.round(bytes / MIB)} MiB`;
const ms = (value: number) => `${Math.round(value)} ms`;

it('holds little for 100 slow readers of packs, delivers meanwhile, and gives honest readers theirs', async () => {
  const keys = readTrusted(await (await fetch(`${gateway.url}/.well-known/jwks.json`)).text());
  // A checkpoint of the shard's own round, made among the reports, is used for a minute.
  const zip = await vi.waitUntil(
    async () => {
      const pack = (await wholePack(honest[0] ?? '')).zip;
      const isWhole = checkPack(pack, keys)
        .join('\n')
        .includes(`entries: ${REPORTS + 1}, each in the log`);
      return isWhole && pack;
    },
    { timeout: 240_000, interval: 5_000 },
  );
  const without = await meanwhile();

  const callers = [...auditors, site.token];
  for (let n = 0; n < READERS; n++) slow.push(new SlowReader(packUrl(), callers[n % callers.length] ?? ''));
  await expect.poll(() => slow.every(({ status }) => status > 0)).toBe(true);
  const served = slow.filter(({ status }) => status === 200);
  expect(served).toHaveLength(SLOT_LIMITS.answersMax);
  expect([...new Set(slow.map(({ status }) => status))].sort()).toEqual([200, 429, 503]);

  const during = await meanwhile();
  const more = during.memory - without.memory;
  console.log(
    `measured: ${READERS} slow readers of ${mib(zip.length)}: ${mib(more)} more in memory; a delivery takes ${ms(during.median)} (worst ${ms(during.worst)}), without them ${ms(without.median)} (worst ${ms(without.worst)})`,
  );
  expect([...during.statuses]).toEqual([200]);
  expect(more).toBeLessThan(MORE_BYTES_MAX);

  expect(await statusOfPack(honest[0] ?? '')).toBe(503);
  const reading = Promise.all(honest.map(wholePack));
  for (const reader of served.slice(0, 2)) reader.hangUp();
  for (const { refused, zip: own } of await reading) {
    expect(own.length).toBe(zip.length);
    expect(() => checkPack(own, keys)).not.toThrow();
    expect(refused.every((status) => status === 503)).toBe(true);
  }
}, 600_000);
