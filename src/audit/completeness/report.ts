/** Compares requests seen at the edge with the log, day by day. Pure. */
import type { EdgeCounts } from '../../delivery/edge/tally.ts';
import type { CompletenessDay } from './schemas.ts';

type Finding = CompletenessDay['finding'];

/** Counts that the isolates have written for a day. */
export interface EdgeDay extends EdgeCounts {
  day: string;
  isolates: number;
}

/** Counts in the log for a day. */
export interface LedgerDay {
  day: string;
  /** Deliveries and refusals. */
  entries: number;
  /** Refusals that were counted without an entry. */
  counted: number;
}

export interface CompletenessFacts {
  edge: EdgeDay[];
  ledger: LedgerDay[];
  /** Months, YYYY-MM, whose log is not completely in D1: some entries are archived or deleted. */
  incompleteMonths: string[];
  /** First day with edge counts. Null if there is none. */
  since: string | null;
}

/** One line for each day, YYYY-MM-DD in UTC, oldest first. */
export function completenessOf(
  days: string[],
  { edge, ledger, incompleteMonths, since }: CompletenessFacts,
  today: string,
): CompletenessDay[] {
  const seenOn = new Map(edge.map((counts) => [counts.day, counts]));
  const loggedOn = new Map(ledger.map((counts) => [counts.day, counts]));
  return days.map((day) => {
    const seen = seenOn.get(day) ?? { day, isolates: 0, ...NOTHING };
    const { entries, counted } = loggedOn.get(day) ?? { entries: 0, counted: 0 };
    const isGone = incompleteMonths.includes(day.slice(0, 7));
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

/** Missing entries take precedence: a surplus of counts does not make up for them. */
function findingOf({ entries, counted }: { entries: number; counted: number }): Finding {
  if (entries > 0 || counted > 0) return 'missing';
  return entries < 0 || counted < 0 ? 'surplus' : 'complete';
}

const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0);

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

/** Days from one to another, both inclusive. */
export function daysBetween(from: string, to: string): string[] {
  const first = Date.parse(from);
  const count = Math.round((Date.parse(to) - first) / DAY_MS) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, offset) => dayOf(first + offset * DAY_MS));
}

/** Date in UTC, YYYY-MM-DD. */
export const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
