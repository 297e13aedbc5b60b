/**
 * How many requests came that might end with a delivery, and how they ended, by UTC day. Pure: plain numbers of one isolate, that only
 * grow. They are held against the log, so that what was never entered shows.
 */

/**
 * `entered` and `counted` are in the log or its counts. Of the rest nothing left, but for `unlogged`: an answer that carries no entry,
 * which there must never be.
 */
export const ENDINGS = [
  'entered',
  'counted',
  'unauthenticated',
  'malformed',
  'limited',
  'unavailable',
  'unlogged',
  'other',
] as const;
export type Ending = (typeof ENDINGS)[number];

export type EdgeCounts = Record<'seen' | Ending, number>;

export interface DayCounts extends EdgeCounts {
  /** YYYY-MM-DD, UTC. */
  day: string;
}

const DAY_MS = 86_400_000;
/** The running day and the one before: an answer may come after midnight. */
const DAYS_KEPT = 2;

export class EdgeTally {
  readonly #days = new Map<number, EdgeCounts>();
  readonly #changed = new Set<number>();

  /** `atMs`: milliseconds, UTC. */
  arrived(atMs: number, requests = 1): void {
    this.#of(atMs).seen += requests;
  }

  ended(atMs: number, ending: Ending, requests = 1): void {
    this.#of(atMs)[ending] += requests;
  }

  /** There is something to take. */
  get isChanged(): boolean {
    return this.#changed.size > 0;
  }

  /** The days that have changed since they were last taken, as they stand. */
  take(): DayCounts[] {
    this.#forget();
    const taken = [...this.#changed].map((day) => ({
      day: new Date(day * DAY_MS).toISOString().slice(0, 10),
      ...(this.#days.get(day) ?? none()),
    }));
    this.#changed.clear();
    return taken;
  }

  /** What was taken could not be written: it is to be taken again. */
  putBack(taken: DayCounts[]): void {
    for (const { day } of taken) this.#changed.add(Date.parse(day) / DAY_MS);
  }

  /** What is over and has been written: it would be written again as it is. */
  #forget(): void {
    const newest = Math.max(...this.#days.keys());
    for (const day of this.#days.keys())
      if (day <= newest - DAYS_KEPT && !this.#changed.has(day)) this.#days.delete(day);
  }

  #of(atMs: number): EdgeCounts {
    const day = Math.floor(atMs / DAY_MS);
    this.#changed.add(day);
    let counts = this.#days.get(day);
    if (!counts) {
      counts = none();
      this.#days.set(day, counts);
    }
    return counts;
  }
}

const none = (): EdgeCounts => ({
  seen: 0,
  entered: 0,
  counted: 0,
  unauthenticated: 0,
  malformed: 0,
  limited: 0,
  unavailable: 0,
  unlogged: 0,
  other: 0,
});
