/** Sums by name, as lists of rows: what is text in a row names it, what is a number adds up. Pure. */
import { TOTALS_ROWS_MAX } from './limits.ts';

type Row = Record<string, string | number>;

/** What does not fit any more goes under this name. */
const OTHERS = 'others';

export class Rows<R extends Row> {
  readonly #rows = new Map<string, R>();

  constructor(known: readonly R[] = []) {
    for (const row of known) this.add(row);
  }

  add(row: R): void {
    const isFull = this.#rows.size >= TOTALS_ROWS_MAX - 1 && !this.#rows.has(nameOf(row));
    const counted = isFull ? asOthers(row) : row;
    const name = nameOf(counted);
    const known = this.#rows.get(name);
    this.#rows.set(name, known ? sumOf(known, counted) : { ...counted });
  }

  /** In the order in which they first came. */
  get all(): R[] {
    return [...this.#rows.values()];
  }

  total(column: keyof R): number {
    return this.all.reduce((sum, row) => sum + Number(row[column]), 0);
  }
}

const isText = ([, value]: [string, string | number]) => typeof value === 'string';
const nameOf = (row: Row) => JSON.stringify(Object.entries(row).filter(isText));

function asOthers<R extends Row>(row: R): R {
  const named = Object.entries(row).map((one) => (isText(one) ? [one[0], OTHERS] : one));
  return Object.fromEntries(named) as R;
}

function sumOf<R extends Row>(one: R, other: R): R {
  const added = Object.entries(one).map(([name, value]) => [
    name,
    typeof value === 'number' ? value + Number(other[name]) : value,
  ]);
  return Object.fromEntries(added) as R;
}
