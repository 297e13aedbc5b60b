/** Past licenses and what they depended on. Pure, except for the query. */
import type { PastColumns } from '../../restrictions/store.ts';
import type { LicenseTerms, Title } from '../../rights/terms.ts';
import { type LicenseBundle, overlappingExclusivities, type PartnerExclusivity } from '../bundle.ts';
import type { Selection } from '../covers.ts';
import { type LicenseColumns, type PartnerColumns, type ProductColumns, pastStatements } from './store.ts';

export interface LicensingHistory {
  licenses: Map<string, LicenseColumns[]>;
  exclusive: Map<string, LicenseColumns[]>;
  partners: Map<string, PartnerColumns[]>;
  products: Map<string, ProductColumns[]>;
  /** Restrictions of the agency and of sections. */
  restrictions: PastColumns[];
}

/** Loads the history of these licenses and everything they depend on, in one batch. */
export async function licensingHistory(
  db: D1Database,
  licenses: readonly string[],
): Promise<LicensingHistory> {
  const [own, exclusive, partners, products, restrictions] = await db.batch(pastStatements(db, licenses));
  return {
    licenses: groupBy(rowsOf<LicenseColumns>(own), ({ license }) => license),
    exclusive: groupBy(rowsOf<LicenseColumns>(exclusive), ({ license }) => license),
    partners: groupBy(rowsOf<PartnerColumns>(partners), ({ partner }) => partner),
    products: groupBy(rowsOf<ProductColumns>(products), ({ product }) => product),
    restrictions: rowsOf<PastColumns>(restrictions),
  };
}

function rowsOf<T>(result: D1Result | undefined): T[] {
  return (result?.results ?? []) as T[];
}

function groupBy<T>(rows: readonly T[], nameOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(nameOf(row));
    if (group) group.push(row);
    else groups.set(nameOf(row), [row]);
  }
  return groups;
}

/** Version in force at an instant (ISO 8601 UTC), or the first stored one if the instant precedes it. */
function versionAt<T extends { at: string }>(versions: readonly T[] | undefined, at: string): T | undefined {
  return versions?.findLast((version) => version.at <= at) ?? versions?.[0];
}

/** True if the version in force is not stored, because the first stored one is later and not the original. */
function isUnknownAt(versions: readonly { version: number; at: string }[] | undefined, at: string): boolean {
  const [first] = versions ?? [];
  return first === undefined || (first.at > at && first.version > 1);
}

/** State of a license at an instant, without restrictions. */
export interface PastLicense {
  bundle: Omit<LicenseBundle, 'restrictions'>;
  productNames: Map<string, string>;
  /** Titles or selections of that time are not stored, so the first stored ones replace them. */
  isGuessed: boolean;
}

/**
 * Reconstructs a license at an instant. `terms` replace those of the version. `exclusivityVersions` maps the
 * ids of the exclusivities that were applied to their versions; absent: those in force. Null if the version
 * does not exist.
 */
export function licenseAt(
  history: LicensingHistory,
  { license, version }: { license: string; version: number },
  at: string,
  {
    terms: proposed,
    exclusivityVersions,
  }: { terms?: LicenseTerms; exclusivityVersions?: ReadonlyMap<string, number> } = {},
): PastLicense | null {
  const row = history.licenses.get(license)?.find((past) => past.version === version);
  if (!row) return null;
  const partners = history.partners.get(row.partner);
  const partner = versionAt(partners, at);
  const terms = proposed ?? (JSON.parse(row.terms) as LicenseTerms);
  const products = terms.products.flatMap((id) => versionAt(history.products.get(id), at) ?? []);
  const bundle = {
    license: { id: license, version, terms, titles: JSON.parse(partner?.titles ?? '[]') as Title[] },
    status: row.status,
    startsMs: Date.parse(terms.starts),
    endsMs: Date.parse(terms.ends),
    partner: {
      id: row.partner,
      name: partner?.name ?? '',
      status: partner?.status ?? ('active' as const),
      ledger: '',
    },
    products: products.map(({ product, selection }) => ({
      id: product,
      selection: JSON.parse(selection) as Selection,
    })),
    exclusivities: exclusivitiesAt(history, {
      partner: row.partner,
      terms,
      at,
      ...(exclusivityVersions && { exclusivityVersions }),
    }),
    epoch: 0,
  };
  return {
    bundle,
    productNames: new Map(products.map(({ product, name }) => [product, name])),
    isGuessed:
      isUnknownAt(partners, at) || terms.products.some((id) => isUnknownAt(history.products.get(id), at)),
  };
}

/** Exclusivities of other partners at an instant (ISO 8601 UTC), or those of `exclusivityVersions`. */
export function exclusivitiesAt(
  history: LicensingHistory,
  {
    partner,
    terms,
    at,
    exclusivityVersions,
  }: { partner: string; terms: LicenseTerms; at: string; exclusivityVersions?: ReadonlyMap<string, number> },
): PartnerExclusivity[] {
  const others = [...history.exclusive.values()].flatMap((versions) => {
    const version = exclusivityVersions
      ? versions.find(({ exclusivity, version }) => exclusivityVersions.get(exclusivity ?? '') === version)
      : versions.findLast((version) => version.at <= at && version.partner !== partner);
    return version && (exclusivityVersions || version.status === 'active') ? [version] : [];
  });
  return overlappingExclusivities(
    others.map(({ exclusivity, version, terms: text }) => {
      const { products } = JSON.parse(text) as LicenseTerms;
      const selections = products.flatMap((id) => versionAt(history.products.get(id), at)?.selection ?? []);
      return { exclusivity: exclusivity ?? '', version, terms: text, selections: `[${selections.join()}]` };
    }),
    terms,
  );
}

/** Instants (ISO 8601 UTC) at which any part changed. */
export function changesOf({
  licenses,
  exclusive,
  partners,
  products,
  restrictions,
}: LicensingHistory): string[] {
  const versions: { at: string }[][] = [licenses, exclusive, partners, products].flatMap((byId) => [
    ...byId.values(),
  ]);
  return [...versions.flat(), ...restrictions].map(({ at }) => at);
}
