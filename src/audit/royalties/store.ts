/** Usage of a supplier's content by item, read from the entries. */
import type { LogStore } from '../../ledger/blocks/files.ts';
import { type EntryQuery, entriesFound } from '../../ledger/segments/entries.ts';
import type { UseEntry } from '../../ledger/types.ts';

export interface Flow {
  /** Components that were delivered. */
  components: number;
  /** Deliveries that had any of them. */
  deliveries: number;
  /** Units that were billed for them. */
  units: number;
}

export interface LicenseFlow extends Flow {
  supplier: string;
  license: string;
}

export interface ItemFlow extends Flow {
  license: string;
  article: string;
}

/** Licenses whose days of the period begin and end with the same instants (ISO 8601 UTC; `to` is exclusive). */
export interface Stretch {
  licenses: string[];
  from: string;
  to: string;
}

export interface ItemsAsked {
  supplier: string;
  env: string;
  stretches: Stretch[];
  after?: { article: string; license: string };
  limit: number;
}

/** By article, then license. */
export async function itemFlows(
  store: LogStore,
  { supplier, env, stretches, after, limit }: ItemsAsked,
): Promise<ItemFlow[]> {
  const flows = new Map<string, ItemFlow>();
  for (const { licenses, from, to } of stretches) {
    const licenseSet = new Set(licenses);
    const facets: EntryQuery['facets'] = [
      ['supplier', [supplier]],
      ['kind', ['delivery']],
      ['env', [env]],
    ];
    for await (const entries of entriesFound(store, { from, to, facets }))
      for (const entry of entries)
        if (entry.kind === 'delivery' && licenseSet.has(entry.license)) add(flows, entry, supplier);
  }
  return [...flows.values()]
    .sort((one, other) => compare(one.article, other.article) || compare(one.license, other.license))
    .filter(
      ({ article, license }) =>
        !after || (compare(article, after.article) || compare(license, after.license)) > 0,
    )
    .slice(0, limit);
}

function add(
  flows: Map<string, ItemFlow>,
  { license, article, delivered, billed }: UseEntry,
  supplier: string,
): void {
  const parts = delivered.filter((part) => part.supplier === supplier);
  if (parts.length === 0) return;
  const flow = flows.get(`${article} ${license}`) ?? {
    license,
    article,
    components: 0,
    deliveries: 0,
    units: 0,
  };
  const named = new Set(billed);
  flow.components += parts.length;
  flow.deliveries++;
  flow.units += parts.filter(({ component }) => named.has(component)).length;
  flows.set(`${article} ${license}`, flow);
}

const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));
