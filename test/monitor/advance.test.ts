import { describe, expect, it } from 'vitest';
import { advance } from '../../src/monitor/advance.ts';
import type { Condition } from '../../src/monitor/conditions.ts';
import { ALERT_KINDS, type AlertKind, ruleOf } from '../../src/monitor/kinds.ts';
import { CLEAR_CHECKS, DETAIL_CHARS_MAX, REPEAT_MS } from '../../src/monitor/limits.ts';
import type { Alert } from '../../src/monitor/types.ts';

const MINUTE = 60_000;

/** Looks, one a minute, in which it holds (`x`) or does not (`.`): what was told at each. */
function messagesFor(kind: AlertKind, looks: string, everyMs = MINUTE): string[] {
  const condition: Condition = { kind, object: null, detail: 'd' };
  let alert: Alert | null = null;
  return [...looks].map((look, minute) => {
    const turn = advance(alert, look === 'x' ? condition : null, {
      nowMs: minute * everyMs,
      id: `alr_${minute}`,
    });
    alert = turn.alert?.state === 'resolved' ? null : turn.alert;
    return turn.message ?? '-';
  });
}

describe('an alert', () => {
  it.each(ALERT_KINDS)('%s is notified once, after its number of consecutive checks', (kind) => {
    const { looks } = ruleOf(kind);
    const before = Array.from({ length: looks - 1 }, () => '-');
    expect(messagesFor(kind, 'x'.repeat(looks + 3))).toEqual([...before, 'firing', '-', '-', '-']);
    expect(messagesFor(kind, `${'x'.repeat(looks - 1)}...`)).toEqual([...before, '-', '-', '-']);
  });

  it('requires consecutive checks before it is notified', () => {
    expect(messagesFor('d1_unreachable', 'x.x.x.xx')).toEqual(['-', '-', '-', '-', '-', '-', '-', 'firing']);
  });

  it('is resolved after two clear checks, and a flapping condition is one alert', () => {
    expect(CLEAR_CHECKS).toBe(2);
    expect(messagesFor('outbox_behind', 'x.x.x..')).toEqual(['firing', '-', '-', '-', '-', '-', 'resolved']);
  });

  it('is notified again when it returns after it was resolved', () => {
    expect(messagesFor('outbox_behind', 'x..x')).toEqual(['firing', '-', 'resolved', 'firing']);
  });

  it('is repeated every four hours while it lasts, with a counter', () => {
    const hours = messagesFor('outbox_behind', 'xxxxxxxxxx', 3_600_000);
    expect(REPEAT_MS).toBe(4 * 3_600_000);
    expect(hours).toEqual(['firing', '-', '-', '-', 'firing', '-', '-', '-', 'firing', '-']);
    const condition: Condition = { kind: 'outbox_behind', object: 'ledger-0', detail: 'd' };
    const first = advance(null, condition, { nowMs: 0, id: 'alr_1' }).alert;
    const repeated = advance(first, condition, { nowMs: REPEAT_MS, id: 'alr_2' });
    expect(repeated).toMatchObject({
      message: 'firing',
      alert: { id: 'alr_1', notifications: 2, sinceMs: 0 },
    });
  });

  it('has the newest sentence, of limited length', () => {
    const condition: Condition = { kind: 'bugs', object: null, detail: 'x'.repeat(10_000) };
    const first = advance(null, condition, { nowMs: 0, id: 'alr_1' }).alert;
    expect(first?.detail).toHaveLength(DETAIL_CHARS_MAX);
    const next = advance(first, { ...condition, detail: 'other' }, { nowMs: MINUTE, id: 'alr_2' }).alert;
    expect(next?.detail).toBe('other');
  });
});
