/** Terms that nobody has stored yet, with what a license under them would hang on: partner, products, restrictions of now. */
import { type Attempt, done, type Fault, failed } from '../platform/failure.ts';
import {
  generalRestrictionsStatement,
  type RestrictionColumns,
  restrictionSource,
} from '../restrictions/store.ts';
import type { LicenseTerms } from '../rights/terms.ts';
import { heldAlone, type LicenseBundle } from './bundle.ts';
import { findPartner } from './partners/store.ts';
import { findProducts } from './products/store.ts';
import { type ExclusiveColumns, exclusivitiesForStatement } from './store.ts';

/** What stands for the partner where terms name none: it has no titles, and what anybody has alone binds it. */
export const NO_PARTNER = 'none';

/** Faults point into the terms. */
export async function proposedBundle(
  db: D1Database,
  id: string,
  terms: LicenseTerms,
): Promise<Attempt<LicenseBundle>> {
  const [partner, products, open] = await Promise.all([
    terms.partner === NO_PARTNER ? null : findPartner(db, terms.partner),
    findProducts(db, terms.products),
    openBundle(db, id, terms),
  ]);
  const known = new Set(products.map((product) => product.id));
  const faults: Fault[] = [
    ...(partner || terms.partner === NO_PARTNER
      ? []
      : [{ path: '/partner', message: 'There is no partner with this id', key: 'no_partner' }]),
    ...terms.products.flatMap((product, index) =>
      known.has(product)
        ? []
        : [{ path: `/products/${index}`, message: 'There is no product with this id', key: 'no_product' }],
    ),
  ];
  if (faults.length > 0) return failed({ reason: 'malformed', faults });
  return done({
    ...open,
    license: { ...open.license, titles: partner?.titles ?? [] },
    ...(partner && { partner }),
    products,
  });
}

/** The bundle of terms that are about no product and no title: every item is covered. */
export async function openBundle(db: D1Database, id: string, terms: LicenseTerms): Promise<LicenseBundle> {
  const [restrictions, exclusive] = await db.batch([
    generalRestrictionsStatement(db),
    exclusivitiesForStatement(db, terms.partner),
  ]);
  return {
    license: { id, version: 1, terms, titles: [] },
    status: 'active',
    startsMs: Date.parse(terms.starts),
    endsMs: Date.parse(terms.ends),
    partner: { id: terms.partner, name: '', status: 'active', ledger: '' },
    products: [{ id: 'everything', selection: {} }],
    restrictions: ((restrictions?.results ?? []) as RestrictionColumns[]).map(restrictionSource),
    exclusivities: heldAlone((exclusive?.results ?? []) as ExclusiveColumns[], terms),
    epoch: 0,
  };
}
