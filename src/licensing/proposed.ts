/** Terms that nobody has stored yet, with what a license under them would hang on: partner, products, restrictions of now. */
import { type Attempt, done, type Fault, failed } from '../platform/failure.ts';
import {
  generalRestrictionsStatement,
  type RestrictionColumns,
  restrictionSource,
} from '../restrictions/store.ts';
import type { LicenseTerms } from '../rights/terms.ts';
import type { RestrictionSource } from '../rights/types.ts';
import type { LicenseBundle } from './bundle.ts';
import { findPartner } from './partners/store.ts';
import { findProducts } from './products/store.ts';

/** What stands for the partner where terms name none: it has no titles. */
export const NO_PARTNER = 'none';

/** Faults point into the terms. */
export async function proposedBundle(
  db: D1Database,
  id: string,
  terms: LicenseTerms,
): Promise<Attempt<LicenseBundle>> {
  const [partner, products, restrictions] = await Promise.all([
    terms.partner === NO_PARTNER ? null : findPartner(db, terms.partner),
    findProducts(db, terms.products),
    generalRestrictions(db),
  ]);
  const known = new Set(products.map((product) => product.id));
  const faults: Fault[] = [
    ...(partner || terms.partner === NO_PARTNER
      ? []
      : [{ path: '/partner', message: 'There is no partner with this id' }]),
    ...terms.products.flatMap((product, index) =>
      known.has(product) ? [] : [{ path: `/products/${index}`, message: 'There is no product with this id' }],
    ),
  ];
  if (faults.length > 0) return failed({ reason: 'malformed', faults });
  return done({
    ...openBundle(id, terms, restrictions),
    license: { id, version: 1, terms, titles: partner?.titles ?? [] },
    ...(partner && { partner }),
    products,
  });
}

/** A bundle of terms that are not about any partner or product: every item is covered. */
export function openBundle(
  id: string,
  terms: LicenseTerms,
  restrictions: RestrictionSource[],
): LicenseBundle {
  return {
    license: { id, version: 1, terms, titles: [] },
    status: 'active',
    startsMs: Date.parse(terms.starts),
    endsMs: Date.parse(terms.ends),
    partner: { id: terms.partner, name: '', status: 'active', ledger: '' },
    products: [{ id: 'everything', selection: {} }],
    restrictions,
    epoch: 0,
  };
}

/** Active restrictions of the agency and of sections. */
export async function generalRestrictions(db: D1Database): Promise<RestrictionSource[]> {
  const { results } = await generalRestrictionsStatement(db).all<RestrictionColumns>();
  return results.map(restrictionSource);
}
