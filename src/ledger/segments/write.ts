/** Writes the index of a segment to the database: one batch, which replaces the previous index. */
import { inParameters } from '../../platform/d1.ts';
import { isSum, PAGE_KINDS, pagesOf } from './pages.ts';
import { parseLines, type Segment, segmentOf } from './segment.ts';
import { zonesOf } from './zones.ts';

/** `lines`: entries in order of sequence, '' for a deleted text. */
export async function readSegment(
  db: D1Database,
  first: number,
  lines: readonly string[],
  zones: Map<string, string> = new Map(),
): Promise<Segment> {
  const entries = await parseLines(lines);
  const indexed = entries.flatMap((entry) => entry ?? []);
  return segmentOf(first, lines, { entries, zoneOf: await zonesOf(db, indexed, zones) });
}

/**
 * Replaces what the database has of a segment. Once texts were deleted, the segment cannot be summed up any
 * more: its stored sums stay as they are, and so does its time.
 */
export function segmentStatements(db: D1Database, shard: string, segment: Segment): D1PreparedStatement[] {
  const { first, last, firstAt, lastAt, entries, hasAllTexts } = segment;
  const kinds = hasAllTexts ? PAGE_KINDS : PAGE_KINDS.filter((kind) => !isSum(kind));
  const rows = pagesOf(segment).map(({ kind, part, low, high, body }) => [kind, part, low, high, body]);
  return [
    db
      .prepare(
        `INSERT INTO log_segments (shard, first, last, first_at, last_at, entries) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT DO UPDATE SET last = ?3, entries = ?6${hasAllTexts ? ', first_at = ?4, last_at = ?5' : ''}`,
      )
      .bind(shard, first, last, firstAt, lastAt, entries),
    // Also deletes pages that the segment no longer has.
    db
      .prepare(
        'DELETE FROM log_pages WHERE kind IN (SELECT value FROM json_each(?)) AND shard = ? AND segment = ?',
      )
      .bind(JSON.stringify(kinds), shard, first),
    ...inParameters(rows).map((json) =>
      db
        .prepare(
          `INSERT OR IGNORE INTO log_pages (kind, shard, segment, part, low, high, body)
           SELECT value ->> 0, ?2, ?3, value ->> 1, value ->> 2, value ->> 3, value ->> 4 FROM json_each(?1)`,
        )
        .bind(json, shard, first),
    ),
  ];
}

export interface Indexed {
  /** Sequence up to which all entries of a shard are indexed; 0: none is. */
  last: number;
  /** First entry of a deleted segment that must be written again, if any. */
  next: number | null;
}

export async function indexedTo(db: D1Database, shard: string): Promise<Indexed> {
  const found = await db
    .prepare(
      `SELECT last, (SELECT first FROM log_segments
         WHERE shard = ?1 AND first > one.last ORDER BY first LIMIT 1) AS next
       FROM (SELECT 0 AS last UNION ALL SELECT last FROM log_segments WHERE shard = ?1) AS one
       WHERE NOT EXISTS (SELECT 1 FROM log_segments WHERE shard = ?1 AND first = one.last + 1) ORDER BY last LIMIT 1`,
    )
    .bind(shard)
    .first<Indexed>();
  return found ?? { last: 0, next: null };
}
