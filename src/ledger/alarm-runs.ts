/**
 * Time of the object's last alarm. An object without alarms does nothing by itself, and no request would
 * reveal it.
 */
import { ALARM_NOTED_EVERY_MS } from './limits.ts';
import { readMeta, setMeta } from './object-store/meta.ts';

export class AlarmRuns {
  readonly #sql: SqlStorage;
  #lastMs: number | null = null;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Called when an alarm begins. Never throws, so that a failed write does not stop the alarm. */
  note(nowMs: number): void {
    this.#lastMs = nowMs;
    try {
      // Absolute, because the clock may have been set back.
      if (Math.abs(nowMs - readMeta(this.#sql, 'alarm_ms')) >= ALARM_NOTED_EVERY_MS)
        setMeta(this.#sql, 'alarm_ms', nowMs);
    } catch {
      // The drain reports that the object's storage cannot be written.
    }
  }

  /** Milliseconds, UTC. Before the first alarm: when the object was created or upgraded. */
  get lastMs(): number {
    return this.#lastMs ?? readMeta(this.#sql, 'alarm_ms');
  }
}
