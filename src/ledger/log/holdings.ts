/** A page of what a license holds: of some items the units that were billed, and the first delivery of each grant. Pure. */
import type { GrantRecord } from '../types.ts';
import type { Added } from './entries.ts';

export interface HeldUnit {
  date: string;
  index: number;
}

/** What is remembered of one item. */
export interface Held {
  /** `unitName` → the date that it was billed on, and the entry that it was billed with, by its index in the tree. */
  units: Map<string, HeldUnit>;
  grants: Map<string, GrantRecord>;
}

/** The same, to send. */
export interface HeldItem {
  item: string;
  units: [name: string, HeldUnit][];
  grants: [key: string, GrantRecord][];
}

/** Its text is parsed when somebody asks for it, and written again only when something was added. */
interface StoredItem {
  text: string | null;
  held: Held | null;
}

type GrantText = [key: string, id: string, atMs: number, index: number, leaf: string];
type UnitText = [name: string, date: string, index: number];
type HeldText = [units: UnitText[], grants: GrantText[]];

export class HoldingsPage {
  /** Sequence of the last entry that it has. */
  asOf: number;
  readonly #items: Map<string, StoredItem>;
  #weight: number;

  /** `text`: as `encode` gives it. */
  constructor(asOf = 0, text = '') {
    this.asOf = asOf;
    this.#weight = 200 + 2 * text.length;
    this.#items = new Map(
      text.split('\n').flatMap((line): [string, StoredItem][] => {
        const end = line.indexOf('\t');
        return end < 0 ? [] : [[JSON.parse(line.slice(0, end)) as string, { text: line, held: null }]];
      }),
    );
  }

  /** Characters and bytes that it takes in memory, roughly. */
  get weight(): number {
    return this.#weight;
  }

  *items(): Iterable<[item: string, Held]> {
    for (const item of this.#items.keys()) yield [item, this.get(item) as Held];
  }

  get(item: string): Held | null {
    const stored = this.#items.get(item);
    if (!stored) return null;
    stored.held ??= decodeHeld(stored.text ?? '');
    return stored.held;
  }

  /** Gives the weight that it adds. */
  add({ item, units, date, index, grants }: Added): number {
    const unit: HeldUnit = { date, index };
    return this.merge(item, { units: units.map((name) => [name, unit]), grants });
  }

  /** As `add`, of more than one entry. */
  merge(item: string, { units, grants }: Pick<HeldItem, 'units' | 'grants'>): number {
    const held = this.get(item) ?? { units: new Map(), grants: new Map() };
    for (const [name, unit] of units) held.units.set(name, unit);
    for (const [key, grant] of grants) held.grants.set(key, grant);
    this.#items.set(item, { text: null, held });
    const weight = 100 + 100 * units.length + 300 * grants.length;
    this.#weight += weight;
    return weight;
  }

  encode(): string {
    const lines: string[] = [];
    for (const [item, stored] of this.#items) {
      stored.text ??= encodeHeld(item, stored.held as Held);
      lines.push(stored.text);
    }
    return lines.join('\n');
  }
}

/** JSON has no tab and no line feed in it. */
function encodeHeld(item: string, { units, grants }: Held): string {
  const held: HeldText = [
    [...units].map(([name, { date, index }]) => [name, date, index]),
    [...grants].map(([key, { id, atMs, index, leaf }]) => [key, id, atMs, index, leaf]),
  ];
  return `${JSON.stringify(item)}\t${JSON.stringify(held)}`;
}

function decodeHeld(line: string): Held {
  const [units, grants] = JSON.parse(line.slice(line.indexOf('\t') + 1)) as HeldText;
  return {
    units: new Map(units.map(([name, date, index]) => [name, { date, index }])),
    grants: new Map(grants.map(([key, id, atMs, index, leaf]) => [key, { id, atMs, index, leaf }])),
  };
}
