/** Seals the log from an object's alarm. Any object may: D1 has one log. */
import { log } from '../../platform/log.ts';
import { SEAL_RETRY_MS, SEAL_SEGMENTS_MAX } from '../limits.ts';
import { SEGMENT_NUMBERS_MAX } from './places.ts';
import { sealNext } from './seal.ts';

interface Between {
  db: D1Database;
  /** Pool name of the object. */
  object: string;
  /** Milliseconds, UTC. */
  now(): number;
}

export class Sealer {
  readonly #between: Between;
  /** As D1 last said; null: it was never asked. */
  #sealed: number | null = null;
  #more = false;
  #notBeforeMs = 0;

  constructor(between: Between) {
    this.#between = between;
  }

  /**
   * `newest`: a number that the object has just written, 0 when it has written none. D1 is asked only when a whole segment should be
   * there by it, or when it is before what was sealed: then this is a D1 of before. True when there is more. Never throws.
   */
  async run(newest: number): Promise<boolean> {
    const { db, object, now } = this.#between;
    if (now() < this.#notBeforeMs || !this.#isDue(newest)) return false;
    try {
      for (let segments = 0; segments < SEAL_SEGMENTS_MAX; segments++) {
        const { more, sealed, lost } = await sealNext(db);
        this.#sealed = sealed;
        this.#more = more;
        if (!more) return false;
        if (lost) {
          // Read for nothing: whoever was faster goes on.
          this.#notBeforeMs = now() + SEAL_RETRY_MS;
          return false;
        }
      }
      return true;
    } catch (error) {
      this.#notBeforeMs = now() + SEAL_RETRY_MS;
      log('error', 'seal_failed', { object, error: String(error) });
      return false;
    }
  }

  #isDue(newest: number): boolean {
    if (this.#sealed === null || this.#more) return true;
    return newest > 0 && (newest - this.#sealed >= SEGMENT_NUMBERS_MAX || newest < this.#sealed);
  }
}
