/** This month against the last one up to the same day, and how many licenses lack a statement for the last one. */
import { OPERATORS_LOG } from '../../ledger/names.ts';
import { SEALED_TO } from '../../ledger/segments/sealed-to.ts';
import { dateIn } from '../../ledger/time-zone.ts';
import { lastDayOf } from '../reports/period.ts';
import { coveringPeriods, monthsUpTo } from '../statements/month-state.ts';
import { COUNTED_MAX } from './limits.ts';

/** Days, YYYY-MM-DD; both are included. */
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

interface MonthSums extends Omit<Span, 'period'> {
  units: number;
  deliveries: number;
  refusals: number;
  partners: number;
}

/** `today`: YYYY-MM-DD. Of a shorter month before, all days. */
export function monthsUntil(today: string): Months {
  const period = today.slice(0, 7);
  const [, before = period] = monthsUpTo(period, 2);
  const [to = today] = [lastDayOf(before), `${before}${today.slice(7)}`].sort();
  return {
    current: { period, from: `${period}-01`, to: today },
    previous: { period: before, from: `${before}-01`, to },
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

/** Days are those of each license's zone. Costs a seek for each license, and what they used in these days. */
export async function readMonths(
  db: D1Database,
  { current, previous }: Months,
): Promise<{ months: Record<'current' | 'previous', MonthSums>; due: number }> {
  const [sealed, tail, due] = await db.batch([
    db
      .prepare(
        `SELECT substr(day, 1, 7) AS month, partner, sum(units) AS units, sum(deliveries) AS deliveries, sum(refusals) AS refusals
         FROM licenses CROSS JOIN usage_cells ON usage_cells.license = licenses.id AND day >= ?1 AND day <= ?4
         WHERE day <= ?2 OR day >= ?3 GROUP BY 1, 2`,
      )
      .bind(previous.from, previous.to, current.from, current.to),
    db.prepare(
      `SELECT substr(at, 1, 16) AS minute, entries.partner, terms ->> '$.timeZone' AS zone, sum(billable) AS units,
         sum(kind = 'delivery') AS deliveries, sum(kind = 'refusal') AS refusals
       FROM entries NOT INDEXED LEFT JOIN licenses ON licenses.id = entries.license
       WHERE n > ${SEALED_TO} AND again = 0 AND entries.license <> '${OPERATORS_LOG}' AND kind IN ('delivery', 'refusal')
       GROUP BY 1, 2, 3`,
    ),
    db
      .prepare(
        `SELECT starts, ends, zone, count(*) AS licenses FROM (SELECT terms ->> '$.starts' AS starts, terms ->> '$.ends' AS ends,
             terms ->> '$.timeZone' AS zone FROM licenses
           WHERE terms ->> '$.starts' < date(?2, '+1 day') AND terms ->> '$.ends' > date(?1, '-1 day') AND NOT EXISTS (SELECT 1 FROM statements
             WHERE statements.license = licenses.id AND period IN (?3, ?4, ?5)) LIMIT ${COUNTED_MAX}) GROUP BY 1, 2, 3`,
      )
      .bind(previous.from, current.from, ...coveringPeriods(previous.period)),
  ]);
  const rows = [
    ...((sealed?.results ?? []) as SumRow[]),
    ...((tail?.results ?? []) as (SumRow & { minute: string; zone: string | null })[]).flatMap((row) => {
      const day = dateIn(row.zone ?? 'UTC', Date.parse(`${row.minute}:00Z`));
      const span = [current, previous].find(({ from, to }) => day >= from && day <= to);
      return span ? [{ ...row, month: span.period }] : [];
    }),
  ];
  return {
    months: { current: sumOf(rows, current), previous: sumOf(rows, previous) },
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
  const own = rows.filter(({ month }) => month === period);
  const total = (name: 'units' | 'deliveries' | 'refusals') => own.reduce((sum, row) => sum + row[name], 0);
  return {
    ...{ from, to, units: total('units'), deliveries: total('deliveries'), refusals: total('refusals') },
    partners: new Set(own.map(({ partner }) => partner)).size,
  };
}
