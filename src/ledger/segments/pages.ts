/**
 * Pages of a segment's index. Pure. Format:
 *
 * JSON, which SQL reads: for each facet `{v: values, n: number of entries of each, p: postings
 * (Postings.pack)}`, in the order of the values; `runs`: by license, the index of its first entry and the
 * number of entries.
 *
 * Deflated JSON, base64 (`packed`), a sixth of the size: `cells`: by license, sums of its days `[day, title,
 * env, entries, deliveries, refusals, empty, repeats, units, firstAt, lastAt]`; `parts`: by license, the
 * `Parts` of each of these sums; `stops`: by license, `[day, rule, entries, deliveries, firstAt, lastAt,
 * codes]`; `hours`: `[hour, deliveries, refusals]`; `times`: time of each entry, milliseconds UTC: the first,
 * then the differences.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { PAGE_CHARS_MAX } from '../blocks/limits.ts';
import { type Cell, noParts, type Parts } from './cells.ts';
import { FACETS, type Facet } from './facets.ts';
import type { HourSum } from './hours.ts';
import type { PostingsRow, Segment } from './segment.ts';
import type { Stop } from './stops.ts';

export const PAGE_KINDS = [...FACETS, 'cells', 'parts', 'stops', 'hours', 'runs', 'times'] as const;
export type PageKind = (typeof PAGE_KINDS)[number];

const SUMS: readonly PageKind[] = ['cells', 'parts', 'stops', 'hours'];

/** Whether pages of this kind are sums, which outlive the texts of their entries. */
export const isSum = (kind: PageKind): boolean => SUMS.includes(kind);

const PACKED: readonly string[] = [...SUMS, 'times'];

/** The JSON of a stored page. Null: not a valid page. */
export function jsonOf({ kind, body }: { kind: string; body: string }): string | null {
  if (!PACKED.includes(kind)) return body;
  try {
    return inflateRawSync(Buffer.from(body, 'base64'), { maxOutputLength: PAGE_BYTES_MAX }).toString();
  } catch {
    return null;
  }
}

const packed = (json: string): string => deflateRawSync(json).toString('base64');

/** Far beyond the sums of one license in one segment. */
const PAGE_BYTES_MAX = 16_000_000;

export interface Page {
  kind: PageKind;
  part: number;
  /** First and last key of the page. */
  low: string;
  high: string;
  body: string;
}

export interface PostingsPage {
  v: string[];
  n: number[];
  p: string[];
}

/** A key and its value. */
type Keyed<T> = [key: string, value: T];

export function pagesOf({ postings, cells, stops, hours, runs, times, entries }: Segment): Page[] {
  if (entries === 0) return [];
  return [
    ...FACETS.flatMap((facet) =>
      postingsPages(
        facet,
        postings.filter((row) => row.facet === facet),
      ),
    ),
    ...ofLicenses('cells', cells, cellKey, rowOf),
    ...ofLicenses('parts', cells, cellKey, ({ parts }) => parts),
    ...ofLicenses('stops', stops, stopKey, stopRow),
    ...cut(
      'hours',
      hours.map(({ hour, deliveries, refusals }): Keyed<unknown> => [hour, [hour, deliveries, refusals]]),
      (keyed) => keyed.map(([, value]) => value),
    ),
    ...cut(
      'runs',
      runs
        .map(({ license, firstIdx, count }): Keyed<number[]> => [license, [firstIdx, count]])
        .toSorted(byKey),
      Object.fromEntries,
    ),
    { kind: 'times', part: 0, low: '', high: '', body: packed(JSON.stringify(times.map(differences))) },
  ];
}

/** Pages of rows by license, in the order of the rows' keys. */
function ofLicenses<Row extends { license: string }>(
  kind: PageKind,
  rows: Row[],
  keyOf: (row: Row) => string,
  written: (row: Row) => unknown,
): Page[] {
  const byLicense = Map.groupBy(
    rows.toSorted((a, b) => compare(keyOf(a), keyOf(b))),
    ({ license }) => license,
  );
  return cut(
    kind,
    [...byLicense]
      .map(([license, licenseRows]): Keyed<unknown> => [license, licenseRows.map(written)])
      .toSorted(byKey),
    Object.fromEntries,
  );
}

function postingsPages(facet: Facet, rows: PostingsRow[]): Page[] {
  return cut(
    facet,
    rows
      .map(({ value, count, postings }): Keyed<[number, string]> => [value, [count, postings]])
      .toSorted(byKey),
    (keyed): PostingsPage => ({
      v: keyed.map(([value]) => value),
      n: keyed.map(([, [count]]) => count),
      p: keyed.map(([, [, postings]]) => postings),
    }),
  );
}

const differences = (time: number, at: number, times: number[]) => time - (times[at - 1] ?? 0);

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
const byKey = ([a]: Keyed<unknown>, [b]: Keyed<unknown>): number => compareBytes(a, b);
const cellKey = ({ license, day, title, env }: Cell): string => [license, day, title, env].join('\n');
const stopKey = ({ license, day, rule }: Stop): string => [license, day, rule].join('\n');

/** Compares strings as SQLite does. */
const compareBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** Cuts rows into pages of about as many characters as the limit says. A key is in one page only. */
function cut<T>(kind: PageKind, rows: Keyed<T>[], body: (rows: Keyed<T>[]) => unknown): Page[] {
  const pages: Page[] = [];
  const written = isSum(kind) ? packed : (json: string) => json;
  let page: Keyed<T>[] = [];
  let chars = 0;
  const end = () => {
    const [low, high] = [page[0]?.[0], page.at(-1)?.[0]];
    if (low === undefined || high === undefined) return;
    pages.push({ kind, part: pages.length, low, high, body: written(JSON.stringify(body(page))) });
    [page, chars] = [[], 0];
  };
  for (const row of rows) {
    const size = JSON.stringify(row).length;
    if (chars + size > PAGE_CHARS_MAX) end();
    page.push(row);
    chars += size;
  }
  end();
  return pages;
}

export type CellRow = ReturnType<typeof rowOf>;

function rowOf(cell: Cell) {
  const { day, title, env, entries, deliveries, refusals, empty, repeats, units, firstAt, lastAt } = cell;
  return [day, title, env, entries, deliveries, refusals, empty, repeats, units, firstAt, lastAt] as const;
}

export type StopRow = ReturnType<typeof stopRow>;

const stopRow = ({ day, rule, entries, deliveries, firstAt, lastAt, codes }: Stop) =>
  [day, rule, entries, deliveries, firstAt, lastAt, codes] as const;

const NO_PARTS = noParts();

/** Cells of one license, from its rows in pages of `cells` and `parts`. */
export function cellsIn(license: string, rows: CellRow[], parts: Parts[] = []): Cell[] {
  return rows.map((row, at) => {
    const [day, title, env, entries, deliveries, refusals, empty, repeats, units, firstAt, lastAt] = row;
    const counts = { entries, deliveries, refusals, empty, repeats, units };
    return { license, day, title, env, ...counts, firstAt, lastAt, parts: parts[at] ?? NO_PARTS };
  });
}

/** Stops of one license, from its rows in a page of `stops`. */
export const stopsIn = (license: string, rows: StopRow[]): Stop[] =>
  rows.map(([day, rule, entries, deliveries, firstAt, lastAt, codes]) => ({
    ...{ license, day, rule, entries, deliveries, firstAt, lastAt, codes },
  }));

/** Rows of a page of sums, by license. */
export const byLicenseIn = (kind: PageKind, body: string): Record<string, unknown[]> =>
  JSON.parse(jsonOf({ kind, body }) ?? '{}') as Record<string, unknown[]>;

export const hoursIn = (body: string): HourSum[] =>
  (JSON.parse(jsonOf({ kind: 'hours', body }) ?? '[]') as [string, number, number][]).map(
    ([hour, deliveries, refusals]) => ({ hour, deliveries, refusals }),
  );

/** Milliseconds UTC of each entry. */
export function timesIn(body: string): number[] {
  let time = 0;
  return (JSON.parse(jsonOf({ kind: 'times', body }) ?? '[]') as number[]).map((more) => {
    time += more;
    return time;
  });
}
