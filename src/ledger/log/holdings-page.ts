/** A page of the holdings of a license: for each item the billed units and the first delivery of each grant. Pure. */
import type { GrantRecord } from '../types.ts';
import type { Addition } from './entries.ts';

interface HeldUnit {
  /** The date that the unit was billed on. */
  date: string;
  /** Index of the entry that billed it, in its tree. */
  index: number;
}

/** What a license holds of one item. */
export interface ItemHoldings {
  /** By `unitName`. */
  units: Map<string, HeldUnit>;
  /** First deliveries, by the key of the grant. */
  grants: Map<string, GrantRecord>;
}

/** The same for a message between objects. */
export interface HeldItem {
  item: string;
  units: [name: string, HeldUnit][];
  grants: [key: string, GrantRecord][];
}

/** Text is parsed on the first read, and serialized only after a change. */
interface StoredItem {
  text: string | null;
  holdings: ItemHoldings | null;
}

type GrantText = [key: string, id: string, atMs: number, index: number, leaf: string];
type UnitText = [name: string, date: string, index: number];
type ItemText = [units: UnitText[], grants: GrantText[]];

export class HoldingsPage {
  /** Sequence of the last entry that is included. */
  asOf: number;
  readonly #items: Map<string, StoredItem>;
  #weight: number;

  /** `text`: a result of `encode`. */
  constructor(asOf = 0, text = '') {
    this.asOf = asOf;
    this.#weight = 200 + 2 * text.length;
    this.#items = new Map(
      text.split('\n').flatMap((line): [string, StoredItem][] => {
        const end = line.indexOf('\t');
        return end < 0 ? [] : [[JSON.parse(line.slice(0, end)) as string, { text: line, holdings: null }]];
      }),
    );
  }

  /** Bytes in memory, roughly. */
  get weight(): number {
    return this.#weight;
  }

  *items(): Iterable<[item: string, ItemHoldings]> {
    for (const item of this.#items.keys()) yield [item, this.get(item) as ItemHoldings];
  }

  get(item: string): ItemHoldings | null {
    const stored = this.#items.get(item);
    if (!stored) return null;
    stored.holdings ??= decodeItem(stored.text ?? '');
    return stored.holdings;
  }

  /** Returns the weight that it adds. */
  add({ item, units, date, index, grants }: Addition): number {
    const unit: HeldUnit = { date, index };
    return this.merge({ item, units: units.map((name) => [name, unit]), grants });
  }

  /** As `add`, for several entries. */
  merge({ item, units, grants }: HeldItem): number {
    const holdings = this.get(item) ?? { units: new Map(), grants: new Map() };
    for (const [name, unit] of units) holdings.units.set(name, unit);
    for (const [key, grant] of grants) holdings.grants.set(key, grant);
    this.#items.set(item, { text: null, holdings });
    const weight = 100 + 100 * units.length + 300 * grants.length;
    this.#weight += weight;
    return weight;
  }

  encode(): string {
    const lines: string[] = [];
    for (const [item, stored] of this.#items) {
      stored.text ??= encodeItem(item, stored.holdings as ItemHoldings);
      lines.push(stored.text);
    }
    return lines.join('\n');
  }
}

/** JSON contains neither tabs nor line feeds. */
function encodeItem(item: string, { units, grants }: ItemHoldings): string {
  const text: ItemText = [
    [...units].map(([name, { date, index }]) => [name, date, index]),
    [...grants].map(([key, { id, atMs, index, leaf }]) => [key, id, atMs, index, leaf]),
  ];
  return `${JSON.stringify(item)}\t${JSON.stringify(text)}`;
}

function decodeItem(line: string): ItemHoldings {
  const [units, grants] = JSON.parse(line.slice(line.indexOf('\t') + 1)) as ItemText;
  return {
    units: new Map(units.map(([name, date, index]) => [name, { date, index }])),
    grants: new Map(grants.map(([key, id, atMs, index, leaf]) => [key, { id, atMs, index, leaf }])),
  };
}
