/** Usage of a supplier's content by item, read from the entries. */
import type { LogStore } from '../../ledger/blocks/files.ts';
import { type EntryQuery, entriesFound } from '../../ledger/segments/entries.ts';
import type { UseEntry } from '../../ledger/types.ts';

export interface Flow {
  /** Delivered components. */
  components: number;
  /** Deliveries with any of them. */
  deliveries: number;
  /** Units billed for them. */
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

/** Licenses whose days have the same bounds (ISO 8601 UTC; `to` is exclusive). */
export interface SharedSpan {
  licenses: string[];
  from: string;
  to: string;
}

export interface ItemsQuery {
  supplier: string;
  env: string;
  stretches: SharedSpan[];
  after?: { article: string; license: string };
  limit: number;
}

/** Sorted by article, then license. */
export async function itemFlows(
  store: LogStore,
  { supplier, env, stretches, after, limit }: ItemsQuery,
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
    .sort((a, b) => compare(a.article, b.article) || compare(a.license, b.license))
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

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
