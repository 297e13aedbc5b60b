/**
 * Moves segments that the database no longer keeps to R2, and deletes texts whose retention time is over: both
 * write the file of a segment, without these texts. A step writes the file, then empties the lines in the
 * shard, then has the blocks written to the database again (rewrite.ts), then deletes the previous file. The
 * leaves stay in the tiles, so every proof and checkpoint still holds; index and sums stay in the database. An
 * interrupted step is continued by the next. The shard checks its legal holds in the same transaction: once it
 * has acknowledged a hold, it deletes nothing that is held.
 */
import { log } from '../../platform/log.ts';
import type { Message } from '../../rights/types.ts';
import { type Block, blockOf, blockOfLines, linesOfBody } from '../blocks/block.ts';
import { ARCHIVE_STEPS_MAX } from '../limits.ts';
import { dateOfLine, headOfLine } from '../log/entries.ts';
import type { EntryLog } from '../log/entry-log.ts';
import {
  addDeleted,
  type DeletedCount,
  filedAfter,
  filedWith,
  filedWithTexts,
  lastFiled,
  markRewritten,
  readFiledPart,
  replacedFile,
  setHeld,
  setSettled,
  writeFiled,
} from '../object-store/filed.ts';
import { allHolds, holdsMark } from '../object-store/holds.ts';
import { readMeta } from '../object-store/meta.ts';
import { heldBy } from '../retention/held.ts';
import { holdersStatements } from '../retention/store.ts';
import { indexedTo } from '../segments/write.ts';
import { blockFaults } from '../self-check/blocks.ts';
import { raiseFaults } from '../self-check/raise.ts';
import { entryFaults } from '../self-check/walk.ts';
import { storedRoot } from '../transparency/trees.ts';
import type { PartAnswer, PartFault } from '../types.ts';
import {
  damageOf,
  firstRetainedMonth,
  headOfPart,
  type Manifest,
  makePart,
  manifestKey,
  readPart,
} from './part.ts';
import { rewriteBlocks } from './rewrite.ts';
import {
  bodyStatement,
  partStatement,
  releaseStatement,
  restoredStatement,
  segmentToFile,
  storedPart,
} from './store.ts';

interface Deps {
  sql: SqlStorage;
  entries: EntryLog;
  db: D1Database;
  bucket: R2Bucket;
  /** Pool name of the object. */
  object: string;
  /** Whole months before the current one that stay in D1; 0: all. At most `texts`. */
  months: number;
  /** Months that the texts of the object's logs are kept; undefined: for good. */
  texts: number | undefined;
  transaction(body: () => void): void;
  sync(): Promise<void>;
  /** Milliseconds, UTC. */
  now(): number;
}

const UNKNOWN: PartAnswer = { ok: false, reason: 'part_unknown', detail: 'There is no such archive part.' };

export type ReadPart = { ok: true; blocks: Block[] } | { ok: false; reason: PartFault; detail: string };

/** The lines of a segment, and those of them whose retention time is over and which are not held. */
interface Shortened {
  blocks: Block[];
  deleted: string[];
  /** Changes with the holds and the month. */
  mark: number;
}

export class Archiver {
  readonly #deps: Deps;
  /** The last part that was looked at for expired texts. */
  #checkedPart = 0;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** `mayFile`: whether further segments may be moved. True when there is more to do. Never throws. */
  async run({ mayFile } = { mayFile: true }): Promise<boolean> {
    try {
      for (let steps = 0; steps < ARCHIVE_STEPS_MAX; steps++) {
        const isDone =
          !(await rewriteBlocks({ ...this.#deps, archiver: this })) &&
          !(await this.#deleteReplaced()) &&
          !(await this.#shortenNext()) &&
          !(mayFile && (await this.#fileNext()));
        if (isDone) return false;
      }
      return true;
    } catch (error) {
      const { object } = this.#deps;
      log('error', 'archive_failed', { object, error: String(error) });
      return false;
    }
  }

  /** Deletes a file whose successor the database knows. */
  async #deleteReplaced(): Promise<boolean> {
    const { sql, bucket } = this.#deps;
    const replaced = replacedFile(sql);
    if (!replaced) return false;
    await bucket.delete([replaced.file, manifestKey(replaced)]);
    setSettled(sql, replaced.part);
    return true;
  }

  /** Deletes expired texts of the next part. Damaged files stay for inspection. */
  async #shortenNext(): Promise<boolean> {
    const { sql, db, object, now } = this.#deps;
    const month = this.#firstMonthOfTexts();
    const part = filedWithTexts(sql, { after: this.#checkedPart, month, mark: markOf(sql, month) });
    this.#checkedPart = part?.part ?? 0;
    // Texts are deleted only after they are summed up, so that they stay counted.
    if (!part || (await indexedTo(db, object)).last < part.lastSeq) return false;
    const read = await this.blocks(part);
    if (!read.ok) return true;
    const shortened = this.#withoutExpired(read.blocks);
    const times = (part.shortened?.times ?? 0) + 1;
    const head = { ...part, shortened: { times, at: new Date(now()).toISOString() } };
    if (shortened.deleted.length > 0) await this.#write(makePart(head, shortened.blocks), shortened, part);
    else setHeld(sql, part.part, shortened.mark);
    return true;
  }

  /** Writes the file of the next segment; false: none is due, or it has faults. */
  async #fileNext(): Promise<boolean> {
    const { sql, entries, db, object, months, now } = this.#deps;
    if (months <= 0) return false;
    const segment = await segmentToFile(db, object, {
      first: lastFiled(sql) + 1,
      month: firstRetainedMonth(now(), months),
      monthOfTexts: this.#firstMonthOfTexts(),
    });
    if (!segment || segment.last > readMeta(sql, 'drained')) return false;
    const runs = [...entries.lines.runsAfter(segment.first - 1, segment.last)];
    const blocks = runs.map(blockOf);
    const shortened = this.#withoutExpired(blocks);
    const faults = [
      ...runs.flat().flatMap((line) => (line.line === '' ? [] : entryFaults(entries, line))),
      ...(await blockFaults(this.#deps, runs)),
    ];
    await raiseFaults(db, { faults, object, nowMs: now() });
    // Faulty data stays in place for inspection, but not beyond its time.
    if (faults.length > 0 && shortened.deleted.length === 0) return false;
    const head = headOfPart(object, blocks, (license, size) => {
      const root = storedRoot(entries.trees, license, size);
      if (!root) throw new Error(`the tree of ${license} has no root at ${size}`);
      return root;
    });
    await this.#write(makePart(head, shortened.blocks), shortened);
    return true;
  }

  /** The first month (YYYY-MM) whose texts are kept; '': all are. */
  #firstMonthOfTexts(): string {
    const { texts, now } = this.#deps;
    return texts === undefined ? '' : firstRetainedMonth(now(), texts);
  }

  #withoutExpired(blocks: Block[]): Shortened {
    const { sql } = this.#deps;
    const month = this.#firstMonthOfTexts();
    const isHeld = heldBy(allHolds(sql));
    const deleted: string[] = [];
    const left = blocks.map((block) => {
      const lines = linesOfBody(block.body);
      const isOver = lines.map((line) => line !== '' && dateOfLine(line) < month && !isHeld(line));
      deleted.push(...lines.filter((_, at) => isOver[at]));
      const linesLeft = lines.map((line, at) => (isOver[at] ? '' : line));
      return isOver.includes(true) ? { ...block, ...blockOfLines(linesLeft) } : block;
    });
    return { blocks: left, deleted, mark: markOf(sql, month) };
  }

  /** Writes a file and its manifest, and lets the shard follow. `before`: the part that it replaces. */
  async #write(
    { bytes, manifest }: ReturnType<typeof makePart>,
    { deleted, mark }: Shortened,
    before: Manifest | null = null,
  ): Promise<void> {
    const { sql, entries, db, bucket, transaction, sync, now } = this.#deps;
    const { part, lastSeq, blocks } = manifest;
    if (deleted.length > 0) await db.batch(holdersStatements(db, deleted));
    // R2 rejects the upload if the bytes do not match the hash.
    await bucket.put(manifest.file, bytes, { sha256: manifest.sha256 });
    await bucket.put(manifestKey(manifest), JSON.stringify(manifest));
    entries.checkpoint(now());
    transaction(() => {
      // A hold may have come meanwhile; then the next step tries again.
      if (markOf(sql, this.#firstMonthOfTexts()) !== mark) return;
      writeFiled(sql, manifest, { held: mark, replaced: before });
      entries.clearLines([...entries.lines.after(part - 1, lastSeq)].map(({ seq }) => seq));
      addDeleted(sql, countsOf(deleted));
      for (const { first } of blocks) markRewritten(sql, first);
    });
    await sync();
  }

  /** Reports all parts to a restored database, before it gets any of their blocks. */
  async reportAll(): Promise<void> {
    const { sql, db } = this.#deps;
    for (let filed = filedAfter(sql, 0); filed; filed = filedAfter(sql, filed.part)) {
      await partStatement(db, filed).run();
      for (const { first } of filed.blocks) markRewritten(sql, first);
    }
  }

  /**
   * Lines of the entries from one sequence to another, '' for deleted texts. Lines of archived segments are
   * read from R2.
   */
  async linesOf(first: number, last: number): Promise<string[]> {
    const { sql, entries } = this.#deps;
    const lines: string[] = [];
    for (let next = first; next <= last; ) {
      const filed = filedWith(sql, next);
      if (filed) {
        const read = await this.blocks(filed);
        if (!read.ok) throw new Error(read.detail);
        const all = read.blocks.flatMap(({ body }) => linesOfBody(body));
        const end = Math.min(last, filed.lastSeq);
        lines.push(...all.slice(next - filed.part, end - filed.part + 1));
        next = end + 1;
      } else {
        const run = entries.lines.runOf(next).filter(({ seq }) => seq >= next && seq <= last);
        if (run.length === 0) throw new Error(`entry ${next} is in no pack`);
        lines.push(...run.map(({ line }) => line));
        next += run.length;
      }
    }
    return lines;
  }

  /** The blocks of a part, checked against its manifest and against the leaves that stayed here. */
  async blocks(manifest: Manifest): Promise<ReadPart> {
    const { entries, bucket, object } = this.#deps;
    const read = await readPart(bucket, manifest, (license, index) => entries.trees.leaf(license, index));
    if (read.ok) return read;
    await this.#raiseDamage(manifest, read.detail);
    const { reason } = read;
    const detail = read.detail.text;
    log('error', 'archive_damaged', { object, part: manifest.part, reason, detail });
    return { ok: false, reason, detail };
  }

  /** The entries of a part. */
  async read(part: number): Promise<PartAnswer> {
    const manifest = readFiledPart(this.#deps.sql, part);
    if (!manifest) return UNKNOWN;
    const read = await this.blocks(manifest);
    if (!read.ok) return read;
    return {
      ok: true,
      lines: read.blocks.flatMap(({ body }) => linesOfBody(body)).filter((line) => line !== ''),
    };
  }

  /** Checks that a part is unchanged. */
  async check(part: number): Promise<PartAnswer> {
    const read = await this.read(part);
    return read.ok ? { ok: true, lines: [] } : read;
  }

  /** Never throws: the caller learns of the damage even if the finding cannot be stored. */
  async #raiseDamage(manifest: Manifest, detail: Message): Promise<void> {
    const { db, object, now } = this.#deps;
    const faults = [damageOf(manifest, detail)];
    await raiseFaults(db, { faults, object, nowMs: now() }).catch((error) =>
      log('error', 'finding_untold', { object, error: String(error) }),
    );
  }

  /** Restores the bodies of a part to D1, where SQL can read them. */
  async restore(part: number): Promise<PartAnswer> {
    const { sql, db, object, now } = this.#deps;
    const manifest = readFiledPart(sql, part);
    if (!manifest || !(await storedPart(db, object, part))) return UNKNOWN;
    const read = await this.blocks(manifest);
    if (!read.ok) return read;
    for (const block of read.blocks) await bodyStatement(db, object, block).run();
    await restoredStatement(db, { object, part }, new Date(now()).toISOString()).run();
    return { ok: true, lines: [] };
  }

  /** Removes the bodies of a part from D1 again. */
  async release(part: number): Promise<PartAnswer> {
    const { sql, db, object } = this.#deps;
    const manifest = readFiledPart(sql, part);
    if (!manifest) return UNKNOWN;
    await db.batch([restoredStatement(db, { object, part }, null), releaseStatement(db, manifest)]);
    return { ok: true, lines: [] };
  }
}

/** A number that changes with every hold, every release, and the first month (YYYY-MM) whose texts are kept. */
const markOf = (sql: SqlStorage, month: string): number =>
  holdsMark(sql) * 1_000_000 + Number(month.replace('-', ''));

function countsOf(lines: readonly string[]): DeletedCount[] {
  const counts = new Map<string, DeletedCount>();
  for (const line of lines) {
    const { license, at } = headOfLine(line);
    const month = at.slice(0, 7);
    const count = counts.get(`${license} ${month}`) ?? { license, month, entries: 0 };
    count.entries++;
    counts.set(`${license} ${month}`, count);
  }
  return [...counts.values()];
}
