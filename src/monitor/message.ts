/**
 * Webhook messages: ids, times and the gateway's own sentences. They contain nothing of an article, a token
 * or a partner's name. Pure.
 */

import type { Env } from '../platform/env.ts';
import { ruleOf, runbookOf, type Severity } from './kinds.ts';
import type { Alert } from './types.ts';

export type MessageType = 'alert.firing' | 'alert.resolved' | 'alert.test';

export interface AlertMessage {
  type: MessageType;
  /** ISO 8601 UTC, like all instants here. */
  timestamp: string;
  data: {
    alert: string;
    kind: string;
    severity: Severity;
    object: string | null;
    since: string;
    /** Present when the alert is resolved. */
    until?: string;
    /** Number of `alert.firing` notifications so far. */
    told: number;
    detail: string;
    meaning: string;
    runbook: string;
    gateway: string;
  };
}

type GatewayAddresses = Pick<Env, 'PUBLIC_URL' | 'RUNBOOK_URL'>;

export function messageOf(
  alert: Alert,
  type: MessageType,
  nowMs: number,
  addresses: GatewayAddresses,
): AlertMessage {
  const { kind, object, detail, notifications } = alert;
  const { severity, meaning } = ruleOf(kind);
  return {
    type,
    timestamp: instant(nowMs),
    data: {
      alert: alert.id,
      kind,
      severity,
      object,
      since: instant(alert.sinceMs),
      ...(alert.resolvedMs !== null && { until: instant(alert.resolvedMs) }),
      told: notifications,
      detail,
      meaning,
      runbook: runbookOf(kind, addresses.RUNBOOK_URL),
      gateway: addresses.PUBLIC_URL,
    },
  };
}

/**
 * `webhook-id`: one for each transition of an alert, the same on every retry. It has no dot, because the
 * signed content is split at dots.
 */
export function messageId({ id, notifications }: Alert, type: 'firing' | 'resolved'): string {
  return type === 'firing' ? `${id}-firing-${notifications}` : `${id}-resolved`;
}

/** A message about no alert, with which an owner tests the delivery. */
export function testMessage(id: string, nowMs: number, addresses: GatewayAddresses): AlertMessage {
  return {
    type: 'alert.test',
    timestamp: instant(nowMs),
    data: {
      alert: id,
      kind: 'test',
      severity: 'warning',
      object: null,
      since: instant(nowMs),
      told: 1,
      detail: 'An owner has asked for this message. Nothing is wrong.',
      meaning: 'Alerts of this gateway arrive here.',
      runbook: addresses.RUNBOOK_URL?.trim() || 'docs/operations.md#alerts',
      gateway: addresses.PUBLIC_URL,
    },
  };
}

const instant = (ms: number) => new Date(ms).toISOString();
