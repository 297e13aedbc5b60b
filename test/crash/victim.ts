/** The gateway under test: started, killed at any moment, and started again on the same state. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Operators } from '../../scripts/gateway.ts';
import { isFree } from '../../scripts/lib/free-port.ts';

/**
 * `runtime`: workerd dies, its parent is asked to end. `parent`: Node dies and leaves workerd serving, until
 * the next start ends it. `both`: at once. `start`: both, before the gateway was ready.
 */
export const KILLS = ['runtime', 'parent', 'both', 'start'] as const;
export type Kill = (typeof KILLS)[number];

const READY_MS = 180_000;
const END_MS = 10_000;

export class Victim {
  readonly url: string;
  readonly #port: number;
  readonly #stateDir: string;
  #child: ChildProcess | null = null;
  #errors = '';
  /** The runtime goes on serving without its parent. */
  #leftOrphan = false;

  constructor(port: number, stateDir: string) {
    this.#port = port;
    this.#stateDir = stateDir;
    this.url = `http://localhost:${port}`;
  }

  /** What it has said of errors, the end of it. */
  get errors(): string {
    return this.#errors;
  }

  /** The first operators, on the first start. */
  async start(): Promise<Operators | null> {
    await this.#portFreed();
    const child = this.#spawn();
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk;
    });
    const deadline = Date.now() + READY_MS;
    while (!output.includes('\n')) {
      if (child.exitCode !== null || Date.now() > deadline)
        throw new Error(`the gateway does not start again:\n${this.#errors}`);
      await pause(20);
    }
    return (JSON.parse(output) as { operators: Operators | null }).operators;
  }

  /** Dies within `withinMs` of being started. */
  async killWhileStarting(afterMs: number): Promise<void> {
    await this.#portFreed();
    const child = this.#spawn();
    await pause(afterMs);
    killGroup(child);
    await ended(child);
  }

  async kill(how: Exclude<Kill, 'start'>, lingerMs: number): Promise<void> {
    const child = this.#child;
    if (!child?.pid) throw new Error('there is nothing to kill');
    this.#leftOrphan = how === 'parent';
    if (how === 'both') killGroup(child);
    if (how === 'parent') child.kill('SIGKILL');
    if (how === 'runtime') {
      for (const pid of this.#runtimes()) process.kill(pid, 'SIGKILL');
      await pause(lingerMs);
      await this.stop();
    }
    await ended(child);
    // The orphan goes on serving for a while.
    if (how === 'parent') await pause(lingerMs);
  }

  /** In good order, or by force when it takes too long. Nothing of it runs afterwards. */
  async stop(): Promise<void> {
    const child = this.#child;
    if (!child) return;
    child.kill('SIGTERM');
    await Promise.race([ended(child), pause(END_MS)]);
    killGroup(child);
    await ended(child);
  }

  /**
   * A busy system takes its time to clear away what was killed, and its port with it. An orphan is the next
   * start's business.
   */
  async #portFreed(): Promise<void> {
    const deadline = Date.now() + END_MS;
    while (!this.#leftOrphan && Date.now() < deadline) {
      if (await isFree(this.#port)) return;
      await pause(50);
    }
  }

  #spawn(): ChildProcess {
    // A group of its own: Node and the workerd that it starts.
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, 'serve.ts'), String(this.#port), this.#stateDir],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: true,
      },
    );
    child.stderr?.on('data', (chunk: Buffer) => {
      this.#errors = (this.#errors + chunk).slice(-20_000);
    });
    this.#child = child;
    this.#leftOrphan = false;
    return child;
  }

  #runtimes(): number[] {
    const path = join(this.#stateDir, 'lock.json');
    if (!existsSync(path)) return [];
    return (JSON.parse(readFileSync(path, 'utf8')) as { runtimes: number[] }).runtimes;
  }
}

function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid) process.kill(-pid, 'SIGKILL');
  } catch {
    // All of it has ended already.
  }
}

async function ended(child: ChildProcess): Promise<void> {
  while (child.exitCode === null && child.signalCode === null) await pause(10);
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
