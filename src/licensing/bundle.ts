/** License bundle: everything about a license that a decision depends on, read at one instant. */
import type { LicenseStatus } from '../ledger/types.ts';
import { type RestrictionColumns, restrictionSource } from '../restrictions/store.ts';
import { exclusiveExtent, exclusivityRestriction, licensedExtent, overlapOf } from '../rights/index.ts';
import type { LicenseTerms, Title } from '../rights/terms.ts';
import type { BindingScope, LicenseSource, RestrictionSource } from '../rights/types.ts';
import type { Selection } from './covers.ts';
import { type BundleColumns, bundleStatements, type ExclusiveColumns, type ProductColumns } from './store.ts';

/** Exclusivity of another partner, whose identity stays hidden. */
export interface PartnerExclusivity {
  restriction: RestrictionSource<BindingScope>;
  /** First instant after the exclusivity. Milliseconds, UTC. */
  untilMs: number;
  /** Duration since the creation of a version, in milliseconds. Absent: the whole window. */
  firstMs?: number;
  /** The exclusivity covers the items that one of these selects. */
  selections: Selection[];
}

export interface LicenseBundle {
  license: LicenseSource;
  status: LicenseStatus;
  /** Milliseconds, UTC. `endsMs` is the first instant after the term. */
  startsMs: number;
  endsMs: number;
  partner: { id: string; name: string; status: 'active' | 'suspended'; ledger: string };
  products: { id: string; selection: Selection }[];
  /** Active restrictions of the agency and of sections. */
  restrictions: RestrictionSource[];
  exclusivities: PartnerExclusivity[];
  /** Epoch of the products, titles, restrictions and exclusivities. */
  epoch: number;
}

const HOUR_MS = 3_600_000;

/**
 * Loads a bundle. Null if the license does not exist. One D1 batch, so that all parts belong to the epoch's
 * instant.
 */
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
    exclusivities: overlappingExclusivities(rowsOf<ExclusiveColumns>(exclusive), terms),
    epoch: state.value,
  };
}

/**
 * Exclusivities that overlap the license. Others are omitted, because traces and the log could reveal them to
 * the partner.
 */
export function overlappingExclusivities(
  rows: ExclusiveColumns[],
  terms: LicenseTerms,
): PartnerExclusivity[] {
  const licensed = licensedExtent(terms);
  return rows.flatMap(({ exclusivity, version, terms: text, selections }) => {
    const terms = JSON.parse(text) as LicenseTerms;
    const reserved = exclusiveExtent(terms);
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
