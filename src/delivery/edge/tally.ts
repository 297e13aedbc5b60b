/**
 * Counts the requests that could be deliveries, and their outcomes, by UTC day. The numbers of an isolate
 * only grow. They are compared with the log, to detect deliveries without an entry. Pure.
 */

/**
 * `entered` and `counted` requests are in the log or its counts. Nothing was delivered for the others, except
 * `unlogged`: a response without an entry, which must never happen.
 */
export const REQUEST_OUTCOMES = [
  'entered',
  'counted',
  'unauthenticated',
  'malformed',
  'limited',
  'unavailable',
  'unlogged',
  'other',
] as const;
export type RequestOutcome = (typeof REQUEST_OUTCOMES)[number];

export type EdgeCounts = Record<'seen' | RequestOutcome, number>;

export interface DayCounts extends EdgeCounts {
  /** YYYY-MM-DD, UTC. */
  day: string;
}

const DAY_MS = 86_400_000;
/** The current day and the one before, because a response may come after midnight. */
const DAYS_RETAINED = 2;

export class EdgeTally {
  readonly #days = new Map<number, EdgeCounts>();
  readonly #changed = new Set<number>();

  /** `atMs`: milliseconds, UTC. */
  arrived(atMs: number, requests = 1): void {
    this.#of(atMs).seen += requests;
  }

  ended(atMs: number, outcome: RequestOutcome, requests = 1): void {
    this.#of(atMs)[outcome] += requests;
  }

  get isChanged(): boolean {
    return this.#changed.size > 0;
  }

  /** Returns the current counts of the days that have changed since the last call. */
  take(): DayCounts[] {
    this.#forget();
    const changedCounts = [...this.#changed].map((day) => ({
      day: new Date(day * DAY_MS).toISOString().slice(0, 10),
      ...(this.#days.get(day) ?? none()),
    }));
    this.#changed.clear();
    return changedCounts;
  }

  restore(changedCounts: DayCounts[]): void {
    for (const { day } of changedCounts) this.#changed.add(Date.parse(day) / DAY_MS);
  }

  #forget(): void {
    const newest = Math.max(...this.#days.keys());
    for (const day of this.#days.keys())
      if (day <= newest - DAYS_RETAINED && !this.#changed.has(day)) this.#days.delete(day);
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
