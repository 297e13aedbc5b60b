/** The month-end grid: which months of which licenses are closed, and which can be. */
import { dateIn } from '../../ledger/time-zone.ts';
import { asOf, type History, historyOf, inForce, zoneOf } from '../reports/history.ts';
import { lastDayOf } from '../reports/period.ts';
import { calendarOf } from '../reports/read.ts';
import { licensesAsked } from '../reports/store.ts';
import type { Calendar } from '../reports/windows.ts';
import { GRID_MONTHS } from './limits.ts';
import {
  type Billed,
  boundsOfMonth,
  coveringPeriods,
  type MonthState,
  monthState,
  monthsUpTo,
} from './month-state.ts';
import { billableMonths, closedPeriods, type Days, type LicenseName, licenseNames } from './months-store.ts';

export interface LicenseMonths extends Omit<LicenseName, 'titles'> {
  timeZone: string;
  /** Newest first. */
  months: { period: string; state: MonthState; statement?: string }[];
}

/** Of all licenses. */
export type MonthCounts = { period: string } & Record<Exclude<MonthState, 'none'>, number>;

export interface Grid {
  months: MonthCounts[];
  /** By name. Licenses with nothing in any of the months are left out. */
  rows: LicenseMonths[];
}

interface GridQuery {
  /** YYYY-MM, the newest of the months. */
  to: string;
  /** Words of the partner's name, its titles or the reference; or an id. */
  q?: string | undefined;
  /** Of the newest month. */
  state?: MonthState | undefined;
  nowMs: number;
}

export async function monthGrid(db: D1Database, { to, q = '', state, nowMs }: GridQuery): Promise<Grid> {
  const periods = monthsUpTo(to, GRID_MONTHS);
  const [names, versions, closed] = await Promise.all([
    licenseNames(db),
    licensesAsked(db, {}),
    closedPeriods(db, [...new Set(periods.flatMap(coveringPeriods))]),
  ]);
  const histories = new Map(
    versions.map(({ license, versions: stored }) => [license, historyOf(license, stored)]),
  );
  const calendars = new Map<string, Calendar>();
  const calendarFor = (timeZone: string): Calendar => {
    const calendar = calendars.get(timeZone) ?? calendarOf(timeZone);
    calendars.set(timeZone, calendar);
    return calendar;
  };
  const statements = Map.groupBy(closed, ({ license }) => license);
  const licenses = names.flatMap(({ titles, ...name }) => {
    const history = histories.get(name.license);
    if (!history) return [];
    const own = new Map(statements.get(name.license)?.map(({ period, id }) => [period, id]));
    const billed: Billed = { history, calendarOf: calendarFor, statements: own, billable: new Set() };
    return [{ name, titles, billed }];
  });
  const billable = await billableOf(db, licenses, periods);
  const rows = licenses.map(({ name, titles, billed }) => ({
    titles,
    ...name,
    timeZone: zoneOf(asOf(billed.history, nowMs)),
    months: periods.map((period) => ({
      period,
      ...monthState({ ...billed, billable: billable.get(name.license) ?? new Set() }, period, nowMs),
    })),
  }));
  return {
    months: periods.map((period, place) => ({
      period,
      ...countsOf(rows.map(({ months }) => months[place]?.state)),
    })),
    rows: rows
      .filter((row) => row.months.some((month) => month.state !== 'none'))
      .filter((row) => state === undefined || row.months[0]?.state === state)
      .filter((row) => matches(row, q))
      .map(({ titles: _titles, ...row }) => row),
  };
}

function countsOf(states: (MonthState | undefined)[]) {
  const count = (state: MonthState) => states.filter((one) => one === state).length;
  return { open: count('open'), ready: count('ready'), closed: count('closed') };
}

/** Every word of the search is in one of the names. */
function matches({ license, partner, name, reference, titles }: LicenseName, q: string): boolean {
  const text = [name, reference, titles].join(' ').toLowerCase();
  const words = q.trim().toLowerCase().split(/\s+/);
  return q.trim() === license || q.trim() === partner || words.every((word) => text.includes(word));
}

/** By license: the months outside of its terms in which something was billed to it. */
async function billableOf(
  db: D1Database,
  licenses: { name: { license: string }; billed: Pick<Billed, 'history' | 'calendarOf'> }[],
  periods: string[],
): Promise<Map<string, Set<string>>> {
  const spans = licenses.flatMap(({ name: { license }, billed }): Days[] => {
    const outside = periods.filter((period) => isOutside(billed, period));
    const [to, from] = [outside[0], outside.at(-1)];
    return to && from ? [{ license, from: `${from}-01`, to: lastDayOf(to) }] : [];
  });
  const histories = new Map<string, History>(
    licenses.map(({ name, billed }) => [name.license, billed.history]),
  );
  const found = (await billableMonths(db, spans)).map(({ license, month, at }) => {
    const history = histories.get(license);
    const instant = Date.parse(at ?? '');
    const day = history && at !== null ? dateIn(zoneOf(asOf(history, instant)), instant) : '';
    return { license, month: month ?? day.slice(0, 7) };
  });
  return new Map(
    [...Map.groupBy(found, ({ license }) => license)].map(([license, months]) => [
      license,
      new Set(months.map(({ month }) => month)),
    ]),
  );
}

/** Nothing can be billed to a license before it was created. */
function isOutside(license: Pick<Billed, 'history' | 'calendarOf'>, month: string): boolean {
  const { fromMs, toMs } = boundsOfMonth(license, month);
  return toMs > license.history[0].atMs && !inForce(license.history, fromMs, toMs);
}
