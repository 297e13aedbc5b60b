import type { LicenseStatus } from '../ledger/types.ts';
import { generalRestrictionsStatement } from '../restrictions/store.ts';

export interface BundleColumns {
  id: string;
  version: number;
  status: LicenseStatus;
  terms: string;
  partner: string;
  name: string;
  partner_status: 'active' | 'suspended';
  ledger: string;
  titles: string;
}

export interface ProductColumns {
  id: string;
  selection: string;
}

export interface ExclusiveColumns {
  exclusivity: string;
  version: number;
  terms: string;
  /** JSON array. */
  selections: string;
}

/**
 * Present and past exclusivities of active licenses of partners other than `partner` (SQL), with their
 * products' selections. A license that awaits confirmation after a D1 restore keeps its exclusivity.
 */
const exclusiveSql = (partner: string) =>
  `SELECT others.exclusivity, others.version, others.terms,
     (SELECT json_group_array(json(products.selection)) FROM json_each(others.terms, '$.products') AS named
      JOIN products ON products.id = named.value) AS selections
   FROM licenses AS others
   WHERE others.exclusivity IS NOT NULL AND others.partner <> ${partner} AND (others.status = 'active' OR others.status = 'suspended'
     AND EXISTS (SELECT 1 FROM unconfirmed_licenses AS held WHERE held.license = others.id AND held.version = others.version))
   ORDER BY others.exclusivity`;

export function exclusivitiesStatement(db: D1Database, license: string): D1PreparedStatement {
  return db.prepare(exclusiveSql('(SELECT partner FROM licenses WHERE id = ?)')).bind(license);
}

/** The same for a partner without a license. */
export function exclusivitiesForStatement(db: D1Database, partner: string): D1PreparedStatement {
  return db.prepare(exclusiveSql('?')).bind(partner);
}

/**
 * License with its partner; its products; general restrictions; exclusivities; epoch. Run them as one batch.
 */
export function bundleStatements(db: D1Database, license: string): D1PreparedStatement[] {
  return [
    db
      .prepare(
        `SELECT licenses.id, licenses.version, licenses.status, licenses.terms, partners.id AS partner, partners.name,
           partners.status AS partner_status, partners.ledger, partners.titles
         FROM licenses JOIN partners ON partners.id = licenses.partner WHERE licenses.id = ?`,
      )
      .bind(license),
    db
      .prepare(
        `SELECT products.id, products.selection FROM licenses, json_each(licenses.terms, '$.products') AS named
         JOIN products ON products.id = named.value WHERE licenses.id = ?`,
      )
      .bind(license),
    generalRestrictionsStatement(db),
    exclusivitiesStatement(db, license),
    db.prepare(`SELECT value FROM gateway_state WHERE name = 'epoch'`),
  ];
}
