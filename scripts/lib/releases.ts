/** Past releases (releases.json, newest last). Their sources are taken out of the history and bundled. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { bundle, ROOT, type WorkerSource } from './build.ts';
import { StartFailure } from './failure.ts';

export interface Release {
  version: string;
  commit: string;
  migration: string;
  objectSchema: Record<string, number>;
}

export const RELEASES = join(ROOT, 'releases.json');
const BUILT = join(ROOT, 'dist', 'releases');
const SOURCES = [
  'src',
  'scripts',
  'assets',
  'docs',
  'migrations',
  'wrangler.toml',
  'package.json',
  'tsconfig.json',
];
/** The history may have to come over a network. */
const FETCH_MS = 60_000;

export function readReleases(): Release[] {
  return JSON.parse(readFileSync(RELEASES, 'utf8')) as Release[];
}

export function previousRelease(): Release {
  const release = readReleases().at(-1);
  if (!release) throw new StartFailure(`${RELEASES} names no release`);
  return release;
}

/** Its worker, for `startGateway`, which builds it: that takes some seconds, once. */
export function workerOf({ commit }: Release): WorkerSource & { root: string } {
  const root = join(BUILT, commit);
  return { root, ...sourceIn(root) };
}

const sourceIn = (root: string) => ({
  entry: join(root, 'src', 'worker.ts'),
  outdir: join(root, 'dist', 'worker'),
});

export function migrationsOf(release: Release): string {
  return join(workerOf(release).root, 'migrations');
}

/** Also asks a shallow clone for the one commit that it lacks. */
export function hasSources(release: Release): boolean {
  return existsSync(workerOf(release).root) || hasCommit(release.commit);
}

/** With the whole history, a missing commit is a mistake in `releases.json`. */
export function hasWholeHistory(): boolean {
  try {
    const args = ['rev-parse', '--is-shallow-repository'];
    return execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', stdio: 'pipe' }).trim() === 'false';
  } catch {
    return false;
  }
}

export function buildRelease(root: string): void {
  if (existsSync(root)) return;
  const commit = basename(root);
  if (!hasCommit(commit)) throw new StartFailure(lacks(commit));
  mkdirSync(BUILT, { recursive: true });
  // Beside, and whole when it gets its name: several may build at a time.
  const buildFolder = mkdtempSync(join(BUILT, 'building-'));
  try {
    const archive = join(buildFolder, 'sources.tar');
    execFileSync('git', ['archive', '--format=tar', '-o', archive, commit, ...SOURCES], { cwd: ROOT });
    execFileSync('tar', ['-xf', archive, '-C', buildFolder]);
    rmSync(archive);
    // It names files of packages by where they lie.
    symlinkSync(join(ROOT, 'node_modules'), join(buildFolder, 'node_modules'), 'junction');
    bundle({ ...sourceIn(buildFolder), config: join(buildFolder, 'wrangler.toml') }, buildFolder);
    if (!existsSync(root)) renameSync(buildFolder, root);
  } catch (error) {
    const { message, stderr = '' } = error as Error & { stderr?: string };
    if (!existsSync(root))
      throw new StartFailure(`the release ${commit} does not build: ${message}\n${stderr}`);
  } finally {
    rmSync(buildFolder, { recursive: true, force: true });
  }
}

export function lacks(commit: string): string {
  return `the history lacks the release before this one (${commit}): git fetch --unshallow, or clone with all of it`;
}

function hasCommit(commit: string): boolean {
  if (git('cat-file', '-e', `${commit}^{commit}`)) return true;
  if (!git('rev-parse', '--is-inside-work-tree')) return false;
  return (
    git('fetch', '--quiet', '--depth=1', 'origin', commit) && git('cat-file', '-e', `${commit}^{commit}`)
  );
}

function git(...args: string[]): boolean {
  try {
    execFileSync('git', args, {
      cwd: ROOT,
      stdio: 'ignore',
      timeout: FETCH_MS,
      env: { ...process.env, GIT_TERMINAL_PROMPT: '0' },
    });
    return true;
  } catch {
    return false;
  }
}
