/**
 * Clocks for tests whose subject is time, of the gateway and the test alike. A file calls for one outside its tests, has it until its end,
 * and is tagged `alone`: modules keep instants that would be in the next file's future.
 */
import { afterAll } from 'vitest';

const { setTimeout: realTimer } = globalThis;
const realNow = Date.now.bind(Date);

function until(end: () => void, now: () => number): void {
  Date.now = now;
  afterAll(() => {
    Date.now = realNow;
    end();
  });
}

/** `Date.now()` that a test moves forward. Timers are real, and what is due comes with the next request. */
export class JumpingClock {
  #aheadMs = 0;

  constructor() {
    until(
      () => {},
      () => realNow() + this.#aheadMs,
    );
  }

  /** From now on it is a moment after `instant` (ISO 8601). */
  passTo(instant: string): void {
    this.#aheadMs += Math.max(0, Date.parse(instant) - Date.now() + 20);
  }
}

/** A time-out of 5 s is 1 s of ours: still far more than a call takes on a busy machine. */
const FACTOR = 5;

/** `Date.now()` and timers run five times as fast, for time-outs, polls and writes that come a while later. */
export function hurry(): void {
  const sinceMs = realNow();
  globalThis.setTimeout = ((handler: (...rest: unknown[]) => void, ms = 0, ...rest: unknown[]) =>
    realTimer(() => handler(...rest), ms / FACTOR)) as typeof setTimeout;
  until(
    () => {
      globalThis.setTimeout = realTimer;
    },
    () => Math.round(sinceMs + (realNow() - sinceMs) * FACTOR),
  );
}
