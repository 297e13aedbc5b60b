/**
 * An object writes nothing for a caller that has given up: each says until when it waits, by the clock of the object. Clocks of one platform
 * are milliseconds apart. By one that is seconds ahead of ours every request comes too late, and nothing was written of it: so it is asked
 * once more, and told the time as it sees it.
 */
import { log } from '../platform/log.ts';
import { Unavailable } from '../platform/timeouts/unavailable.ts';
import { CLOCK_KNOWN_MS, CLOCKS_APART_MS } from './limits.ts';

/** Objects whose clock is ahead of this isolate's: by how much at least, and until when that is believed. Milliseconds. */
const skews = new Map<string, { byMs: number; knownUntilMs: number }>();
/** Until when it need not be said again of an object. Milliseconds. */
const loggedUntilMs = new Map<string, number>();

/**
 * An instant of our clock, by the object's as far as it is known: never later than it would say itself, for as long as its clock is the one
 * that we have learned of. Set right, or begun again on another host, without a call from here that failed, it is told a later instant. Then
 * its own bound holds, as for every object whose clock is behind ours: it begins to write nothing later than `RECORD_WAIT_MS` after it was called.
 */
export function toObjectClock(object: string, ms: number): number {
  const skew = skews.get(object);
  return skew && ms < skew.knownUntilMs ? ms + skew.byMs : ms;
}

/** Whatever an object has not refused by itself: it may have been begun again on another host, which has another clock. */
export function forgetSkew(object: string, cause: unknown): void {
  const { name = '' } = (cause ?? {}) as { name?: string };
  if (!REFUSALS.has(name)) skews.delete(object);
}

/** What an object says that is there, and has the clock that it had. */
const REFUSALS = new Set(['CallerGone', 'TooManyWaiting', 'NotYet', 'ClockUnsure']);

/** Whether an object has refused since nobody knows what time it is. Of classes, only the names cross. */
export const isClockUnsure = (cause: unknown) =>
  (cause as { name?: string } | undefined)?.name === 'ClockUnsure';

const isCallerGone = (cause: unknown) => (cause as { name?: string } | undefined)?.name === 'CallerGone';

/** Whether an object that did nothing, as too late for `untilMs` of our clock, is to be asked again: by its own it was told an earlier instant. */
export function shouldRetryWithSkew(object: string, cause: unknown, untilMs: number): boolean {
  const error = cause instanceof Unavailable ? cause.cause : cause;
  const { atMs } = (error ?? {}) as { atMs?: number };
  if (!isCallerGone(error) || atMs === undefined) return false;
  const nowMs = Date.now();
  // It was some time on its way to us: by that much its clock is ahead of what is seen here.
  const byMs = atMs - nowMs;
  if (nowMs >= untilMs || byMs < CLOCKS_APART_MS) return false;
  if (nowMs >= (loggedUntilMs.get(object) ?? 0)) {
    log('error', 'clocks_apart', { object, aheadMs: byMs });
    loggedUntilMs.set(object, nowMs + CLOCK_KNOWN_MS);
  }
  skews.set(object, { byMs, knownUntilMs: nowMs + CLOCK_KNOWN_MS });
  return true;
}
