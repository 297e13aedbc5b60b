/** Requests seen at the edge against what the log has, day by day. Pure. */
import type { EdgeCounts } from '../../delivery/edge/tally.ts';

/** What isolates have written of a day. */
export interface EdgeDay extends EdgeCounts {
  day: string;
  isolates: number;
}

/** What the log has of a day. */
export interface LedgerDay {
  day: string;
  /** Deliveries and refusals. */
  entries: number;
  /** Refusals that were only counted. */
  counted: number;
}

export interface Known {
  edge: EdgeDay[];
  ledger: LedgerDay[];
  /** Months, YYYY-MM, of which not all that the log said is in D1: some of it is in the archive, or its keeping has ended. */
  gone: string[];
  /** The first day that anything was seen on. Null: none. */
  since: string | null;
}

/**
 * `open`: the day is not over, and both sides are still written. `unwatched`: nothing was seen yet. `gone`: the day is not
 * all in D1 any more. `missing`: the edge has seen what the log does not have. `surplus`: the log has what the edge has not seen.
 */
export type Finding = 'complete' | 'missing' | 'surplus' | 'open' | 'unwatched' | 'gone';

export interface CompletenessDay {
  day: string;
  finding: Finding;
  /** What the edge has entered and counted, less what the log has; null: they cannot be compared. */
  difference: { entries: number; counted: number } | null;
  seen: number;
  entered: number;
  counted: number;
  /** Requests that left no trace in the log, by the reason. */
  notEntered: Pick<
    EdgeCounts,
    'unauthenticated' | 'malformed' | 'limited' | 'unavailable' | 'unlogged' | 'other'
  >;
  /** Seen, and not known how they ended. Around midnight it may be less than 0. */
  openEnded: number;
  ledger: { entries: number; counted: number };
  isolates: number;
}

/** One line for each of the days, YYYY-MM-DD in UTC, oldest first. */
export function completenessOf(
  days: string[],
  { edge, ledger, gone, since }: Known,
  today: string,
): CompletenessDay[] {
  const seenOn = new Map(edge.map((one) => [one.day, one]));
  const loggedOn = new Map(ledger.map((one) => [one.day, one]));
  return days.map((day) => {
    const seen = seenOn.get(day) ?? { day, isolates: 0, ...NOTHING };
    const { entries, counted } = loggedOn.get(day) ?? { entries: 0, counted: 0 };
    const isGone = gone.includes(day.slice(0, 7));
    const isWatched = since !== null && day >= since;
    const difference = { entries: seen.entered - entries, counted: seen.counted - counted };
    const finding: Finding = !isWatched
      ? 'unwatched'
      : isGone
        ? 'gone'
        : day >= today
          ? 'open'
          : findingOf(difference);
    const { unauthenticated, malformed, limited, unavailable, unlogged, other } = seen;
    const notEntered = { unauthenticated, malformed, limited, unavailable, unlogged, other };
    const ended = seen.entered + seen.counted + sum(Object.values(notEntered));
    return {
      day,
      finding,
      difference: isWatched && !isGone ? difference : null,
      seen: seen.seen,
      entered: seen.entered,
      counted: seen.counted,
      notEntered,
      openEnded: seen.seen - ended,
      ledger: { entries, counted },
      isolates: seen.isolates,
    };
  });
}

/** What is missing comes first: a surplus of the other kind does not make up for it. */
function findingOf({ entries, counted }: { entries: number; counted: number }): Finding {
  if (entries > 0 || counted > 0) return 'missing';
  return entries < 0 || counted < 0 ? 'surplus' : 'complete';
}

const sum = (numbers: number[]): number => numbers.reduce((total, one) => total + one, 0);

const NOTHING: EdgeCounts = {
  seen: 0,
  entered: 0,
  counted: 0,
  unauthenticated: 0,
  malformed: 0,
  limited: 0,
  unavailable: 0,
  unlogged: 0,
  other: 0,
};

const DAY_MS = 86_400_000;

/** The days from one to another, both among them. */
export function daysBetween(from: string, to: string): string[] {
  const first = Date.parse(from);
  const count = Math.round((Date.parse(to) - first) / DAY_MS) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, place) => dayOf(first + place * DAY_MS));
}

/** YYYY-MM-DD, UTC. */
export const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
