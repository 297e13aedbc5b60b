import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DRAIN_DELAY_MS, IDLE_ALARM_MS } from '../../src/ledger/limits.ts';
import { Schedule } from '../../src/ledger/schedule.ts';

const NOW = Date.UTC(2026, 10, 24);
beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
});
afterEach(() => {
  vi.useRealTimers();
});

/** One alarm, as an object's storage keeps it. */
function storage() {
  const state = { alarmMs: null as number | null, refuses: false, sets: 0 };
  return {
    kept: state,
    getAlarm: async () => state.alarmMs,
    setAlarm: async (atMs: number | Date) => {
      if (state.refuses) throw new Error('storage refuses');
      state.alarmMs = Number(atMs);
      state.sets++;
    },
  };
}

describe('the alarm', () => {
  it('comes soon after an append, and not later because of the next one', async () => {
    const at = storage();
    const schedule = new Schedule(at);
    await schedule.soon(DRAIN_DELAY_MS);
    vi.setSystemTime(NOW + 500);
    await schedule.soon(DRAIN_DELAY_MS);
    expect(at.kept.alarmMs).toBe(NOW + DRAIN_DELAY_MS);
  });

  it('comes soon by a clock that has gone back too', async () => {
    const at = storage();
    const schedule = new Schedule(at);
    await schedule.soon(DRAIN_DELAY_MS);
    vi.setSystemTime(NOW - 3_600_000);
    await schedule.soon(DRAIN_DELAY_MS);
    expect(at.kept.alarmMs).toBe(NOW - 3_600_000 + DRAIN_DELAY_MS);
  });

  it('comes as soon as the self-check wants to go on, and on the idle beat when it does not', async () => {
    const at = storage();
    const schedule = new Schedule(at);
    for (const [checkMs, expected] of [
      [10_000, 10_000],
      [null, IDLE_ALARM_MS],
      [10 * IDLE_ALARM_MS, IDLE_ALARM_MS],
    ] as const) {
      schedule.fired();
      await schedule.next({ hasMore: false, retryMs: null, checkMs });
      expect(at.kept.alarmMs).toBe(NOW + expected);
    }
  });

  it('is not pulled forward into a back-off, however much is appended', async () => {
    const at = storage();
    const schedule = new Schedule(at);
    schedule.fired();
    await schedule.next({ hasMore: false, retryMs: 32_000 });
    for (let ms = 0; ms < 30_000; ms += 1_000) {
      vi.setSystemTime(NOW + ms);
      await schedule.soon(DRAIN_DELAY_MS);
      expect(at.kept.alarmMs).toBe(NOW + 32_000);
    }
  });

  it('keeps the back-off when the append comes while the alarm is at work', async () => {
    const at = storage();
    const schedule = new Schedule(at);
    schedule.fired();
    await schedule.soon(DRAIN_DELAY_MS);
    await schedule.next({ hasMore: false, retryMs: 32_000 });
    expect(at.kept.alarmMs).toBe(NOW + 32_000);
  });

  it('comes soon again once a run went well', async () => {
    const at = storage();
    const schedule = new Schedule(at);
    await schedule.next({ hasMore: false, retryMs: 32_000 });
    schedule.fired();
    await schedule.next({ hasMore: false, retryMs: null });
    expect(at.kept.alarmMs).toBe(NOW + IDLE_ALARM_MS);
    await schedule.soon(DRAIN_DELAY_MS);
    expect(at.kept.alarmMs).toBe(NOW + DRAIN_DELAY_MS);
  });

  it('is set once a cycle while appends keep coming, and returns to the idle beat after them', async () => {
    const at = storage();
    const schedule = new Schedule(at);
    const sets: number[] = [];
    await schedule.soon(DRAIN_DELAY_MS);
    for (let cycle = 0; cycle < 10; cycle++) {
      const before = at.kept.sets;
      vi.setSystemTime(at.kept.alarmMs ?? 0);
      schedule.fired();
      // Some appends come while the alarm runs, others after it.
      if (cycle % 2 === 0) await schedule.soon(DRAIN_DELAY_MS);
      await schedule.next({ hasMore: false, retryMs: null });
      vi.setSystemTime(Date.now() + 100);
      await schedule.soon(DRAIN_DELAY_MS);
      sets.push(at.kept.sets - before);
    }
    expect(sets).toEqual(sets.map(() => 1));
    for (const expected of [DRAIN_DELAY_MS, IDLE_ALARM_MS]) {
      vi.setSystemTime(at.kept.alarmMs ?? 0);
      schedule.fired();
      await schedule.next({ hasMore: false, retryMs: null });
      expect(at.kept.alarmMs).toBe(Date.now() + expected);
    }
  });

  it('is set by the next append when storage did not take it', async () => {
    const at = storage();
    const schedule = new Schedule(at);
    at.kept.refuses = true;
    await expect(schedule.soon(DRAIN_DELAY_MS)).rejects.toThrow();
    at.kept.refuses = false;
    await schedule.soon(DRAIN_DELAY_MS);
    expect(at.kept.alarmMs).toBe(NOW + DRAIN_DELAY_MS);
  });
});
