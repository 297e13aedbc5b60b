/**
 * The object's only alarm, set for the earliest request. Cached in memory so that recording needs no lookup.
 */
import { DRAIN_DELAY_MS, IDLE_ALARM_MS } from './limits.ts';

interface NextAlarm {
  hasMore: boolean;
  retryMs: number | null;
  checkMs?: number | null;
}

export class Schedule {
  readonly #storage: Pick<DurableObjectStorage, 'getAlarm' | 'setAlarm'>;
  /** Time of the alarm, milliseconds; null: possibly not set. */
  #atMs: number | null = null;
  /** Whether an alarm was requested since the last one fired, and whether the one that fired had been. */
  #isRequested = false;
  #wasRequested = false;
  /** End of the back-off after a failure, milliseconds; requests cannot shorten it. */
  #notBeforeMs = 0;

  constructor(storage: Pick<DurableObjectStorage, 'getAlarm' | 'setAlarm'>) {
    this.#storage = storage;
  }

  /** Sets an alarm if storage has none, whatever memory says: an alarm can get lost. */
  async ensure(delayMs: number): Promise<void> {
    this.#atMs = await this.#storage.getAlarm();
    if (this.#atMs === null) await this.#set(Date.now() + delayMs);
  }

  /** Ensures an alarm within `delayMs`, or at the end of a back-off. */
  async soon(delayMs: number): Promise<void> {
    this.#isRequested = true;
    const now = Date.now();
    const requestedMs = Math.max(now + delayMs, this.#notBeforeMs);
    const overdue = this.#atMs !== null && this.#atMs < now - delayMs;
    if (this.#atMs === null || this.#atMs > requestedMs || overdue) await this.#set(requestedMs);
  }

  fired(): void {
    this.#atMs = null;
    this.#wasRequested = this.#isRequested;
    this.#isRequested = false;
  }

  /**
   * Sets the next alarm: at once if there is more, later after a failure, otherwise after the idle interval
   * or when the self-check continues. Milliseconds. Each `setAlarm` is billed as a row, so a busy object sets
   * one in each cycle: a requested alarm is followed by another soon, which the next request then finds set,
   * and an alarm that was set early enough during this one stays.
   */
  async next({ hasMore, retryMs, checkMs }: NextAlarm): Promise<void> {
    const idleMs = Math.min(checkMs ?? IDLE_ALARM_MS, IDLE_ALARM_MS);
    const scheduledMs = Date.now() + (retryMs ?? (hasMore || this.#wasRequested ? DRAIN_DELAY_MS : idleMs));
    this.#notBeforeMs = retryMs === null ? 0 : scheduledMs;
    if (retryMs !== null || this.#atMs === null || this.#atMs > scheduledMs) await this.#set(scheduledMs);
  }

  async #set(atMs: number): Promise<void> {
    this.#atMs = atMs;
    try {
      await this.#storage.setAlarm(atMs);
    } catch (error) {
      // Memory must not assume an alarm that storage did not accept.
      this.#atMs = null;
      throw error;
    }
  }
}
