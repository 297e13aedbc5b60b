/** The stored sums of the log's segments, read a few pages at a time. */
import type { Address } from '../blocks/block.ts';
import type { ZoneOf } from './calendar.ts';
import { type Cell, CellCount, type Parts } from './cells.ts';
import { readLogParts, type SegmentKey } from './find.ts';
import { byLicenseIn, type CellRow, cellsIn, type StopRow, stopsIn } from './pages.ts';
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
    ofSegments: (segments, licenses) => cellsOfSegments(db, segments, licenses, query.parts ?? false),
    ofTail: async (tail, licenses) => (await countTail(db, tail, CellCount, { licenses, zoneOf })).cells(),
  });
}

/** Stops by rule, in the same way. */
export async function* stopsOf(db: D1Database, query: SumsQuery): AsyncGenerator<Stop[]> {
  yield* sumsOf(db, query, {
    ofSegments: async (segments, licenses) =>
      (await pagesOfSegments(db, segments, licenses, ['stops'])).flatMap(({ byLicense }) =>
        byLicense.flatMap(([license, rows]) => stopsIn(license, rows as StopRow[])),
      ),
    ofTail: async (tail, licenses) => (await countTail(db, tail, StopCount, { licenses })).stops(),
  });
}

/** Licenses whose sums are read, and the first and the last of them. */
interface LicenseRange {
  ids: ReadonlySet<string>;
  low: string | undefined;
  high: string | undefined;
}

/** `licenses` undefined: all. */
interface Source<T> {
  ofSegments(segments: SegmentKey[], licenses: LicenseRange | undefined): Promise<T[]>;
  ofTail(tail: Address[], licenses: ReadonlySet<string> | undefined): Promise<T[]>;
}

async function* sumsOf<T extends { day: string }>(
  db: D1Database,
  query: SumsQuery,
  { ofSegments, ofTail }: Source<T>,
): AsyncGenerator<T[]> {
  const { from, to } = query;
  const licenses = query.licenses && rangeOf(query.licenses);
  if (licenses?.ids.size === 0) return;
  const isMatch = ({ day }: T) => (!from || day >= from) && (!to || day <= to);
  const isOne = licenses?.ids.size === 1;
  const { segments, tail } = await readLogParts(db, {
    ...daysAround({ from, to }),
    ...(isOne && { containing: JSON.stringify(licenses.low) }),
  });
  const atOnce = isOne ? SEGMENTS_AT_ONCE_OF_ONE : SEGMENTS_AT_ONCE;
  for (let at = 0; at < segments.length; at += atOnce)
    yield (await ofSegments(segments.slice(at, at + atOnce), licenses)).filter(isMatch);
  if (tail.length > 0) yield (await ofTail(tail, licenses?.ids)).filter(isMatch);
}

function rangeOf(licenses: readonly string[]): LicenseRange {
  // Ids are ASCII, so this is the order of SQLite.
  const inOrder = licenses.toSorted();
  return { ids: new Set(licenses), low: inOrder[0], high: inOrder.at(-1) };
}

type Kind = 'cells' | 'parts' | 'stops';

interface SumsPage extends SegmentKey {
  kind: Kind;
  byLicense: [license: string, rows: unknown[]][];
}

async function pagesOfSegments(
  db: D1Database,
  segments: SegmentKey[],
  licenses: LicenseRange | undefined,
  kinds: Kind[],
): Promise<SumsPage[]> {
  const { results } = await db
    .prepare(
      `SELECT kind, shard, segment AS first, body FROM json_each(?1) AS one CROSS JOIN json_each(?2) AS kinds
       CROSS JOIN log_pages ON kind = kinds.value AND shard = one.value ->> 'shard' AND segment = one.value ->> 'first'
       WHERE (?3 IS NULL OR (low <= ?4 AND high >= ?3))`,
    )
    .bind(JSON.stringify(segments), JSON.stringify(kinds), licenses?.low ?? null, licenses?.high ?? null)
    .all<SegmentKey & { kind: Kind; body: string }>();
  return results.map(({ body, ...page }) => {
    const byLicense = Object.entries(byLicenseIn(page.kind, body));
    return { ...page, byLicense: byLicense.filter(([license]) => licenses?.ids.has(license) ?? true) };
  });
}

async function cellsOfSegments(
  db: D1Database,
  segments: SegmentKey[],
  licenses: LicenseRange | undefined,
  hasParts: boolean,
): Promise<Cell[]> {
  const pages = await pagesOfSegments(db, segments, licenses, hasParts ? ['cells', 'parts'] : ['cells']);
  const key = ({ shard, first }: SumsPage, license: string) => `${first} ${shard} ${license}`;
  const { cells = [], parts = [] } = Object.groupBy(pages, ({ kind }) => kind);
  const partsOf = new Map(
    parts.flatMap((page) =>
      page.byLicense.map(([license, rows]) => [key(page, license), rows as Parts[]] as const),
    ),
  );
  return cells.flatMap((page) =>
    page.byLicense.flatMap(([license, rows]) =>
      cellsIn(license, rows as CellRow[], hasParts ? partsOf.get(key(page, license)) : []),
    ),
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
