/** Bundles of proposed terms, with current partner, products and restrictions. */
import { type Attempt, done, type Fault, failed } from '../platform/failure.ts';
import {
  generalRestrictionsStatement,
  type RestrictionColumns,
  restrictionSource,
} from '../restrictions/store.ts';
import type { LicenseTerms } from '../rights/terms.ts';
import { type LicenseBundle, overlappingExclusivities } from './bundle.ts';
import { findPartner } from './partners/store.ts';
import { findProducts } from './products/store.ts';
import { type ExclusiveColumns, exclusivitiesForStatement } from './store.ts';

/** Partner of terms without one: it has no titles, and every exclusivity binds it. */
export const NO_PARTNER = 'none';

/** Bundle of proposed terms. The paths of faults point into the terms. */
export async function proposedBundle(
  db: D1Database,
  id: string,
  terms: LicenseTerms,
): Promise<Attempt<LicenseBundle>> {
  const [partner, products, baseBundle] = await Promise.all([
    terms.partner === NO_PARTNER ? null : findPartner(db, terms.partner),
    findProducts(db, terms.products),
    openBundle(db, id, terms),
  ]);
  const existing = new Set(products.map((product) => product.id));
  const faults: Fault[] = [
    ...(partner || terms.partner === NO_PARTNER
      ? []
      : [{ path: '/partner', message: 'There is no partner with this id', key: 'no_partner' }]),
    ...terms.products.flatMap((product, index) =>
      existing.has(product)
        ? []
        : [{ path: `/products/${index}`, message: 'There is no product with this id', key: 'no_product' }],
    ),
  ];
  if (faults.length > 0) return failed({ reason: 'malformed', faults });
  return done({
    ...baseBundle,
    license: { ...baseBundle.license, titles: partner?.titles ?? [] },
    ...(partner && { partner }),
    products,
  });
}

/** Bundle of terms without products and titles: it covers every item. */
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
    exclusivities: overlappingExclusivities((exclusive?.results ?? []) as ExclusiveColumns[], terms),
    epoch: 0,
  };
}
