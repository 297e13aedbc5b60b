/**
 * The thread that parsers run in, since a call that goes on can only be ended with its thread. It reads what
 * it is sent and answers with what that took.
 */
import v8 from 'node:v8';
import vm from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import type { Parser } from './parsers.ts';

/** What is sent: the input as text, or as bytes for parsers of bytes. */
export interface Task {
  parser: string;
  input: string | Uint8Array;
  /**
   * Memory is cleared before, which takes longer than most parsers: then `peakBytes` is all that the call
   * took.
   */
  isExact?: boolean;
}

export interface Reading {
  /** Processor time of the thread. */
  ms: number;
  /** Heap and buffers at their most, beyond what there was before; garbage counts until it is collected. */
  peakBytes: number;
  /** What the parser threw that is no refusal of the input. */
  threw?: string;
}

v8.setFlagsFromString('--expose-gc');
const collectGarbage = vm.runInNewContext('gc') as (options?: { type: 'minor' }) => void;
const parsers = new Map<string, Parser>();
for (const path of workerData.modules as string[]) {
  const loaded = (await import(path)) as { PARSERS: readonly Parser[] };
  for (const parser of loaded.PARSERS) parsers.set(parser.name, parser);
}

async function measured({ parser: name, input, isExact }: Task): Promise<Reading> {
  const parser = parsers.get(name);
  if (!parser) throw new Error(`there is no parser ${name}`);
  if (isExact) collectGarbage();
  else collectGarbage({ type: 'minor' });
  const profiler = new v8.GCProfiler();
  profiler.start();
  const before = used();
  const began = process.threadCpuUsage();
  let threw: string | undefined;
  try {
    await parser.read(input as never);
  } catch (error) {
    if (!isRefusal(error)) threw = String(error).slice(0, 200);
  }
  const { user, system } = process.threadCpuUsage(began);
  const after = used();
  // A collection begins when memory is at its most.
  const peaks = profiler.stop().statistics.map(({ beforeGC: { heapStatistics } }) => heapStatistics);
  const peak = Math.max(
    after,
    ...peaks.map(({ usedHeapSize, externalMemory }) => usedHeapSize + externalMemory),
  );
  return { ms: (user + system) / 1000, peakBytes: Math.max(0, peak - before), ...(threw && { threw }) };
}

function used(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** An expected failure (platform/problem.ts). */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && error.name === 'Refusal';
}

parentPort?.on('message', async (task: Task) => parentPort?.postMessage(await measured(task)));
collectGarbage();
parentPort?.postMessage(used());
