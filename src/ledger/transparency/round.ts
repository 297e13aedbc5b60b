/**
 * Twice a day, every license whose log has grown gets a checkpoint, and its root goes to the agency log. Runs
 * in steps, so that the alarm has time for the drain; an interrupted round restarts and skips finished
 * licenses.
 *
 * With `CHECKPOINT_MINUTES`, a log is signed once its first uncovered entry has that age. A public
 * verification never signs, since the size of a checkpoint on request would reveal how much a license
 * receives at that moment.
 */
import type { EntryLog } from '../log/entry-log.ts';
import { readMeta, setMeta } from '../object-store/meta.ts';
import type { CheckpointKeeper } from './keeper.ts';
import { CHECKPOINT_INTERVAL_MS, ROUND_MS, ROUND_STEP_MAX } from './limits.ts';
import { type LogDeps, reportFinding, settleFindingOf } from './log-deps.ts';
import { unpublished } from './merge-delay.ts';
import type { Publisher } from './publisher.ts';

export class Round {
  readonly #deps: LogDeps;
  readonly #entries: EntryLog;
  readonly #keeper: CheckpointKeeper;
  readonly #publisher: Publisher;
  /** Last license of the previous step; '' before the first. */
  #after = '';
  /** Time of the last search for logs that are due before the round, milliseconds. */
  #searchedMs = 0;

  constructor(deps: LogDeps, entries: EntryLog, keeper: CheckpointKeeper, publisher: Publisher) {
    this.#deps = deps;
    this.#entries = entries;
    this.#keeper = keeper;
    this.#publisher = publisher;
  }

  /** Runs one step. True: there is more. Never throws. */
  async step(): Promise<boolean> {
    const { sql, now, object } = this.#deps;
    const elapsed = now() - readMeta(sql, 'last_round_ms');
    const isDue = elapsed < 0 || elapsed >= ROUND_MS;
    const beforeMs = isDue ? undefined : this.#dueBefore();
    if (!isDue && beforeMs === undefined) return false;
    try {
      const licenses = this.#unpublished(beforeMs);
      const checkpoints = await Promise.all(
        licenses.map(async (license) => ({
          license,
          checkpoint: await this.#keeper.newest(license, { atOnce: true }),
        })),
      );
      await this.#publisher.publish(
        checkpoints.flatMap(({ license, checkpoint }) => (checkpoint ? [{ license, checkpoint }] : [])),
      );
      settleFindingOf(this.#deps, 'checkpoints_failing', object);
      this.#after = licenses.at(-1) ?? '';
      if (licenses.length === ROUND_STEP_MAX) return true;
      this.#after = '';
      if (isDue) setMeta(sql, 'last_round_ms', now());
      else this.#searchedMs = now();
    } catch (error) {
      reportFinding(this.#deps, 'checkpoints_failing', object, String(error));
    }
    return false;
  }

  /** The next licenses whose first uncovered entry was written before `beforeMs`. */
  #unpublished(beforeMs = Number.POSITIVE_INFINITY): string[] {
    const licenses: string[] = [];
    for (const { tree, sinceMs } of unpublished({ sql: this.#deps.sql, entries: this.#entries })) {
      if (tree > this.#after && sinceMs < beforeMs) licenses.push(tree);
      if (licenses.length === ROUND_STEP_MAX) break;
    }
    return licenses;
  }

  /**
   * Entries written before this instant have waited long enough, milliseconds. Undefined: nothing is due, or
   * only the round signs.
   */
  #dueBefore(): number | undefined {
    const waitMs = checkpointWaitMs(this.#deps.env.CHECKPOINT_MINUTES);
    const nowMs = this.#deps.now();
    const elapsedMs = nowMs - this.#searchedMs;
    if (waitMs === null || (elapsedMs >= 0 && elapsedMs < CHECKPOINT_INTERVAL_MS)) return undefined;
    return nowMs - waitMs;
  }
}

/** `minutes`: a whole number from 1 to 720. Null: not configured, so logs wait for the round. */
export function checkpointWaitMs(minutes: string | undefined): number | null {
  const wait = /^[1-9]\d{0,2}$/.test(minutes ?? '') ? Number(minutes) * 60_000 : null;
  return wait !== null && wait <= ROUND_MS ? wait : null;
}
