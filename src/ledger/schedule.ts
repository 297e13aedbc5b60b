/** The object's one alarm: the earliest of what anyone asked for. Kept in memory so that a record costs no look-up. */
import { DRAIN_DELAY_MS, IDLE_ALARM_MS } from './limits.ts';

interface NextAlarm {
  hasMore: boolean;
  retryMs: number | null;
  checkMs?: number | null;
}

export class Schedule {
  readonly #storage: Pick<DurableObjectStorage, 'getAlarm' | 'setAlarm'>;
  /** When the alarm is set for, milliseconds; null: not known to be set. */
  #atMs: number | null = null;
  /** Whether an alarm was requested since the last one fired, and whether the one that fired had been. */
  #isRequested = false;
  #wasRequested = false;
  /** End of the back-off after a failure, milliseconds: until then nobody's haste counts. */
  #notBeforeMs = 0;

  constructor(storage: Pick<DurableObjectStorage, 'getAlarm' | 'setAlarm'>) {
    this.#storage = storage;
  }

  /** Sets an alarm if none is set in storage, whatever memory believes: an alarm can get lost. */
  async ensure(delayMs: number): Promise<void> {
    this.#atMs = await this.#storage.getAlarm();
    if (this.#atMs === null) await this.#set(Date.now() + delayMs);
  }

  /** Makes sure that the alarm comes within `delayMs`, or at the end of a back-off. */
  async soon(delayMs: number): Promise<void> {
    this.#isRequested = true;
    const now = Date.now();
    const wantedMs = Math.max(now + delayMs, this.#notBeforeMs);
    const overdue = this.#atMs !== null && this.#atMs < now - delayMs;
    if (this.#atMs === null || this.#atMs > wantedMs || overdue) await this.#set(wantedMs);
  }

  fired(): void {
    this.#atMs = null;
    this.#wasRequested = this.#isRequested;
    this.#isRequested = false;
  }

  /**
   * After an alarm: at once when there is more, later after a failure, else on the idle beat, or as soon as the
   * self-check wants to go on. All in milliseconds. Each `setAlarm` is billed as a row, so a busy object makes one a
   * cycle: an alarm that somebody requested is followed by another one soon, which the next request then finds set,
   * and an alarm that was set early enough while this one ran stays.
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
      // Memory must not believe in an alarm that storage did not take.
      this.#atMs = null;
      throw error;
    }
  }
}
