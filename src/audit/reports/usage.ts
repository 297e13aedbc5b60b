/** Usage of one license in a period, and the resulting bill. Pure. */
import {
  type Carried,
  type Cell,
  type Counts,
  countsOf,
  type Pair,
  type Sums,
  sumOf,
} from '../../ledger/segments/cells.ts';
import { asOf, type History } from './history.ts';
import { type EntryFilter, type LinkTo, linksWithin } from './links.ts';
import type { Period } from './period.ts';
import type { Adjusted, Billing, Breakdown, Figures, UsageDetail, UsageLine } from './schemas.ts';
import {
  byTerm,
  type Calendar,
  type DayUnits,
  minimumWindows,
  quotaWindows,
  type TermStarts,
} from './windows.ts';

export type UsageEnv = 'live' | 'test';
export type Granularity = 'month' | 'day' | 'hour';

/** A license with its history, without figures. */
export interface Subject {
  license: string;
  partner: string;
  /** Versions of the license, with their terms. */
  history: History;
  /** Zone at the end of the period, which defines its days. */
  timeZone: string;
  calendar: Calendar;
}

/** Loaded usage of one license. */
export interface LicenseUsage {
  /** Cells of the period. For a detail report they have `parts`; for a line they may lack them. */
  cells: Cell[];
  /** Units of live keys, as far back as quota and minimum need them. */
  days: DayUnits[];
  starts: TermStarts;
  adjustments: Adjusted[];
}

export interface UsageOptions {
  period: Period;
  /** Absent: both kinds, separately. */
  env?: UsageEnv;
  granularity: Granularity;
  nowMs: number;
}

/** What a line counts and bills, without names and links. */
export interface LineSums extends Partial<Record<UsageEnv, Counts>> {
  subject: Subject;
  billing?: Billing;
}

export function lineSums(subject: Subject, read: LicenseUsage, options: UsageOptions): LineSums {
  return {
    subject,
    ...perEnv(options, (env) => countsOf(cellsIn(read.cells, env))),
    ...billingOf(subject, read, options),
  };
}

export function usageLine({ subject, billing, ...sums }: LineSums, options: UsageOptions): UsageLine {
  const line = headOf(subject, options);
  return {
    ...line,
    ...perEnv(options, (env) => figuresOf(sums[env] ?? countsOf([]), linksOf(line, { env }))),
    ...(billing && { billing }),
  };
}

/** Lines with the highest bill first; of equal ones, those with the most entries. */
export const byBill =
  (env: UsageEnv = 'live') =>
  (a: LineSums, b: LineSums): number =>
    (b.billing?.billed ?? 0) - (a.billing?.billed ?? 0) ||
    (b[env]?.entries ?? 0) - (a[env]?.entries ?? 0) ||
    (a.subject.license < b.subject.license ? -1 : 1);

export function usageDetail(subject: Subject, read: LicenseUsage, options: UsageOptions): UsageDetail {
  const line = headOf(subject, options);
  const describe = (cells: Cell[], filter: EntryFilter) =>
    perEnv(options, (env) => {
      const [sums, link] = [sumOf(cellsIn(cells, env)), linksOf(line, { env, ...filter })];
      return { ...figuresOf(sums, link), ...breakdownOf(sums, link) };
    });
  const titles = [...new Set(read.cells.map(({ title }) => title))].sort();
  const counted = read.cells.filter(({ env }) => env === (options.env ?? 'live'));
  return {
    ...line,
    ...describe(read.cells, {}),
    ...billingOf(subject, read, options),
    titles: titles.map((title) => ({
      title: title || null,
      ...describe(
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
  { cells, days, starts, adjustments }: LicenseUsage,
  { period, env, nowMs }: UsageOptions,
): { billing?: Billing } {
  if (env === 'test') return {};
  const rows = byTerm(days, starts);
  const quota = quotaWindows(history, rows, period, calendar);
  const minimum = minimumWindows(history, rows, { period, nowMs }, calendar);
  const units = total(cellsIn(cells, 'live'), (cell) => cell.units);
  const shortfall = total(minimum, (window) => window.shortfall ?? 0);
  const billed = units + shortfall + total(adjustments, (adjusted) => adjusted.units);
  const overage = total(quota, (window) => window.overage);
  return { billing: { units, overage, quota, minimum, shortfall, adjustments, billed } };
}

const linksOf = ({ license, from, to }: Pick<UsageLine, 'license' | 'from' | 'to'>, filter: EntryFilter) =>
  linksWithin({ license, from, to, ...filter });

function perEnv<T>({ env }: UsageOptions, figuresFor: (env: UsageEnv) => T): Partial<Record<UsageEnv, T>> {
  const envs = env ? [env] : (['live', 'test'] as const);
  return Object.fromEntries(envs.map((name) => [name, figuresFor(name)]));
}

const cellsIn = (cells: Cell[], env: UsageEnv): Cell[] => cells.filter((cell) => cell.env === env);

function total<T>(rows: T[], units: (row: T) => number): number {
  return rows.reduce((sum, row) => sum + units(row), 0);
}

/** Of an hour of the day, only the entries are counted. */
type SeriesPoint = UsageDetail['series'][number];

function seriesOf(cells: Cell[], by: 'month' | 'day' | 'hour'): SeriesPoint[] {
  const points = new Map<string, SeriesPoint>();
  for (const cell of cells) {
    if (by === 'hour')
      for (const [at, entries] of Object.entries(cell.parts.hour)) {
        const point = points.get(at) ?? { at, entries: 0 };
        points.set(at, { at, entries: point.entries + entries });
      }
    else {
      const at = by === 'day' ? cell.day : cell.day.slice(0, 7);
      const { entries, deliveries = 0, refusals = 0, units = 0 } = points.get(at) ?? { entries: 0 };
      points.set(at, {
        at,
        entries: entries + cell.entries,
        deliveries: deliveries + cell.deliveries,
        refusals: refusals + cell.refusals,
        units: units + cell.units,
      });
    }
  }
  return [...points.values()].sort((a, b) => (a.at < b.at ? -1 : 1));
}

const DELIVERIES = { kind: 'delivery' };
const REFUSALS = { kind: 'refusal' };

function figuresOf(sums: Omit<Sums, 'parts'>, link: LinkTo): Figures {
  const { entries, deliveries, refusals, empty, repeats, units, firstAt, lastAt } = sums;
  return {
    entries,
    deliveries,
    refusals,
    empty,
    repeats,
    units,
    firstAt: firstAt || null,
    lastAt: lastAt || null,
    links: {
      deliveries: link(DELIVERIES),
      refusals: link(REFUSALS),
      empty: link({ effect: 'empty' }),
      repeats: link({ effect: 'repeat' }),
      units: link({ effect: 'units' }),
    },
  };
}

/** The value '' stands for entries without a value. A line has no `href` where no filter finds its entries. */
function breakdownOf({ parts }: Sums, link: LinkTo): Breakdown {
  const delivered = (name: 'type' | 'supplier', value: string) =>
    value === '' ? {} : { href: link({ ...DELIVERIES, [name]: value }) };
  return {
    sections: named(parts.section, (section, [entries, units]) => ({
      section,
      entries,
      units,
      href: link({ section }),
    })),
    types: named(parts.type, (type, [components, units, deliveries]) => ({
      type,
      components,
      units,
      deliveries,
      ...delivered('type', type),
    })),
    suppliers: named(parts.supplier, (supplier, [components, units, deliveries]) => ({
      supplier,
      components,
      units,
      deliveries,
      ...delivered('supplier', supplier),
    })),
    refusalsByCode: named(parts.code, (code, entries) => ({
      code,
      entries,
      href: link({ ...REFUSALS, code }),
    })),
    withheldByCode: named(parts.withheld, (code, components) => ({
      code,
      components,
      href: link({ ...DELIVERIES, code }),
    })),
    refusalsByRule: named(parts.rule, (rule, entries) => ({ rule, entries, href: link({ rule }) })),
  };
}

/** Sorted by name, so that equal figures give equal bytes. */
function named<V extends Pair | Carried | number, T>(
  values: Record<string, V>,
  line: (name: string, value: V) => T,
): T[] {
  return Object.keys(values)
    .sort()
    .flatMap((name) => {
      const value = values[name];
      return value === undefined ? [] : [line(name, value)];
    });
}
