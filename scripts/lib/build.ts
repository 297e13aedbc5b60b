/** Builds the worker with wrangler's own bundler, as a deployment would, when the sources are newer than the last build. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { StartFailure } from './failure.ts';

export const ROOT = join(import.meta.dirname, '..', '..');
export const WORKER_DIR = join(ROOT, 'dist', 'worker');
const OUTPUT = join(WORKER_DIR, 'worker.js');

export function buildWorker(): void {
  if (existsSync(OUTPUT) && statSync(OUTPUT).mtimeMs > newestInput()) return;
  try {
    execFileSync('npx', ['--no-install', 'wrangler', 'deploy', '--dry-run', '--outdir', WORKER_DIR], {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        WRANGLER_SEND_METRICS: 'false',
        CLOUDFLARE_CF_FETCH_ENABLED: 'false',
        CI: 'true',
      },
    });
  } catch (error) {
    const { stderr, stdout } = error as { stderr?: string; stdout?: string };
    throw new StartFailure(`the worker does not build:\n${stderr ?? ''}${stdout ?? ''}`);
  }
}

function newestInput(): number {
  const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).map((name) =>
    join(ROOT, 'src', name),
  );
  const inputs = [...sources, join(ROOT, 'wrangler.toml'), join(ROOT, 'package.json')];
  return Math.max(...inputs.map((path) => statSync(path).mtimeMs));
}
