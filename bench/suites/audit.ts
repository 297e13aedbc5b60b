/**
 * What a long log costs its readers, over HTTP through the built gateway: pages by every filter, counts,
 * reports, a whole export.
 */
import { setTimeout } from 'node:timers/promises';
import { startGateway } from '../../scripts/gateway.ts';
import { freePort } from '../../scripts/lib/free-port.ts';
import { FACETS } from '../../src/ledger/segments/facets.ts';
import { tokenOf } from '../../test/support/calls.ts';
import { heapBytes } from '../../test/support/heap.ts';
import { agent, pieces, quantile, timed } from '../lib/answers.ts';
import { AuditAsks } from '../lib/audit-asks.ts';
import { withFilledState } from '../lib/filled-state.ts';
import { type Figure, figureOf } from '../lib/interleave.ts';
import { label } from '../lib/label.ts';
import { addOperator } from '../lib/operators.ts';
import { newRuntime, runtimePids } from '../lib/runtime-process.ts';
import type { RunOptions, Suite, SuiteResult } from '../lib/suite.ts';

/** Fewer while the suite itself is worked on; its aims are for all of them. */
const ENTRIES = Number(process.env.BENCH_ENTRIES ?? 1_000_000);
const LICENSES = 200;
/** All cases run with one ledger shard, and with these. */
const SHARDS_MANY = 16;
/** Requests of one case in a round, one after the other. */
const TURN = 8;
/** All garbage is collected with each look, which takes its time. */
const LOOK_MS = 5_000;
const MIB = 1024 * 1024;
const NEWLINE = 0x0a;
/** A token lives for 15 minutes. */
const TOKEN_MS = 10 * 60_000;

interface Case {
  name: string;
  path(asks: AuditAsks): string;
  /** Milliseconds that 95 of 100 answers are to be within. */
  most: number;
}

const query = (path: string, of: Record<string, string>) => `${path}?${new URLSearchParams(of)}`;
const page = (of: Record<string, string>) => query('/v1/audit/deliveries', of);
const PAGE_MS = 100;
const pageCase = (name: string, of: (asks: AuditAsks) => Record<string, string>): Case => ({
  name: `page ${name}`,
  path: (asks) => page(of(asks)),
  most: PAGE_MS,
});

const CASES: Case[] = [
  pageCase('of all', () => ({})),
  pageCase('by time', (asks) => asks.span()),
  pageCase('by time, oldest first', (asks) => ({ ...asks.span(), order: 'asc' })),
  ...FACETS.map((facet) => pageCase(`by ${facet}`, (asks) => asks.one(facet))),
  pageCase('by several', (asks) => asks.together()),
  pageCase('by several that seldom meet', (asks) => asks.apart()),
  pageCase('of 200, by several', (asks) => ({ ...asks.together(), limit: '200' })),
  pageCase('with a count, by several', (asks) => ({ ...asks.together(), count: 'true' })),
  {
    name: 'report of a month, one license',
    path: (asks) =>
      query('/v1/audit/reports/usage', { license: asks.license(), period: asks.month(), granularity: 'day' }),
    most: 300,
  },
  {
    name: 'report of a month, all licenses',
    path: (asks) => query('/v1/audit/reports/usage', { period: asks.month() }),
    most: 1_000,
  },
];
const EXPORTED = 'MiB: more in the isolate while all is exported';
const EXPORT_TOOK = 's: export of all';
const p95 = (name: string) => `p95 ms: ${name}`;
const withMany = (figure: string) => `${figure}; ${SHARDS_MANY} shards`;

const TARGETS = [
  ...CASES.map(({ name, most }) => ({ figure: p95(name), most })),
  { figure: EXPORTED, most: 64 },
  { figure: EXPORT_TOOK, most: 30 },
];

export const audit: Suite = {
  name: 'audit',
  unit: `milliseconds an answer, of a log of ${label(ENTRIES)} entries under ${LICENSES} licenses`,
  roundsDefault: 5,
  worse: 'more',
  targets: [...TARGETS, ...TARGETS.map(({ figure, most }) => ({ figure: withMany(figure), most }))],
  onlyFull: true,
  run,
};

async function run({ rounds }: RunOptions): Promise<SuiteResult> {
  const size = { entries: ENTRIES, licenses: LICENSES, untilMs: Date.UTC(2026, 10, 1) };
  const single = await withFilledState(size, async (stateDir, seconds) => {
    const { figures, facts } = await measured(stateDir, rounds);
    return { figures, facts: { ...facts, 's: to fill the log': seconds } };
  });
  const many = await withFilledState({ ...size, shards: SHARDS_MANY }, (stateDir) =>
    measured(stateDir, rounds),
  );
  return {
    figures: [
      ...single.figures,
      ...many.figures.map((figure) => ({ ...figure, name: withMany(figure.name) })),
    ],
    ratios: {},
    facts: {
      ...single.facts,
      ...Object.fromEntries(Object.entries(many.facts).map(([name, value]) => [withMany(name), value])),
    },
  };
}

async function measured(stateDir: string, rounds: number): Promise<Pick<SuiteResult, 'figures' | 'facts'>> {
  const before = runtimePids();
  const inspectorPort = await freePort();
  const gateway = await startGateway({ port: await freePort(), stateDir, isLimited: false, inspectorPort });
  try {
    const runtime = newRuntime(before);
    const asks = await AuditAsks.from(gateway.runtime, 'bench');
    const auditor = await addOperator(gateway, 'auditor');
    const token = tokens(() => tokenOf(gateway.url, auditor));
    const times = new Map<Case, number[]>(CASES.map((testCase) => [testCase, []]));
    for (let round = -1; round < rounds; round++)
      for (const testCase of CASES)
        for (let turn = 0; turn < TURN; turn++) {
          const took = await timed(gateway.url + testCase.path(asks), bearer(await token()));
          if (round >= 0) times.get(testCase)?.push(took);
        }
    const figures: Figure[] = [];
    const facts: Record<string, number> = {};
    for (const [{ name }, took] of times) {
      figures.push(figureOf(name, took));
      facts[p95(name)] = Math.round(quantile(took, 0.95) * 10) / 10;
    }
    const memory = { process: runtime.memory, isolate: (wake = idle) => heapBytes(inspectorPort, wake) };
    return { figures, facts: { ...facts, ...(await exported(gateway.url, await token(), memory)) } };
  } finally {
    agent.destroy();
    await gateway.stop();
  }
}

const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

/** A new one when the last is getting old. */
function tokens(issue: () => Promise<string>): () => Promise<string> {
  let [token, issuedAt] = ['', Number.NEGATIVE_INFINITY];
  return async () => {
    if (performance.now() - issuedAt > TOKEN_MS) [token, issuedAt] = [await issue(), performance.now()];
    return token;
  };
}

/**
 * Bytes in use: of the whole process, D1 and all its caches included; of the gateway's isolate, when all
 * garbage is gone.
 */
interface Memory {
  process(): number;
  isolate(wake?: () => Promise<unknown>): Promise<number>;
}

/** While the export is read, the isolate is awake by itself. */
const idle = async () => undefined;

/** All of the log as NDJSON, read as fast as it comes: once to time it, once to watch its memory. */
async function exported(url: string, token: string, memory: Memory): Promise<Record<string, number>> {
  const begun = performance.now();
  const bytes = await readExport(url, token);
  const seconds = (performance.now() - begun) / 1_000;
  const before = {
    process: memory.process(),
    isolate: await memory.isolate(() => timed(`${url}/v1/audit/deliveries?limit=1`, bearer(token))),
  };
  const peak = { ...before };
  let reading = true;
  const looking = (async () => {
    while (reading) {
      peak.process = Math.max(peak.process, memory.process());
      peak.isolate = Math.max(peak.isolate, await memory.isolate().catch(() => 0));
      await setTimeout(LOOK_MS);
    }
  })();
  try {
    await readExport(url, token);
  } finally {
    reading = false;
    await looking;
  }
  const mib = (of: 'process' | 'isolate') => Math.round(((peak[of] - before[of]) / MIB) * 10) / 10;
  return {
    [EXPORTED]: mib('isolate'),
    'MiB: more in the process meanwhile, D1 and garbage included': mib('process'),
    [EXPORT_TOOK]: Math.round(10 * seconds) / 10,
    'MiB: export of all': Math.round(bytes / MIB),
  };
}

/** Its bytes. */
async function readExport(url: string, token: string): Promise<number> {
  let [rows, bytes] = [0, 0];
  for await (const piece of pieces(`${url}/v1/audit/exports/deliveries.ndjson`, bearer(token))) {
    bytes += piece.length;
    for (let at = piece.indexOf(NEWLINE); at >= 0; at = piece.indexOf(NEWLINE, at + 1)) rows++;
  }
  if (rows !== ENTRIES) throw new Error(`${rows} rows of ${ENTRIES} were exported`);
  return bytes;
}
