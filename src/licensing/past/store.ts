/** SQL of what licenses hung on before: versions of terms, of partners, and of what products select. */
import type { LicenseStatus } from '../../ledger/types.ts';
import { pastGeneralStatement } from '../../restrictions/store.ts';

export interface LicenseColumns {
  license: string;
  partner: string;
  /** The opaque id of what it has alone; null: it never had anything. */
  exclusivity: string | null;
  version: number;
  status: LicenseStatus;
  /** JSON. */
  terms: string;
  /** ISO 8601 UTC, as of all versions here. */
  at: string;
}

export interface PartnerColumns {
  partner: string;
  version: number;
  name: string;
  status: 'active' | 'suspended';
  /** JSON. */
  titles: string;
  at: string;
}

export interface ProductColumns {
  product: string;
  version: number;
  name: string;
  /** JSON. */
  selection: string;
  at: string;
}

const LICENSES = `SELECT past.license, partner, exclusivity, past.version, past.status, past.terms, past.at
  FROM licenses JOIN license_versions AS past ON past.license = licenses.id`;

/**
 * Versions of these licenses and of all that have or had something alone; of the partners of these; of all products, for an agency
 * sells some dozens; of the restrictions of the agency and of sections. To be run as one batch.
 */
export function pastStatements(db: D1Database, licenses: readonly string[]): D1PreparedStatement[] {
  const ids = JSON.stringify(licenses);
  const named = 'SELECT value FROM json_each(?)';
  return [
    db.prepare(`${LICENSES} WHERE licenses.id IN (${named}) ORDER BY past.license, past.version`).bind(ids),
    db.prepare(`${LICENSES} WHERE exclusivity IS NOT NULL ORDER BY exclusivity, past.version`),
    db
      .prepare(
        `SELECT partner, version, name, status, titles, at FROM partner_versions
         WHERE partner IN (SELECT partner FROM licenses WHERE id IN (${named})) ORDER BY partner, version`,
      )
      .bind(ids),
    db.prepare(
      'SELECT product, version, name, selection, at FROM product_versions ORDER BY product, version',
    ),
    pastGeneralStatement(db),
  ];
}
