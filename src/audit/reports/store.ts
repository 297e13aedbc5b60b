/** SQL of usage reports: stored sums, the tail that is not summed yet, and license versions. */
import type { LogStore } from '../../ledger/blocks/files.ts';
import type { ZoneOf } from '../../ledger/segments/calendar.ts';
import { addToCounts, type Cell } from '../../ledger/segments/cells.ts';
import { entriesFound } from '../../ledger/segments/entries.ts';
import { cellsOf } from '../../ledger/segments/sums.ts';
import { whereOf } from '../../platform/conditions.ts';
import { getOrInsert } from '../../rights/get-or-insert.ts';
import type { Minimum, Quota } from '../../rights/terms.ts';
import type { StoredVersion } from './history.ts';
import type { Period } from './period.ts';
import type { DayUnits } from './windows.ts';

export interface LicenseVersions {
  license: string;
  partner: string;
  /** Oldest first. */
  versions: StoredVersion[];
}

/** All that are undefined: all licenses. */
export interface LicenseFilter {
  license?: string | undefined;
  partner?: string | undefined;
  licenses?: string[] | undefined;
}

/** By license id. */
export async function licenseVersions(
  db: D1Database,
  { license, partner, licenses }: LicenseFilter,
): Promise<LicenseVersions[]> {
  const { where, values } = whereOf([
    { sql: 'licenses.id = ?', values: [license] },
    { sql: 'licenses.partner = ?', values: [partner] },
    {
      sql: 'licenses.id IN (SELECT value FROM json_each(?))',
      values: [licenses && JSON.stringify(licenses)],
    },
  ]);
  const { results } = await db
    .prepare(
      `SELECT licenses.id AS license, licenses.partner, versions.version, versions.status, versions.at,
         versions.terms ->> 'starts' AS starts, versions.terms ->> 'ends' AS ends,
         versions.terms ->> 'timeZone' AS timeZone, versions.terms -> 'quota' AS quota,
         versions.terms -> 'minimum' AS minimum
       FROM licenses JOIN license_versions AS versions ON versions.license = licenses.id ${where}
       ORDER BY licenses.id, versions.version`,
    )
    .bind(...values)
    .all<VersionRow>();
  return [...Map.groupBy(results, (row) => row.license)].map(([id, rows]) => ({
    license: id,
    partner: rows[0]?.partner ?? '',
    versions: rows.map(versionOf),
  }));
}

/** A version with only the terms that determine a bill. */
interface VersionRow extends Omit<StoredVersion, 'terms'> {
  license: string;
  partner: string;
  starts: string;
  ends: string;
  timeZone: string | null;
  /** JSON. */
  quota: string | null;
  minimum: string | null;
}

function versionOf({ version, status, at, ...row }: VersionRow): StoredVersion {
  const { partner, starts, ends, timeZone, quota, minimum } = row;
  const terms = {
    ...{ partner, starts, ends },
    ...(timeZone !== null && { timeZone }),
    ...(quota !== null && { quota: JSON.parse(quota) as Quota }),
    ...(minimum !== null && { minimum: JSON.parse(minimum) as Minimum }),
  };
  return { version, status, terms, at };
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
  /** Single cells with their parts; otherwise one sum of counts for each license and kind of key. */
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
  const lines = new Map<string, Map<string, Cell>>();
  const days = new Map<string, DayUnits & { license: string }>();
  const take = (batch: Cell[]) => {
    for (const cell of batch) {
      const { license, day, env } = cell;
      const query = unitsOf.get(license);
      if (query && env === 'live' && cell.units > 0 && day >= query.from) addUnits(days, cell, query.lead);
      if (day < period.from) continue;
      if (detail) cells.push(cell);
      else {
        const ofLicense = getOrInsert(lines, license, () => new Map<string, Cell>());
        const line = ofLicense.get(env);
        if (line) addToCounts(line, cell);
        else ofLicense.set(env, { ...cell, day: '', title: '' });
      }
    }
  };
  for await (const batch of cellsOf(db, { ...sums, parts: detail }, zoneOf)) take(batch);
  return {
    cells: [...cells, ...[...lines.values()].flatMap((ofLicense) => [...ofLicense.values()])],
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
  getOrInsert(days, `${license} ${shownDay}`, () => ({ license, day: shownDay, units: 0 })).units += units;
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
