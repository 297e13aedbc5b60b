/** SQL of the completeness report: edge counts and log counts by UTC day. */
import { REQUEST_OUTCOMES } from '../../delivery/edge/tally.ts';
import { OPERATORS_LOG } from '../../ledger/names.ts';
import { keyOfSegment, postingsOf, readLogParts, timesOf } from '../../ledger/segments/find.ts';
import { getOrInsert } from '../../rights/get-or-insert.ts';
import type { EdgeDay, LedgerDay } from './report.ts';

/** YYYY-MM-DD, UTC, both inclusive. */
export interface Days {
  from: string;
  to: string;
}

export async function edgeDays(db: D1Database, { from, to }: Days): Promise<EdgeDay[]> {
  const sums = ['seen', ...REQUEST_OUTCOMES].map((name) => `sum(${name}) AS ${name}`).join(', ');
  const { results } = await db
    .prepare(
      `SELECT day, count(*) AS isolates, ${sums} FROM edge_counts WHERE day >= ? AND day <= ? GROUP BY day`,
    )
    .bind(from, to)
    .all<EdgeDay>();
  return results;
}

/** First day with edge counts. */
export async function watchedSince(db: D1Database): Promise<string | null> {
  return db.prepare('SELECT min(day) AS day FROM edge_counts').first<string>('day');
}

/** Entries of all kinds, and refusals counted without an entry, by day. */
export async function loggedDays(db: D1Database, days: Days): Promise<LedgerDay[]> {
  const [from, to] = bounds(days);
  const found = new Map<string, LedgerDay>();
  const sumsOf = (day: string): LedgerDay => {
    return getOrInsert(found, day, () => ({ day, entries: 0, counted: 0 }));
  };
  const { segments, tail: blocks } = await readLogParts(db, { from, to });
  for (let at = 0; at < segments.length; at += SEGMENTS_AT_ONCE) {
    const batch = segments.slice(at, at + SEGMENTS_AT_ONCE).map(({ shard, first }) => ({ shard, first }));
    const [times, postings] = await Promise.all([timesOf(db, batch), postingsOf(db, batch, ['kind', null])]);
    for (const segment of batch) {
      const segmentTimes = times.get(keyOfSegment(segment)) ?? [];
      for (const offset of postings.get(keyOfSegment(segment))?.offsets() ?? []) {
        const day = new Date(segmentTimes[offset] ?? 0).toISOString().slice(0, 10);
        if (day >= days.from && day <= days.to) sumsOf(day).entries++;
      }
    }
  }
  const [tail, counted] = await db.batch<{ day: string; count: number }>([
    db
      .prepare(
        `SELECT substr(line.value ->> '$.at', 1, 10) AS day, count(*) AS count FROM json_each(?3) AS block
         CROSS JOIN blocks ON blocks.shard = block.value ->> 'shard' AND blocks.first = block.value ->> 'seq'
         CROSS JOIN json_each(body) AS line
         WHERE line.value ->> '$.at' >= ?1 AND line.value ->> '$.at' < ?2
           AND line.value ->> '$.license' <> '${OPERATORS_LOG}' GROUP BY 1`,
      )
      .bind(from, to, JSON.stringify(blocks)),
    db
      .prepare(
        `SELECT substr(minute, 1, 10) AS day, sum(count) AS count FROM refusal_counts
         WHERE minute >= ?1 AND minute < ?2 GROUP BY 1`,
      )
      .bind(from, to),
  ]);
  for (const { day, count } of tail?.results ?? []) sumsOf(day).entries += count;
  for (const { day, count } of counted?.results ?? []) sumsOf(day).counted += count;
  return [...found.values()];
}

/** Segments that are read at once: 25 KB of times and postings each. */
const SEGMENTS_AT_ONCE = 64;

/** Bounds of keys `YYYY-MM-DDT…` of these days: `~` sorts after every letter. */
export const bounds = ({ from, to }: Days): [from: string, to: string] => [from, `${to}~`];
