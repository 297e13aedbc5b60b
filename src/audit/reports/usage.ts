/** The usage of one license in a period: what was used, what of it counts on the bill, and how that comes about. Pure. */
import { type Cell, type Sums, sumOf } from '../../ledger/segments/cells.ts';
import { type Breakdown, breakdownOf, type Figures, figuresOf } from './figures.ts';
import { asOf, type History } from './history.ts';
import { type EntryFilter, linksWithin } from './links.ts';
import type { Period } from './period.ts';
import { type SeriesPoint, seriesOf } from './series.ts';
import {
  byTerm,
  type Calendar,
  type DayUnits,
  type MinimumWindow,
  minimumWindows,
  type QuotaWindow,
  quotaWindows,
  type TermStarts,
} from './windows.ts';

export type UsageEnv = 'live' | 'test';
export type Granularity = 'month' | 'day' | 'hour';

/** What a report tells of a license besides its figures. */
export interface Subject {
  license: string;
  partner: string;
  /** Versions of the license, and their terms. */
  history: History;
  /** As of the end of the period: whose days its bounds are. */
  timeZone: string;
  calendar: Calendar;
}

export interface Adjusted {
  entry: string;
  /** ISO 8601 UTC. */
  at: string;
  statement: string;
  title: string | null;
  units: number;
  reason: string;
}

/** What has been read of one license. */
export interface Read {
  /** Of the period. With `parts` when they are told: those of a line may lack them. */
  cells: Cell[];
  /** Units of the live keys, as far back as quota and minimum need them. */
  days: DayUnits[];
  starts: TermStarts;
  adjustments: Adjusted[];
}

export interface Billing {
  /** Units of live keys in the period. */
  units: number;
  /** How many of them are beyond the quota. */
  overage: number;
  quota: QuotaWindow[];
  minimum: MinimumWindow[];
  /** What is missing of the minimum of months and terms that ended in the period. */
  shortfall: number;
  adjustments: Adjusted[];
  /** units + shortfall + the units of adjustments. */
  billed: number;
}

export type TitleUsage = { title: string | null } & Partial<Record<UsageEnv, Figures & Breakdown>>;

/** One line of a report. */
export interface UsageLine {
  license: string;
  partner: string;
  /** Of the license, at the end of the period. */
  version: number;
  timeZone: string;
  /** The instants that the period's days begin and end with: `to` is the first that is not in it. ISO 8601 UTC. */
  from: string;
  to: string;
  live?: Figures;
  test?: Figures;
  /** Absent when only test traffic was asked for. */
  billing?: Billing;
}

/** What the line of a single license tells more. */
export interface UsageDetail extends UsageLine {
  live?: Figures & Breakdown;
  test?: Figures & Breakdown;
  titles: TitleUsage[];
  series: SeriesPoint[];
}

export interface UsageOptions {
  period: Period;
  /** Absent: both, apart. */
  env?: UsageEnv;
  granularity: Granularity;
  nowMs: number;
}

export function usageLine(subject: Subject, read: Read, options: UsageOptions): UsageLine {
  const line = headOf(subject, options);
  return {
    ...line,
    ...perEnv(options, (env) => figuresOf(sumIn(read.cells, env), linksOf(line, { env }))),
    ...billingOf(subject, read, options),
  };
}

export function usageDetail(subject: Subject, read: Read, options: UsageOptions): UsageDetail {
  const line = headOf(subject, options);
  const told = (cells: Cell[], filter: EntryFilter) =>
    perEnv(options, (env) => {
      const [sums, link] = [sumIn(cells, env), linksOf(line, { env, ...filter })];
      return { ...figuresOf(sums, link), ...breakdownOf(sums, link) };
    });
  const titles = [...new Set(read.cells.map(({ title }) => title))].sort();
  const counted = read.cells.filter(({ env }) => env === (options.env ?? 'live'));
  return {
    ...line,
    ...told(read.cells, {}),
    ...billingOf(subject, read, options),
    titles: titles.map((title) => ({
      title: title || null,
      ...told(
        read.cells.filter((cell) => cell.title === title),
        { title },
      ),
    })),
    series: seriesOf(counted, options.granularity),
  };
}

function headOf({ license, partner, history, timeZone, calendar }: Subject, { period }: UsageOptions) {
  const endMs = calendar.endOf(period.to);
  return {
    license,
    partner,
    version: asOf(history, endMs).version,
    timeZone,
    from: new Date(calendar.startOf(period.from)).toISOString(),
    to: new Date(endMs).toISOString(),
  };
}

function billingOf(
  { history, calendar }: Subject,
  { cells, days, starts, adjustments }: Read,
  { period, env, nowMs }: UsageOptions,
): { billing?: Billing } {
  if (env === 'test') return {};
  const rows = byTerm(days, starts);
  const quota = quotaWindows(history, rows, period, calendar);
  const minimum = minimumWindows(history, rows, { period, nowMs }, calendar);
  const { units } = sumIn(cells, 'live');
  const shortfall = total(minimum, (window) => window.shortfall ?? 0);
  const billed = units + shortfall + total(adjustments, (adjusted) => adjusted.units);
  const overage = total(quota, (window) => window.overage);
  return { billing: { units, overage, quota, minimum, shortfall, adjustments, billed } };
}

const linksOf = ({ license, from, to }: Pick<UsageLine, 'license' | 'from' | 'to'>, filter: EntryFilter) =>
  linksWithin({ license, from, to, ...filter });

function perEnv<T>({ env }: UsageOptions, figuresFor: (env: UsageEnv) => T): Partial<Record<UsageEnv, T>> {
  const envs = env ? [env] : (['live', 'test'] as const);
  return Object.fromEntries(envs.map((one) => [one, figuresFor(one)]));
}

export function sumIn(cells: Cell[], env: UsageEnv): Sums {
  return sumOf(cells.filter((cell) => cell.env === env));
}

function total<T>(rows: T[], units: (row: T) => number): number {
  return rows.reduce((sum, row) => sum + units(row), 0);
}
