/** The secret feed address of a key, which the desk creates, replaces and revokes. Shown once, stored as a hash. */
import { mintFeedAddress } from '../../access/feed-address.ts';
import { idempotencyStatements, rejectDuplicate } from '../../access/idempotency.ts';
import { deleteFeedAddress, insertSecret, secretsOf } from '../../access/secret-store.ts';
import { actionTold } from '../../ledger/actions.ts';
import { commitChange } from '../../ledger/outbox.ts';
import { agencyOf, type Env } from '../../platform/env.ts';
import { type Attempt, conflicting, done, missing, unlessChanged } from '../../platform/failure.ts';
import type { Actor } from '../../platform/openapi.ts';
import { problemMessage } from '../../platform/templates.ts';
import type { FeedAddress } from './schemas.ts';
import { following, keyMessage, keyResource } from './service.ts';
import { findKey, updateKey } from './store.ts';

const REVOKED = conflicting(problemMessage('conflict.key_revoked'));
const BOUND = conflicting(problemMessage('conflict.key_bound'));

/** Creates an address; the previous one ends at once. */
export async function createFeedAddress(
  env: Env,
  id: string,
  by: Actor,
  once?: string,
): Promise<Attempt<FeedAddress>> {
  const row = await findKey(env.DB, id);
  if (!row) return missing('key');
  if (row.status === 'revoked') return REVOKED;
  if (row.dpop) return BOUND;
  const { address, hash } = mintFeedAddress();
  const changed = following(row, by);
  const generation = changed.version;
  const next = { ...changed, feed_created: changed.updated, feed_expires: null };
  const others = await secretsOf(env.DB, id, next.updated, 'clients');
  const statements = [
    ...idempotencyStatements(env.DB, once, by),
    updateKey(env.DB, next),
    deleteFeedAddress(env.DB, id),
    insertSecret(env.DB, { hash, owner: id, created: next.updated, generation, jwk: null }),
  ];
  const message = keyMessage(next, [...others, { generation, expires: null }]);
  const action = actionTold(by, 'key.feed_address', id, {
    before: keyResource(row),
    after: keyResource(next),
  });
  const committed = await rejectDuplicate(
    env,
    unlessChanged(commitChange(env, statements, [message, action])),
  );
  if (!committed.ok) return committed;
  const base = `${agencyOf(env).publicUrl}/v1/feeds/${address}`;
  return done({
    key: id,
    created: next.updated,
    articles: { atom: `${base}/articles.atom`, rss: `${base}/articles.rss`, json: `${base}/articles.json` },
    changes: { atom: `${base}/changes.atom`, rss: `${base}/changes.rss`, json: `${base}/changes.json` },
  });
}

/**
 * Final: the address serves no further request. A second call notifies the ledger shard again, since the
 * first may have ended in a 503.
 */
export async function revokeFeedAddress(env: Env, id: string, by: Actor): Promise<Attempt<void>> {
  const row = await findKey(env.DB, id);
  if (!row) return missing('key');
  if (row.status === 'revoked') return done(undefined);
  const at = new Date(by.now).toISOString();
  const others = await secretsOf(env.DB, id, at, 'clients');
  if (row.feed_created === null) return commitChange(env, [], [keyMessage(row, others)]).then(done);
  const next = { ...following(row, by), feed_created: null, feed_expires: null };
  const statements = [updateKey(env.DB, next), deleteFeedAddress(env.DB, id)];
  const action = actionTold(by, 'key.feed_address_revoke', id, {
    before: keyResource(row),
    after: keyResource(next),
  });
  return unlessChanged(commitChange(env, statements, [keyMessage(next, others), action]));
}
