/** Responses with a usage report. */
import type { Context } from 'hono';
import { countsOf } from '../../ledger/segments/cells.ts';
import type { AppEnv } from '../../platform/http.ts';
import { namesById } from '../entities/names-store.ts';
import { sendJson } from '../large-answer.ts';
import { csvAnswer, NO_STORE, wantsCsv } from '../table-answer.ts';
import { usageCsv } from './csv.ts';
import type { Period } from './period.ts';
import type { Billing, Figures, Totals, UsageLine } from './schemas.ts';
import type { LineSums, UsageEnv } from './usage.ts';

export interface UsageReport {
  period: Period;
  items: UsageLine[];
  env?: UsageEnv;
  /** All lines, if `items` has only some of them. */
  all?: LineSums[];
}

export async function usageAnswer(c: Context<AppEnv>, { period, items, env, all }: UsageReport) {
  if (wantsCsv(c)) {
    const licenses = items.map(({ license }) => license);
    const parties = await namesById(c.env, 'license', licenses);
    return csvAnswer(c, `usage-${fileName(period.name)}`, usageCsv(period.name, items, parties));
  }
  const at = new Date(c.get('now')).toISOString();
  const totals = totalsOf(all ?? items, env);
  return sendJson(c, { period, at, items, totals, ...(all && { lines: all.length }) }, NO_STORE);
}

/** An interval contains a slash. */
const fileName = (period: string) => period.replace('/', '_');

type Summed = { billing?: Billing | undefined } & Partial<Record<UsageEnv, Omit<Figures, 'links'>>>;

function totalsOf(lines: Summed[], env: UsageEnv = 'live'): Totals {
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
