/**
 * One ledger object with a million entries of one license: does it still record as fast as an empty one, how much does a proof
 * read, how soon does it answer after a restart? D1 refuses meanwhile, so that the object alone is measured.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { convertV4MiniflareOptions, Miniflare, NoOpLog } from 'miniflare';
import { unstable_readConfig as readConfig } from 'wrangler';
import { ROOT } from '../../scripts/lib/build.ts';
import { generateKeyRing } from '../../src/access/keyring-make.ts';
import type { Figure } from '../lib/interleave.ts';
import type { Reads } from '../lib/ledger-worker.ts';
import type { Suite, SuiteResult } from '../lib/suite.ts';

const ENTRIES = 1_000_000;
/** In one call of the object; a million in one would run into its time limit. */
const FILLED_AT_ONCE = 20_000;
const RECORDED = 5_120;
const PROOFS = 1_000;
const RESTARTS = 5;
const WORKER_DIR = join(ROOT, 'dist', 'bench');

const EMPTY = 'record, empty object';
const FULL = 'record, 1,000,000 entries';
const RESTARTED = 'first record after a restart, 1,000,000 entries';
const RESTARTED_EMPTY = 'first record after a restart, empty object';

interface Filled {
  open(): Promise<void>;
  fill(entries: number): Promise<void>;
  size(): Promise<number>;
  inclusion(places: number[]): Promise<Reads[]>;
  consistency(sizes: number[]): Promise<Reads[]>;
}

export const ledger: Suite = {
  name: 'ledger',
  targets: [{ figure: RESTARTED, most: 100_000 }],
  run,
};

async function run(rounds: number): Promise<SuiteResult> {
  build();
  const stateDir = mkdtempSync(join(tmpdir(), 'imprimatur-bench-'));
  const keys = await generateKeyRing();
  let runtime = await startRuntime(stateDir, keys);
  try {
    const full = await objectOf(runtime, 'full');
    await full.open();
    const begun = performance.now();
    for (let size = 0; size < ENTRIES; size += FILLED_AT_ONCE) await full.fill(FILLED_AT_ONCE);
    const filledIn = (performance.now() - begun) / 1_000;

    const recorded = await recording(runtime, full, rounds);
    const size = await full.size();
    const places = spread(size - 1);
    const timed = async (ask: (numbers: number[]) => Promise<Reads[]>) => {
      const from = performance.now();
      const reads = await ask(places);
      return { reads, us: ((performance.now() - from) * 1_000) / places.length };
    };
    const inclusion = await timed((numbers) => full.inclusion(numbers));
    const consistency = await timed((numbers) => full.consistency(numbers.map((number) => number + 1)));

    const restarts: Record<string, number[]> = { [RESTARTED_EMPTY]: [], [RESTARTED]: [] };
    await (await objectOf(runtime, 'small')).open();
    for (let n = 0; n < RESTARTS; n++)
      for (const [name, figure] of [
        ['small', RESTARTED_EMPTY],
        ['full', RESTARTED],
      ] as const) {
        await runtime.dispose();
        runtime = await startRuntime(stateDir, keys);
        const object = await objectOf(runtime, name);
        const from = performance.now();
        await object.fill(1);
        restarts[figure]?.push((performance.now() - from) * 1_000);
      }

    const figures = [
      ...recorded,
      once('proof of inclusion', inclusion.us),
      once('proof of consistency', consistency.us),
      ...Object.entries(restarts).map(([name, times]) => figureOf(name, times)),
    ];
    const median = (name: string) => figures.find((figure) => figure.name === name)?.median ?? Number.NaN;
    return {
      figures,
      ratios: { 'record: 1,000,000 entries / empty': median(FULL) / median(EMPTY) },
      facts: {
        entries: size,
        'recorded a second while filling': Math.round(ENTRIES / filledIn),
        ...readFacts('inclusion', inclusion.reads),
        ...readFacts('consistency', consistency.reads),
      },
    };
  } finally {
    await runtime.dispose();
    rmSync(stateDir, { recursive: true, force: true });
  }
}

/** In turn, each round with an object that is empty again. */
async function recording(runtime: Miniflare, full: Filled, rounds: number): Promise<Figure[]> {
  const times: Record<string, number[]> = { [EMPTY]: [], [FULL]: [] };
  for (let round = -2; round < rounds; round++) {
    const empty = await objectOf(runtime, `empty ${round}`);
    await empty.open();
    for (const [name, object] of [
      [EMPTY, empty],
      [FULL, full],
    ] as const) {
      const from = performance.now();
      await object.fill(RECORDED);
      if (round >= 0) times[name]?.push(((performance.now() - from) * 1_000) / RECORDED);
    }
  }
  return Object.entries(times).map(([name, taken]) => figureOf(name, taken));
}

function readFacts(kind: string, reads: Reads[]): Record<string, number> {
  const statements = reads.map((one) => one.statements);
  return {
    [`${kind}: reads a proof, most`]: Math.max(...statements),
    [`${kind}: reads a proof, mean`]: Math.round((10 * sum(statements)) / reads.length) / 10,
    [`${kind}: hashes a proof, most`]: Math.max(...reads.map(({ hashes }) => hashes)),
  };
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);

/** Over the whole log, both ends included. */
function spread(last: number): number[] {
  return Array.from({ length: PROOFS }, (_, n) => Math.round((last * n) / (PROOFS - 1)));
}

function figureOf(name: string, times: number[]): Figure {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (place: number) => sorted[place] ?? Number.NaN;
  return { name, median: at(Math.floor(sorted.length / 2)), min: at(0), max: at(sorted.length - 1) };
}

const once = (name: string, us: number): Figure => ({ name, median: us, min: us, max: us });

async function objectOf(runtime: Miniflare, name: string): Promise<Filled> {
  const namespace = await runtime.getDurableObjectNamespace('LEDGER');
  return namespace.get(namespace.idFromName(name)) as unknown as Filled;
}

function build(): void {
  execFileSync(
    'npx',
    ['--no-install', 'wrangler', 'deploy', 'bench/lib/ledger-worker.ts', '--dry-run', '--outdir', WORKER_DIR],
    {
      cwd: ROOT,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...process.env,
        WRANGLER_SEND_METRICS: 'false',
        CLOUDFLARE_CF_FETCH_ENABLED: 'false',
        CI: 'true',
      },
    },
  );
}

async function startRuntime(stateDir: string, keys: string): Promise<Miniflare> {
  const config = readConfig({ config: join(ROOT, 'wrangler.toml') }, { hideWarnings: true });
  const runtime = new Miniflare(
    convertV4MiniflareOptions({
      resourcePersistencePath: stateDir,
      rootPath: WORKER_DIR,
      port: 0,
      log: new NoOpLog(),
      // That D1 refuses is told again and again.
      handleStructuredLogs: () => {},
      workers: [
        {
          name: 'bench',
          modules: true,
          modulesRoot: WORKER_DIR,
          scriptPath: join(WORKER_DIR, 'ledger-worker.js'),
          compatibilityDate: config.compatibility_date ?? '',
          compatibilityFlags: config.compatibility_flags,
          bindings: { ...(config.vars as Record<string, string>), SIGNING_KEYS: keys },
          // Without tables: every statement is refused.
          d1Databases: { DB: 'bench' },
          r2Buckets: { BUCKET: 'bench' },
          durableObjects: { LEDGER: { className: 'Ledger', useSQLite: true } },
        },
      ],
    }),
  );
  await runtime.ready;
  return runtime;
}
