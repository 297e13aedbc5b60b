/**
 * Compares this month with the same days of the last, and counts licenses without a statement for the last
 * month.
 */
import type { Cell } from '../../ledger/segments/cells.ts';
import { cellsOf } from '../../ledger/segments/sums.ts';
import { dateIn } from '../../ledger/time-zone.ts';
import { adjacentPeriod, lastDayOf } from '../reports/period.ts';
import { coveringPeriods } from '../statements/month-state.ts';
import { COUNTED_MAX } from './limits.ts';
import type { Overview } from './overview.ts';

type MonthSums = Overview['months']['current'];

/** YYYY-MM-DD, both inclusive. */
interface Span {
  /** YYYY-MM. */
  period: string;
  from: string;
  to: string;
}

export interface Months {
  current: Span;
  previous: Span;
}

/** `today`: YYYY-MM-DD. If the previous month is shorter, uses all of it. */
export function monthsUntil(today: string): Months {
  const period = today.slice(0, 7);
  const previous = adjacentPeriod(period, -1) ?? period;
  const [to = today] = [lastDayOf(previous), `${previous}${today.slice(7)}`].sort();
  return {
    current: { period, from: `${period}-01`, to: today },
    previous: { period: previous, from: `${previous}-01`, to },
  };
}

interface SumRow {
  month: string;
  partner: string;
  units: number;
  deliveries: number;
  refusals: number;
}

interface TermRow {
  starts: string;
  ends: string;
  zone: string | null;
  licenses: number;
}

/** Days are in the zone of each license. Reads the sums of all segments with these days. */
export async function readMonths(
  db: D1Database,
  { current, previous }: Months,
): Promise<{ months: Record<'current' | 'previous', MonthSums>; due: number }> {
  const [partners, due] = await db.batch([
    db.prepare('SELECT id, partner FROM licenses'),
    db
      .prepare(
        `SELECT starts, ends, zone, count(*) AS licenses FROM (
           SELECT terms ->> '$.starts' AS starts, terms ->> '$.ends' AS ends, terms ->> '$.timeZone' AS zone
           FROM licenses
           WHERE terms ->> '$.starts' < date(?2, '+1 day') AND terms ->> '$.ends' > date(?1, '-1 day')
             AND NOT EXISTS (SELECT 1 FROM statements WHERE statements.license = licenses.id
               AND (period IN (?3, ?4, ?5) OR period BETWEEN ?3 || '-01' AND ?3 || '-31'))
             LIMIT ${COUNTED_MAX}) GROUP BY 1, 2, 3`,
      )
      .bind(previous.from, current.from, ...coveringPeriods(previous.period)),
  ]);
  const partnerOf = new Map(
    ((partners?.results ?? []) as { id: string; partner: string }[]).map(({ id, partner }) => [id, partner]),
  );
  const rows = new Map<string, SumRow>();
  const take = (cells: Cell[]) => {
    for (const { license, day, units, deliveries, refusals } of cells) {
      const span = [current, previous].find(({ from, to }) => day >= from && day <= to);
      const partner = partnerOf.get(license);
      if (!span || partner === undefined) continue;
      const key = `${span.period} ${partner}`;
      const row = rows.get(key) ?? { month: span.period, partner, units: 0, deliveries: 0, refusals: 0 };
      row.units += units;
      row.deliveries += deliveries;
      row.refusals += refusals;
      rows.set(key, row);
    }
  };
  const days = { from: previous.from, to: current.to };
  for await (const cells of cellsOf(db, days)) take(cells);
  return {
    months: { current: sumOf([...rows.values()], current), previous: sumOf([...rows.values()], previous) },
    due: ((due?.results ?? []) as TermRow[])
      .filter(({ starts, ends, zone }) => {
        const dayOf = (ms: number) => dateIn(zone ?? 'UTC', ms);
        // The end of a term is exclusive.
        return dayOf(Date.parse(starts)) < current.from && dayOf(Date.parse(ends) - 1) >= previous.from;
      })
      .reduce((sum, { licenses }) => sum + licenses, 0),
  };
}

function sumOf(rows: SumRow[], { period, from, to }: Span): MonthSums {
  const monthRows = rows.filter(({ month }) => month === period);
  const total = (name: 'units' | 'deliveries' | 'refusals') =>
    monthRows.reduce((sum, row) => sum + row[name], 0);
  return {
    ...{ from, to, units: total('units'), deliveries: total('deliveries'), refusals: total('refusals') },
    partners: new Set(monthRows.map(({ partner }) => partner)).size,
  };
}
