/** SQL of an endpoint's object: what waits, what was tried, and what signs. */

import type { DisabledReason, EndpointSettings } from '../../ledger/events/types.ts';
import { secretsOf } from '../../platform/standard-webhooks.ts';
import type { EventResource } from '../schemas.ts';
import {
  ATTEMPTS_LISTED,
  ATTEMPTS_RETAINED,
  GIVE_UP_MS,
  PUSHES_AT_ONCE,
  QUEUE_MAX,
  RETRY_MS,
  SECRETS_MAX,
} from './limits.ts';
import type { PushAttempt, PushResult, WebhookProgress } from './types.ts';

export interface QueuedEvent {
  /** Number among the events of the license. */
  n: number;
  event: string;
  type: string;
  subject: string;
  body: string;
  tries: number;
  queued_ms: number;
}

export function addEvent(
  sql: SqlStorage,
  { n, event, type, subject, body }: Omit<QueuedEvent, 'tries' | 'queued_ms'>,
  nowMs: number,
): void {
  sql.exec(
    `INSERT INTO queue (n, event, type, subject, body, tries, queued_ms, next_ms) VALUES (?, ?, ?, ?, ?, 0, ?, ?)
     ON CONFLICT (n) DO UPDATE SET tries = 0, queued_ms = excluded.queued_ms, next_ms = excluded.next_ms`,
    n,
    event,
    type,
    subject,
    body,
    nowMs,
    nowMs,
  );
}

/** Deletes the events about an article that wait: it was killed since, and they are moot. */
export function dropSuperseded(sql: SqlStorage, article: string, n: number): void {
  sql.exec('DELETE FROM queue WHERE subject = ? AND n < ?', article, n);
}

export const roomInQueue = (sql: SqlStorage): number => Math.max(0, QUEUE_MAX - waiting(sql));

const waiting = (sql: SqlStorage): number =>
  sql.exec<{ count: number }>('SELECT count(*) AS count FROM queue').one().count;

/**
 * When an event is due: a new one soon after the endpoint was unavailable, a retry not before the back-off
 * ends.
 */
const DUE_MS = 'max(next_ms, iif(tries = 0, state.unavailable_ms + ?1, state.not_before_ms))';

/** Events that are the first of their subject. */
const FIRST = `FROM queue CROSS JOIN state
  WHERE NOT EXISTS (SELECT 1 FROM queue AS earlier WHERE earlier.subject = queue.subject AND earlier.n < queue.n)`;

/** Due events, each the first of its subject. */
export function dueEvents(sql: SqlStorage, nowMs: number): QueuedEvent[] {
  return sql
    .exec(
      `SELECT n, event, type, subject, body, tries, queued_ms ${FIRST} AND ${DUE_MS} <= ?2 ORDER BY n LIMIT ?3`,
      RETRY_MS[0],
      nowMs,
      PUSHES_AT_ONCE,
    )
    .toArray() as unknown as QueuedEvent[];
}

/** When the next event is due, milliseconds; null: none waits. */
export const nextDueMs = (sql: SqlStorage): number | null =>
  sql.exec<{ at: number | null }>(`SELECT min(${DUE_MS}) AS at ${FIRST}`, RETRY_MS[0]).one().at;

/** When an event that waits is due, milliseconds; null: it is not queued. */
export const dueMsOf = (sql: SqlStorage, n: number): number | null =>
  sql
    .exec<{ at: number }>(`SELECT ${DUE_MS} AS at FROM queue CROSS JOIN state WHERE n = ?2`, RETRY_MS[0], n)
    .toArray()[0]?.at ?? null;

/** The endpoint works again: what waits is sent now. */
export function recover(sql: SqlStorage, nowMs: number): void {
  writeState(sql, HEALTHY);
  sql.exec('UPDATE queue SET next_ms = ?1 WHERE next_ms > ?1', nowMs);
}

export function deleteEvent(sql: SqlStorage, n: number): void {
  sql.exec('DELETE FROM queue WHERE n = ?', n);
}

export function postpone(sql: SqlStorage, n: number, nextMs: number): void {
  sql.exec('UPDATE queue SET tries = tries + 1, next_ms = ? WHERE n = ?', nextMs, n);
}

/** Has all that waits begin with its first try. */
function restartQueue(sql: SqlStorage, nowMs: number): void {
  sql.exec('UPDATE queue SET tries = 0, queued_ms = ?1, next_ms = ?1', nowMs);
}

export interface NewAttempt {
  event: string;
  type: string;
  atMs: number;
  attempt: number;
  result: PushResult;
  status: number | null;
  latencyMs: number;
  nextMs: number | null;
}

export function addAttempt(
  sql: SqlStorage,
  { event, type, atMs, attempt, result, status, latencyMs, nextMs }: NewAttempt,
): void {
  sql.exec(
    `INSERT INTO attempts (event, type, at_ms, attempt, result, status, latency_ms, next_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    event,
    type,
    atMs,
    attempt,
    result,
    status,
    latencyMs,
    nextMs,
  );
  sql.exec('DELETE FROM attempts WHERE id <= (SELECT max(id) FROM attempts) - ?', ATTEMPTS_RETAINED);
}

export function latestAttempts(sql: SqlStorage, event: string | null = null): PushAttempt[] {
  return sql
    .exec<{
      event: string;
      type: string;
      at_ms: number;
      attempt: number;
      result: string;
      status: number | null;
      latency_ms: number;
      next_ms: number | null;
    }>(
      'SELECT * FROM attempts WHERE ?1 IS NULL OR event = ?1 ORDER BY id DESC LIMIT ?2',
      event,
      ATTEMPTS_LISTED,
    )
    .toArray()
    .map((row) =>
      attemptResource({
        ...row,
        atMs: row.at_ms,
        result: row.result as PushResult,
        latencyMs: row.latency_ms,
        nextMs: row.next_ms,
      }),
    );
}

export function attemptResource(attempt: NewAttempt): PushAttempt {
  const { event, type, atMs, result, status, latencyMs, nextMs } = attempt;
  return {
    event,
    type,
    at: instant(atMs),
    attempt: attempt.attempt,
    result,
    status,
    latencyMs,
    nextAt: nextMs === null ? null : instant(nextMs),
  };
}

/** 0 stands for none. See the schema. */
export interface WebhookState {
  received_n: number;
  delivered_ms: number;
  failing_since_ms: number;
  failures: number;
  unavailable_ms: number;
  not_before_ms: number;
  tested_ms: number;
}

export const readState = (sql: SqlStorage): WebhookState =>
  sql
    .exec(
      'SELECT received_n, delivered_ms, failing_since_ms, failures, unavailable_ms, not_before_ms, tested_ms FROM state',
    )
    .one() as unknown as WebhookState;

export function writeState(sql: SqlStorage, changes: Partial<WebhookState>): void {
  const columns = Object.keys(changes).map((column) => `${column} = ?`);
  sql.exec(`UPDATE state SET ${columns.join(', ')}`, ...Object.values(changes));
}

/** No failure counts any more. */
export const HEALTHY = { failing_since_ms: 0, failures: 0, unavailable_ms: 0, not_before_ms: 0 } as const;

export function progressOf(sql: SqlStorage): WebhookProgress {
  const { delivered_ms, failing_since_ms } = readState(sql);
  const dueMs = nextDueMs(sql);
  const optional = (ms: number) => (ms === 0 ? null : instant(ms));
  return {
    waiting: waiting(sql),
    lastDeliveredAt: optional(delivered_ms),
    failingSince: optional(failing_since_ms),
    nextAt: dueMs === null || !readSettings(sql)?.isActive ? null : instant(dueMs),
  };
}

/** Keys of the secrets that sign now, the newest first. */
export function signingKeys(sql: SqlStorage, nowMs: number): Uint8Array<ArrayBuffer>[] {
  return sql
    .exec<{ secret: string }>(
      `SELECT secret FROM secrets WHERE until_ms IS NULL OR until_ms > ?
       ORDER BY until_ms IS NOT NULL, created_ms DESC LIMIT ?`,
      nowMs,
      SECRETS_MAX,
    )
    .toArray()
    .flatMap(({ secret }) => secretsOf(secret) ?? []);
}

/** Secrets of before are valid until `untilMs` at the latest. */
export function replaceSecret(
  sql: SqlStorage,
  { secret, nowMs, untilMs }: { secret: string; nowMs: number; untilMs: number },
): void {
  sql.exec('UPDATE secrets SET until_ms = min(coalesce(until_ms, ?1), ?1)', untilMs);
  sql.exec('DELETE FROM secrets WHERE until_ms <= ?', nowMs);
  sql.exec('INSERT INTO secrets (secret, created_ms) VALUES (?, ?)', secret, nowMs);
}

/** Null: the shard has sent none yet. */
export function readSettings(sql: SqlStorage): EndpointSettings | null {
  const { settings } = sql.exec<{ settings: string | null }>('SELECT settings FROM state').one();
  return settings === null ? null : (JSON.parse(settings) as EndpointSettings);
}

/** Stores newer settings. If they make the endpoint active, all that waits begins with its first try. */
export function updateSettings(sql: SqlStorage, settings: EndpointSettings, nowMs: number): void {
  const before = readSettings(sql);
  if (before && before.version >= settings.version) return;
  sql.exec('UPDATE state SET settings = ?, disable_reason = NULL', JSON.stringify(settings));
  if (!settings.isActive || before?.isActive) return;
  writeState(sql, HEALTHY);
  restartQueue(sql, nowMs);
}

/** Why the endpoint is to be disabled, until the catalogue knows; null: it is not. */
export const disableReason = (sql: SqlStorage): DisabledReason | null =>
  sql.exec<{ reason: DisabledReason | null }>('SELECT disable_reason AS reason FROM state').one().reason;

export function setDisableReason(sql: SqlStorage, reason: DisabledReason): void {
  sql.exec('UPDATE state SET disable_reason = ?', reason);
}

/** Whether the event is as old as one that is given up. */
export const isOld = ({ queued_ms }: QueuedEvent, nowMs: number): boolean => nowMs - queued_ms >= GIVE_UP_MS;

const instant = (ms: number) => new Date(ms).toISOString();

/** Notes that the endpoint has accepted an event. */
export function addDelivered(sql: SqlStorage, { n, body }: QueuedEvent): void {
  sql.exec('INSERT OR IGNORE INTO delivered (n, event) VALUES (?, ?)', n, body);
}

export function deliveredEvents(sql: SqlStorage, limit: number): { n: number; event: EventResource }[] {
  return sql
    .exec<{ n: number; event: string }>('SELECT n, event FROM delivered ORDER BY n LIMIT ?', limit)
    .toArray()
    .map(({ n, event }) => ({ n, event: JSON.parse(event) as EventResource }));
}

export function dropDelivered(sql: SqlStorage, upTo: number): void {
  sql.exec('DELETE FROM delivered WHERE n <= ?', upTo);
}
