/** SQL of what reports read of the log: which entries of a segment have a value, and entries by their numbers. */
import type { Facet } from '../../../ledger/segments/facets.ts';
import { type Places, unpackPlaces } from '../../../ledger/segments/places.ts';
import { entryOf } from '../../../ledger/segments/segment.ts';
import type { Entry, UseEntry } from '../../../ledger/types.ts';

/** ISO 8601 UTC, milliseconds; `to` is exclusive. */
export interface Span {
  from: string;
  to: string;
}

/** By the first number of each segment that has such entries. `values` null: entries with any value. */
export async function readPlaces(
  db: D1Database,
  [facet, values]: [facet: Facet, values: string[] | null],
  { sealed, from, to }: Span & { sealed: number },
): Promise<Map<number, Places>> {
  const overlaps = 'last <= ? AND last_at >= ? AND first_at < ? AND gone < entries';
  const statement = values
    ? db
        .prepare(
          `SELECT segment, places FROM log_segments CROSS JOIN json_each(?) AS one
           CROSS JOIN log_places ON facet = ? AND log_places.value = one.value AND segment = first WHERE ${overlaps}`,
        )
        .bind(JSON.stringify(values), facet, sealed, from, to)
    : db
        .prepare(
          `SELECT segment, places FROM log_places CROSS JOIN log_segments ON first = segment WHERE facet = ? AND ${overlaps}`,
        )
        .bind(facet, sealed, from, to);
  const { results } = await statement.all<{ segment: number; places: string }>();
  const found = new Map<number, Places>();
  for (const { segment, places: text } of results) {
    const places = unpackPlaces(text);
    const before = found.get(segment);
    found.set(segment, before ? before.or(places) : places);
  }
  return found;
}

/** What of an entry says what it stopped: a fraction of its body, and most of what a month's report reads. */
export type Stop = Pick<
  UseEntry,
  'kind' | 'license' | 'licenseVersion' | 'at' | 'code' | 'decidedBy' | 'withheld'
>;

/** As `readEntries`, of deliveries and refusals. */
export async function readStops(db: D1Database, numbers: number[], { from, to }: Span): Promise<Stop[]> {
  const { results } = await db
    .prepare(
      `SELECT kind, license, body ->> 'licenseVersion' AS licenseVersion, at, code,
         body ->> 'decidedBy' AS decidedBy, body -> 'withheld' AS withheld
       FROM entries NOT INDEXED
       WHERE n IN (SELECT value FROM json_each(?)) AND at >= ? AND at < ? AND kind IN ('delivery', 'refusal')
         AND json_valid(body) AND json_type(body, '$.withheld') = 'array'
       ORDER BY n`,
    )
    .bind(JSON.stringify(numbers), from, to)
    .all<Omit<Stop, 'withheld'> & { withheld: string }>();
  return results.map((row) => ({ ...row, withheld: JSON.parse(row.withheld) as Stop['withheld'] }));
}

/** Those of them that are in the span, in the order of their numbers. */
export async function readEntries(db: D1Database, numbers: number[], { from, to }: Span): Promise<Entry[]> {
  const { results } = await db
    .prepare(
      `SELECT license, body FROM entries NOT INDEXED WHERE n IN (SELECT value FROM json_each(?)) AND at >= ? AND at < ? ORDER BY n`,
    )
    .bind(JSON.stringify(numbers), from, to)
    .all<{ license: string; body: string }>();
  return results.flatMap((row) => entryOf(row) ?? []);
}
