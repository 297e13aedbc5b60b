/**
 * Applies quota and minimum to a license's units: usage and overage by quota window, and shortfall by minimum
 * window. Windows are those of the ledger shard (ledger/meter.ts). Pure.
 */
import { windowsOfDay } from '../../ledger/meter.ts';
import type { Minimum, Quota } from '../../rights/terms.ts';
import { asOf, type History, inForce, termsKnown } from './history.ts';
import { lastDayOf, monthsEndingIn, type Period } from './period.ts';
import type { Billing } from './schemas.ts';

type QuotaWindow = Billing['quota'][number];
type MinimumWindow = Billing['minimum'][number];

/** Billed units of a day. The day '' stands for all earlier days of the license's first relevant term. */
export interface DayUnits {
  day: string;
  units: number;
}

/** A term and its first day, on which some units may belong to the previous term. */
export interface TermStart {
  termMs: number;
  day: string;
  /** Units billed on that day before the term began. */
  unitsBefore: number;
}

export interface TermDayUnits extends DayUnits {
  termMs: number;
}

export type TermStarts = [TermStart, ...TermStart[]];

/**
 * Units by day and term. `starts`: oldest first. Days before the first listed one belong to the first term.
 */
export function byTerm(days: DayUnits[], starts: TermStarts): TermDayUnits[] {
  return days.flatMap(({ day, units }) => {
    const index = Math.max(
      0,
      starts.findLastIndex((start) => start.day <= day),
    );
    const termStart = starts[index] ?? starts[0];
    const earlier = starts[index - 1];
    const unitsBefore = termStart.day === day || day === '' ? termStart.unitsBefore : 0;
    return [
      ...(earlier && unitsBefore > 0 ? [{ day, units: unitsBefore, termMs: earlier.termMs }] : []),
      { day, units: units - unitsBefore, termMs: termStart.termMs },
    ];
  });
}

/** Bounds of days in the license's zone, milliseconds UTC. */
export interface Calendar {
  startOf(day: string): number;
  /** Start of the next day. */
  endOf(day: string): number;
  dateOf(ms: number): string;
}

/**
 * The windows that units of the period count in, and the window of its last day. Each uses the terms at its
 * end.
 */
export function quotaWindows(
  history: History,
  rows: TermDayUnits[],
  period: Period,
  calendar: Calendar,
): QuotaWindow[] {
  const lengths = new Set(history.map(({ terms }) => terms.quota?.per));
  const { termMs } = asOf(history, calendar.endOf(period.to));
  const all = [...rows, { day: period.to, units: 0, termMs }];
  const used = (['day', 'month', 'term'] as const).filter((per) => lengths.has(per));
  return used.flatMap((per) =>
    [...usedBy(per, all, period)].flatMap(([key, { before, within }]) => {
      const [window = '', termMs = ''] = key.slice(`${per}:`.length).split('@');
      const named = per === 'term' ? calendar.dateOf(Number(window)) : window;
      const [last = period.to] = [
        { day: window, month: lastDayOf(window), term: period.to }[per],
        period.to,
      ].sort();
      const { quota } = asOf(history, calendar.endOf(last)).terms;
      if (quota?.per !== per || (per !== 'term' && termMs === '')) return [];
      const beyond = (units: number) => (quota.onExceed === 'overage' ? Math.max(0, units - quota.limit) : 0);
      return [
        { ...quota, window: named, used: before + within, overage: beyond(before + within) - beyond(before) },
      ];
    }),
  );
}

interface Used {
  /** Units before the period, and in it. */
  before: number;
  within: number;
}

/** Only windows that overlap the period. */
function usedBy(per: Quota['per'], rows: TermDayUnits[], { from, to }: Period): Map<string, Used> {
  const windows = new Map<string, Used>();
  const touched = new Set<string>();
  for (const { day, units, termMs } of rows) {
    if (day > to) continue;
    const window = windowsOfDay(`${day}@${termMs}`)[per];
    const used = windows.get(window) ?? { before: 0, within: 0 };
    if (day < from) used.before += units;
    else {
      used.within += units;
      touched.add(window);
    }
    windows.set(window, used);
  }
  return new Map([...windows].filter(([window]) => touched.has(window)));
}

/** Months or terms that end in the period, each under the terms at its end. */
export function minimumWindows(
  history: History,
  rows: TermDayUnits[],
  { period, nowMs }: { period: Period; nowMs: number },
  calendar: Calendar,
): MinimumWindow[] {
  if (!history.some(({ terms }) => terms.minimum)) return [];
  const due = (minimum: Minimum, window: string, used: number, overMs: number): MinimumWindow => ({
    ...minimum,
    window,
    used,
    shortfall: overMs <= nowMs ? Math.max(0, minimum.units - used) : null,
  });
  const months = monthsEndingIn(period).flatMap((month) => {
    const endMs = calendar.endOf(lastDayOf(month));
    const version = asOf(history, endMs);
    const { minimum } = version.terms;
    if (minimum?.per !== 'month' || !inForce(history, calendar.startOf(`${month}-01`), endMs)) return [];
    return [
      due(
        minimum,
        month,
        sumOf(rows, ({ day }) => day.slice(0, 7) === month),
        endMs,
      ),
    ];
  });
  const terms = termsKnown(history, calendar.endOf(period.to)).flatMap(({ terms, termMs, overMs }) => {
    const lastDay = calendar.dateOf(overMs - 1);
    if (terms.minimum?.per !== 'term' || lastDay < period.from || lastDay > period.to) return [];
    const used = sumOf(rows, (row) => row.termMs === termMs);
    return [due(terms.minimum, calendar.dateOf(termMs), used, overMs)];
  });
  return [...months, ...terms];
}

function sumOf(rows: TermDayUnits[], counts: (row: TermDayUnits) => boolean): number {
  return rows.reduce((sum, row) => (counts(row) ? sum + row.units : sum), 0);
}
