/** The secret feed address of a key. The desk creates, replaces and revokes it; only its hash is stored. */
import { mintFeedAddress } from '../../access/feed-address.ts';
import { idempotencyStatements, rejectDuplicate } from '../../access/idempotency.ts';
import { deleteFeedAddress, insertSecret, secretsOf } from '../../access/secret-store.ts';
import { actionMessage } from '../../ledger/actions.ts';
import { commitChange } from '../../ledger/outbox.ts';
import { agencyOf, type Env } from '../../platform/env.ts';
import { type Attempt, conflicting, done, missing, unlessChanged } from '../../platform/failure.ts';
import type { Actor } from '../../platform/openapi.ts';
import { problemMessage } from '../../platform/templates.ts';
import type { FeedAddress } from './schemas.ts';
import { keyMessage, keyResource, nextVersion } from './service.ts';
import { findKey, updateKey } from './store.ts';

const REVOKED = conflicting(problemMessage('conflict.key_revoked'));
const BOUND = conflicting(problemMessage('conflict.key_bound'));

/**
 * Creates an address; the previous one ends at once. Throws 503 `change_pending` until all objects
 * acknowledge.
 */
export async function createFeedAddress(
  env: Env,
  id: string,
  actor: Actor,
  idempotencyKey?: string,
): Promise<Attempt<FeedAddress>> {
  const row = await findKey(env.DB, id);
  if (!row) return missing('key');
  if (row.status === 'revoked') return REVOKED;
  if (row.dpop) return BOUND;
  const { address, hash } = mintFeedAddress();
  const changedRow = nextVersion(row, actor);
  const generation = changedRow.version;
  const next = { ...changedRow, feed_created: changedRow.updated, feed_expires: null };
  const others = await secretsOf(env.DB, id, next.updated, 'clients');
  const statements = [
    ...idempotencyStatements(env.DB, idempotencyKey, actor),
    updateKey(env.DB, next),
    deleteFeedAddress(env.DB, id),
    insertSecret(env.DB, { hash, owner: id, created: next.updated, generation, jwk: null }),
  ];
  const message = keyMessage(next, [...others, { generation, expires: null }]);
  const action = actionMessage(actor, 'key.feed_address', id, {
    before: keyResource(row, actor.now),
    after: keyResource(next, actor.now),
  });
  const result = await rejectDuplicate(env, unlessChanged(commitChange(env, statements, [message, action])));
  if (!result.ok) return result;
  const base = `${agencyOf(env).publicUrl}/v1/feeds/${address}`;
  return done({
    key: id,
    created: next.updated,
    articles: { atom: `${base}/articles.atom`, rss: `${base}/articles.rss`, json: `${base}/articles.json` },
    changes: { atom: `${base}/changes.atom`, rss: `${base}/changes.rss`, json: `${base}/changes.json` },
  });
}

/**
 * Revokes the address permanently. A repeated call notifies the ledger shard again: the first may have
 * ended in a 503.
 */
export async function revokeFeedAddress(env: Env, id: string, actor: Actor): Promise<Attempt<void>> {
  const row = await findKey(env.DB, id);
  if (!row) return missing('key');
  if (row.status === 'revoked') return done(undefined);
  const at = new Date(actor.now).toISOString();
  const others = await secretsOf(env.DB, id, at, 'clients');
  if (row.feed_created === null) return commitChange(env, [], [keyMessage(row, others)]).then(done);
  const next = { ...nextVersion(row, actor), feed_created: null, feed_expires: null };
  const statements = [updateKey(env.DB, next), deleteFeedAddress(env.DB, id)];
  const action = actionMessage(actor, 'key.feed_address_revoke', id, {
    before: keyResource(row, actor.now),
    after: keyResource(next, actor.now),
  });
  return unlessChanged(commitChange(env, statements, [keyMessage(next, others), action]));
}
