/**
 * A small disk that a process has for itself: a file system in memory, in a mount namespace. Linux lets users
 * make one, unless the machine forbids it, as many containers do: CI may skip it, too.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MOUNTED = ['-rm', 'sh', '-c', 'mount -t tmpfs -o "size=$SIZE" tmpfs "$DISK" && exec "$@"', 'sh'];

function environment(disk: string, mib: number, env: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  return { ...process.env, ...env, DISK: disk, SIZE: `${mib}m` };
}

export const HAS_SMALL_DISKS = (() => {
  const disk = mkdtempSync(join(tmpdir(), 'imprimatur-disk-'));
  const { status } = spawnSync('unshare', [...MOUNTED, 'true'], {
    env: environment(disk, 1),
    stdio: 'ignore',
  });
  rmSync(disk, { recursive: true });
  if (status !== 0) console.warn('skipped: this machine lets nobody make a small disk (unshare -rm, mount)');
  return status === 0;
})();

export interface OnSmallDisk {
  child: ChildProcess;
  /** What it has printed so far. */
  output(): string;
  ended: Promise<number | null>;
  /** Takes all bytes that are left, until they are given back. */
  fill(): void;
  empty(): void;
}

/** Runs a command with a disk of this size at `disk`, an empty folder; nobody else sees what is on it. */
export function onSmallDisk(
  command: [string, ...string[]],
  { disk, mib, env }: { disk: string; mib: number; env: NodeJS.ProcessEnv },
): OnSmallDisk {
  const child = spawn('unshare', [...MOUNTED, ...command], {
    env: environment(disk, mib, env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (text += chunk));
  // `exec` keeps the process: its own id leads to what it sees.
  const ballast = join(`/proc/${child.pid}/root`, disk, 'ballast');
  return {
    child,
    output: () => text,
    ended: new Promise((resolve) => child.once('close', resolve)),
    fill: () => {
      for (const bytes of [2 ** 20, 2 ** 12]) fillWith(ballast, bytes);
    },
    empty: () => rmSync(ballast),
  };
}

function fillWith(path: string, bytes: number): void {
  const chunk = Buffer.alloc(bytes);
  try {
    for (;;) writeFileSync(path, chunk, { flag: 'a' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
}
