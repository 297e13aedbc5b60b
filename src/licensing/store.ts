/** SQL that reads across partners, products and licenses. */
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

/** License with its partner; its products; general restrictions; epoch. To be run as one batch. */
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
    db.prepare(`SELECT value FROM gateway_state WHERE name = 'epoch'`),
  ];
}
