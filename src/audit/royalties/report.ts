/** Usage of each supplier's content by license, with links to the entries. Pure. */
import type { Cell } from '../../ledger/segments/cells.ts';
import { linksWithin } from '../reports/links.ts';
import type { Flow, LicenseFlow } from './store.ts';

export interface SupplierFlow extends Flow {
  supplier: string;
  licenses: (Flow & { license: string; href: string })[];
}

/** Bounds of the period in the license's zone. ISO 8601 UTC; `to` is exclusive. */
export type SpanOf = (license: string) => { from: string; to: string };

/** Contribution of a cell to each supplier. */
export function flowsOf({ license, parts }: Cell): LicenseFlow[] {
  return Object.entries(parts.supplier).map(([supplier, [components, units, deliveries]]) => ({
    ...{ supplier, license, components, deliveries, units },
  }));
}

/** Sorted by name, then license id. */
export function suppliersOf(flows: LicenseFlow[], env: string, spanOf: SpanOf): SupplierFlow[] {
  const bySupplier = Map.groupBy(flows, ({ supplier }) => supplier);
  return [...bySupplier].sort(byName).map(([supplier, supplierFlows]) => ({
    supplier,
    ...sumOf(supplierFlows),
    licenses: [...Map.groupBy(supplierFlows, ({ license }) => license)]
      .sort(byName)
      .map(([license, its]) => ({
        license,
        ...sumOf(its),
        href: linksWithin({ license, ...spanOf(license), env, kind: 'delivery', supplier })(),
      })),
  }));
}

function sumOf(flows: Flow[]): Flow {
  const sum = { components: 0, deliveries: 0, units: 0 };
  for (const { components, deliveries, units } of flows) {
    sum.components += components;
    sum.deliveries += deliveries;
    sum.units += units;
  }
  return sum;
}

const byName = ([a]: [string, unknown], [b]: [string, unknown]): number => (a < b ? -1 : Number(a > b));
