/** What receivers get: ids, times and sentences of ours. Nothing of an article, a token or a partner's name. Pure. */

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
    /** Of one that is resolved. */
    until?: string;
    /** How often it was told by now that it fires. */
    told: number;
    detail: string;
    meaning: string;
    runbook: string;
    gateway: string;
  };
}

type Place = Pick<Env, 'PUBLIC_URL' | 'RUNBOOK_URL'>;

export function messageOf(alert: Alert, type: MessageType, nowMs: number, place: Place): AlertMessage {
  const { kind, object, detail, told } = alert;
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
      ...(alert.overMs !== null && { until: instant(alert.overMs) }),
      told,
      detail,
      meaning,
      runbook: runbookOf(kind, place.RUNBOOK_URL),
      gateway: place.PUBLIC_URL,
    },
  };
}

/** `webhook-id`: one for each turn of an alert, however often it has to be sent. It has no dot, which the signature is split by. */
export function messageId({ id, told }: Alert, type: 'firing' | 'resolved'): string {
  return type === 'firing' ? `${id}-firing-${told}` : `${id}-resolved`;
}

/** An alert of no kind: somebody wants to see whether it arrives. */
export function testMessage(id: string, nowMs: number, place: Place): AlertMessage {
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
      runbook: place.RUNBOOK_URL?.trim() || 'docs/operations.md#alerts',
      gateway: place.PUBLIC_URL,
    },
  };
}

const instant = (ms: number) => new Date(ms).toISOString();
