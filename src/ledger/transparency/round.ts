/**
 * Twice a day every license whose log has grown gets a checkpoint, and its root goes into the agency log. In steps, so that the
 * object's alarm has time for the drain; a round that is cut short begins anew and skips what is done.
 */
import { unpublishedAfter } from '../object-store/checkpoints.ts';
import { raiseMeta, readMeta } from '../object-store/meta.ts';
import type { CheckpointKeeper } from './keeper.ts';
import { ROUND_MS, ROUND_STEP_MAX } from './limits.ts';
import type { Publisher } from './publisher.ts';
import { find, settle, type Workplace } from './workplace.ts';

export class Round {
  readonly #at: Workplace;
  readonly #keeper: CheckpointKeeper;
  readonly #publisher: Publisher;
  /** The last license of the step before; '' before the first. */
  #after = '';

  constructor(at: Workplace, keeper: CheckpointKeeper, publisher: Publisher) {
    this.#at = at;
    this.#keeper = keeper;
    this.#publisher = publisher;
  }

  /** One step. True when there is more. Never throws. */
  async step(): Promise<boolean> {
    const { sql, now, object } = this.#at;
    const elapsed = now() - readMeta(sql, 'rounded_ms');
    if (elapsed >= 0 && elapsed < ROUND_MS) return false;
    try {
      const licenses = unpublishedAfter(sql, this.#after, ROUND_STEP_MAX);
      const checkpoints = await Promise.all(
        licenses.map(async (license) => ({
          license,
          checkpoint: await this.#keeper.newest(license, { atOnce: true }),
        })),
      );
      await this.#publisher.publish(
        checkpoints.flatMap(({ license, checkpoint }) => (checkpoint ? [{ license, checkpoint }] : [])),
      );
      settle(this.#at, 'checkpoints_failing', object);
      this.#after = licenses.at(-1) ?? '';
      if (licenses.length === ROUND_STEP_MAX) return true;
      this.#after = '';
      raiseMeta(sql, 'rounded_ms', now());
    } catch (error) {
      find(this.#at, 'checkpoints_failing', object, String(error));
    }
    return false;
  }
}
