/** The stored sums of the log's segments, read a few pages at a time. */
import type { Address } from '../blocks/block.ts';
import type { Calendar, ZoneOf } from './calendar.ts';
import { type Cell, CellCount, type Parts } from './cells.ts';
import { readLogParts, type SegmentKey } from './find.ts';
import { byLicenseIn, type CellRow, cellsIn, compareBytes, type StopRow, stopsIn } from './pages.ts';
import { type Stop, StopCount } from './stops.ts';
import { countTail } from './tail.ts';

export interface SumsQuery {
  /** Absent: all. */
  licenses?: readonly string[] | undefined;
  /** YYYY-MM-DD in the license's zone, both included. */
  from?: string | undefined;
  to?: string | undefined;
  /** Whether cells come with their parts. */
  parts?: boolean;
}

/** Segments that are read at once: a megabyte of sums of all licenses, a few kilobytes of one. */
const SEGMENTS_AT_ONCE = 16;
const SEGMENTS_AT_ONCE_OF_ONE = 256;

const DAY_MS = 86_400_000;
const shifted = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString();

/**
 * A span that covers these days in any zone: a day lasts from 14 hours before that of UTC to 12 hours after
 * it.
 */
const daysAround = ({ from, to }: Pick<SumsQuery, 'from' | 'to'>): { from?: string; to?: string } => ({
  ...(from !== undefined && { from: shifted(from, -1) }),
  ...(to !== undefined && { to: shifted(to, 2) }),
});

/**
 * Cells of the log in batches, in no order: stored sums of segments, then those of the tail, counted by
 * `zoneOf`. `zoneOf` absent: by the zone of each entry's license version.
 */
export async function* cellsOf(db: D1Database, query: SumsQuery, zoneOf?: ZoneOf): AsyncGenerator<Cell[]> {
  yield* sumsOf(db, query, {
    ofSegments: (segments, licenses) =>
      cellsOfSegments(db, segments, { licenses, parts: query.parts ?? false }),
    ofTail: async (tail, licenses) => {
      const count = (calendar: Calendar) => new CellCount(calendar);
      return (await countTail(db, tail, { licenses, zoneOf, count })).cells();
    },
  });
}

/** Stops by rule, in the same way. */
export async function* stopsOf(db: D1Database, query: SumsQuery): AsyncGenerator<Stop[]> {
  yield* sumsOf(db, query, {
    ofSegments: async (segments, licenses) =>
      (await sumsOfSegments(db, segments, { licenses, kinds: ['stops'] })).flatMap(({ license, rows }) =>
        stopsIn(license, rows as StopRow[]),
      ),
    ofTail: async (tail, licenses) => {
      const count = (calendar: Calendar) => new StopCount(calendar);
      return (await countTail(db, tail, { licenses, zoneOf: undefined, count })).stops();
    },
  });
}

interface Source<T> {
  /** `licenses` undefined: all. */
  ofSegments(segments: SegmentKey[], licenses: string[] | undefined): Promise<T[]>;
  ofTail(tail: Address[], licenses: ReadonlySet<string> | undefined): Promise<T[]>;
}

async function* sumsOf<T extends { license: string; day: string }>(
  db: D1Database,
  query: SumsQuery,
  { ofSegments, ofTail }: Source<T>,
): AsyncGenerator<T[]> {
  const { from, to } = query;
  const licenses = query.licenses && new Set(query.licenses);
  if (licenses?.size === 0) return;
  const isMatch = ({ license, day }: T) =>
    (!licenses || licenses.has(license)) && (!from || day >= from) && (!to || day <= to);
  const [only, ...rest] = licenses ?? [];
  const isOne = only !== undefined && rest.length === 0;
  const { segments, tail } = await readLogParts(db, {
    ...daysAround({ from, to }),
    ...(isOne && { containing: JSON.stringify(only) }),
  });
  const atOnce = isOne ? SEGMENTS_AT_ONCE_OF_ONE : SEGMENTS_AT_ONCE;
  for (let at = 0; at < segments.length; at += atOnce)
    yield (await ofSegments(segments.slice(at, at + atOnce), licenses && [...licenses])).filter(isMatch);
  if (tail.length > 0) yield (await ofTail(tail, licenses)).filter(isMatch);
}

type Kind = 'cells' | 'parts' | 'stops';

/** The sums of a license in a segment. */
interface LicenseSums extends SegmentKey {
  kind: Kind;
  license: string;
  rows: unknown;
}

async function sumsOfSegments(
  db: D1Database,
  segments: SegmentKey[],
  { licenses, kinds }: { licenses: string[] | undefined; kinds: Kind[] },
): Promise<LicenseSums[]> {
  const inOrder = licenses?.toSorted(compareBytes);
  const licenseSet = licenses && new Set(licenses);
  const { results } = await db
    .prepare(
      `SELECT kind, shard, segment AS first, body FROM json_each(?1) AS one CROSS JOIN json_each(?2) AS kinds
       CROSS JOIN log_pages ON kind = kinds.value AND shard = one.value ->> 'shard' AND segment = one.value ->> 'first'
       WHERE (?3 IS NULL OR (low <= ?4 AND high >= ?3))`,
    )
    .bind(JSON.stringify(segments), JSON.stringify(kinds), inOrder?.[0] ?? null, inOrder?.at(-1) ?? null)
    .all<SegmentKey & { kind: Kind; body: string }>();
  return results.flatMap(({ body, ...page }) =>
    Object.entries(byLicenseIn(page.kind, body)).flatMap(([license, rows]) =>
      !licenseSet || licenseSet.has(license) ? [{ ...page, license, rows }] : [],
    ),
  );
}

async function cellsOfSegments(
  db: D1Database,
  segments: SegmentKey[],
  { licenses, parts }: { licenses: string[] | undefined; parts: boolean },
): Promise<Cell[]> {
  const kinds: Kind[] = parts ? ['cells', 'parts'] : ['cells'];
  const sums = await sumsOfSegments(db, segments, { licenses, kinds });
  const key = ({ shard, first, license }: LicenseSums) => `${first} ${shard} ${license}`;
  const partsOf = new Map(
    sums.flatMap((page) => (page.kind === 'parts' ? [[key(page), page.rows as Parts[]] as const] : [])),
  );
  return sums.flatMap((page) =>
    page.kind === 'cells' ? cellsIn(page.license, page.rows as CellRow[], partsOf.get(key(page))) : [],
  );
}

/** Hours of segments that end at an hour (`2026-11-26T16`) or later: bodies of pages. */
export const hoursStatement = (db: D1Database, from: string): D1PreparedStatement =>
  db
    .prepare(
      `SELECT body FROM log_segments CROSS JOIN log_pages
         ON kind = 'hours' AND log_pages.shard = log_segments.shard AND segment = log_segments.first
       WHERE log_segments.last_at >= ?`,
    )
    .bind(from);
