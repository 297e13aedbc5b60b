/**
 * Counts deliveries and refusals by license, day, title and kind of key. Pure. Used for stored sums
 * and the tail.
 */
import type { Entry, UseEntry } from '../types.ts';
import type { Calendar } from './calendar.ts';

/** A number of entries or components, and their units. */
export type Pair = [count: number, units: number];
/** Components, their units, and deliveries with any of them. */
export type Carried = [components: number, units: number, deliveries: number];

/** Parts of a cell by value. The value '' stands for entries without one. */
export interface Parts {
  /** Entries and units. An entry with two sections counts in both. */
  section: Record<string, Pair>;
  /** Delivered components. */
  type: Record<string, Carried>;
  /** Delivered components with a supplier. */
  supplier: Record<string, Carried>;
  /** Refusals by their code. */
  code: Record<string, number>;
  /** Components withheld from deliveries, by code. */
  withheld: Record<string, number>;
  /** Entries in which a rule refused the request or a component. */
  rule: Record<string, number>;
  /** Entries by hour, `00` to `23`, in the license's zone, and their refusals. */
  hour: Record<string, number>;
  hourRefused: Record<string, number>;
}

export interface Sums extends Counts {
  parts: Parts;
}

export interface Counts {
  entries: number;
  deliveries: number;
  refusals: number;
  /** Deliveries without content: HEAD, 304. */
  empty: number;
  /** Deliveries with content that added no units. */
  repeats: number;
  units: number;
  /** ISO 8601 UTC. */
  firstAt: string;
  lastAt: string;
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

/** Adds the counts of a cell to a sum. */
export function addToCounts(sum: Counts, cell: Counts): void {
  for (const name of COUNTS) sum[name] += cell[name];
  spread(sum, cell.firstAt, cell.lastAt);
}

/** For no cells: zeros, without times. */
export function countsOf(cells: Iterable<Counts>): Counts {
  const sum = noCounts();
  for (const cell of cells) addToCounts(sum, cell);
  return sum;
}

/** The same with parts. */
export function sumOf(cells: Iterable<Sums>): Sums {
  const sum = noSums();
  for (const cell of cells) {
    addToCounts(sum, cell);
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

/** Without prototypes, since sections and rules have arbitrary names. */
export function noParts(): Parts {
  const none = () => Object.create(null);
  return {
    section: none(),
    type: none(),
    supplier: none(),
    code: none(),
    withheld: none(),
    rule: none(),
    hour: none(),
    hourRefused: none(),
  };
}

const noCounts = (): Counts => ({
  ...{ entries: 0, deliveries: 0, refusals: 0, empty: 0, repeats: 0, units: 0 },
  ...{ firstAt: '', lastAt: '' },
});

const noSums = (): Sums => ({ ...noCounts(), parts: noParts() });

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

function spread(sum: Counts, firstAt: string, lastAt: string): void {
  if (firstAt !== '' && (sum.firstAt === '' || firstAt < sum.firstAt)) sum.firstAt = firstAt;
  if (lastAt > sum.lastAt) sum.lastAt = lastAt;
}
