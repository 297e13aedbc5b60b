/**
 * How large the worker is that a deployment uploads, what each part takes of it, and what its start-up costs.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { BUILD_ENV, ROOT } from '../../scripts/lib/build.ts';
import type { Figure } from '../lib/interleave.ts';
import { median } from '../lib/rounds.ts';
import type { RunOptions, Suite, SuiteResult } from '../lib/suite.ts';

export const size: Suite = {
  name: 'size',
  unit: 'KB gzip',
  roundsDefault: 5,
  worse: 'more',
  targets: [
    { figure: 'worker: KB gzip', most: 500 },
    { figure: 'worker: start-up ms CPU', most: 60 },
  ],
  run,
};

/** What esbuild says of the one script that it writes. */
interface Metafile {
  outputs: Record<string, { inputs: Record<string, { bytesInOutput: number }> }>;
}

function run({ rounds }: RunOptions): SuiteResult {
  const folder = mkdtempSync(join(tmpdir(), 'imprimatur-size-'));
  try {
    const metafile = join(folder, 'meta.json');
    wrangler('deploy', '--dry-run', '--outdir', folder, '--metafile', metafile);
    const script = readFileSync(join(folder, 'worker.js'));
    const gzip = gzipSync(script).length;
    return {
      figures: partsOf(JSON.parse(readFileSync(metafile, 'utf8')) as Metafile, gzip),
      ratios: {},
      facts: {
        'worker: KB': kib(script.length),
        'worker: KB gzip': kib(gzip),
        'worker: start-up ms CPU': Math.round(
          median(Array.from({ length: rounds }, () => startUpMs(folder))),
        ),
      },
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Rooms and libraries by size. Each has the part of the compressed bytes that it has of the plain ones. */
function partsOf({ outputs }: Metafile, gzip: number): Figure[] {
  const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs));
  const byPart = Map.groupBy(inputs, ([path]) => partOf(path));
  const bytes = (of: typeof inputs) => of.reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0);
  const total = bytes(inputs);
  return [...byPart]
    .map(([name, of]) => ({ name, of: kib((bytes(of) / total) * gzip) }))
    .filter(({ of }) => of > 0)
    .sort((a, b) => b.of - a.of)
    .map(({ name, of }) => ({ name, median: of, min: of, max: of }));
}

function partOf(path: string): string {
  const library = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
  if (library) return `${library} (library)`;
  return /src\/([a-z-]+)\//.exec(path)?.[1] ?? 'root';
}

const kib = (bytes: number) => Math.round(bytes / 1024);

function wrangler(...args: string[]): void {
  execFileSync('npx', ['--no-install', 'wrangler', ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: BUILD_ENV,
  });
}

/** What V8 says of a start-up, and nothing that wrangler makes of it. */
interface CpuProfile {
  nodes: { id: number; callFrame: { functionName: string } }[];
  samples: number[];
  /** Microseconds since the sample before. */
  timeDeltas: number[];
}

function startUpMs(folder: string): number {
  const outfile = join(folder, 'start.cpuprofile');
  wrangler('check', 'startup', '--outfile', outfile);
  const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(outfile, 'utf8')) as CpuProfile;
  const idle = nodes.find(({ callFrame }) => callFrame.functionName === '(idle)')?.id;
  const activeUs = samples.reduce((sum, id, n) => sum + (id === idle ? 0 : (timeDeltas[n + 1] ?? 0)), 0);
  return activeUs / 1_000;
}
