/** A thread with the parsers in it: what one input takes, and an end to calls that go on. */
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { DEADLINE_MS, HEAP_MB_MAX, STACK_MB_MAX, YOUNG_MB_MAX } from './limits.ts';
import type { Reading, Task } from './thread.ts';

export interface Measured extends Reading {
  /** The call was ended: it went on, or memory was at its end. */
  stopped?: 'time' | 'memory';
}

const POLL_MS = 100;
const MIB = 1024 * 1024;

export class Measurer {
  readonly #modules: readonly string[];
  readonly #deadlineMs: number;
  #worker: Worker | undefined;
  /** Megabytes of heap that the parsers take before any input is read. */
  #loadedMb = 0;

  /** `modules`: addresses of modules that export `PARSERS`. `deadlineMs`: of processor time, for one call. */
  constructor(modules: readonly string[], deadlineMs = DEADLINE_MS) {
    this.#modules = modules;
    this.#deadlineMs = deadlineMs;
  }

  /** One input at a time. */
  async read(task: Task): Promise<Measured> {
    this.#worker ??= await this.#started(HEAP_MB_MAX);
    const measured = await this.#readIn(this.#worker, task);
    if (measured.stopped) await this.stop();
    return measured;
  }

  /**
   * The same where so many bytes are all the memory there is for the call: garbage is collected before it
   * counts, however late it would be otherwise.
   */
  async readWithin(task: Task, bytes: number): Promise<Measured> {
    const worker = await this.#started(this.#loadedMb + Math.floor(bytes / MIB) - YOUNG_MB_MAX);
    try {
      return await this.#readIn(worker, task);
    } finally {
      await worker.terminate();
    }
  }

  async stop(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  async #started(maxOldGenerationSizeMb: number): Promise<Worker> {
    const worker = new Worker(fileURLToPath(import.meta.resolve('./thread.ts')), {
      workerData: { modules: this.#modules },
      resourceLimits: {
        maxOldGenerationSizeMb,
        maxYoungGenerationSizeMb: YOUNG_MB_MAX,
        stackSizeMb: STACK_MB_MAX,
      },
    });
    this.#loadedMb = Math.ceil((await nextMessage<number>(worker)) / MIB);
    return worker;
  }

  async #readIn(worker: Worker, task: Task): Promise<Measured> {
    const answer = nextMessage<Measured>(worker).catch((error: unknown): Measured => {
      if (isOutOfMemory(error)) return { ms: 0, peakBytes: HEAP_MB_MAX * MIB, stopped: 'memory' };
      throw error;
    });
    worker.postMessage(task);
    return Promise.race([answer, overdue(answer, this.#deadlineMs)]);
  }
}

/** Rejects with what ends the thread. */
function nextMessage<T>(worker: Worker): Promise<T> {
  return new Promise((resolve, reject) => {
    const answered = (message: T) => {
      worker.off('error', ended);
      resolve(message);
    };
    const ended = (error: unknown) => {
      worker.off('message', answered);
      reject(error);
    };
    worker.once('message', answered);
    worker.once('error', ended);
  });
}

/**
 * Resolves when a call has gone on. This thread waits meanwhile, so the time that the process takes is the
 * other's: a busy machine does not change it.
 */
async function overdue(answer: Promise<unknown>, deadlineMs: number): Promise<Measured> {
  const began = process.cpuUsage();
  let isAnswered = false;
  const noted = () => {
    isAnswered = true;
  };
  void answer.then(noted, noted);
  for (;;) {
    await pause(POLL_MS);
    const { user, system } = process.cpuUsage(began);
    const ms = (user + system) / 1000;
    if (ms > deadlineMs || isAnswered) return { ms, peakBytes: 0, stopped: 'time' };
  }
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
