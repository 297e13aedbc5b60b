/**
 * The stretch after the last segment becomes one: read in pages, indexed and counted in memory, written in one transaction. Whoever
 * comes second with the same stretch, or with one that is not as it was read, has written nothing.
 */
import { yieldToEventLoop } from '../../platform/event-loop.ts';
import { DRAIN_PAUSE_MS } from '../limits.ts';
import { SEGMENT_NUMBERS_MAX } from './places.ts';
import { entryOf, type Segment, SegmentDraft } from './segment.ts';
import { logEnds, logLines, sealedTo, segmentStatements, zonesOf } from './store.ts';

export interface Sealed {
  /** There is another stretch to seal. */
  more: boolean;
  /** The last number that is sealed. */
  sealed: number;
  /** Somebody else was faster. */
  lost: boolean;
}

/**
 * Seals one stretch, if it is full or `force` says so. True: there is more. Throws when D1 is out of reach, or when entries went away
 * meanwhile.
 */
export async function sealLog(db: D1Database, { force = false } = {}): Promise<boolean> {
  return (await sealNext(db, { force })).more;
}

export async function sealNext(db: D1Database, { force = false } = {}): Promise<Sealed> {
  const { sealed, next, newest } = await logEnds(db);
  const enough = force ? 1 : SEGMENT_NUMBERS_MAX;
  if (next === 0 || newest - sealed < enough) return { more: false, sealed, lost: false };
  const segment =
    next - sealed > SEGMENT_NUMBERS_MAX
      ? // Numbers that no entry has got, or none any more.
        new SegmentDraft(sealed + 1, () => 'UTC').end(next - 1)
      : await readSegment(db, sealed + 1, Math.min(newest, sealed + SEGMENT_NUMBERS_MAX));
  try {
    await db.batch(segmentStatements(db, segment));
  } catch (error) {
    const now = await sealedTo(db);
    if (now === sealed) throw error;
    return { more: newest - now >= enough, sealed: now, lost: true };
  }
  return { more: newest - segment.last >= enough, sealed: segment.last, lost: false };
}

/** Seals until the number is in a segment, or all is: a D1 that went back meanwhile may not have it any more. */
export async function sealThrough(db: D1Database, n: number): Promise<void> {
  if ((await sealedTo(db)) >= n) return;
  for (let more = true; more; ) {
    const now = await sealNext(db, { force: true });
    more = now.more && now.sealed < n;
  }
}

/** As it is now, both ends included. */
export async function readSegment(db: D1Database, first: number, last: number): Promise<Segment> {
  const zones = new Map<string, string>();
  const draft = new SegmentDraft(first, await zonesOf(db, [], zones));
  for (let from = first; from <= last; ) {
    if (from > first) await yieldToEventLoop(DRAIN_PAUSE_MS);
    const lines = await logLines(db, from, last);
    const read = lines.map((line) => ({ line, entry: entryOf(line) }));
    await zonesOf(
      db,
      read.flatMap(({ entry }) => entry ?? []),
      zones,
    );
    for (const { line, entry } of read) draft.add(line, entry);
    const reached = lines.at(-1)?.n;
    if (reached === undefined) break;
    from = reached + 1;
  }
  return draft.end(last);
}
