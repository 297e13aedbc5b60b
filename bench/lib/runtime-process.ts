/** What a runtime process has used of the machine. Read from /proc: on other systems nothing is known. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Linux counts processor time in hundredths of a second, whatever the kernel's own beat (USER_HZ). */
const TICK_MS = 10;

export interface RuntimeProcess {
  /** Milliseconds of processor time that it has used, in the kernel too. */
  cpuMs(): number;
  /** Bytes in memory now. */
  memory(): number;
}

/** Processes that this one has started and that run workers. */
export function runtimePids(): Set<number> {
  const list = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,comm='], { encoding: 'utf8' });
  const rows = list.split('\n').map((line) => line.trim().split(/\s+/));
  return new Set(
    rows
      .filter(([, parent, command]) => Number(parent) === process.pid && command?.includes('workerd'))
      .map(([pid]) => Number(pid)),
  );
}

/** The runtime that came up since `before` was taken. */
export function newRuntime(before: Set<number>): RuntimeProcess {
  const pid = [...runtimePids()].find((candidate) => !before.has(candidate));
  if (pid === undefined) throw new Error('no runtime was started');
  return runtimeOf(pid);
}

export function runtimeOf(pid: number): RuntimeProcess {
  return {
    cpuMs: () => {
      // The name, in brackets, may hold spaces: what follows it is the third field and on.
      const fields = readProc(pid, 'stat').split(') ')[1]?.split(' ') ?? [];
      return TICK_MS * (Number(fields[11]) + Number(fields[12]));
    },
    memory: () => 1024 * Number(/^VmRSS:\s+(\d+) kB/m.exec(readProc(pid, 'status'))?.[1] ?? Number.NaN),
  };
}

function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
