/**
 * Adds items that are missing from a rebuilt search index, in steps. An item that cannot be read is tried a
 * few times and stays in the table, for the desk to see; it does not block others.
 */
import { log } from '../../platform/log.ts';
import { readDocument } from '../catalogue.ts';
import { SEARCH_PENDING_STEP, SEARCH_PENDING_TRIES_MAX } from '../limits.ts';
import { addStatements, noLongerPending, pendingVersion, takePending } from './store.ts';

interface Stores {
  DB: D1Database;
  BUCKET: R2Bucket;
}

/** Databases without pending items: none are added later. Per database, because tests have several. */
const completedDatabases = new WeakSet<D1Database>();

/** Runs steps until no items are left, or until an instant. Returns the number of tried items. */
export async function addPending(env: Stores, untilMs: number): Promise<number> {
  let triedCount = 0;
  while (!completedDatabases.has(env.DB) && Date.now() < untilMs) {
    const step = await addStep(env);
    if (step === 0) completedDatabases.add(env.DB);
    triedCount += step;
  }
  return triedCount;
}

async function addStep(env: Stores): Promise<number> {
  const items = await takePending(env.DB, { triesMax: SEARCH_PENDING_TRIES_MAX, limit: SEARCH_PENDING_STEP });
  for (const item of items) await addItem(env, item).catch((error: Error) => logFailure(item, error));
  return items.length;
}

async function addItem(env: Stores, id: string): Promise<void> {
  const row = await pendingVersion(env.DB, id);
  const removal = noLongerPending(env.DB, id);
  if (!row) {
    await removal.run();
    return;
  }
  const stored = await readDocument(env.BUCKET, row);
  if (!stored) throw new Error('its document is missing from the bucket');
  await env.DB.batch([...addStatements(env.DB, { ...stored, pubStatus: 'usable' }, row.seq), removal]);
}

/** Logs only the name of the error, because messages of parsers quote their input. */
function logFailure(item: string, error: Error): void {
  log('error', 'search_pending_failed', { item, error: error.name });
}
