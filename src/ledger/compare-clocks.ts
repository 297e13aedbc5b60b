/** Compares an object's clock with the database's. */
import { log } from '../platform/log.ts';
import type { ShardClock } from './shard-clock.ts';
import { databaseTime } from './store.ts';

/** If the database cannot be read, the object relies on its own clock. */
export async function compareClocks(clock: ShardClock, db: D1Database, object: string): Promise<void> {
  const beforeMs = clock.now();
  try {
    clock.noteDatabase(beforeMs, await databaseTime(db));
  } catch (error) {
    log('warn', 'clock_not_compared', { object, error: String(error) });
  }
}
