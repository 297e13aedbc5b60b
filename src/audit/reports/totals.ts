/** Totals of all lines of a report. Pure. */
import { countsOf } from '../../ledger/segments/cells.ts';
import type { Billing, Figures, Totals } from './schemas.ts';
import type { UsageEnv } from './usage.ts';

type Summed = { billing?: Billing | undefined } & Partial<Record<UsageEnv, Omit<Figures, 'links'>>>;

export function totalsOf(lines: Summed[], env: UsageEnv = 'live'): Totals {
  const figures = lines.flatMap((line) => line[env] ?? []);
  const bills = lines.flatMap(({ billing }) => billing ?? []);
  const sum = <T>(rows: T[], of: (row: T) => number) => rows.reduce((total, row) => total + of(row), 0);
  const { firstAt, lastAt, ...counts } = countsOf(
    figures.map((figure) => ({ ...figure, firstAt: figure.firstAt ?? '', lastAt: figure.lastAt ?? '' })),
  );
  return {
    ...counts,
    overage: sum(bills, ({ overage }) => overage),
    shortfall: sum(bills, ({ shortfall }) => shortfall),
    adjusted: sum(bills, ({ adjustments }) => sum(adjustments, ({ units }) => units)),
    billed: sum(bills, ({ billed }) => billed),
    firstAt: firstAt || null,
    lastAt: lastAt || null,
  };
}
