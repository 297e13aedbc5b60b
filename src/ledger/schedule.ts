/** The object's one alarm: the earliest of what anyone asked for. Kept in memory so that a record costs no look-up. */
import { DRAIN_DELAY_MS, IDLE_ALARM_MS } from './limits.ts';

interface NextAlarm {
  again: boolean;
  retryMs: number | null;
  checkMs?: number | null;
}

export class Schedule {
  readonly #storage: Pick<DurableObjectStorage, 'getAlarm' | 'setAlarm'>;
  /** When the alarm is set for, milliseconds; null: not known to be set. */
  #atMs: number | null = null;
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
    const now = Date.now();
    const wanted = Math.max(now + delayMs, this.#notBeforeMs);
    const overdue = this.#atMs !== null && this.#atMs < now - delayMs;
    if (this.#atMs === null || this.#atMs > wanted || overdue) await this.#set(wanted);
  }

  fired(): void {
    this.#atMs = null;
  }

  /**
   * After an alarm: at once when there is more, later after a failure, else on the idle beat, or as soon as the
   * self-check wants to go on. All in milliseconds.
   */
  async next({ again, retryMs, checkMs }: NextAlarm): Promise<void> {
    const asked = this.#atMs;
    const idleMs = Math.min(checkMs ?? IDLE_ALARM_MS, IDLE_ALARM_MS);
    const own = Date.now() + (retryMs ?? (again ? DRAIN_DELAY_MS : idleMs));
    this.#notBeforeMs = retryMs === null ? 0 : own;
    await this.#set(asked === null || retryMs !== null ? own : Math.min(asked, own));
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
