/** All that a decision needs to know of a license besides the item: read at one instant. */
import type { LicenseStatus } from '../ledger/types.ts';
import { type RestrictionColumns, restrictionSource } from '../restrictions/store.ts';
import { exclusivityRestriction, licensedExtent, overlapOf, reservedExtent } from '../rights/index.ts';
import type { LicenseTerms, Title } from '../rights/terms.ts';
import type { BindingScope, LicenseSource, RestrictionSource } from '../rights/types.ts';
import type { Selection } from './covers.ts';
import { type BundleColumns, bundleStatements, type ExclusiveColumns, type ProductColumns } from './store.ts';

/** What another partner has alone, without a word of who that is. */
export interface HeldAlone {
  restriction: RestrictionSource<BindingScope>;
  /** Milliseconds, UTC: the first instant at which it is over. */
  untilMs: number;
  /** Milliseconds from the creation of a version for which it holds; absent: as long as the window is open. */
  firstMs?: number;
  /** It holds for the items that one of these covers. */
  selections: Selection[];
}

export interface LicenseBundle {
  license: LicenseSource;
  status: LicenseStatus;
  /** Milliseconds, UTC; `endsMs` is the first instant at which the license is over. */
  startsMs: number;
  endsMs: number;
  partner: { id: string; name: string; status: 'active' | 'suspended'; ledger: string };
  products: { id: string; selection: Selection }[];
  /** Active restrictions of the agency and of sections. */
  restrictions: RestrictionSource[];
  /** What others have alone of what this license grants. */
  exclusivities: HeldAlone[];
  /** The epoch that products, titles, these restrictions and exclusivities belong to. */
  epoch: number;
}

const HOUR_MS = 3_600_000;

/** Null: there is no such license. One D1 batch, so that no part is of another moment than the epoch. */
export async function loadLicenseBundle(db: D1Database, licenseId: string): Promise<LicenseBundle | null> {
  const [license, products, restrictions, exclusive, epoch] = await db.batch(bundleStatements(db, licenseId));
  const row = license?.results[0] as BundleColumns | undefined;
  const state = epoch?.results[0] as { value: number } | undefined;
  if (!row || !state) return null;
  const terms = JSON.parse(row.terms) as LicenseTerms;
  const titles = JSON.parse(row.titles) as Title[];
  return {
    license: { id: row.id, version: row.version, terms, titles },
    status: row.status,
    startsMs: Date.parse(terms.starts),
    endsMs: Date.parse(terms.ends),
    partner: { id: row.partner, name: row.name, status: row.partner_status, ledger: row.ledger },
    products: rowsOf<ProductColumns>(products).map(({ id, selection }) => ({
      id,
      selection: JSON.parse(selection) as Selection,
    })),
    restrictions: rowsOf<RestrictionColumns>(restrictions).map(restrictionSource),
    exclusivities: heldAlone(rowsOf<ExclusiveColumns>(exclusive), terms),
    epoch: state.value,
  };
}

/**
 * Those that keep nothing of what the license grants are left out: they could only show the partner, in traces and in the
 * log, what others have.
 */
export function heldAlone(rows: ExclusiveColumns[], own: LicenseTerms): HeldAlone[] {
  const licensed = licensedExtent(own);
  return rows.flatMap(({ exclusivity, version, terms: text, selections }) => {
    const terms = JSON.parse(text) as LicenseTerms;
    const reserved = reservedExtent(terms);
    const restriction = exclusivityRestriction({ id: exclusivity, version, terms });
    if (!reserved || !restriction || !overlapOf(reserved, licensed)) return [];
    return [
      {
        restriction,
        untilMs: reserved.until,
        ...(reserved.firstHours !== undefined && { firstMs: reserved.firstHours * HOUR_MS }),
        selections: JSON.parse(selections) as Selection[],
      },
    ];
  });
}

function rowsOf<T>(result: D1Result | undefined): T[] {
  return (result?.results ?? []) as T[];
}
