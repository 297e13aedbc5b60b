/** How large the worker is that a deployment uploads, and what its start-up costs. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { BUILD_ENV, buildWorker, PRODUCT, ROOT, scriptOf } from '../../scripts/lib/build.ts';
import { median } from './rounds.ts';

const STARTS = 5;

/** Sizes in KiB, the start-up in milliseconds. */
export function workerSizes(): Record<string, number> {
  buildWorker();
  const script = readFileSync(scriptOf(PRODUCT));
  const kib = (bytes: number) => Math.round(bytes / 1024);
  return {
    'worker: KB': kib(script.length),
    'worker: KB gzip': kib(gzipSync(script).length),
    'worker: start-up ms CPU': Math.round(median(Array.from({ length: STARTS }, startUpMs))),
  };
}

/** What V8 says of a start-up, and nothing that wrangler makes of it. */
interface CpuProfile {
  nodes: { id: number; callFrame: { functionName: string } }[];
  samples: number[];
  /** Microseconds since the sample before. */
  timeDeltas: number[];
}

function startUpMs(): number {
  const folder = mkdtempSync(join(tmpdir(), 'imprimatur-start-'));
  try {
    const outfile = join(folder, 'start.cpuprofile');
    execFileSync('npx', ['--no-install', 'wrangler', 'check', 'startup', '--outfile', outfile], {
      cwd: ROOT,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: BUILD_ENV,
    });
    const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(outfile, 'utf8')) as CpuProfile;
    const idle = nodes.find(({ callFrame }) => callFrame.functionName === '(idle)')?.id;
    const activeUs = samples.reduce((sum, id, n) => sum + (id === idle ? 0 : (timeDeltas[n + 1] ?? 0)), 0);
    return activeUs / 1_000;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
