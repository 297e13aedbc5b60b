/** Builds a worker with wrangler, as a deployment does, when its sources are newer than the last build. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { StartFailure } from './failure.ts';

export const ROOT = join(import.meta.dirname, '..', '..');

export interface WorkerSource {
  entry: string;
  outdir: string;
  /** Absent: the product's wrangler.toml. */
  config?: string;
  /** With the names that the sources have, for profilers. */
  isReadable?: boolean;
  /** Folder of an earlier release (releases.ts), with its own wrangler.toml and assets. */
  root?: string;
}

export const PRODUCT: WorkerSource = {
  entry: join(ROOT, 'src', 'worker.ts'),
  outdir: join(ROOT, 'dist', 'worker'),
};

export function scriptOf({ entry, outdir }: WorkerSource): string {
  return join(outdir, basename(entry).replace(/\.ts$/, '.js'));
}

/** Wrangler by itself: nothing is sent, fetched or asked. */
export const BUILD_ENV = {
  ...process.env,
  WRANGLER_SEND_METRICS: 'false',
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  CI: 'true',
};

export const WRANGLER = join(ROOT, 'node_modules', 'wrangler', 'bin', 'wrangler.js');

export function buildWorker(source: WorkerSource = PRODUCT): void {
  const output = scriptOf(source);
  if (existsSync(output) && statSync(output).mtimeMs > newestInput(source)) return;
  try {
    bundle(source);
  } catch (error) {
    const { stderr, stdout } = error as { stderr?: string; stdout?: string };
    throw new StartFailure(`the worker does not build:\n${stderr ?? ''}${stdout ?? ''}`);
  }
}

/** Throws wrangler's error. `cwd`: where the configuration's build command runs. */
export function bundle({ entry, outdir, config, isReadable }: WorkerSource, cwd = ROOT): void {
  const args = ['deploy', entry, '--dry-run', '--outdir', outdir];
  if (config) args.push('--config', config);
  if (isReadable) args.push('--no-minify');
  execFileSync(process.execPath, [WRANGLER, ...args], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: BUILD_ENV,
  });
}

function newestInput({ entry, config }: WorkerSource): number {
  const inputs = [
    ...filesIn(join(ROOT, 'src')),
    ...filesIn(dirname(entry)),
    config ?? join(ROOT, 'wrangler.toml'),
    join(ROOT, 'package.json'),
  ];
  return Math.max(...inputs.map((path) => statSync(path).mtimeMs));
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));
}
