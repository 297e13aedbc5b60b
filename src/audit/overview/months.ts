/**
 * Compares this month with the same days of the last, and counts the statements that the months of the
 * month-end grid lack.
 */

import type { Cell } from '../../ledger/segments/cells.ts';
import { cellsOf } from '../../ledger/segments/sums.ts';
import { dateIn } from '../../ledger/time-zone.ts';
import { getOrInsert } from '../../rights/get-or-insert.ts';
import { adjacentPeriod, dayAfter, lastDayOf, periodsUpTo } from '../reports/period.ts';
import { GRID_MONTHS } from '../statements/limits.ts';
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
  /** YYYY-MM. */
  month: string;
  /** The start of the term, or when the license was stored, if that is later. */
  starts: string;
  ends: string;
  zone: string | null;
  licenses: number;
}

/** Days are in the zone of each license. Reads the sums of all segments with these days. */
export async function readMonths(
  db: D1Database,
  { current, previous }: Months,
): Promise<{ months: Record<'current' | 'previous', MonthSums>; due: number; older: number }> {
  const finished = periodsUpTo(previous.period, GRID_MONTHS).map((month) => ({
    month,
    first: `${month}-01`,
    next: dayAfter(lastDayOf(month)),
    covering: coveringPeriods(month),
  }));
  const [partners, terms] = await db.batch([
    db.prepare('SELECT id, partner FROM licenses'),
    db
      .prepare(
        `SELECT month, starts, ends, zone, count(*) AS licenses FROM (
           SELECT months.value ->> 'month' AS month,
             max(terms ->> '$.starts', substr(created, 1, 16) || 'Z') AS starts,
             terms ->> '$.ends' AS ends, terms ->> '$.timeZone' AS zone
           FROM json_each(?1) AS months CROSS JOIN licenses
           WHERE max(terms ->> '$.starts', created) < date(months.value ->> 'next', '+1 day')
             AND terms ->> '$.ends' > date(months.value ->> 'first', '-1 day')
             AND NOT EXISTS (SELECT 1 FROM statements WHERE statements.license = licenses.id
               AND (period IN (SELECT value FROM json_each(months.value, '$.covering'))
                 OR period BETWEEN months.value ->> 'month' || '-01' AND months.value ->> 'month' || '-31'))
           LIMIT ${GRID_MONTHS * COUNTED_MAX}) GROUP BY 1, 2, 3, 4`,
      )
      .bind(JSON.stringify(finished)),
  ]);
  const partnerOf = new Map(
    ((partners?.results ?? []) as { id: string; partner: string }[]).map(({ id, partner }) => [id, partner]),
  );
  const rows = new Map<string, SumRow>();
  // Where a license is, it may be tomorrow already.
  const thisMonth = { ...current, to: lastDayOf(current.period) };
  const take = (cells: Cell[]) => {
    for (const { license, day, env, units, deliveries, refusals } of cells) {
      const span = [thisMonth, previous].find(({ from, to }) => day >= from && day <= to);
      const partner = partnerOf.get(license);
      if (!span || partner === undefined || env !== 'live') continue;
      const key = `${span.period} ${partner}`;
      const none = { month: span.period, partner, units: 0, deliveries: 0, refusals: 0 };
      const row = getOrInsert(rows, key, () => none);
      row.units += units;
      row.deliveries += deliveries;
      row.refusals += refusals;
    }
  };
  const days = { from: previous.from, to: thisMonth.to };
  for await (const cells of cellsOf(db, days)) take(cells);
  const unclosed = ((terms?.results ?? []) as unknown as TermRow[]).filter(
    ({ month, starts, ends, zone }) => {
      const monthOf = (ms: number) => dateIn(zone ?? 'UTC', ms).slice(0, 7);
      // The end of a term is exclusive.
      return monthOf(Date.parse(starts)) <= month && monthOf(Date.parse(ends) - 1) >= month;
    },
  );
  const count = (rows: TermRow[]) =>
    Math.min(
      COUNTED_MAX,
      rows.reduce((sum, { licenses }) => sum + licenses, 0),
    );
  return {
    months: { current: sumOf([...rows.values()], current), previous: sumOf([...rows.values()], previous) },
    due: count(unclosed.filter(({ month }) => month === previous.period)),
    older: count(unclosed.filter(({ month }) => month < previous.period)),
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
