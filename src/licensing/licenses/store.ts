/** SQL of licenses. Every version stands in license_versions, with who made it. */
import type { LicenseStatus } from '../../ledger/types.ts';
import type { LicenseTerms } from '../../rights/terms.ts';

export interface LicenseRow {
  id: string;
  version: number;
  status: LicenseStatus;
  terms: LicenseTerms;
  created: string;
  updated: string;
}

const COLUMNS = 'id, version, status, terms, created, updated';

type Columns = Omit<LicenseRow, 'terms'> & { terms: string };
const rowOf = (columns: Columns): LicenseRow => ({
  ...columns,
  terms: JSON.parse(columns.terms) as LicenseTerms,
});

export async function findLicense(db: D1Database, id: string): Promise<LicenseRow | null> {
  const columns = await db.prepare(`SELECT ${COLUMNS} FROM licenses WHERE id = ?`).bind(id).first<Columns>();
  return columns && rowOf(columns);
}

export async function listLicenses(
  db: D1Database,
  { partner, after, limit }: { partner?: string; after: string; limit: number },
): Promise<LicenseRow[]> {
  const statement =
    partner === undefined
      ? db.prepare(`SELECT ${COLUMNS} FROM licenses WHERE id > ? ORDER BY id LIMIT ?`).bind(after, limit)
      : db
          .prepare(`SELECT ${COLUMNS} FROM licenses WHERE partner = ? AND id > ? ORDER BY id LIMIT ?`)
          .bind(partner, after, limit);
  const { results } = await statement.all<Columns>();
  return results.map(rowOf);
}

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
  const { id, version, status, terms, created, updated } = row;
  return [
    db
      .prepare(
        'INSERT INTO licenses (id, partner, version, status, terms, created, updated) VALUES (?, ?, ?, ?, ?, ?, ?)',
      )
      .bind(id, terms.partner, version, status, JSON.stringify(terms), created, updated),
    keepVersion(db, row, operator),
  ];
}

/** Writes `row` over the version before it, or fails the batch (see platform/failure.ts `unlessChanged`). */
export function updateLicense(db: D1Database, row: LicenseRow, operator: string): D1PreparedStatement[] {
  const { id, version, status, terms, updated } = row;
  return [
    db
      .prepare(
        'UPDATE licenses SET version = CASE WHEN version = ? THEN ? END, status = ?, terms = ?, updated = ? WHERE id = ?',
      )
      .bind(version - 1, version, status, JSON.stringify(terms), updated, id),
    keepVersion(db, row, operator),
  ];
}

function keepVersion(db: D1Database, row: LicenseRow, operator: string): D1PreparedStatement {
  return db
    .prepare(
      'INSERT INTO license_versions (license, version, status, terms, at, operator) VALUES (?, ?, ?, ?, ?, ?)',
    )
    .bind(row.id, row.version, row.status, JSON.stringify(row.terms), row.updated, operator);
}
