/** Alerts of the object that watches, and what was told of them. */

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
  told: number;
  told_ms: number;
  over_ms: number | null;
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
  told: row.told,
  toldMs: row.told_ms,
  overMs: row.over_ms,
});

/** Those that this release knows: what a later one has left here waits for its return. */
const KNOWN = 'kind IN (SELECT value FROM json_each(?))';
const KINDS = JSON.stringify(ALERT_KINDS);

export function alertsNotOver(sql: SqlStorage): Alert[] {
  return sql
    .exec<AlertRow>(`SELECT * FROM alerts WHERE over_ms IS NULL AND ${KNOWN} ORDER BY since_ms, id`, KINDS)
    .toArray()
    .map(alertOf);
}

/** Newest first. */
export function alertsOver(sql: SqlStorage, limit: number): Alert[] {
  return sql
    .exec<AlertRow>(
      `SELECT * FROM alerts WHERE over_ms IS NOT NULL AND ${KNOWN} ORDER BY over_ms DESC, id DESC LIMIT ?`,
      KINDS,
      limit,
    )
    .toArray()
    .map(alertOf);
}

export function writeAlert(sql: SqlStorage, alert: Alert): void {
  sql.exec(
    `INSERT OR REPLACE INTO alerts (id, kind, object, state, detail, message, since_ms, held, clear, told, told_ms, over_ms)
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
    alert.told,
    alert.toldMs,
    alert.overMs,
  );
}

export function dropAlert(sql: SqlStorage, id: string): void {
  sql.exec('DELETE FROM alerts WHERE id = ?', id);
}

export interface Message {
  /** `webhook-id`. */
  id: string;
  alert: string;
  atMs: number;
  body: string;
}

/** With a delivery to each hook, due at once. What still waits of older messages of the alert there is overtaken by it. */
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
      `INSERT INTO alert_deliveries (message, hook, state, tries, due_ms) VALUES (?, ?, 'waiting', 0, ?) ON CONFLICT DO NOTHING`,
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

/** The oldest that are due, with what is to be sent. */
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

/** When the next is due, milliseconds, UTC; null: none waits. */
export function nextDueMs(sql: SqlStorage): number | null {
  return sql
    .exec<{ due: number | null }>(`SELECT min(due_ms) AS due FROM alert_deliveries WHERE state = 'waiting'`)
    .one().due;
}

/** `dueMs`: when it is tried again, of one that waits. One that was overtaken meanwhile waits no more. */
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

/** Gives up the oldest that wait beyond so many. */
export function giveUpBeyond(sql: SqlStorage, waitingMax: number): void {
  sql.exec(
    `UPDATE alert_deliveries SET state = 'failed', reason = 'too_many' WHERE (message, hook) IN (
       SELECT message, hook FROM alert_deliveries JOIN alert_messages ON alert_messages.id = message
       WHERE state = 'waiting' ORDER BY alert_messages.at_ms DESC, message LIMIT -1 OFFSET ?)`,
    waitingMax,
  );
}

/** Of one alert, the oldest first. */
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

/** Keeps so many alerts that are over, with their messages, and of each alert so many messages. */
export function prune(sql: SqlStorage, { over, messages }: { over: number; messages: number }): void {
  sql.exec(
    `DELETE FROM alerts WHERE id IN
       (SELECT id FROM alerts WHERE over_ms IS NOT NULL ORDER BY over_ms DESC, id DESC LIMIT -1 OFFSET ?)`,
    over,
  );
  sql.exec(
    `DELETE FROM alert_messages WHERE alert NOT IN (SELECT id FROM alerts) OR id IN (
       SELECT id FROM (SELECT id, row_number() OVER (PARTITION BY alert ORDER BY at_ms DESC, id DESC) AS place FROM alert_messages)
       WHERE place > ?)`,
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

/** Those since then; what is older is forgotten. */
export function failuresSince(sql: SqlStorage, sinceMs: number): Failures[] {
  sql.exec('DELETE FROM failed_requests WHERE minute_ms < ?', sinceMs);
  return sql
    .exec<{ minute_ms: number; kind: string; count: number }>(
      'SELECT minute_ms, kind, count FROM failed_requests',
    )
    .toArray()
    .map(({ minute_ms: minuteMs, kind, count }) => ({ minuteMs, kind: kind as Failures['kind'], count }));
}
