/**
 * One writer per state folder. Ending a Node process can leave its workerd serving, and a second runtime on
 * the same files would be a second writer of the ledger, so the lock names both.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartFailure } from './failure.ts';

interface Holder {
  pid: number;
  runtimes: number[];
}

export class StateLock {
  readonly #path: string;

  private constructor(path: string) {
    this.#path = path;
  }

  /** Throws a `StartFailure` when another gateway uses the folder. Ends runtimes that a dead one left. */
  static take(stateDir: string): StateLock {
    makeFolder(stateDir);
    const path = join(stateDir, 'lock.json');
    for (const attempt of [1, 2]) {
      try {
        writeFileSync(path, JSON.stringify({ pid: process.pid, runtimes: [] } satisfies Holder), {
          flag: 'wx',
        });
        const lock = new StateLock(path);
        lock.#assertStillOwn(stateDir);
        return lock;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST')
          throw new StartFailure(`cannot write to the state folder ${stateDir}: ${(error as Error).message}`);
        if (attempt === 1) clearDead(path, stateDir);
      }
    }
    throw new StartFailure(`the state folder ${stateDir} is in use by another gateway`);
  }

  /** Two starters may have cleared one dead lock: the one whose lock stands after a moment holds it. */
  #assertStillOwn(stateDir: string): void {
    pause(SETTLE_MS);
    if (readHolder(this.#path)?.pid !== process.pid)
      throw new StartFailure(`the state folder ${stateDir} is in use by another gateway`);
  }

  noteRuntimes(): void {
    writeFileSync(
      this.#path,
      JSON.stringify({ pid: process.pid, runtimes: childRuntimes(process.pid) } satisfies Holder),
    );
  }

  release(): void {
    rmSync(this.#path, { force: true });
  }
}

function makeFolder(stateDir: string): void {
  try {
    mkdirSync(stateDir, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new StartFailure(`cannot use ${stateDir} as the state folder: ${(error as Error).message}`);
  }
}

function clearDead(path: string, stateDir: string): void {
  const holder = readHolder(path);
  if (holder && isAlive(holder.pid) && holder.pid !== process.pid)
    throw new StartFailure(
      `the state folder ${stateDir} is in use by another gateway (process ${holder.pid})`,
    );
  for (const pid of holder?.runtimes ?? []) if (isRuntime(pid)) endNow(pid);
  rmSync(path, { force: true });
}

const SETTLE_MS = 60;

function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

function readHolder(path: string): Holder | null {
  try {
    const holder = JSON.parse(readFileSync(path, 'utf8')) as Holder;
    return Number.isInteger(holder.pid) ? { pid: holder.pid, runtimes: holder.runtimes ?? [] } : null;
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return commandOf(pid).includes('node');
  } catch {
    return false;
  }
}

function isRuntime(pid: number): boolean {
  return commandOf(pid).includes('workerd');
}

function endNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
    // A busy machine frees the files and the port of a process some time after its command line is gone.
    for (let waits = 0; waits < 100; waits++) {
      process.kill(pid, 0);
      pause(20);
    }
  } catch {}
}

/** Portable enough for Linux and macOS, where `ps` is part of the system; without it nothing is assumed. */
function ps(...args: string[]): string {
  try {
    return execFileSync('ps', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return '';
  }
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return ps('-o', 'command=', '-p', String(pid));
  }
}

function childRuntimes(parent: number): number[] {
  return ps('-A', '-o', 'pid=,ppid=')
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([pid, ppid]) => pid !== undefined && ppid === parent && isRuntime(pid))
    .map(([pid]) => pid ?? 0);
}
