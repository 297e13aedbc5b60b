/**
 * Items of before the search: a step at a time, until all are in the index. An item that cannot be read, whatever the reason, is tried
 * a few times and stays in the table, for the desk to see; it holds up no other.
 */
import { readDocument } from '../catalogue.ts';
import { SEARCH_PENDING_STEP, SEARCH_PENDING_TRIES_MAX } from '../limits.ts';
import type { ItemVersion } from '../model.ts';
import type { VersionColumns } from '../read-store.ts';
import { addStatements } from './store.ts';

interface PendingColumns extends VersionColumns {
  id: string;
  seq: number;
}

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
  // Counted before it is read: what ends the isolate has been tried as well.
  const { results } = await env.DB.prepare(
    `UPDATE search_pending SET tries = tries + 1 WHERE item IN
       (SELECT item FROM search_pending WHERE tries < ? ORDER BY tries, item LIMIT ?) RETURNING item`,
  )
    .bind(SEARCH_PENDING_TRIES_MAX, SEARCH_PENDING_STEP)
    .all<{ item: string }>();
  for (const { item } of results) await addOne(env, item).catch((error: Error) => log(item, error));
  return results.length;
}

async function addOne(env: Stores, id: string): Promise<void> {
  const row = await env.DB.prepare(
    `SELECT id, items.seq, document, document_key FROM items
     JOIN item_versions ON item_versions.item = id AND item_versions.version = items.version
     WHERE id = ? AND pub_status = 'usable'`,
  )
    .bind(id)
    .first<PendingColumns>();
  const done = env.DB.prepare('DELETE FROM search_pending WHERE item = ?').bind(id);
  if (!row) {
    await done.run();
    return;
  }
  const stored = await readDocument(env.BUCKET, row);
  if (!stored) throw new Error('its document is missing from the bucket');
  await env.DB.batch([...addStatements(env.DB, asListed(stored), row.seq), done]);
}

/** A document of an earlier release may lack what came later. */
function asListed(stored: ItemVersion): ItemVersion {
  return { ...stored, blocks: stored.blocks ?? [], components: stored.components ?? [], pubStatus: 'usable' };
}

/** The name of the error and no more: messages of parsers quote what they cannot read. */
function log(item: string, error: Error): void {
  console.error(JSON.stringify({ level: 'error', event: 'search_pending_failed', item, error: error.name }));
}
