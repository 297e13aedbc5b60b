/** State machine of an alert between two checks: it begins, lasts, repeats and resolves. Pure. */

import { toStored } from '../ledger/stored-message.ts';
import type { Condition } from './conditions.ts';
import { ruleOf } from './kinds.ts';
import { CLEAR_CHECKS, DETAIL_CHARS_MAX, REPEAT_MS } from './limits.ts';
import type { Alert } from './types.ts';

export type AlertTransition =
  /** No alert: there was none, or it passed before anyone was notified. */
  | { alert: null; message: null }
  /** `message` is the notification to send now. */
  | { alert: Alert; message: 'firing' | 'resolved' | null };

/** Advances one alert. `before` is the open alert of this kind and object; `id` is used for a new one. */
export function advance(
  before: Alert | null,
  condition: Condition | null,
  { nowMs, id }: { nowMs: number; id: string },
): AlertTransition {
  if (condition) {
    const alert = before ?? newAlert(condition, nowMs, id);
    return extendAlert({ ...alert, ...detailFields(condition.detail), clear: 0 }, nowMs);
  }
  if (before?.state !== 'firing') return { alert: null, message: null };
  const clear = before.clear + 1;
  if (clear < CLEAR_CHECKS) return { alert: { ...before, clear }, message: null };
  return { alert: { ...before, clear, state: 'resolved', resolvedMs: nowMs }, message: 'resolved' };
}

function extendAlert(alert: Alert, nowMs: number): AlertTransition {
  const held = alert.state === 'pending' ? alert.held + 1 : alert.held;
  if (alert.state === 'pending' && held < ruleOf(alert.kind).looks)
    return { alert: { ...alert, held }, message: null };
  if (alert.state === 'firing' && nowMs - alert.notifiedMs < REPEAT_MS) return { alert, message: null };
  return {
    alert: { ...alert, held, state: 'firing', notifications: alert.notifications + 1, notifiedMs: nowMs },
    message: 'firing',
  };
}

function newAlert({ kind, object }: Condition, nowMs: number, id: string): Alert {
  return {
    id,
    kind,
    object,
    state: 'pending',
    detail: '',
    sinceMs: nowMs,
    held: 0,
    clear: 0,
    notifications: 0,
    notifiedMs: 0,
    resolvedMs: null,
  };
}

function detailFields(text: Condition['detail']): Pick<Alert, 'detail' | 'message'> {
  const { detail, message } = toStored(text);
  const isLong = detail.length > DETAIL_CHARS_MAX;
  return { detail: isLong ? `${detail.slice(0, DETAIL_CHARS_MAX - 1)}…` : detail, message };
}
