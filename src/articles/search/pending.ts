/**
 * Items whose words the search lacks, since its index is built anew: a step at a time, until all are in it. An item that cannot be read, whatever the reason, is tried
 * a few times and stays in the table, for the desk to see; it holds up no other.
 */
import { log } from '../../platform/log.ts';
import { readDocument } from '../catalogue.ts';
import { SEARCH_PENDING_STEP, SEARCH_PENDING_TRIES_MAX } from '../limits.ts';
import { addStatements, noLongerPending, pendingVersion, takePending } from './store.ts';

interface Stores {
  DB: D1Database;
  BUCKET: R2Bucket;
}

/** In this isolate, nothing was left when last looked: nothing is added later. By database, which tests have several of. */
const completedDatabases = new WeakSet<D1Database>();

/** Steps until nothing is left or the time is over. How many items were tried. */
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

/** The name of the error and no more: messages of parsers quote what they cannot read. */
function logFailure(item: string, error: Error): void {
  log('error', 'search_pending_failed', { item, error: error.name });
}
