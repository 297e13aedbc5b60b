/** Disables an endpoint that cannot be reached any more. Both sides learn of it: the desk by an alert, the partner by an event. */
import { commitChange, type OutboxMessage } from '../../ledger/outbox.ts';
import { objectOfLicense } from '../../ledger/transparency/store.ts';
import type { Env } from '../../platform/env.ts';
import { unlessChanged } from '../../platform/failure.ts';
import { log } from '../../platform/log.ts';
import { findWebhook, updateWebhook, type WebhookRow } from './store.ts';
import type { DisabledReason } from './types.ts';

/** `nowMs`: milliseconds, UTC. Throws if the database does not take it. */
export async function disableWebhook(
  env: Env,
  id: string,
  reason: DisabledReason,
  nowMs: number,
): Promise<void> {
  const row = await findWebhook(env.DB, id);
  if (row?.status !== 'active') return;
  const changed = new Date(nowMs).toISOString();
  const next: WebhookRow = { ...row, status: 'disabled', reason, version: row.version + 1, changed };
  const object = await objectOfLicense(env.DB, row.license);
  if (!object) return;
  log('error', 'webhook_disabled', { endpoint: id, license: row.license, reason });
  const message = { object, change: endpointChange(next, reason) };
  await unlessChanged(commitChange(env, [updateWebhook(env.DB, next)], [message]));
}

/** What the shard of the license must know of an endpoint. */
export function endpointChange(
  { id, license, status, version, changed }: WebhookRow,
  reason?: DisabledReason,
): Extract<OutboxMessage, { change: unknown }>['change'] {
  const endpoint = { id, license, isActive: status === 'active', version, at: changed };
  return { kind: 'endpoint', endpoint: { ...endpoint, ...(reason && { reason }) } };
}
