/** SQL of licenses. Every version is in license_versions, with its operator. */
import type { LicenseStatus } from '../../ledger/types.ts';
import { type Condition, searchConditions, sortedBy, whereOf } from '../../platform/conditions.ts';
import { countRows, type PageRequest } from '../../platform/paging.ts';
import type { LicenseTerms } from '../../rights/terms.ts';

export interface LicenseRow {
  id: string;
  version: number;
  status: LicenseStatus;
  terms: LicenseTerms;
  /** Opaque id of its exclusivity. Null if it never had one. */
  exclusivity: string | null;
  created: string;
  updated: string;
}

const COLUMNS = 'id, version, status, terms, exclusivity, created, updated';

type Columns = Omit<LicenseRow, 'terms'> & { terms: string };
const rowOf = (columns: Columns): LicenseRow => ({
  ...columns,
  terms: JSON.parse(columns.terms) as LicenseTerms,
});

export async function findLicense(db: D1Database, id: string): Promise<LicenseRow | null> {
  const columns = await db.prepare(`SELECT ${COLUMNS} FROM licenses WHERE id = ?`).bind(id).first<Columns>();
  return columns && rowOf(columns);
}

export interface LicenseFilter {
  partner?: string | undefined;
  product?: string | undefined;
  ids?: string[] | undefined;
  /** Id of an exclusivity, as in decisions and the log. */
  exclusivity?: string | undefined;
  /** `scheduled`: active, and begins later. */
  status?: LicenseStatus | 'scheduled' | undefined;
  /** ISO 8601 instants: the term ends in [`endsFrom`, `endsBefore`). */
  endsFrom?: string | undefined;
  endsBefore?: string | undefined;
}

/** Terms may have any offset, so they are compared as instants. */
const STARTS = `julianday(terms ->> '$.starts')`;
const ENDS = `julianday(terms ->> '$.ends')`;
const SORTED = {
  reference: `(terms ->> '$.consent.reference') COLLATE NOCASE`,
  ends: `unixepoch(terms ->> '$.ends')`,
};
const SEARCHED = `(terms ->> '$.consent.reference') || ' ' ||
  (SELECT name FROM partners WHERE partners.id = licenses.partner)`;

type Filter = LicenseFilter & Pick<PageRequest, 'q'>;

function conditionsOf(filter: Filter): Condition[] {
  const { q, partner, product, ids, exclusivity, status, endsFrom, endsBefore } = filter;
  const isScheduled = status === 'scheduled';
  return [
    { sql: 'partner = ?', values: [partner] },
    { sql: `? IN (SELECT value FROM json_each(terms, '$.products'))`, values: [product] },
    { sql: 'id IN (SELECT value FROM json_each(?))', values: [ids && JSON.stringify(ids)] },
    { sql: 'exclusivity = ?', values: [exclusivity] },
    { sql: 'status = ?', values: [isScheduled ? 'active' : status] },
    { sql: `(${STARTS} > julianday('now')) = ?`, values: [isScheduled ? 1 : undefined] },
    { sql: `${ENDS} >= julianday(?)`, values: [endsFrom] },
    { sql: `${ENDS} < julianday(?)`, values: [endsBefore] },
    ...searchConditions('licenses', SEARCHED, q),
  ];
}

export async function listLicenses(
  db: D1Database,
  { sort, after, limit, ...filter }: PageRequest & LicenseFilter,
): Promise<LicenseRow[]> {
  const { conditions, order } = sortedBy({ table: 'licenses', columns: SORTED, sort, after });
  const { where, values } = whereOf([...conditions, ...conditionsOf(filter)]);
  const { results } = await db
    .prepare(`SELECT ${COLUMNS} FROM licenses ${where} ${order} LIMIT ?`)
    .bind(...values, limit)
    .all<Columns>();
  return results.map(rowOf);
}

export const countLicenses = (db: D1Database, filter: Filter): Promise<number> =>
  countRows(db, 'licenses', conditionsOf(filter));

export async function licensesOfPartner(db: D1Database, partner: string): Promise<LicenseRow[]> {
  const { results } = await db
    .prepare(`SELECT ${COLUMNS} FROM licenses WHERE partner = ? ORDER BY id`)
    .bind(partner)
    .all<Columns>();
  return results.map(rowOf);
}

/** All versions, newest first. */
export async function versionsOfLicense(db: D1Database, id: string) {
  const { results } = await db
    .prepare(
      'SELECT version, status, terms, at, operator FROM license_versions WHERE license = ? ORDER BY version DESC',
    )
    .bind(id)
    .all<{ version: number; status: LicenseStatus; terms: string; at: string; operator: string }>();
  return results.map((row) => ({ ...row, terms: JSON.parse(row.terms) as LicenseTerms }));
}

export function insertLicense(db: D1Database, row: LicenseRow, operator: string): D1PreparedStatement[] {
  const { id, version, status, terms, exclusivity, created, updated } = row;
  return [
    db
      .prepare(
        `INSERT INTO licenses (id, partner, version, status, terms, exclusivity, created, updated)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .bind(id, terms.partner, version, status, JSON.stringify(terms), exclusivity, created, updated),
    insertVersion(db, row, operator),
  ];
}

/** Writes `row` over its previous version, or fails the batch (see platform/failure.ts `unlessChanged`). */
export function updateLicense(db: D1Database, row: LicenseRow, operator: string): D1PreparedStatement[] {
  const { id, version, status, terms, exclusivity, updated } = row;
  return [
    db
      .prepare(
        `UPDATE licenses SET version = CASE WHEN version = ? THEN ? END, status = ?, terms = ?, exclusivity = ?, updated = ?
         WHERE id = ?`,
      )
      .bind(version - 1, version, status, JSON.stringify(terms), exclusivity, updated, id),
    insertVersion(db, row, operator),
  ];
}

function insertVersion(db: D1Database, row: LicenseRow, operator: string): D1PreparedStatement {
  return db
    .prepare(
      'INSERT INTO license_versions (license, version, status, terms, at, operator) VALUES (?, ?, ?, ?, ?, ?)',
    )
    .bind(row.id, row.version, row.status, JSON.stringify(row.terms), row.updated, operator);
}

/**
 * Adds a `resync` change for the license's own readers to the common sequence. Part of the change's batch.
 */
export function resyncStatement(
  db: D1Database,
  { license, version, at }: { license: string; version: number; at: string },
): D1PreparedStatement {
  return db
    .prepare(`INSERT INTO changes (item, version, change_type, at) VALUES (?, ?, 'resync', ?)`)
    .bind(license, String(version), at);
}
