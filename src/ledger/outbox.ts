/**
 * Admin changes reach the ledger objects through an outbox. The change and its messages are one D1 batch;
 * every affected object acknowledges before the admin gets a 2xx. If an object is out of reach, the rows
 * stay, and a later commit, the object's alarm, or `scheduled` delivers them.
 */
import type { Env } from '../platform/env.ts';
import { log } from '../platform/log.ts';
import { Refusal } from '../platform/problem.ts';
import { during } from '../platform/request-scope.ts';
import { withTimeout } from '../platform/timeouts/with-timeout.ts';
import { noteError } from './bugs.ts';
import { APPLY_TIMEOUT_MS, OUTBOX_ROUNDS_MAX } from './limits.ts';
import { OPERATORS_OBJECT } from './names.ts';
import { objectIn } from './namespace.ts';
import type { EntryKeeperRpc, LogKeeperRpc } from './rpc.ts';
import {
  ackStatement,
  broadcastTargetsStatement,
  type OutboxMessage,
  objectsInUse,
  outboxStatements,
  pendingRows,
} from './store.ts';
import { AGENCY_LOG } from './transparency/origins.ts';

export type { OutboxMessage } from './store.ts';

/** Names of the configured pool, `ledger-0` …, for new partners. */
export function poolNames(env: Env): string[] {
  const size = Math.max(1, Math.min(256, Number.parseInt(env.LEDGER_POOL_SIZE, 10) || 1));
  return Array.from({ length: size }, (_, index) => `ledger-${index}`);
}

/**
 * Names of all ledger shards that may hold something: the configured pool, those with partners from another
 * configuration, and those with outbox rows or log entries. One D1 read; throws if D1 is out of reach.
 */
export async function everyShard(env: Env): Promise<string[]> {
  return (await objectsInUse(env.DB, poolNames(env))).filter((name) => name !== OPERATORS_OBJECT);
}

/** All objects with logs of entries: shards and operators. As `everyShard`. */
export async function everyEntryKeeper(env: Env): Promise<string[]> {
  return [...(await everyShard(env)), OPERATORS_OBJECT];
}

/** All objects with logs. As `everyShard`. */
export async function everyLogKeeper(env: Env): Promise<string[]> {
  return [...(await everyEntryKeeper(env)), AGENCY_LOG];
}

/** Names of the objects that exist whatever D1 says. */
export function configuredLogKeepers(env: Env): string[] {
  return [...poolNames(env), OPERATORS_OBJECT, AGENCY_LOG];
}

export function ledgerStub(env: Env, object: string) {
  return objectIn(env.LEDGER, env, object);
}

/** An object with logs of entries. */
export function entryKeeperStub(env: Env, object: string): DurableObjectStub<EntryKeeperRpc> {
  return object === OPERATORS_OBJECT ? objectIn(env.OPERATORS, env, object) : ledgerStub(env, object);
}

/** An object with logs. */
export function logKeeperStub(env: Env, object: string): DurableObjectStub<LogKeeperRpc> {
  return object === AGENCY_LOG ? objectIn(env.AGENCY_LOG, env, object) : entryKeeperStub(env, object);
}

/**
 * Writes `statements` and the outbox rows in one batch, then has every affected object acknowledge.
 * Throws `change_pending` (503) when an object does not; the change itself is stored by then.
 */
export async function commitChange(
  env: Env,
  statements: D1PreparedStatement[],
  messages: OutboxMessage[],
): Promise<void> {
  const pool = poolNames(env);
  const concernsAll = messages.some((message) => !('object' in message));
  const results = await env.DB.batch<{ object: string }>([
    ...statements,
    ...outboxStatements(env.DB, messages, pool, new Date().toISOString()),
    ...(concernsAll ? [broadcastTargetsStatement(env.DB, pool)] : []),
  ]);
  const broadcast = (concernsAll && results.at(-1)?.results.map(({ object }) => object)) || [];
  const affected = new Set(
    messages.flatMap((message) => ('object' in message ? [message.object] : broadcast)),
  );
  const acknowledged = await during('ledger', () =>
    Promise.all([...affected].map((object) => deliverOutbox(env, object))),
  );
  if (!acknowledged.every(Boolean)) throw pending();
}

/**
 * Confirms a change that an earlier request has stored: it is in force once every object has acknowledged it.
 * Throws `change_pending`.
 */
export async function confirmStored(env: Env): Promise<void> {
  if (!(await deliverAll(env))) throw pending();
}

const pending = () =>
  new Refusal({
    code: 'change_pending',
    detail:
      'The change is stored, but a ledger shard has not acknowledged it yet. It will be retried. Repeat the request to confirm it; to create something, use the same Idempotency-Key.',
    headers: { 'Retry-After': '5' },
  });

/** Delivers pending messages to all objects. True when nothing is left. Never throws. */
export async function deliverAll(env: Env): Promise<boolean> {
  try {
    const objects = await everyEntryKeeper(env);
    const delivered = await Promise.all(objects.map((object) => deliverOutbox(env, object)));
    return delivered.every(Boolean);
  } catch (error) {
    log('error', 'outbox_unread', { error: String(error) });
    return false;
  }
}

/** Delivers pending messages to one object, in order. True when nothing is left. Never throws. */
export async function deliverOutbox(env: Env, object: string): Promise<boolean> {
  try {
    for (let rounds = 0; rounds < OUTBOX_ROUNDS_MAX; rounds++) {
      const rows = await pendingRows(env.DB, object);
      if (rows.length === 0) return true;
      const changes = rows.map(({ change }) => change);
      await withTimeout(entryKeeperStub(env, object).apply(changes), APPLY_TIMEOUT_MS);
      await ackStatement(
        env.DB,
        rows.map(({ seq }) => seq),
      ).run();
    }
    return false;
  } catch (error) {
    log('error', 'outbox_undelivered', { object, error: noteError(object, error) });
    return false;
  }
}
