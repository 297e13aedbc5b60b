/** SQL of the log's segments: how far it is sealed, what is after that, and what was found where. */
import { inParameters } from '../../platform/d1.ts';
import { TAIL_PAGE_ROWS } from '../limits.ts';
import { isTimeZone } from '../time-zone.ts';
import type { Entry } from '../types.ts';
import type { Cell, Parts, ZoneOf } from './cells.ts';
import type { Facet } from './facets.ts';
import { unpackPlaces } from './places.ts';
import { SEALED_TO } from './sealed-to.ts';
import { entryOf, type LogLine, type Segment } from './segment.ts';

/**
 * The last number that is sealed; 0: none. Whoever sums up asks this first, takes of places and cells what is of segments up to
 * there, and looks through the entries after it: what is sealed meanwhile is then not missed, nor counted twice.
 */
export async function sealedTo(db: D1Database): Promise<number> {
  return (await db.prepare(`SELECT ${SEALED_TO} AS sealed`).first<number>('sealed')) ?? 0;
}

/** The last number that is sealed, the next one that is there, and the newest; zeros when there is none. */
export interface LogEnds {
  sealed: number;
  next: number;
  newest: number;
}

export async function logEnds(db: D1Database): Promise<LogEnds> {
  const ends = await db
    .prepare(
      `SELECT sealed, coalesce((SELECT min(n) FROM entries WHERE n > sealed), 0) AS next,
         coalesce((SELECT max(n) FROM entries), 0) AS newest FROM (SELECT ${SEALED_TO} AS sealed)`,
    )
    .first<LogEnds>();
  return ends ?? { sealed: 0, next: 0, newest: 0 };
}

/** Rows with first <= n <= last, in order, at most `TAIL_PAGE_ROWS`. */
export async function logLines(db: D1Database, first: number, last: number): Promise<LogLine[]> {
  const { results } = await db
    .prepare(
      `SELECT n, id, license, again, body FROM entries WHERE n BETWEEN ? AND ? ORDER BY n LIMIT ${TAIL_PAGE_ROWS}`,
    )
    .bind(first, last)
    .all<Omit<LogLine, 'again'> & { again: number }>();
  return results.map((row) => ({ ...row, again: row.again === 1 }));
}

export interface TailEntry {
  n: number;
  /** Put back from the archive: its segment of before has counted it. */
  again: boolean;
  entry: Entry;
}

/** Everything after `after` (`sealedTo`) that can be found, in order, read in pages: normally fewer than 4,096. */
export async function* tailEntries(db: D1Database, after: number): AsyncGenerator<TailEntry> {
  for (let from = after + 1; ; ) {
    const lines = await logLines(db, from, Number.MAX_SAFE_INTEGER);
    for (const line of lines) {
      const entry = entryOf(line);
      if (entry) yield { n: line.n, again: line.again, entry };
    }
    const last = lines.at(-1);
    if (!last || lines.length < TAIL_PAGE_ROWS) return;
    from = last.n + 1;
  }
}

/** The time zones that entries count in: as of the version of the license that was judged on, or the nearest before it. */
export async function zonesOf(
  db: D1Database,
  entries: Iterable<Pick<Entry, 'license' | 'licenseVersion'>>,
  known: Map<string, string> = new Map(),
): Promise<ZoneOf> {
  const wanted = new Map<string, { license: string; version: number }>();
  for (const { license, licenseVersion: version } of entries)
    if (!known.has(`${license} ${version}`)) wanted.set(`${license} ${version}`, { license, version });
  for (const json of inParameters([...wanted.values()])) {
    const { results } = await db
      .prepare(
        `SELECT value ->> 'license' AS license, value ->> 'version' AS version,
           (SELECT terms ->> 'timeZone' FROM license_versions
            WHERE license_versions.license = value ->> 'license' AND license_versions.version <= value ->> 'version'
            ORDER BY license_versions.version DESC LIMIT 1) AS zone FROM json_each(?)`,
      )
      .bind(json)
      .all<{ license: string; version: number; zone: string | null }>();
    for (const { license, version, zone } of results)
      known.set(`${license} ${version}`, zone !== null && isTimeZone(zone) ? zone : 'UTC');
  }
  return (license, version) => known.get(`${license} ${version}`) ?? 'UTC';
}

/**
 * A segment, its places and its cells, to be written in one batch. It fails when the log is not sealed to just before it (any more), when
 * its rows are not the ones that were read, or when its last number has not been given (any more), so that an entry may yet get it: `last`
 * is then null, which the table refuses.
 */
export function segmentStatements(db: D1Database, segment: Segment): D1PreparedStatement[] {
  const { first, last, firstAt, lastAt, entries, places, cells, hours, seen } = segment;
  const placesRows = places.map((row) => [row.facet, row.value, row.count, row.places]);
  const cellRows = cells.map(({ license, day, title, env, ...sums }) => [
    ...[license, day, title, env, sums.entries, sums.deliveries, sums.refusals, sums.empty, sums.repeats],
    ...[sums.units, sums.firstAt, sums.lastAt, JSON.stringify(sums.parts)],
  ]);
  return [
    db
      .prepare(
        `INSERT INTO log_segments (first, last, first_at, last_at, entries)
         SELECT ?1, CASE WHEN ${SEALED_TO} = ?1 - 1 AND EXISTS (SELECT 1 FROM entries WHERE n >= ?2)
           AND (SELECT count(*) FROM entries WHERE n BETWEEN ?1 AND ?2) = json_array_length(?6)
           AND NOT EXISTS (SELECT 1 FROM json_each(?6) AS seen LEFT JOIN entries ON entries.n = seen.value ->> 0
             WHERE entries.id IS NOT seen.value ->> 1) THEN ?2 END, ?3, ?4, ?5`,
      )
      .bind(first, last, firstAt, lastAt, entries, JSON.stringify(seen)),
    ...inParameters(placesRows).map((json) =>
      db
        .prepare(
          `INSERT INTO log_places (facet, value, segment, count, places)
           SELECT value ->> 0, value ->> 1, ?2, value ->> 2, value ->> 3 FROM json_each(?1)`,
        )
        .bind(json, first),
    ),
    ...inParameters(cellRows).map((json) =>
      db
        .prepare(
          `INSERT INTO usage_cells (license, day, segment, title, env, entries, deliveries, refusals, empty, repeats, units,
             first_at, last_at, parts)
           SELECT value ->> 0, value ->> 1, ?2, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7,
             value ->> 8, value ->> 9, value ->> 10, value ->> 11, value ->> 12 FROM json_each(?1)`,
        )
        .bind(json, first),
    ),
    ...inParameters(hours).map((json) =>
      db
        .prepare(
          `INSERT OR REPLACE INTO log_hours (hour, segment, deliveries, refusals)
           SELECT value ->> 'hour', ?2, value ->> 'deliveries', value ->> 'refusals' FROM json_each(?1)`,
        )
        .bind(json, first),
    ),
  ];
}

/** A row of `usage_cells`. */
export interface CellRow extends Omit<Cell, 'firstAt' | 'lastAt' | 'parts'> {
  segment: number;
  first_at: string;
  last_at: string;
  /** JSON of `Parts`. */
  parts: string;
}

export function cellOf({ segment: _segment, first_at, last_at, parts, ...cell }: CellRow): Cell {
  return { ...cell, firstAt: first_at, lastAt: last_at, parts: JSON.parse(parts) as Parts };
}

/** Numbers of the sealed entries that have any of the values, ascending, and up to where the log is sealed. */
export async function numbersWith(
  db: D1Database,
  facet: Facet,
  values: string[],
): Promise<{ numbers: number[]; sealed: number }> {
  const [sealed, found] = await db.batch([
    db.prepare(`SELECT ${SEALED_TO} AS sealed`),
    db
      .prepare(
        `SELECT log_places.segment, log_places.places FROM json_each(?2) AS one
         CROSS JOIN log_places ON log_places.facet = ?1 AND log_places.value = one.value
         JOIN log_segments ON log_segments.first = log_places.segment AND log_segments.gone < log_segments.entries`,
      )
      .bind(facet, JSON.stringify(values)),
  ]);
  const numbers = ((found?.results ?? []) as { segment: number; places: string }[]).flatMap(
    ({ segment, places }) =>
      unpackPlaces(places)
        .offsets()
        .map((offset) => segment + offset),
  );
  return {
    numbers: [...new Set(numbers)].sort((a, b) => a - b),
    sealed: (sealed?.results[0] as { sealed: number } | undefined)?.sealed ?? 0,
  };
}
