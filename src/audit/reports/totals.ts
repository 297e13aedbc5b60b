/** Totals of all lines of a report. Pure. */
import type { Totals, UsageLine } from './schemas.ts';
import type { UsageEnv } from './usage.ts';

export function totalsOf(lines: UsageLine[], env: UsageEnv = 'live'): Totals {
  const figures = lines.flatMap((line) => line[env] ?? []);
  const bills = lines.flatMap(({ billing }) => billing ?? []);
  const sum = <T>(rows: T[], of: (row: T) => number) => rows.reduce((total, row) => total + of(row), 0);
  const times = (bound: 'firstAt' | 'lastAt') => figures.flatMap((figure) => figure[bound] ?? []).sort();
  return {
    entries: sum(figures, ({ entries }) => entries),
    deliveries: sum(figures, ({ deliveries }) => deliveries),
    refusals: sum(figures, ({ refusals }) => refusals),
    empty: sum(figures, ({ empty }) => empty),
    repeats: sum(figures, ({ repeats }) => repeats),
    units: sum(figures, ({ units }) => units),
    overage: sum(bills, ({ overage }) => overage),
    shortfall: sum(bills, ({ shortfall }) => shortfall),
    adjusted: sum(bills, ({ adjustments }) => sum(adjustments, ({ units }) => units)),
    billed: sum(bills, ({ billed }) => billed),
    firstAt: times('firstAt')[0] ?? null,
    lastAt: times('lastAt').at(-1) ?? null,
  };
}
