/**
 * Clock differences between isolates and objects. A call carries its deadline by the object's clock, after
 * which the object writes nothing. Clocks of one platform differ by milliseconds. If an object's clock is
 * seconds ahead, every request would be late, with nothing written; such a call is repeated once with the
 * deadline by the object's clock.
 */
import { log } from '../platform/log.ts';
import { Unavailable } from '../platform/timeouts/unavailable.ts';
import { CLOCK_KNOWN_MS, CLOCKS_APART_MS } from './limits.ts';

/**
 * Objects whose clock is ahead of this isolate's: least difference, and expiry of that knowledge.
 * Milliseconds.
 */
const skews = new Map<string, { byMs: number; knownUntilMs: number }>();
/** Time until which the skew of an object is not logged again. Milliseconds. */
const loggedUntilMs = new Map<string, number>();

/**
 * Converts an instant to the object's clock, as far as its skew is known; never later than the true value
 * while that clock is unchanged. If the clock was corrected, or the object restarted on another host, without
 * a failed call from here, the result is too late. Then the object's own bound applies: it writes nothing
 * later than `RECORD_WAIT_MS` after the call arrived.
 */
export function toObjectClock(object: string, ms: number): number {
  const skew = skews.get(object);
  return skew && ms < skew.knownUntilMs ? ms + skew.byMs : ms;
}

/**
 * Called for any error that is not the object's own refusal: it may have restarted on a host with another
 * clock.
 */
export function forgetSkew(object: string, cause: unknown): void {
  const { name = '' } = (cause ?? {}) as { name?: string };
  if (!REFUSALS.has(name)) skews.delete(object);
}

/** Refusals, which show that the object runs with an unchanged clock. */
const REFUSALS = new Set(['CallerGone', 'TooManyWaiting', 'NotYet', 'ClockUnsure']);

/** True if an object refused because clocks disagree. RPC preserves only the names of error classes. */
export const isClockUnsure = (cause: unknown) =>
  (cause as { name?: string } | undefined)?.name === 'ClockUnsure';

const isCallerGone = (cause: unknown) => (cause as { name?: string } | undefined)?.name === 'CallerGone';

/**
 * True if an object refused as too late for `untilMs` of our clock, and had received an earlier deadline by
 * its own.
 */
export function shouldRetryWithSkew(object: string, cause: unknown, untilMs: number): boolean {
  const error = cause instanceof Unavailable ? cause.cause : cause;
  const { atMs } = (error ?? {}) as { atMs?: number };
  if (!isCallerGone(error) || atMs === undefined) return false;
  const nowMs = Date.now();
  // Includes the latency of the response, so it is a lower bound of the skew.
  const byMs = atMs - nowMs;
  if (nowMs >= untilMs || byMs < CLOCKS_APART_MS) return false;
  if (nowMs >= (loggedUntilMs.get(object) ?? 0)) {
    log('error', 'clocks_apart', { object, aheadMs: byMs });
    loggedUntilMs.set(object, nowMs + CLOCK_KNOWN_MS);
  }
  skews.set(object, { byMs, knownUntilMs: nowMs + CLOCK_KNOWN_MS });
  return true;
}
