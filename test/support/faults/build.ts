/** The build whose connections can be broken, and how it is told. */
import { join } from 'node:path';
import { ROOT, type WorkerSource } from '../../../scripts/lib/build.ts';
import type { Met, Plan } from './plan.ts';

/** To be started in the product's place: `startEmbedded(dir, { worker: FAULTY })`. */
export const FAULTY: WorkerSource = {
  entry: join(ROOT, 'test', 'support', 'faults', 'worker.ts'),
  outdir: join(ROOT, 'dist', 'faults'),
};

/** From now on; `{}`: all is well again. */
export async function setFaults(url: string, plan: Plan): Promise<void> {
  const response = await fetch(`${url}/__faults`, { method: 'PUT', body: JSON.stringify(plan) });
  if (!response.ok) throw new Error(`faults: ${response.status} ${await response.text()}`);
}

/** Calls that have met a fault since the plan was set. */
export async function faultsMet(url: string): Promise<Met> {
  const response = await fetch(`${url}/__faults`);
  return ((await response.json()) as { met: Met }).met;
}
