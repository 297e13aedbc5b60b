/** SQL of usage reports: stored sums, the tail that is not summed yet, and license versions. */
import type { LogStore } from '../../ledger/blocks/files.ts';
import type { ZoneOf } from '../../ledger/segments/calendar.ts';
import { addCells, type Cell } from '../../ledger/segments/cells.ts';
import { entriesFound } from '../../ledger/segments/entries.ts';
import { cellsOf } from '../../ledger/segments/sums.ts';
import { whereOf } from '../../platform/conditions.ts';
import type { StoredVersion } from './history.ts';
import type { Period } from './period.ts';
import type { DayUnits } from './windows.ts';

export interface LicenseVersions {
  license: string;
  partner: string;
  /** Oldest first. */
  versions: StoredVersion[];
}

/**
 * Only the terms that determine a bill: all terms of all versions of ten thousand licenses exceed one answer.
 */
const BILLED_TERMS = `json_patch('{}', json_object(${(['partner', 'starts', 'ends', 'timeZone'] as const)
  .map((name) => `'${name}', versions.terms ->> '${name}'`)
  .join(', ')}, 'quota', json(versions.terms -> 'quota'), 'minimum', json(versions.terms -> 'minimum')))`;

/** By license id. */
export async function licenseVersions(
  db: D1Database,
  { license, partner }: { license?: string; partner?: string },
): Promise<LicenseVersions[]> {
  const { where, values } = whereOf([
    { sql: 'licenses.id = ?', values: [license] },
    { sql: 'licenses.partner = ?', values: [partner] },
  ]);
  const { results } = await db
    .prepare(
      `SELECT licenses.id, licenses.partner,
         json_group_array(json_object('version', versions.version, 'status', versions.status, 'at', versions.at,
           'terms', json(${BILLED_TERMS})) ORDER BY versions.version) AS versions
       FROM licenses JOIN license_versions AS versions ON versions.license = licenses.id ${where}
       GROUP BY licenses.id ORDER BY licenses.id`,
    )
    .bind(...values)
    .all<{ id: string; partner: string; versions: string }>();
  return results.map(({ id, partner, versions }) => ({
    license: id,
    partner,
    versions: JSON.parse(versions) as StoredVersion[],
  }));
}

/** First days for which the units of a license are needed: day by day from `lead`, as one sum from `from`. */
export interface UnitsQuery {
  license: string;
  from: string;
  lead: string;
}

export interface SumsRequest {
  licenses: string[];
  period: Period;
  /** Single cells with their components; otherwise one sum for each license and kind of key. */
  detail: boolean;
  units: UnitsQuery[];
  /** Instants, ISO 8601 UTC, that include the period in every time zone. */
  span: { from: string; to: string };
}

export interface ReportSums {
  cells: Cell[];
  units: (DayUnits & { license: string })[];
  /** Texts of entries, JSON. */
  adjustments: string[];
}

/**
 * Stored sums and those of the tail, with days of `zoneOf`. `units` are those of live keys: day by day from
 * each license's `lead`, and one sum from its `from` to `lead`.
 */
export async function readSums(db: D1Database, request: SumsRequest, zoneOf: ZoneOf): Promise<ReportSums> {
  const { licenses, period, detail, units } = request;
  const first = [period.from, ...units.map(({ from }) => from)].sort()[0] ?? period.from;
  const sums = { licenses, from: first, to: period.to };
  const unitsOf = new Map(units.map((query) => [query.license, query]));
  const cells: Cell[] = [];
  const lines = new Map<string, Cell>();
  const days = new Map<string, DayUnits & { license: string }>();
  const take = (batch: Cell[]) => {
    for (const cell of batch) {
      const { license, day, env } = cell;
      const query = unitsOf.get(license);
      if (query && env === 'live' && cell.units > 0 && day >= query.from) addUnits(days, cell, query.lead);
      if (day < period.from) continue;
      if (detail) cells.push(cell);
      else {
        const key = `${license} ${env}`;
        const line = lines.get(key);
        lines.set(key, line ? addCells(line, cell) : { ...cell, day: '', title: '' });
      }
    }
  };
  for await (const batch of cellsOf(db, { ...sums, parts: detail }, zoneOf)) take(batch);
  return {
    cells: [...cells, ...lines.values()],
    units: [...days.values()],
    adjustments: await adjustmentsOf(db, request),
  };
}

function addUnits(
  days: Map<string, DayUnits & { license: string }>,
  { license, day, units }: Cell,
  lead: string,
): void {
  const shownDay = day < lead ? '' : day;
  const sum = days.get(`${license} ${shownDay}`) ?? { license, day: shownDay, units: 0 };
  sum.units += units;
  days.set(`${license} ${shownDay}`, sum);
}

async function adjustmentsOf(db: D1Database, { licenses, span }: SumsRequest): Promise<string[]> {
  const { results } = await db
    .prepare(
      `SELECT notes.body FROM json_each(?1) AS asked CROSS JOIN notes
         ON notes.kind = 'adjustment' AND notes.license = asked.value AND notes.at >= ?2 AND notes.at < ?3
       ORDER BY notes.license, notes.idx`,
    )
    .bind(JSON.stringify(licenses), span.from, span.to)
    .all<{ body: string }>();
  return results.map(({ body }) => body);
}

/** Units billed to a license between two instants (ISO 8601 UTC), less than a day apart. */
export async function unitsBetween(
  store: LogStore,
  { license, from, to }: { license: string; from: string; to: string },
): Promise<number> {
  let units = 0;
  for await (const entries of entriesFound(store, { from, to, facets: [['license', [license]]] }))
    for (const { billable } of entries) units += billable;
  return units;
}
