/** Licenses as they were, with what hung on them. Pure but for the one reading of it all. */
import type { PastColumns } from '../../restrictions/store.ts';
import type { LicenseTerms, Title } from '../../rights/terms.ts';
import { type HeldAlone, heldAlone, type LicenseBundle } from '../bundle.ts';
import type { Selection } from '../covers.ts';
import { type LicenseColumns, type PartnerColumns, type ProductColumns, pastStatements } from './store.ts';

export interface LicensingHistory {
  /** Versions in their order, by license. */
  licenses: Map<string, LicenseColumns[]>;
  exclusive: Map<string, LicenseColumns[]>;
  partners: Map<string, PartnerColumns[]>;
  products: Map<string, ProductColumns[]>;
  /** Restrictions of the agency and of sections. */
  restrictions: PastColumns[];
}

export async function licensingHistory(
  db: D1Database,
  licenses: readonly string[],
): Promise<LicensingHistory> {
  const [own, exclusive, partners, products, restrictions] = await db.batch(pastStatements(db, licenses));
  return {
    licenses: byName(rowsOf<LicenseColumns>(own), ({ license }) => license),
    exclusive: byName(rowsOf<LicenseColumns>(exclusive), ({ license }) => license),
    partners: byName(rowsOf<PartnerColumns>(partners), ({ partner }) => partner),
    products: byName(rowsOf<ProductColumns>(products), ({ product }) => product),
    restrictions: rowsOf<PastColumns>(restrictions),
  };
}

function rowsOf<T>(result: D1Result | undefined): T[] {
  return (result?.results ?? []) as T[];
}

function byName<T>(rows: readonly T[], nameOf: (row: T) => string): Map<string, T[]> {
  const named = new Map<string, T[]>();
  for (const row of rows) {
    const known = named.get(nameOf(row));
    if (known) known.push(row);
    else named.set(nameOf(row), [row]);
  }
  return named;
}

/** The version that was in force at an instant (ISO 8601 UTC). Before the first that is kept, that one. */
export function versionAt<T extends { at: string }>(
  versions: readonly T[] | undefined,
  at: string,
): T | undefined {
  return versions?.findLast((version) => version.at <= at) ?? versions?.[0];
}

/** Whether what was in force at the instant is not kept: the first version that is, is a later one of something older. */
function isBeforeAll(versions: readonly { version: number; at: string }[] | undefined, at: string): boolean {
  const [first] = versions ?? [];
  return first === undefined || (first.at > at && first.version > 1);
}

/** What a license was at an instant, but for its restrictions. */
export interface PastLicense {
  bundle: Omit<LicenseBundle, 'restrictions'>;
  /** Product id → its name then. */
  productNames: Map<string, string>;
  /** Titles, or what products selected, of then are not kept: the first that are stand for them. */
  isGuessed: boolean;
}

/**
 * `terms`: in the place of those of the version. `named`: ids and versions of the exclusivities that are known to have bound it; absent:
 * those that were in force. Null: there is no such version.
 */
export function licenseAt(
  history: LicensingHistory,
  { license, version }: { license: string; version: number },
  at: string,
  { terms: proposed, named }: { terms?: LicenseTerms; named?: ReadonlyMap<string, number> } = {},
): PastLicense | null {
  const row = history.licenses.get(license)?.find((one) => one.version === version);
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
    exclusivities: exclusivitiesAt(history, { partner: row.partner, terms, at, ...(named && { named }) }),
    epoch: 0,
  };
  return {
    bundle,
    productNames: new Map(products.map(({ product, name }) => [product, name])),
    isGuessed:
      isBeforeAll(partners, at) || terms.products.some((id) => isBeforeAll(history.products.get(id), at)),
  };
}

/** What licenses of other partners had alone. */
export function exclusivitiesAt(
  history: LicensingHistory,
  {
    partner,
    terms,
    at,
    named,
  }: { partner: string; terms: LicenseTerms; at: string; named?: ReadonlyMap<string, number> },
): HeldAlone[] {
  const others = [...history.exclusive.values()].flatMap((versions) => {
    const then = named
      ? versions.find(({ exclusivity, version }) => named.get(exclusivity ?? '') === version)
      : versions.findLast((version) => version.at <= at && version.partner !== partner);
    return then && (named || then.status === 'active') ? [then] : [];
  });
  return heldAlone(
    others.map(({ exclusivity, version, terms: text }) => {
      const { products } = JSON.parse(text) as LicenseTerms;
      const selections = products.flatMap((id) => versionAt(history.products.get(id), at)?.selection ?? []);
      return { exclusivity: exclusivity ?? '', version, terms: text, selections: `[${selections.join()}]` };
    }),
    terms,
  );
}

/** The instants (ISO 8601 UTC) at which anything of it changed. */
export function changesOf({
  licenses,
  exclusive,
  partners,
  products,
  restrictions,
}: LicensingHistory): string[] {
  const versions: { at: string }[][] = [licenses, exclusive, partners, products].flatMap((named) => [
    ...named.values(),
  ]);
  return [...versions.flat(), ...restrictions].map(({ at }) => at);
}
