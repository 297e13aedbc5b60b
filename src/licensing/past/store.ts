/** SQL of past versions: license terms, partners and product selections. */
import type { LicenseStatus } from '../../ledger/types.ts';
import { pastGeneralStatement } from '../../restrictions/store.ts';

export interface LicenseColumns {
  license: string;
  partner: string;
  /** Opaque id of its exclusivity. Null if it never had one. */
  exclusivity: string | null;
  version: number;
  status: LicenseStatus;
  /** JSON. */
  terms: string;
  /** ISO 8601 UTC, in all versions here. */
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
 * Versions of these licenses, of all licenses that ever had an exclusivity, of their partners, of all
 * products (an agency sells some dozens) and of the restrictions of agency and sections. Run them as one
 * batch.
 */
export function pastStatements(db: D1Database, licenses: readonly string[]): D1PreparedStatement[] {
  const ids = JSON.stringify(licenses);
  const listedIds = 'SELECT value FROM json_each(?)';
  return [
    db
      .prepare(`${LICENSES} WHERE licenses.id IN (${listedIds}) ORDER BY past.license, past.version`)
      .bind(ids),
    db.prepare(`${LICENSES} WHERE exclusivity IS NOT NULL ORDER BY exclusivity, past.version`),
    db
      .prepare(
        `SELECT partner, version, name, status, titles, at FROM partner_versions
         WHERE partner IN (SELECT partner FROM licenses WHERE id IN (${listedIds})) ORDER BY partner, version`,
      )
      .bind(ids),
    db.prepare(
      'SELECT product, version, name, selection, at FROM product_versions ORDER BY product, version',
    ),
    pastGeneralStatement(db),
  ];
}
