/** From one look to the next: an alert begins, lasts, is told again, and is over. Pure. */

import { toStored } from '../ledger/stored-message.ts';
import type { Condition } from './conditions.ts';
import { ruleOf } from './kinds.ts';
import { CLEAR_LOOKS, DETAIL_CHARS_MAX, REPEAT_MS } from './limits.ts';
import type { Alert } from './types.ts';

export type Turn =
  /** Nothing to keep: it never was, or passed before anybody was told. */
  | { alert: null; message: null }
  /** `message`: what is to be told of it now. */
  | { alert: Alert; message: 'firing' | 'resolved' | null };

/** `before` is the alert of this kind and object that is not over. `id` is for a new one. */
export function advance(
  before: Alert | null,
  condition: Condition | null,
  { nowMs, id }: { nowMs: number; id: string },
): Turn {
  if (condition) {
    const alert = before ?? begun(condition, nowMs, id);
    return holding({ ...alert, ...brief(condition.detail), clear: 0 }, nowMs);
  }
  if (before?.state !== 'firing') return { alert: null, message: null };
  const clear = before.clear + 1;
  if (clear < CLEAR_LOOKS) return { alert: { ...before, clear }, message: null };
  return { alert: { ...before, clear, state: 'resolved', overMs: nowMs }, message: 'resolved' };
}

function holding(alert: Alert, nowMs: number): Turn {
  const held = alert.state === 'pending' ? alert.held + 1 : alert.held;
  if (alert.state === 'pending' && held < ruleOf(alert.kind).looks)
    return { alert: { ...alert, held }, message: null };
  if (alert.state === 'firing' && nowMs - alert.toldMs < REPEAT_MS) return { alert, message: null };
  return {
    alert: { ...alert, held, state: 'firing', told: alert.told + 1, toldMs: nowMs },
    message: 'firing',
  };
}

function begun({ kind, object }: Condition, nowMs: number, id: string): Alert {
  return {
    id,
    kind,
    object,
    state: 'pending',
    detail: '',
    sinceMs: nowMs,
    held: 0,
    clear: 0,
    told: 0,
    toldMs: 0,
    overMs: null,
  };
}

function brief(said: Condition['detail']): Pick<Alert, 'detail' | 'message'> {
  const { detail, message } = toStored(said);
  const isLong = detail.length > DETAIL_CHARS_MAX;
  return { detail: isLong ? `${detail.slice(0, DETAIL_CHARS_MAX - 1)}…` : detail, message };
}
