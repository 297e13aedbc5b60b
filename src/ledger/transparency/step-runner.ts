/** What an alarm does for an object's logs. */
import { log } from '../../platform/log.ts';
import { withFallback } from '../../platform/timeouts/with-timeout.ts';
import { ROUND_WAIT_MS } from './limits.ts';

export class StepRunner {
  readonly #object: string;
  readonly #step: () => Promise<boolean>;
  /** The step under way, which an alarm may have stopped waiting for. */
  #running: Promise<boolean> | null = null;

  /** `step`: true when there is more to do soon. */
  constructor(object: string, step: () => Promise<boolean>) {
    this.#object = object;
    this.#step = step;
  }

  /** One step, shared by all who ask while it runs. True when there is more to do soon. Never throws, and never takes long. */
  async run(): Promise<boolean> {
    this.#running ??= this.#step()
      .catch((error) => {
        // Not even a finding could be written. The alarm has others to serve.
        log('error', 'logs_failed', { object: this.#object, error: String(error) });
        return false;
      })
      .finally(() => {
        this.#running = null;
      });
    return withFallback(this.#running, ROUND_WAIT_MS, true);
  }
}
