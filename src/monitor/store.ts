/** Alerts, messages and deliveries in the monitor's SQLite. */

import { ALERT_KINDS, type AlertKind } from './kinds.ts';
import type { Alert, Delivery, DeliveryState, Failures } from './types.ts';

interface AlertRow {
  id: string;
  kind: string;
  object: string;
  state: string;
  detail: string;
  message: string | null;
  since_ms: number;
  held: number;
  clear: number;
  notifications: number;
  notified_ms: number;
  resolved_ms: number | null;
  [column: string]: SqlStorageValue;
}

const alertOf = (row: AlertRow): Alert => ({
  id: row.id,
  kind: row.kind as AlertKind,
  object: row.object || null,
  state: row.state as Alert['state'],
  detail: row.detail,
  message: row.message,
  sinceMs: row.since_ms,
  held: row.held,
  clear: row.clear,
  notifications: row.notifications,
  notifiedMs: row.notified_ms,
  resolvedMs: row.resolved_ms,
});

/** Filters the kinds that this release knows. Kinds of a later release stay stored until it returns. */
const IS_KNOWN_KIND = 'kind IN (SELECT value FROM json_each(?))';
const KNOWN_KINDS = JSON.stringify(ALERT_KINDS);

export function openAlerts(sql: SqlStorage): Alert[] {
  return sql
    .exec<AlertRow>(
      `SELECT * FROM alerts WHERE resolved_ms IS NULL AND ${IS_KNOWN_KIND} ORDER BY since_ms, id`,
      KNOWN_KINDS,
    )
    .toArray()
    .map(alertOf);
}

/** Newest first. */
export function resolvedAlerts(sql: SqlStorage, limit: number): Alert[] {
  return sql
    .exec<AlertRow>(
      `SELECT * FROM alerts WHERE resolved_ms IS NOT NULL AND ${IS_KNOWN_KIND} ORDER BY resolved_ms DESC, id DESC LIMIT ?`,
      KNOWN_KINDS,
      limit,
    )
    .toArray()
    .map(alertOf);
}

export function writeAlert(sql: SqlStorage, alert: Alert): void {
  sql.exec(
    `INSERT OR REPLACE INTO alerts
       (id, kind, object, state, detail, message, since_ms, held, clear, notifications, notified_ms, resolved_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    alert.id,
    alert.kind,
    alert.object ?? '',
    alert.state,
    alert.detail,
    alert.message ?? null,
    alert.sinceMs,
    alert.held,
    alert.clear,
    alert.notifications,
    alert.notifiedMs,
    alert.resolvedMs,
  );
}

export function deleteAlert(sql: SqlStorage, id: string): void {
  sql.exec('DELETE FROM alerts WHERE id = ?', id);
}

export interface Message {
  /** `webhook-id`. */
  id: string;
  alert: string;
  atMs: number;
  body: string;
}

/**
 * Stores a message with a delivery to each hook, due at once. Waiting deliveries of the alert's older
 * messages become `overtaken`.
 */
export function writeMessage(sql: SqlStorage, message: Message, hooks: string[]): void {
  const { id, alert, atMs, body } = message;
  sql.exec(
    'INSERT INTO alert_messages (id, alert, at_ms, body) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
    id,
    alert,
    atMs,
    body,
  );
  sql.exec(
    `UPDATE alert_deliveries SET state = 'overtaken' WHERE state = 'waiting'
       AND message IN (SELECT id FROM alert_messages WHERE alert = ? AND id <> ?)`,
    alert,
    id,
  );
  for (const hook of hooks)
    sql.exec(
      `INSERT INTO alert_deliveries (message, hook, state, tries, due_ms) VALUES (?, ?, 'waiting', 0, ?)
       ON CONFLICT DO NOTHING`,
      id,
      hook,
      atMs,
    );
}

interface DeliveryRow {
  message: string;
  hook: string;
  state: string;
  tries: number;
  at_ms: number | null;
  status: number | null;
  reason: string | null;
  [column: string]: SqlStorageValue;
}

const DELIVERY_COLUMNS = 'message, hook, state, tries, alert_deliveries.at_ms, status, reason';

const deliveryOf = ({ at_ms: atMs, ...row }: DeliveryRow): Delivery => {
  const { message, hook, state, tries, status, reason } = row;
  return { message, hook, state: state as DeliveryState, tries, atMs, status, reason };
};

/** Oldest due deliveries, with the bodies to send. */
export function dueDeliveries(
  sql: SqlStorage,
  { nowMs, limit }: { nowMs: number; limit: number },
): (Delivery & { body: string })[] {
  return sql
    .exec<DeliveryRow & { body: string }>(
      `SELECT ${DELIVERY_COLUMNS}, body FROM alert_deliveries JOIN alert_messages ON alert_messages.id = message
       WHERE state = 'waiting' AND due_ms <= ? ORDER BY due_ms LIMIT ?`,
      nowMs,
      limit,
    )
    .toArray()
    .map((row) => ({ ...deliveryOf(row), body: row.body }));
}

/**
 * Stores the result of a try. `dueMs` is the time of the next try. A delivery that was overtaken meanwhile
 * does not return to waiting.
 */
export function writeDelivery(sql: SqlStorage, delivery: Delivery, dueMs: number): void {
  const { message, hook, state, tries, atMs, status, reason } = delivery;
  sql.exec(
    `UPDATE alert_deliveries SET state = ?, tries = ?, due_ms = ?, at_ms = ?, status = ?, reason = ?
     WHERE message = ? AND hook = ? AND (state = 'waiting' OR ? <> 'waiting')`,
    state,
    tries,
    dueMs,
    atMs,
    status,
    reason,
    message,
    hook,
    state,
  );
}

/** Fails the oldest waiting deliveries beyond the given number. */
export function failBeyond(sql: SqlStorage, waitingMax: number): void {
  sql.exec(
    `UPDATE alert_deliveries SET state = 'failed', reason = 'too_many' WHERE (message, hook) IN (
       SELECT message, hook FROM alert_deliveries JOIN alert_messages ON alert_messages.id = message
       WHERE state = 'waiting' ORDER BY alert_messages.at_ms DESC, message LIMIT -1 OFFSET ?)`,
    waitingMax,
  );
}

export function deliveriesOf(sql: SqlStorage, alert: string): (Delivery & { sentMs: number })[] {
  return sql
    .exec<DeliveryRow & { sent_ms: number }>(
      `SELECT ${DELIVERY_COLUMNS}, alert_messages.at_ms AS sent_ms FROM alert_messages
       JOIN alert_deliveries ON alert_deliveries.message = alert_messages.id
       WHERE alert = ? ORDER BY alert_messages.at_ms, message, hook`,
      alert,
    )
    .toArray()
    .map((row) => ({ ...deliveryOf(row), sentMs: row.sent_ms }));
}

/** Deletes resolved alerts beyond the given number with their messages, and excess messages of each alert. */
export function prune(sql: SqlStorage, { resolved, messages }: { resolved: number; messages: number }): void {
  sql.exec(
    `DELETE FROM alerts WHERE id IN
       (SELECT id FROM alerts WHERE resolved_ms IS NOT NULL ORDER BY resolved_ms DESC, id DESC LIMIT -1 OFFSET ?)`,
    resolved,
  );
  sql.exec(
    `DELETE FROM alert_messages WHERE alert NOT IN (SELECT id FROM alerts) OR id IN (
       SELECT id FROM (
         SELECT id, row_number() OVER (PARTITION BY alert ORDER BY at_ms DESC, id DESC) AS number FROM alert_messages)
       WHERE number > ?)`,
    messages,
  );
  sql.exec('DELETE FROM alert_deliveries WHERE message NOT IN (SELECT id FROM alert_messages)');
}

export function addFailures(
  sql: SqlStorage,
  failures: Pick<Failures, 'kind' | 'count'>[],
  minuteMs: number,
): void {
  for (const { kind, count } of failures)
    sql.exec(
      `INSERT INTO failed_requests (minute_ms, kind, count) VALUES (?, ?, ?)
       ON CONFLICT (minute_ms, kind) DO UPDATE SET count = count + excluded.count`,
      minuteMs,
      kind,
      count,
    );
}

/** Failures since the given time. Older ones are deleted. */
export function failuresSince(sql: SqlStorage, sinceMs: number): Failures[] {
  sql.exec('DELETE FROM failed_requests WHERE minute_ms < ?', sinceMs);
  return sql
    .exec<{ minute_ms: number; kind: string; count: number }>(
      'SELECT minute_ms, kind, count FROM failed_requests',
    )
    .toArray()
    .map(({ minute_ms: minuteMs, kind, count }) => ({ minuteMs, kind: kind as Failures['kind'], count }));
}
