/** When the object's alarm last ran: an object whose own schedule stands still does nothing by itself, and nobody sees it. */
import { ALARM_NOTED_EVERY_MS } from './limits.ts';
import { readMeta, setMeta } from './object-store/meta.ts';

export class AlarmRuns {
  readonly #sql: SqlStorage;
  #lastMs: number | null = null;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** When an alarm begins. Never throws: an alarm that cannot be noted is still one. */
  note(nowMs: number): void {
    this.#lastMs = nowMs;
    try {
      // Either way: a clock may have been put back.
      if (Math.abs(nowMs - readMeta(this.#sql, 'alarm_ms')) >= ALARM_NOTED_EVERY_MS)
        setMeta(this.#sql, 'alarm_ms', nowMs);
    } catch {
      // The object's own store cannot be written: the drain tells that.
    }
  }

  /** Milliseconds, UTC; of an object whose alarm has not run yet, when it was made or upgraded. */
  get lastMs(): number {
    return this.#lastMs ?? readMeta(this.#sql, 'alarm_ms');
  }
}
