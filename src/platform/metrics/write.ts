import { type CounterWrite, CounterWriter } from './counter-writer.ts';
import { registry } from './isolate.ts';

const counterWriter = new CounterWriter(registry, () => crypto.randomUUID());

/** Tells whether a write is due. `nowMs` is in milliseconds, UTC. */
export function isCountsDue(nowMs: number): boolean {
  return counterWriter.isDue(nowMs);
}

/** Statements of a due write. Null if none is due. */
export function countsToWrite(db: D1Database, nowMs: number): CounterWrite | null {
  return counterWriter.isDue(nowMs) ? counterWriter.write(db, nowMs) : null;
}

/** A second attempt follows if the isolate's row was folded. */
const ATTEMPTS_MAX = 2;

/** Writes at once, so that a scrape sees this isolate's own requests. Rejects when D1 is unavailable. */
export async function writeCountsNow(db: D1Database, nowMs: number): Promise<void> {
  for (let attempts = 0; attempts < ATTEMPTS_MAX; attempts++) {
    const write = counterWriter.write(db, nowMs);
    if (write.done(await db.batch(write.statements)) === 'there') return;
  }
}
