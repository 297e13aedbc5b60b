/**
 * From an object to D1: entries in the order in which they were written, in large statements that may be repeated
 * harmlessly. D1 may refuse for minutes; nothing is lost, it only comes later.
 */
import { yieldToEventLoop } from '../platform/event-loop.ts';
import { log } from '../platform/log.ts';
import { isBehind } from './findings.ts';
import {
  DRAIN_BYTES_MAX,
  DRAIN_PAUSE_MS,
  DRAIN_RETRY_MS,
  DRAIN_RETRY_MS_MAX,
  DRAIN_ROWS_MAX,
  DRAIN_STATEMENTS_MAX,
} from './limits.ts';
import { dateOfLine, type LogLine } from './log/entries.ts';
import type { EntryLog } from './log/entry-log.ts';
import { leafHash } from './merkle.ts';
import { tellPartsAgain } from './object-store/archived.ts';
import { raiseMeta, readMeta, setMeta } from './object-store/meta.ts';
import { raiseFaults } from './self-check/raise.ts';
import type { Fault } from './self-check/types.ts';
import { differingEntries, drainMark, insertEntries, markTold, raiseEpoch } from './store.ts';
import { message } from './templates.ts';

/** Entries that are not in D1 yet: how many at most, and when the oldest was written. */
export function backlog(log: EntryLog, drained: number): { waiting: number; oldest: string | null } {
  const [oldest] = log.lines.after(drained);
  // Entries without text are in D1 already, or another object drains them.
  return oldest
    ? { waiting: log.lastSeq - drained, oldest: dateOfLine(oldest.line) }
    : { waiting: 0, oldest: null };
}

/** What one statement writes. */
export interface EntryBatch {
  /** JSON array of `{leaf, body}`: the value as it is bound. */
  json: string;
  rows: number;
  lastSeq: number;
}

/** As many of the rows as go into one statement, at least one. Null: there are none. */
export function batchOf(lines: Iterable<Pick<LogLine, 'seq' | 'line'>>): EntryBatch | null {
  const parts: string[] = [];
  // The brackets; every row brings one comma, but for the first.
  let bytes = 1;
  let lastSeq = 0;
  for (const { seq, line: body } of lines) {
    const part = JSON.stringify({ leaf: Buffer.from(leafHash(body)).toString('base64'), body });
    bytes += Buffer.byteLength(part) + 1;
    if (parts.length > 0 && bytes > DRAIN_BYTES_MAX) break;
    parts.push(part);
    lastSeq = seq;
    if (parts.length === DRAIN_ROWS_MAX) break;
  }
  return parts.length > 0 ? { json: `[${parts.join(',')}]`, rows: parts.length, lastSeq } : null;
}

interface Between {
  sql: SqlStorage;
  entries: EntryLog;
  db: D1Database;
  /** Pool name of the object. */
  object: string;
  /** A statement has written so many rows. */
  drained(rows: number): void;
  /** Writes what the object has counted; true when there is more. Absent: it counts nothing. */
  counts?(): Promise<boolean>;
  /** Of a D1 that was restored: brings back what it lacks of the catalogue. Gives the number of licenses that wait for the desk since. */
  holdCatalogue(nowMs: number): Promise<number>;
  /** Milliseconds, UTC. */
  now(): number;
}

export class Drain {
  readonly #between: Between;
  #failures = 0;
  #newest = 0;
  /** What this run has held waits in the outbox for the object itself. */
  #hasHeld = false;

  constructor(between: Between) {
    this.#between = between;
  }

  /** Runs that failed since the last good one. */
  get failures(): number {
    return this.#failures;
  }

  /** Number in D1's log of the last row that it was given; 0: none yet. */
  get newest(): number {
    return this.#newest;
  }

  /** How long to leave D1 alone, milliseconds; null after a run that went well. */
  get retryMs(): number | null {
    if (this.#failures === 0) return null;
    return Math.min(DRAIN_RETRY_MS * 2 ** (this.#failures - 1), DRAIN_RETRY_MS_MAX);
  }

  /** Writes what D1 does not have yet. True when there is more, or something to be told at once. Never throws. */
  async run(): Promise<boolean> {
    this.#hasHeld = false;
    try {
      const entriesLeft = await this.#entries();
      await this.#markTold();
      const countsLeft = (await this.#between.counts?.()) ?? false;
      this.#failures = 0;
      this.#alertIfBehind();
      return entriesLeft || countsLeft || this.#hasHeld;
    } catch (error) {
      this.#failures++;
      log('error', 'drain_failed', {
        object: this.#between.object,
        failures: this.#failures,
        error: String(error),
      });
      this.#alertIfBehind();
      return false;
    }
  }

  /** Once a run, so that an alert rule can count on hearing it as long as it lasts. */
  #alertIfBehind(): void {
    try {
      const { sql, entries, object, now } = this.#between;
      const { waiting, oldest } = backlog(entries, readMeta(sql, 'drained'));
      if (!isBehind(waiting, oldest, now())) return;
      log('error', 'drain_behind', { object, backlog: waiting, since: oldest });
    } catch {
      // The object's own store cannot be read: `drain_failed` has told it.
    }
  }

  async #entries(): Promise<boolean> {
    const { sql, entries, db, object } = this.#between;
    // Entries written meanwhile wait for the next run, so that statements are full.
    const newest = entries.lastSeq;
    for (let statement = 0; statement < DRAIN_STATEMENTS_MAX; statement++) {
      const from = readMeta(sql, 'drained');
      if (statement > 0) {
        if (from >= newest) return false;
        await yieldToEventLoop(DRAIN_PAUSE_MS);
      }
      const batch = batchOf(entries.lines.after(from));
      if (!batch) return (from > 0 || readMeta(sql, 'told_marked') > 0) && (await this.#wentBack(from));
      const { json, rows, lastSeq } = batch;
      const {
        kept,
        inStep,
        newest: last,
      } = await insertEntries(db, {
        ...{ object, json, rows, from, to: lastSeq, parts: readMeta(sql, 'parts_told') },
      });
      if (!inStep) {
        await this.#wentBack(from);
        continue;
      }
      this.#between.drained(rows);
      if (last > 0) this.#newest = last;
      if (kept > 0) await this.#compare(json);
      raiseMeta(sql, 'drained', lastSeq);
    }
    return true;
  }

  /**
   * Whether D1 is not the one that was drained to, but what it was at an earlier time: then everything after its mark is
   * drained again, the archive tells it of its parts, and what it lacks of the catalogue is for the desk to bring back.
   */
  async #wentBack(drained: number): Promise<boolean> {
    const { sql, db, object } = this.#between;
    const mark = await drainMark(db, object);
    const marked = readMeta(sql, 'told_marked');
    const lacksEntries = mark.drained < drained;
    const lacksParts = mark.parts < readMeta(sql, 'parts_told');
    // What it was told and has not marked yet, D1 may lack as well: of that nobody can know, so it is taken for lost.
    const lacksChanges =
      mark.told < marked || ((lacksEntries || lacksParts) && readMeta(sql, 'told') > marked);
    if (!lacksEntries && !lacksChanges && !lacksParts) return false;
    setMeta(sql, 'went_back_ms', this.#between.now());
    log('error', 'd1_went_back', { object, mark: mark.drained, drained });
    if (lacksChanges) await this.#hold();
    await raiseEpoch(db, readMeta(sql, 'epoch'));
    tellPartsAgain(sql, mark.parts);
    setMeta(sql, 'drained', Math.min(mark.drained, drained));
    return true;
  }

  async #hold(): Promise<void> {
    const { sql, db, object, now } = this.#between;
    const told = readMeta(sql, 'told');
    const licenses = await this.#between.holdCatalogue(now());
    log('error', 'licenses_held', { object, licenses });
    this.#hasHeld = true;
    // Only now: cut off before, it is done again.
    await markTold(db, { object, told, from: 0 });
    raiseMeta(sql, 'told_marked', told);
  }

  /** Lets D1 know how much of the catalogue this object knows, so that a D1 of before shows. */
  async #markTold(): Promise<void> {
    const { sql, db, object } = this.#between;
    const told = readMeta(sql, 'told');
    const from = readMeta(sql, 'told_marked');
    if (told === from) return;
    const drained = readMeta(sql, 'drained');
    if (await markTold(db, { object, told, from })) raiseMeta(sql, 'told_marked', told);
    else await this.#wentBack(drained);
  }

  /** Rows that D1 had before: the same ones again, or something else in their place. */
  async #compare(json: string): Promise<void> {
    const { db, object, now } = this.#between;
    const faults = (await differingEntries(db, json)).map(
      ({ license, idx }): Fault => ({
        kind: 'row_changed',
        license,
        index: idx,
        detail: message('self_check.row_differs'),
      }),
    );
    await raiseFaults(db, { faults, object, nowMs: now() });
  }
}
