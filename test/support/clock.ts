/**
 * Replaces the clock, for the gateway and the test alike. Call it at file level; the clock is restored after
 * the file. Modules may keep instants that lie in the next file's future: the gateway has to cope with a
 * clock that was ahead. A test that cannot is tagged `alone`.
 */
import { afterAll } from 'vitest';

const RealDate = globalThis.Date;
const realTimer = globalThis.setTimeout;

/** `Date.now()` and `new Date()` follow `now` (milliseconds, UTC) until the end of the file. */
function replaceClock(now: () => number): void {
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, given) => Reflect.construct(target, given.length === 0 ? [now()] : given),
    get: (target, member) => (member === 'now' ? now : Reflect.get(target, member)),
  });
  afterAll(() => {
    globalThis.Date = RealDate;
  });
}

/** A clock that a test moves. Timers are real, and what is due comes with the next request. */
export class JumpingClock {
  #aheadMs = 0;

  constructor() {
    replaceClock(() => RealDate.now() + this.#aheadMs);
  }

  /** From now on it is wrong by this much. */
  setAhead(ms: number): void {
    this.#aheadMs = ms;
  }

  /** From now on it is a moment after `instant` (ISO 8601). */
  advancePast(instant: string): void {
    this.#aheadMs += Math.max(0, Date.parse(instant) - Date.now() + 20);
  }
}

/** A pause of a second between requests to a site takes 50 ms: still longer than a stubbed request takes. */
const PAUSE_FACTOR = 20;

/** `scheduler.wait` takes a twentieth of its time, and the clock is ahead by the rest. */
export function shortenPauses(): void {
  const clock = new JumpingClock();
  let skippedMs = 0;
  const { wait } = scheduler;
  scheduler.wait = async (ms, options) => {
    const shortMs = Math.ceil(ms / PAUSE_FACTOR);
    await wait.call(scheduler, shortMs, options);
    skippedMs += ms - shortMs;
    clock.setAhead(skippedMs);
  };
  afterAll(() => {
    scheduler.wait = wait;
  });
}

/** A timeout of 5 s fires after 1 s of real time: still far longer than a call takes on a busy machine. */
const FACTOR = 5;

/** Clock and timers run five times as fast, for timeouts, polls and writes that come a while later. */
export function speedUpTime(): void {
  const sinceMs = RealDate.now();
  globalThis.setTimeout = ((handler: (...rest: unknown[]) => void, ms = 0, ...rest: unknown[]) =>
    realTimer(() => handler(...rest), ms / FACTOR)) as typeof setTimeout;
  afterAll(() => {
    globalThis.setTimeout = realTimer;
  });
  replaceClock(() => Math.round(sinceMs + (RealDate.now() - sinceMs) * FACTOR));
}
