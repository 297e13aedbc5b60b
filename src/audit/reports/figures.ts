/** Figures of a report from sums of cells: their names, order, and links to their entries. Pure. */
import type { Carried, Pair, Sums } from '../../ledger/segments/cells.ts';
import type { LinkTo } from './links.ts';
import type { Breakdown, Figures } from './schemas.ts';

const DELIVERIES = { kind: 'delivery' };
const REFUSALS = { kind: 'refusal' };

export function figuresOf(sums: Omit<Sums, 'parts'>, link: LinkTo): Figures {
  const { entries, deliveries, refusals, empty, repeats, units, firstAt, lastAt } = sums;
  return {
    entries,
    deliveries,
    refusals,
    empty,
    repeats,
    units,
    firstAt: firstAt || null,
    lastAt: lastAt || null,
    links: {
      deliveries: link(DELIVERIES),
      refusals: link(REFUSALS),
      empty: link({ effect: 'empty' }),
      repeats: link({ effect: 'repeat' }),
      units: link({ effect: 'units' }),
    },
  };
}

/** The value '' stands for entries without a value. A line has no `href` where no filter finds its entries. */
export function breakdownOf({ parts }: Sums, link: LinkTo): Breakdown {
  const delivered = (name: 'type' | 'supplier', value: string) =>
    value === '' ? {} : { href: link({ ...DELIVERIES, [name]: value }) };
  return {
    sections: named(parts.section, (section, [entries, units]) => ({
      section,
      entries,
      units,
      href: link({ section }),
    })),
    types: named(parts.type, (type, [components, units, deliveries]) => ({
      type,
      components,
      units,
      deliveries,
      ...delivered('type', type),
    })),
    suppliers: named(parts.supplier, (supplier, [components, units, deliveries]) => ({
      supplier,
      components,
      units,
      deliveries,
      ...delivered('supplier', supplier),
    })),
    refusalsByCode: named(parts.code, (code, entries) => ({
      code,
      entries,
      href: link({ ...REFUSALS, code }),
    })),
    withheldByCode: named(parts.withheld, (code, components) => ({
      code,
      components,
      href: link({ ...DELIVERIES, code }),
    })),
    refusalsByRule: named(parts.rule, (rule, entries) => ({ rule, entries, href: link({ rule }) })),
  };
}

/** Sorted by name, so that equal figures give equal bytes. */
function named<V extends Pair | Carried | number, T>(
  values: Record<string, V>,
  line: (name: string, value: V) => T,
): T[] {
  return Object.keys(values)
    .sort()
    .flatMap((name) => {
      const value = values[name];
      return value === undefined ? [] : [line(name, value)];
    });
}
