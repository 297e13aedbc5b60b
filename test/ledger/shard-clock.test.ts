/** When a ledger object believes its clock. */
import { expect, it } from 'vitest';
import { CLOCK_COMPARED_EVERY_MS, CLOCK_NOTED_MS, CLOCK_TOLERANCE_MS } from '../../src/ledger/limits.ts';
import { ClockUnsure, describeFault, entryTime, ShardClock } from '../../src/ledger/shard-clock.ts';

const NOON = Date.UTC(2026, 10, 28, 12);
const DAY = 86_400_000;

function clockAt(ms: number) {
  const at = { ms };
  return { clock: new ShardClock(undefined, () => at.ms), at };
}

it('believes a clock that is no further from the others than the tolerance', () => {
  const { clock } = clockAt(NOON);
  expect(clock.fault(0)).toBeNull();
  expect(clock.fault(NOON + CLOCK_TOLERANCE_MS)).toBeNull();
  clock.noteDatabase(NOON, NOON + CLOCK_TOLERANCE_MS);
  clock.assertNearCaller(NOON + 5_000 + CLOCK_TOLERANCE_MS, 5_000);
  clock.assertNearCaller(NOON - CLOCK_TOLERANCE_MS, 5_000);
  expect(clock.healthFault(NOON)).toBeNull();
});

it('does not believe a clock that is far behind the last entry', () => {
  const { clock } = clockAt(NOON);
  expect(clock.fault(NOON + CLOCK_TOLERANCE_MS + 1)).toEqual({
    kind: 'behind_log',
    aheadMs: CLOCK_TOLERANCE_MS + 1,
  });
});

it.each([
  ['ahead of', -2 * DAY, 2 * DAY],
  ['behind', 2 * DAY, -2 * DAY],
])('does not believe a clock that is far %s the database’s, until both agree again', (_, offMs, aheadMs) => {
  const { clock, at } = clockAt(NOON);
  clock.noteDatabase(NOON, NOON + offMs);
  expect(clock.fault(0)).toEqual({ kind: 'apart_from_database', aheadMs });
  at.ms = NOON + offMs;
  expect(clock.isComparisonDue()).toBe(true);
  clock.noteDatabase(at.ms, at.ms + 500);
  expect(clock.fault(0)).toBeNull();
});

it('counts for nothing how long the database took to answer', () => {
  const { clock, at } = clockAt(NOON);
  at.ms += 10 * CLOCK_TOLERANCE_MS;
  clock.noteDatabase(NOON, NOON + 5 * CLOCK_TOLERANCE_MS);
  expect(clock.fault(0)).toBeNull();
});

it('is compared now and then, and at once when it has jumped', () => {
  const { clock, at } = clockAt(NOON);
  expect(clock.isComparisonDue()).toBe(true);
  clock.noteDatabase(NOON, NOON);
  at.ms += CLOCK_COMPARED_EVERY_MS - 1;
  expect(clock.isComparisonDue()).toBe(false);
  at.ms = NOON - CLOCK_COMPARED_EVERY_MS;
  expect(clock.isComparisonDue()).toBe(true);
});

it('refuses a caller whose clock is far away, and tells of it for a while', () => {
  const { clock, at } = clockAt(NOON);
  const deadlineMs = NOON + 5_000;
  expect(() => clock.assertNearCaller(deadlineMs - DAY, 5_000)).toThrow(ClockUnsure);
  expect(clock.healthFault(0)).toMatchObject({ kind: 'apart_from_callers', aheadMs: DAY - 5_000 });
  expect(() => clock.assertNearCaller(deadlineMs + DAY, 5_000)).toThrow(ClockUnsure);
  expect(clock.healthFault(0)).toMatchObject({ kind: 'apart_from_callers', aheadMs: -DAY });
  expect(clock.fault(0)).toBeNull();
  at.ms += CLOCK_NOTED_MS;
  expect(clock.healthFault(0)).toBeNull();
});

it('dates entries in order, unless the last one is dated far in the future', () => {
  expect(entryTime(NOON, NOON - DAY, CLOCK_TOLERANCE_MS)).toBe(NOON);
  expect(entryTime(NOON, NOON + CLOCK_TOLERANCE_MS, CLOCK_TOLERANCE_MS)).toBe(NOON + CLOCK_TOLERANCE_MS);
  expect(entryTime(NOON, NOON + DAY, CLOCK_TOLERANCE_MS)).toBe(NOON);
});

it('takes the tolerance from its variable, and 60 s where that says nothing', () => {
  expect(new ShardClock('5').toleranceMs).toBe(5_000);
  for (const nothing of [undefined, '', '0', '-3', 'soon'])
    expect(new ShardClock(nothing).toleranceMs).toBe(CLOCK_TOLERANCE_MS);
});

it('says in a sentence how far clocks are apart', () => {
  expect(describeFault({ kind: 'behind_log', aheadMs: 500 * DAY }).text).toBe(
    'The last entry is dated 500 days later than now: the clock was ahead then, or is behind now.',
  );
  expect(describeFault({ kind: 'apart_from_database', aheadMs: -3_600_000 }).text).toBe(
    "The object's clock is 60 min behind the database's.",
  );
  expect(describeFault({ kind: 'apart_from_callers', aheadMs: 90_000 }).text).toBe(
    "The object's clock is 90 s ahead of that of a Worker that called it.",
  );
});
