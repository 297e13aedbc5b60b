/**
 * How deliveries and refusals are counted: by license, day, title and kind of key. Pure. The sums that are kept of a segment, what is
 * counted of the tail, and a recount are all made here.
 */
import type { Entry, UseEntry } from '../types.ts';
import { Calendar, type ZoneOf } from './calendar.ts';

/** Something of entries or components, and units. */
export type Pair = [count: number, units: number];
/** Components, units of them, and the deliveries that had any of them. */
export type Carried = [components: number, units: number, deliveries: number];

/** Of a cell, by what its entries name. The value '' is what names nothing. */
export interface Parts {
  /** Entries and units: one of two sections counts in both. */
  section: Record<string, Pair>;
  /** Components that were delivered. */
  type: Record<string, Carried>;
  /** The same, of components that have a supplier. */
  supplier: Record<string, Carried>;
  /** Refusals by their code. */
  code: Record<string, number>;
  /** Components that were withheld from deliveries, by code. */
  withheld: Record<string, number>;
  /** Entries that a rule refused, as a whole or a component of. */
  rule: Record<string, number>;
  /** Entries by the hour, `00` to `23`, in the license's zone, and those of them that are refusals. */
  hour: Record<string, number>;
  hourRefused: Record<string, number>;
}

export interface Sums {
  entries: number;
  deliveries: number;
  refusals: number;
  /** Deliveries that carried nothing: HEAD, 304. */
  empty: number;
  /** Deliveries that carried content and added nothing to the bill. */
  repeats: number;
  units: number;
  /** ISO 8601 UTC. */
  firstAt: string;
  lastAt: string;
  parts: Parts;
}

export interface CellKey {
  license: string;
  /** YYYY-MM-DD in the license's zone. */
  day: string;
  /** '' when none was stated. */
  title: string;
  env: string;
}

export interface Cell extends CellKey, Sums {}

export function cellsOf(entries: Iterable<Entry>, zoneOf: ZoneOf): Cell[] {
  const count = new CellCount(new Calendar(zoneOf));
  for (const entry of entries) count.add(entry);
  return count.cells();
}

export class CellCount {
  readonly #calendar: Calendar;
  readonly #cells = new Map<string, Cell>();

  constructor(calendar: Calendar) {
    this.#calendar = calendar;
  }

  /** Only deliveries and refusals count. */
  add(entry: Entry): void {
    if (entry.kind !== 'delivery' && entry.kind !== 'refusal') return;
    const { license, env } = entry;
    const { date: day, hour } = this.#calendar.when(entry);
    const title = entry.title ?? '';
    const key = [license, day, title, env].join('\n');
    let cell = this.#cells.get(key);
    if (!cell) {
      cell = { license, day, title, env, ...noSums() };
      this.#cells.set(key, cell);
    }
    addEntry(cell, entry, hour);
  }

  cells(): Cell[] {
    return [...this.#cells.values()];
  }
}

/** The sum of both, under the first one's name. */
export function addCells<T extends Sums>(a: T, b: Sums): T {
  return { ...a, ...sumOf([a, b]) };
}

/** Of no cells: zeros, and no times. */
export function sumOf(cells: Iterable<Sums>): Sums {
  const sum = noSums();
  for (const cell of cells) {
    for (const name of COUNTS) sum[name] += cell[name];
    spread(sum, cell.firstAt, cell.lastAt);
    for (const [value, pair] of Object.entries(cell.parts.section)) add(sum.parts.section, value, pair);
    for (const name of CARRIED)
      for (const [value, carried] of Object.entries(cell.parts[name])) add(sum.parts[name], value, carried);
    for (const name of TALLIES)
      for (const [value, count] of Object.entries(cell.parts[name] ?? {}))
        addCount(sum.parts[name], value, count);
  }
  return sum;
}

const COUNTS = ['entries', 'deliveries', 'refusals', 'empty', 'repeats', 'units'] as const;
const CARRIED = ['type', 'supplier'] as const;
const TALLIES = ['code', 'withheld', 'rule', 'hour', 'hourRefused'] as const;

function noSums(): Sums {
  // Names of sections and rules are anybody's: without a prototype there is none that is taken.
  const none = () => Object.create(null);
  return {
    entries: 0,
    deliveries: 0,
    refusals: 0,
    empty: 0,
    repeats: 0,
    units: 0,
    firstAt: '',
    lastAt: '',
    parts: {
      section: none(),
      type: none(),
      supplier: none(),
      code: none(),
      withheld: none(),
      rule: none(),
      hour: none(),
      hourRefused: none(),
    },
  };
}

function addEntry(sum: Sums, entry: UseEntry, hour: string): void {
  const { parts } = sum;
  const { billable, delivered, withheld } = entry;
  const delivers = entry.kind === 'delivery';
  sum.entries++;
  sum.units += billable;
  if (!delivers) sum.refusals++;
  else {
    sum.deliveries++;
    if (delivered.length === 0) sum.empty++;
    else if (billable === 0) sum.repeats++;
  }
  spread(sum, entry.at, entry.at);
  addCount(parts.hour, hour);
  if (!delivers) addCount(parts.hourRefused, hour);
  const sections = new Set(entry.sections.length > 0 ? entry.sections : ['']);
  for (const section of sections) add(parts.section, section, [1, billable]);
  addComponents(parts, entry);
  if (!delivers) addCount(parts.code, entry.code ?? '');
  else for (const { code } of withheld) addCount(parts.withheld, code);
  const refusing = withheld.map(({ decidedBy }) => decidedBy);
  for (const rule of new Set(delivers ? refusing : [entry.decidedBy, ...refusing]))
    addCount(parts.rule, rule);
}

function addComponents({ type: types, supplier: suppliers }: Parts, entry: UseEntry): void {
  const { billed, delivered } = entry;
  const named = new Set(billed);
  for (const { component, type, supplier } of delivered) {
    const units = named.has(component) ? 1 : 0;
    add(types, type ?? '', [1, units, 0]);
    if (supplier !== undefined) add(suppliers, supplier, [1, units, 0]);
  }
  for (const type of new Set(delivered.map(({ type = '' }) => type))) add(types, type, [0, 0, 1]);
  const externalSuppliers = new Set(delivered.flatMap(({ supplier }) => supplier ?? []));
  for (const supplier of externalSuppliers) add(suppliers, supplier, [0, 0, 1]);
}

function add<T extends Pair | Carried>(sums: Record<string, T>, value: string, numbers: T): void {
  const sum = sums[value];
  sums[value] = sum ? (numbers.map((number, index) => number + (sum[index] ?? 0)) as T) : numbers;
}

function addCount(counts: Record<string, number>, value: string, count = 1): void {
  counts[value] = (counts[value] ?? 0) + count;
}

function spread(sum: Sums, firstAt: string, lastAt: string): void {
  if (firstAt !== '' && (sum.firstAt === '' || firstAt < sum.firstAt)) sum.firstAt = firstAt;
  if (lastAt > sum.lastAt) sum.lastAt = lastAt;
}
