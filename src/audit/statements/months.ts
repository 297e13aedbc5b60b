/** Month-end grid: closed and closable months of all licenses. */
import { dateIn } from '../../ledger/time-zone.ts';
import { getOrInsert } from '../../rights/get-or-insert.ts';
import { asOf, type History, historyOf, zoneOf } from '../reports/history.ts';
import { adjacentPeriod, periodsUpTo } from '../reports/period.ts';
import { calendarOf } from '../reports/read.ts';
import { licenseVersions } from '../reports/store.ts';
import type { Calendar } from '../reports/windows.ts';
import { GRID_MONTHS } from './limits.ts';
import {
  type Billed,
  type Month,
  type MonthState,
  mayBeBilled,
  monthState,
  monthsNamed,
  termIn,
} from './month-state.ts';
import {
  closedPeriods,
  correctionsSince,
  type LicenseName,
  licenseNames,
  monthsByLicense,
  monthsWithDays,
  monthsWithUnits,
  statementIds,
} from './months-store.ts';
import type { StatementMonths } from './schemas.ts';

interface GridQuery {
  /** Newest month, YYYY-MM. */
  to: string;
  /** Words of the partner's name, its titles or the reference; or an id. */
  q?: string | undefined;
  /** State of the newest month. */
  state?: MonthState | undefined;
  /** Last license of the previous page, and the number of rows. */
  after?: string | undefined;
  limit?: number;
  nowMs: number;
}

const NO_MONTHS: ReadonlySet<string> = new Set();

/**
 * Rows are sorted by name, and those without a relevant month are left out. States are computed for all
 * licenses, for the counts; statement ids are read for the page only.
 */
export async function monthGrid(
  db: D1Database,
  query: GridQuery,
): Promise<{ months: StatementMonths['months']; rows: StatementMonths['items'] }> {
  const { to, q = '', state, after, limit, nowMs } = query;
  const monthNames = periodsUpTo(to, GRID_MONTHS);
  const { months, periods } = monthsNamed(monthNames);
  const [names, versions, closed, daily] = await Promise.all([
    licenseNames(db, q.trim() !== ''),
    licenseVersions(db, {}),
    closedPeriods(db, periods),
    monthsWithDays(db, monthNames),
  ]);
  const histories = new Map(
    versions.map(({ license, versions: stored }) => [license, historyOf(license, stored)]),
  );
  const calendars = new Map<string, Calendar>();
  const calendarFor = (timeZone: string): Calendar => {
    return getOrInsert(calendars, timeZone, calendarOf);
  };
  const licenses = names.flatMap((name) => {
    const history = histories.get(name.license);
    if (!history) return [];
    const { license } = name;
    const statements = { closed: closed.get(license) ?? 0, daily: daily.get(license) ?? NO_MONTHS };
    return { name, history, calendarOf: calendarFor, ...statements };
  });
  const billable = await billableOf(db, licenses, months);
  const rows = licenses.map(({ name, ...license }) => {
    const billed = { ...license, billable: billable.get(name.license) ?? NO_MONTHS };
    return {
      name,
      history: license.history,
      states: months.map((month) => monthState(billed, month, nowMs)),
    };
  });
  const matching = rows
    .filter(({ states }) => states.some((state) => state !== 'none'))
    .filter(({ states }) => state === undefined || states[0] === state)
    .filter(({ name }) => q.trim() === '' || matches(name, q));
  const start = after === undefined ? 0 : matching.findIndex(({ name }) => name.license === after) + 1;
  const page = matching.slice(start, limit === undefined ? undefined : start + limit);
  const statements = await statementIds(
    db,
    page.map(({ name }) => name.license),
    periods,
  );
  return {
    months: months.map(({ name: period }, position) => ({
      period,
      ...countsOf(rows.map(({ states }) => states[position])),
    })),
    rows: page.map(({ name: { titles: _titles, ...name }, history, states }) => ({
      ...name,
      timeZone: zoneOf(asOf(history, nowMs)),
      months: months.map(({ name: period, covering }, position) => {
        const statement = covering.flatMap((period) => statements.get(`${name.license} ${period}`) ?? [])[0];
        return { period, state: states[position] ?? 'none', ...(statement && { statement }) };
      }),
    })),
  };
}

function countsOf(states: (MonthState | undefined)[]) {
  const counts = { open: 0, ready: 0, daily: 0, closed: 0, none: 0 };
  for (const state of states) if (state !== undefined) counts[state]++;
  const { none: _none, ...counted } = counts;
  return counted;
}

/** Every word of the search must be in one of the names. */
function matches({ license, partner, name, reference, titles }: LicenseName, q: string): boolean {
  const text = [name, reference, titles].join(' ').toLowerCase();
  const words = q.trim().toLowerCase().split(/\s+/);
  return q.trim() === license || q.trim() === partner || words.every((word) => text.includes(word));
}

type Terms = Pick<Billed, 'history' | 'calendarOf'> & { name: { license: string } };

/** By license: months outside its terms with units or corrections. */
async function billableOf(
  db: D1Database,
  licenses: Terms[],
  months: Month[],
): Promise<Map<string, Set<string>>> {
  const outside = licenses.flatMap((license) =>
    months
      .filter((month) => isOutside(license, month) && mayBeBilled(license, month))
      .map(({ name: month }) => ({ license: license.name.license, month })),
  );
  const [withUnits, corrections] = await Promise.all([
    monthsWithUnits(db, outside),
    correctionsSince(db, adjacentPeriod(months.at(-1)?.name ?? '', -1) ?? ''),
  ]);
  const histories = new Map<string, History>(licenses.map(({ name, history }) => [name.license, history]));
  const corrected = corrections.flatMap(({ license, at }) => {
    const history = histories.get(license);
    const instant = Date.parse(at);
    return history ? [{ license, month: dateIn(zoneOf(asOf(history, instant)), instant).slice(0, 7) }] : [];
  });
  return monthsByLicense([...withUnits, ...corrected]);
}

/** Nothing is billed before a license was created. */
function isOutside(license: Terms, month: Month): boolean {
  const { toMs, isInForce } = termIn(license, month);
  return !isInForce && toMs > license.history[0].atMs;
}
