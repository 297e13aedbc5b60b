/**
 * Disables an endpoint that takes no events any more. Both sides learn of it: the desk by an alert, the
 * partner by an event.
 */
import type { DisabledReason } from '../../ledger/events/types.ts';
import { commitChange, type OutboxMessage } from '../../ledger/outbox.ts';
import { objectOfLicense } from '../../ledger/transparency/store.ts';
import type { Env } from '../../platform/env.ts';
import { unlessChanged } from '../../platform/failure.ts';
import { log } from '../../platform/log.ts';
import { findWebhook, nextVersion, updateWebhook, type WebhookRow } from './store.ts';

/**
 * Does nothing if the endpoint has another address by now. `nowMs`: milliseconds, UTC. Throws if the database
 * is out of reach, or the shard: then the change is stored, and will reach it.
 */
export async function disableWebhook(
  env: Env,
  { id, url, reason, nowMs }: { id: string; url: string; reason: DisabledReason; nowMs: number },
): Promise<void> {
  const row = await findWebhook(env.DB, id);
  if (row?.status !== 'active' || row.url !== url) return;
  const changed = new Date(nowMs).toISOString();
  const next: WebhookRow = { ...row, status: 'disabled', reason, version: nextVersion(row, nowMs), changed };
  const object = await objectOfLicense(env.DB, row.license);
  if (!object) return;
  const message = { object, change: endpointChange(next, { reason }) };
  const stored = await unlessChanged(commitChange(env, [updateWebhook(env.DB, row, next)], [message]));
  if (stored.ok) log('error', 'webhook_disabled', { endpoint: id, license: row.license, reason });
}

/** What the shard of the license must know of an endpoint. */
export function endpointChange(
  { id, license, url, types, status, version, changed }: WebhookRow,
  more: { reason?: DisabledReason; isDeleted?: boolean } = {},
): Extract<OutboxMessage, { change: unknown }>['change'] {
  const isActive = status === 'active' && !more.isDeleted;
  return { kind: 'endpoint', endpoint: { id, license, url, types, isActive, version, at: changed, ...more } };
}
