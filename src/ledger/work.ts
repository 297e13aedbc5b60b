/** Work of an object since its start, for monitoring. Kept in memory, and read with its health. */
import type { WorkDone } from './types.ts';

/** Upper bounds of group sizes. */
export const GROUP_BOUNDS = [1, 2, 4, 8, 16, 32, 64, 128, 256] as const;

export class Work {
  readonly #commits: number[] = new Array(GROUP_BOUNDS.length + 1).fill(0);
  #callers = 0;
  #drainStatements = 0;
  #drainRows = 0;

  committed(callers: number): void {
    const index = GROUP_BOUNDS.findIndex((bound) => callers <= bound);
    const bucket = index < 0 ? GROUP_BOUNDS.length : index;
    this.#commits[bucket] = (this.#commits[bucket] ?? 0) + 1;
    this.#callers += callers;
  }

  drained(rows: number): void {
    this.#drainStatements++;
    this.#drainRows += rows;
  }

  get done(): WorkDone {
    return {
      commits: [...this.#commits],
      callers: this.#callers,
      drainStatements: this.#drainStatements,
      drainRows: this.#drainRows,
    };
  }
}
