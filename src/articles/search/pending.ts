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
const finished = new WeakSet<D1Database>();

/** Steps until nothing is left or the time is over. How many items were tried. */
export async function addPending(env: Stores, untilMs: number): Promise<number> {
  let tried = 0;
  while (!finished.has(env.DB) && Date.now() < untilMs) {
    const step = await addStep(env);
    if (step === 0) finished.add(env.DB);
    tried += step;
  }
  return tried;
}

async function addStep(env: Stores): Promise<number> {
  const items = await takePending(env.DB, { triesMax: SEARCH_PENDING_TRIES_MAX, limit: SEARCH_PENDING_STEP });
  for (const item of items) await addOne(env, item).catch((error: Error) => complain(item, error));
  return items.length;
}

async function addOne(env: Stores, id: string): Promise<void> {
  const row = await pendingVersion(env.DB, id);
  const done = noLongerPending(env.DB, id);
  if (!row) {
    await done.run();
    return;
  }
  const stored = await readDocument(env.BUCKET, row);
  if (!stored) throw new Error('its document is missing from the bucket');
  await env.DB.batch([...addStatements(env.DB, { ...stored, pubStatus: 'usable' }, row.seq), done]);
}

/** The name of the error and no more: messages of parsers quote what they cannot read. */
function complain(item: string, error: Error): void {
  log('error', 'search_pending_failed', { item, error: error.name });
}
