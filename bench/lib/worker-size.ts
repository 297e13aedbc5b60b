/** How large the worker is that a deployment uploads, and what its start-up costs. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { buildWorker, PRODUCT, scriptOf } from '../../scripts/lib/build.ts';

export async function workerSizes(): Promise<Record<string, number>> {
  buildWorker();
  const script = readFileSync(scriptOf(PRODUCT));
  const kb = (bytes: number) => Math.round(bytes / 1024);
  return { 'worker: KB': kb(script.length), 'worker: KB gzip': kb(gzipSync(script).length) };
}
