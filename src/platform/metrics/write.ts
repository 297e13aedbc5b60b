/** Where this isolate's numbers are written down. */
import { registry } from './isolate.ts';
import { Life, type Writing } from './life.ts';

const life = new Life(registry, () => crypto.randomUUID());

/** Whether it is time to write. Milliseconds, UTC. */
export function isCountsDue(nowMs: number): boolean {
  return life.isDue(nowMs);
}

/** Null: nothing is due. */
export function countsToWrite(db: D1Database, nowMs: number): Writing | null {
  return life.isDue(nowMs) ? life.write(db, nowMs) : null;
}

/** Twice at most: an isolate that was taken for gone writes again, in a new life. */
const ATTEMPTS_MAX = 2;

/** Before all are read, so that whoever reads finds here what was answered here. Rejects when D1 is out of reach. */
export async function writeCountsNow(db: D1Database, nowMs: number): Promise<void> {
  for (let attempts = 0; attempts < ATTEMPTS_MAX; attempts++) {
    const writing = life.write(db, nowMs);
    if (writing.done(await db.batch(writing.statements)) === 'there') return;
  }
}
