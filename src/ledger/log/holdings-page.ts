/**
 * A page of the holdings of a license: for each item the billed units and the first delivery of each grant.
 * Pure.
 */
import type { GrantRecord } from '../types.ts';
import type { Addition } from './entries.ts';

interface HeldUnit {
  /** The date that the unit was billed on. */
  date: string;
  /** Index of the entry that billed it, in its tree. */
  index: number;
}

/** Holdings of a license for one item. */
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

/** Lines are parsed on the first read. An item that was changed has no lines. */
interface StoredItem {
  lines: string[];
  holdings: ItemHoldings | null;
}

type GrantText = [key: string, id: string, atMs: number, index: number, leaf: string];
type UnitText = [name: string, date: string, index: number];
type ItemText = [units: UnitText[], grants: GrantText[]];

/** Bytes in memory, roughly: of an item besides its text, of a unit, of a grant. */
const ITEM_BYTES = 150;
const UNIT_BYTES = 100;
const GRANT_BYTES = 300;

export class HoldingsPage {
  /** By the JSON of the item's id, which begins each of its lines. */
  readonly #items = new Map<string, StoredItem>();
  #weight = 0;

  constructor(text = '') {
    this.append(text);
  }

  /** Bytes in memory, roughly. */
  get weight(): number {
    return this.#weight;
  }

  *items(): Iterable<[item: string, ItemHoldings]> {
    for (const [name, stored] of this.#items) yield [JSON.parse(name) as string, holdingsOf(stored)];
  }

  get(item: string): ItemHoldings | null {
    const stored = this.#items.get(JSON.stringify(item));
    return stored ? holdingsOf(stored) : null;
  }

  /** Returns the weight that it adds. */
  add({ item, units, date, index, grants }: Addition): number {
    const unit: HeldUnit = { date, index };
    return this.merge({ item, units: units.map((name) => [name, unit]), grants });
  }

  /** As `add`, for several entries. */
  merge({ item, units, grants }: HeldItem): number {
    const holdings = this.get(item) ?? emptyHoldings();
    for (const [name, unit] of units) holdings.units.set(name, unit);
    for (const [key, grant] of grants) holdings.grants.set(key, grant);
    this.#items.set(JSON.stringify(item), { lines: [], holdings });
    const weight = ITEM_BYTES + UNIT_BYTES * units.length + GRANT_BYTES * grants.length;
    this.#weight += weight;
    return weight;
  }

  /** Adds results of `encode`, joined by line feeds: the lines of an item add up. */
  append(text: string): void {
    if (text === '') return;
    for (const line of text.split('\n')) {
      const name = line.slice(0, line.indexOf('\t'));
      const stored = this.#items.get(name);
      if (!stored) this.#items.set(name, { lines: [line], holdings: null });
      else if (stored.holdings)
        this.#items.set(name, { lines: [], holdings: decodeInto(stored.holdings, line) });
      else stored.lines.push(line);
      this.#weight += line.length + ITEM_BYTES;
    }
  }

  encode(): string {
    return [...this.#items]
      .flatMap(([name, { lines, holdings }]) =>
        holdings && lines.length === 0 ? encodeItem(name, holdings) : lines,
      )
      .join('\n');
  }
}

const emptyHoldings = (): ItemHoldings => ({ units: new Map(), grants: new Map() });

function holdingsOf(stored: StoredItem): ItemHoldings {
  stored.holdings ??= stored.lines.reduce(decodeInto, emptyHoldings());
  return stored.holdings;
}

/** JSON contains neither tabs nor line feeds. */
function encodeItem(name: string, { units, grants }: ItemHoldings): string {
  const text: ItemText = [
    [...units].map(([unit, { date, index }]) => [unit, date, index]),
    [...grants].map(([key, { id, atMs, index, leaf }]) => [key, id, atMs, index, leaf]),
  ];
  return `${name}\t${JSON.stringify(text)}`;
}

function decodeInto(holdings: ItemHoldings, line: string): ItemHoldings {
  const [units, grants] = JSON.parse(line.slice(line.indexOf('\t') + 1)) as ItemText;
  for (const [unit, date, index] of units) holdings.units.set(unit, { date, index });
  for (const [key, id, atMs, index, leaf] of grants) holdings.grants.set(key, { id, atMs, index, leaf });
  return holdings;
}
