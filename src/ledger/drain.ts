/**
 * Copies a shard's log to the database in blocks, the open block with each run. The database may refuse for
 * minutes; nothing is lost then, it only comes later. Blocks are written by their address, so a repetition
 * changes nothing.
 */
import { yieldToEventLoop } from '../platform/event-loop.ts';
import { log } from '../platform/log.ts';
import { partStatement } from './archive/store.ts';
import { blockOf, type StoredBlock } from './blocks/block.ts';
import { DRAIN_BATCH_BYTES_MAX } from './blocks/limits.ts';
import { changeCursor, drainCursor, markChanges, writeBlocks } from './blocks/store.ts';
import { isBehind } from './findings.ts';
import { DRAIN_PAUSE_MS, DRAIN_RETRY_MS, DRAIN_RETRY_MS_MAX, DRAIN_STATEMENTS_MAX } from './limits.ts';
import { dateOfLine } from './log/entries.ts';
import type { EntryLog } from './log/entry-log.ts';
import type { ObjectDeps } from './object-deps.ts';
import { clearReported, filedBlock, unreportedParts } from './object-store/filed.ts';
import { raiseMeta, readMeta, setMeta } from './object-store/meta.ts';
import { raiseEpoch } from './store.ts';

/** Entries that are not in the database yet: how many at most, and when the oldest was written. */
export function backlog(log: EntryLog, drained: number): { waiting: number; oldest: string | null } {
  const [oldest] = log.lines.after(drained);
  return oldest
    ? { waiting: log.lastSeq - drained, oldest: dateOfLine(oldest.line) }
    : { waiting: 0, oldest: null };
}

interface Deps extends Pick<ObjectDeps, 'sql' | 'entries' | 'db' | 'object' | 'now'> {
  /** Called after each batch, with the number of entries written. */
  drained(entries: number): void;
  /** Writes the counts of the shard; true when there is more. Absent: it has none. */
  counts?(): Promise<boolean>;
  /**
   * Restores what a restored database lacks of the catalogue. Returns the number of licenses that wait for
   * the desk since.
   */
  recoverCatalogue(nowMs: number): Promise<number>;
}

export class Drain {
  readonly #deps: Deps;
  #failures = 0;
  /** Whether this run has held licenses: the changes wait in the outbox for the shard itself. */
  #hasHeld = false;
  #hasRolledBack = false;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Runs that failed since the last good one. */
  get failures(): number {
    return this.#failures;
  }

  /** Whether the last run has found the database restored to an earlier point. */
  get hasRolledBack(): boolean {
    return this.#hasRolledBack;
  }

  /** Milliseconds to wait before the next run; null after a run that succeeded. */
  get retryMs(): number | null {
    if (this.#failures === 0) return null;
    return Math.min(DRAIN_RETRY_MS * 2 ** (this.#failures - 1), DRAIN_RETRY_MS_MAX);
  }

  /**
   * Writes what the database does not have yet. True when there is more, or something to deliver at once.
   * Never throws.
   */
  async run(): Promise<boolean> {
    this.#hasHeld = false;
    this.#hasRolledBack = false;
    try {
      const entriesLeft = await this.#entries();
      await this.#markChanges();
      const countsLeft = (await this.#deps.counts?.()) ?? false;
      this.#failures = 0;
      this.#alertIfBehind();
      return entriesLeft || countsLeft || this.#hasHeld;
    } catch (error) {
      this.#failures++;
      log('error', 'drain_failed', {
        object: this.#deps.object,
        failures: this.#failures,
        error: String(error),
      });
      this.#alertIfBehind();
      return false;
    }
  }

  /** Logs on every run, so that an alert rule sees it as long as it lasts. */
  #alertIfBehind(): void {
    try {
      const { sql, entries, object, now } = this.#deps;
      const { waiting, oldest } = backlog(entries, readMeta(sql, 'drained'));
      if (!isBehind(waiting, oldest, now())) return;
      log('error', 'drain_behind', { object, backlog: waiting, since: oldest });
    } catch {
      // The shard's own store cannot be read: `drain_failed` was logged.
    }
  }

  async #entries(): Promise<boolean> {
    const { sql, entries, db, object, drained } = this.#deps;
    // Entries written meanwhile wait for the next run, so that blocks are full.
    const newest = entries.lastSeq;
    for (let batch = 0; batch < DRAIN_STATEMENTS_MAX; batch++) {
      const from = readMeta(sql, 'drained');
      if (from >= newest)
        return (
          batch === 0 &&
          (from > 0 || readMeta(sql, 'marked_changes') > 0) &&
          (await this.#detectRollback(from))
        );
      if (batch > 0) await yieldToEventLoop(DRAIN_PAUSE_MS);
      const blocks = this.#blocksAfter(from, newest);
      const last = blocks.at(-1)?.last ?? from;
      const mark = { drained: from, changes: readMeta(sql, 'marked_changes') };
      const written = await writeBlocks(db, object, blocks, mark);
      // Fewer: the database has them already, after an interrupted run, or lacks earlier blocks.
      if (written < blocks.length && (await this.#detectRollback(from))) continue;
      raiseMeta(sql, 'drained', last);
      drained(last - from);
    }
    return true;
  }

  /** The blocks of the entries after a sequence. The first block may have earlier entries, too. */
  #blocksAfter(from: number, newest: number): StoredBlock[] {
    const { sql, entries } = this.#deps;
    const blocks: StoredBlock[] = [];
    let bytes = 0;
    for (const run of entries.lines.runs(from + 1, newest)) {
      const block = filedBlock(sql, run[0]?.seq ?? 0) ?? blockOf(run);
      blocks.push(block);
      bytes += block.body?.length ?? 0;
      if (bytes >= DRAIN_BATCH_BYTES_MAX) break;
    }
    return blocks;
  }

  /**
   * Whether the database was restored to an earlier point. Then everything after its newest block is written
   * again, and the desk has to restore what it lacks of the catalogue.
   */
  async #detectRollback(drained: number): Promise<boolean> {
    const { sql, db, object, now } = this.#deps;
    const [cursor, changes] = await Promise.all([drainCursor(db, object), changeCursor(db, object)]);
    const marked = readMeta(sql, 'marked_changes');
    const lacksEntries = cursor < drained;
    // The database may also lack changes that the shard was notified of and has not marked yet. Nobody can
    // know, so they are taken for lost.
    const lacksChanges = changes < marked || (lacksEntries && readMeta(sql, 'applied_changes') > marked);
    if (!lacksEntries && !lacksChanges) return false;
    this.#hasRolledBack = true;
    setMeta(sql, 'rollback_ms', now());
    log('error', 'd1_went_back', { object, mark: cursor, drained });
    if (lacksChanges) await this.#hold();
    await raiseEpoch(db, readMeta(sql, 'epoch'));
    // Its parts in R2 are reported before it gets their blocks again.
    clearReported(sql);
    for (const part of unreportedParts(sql)) await partStatement(db, part).run();
    setMeta(sql, 'drained', Math.min(cursor, drained));
    return true;
  }

  async #hold(): Promise<void> {
    const { sql, db, object: shard, now, recoverCatalogue } = this.#deps;
    const changes = readMeta(sql, 'applied_changes');
    const licenses = await recoverCatalogue(now());
    log('error', 'licenses_held', { object: shard, licenses });
    this.#hasHeld = true;
    // Only now: cut off before, it is done again.
    await markChanges(db, { shard, changes, from: 0 });
    raiseMeta(sql, 'marked_changes', changes);
  }

  /**
   * Marks in the database how many catalogue changes this shard knows of, so that a restore to an earlier
   * point is detected.
   */
  async #markChanges(): Promise<void> {
    const { sql, db, object: shard } = this.#deps;
    const changes = readMeta(sql, 'applied_changes');
    const from = readMeta(sql, 'marked_changes');
    if (changes === from) return;
    const drained = readMeta(sql, 'drained');
    if (await markChanges(db, { shard, changes, from })) raiseMeta(sql, 'marked_changes', changes);
    else await this.#detectRollback(drained);
  }
}
