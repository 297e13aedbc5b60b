/** Indexes drained entries of a shard, segment by segment, from its own packs. */
import { log } from '../../platform/log.ts';
import { INDEX_RETRY_MS, INDEX_SEGMENTS_MAX, SEGMENT_BLOCKS } from '../blocks/limits.ts';
import { dateOfLine } from '../log/entries.ts';
import type { ObjectDeps } from '../object-deps.ts';
import { filedWith } from '../object-store/filed.ts';
import { type Indexed, indexedTo, readSegment, segmentStatements } from './write.ts';

interface Deps extends ObjectDeps {
  /** Lines of the blocks from one sequence to another, also of those whose texts are in R2. */
  linesOf(first: number, last: number): Promise<string[]>;
}

interface Run {
  first: number;
  last: number;
}

export class Indexer {
  readonly #deps: Deps;
  readonly #segmentBlocks: number;
  /** The last answer of the database; null: not read yet. */
  #indexed: Indexed | null = null;
  /** By license and version. The zone of a version never changes. */
  readonly #zones = new Map<string, string>();
  #notBeforeMs = 0;

  constructor(deps: Deps, segmentBlocks = SEGMENT_BLOCKS) {
    this.#deps = deps;
    this.#segmentBlocks = segmentBlocks;
  }

  /** Called when the database was restored to an earlier point. */
  forget(): void {
    this.#indexed = null;
    this.#zones.clear();
  }

  /** `drained`: sequence of the last entry that the database has. True when there is more. Never throws. */
  async run(drained: number): Promise<boolean> {
    const { db, object, now } = this.#deps;
    if (now() < this.#notBeforeMs) return false;
    try {
      for (let segments = 0; segments < INDEX_SEGMENTS_MAX; segments++) {
        this.#indexed ??= await indexedTo(db, object);
        const next = this.#next(this.#indexed, drained);
        if (!next) return false;
        await this.#write(next);
        // Reads again: a deleted segment is written before those after it.
        this.#indexed = null;
      }
      return true;
    } catch (error) {
      this.#notBeforeMs = now() + INDEX_RETRY_MS;
      log('error', 'seal_failed', { object, error: String(error) });
      return false;
    }
  }

  /** The next segment to index; null: it is not full, or not drained. */
  #next({ last: after, next }: Indexed, drained: number): Run | null {
    const { sql, entries } = this.#deps;
    const first = after + 1;
    if (first > drained) return null;
    // A segment in R2 keeps its bounds.
    const filed = filedWith(sql, first);
    if (filed) return filed.lastSeq <= drained ? { first, last: filed.lastSeq } : null;
    const { lastSeq, packedTo: packed } = entries.lines;
    if (packed < lastSeq && drained === lastSeq && this.#isOver(packed + 1)) entries.lines.pack();
    const isOver = this.#isOver(first);
    let last = after;
    for (let blocks = 0; blocks < this.#segmentBlocks; blocks++) {
      if (next !== null && last >= next - 1) return { first, last };
      // A pack may have entries that are not drained yet.
      const end = last < entries.lines.packedTo ? entries.lines.endOfRun(last + 1) : last;
      if (end === last || end > drained || (isOver && !this.#isOver(last + 1)))
        return isOver && last > after ? { first, last } : null;
      last = end;
    }
    return { first, last };
  }

  /**
   * Whether an entry is of an earlier month than the current one. Its segment ends with the month at the
   * latest, so that a log of few entries is archived by month, and summed up before its texts are deleted.
   */
  #isOver(seq: number): boolean {
    const { entries, now } = this.#deps;
    const line = entries.lines.at(seq)?.line ?? '';
    return line === '' || dateOfLine(line).slice(0, 7) < new Date(now()).toISOString().slice(0, 7);
  }

  async #write({ first, last }: Run): Promise<void> {
    const { db, object, linesOf } = this.#deps;
    const segment = await readSegment(db, first, await linesOf(first, last), this.#zones);
    await db.batch(segmentStatements(db, object, segment));
  }
}
