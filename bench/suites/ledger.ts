/**
 * One ledger object with a million entries of one license: does it still record as fast as an empty one, how
 * much does a proof read, how soon does it answer after a restart? D1 refuses the drain meanwhile, so that
 * the object alone is measured.
 */
import { join } from 'node:path';
import { convertV4MiniflareOptions, Miniflare, NoOpLog } from 'miniflare';
import { unstable_readConfig as readConfig } from 'wrangler';
import { buildWorker, ROOT, scriptOf, type WorkerSource } from '../../scripts/lib/build.ts';
import { generateKeyRing } from '../../src/access/keyring-make.ts';
import { temporaryState } from '../../test/support/embedded.ts';
import { type Figure, figureOf, medianOf } from '../lib/interleave.ts';
import { label } from '../lib/label.ts';
import type { Pair, Reads } from '../lib/ledger-worker.ts';
import type { RunOptions, Suite, SuiteResult } from '../lib/suite.ts';

const ENTRIES = 1_000_000;
/** Where proofs are looked at while the log grows. */
export const PROVED_AT = [1_000, 10_000, 100_000, ENTRIES];
/** In one call of the object; a million in one would run into its time limit. */
const FILLED_AT_ONCE = 20_000;
const RECORDED = 5_120;
/** Recorded before the clock starts, each round. */
const WARM_UP = 256;
/** Number of the first item that was not recorded while filling. */
const NEW_ITEMS = 10_000_000;
const PROOFS = 1_000;
const LONGEST: Pair[] = [
  [131_089, 763_903],
  [131_137, 516_079],
  [257_127, 998_655],
  [131_073, 983_039],
];
const RESTARTS = 5;
const WORKER: WorkerSource = {
  entry: join(ROOT, 'bench', 'lib', 'ledger-worker.ts'),
  outdir: join(ROOT, 'dist', 'bench'),
};

const EMPTY = 'record, empty object';
const FULL = 'record, 1,000,000 entries';
const RATIO = 'record: 1,000,000 entries / empty';
const RESTARTED = 'first record after a restart, 1,000,000 entries';
const RESTARTED_EMPTY = 'first record after a restart, empty object';

interface Filled {
  open(): Promise<void>;
  fill(entries: number, first?: number): Promise<void>;
  size(): Promise<number>;
  inclusion(pairs: Pair[]): Promise<Reads[]>;
  consistency(pairs: Pair[]): Promise<Reads[]>;
}

export const ledger: Suite = {
  name: 'ledger',
  unit: 'microseconds a call',
  roundsDefault: 15,
  worse: 'more',
  targets: [
    { figure: RESTARTED, most: 100_000 },
    // Nine tenths of the throughput.
    { figure: RATIO, most: 1 / 0.9 },
    { figure: 'inclusion: rows a proof, most', most: 20 },
    { figure: 'consistency: rows a proof, most', most: 20 },
  ],
  run,
};

async function run({ rounds }: RunOptions): Promise<SuiteResult> {
  buildWorker(WORKER);
  const state = temporaryState();
  const keys = await generateKeyRing();
  let runtime = await startRuntime(state.dir, keys);
  try {
    const full = await objectOf(runtime, 'full');
    await full.open();
    const begun = performance.now();
    const grown: Record<string, number> = {};
    let looking = 0;
    for (const entries of PROVED_AT) {
      for (let size = await full.size(); size < entries; size = await full.size())
        await full.fill(Math.min(FILLED_AT_ONCE, entries - size));
      const lookedFrom = performance.now();
      const pairs = pairsUpTo(entries);
      Object.assign(grown, grownFacts('inclusion', entries, await full.inclusion(pairs)));
      Object.assign(grown, grownFacts('consistency', entries, await full.consistency(pairs)));
      looking += performance.now() - lookedFrom;
    }
    const filledIn = (performance.now() - begun - looking) / 1_000;

    const recorded = await recording(runtime, full, rounds);
    const size = await full.size();
    const pairs = pairsUpTo(size);
    const timed = async (ask: (pairs: Pair[]) => Promise<Reads[]>) => {
      const from = performance.now();
      const reads = await ask(pairs);
      return { reads, us: ((performance.now() - from) * 1_000) / pairs.length };
    };
    const inclusion = await timed((pairs) => full.inclusion(pairs));
    const consistency = await timed((pairs) => full.consistency(pairs));

    const restarts: Record<string, number[]> = { [RESTARTED_EMPTY]: [], [RESTARTED]: [] };
    await (await objectOf(runtime, 'small')).open();
    for (let n = 0; n < RESTARTS; n++)
      for (const [name, figure] of [
        ['small', RESTARTED_EMPTY],
        ['full', RESTARTED],
      ] as const) {
        await runtime.dispose();
        runtime = await startRuntime(state.dir, keys);
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
    return {
      figures,
      ratios: { [RATIO]: medianOf(figures, FULL) / medianOf(figures, EMPTY) },
      facts: {
        entries: size,
        'recorded a second while filling': Math.round(ENTRIES / filledIn),
        ...grown,
        ...readFacts('inclusion', inclusion.reads),
        ...readFacts('consistency', consistency.reads),
      },
    };
  } finally {
    await runtime.dispose();
    state.remove();
  }
}

/**
 * In turn, now one first and now the other, each round with an object that is empty again. Both are warm, and
 * both record the same items, which neither has had: an item that comes again is billed nothing, and costs
 * less.
 */
async function recording(runtime: Miniflare, full: Filled, rounds: number): Promise<Figure[]> {
  const times: Record<string, number[]> = { [EMPTY]: [], [FULL]: [] };
  for (let round = -2; round < rounds; round++) {
    const empty = await objectOf(runtime, `empty ${round}`);
    await empty.open();
    const first = NEW_ITEMS + (round + 2) * (WARM_UP + RECORDED);
    const pair: [string, Filled][] = [
      [EMPTY, empty],
      [FULL, full],
    ];
    for (const [name, object] of round % 2 === 0 ? pair : pair.toReversed()) {
      await object.fill(WARM_UP, first);
      const from = performance.now();
      await object.fill(RECORDED, first + WARM_UP);
      if (round >= 0) times[name]?.push(((performance.now() - from) * 1_000) / RECORDED);
    }
  }
  return Object.entries(times).map(([name, taken]) => figureOf(name, taken));
}

function readFacts(kind: string, reads: Reads[]): Record<string, number> {
  const rows = reads.map((read) => read.rows);
  return {
    [`${kind}: statements a proof, most`]: Math.max(...reads.map(({ statements }) => statements)),
    [`${kind}: rows a proof, most`]: Math.max(...rows),
    [`${kind}: rows a proof, mean`]: Math.round((10 * sum(rows)) / reads.length) / 10,
    [`${kind}: hashes a proof, most`]: Math.max(...reads.map(({ hashes }) => hashes)),
  };
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);

/**
 * Over the whole log, in turn within all of it, within an earlier size, and the longest proofs that a search
 * has found.
 */
function pairsUpTo(size: number): Pair[] {
  return Array.from({ length: PROOFS }, (_, n) => {
    const index = 1 + Math.round(((size - 1) * n) / (PROOFS - 1));
    if (n % 3 === 0) return [index, size];
    const longest = LONGEST[n % LONGEST.length];
    if (n % 3 === 1 && longest && longest[1] <= size) return longest;
    const other = 1 + ((n * 618_033) % size);
    return [Math.min(index, other), Math.max(index, other)];
  });
}

/** Of a log of so many entries: rows read for one proof, and the nodes that it names. */
function grownFacts(kind: string, entries: number, reads: Reads[]): Record<string, number> {
  const mean = (of: (read: Reads) => number) =>
    Number((reads.reduce((sum, read) => sum + of(read), 0) / reads.length).toPrecision(3));
  const at = `of ${label(entries)} entries`;
  return {
    [`${kind}: rows a proof ${at}, mean`]: mean(({ rows }) => rows),
    [`${kind}: hashes a proof ${at}, mean`]: mean(({ hashes }) => hashes),
  };
}

const once = (name: string, us: number): Figure => ({ name, median: us, min: us, max: us });

async function objectOf(runtime: Miniflare, name: string): Promise<Filled> {
  const namespace = await runtime.getDurableObjectNamespace('LEDGER');
  return namespace.get(namespace.idFromName(name)) as unknown as Filled;
}

/**
 * What an object asks D1 for before it takes its first partner: there is nothing to know. All else D1
 * refuses.
 */
async function openCatalogue(runtime: Miniflare): Promise<void> {
  const db = await runtime.getD1Database('DB');
  const tables = [
    'gateway_state (name, value)',
    'items (id, seq, pub_status)',
    'changes (seq, at)',
    'legal_holds (id, version, kind, target, reason, operator, since, released_at, released_by, released_reason)',
  ];
  for (const table of tables) await db.exec(`CREATE TABLE IF NOT EXISTS ${table}`);
}

async function startRuntime(stateDir: string, keys: string): Promise<Miniflare> {
  const config = readConfig({ config: join(ROOT, 'wrangler.toml') }, { hideWarnings: true });
  const runtime = new Miniflare(
    convertV4MiniflareOptions({
      resourcePersistencePath: stateDir,
      rootPath: WORKER.outdir,
      port: 0,
      log: new NoOpLog(),
      // That D1 refuses is told again and again.
      handleStructuredLogs: () => {},
      workers: [
        {
          name: 'bench',
          modules: true,
          modulesRoot: WORKER.outdir,
          scriptPath: scriptOf(WORKER),
          compatibilityDate: config.compatibility_date ?? '',
          compatibilityFlags: config.compatibility_flags,
          bindings: { ...(config.vars as Record<string, string>), SIGNING_KEYS: keys },
          // Without the tables of the log: what is drained is refused.
          d1Databases: { DB: 'bench' },
          r2Buckets: { BUCKET: 'bench' },
          durableObjects: { LEDGER: { className: 'LedgerShard', useSQLite: true } },
        },
      ],
    }),
  );
  await runtime.ready;
  await openCatalogue(runtime);
  return runtime;
}
