/** SQL of usage reports: the sums that are kept of the log, the tail that is not summed yet, and the versions of licenses. */
import { OPERATORS_LOG } from '../../ledger/names.ts';
import type { Cell, Parts } from '../../ledger/segments/cells.ts';
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

/** What a bill depends on: all terms of all versions of ten thousand licenses would not fit into one answer. */
const BILLED_TERMS = `json_patch('{}', json_object(${(['partner', 'starts', 'ends', 'timeZone'] as const)
  .map((name) => `'${name}', versions.terms ->> '${name}'`)
  .join(', ')}, 'quota', json(versions.terms -> 'quota'), 'minimum', json(versions.terms -> 'minimum')))`;

/** By license id. */
export async function licensesAsked(
  db: D1Database,
  { license, partner }: { license?: string; partner?: string },
): Promise<LicenseVersions[]> {
  const { where, values } = whereOf([
    { sql: 'licenses.id = ?', values: [license] },
    { sql: 'licenses.partner = ?', values: [partner] },
  ]);
  const { results } = await db
    .prepare(
      `SELECT licenses.id, licenses.partner, json_group_array(json_object('version', versions.version, 'status', versions.status,
         'at', versions.at, 'terms', json(${BILLED_TERMS})) ORDER BY versions.version) AS versions
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

/** How far back the units of a license are needed: one by one from `lead`, in one sum from `from`. Days. */
export interface UnitsAsked {
  license: string;
  from: string;
  lead: string;
}

export interface Asked {
  licenses: string[];
  period: Period;
  /** Cells one by one, with their parts; else a sum for each license and kind of key. */
  detail: boolean;
  units: UnitsAsked[];
  /** Instants, ISO 8601 UTC, that hold the period in every time zone. */
  span: { from: string; to: string };
}

export interface Kept {
  cells: Cell[];
  units: (DayUnits & { license: string })[];
  /** Bodies of the entries that are in no sum yet. */
  tail: string[];
  /** Bodies. */
  adjustments: string[];
}

type CellRow = Omit<Cell, 'firstAt' | 'lastAt' | 'parts'> & {
  first_at: string;
  last_at: string;
  parts: string | null;
};

const NO_PARTS: Parts = {
  section: {},
  type: {},
  supplier: {},
  code: {},
  withheld: {},
  rule: {},
  hour: {},
  hourRefused: {},
};

/** All as of one moment: an entry is in a sum or in the tail. */
export async function readKept(db: D1Database, asked: Asked): Promise<Kept> {
  const [cells, units, tail, adjustments] = await db.batch([
    asked.detail ? cellsStatement(db, asked) : linesStatement(db, asked),
    unitsStatement(db, asked),
    tailStatement(db, asked.licenses),
    adjustmentsStatement(db, asked),
  ]);
  return {
    cells: ((cells?.results ?? []) as CellRow[]).map(({ first_at, last_at, parts, ...cell }) => ({
      ...cell,
      firstAt: first_at,
      lastAt: last_at,
      parts: parts === null ? NO_PARTS : (JSON.parse(parts) as Parts),
    })),
    units: (units?.results ?? []) as (DayUnits & { license: string })[],
    tail: bodiesIn(tail),
    adjustments: bodiesIn(adjustments),
  };
}

export function bodiesIn(result: D1Result | undefined): string[] {
  return ((result?.results ?? []) as { body: string }[]).map(({ body }) => body);
}

/** A seek for each license: all of them together have more of other months than of this one. */
const OF_PERIOD = `FROM json_each(?1) AS asked CROSS JOIN usage_cells
  ON usage_cells.license = asked.value AND usage_cells.day >= ?2 AND usage_cells.day <= ?3`;

function cellsStatement(db: D1Database, { licenses, period }: Asked): D1PreparedStatement {
  return db
    .prepare(
      `SELECT usage_cells.license, day, title, env, entries, deliveries, refusals, empty, repeats, units, first_at, last_at, parts
       ${OF_PERIOD}`,
    )
    .bind(JSON.stringify(licenses), period.from, period.to);
}

function linesStatement(db: D1Database, { licenses, period }: Asked): D1PreparedStatement {
  return db
    .prepare(
      `SELECT usage_cells.license, '' AS day, '' AS title, env, sum(entries) AS entries, sum(deliveries) AS deliveries,
         sum(refusals) AS refusals, sum(empty) AS empty, sum(repeats) AS repeats, sum(units) AS units,
         min(first_at) AS first_at, max(last_at) AS last_at, NULL AS parts
       ${OF_PERIOD} GROUP BY usage_cells.license, env`,
    )
    .bind(JSON.stringify(licenses), period.from, period.to);
}

function unitsStatement(db: D1Database, { units, period }: Asked): D1PreparedStatement {
  return db
    .prepare(
      `SELECT usage_cells.license, CASE WHEN day < asked.value ->> 'lead' THEN '' ELSE day END AS day, sum(units) AS units
       FROM json_each(?1) AS asked CROSS JOIN usage_cells ON usage_cells.license = asked.value ->> 'license'
         AND usage_cells.day >= asked.value ->> 'from' AND usage_cells.day <= ?2
       WHERE env = 'live' AND units > 0 GROUP BY 1, 2`,
    )
    .bind(JSON.stringify(units), period.to);
}

/** Bodies of the entries of these licenses, or if they are several of all, that are in no sum yet. */
export function tailStatement(db: D1Database, licenses: string[]): D1PreparedStatement {
  return db
    .prepare(
      `SELECT body FROM entries NOT INDEXED
       WHERE n > coalesce((SELECT last FROM log_segments ORDER BY first DESC LIMIT 1), 0) AND again = 0
         AND license <> '${OPERATORS_LOG}' AND (?2 > 1 OR license = ?1 ->> 0)`,
    )
    .bind(JSON.stringify(licenses), licenses.length);
}

function adjustmentsStatement(db: D1Database, { licenses, span }: Asked): D1PreparedStatement {
  return db
    .prepare(
      `SELECT entries.body FROM json_each(?1) AS asked CROSS JOIN entries
         ON entries.kind = 'adjustment' AND entries.license = asked.value AND entries.at >= ?2 AND entries.at < ?3
       ORDER BY entries.license, entries.idx`,
    )
    .bind(JSON.stringify(licenses), span.from, span.to);
}

/** Units that were billed to a license between two instants (ISO 8601 UTC). For stretches of less than a day. */
export async function unitsBetween(
  db: D1Database,
  { license, from, to }: { license: string; from: string; to: string },
): Promise<number> {
  const units = await db
    .prepare(
      `SELECT coalesce(sum(billable), 0) AS units FROM entries INDEXED BY entries_by_time
       WHERE at >= ? AND at < ? AND license = ?`,
    )
    .bind(from, to, license)
    .first<number>('units');
  return units ?? 0;
}
