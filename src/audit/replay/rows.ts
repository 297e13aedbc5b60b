/** Sums by name, as lists of rows: texts in a row form its name, numbers add up. Pure. */
import { TOTALS_ROWS_MAX } from './limits.ts';

type Row = Record<string, string | number>;

/** Name of the row for all rows beyond the limit. */
const OTHERS = 'others';

export class Rows<R extends Row> {
  readonly #rows = new Map<string, R>();

  constructor(known: readonly R[] = []) {
    for (const row of known) this.add(row);
  }

  add(row: R): void {
    const isFull = this.#rows.size >= TOTALS_ROWS_MAX - 1 && !this.#rows.has(nameOf(row));
    const counted = isFull ? toOthers(row) : row;
    const name = nameOf(counted);
    const sum = this.#rows.get(name);
    this.#rows.set(name, sum ? sumOf(sum, counted) : { ...counted });
  }

  /** In order of first occurrence. */
  get all(): R[] {
    return [...this.#rows.values()];
  }

  total(column: keyof R): number {
    return this.all.reduce((sum, row) => sum + Number(row[column]), 0);
  }
}

const isText = ([, value]: [string, string | number]) => typeof value === 'string';
const nameOf = (row: Row) => JSON.stringify(Object.entries(row).filter(isText));

function toOthers<R extends Row>(row: R): R {
  const named = Object.entries(row).map((member) => (isText(member) ? [member[0], OTHERS] : member));
  return Object.fromEntries(named) as R;
}

function sumOf<R extends Row>(a: R, b: R): R {
  const added = Object.entries(a).map(([name, value]) => [
    name,
    typeof value === 'number' ? value + Number(b[name]) : value,
  ]);
  return Object.fromEntries(added) as R;
}
