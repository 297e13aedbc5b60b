/** SQL of breakdowns: how often each value occurs in whole segments, and where in others. */
import type { Facet } from '../../ledger/segments/facets.ts';
import { inParameters } from '../../platform/d1.ts';

/** A value in a segment, by the number of the segment's first entry. */
export interface ValuePlaces {
  segment: number;
  value: string;
  places: string;
}

/** Entries of these segments that have each of the facet's values. */
export async function sumsOf(
  db: D1Database,
  facet: Facet,
  segments: number[],
): Promise<[value: string, count: number][]> {
  if (segments.length === 0) return [];
  const { results } = await db
    .prepare(
      `SELECT value, sum(count) AS count FROM log_places
       WHERE facet = ? AND segment IN (SELECT value FROM json_each(?)) GROUP BY value`,
    )
    .bind(facet, JSON.stringify(segments))
    .all<{ value: string; count: number }>();
  return results.map(({ value, count }) => [value, count]);
}

/** Where in these segments each of the facet's values is. */
export async function placesOf(db: D1Database, facet: Facet, segments: number[]): Promise<ValuePlaces[]> {
  if (segments.length === 0) return [];
  const { results } = await db
    .prepare(
      `SELECT segment, value, places FROM log_places
       WHERE facet = ? AND segment IN (SELECT value FROM json_each(?))`,
    )
    .bind(facet, JSON.stringify(segments))
    .all<ValuePlaces>();
  return results;
}

export interface Span {
  from: string;
  to: string;
}

/** Of the entries with these numbers, those that are there, in the span. */
export async function numbersIn(db: D1Database, numbers: number[], { from, to }: Span): Promise<number[]> {
  const statements = inParameters(numbers).map((json) =>
    db
      .prepare(
        `SELECT n FROM json_each(?) AS wanted CROSS JOIN entries NOT INDEXED ON entries.n = wanted.value
         WHERE at >= ? AND at < ?`,
      )
      .bind(json, from, to),
  );
  return statements.length === 0 ? [] : foundIn(await db.batch<{ n: number }>(statements));
}

/** Of whole segments, the same. `span` entries from each first one at most. */
export async function numbersOf(
  db: D1Database,
  segments: number[],
  size: number,
  { from, to }: Span,
): Promise<number[]> {
  if (segments.length === 0) return [];
  const statement = db.prepare(
    'SELECT n FROM entries NOT INDEXED WHERE n >= ? AND n < ? AND at >= ? AND at < ?',
  );
  const statements = segments.map((first) => statement.bind(first, first + size, from, to));
  return foundIn(await db.batch<{ n: number }>(statements));
}

const foundIn = (answers: D1Result<{ n: number }>[]): number[] =>
  answers.flatMap(({ results }) => results.map(({ n }) => n));
