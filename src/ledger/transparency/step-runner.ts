/** Runs the alarm's work on an object's logs, one step at a time. */
import { log } from '../../platform/log.ts';
import { withFallback } from '../../platform/timeouts/with-timeout.ts';
import { ROUND_WAIT_MS } from './limits.ts';

export class StepRunner {
  readonly #object: string;
  readonly #step: () => Promise<boolean>;
  /** Step under way, which an alarm may have stopped waiting for. */
  #running: Promise<boolean> | null = null;

  /** `step`: true if there is more to do soon. */
  constructor(object: string, step: () => Promise<boolean>) {
    this.#object = object;
    this.#step = step;
  }

  /**
   * Runs one step, which concurrent callers share. True if there is more to do soon. Never throws, and
   * returns within a bounded time.
   */
  async run(): Promise<boolean> {
    this.#running ??= this.#step()
      .catch((error) => {
        // Not even a finding could be stored. The alarm must continue with other work.
        log('error', 'logs_failed', { object: this.#object, error: String(error) });
        return false;
      })
      .finally(() => {
        this.#running = null;
      });
    return withFallback(this.#running, ROUND_WAIT_MS, true);
  }
}
