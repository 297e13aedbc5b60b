/**
 * An object writes nothing for a caller that has given up: each says until when it waits, by the clock of the object. Clocks of one platform
 * are milliseconds apart. By one that is seconds ahead of ours every request comes too late, and nothing was written of it: so it is asked
 * once more, and told the time as it sees it.
 */
import { log } from '../platform/log.ts';
import { OutOfReach } from '../platform/reach/out-of-reach.ts';
import { CLOCK_KNOWN_MS, CLOCKS_APART_MS } from './limits.ts';

/** Objects whose clock is ahead of this isolate's: by how much at least, and until when that is believed. Milliseconds. */
const ahead = new Map<string, { byMs: number; knownUntilMs: number }>();

/** An instant of our clock, by the object's as far as it is known: never later than it would say itself, unless it was set right meanwhile. */
export function byItsClock(object: string, ms: number): number {
  const known = ahead.get(object);
  return known && ms < known.knownUntilMs ? ms + known.byMs : ms;
}

/** Whether an object that did nothing, as too late for `untilMs` of our clock, is to be asked again: by its own it was told an earlier instant. */
export function isOfAnotherTime(object: string, thrown: unknown, untilMs: number): boolean {
  const error = (thrown instanceof OutOfReach ? thrown.cause : thrown) as { name?: string; atMs?: number };
  // An object of an earlier release does not say when that was.
  if (error?.name !== 'CallerGone' || error.atMs === undefined) return false;
  const nowMs = Date.now();
  // It was some time on its way to us: by that much its clock is ahead of what is seen here.
  const byMs = error.atMs - nowMs;
  if (nowMs >= untilMs || byMs < CLOCKS_APART_MS) return false;
  const isKnown = nowMs < (ahead.get(object)?.knownUntilMs ?? 0);
  if (!isKnown) log('error', 'clocks_apart', { object, aheadMs: byMs });
  ahead.set(object, { byMs, knownUntilMs: nowMs + CLOCK_KNOWN_MS });
  return true;
}
