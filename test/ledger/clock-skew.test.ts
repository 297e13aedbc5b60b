import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { forgetSkew, shouldRetryWithSkew, toObjectClock } from '../../src/ledger/clock-skew.ts';
import { CallerGone } from '../../src/ledger/group.ts';
import { CLOCK_KNOWN_MS, CLOCKS_APART_MS } from '../../src/ledger/limits.ts';
import { Unavailable } from '../../src/platform/timeouts/unavailable.ts';
import { Late } from '../../src/platform/timeouts/with-timeout.ts';

let objects = 0;
let object: string;
const reported: unknown[] = [];
beforeEach(() => {
  object = `ledger-${++objects}`;
  reported.length = 0;
  vi.useFakeTimers();
  vi.spyOn(console, 'error').mockImplementation((line) => void reported.push(JSON.parse(String(line))));
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Said by an object whose clock is ahead. */
const goneAt = (aheadMs: number) => Object.assign(new CallerGone(), { atMs: Date.now() + aheadMs });

it('learns by how much a clock is ahead, tells it once, and forgets it', () => {
  const nowMs = Date.now();
  expect(toObjectClock(object, nowMs)).toBe(nowMs);
  expect(shouldRetryWithSkew(object, goneAt(7_000), nowMs + 5_000)).toBe(true);
  expect(toObjectClock(object, nowMs)).toBe(nowMs + 7_000);
  // It has gone on.
  expect(shouldRetryWithSkew(object, new Unavailable('ledger', goneAt(9_000)), nowMs + 5_000)).toBe(true);
  expect(toObjectClock(object, nowMs)).toBe(nowMs + 9_000);
  expect(reported).toMatchObject([{ event: 'clocks_apart', object, aheadMs: 7_000 }]);
  expect(toObjectClock('another', nowMs)).toBe(nowMs);

  vi.advanceTimersByTime(CLOCK_KNOWN_MS);
  expect(toObjectClock(object, Date.now())).toBe(Date.now());
  expect(shouldRetryWithSkew(object, goneAt(9_000), Date.now() + 5_000)).toBe(true);
  expect(reported).toHaveLength(2);
});

it('forgets it after any other failure, and says it again no sooner for that', () => {
  const nowMs = Date.now();
  const learned = () => shouldRetryWithSkew(object, goneAt(7_000), nowMs + 5_000);
  expect(learned()).toBe(true);
  forgetSkew(object, goneAt(7_000));
  expect(toObjectClock(object, nowMs)).toBe(nowMs + 7_000);
  const restarted = Object.assign(new Error('stopped'), { durableObjectReset: true });
  for (const failure of [restarted, new Error('Network connection lost.'), new Late(5_000), undefined]) {
    forgetSkew(object, failure);
    expect(toObjectClock(object, nowMs)).toBe(nowMs);
    expect(learned()).toBe(true);
  }
  expect(toObjectClock(object, nowMs)).toBe(nowMs + 7_000);
  expect(reported).toHaveLength(1);
});

it('does not take for another clock what was too late by ours, or is a moment apart', () => {
  const nowMs = Date.now();
  const earlier = Object.assign(new CallerGone(), { atMs: undefined });
  expect(shouldRetryWithSkew(object, goneAt(7_000), nowMs)).toBe(false);
  expect(shouldRetryWithSkew(object, goneAt(CLOCKS_APART_MS - 1), nowMs + 5_000)).toBe(false);
  expect(shouldRetryWithSkew(object, goneAt(-7_000), nowMs + 5_000)).toBe(false);
  expect(shouldRetryWithSkew(object, earlier, nowMs + 5_000)).toBe(false);
  expect(shouldRetryWithSkew(object, new Error('Network connection lost.'), nowMs + 5_000)).toBe(false);
  expect(shouldRetryWithSkew(object, undefined, nowMs + 5_000)).toBe(false);
  expect([toObjectClock(object, nowMs), reported]).toEqual([nowMs, []]);
});
