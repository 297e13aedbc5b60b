/**
 * Deletes expired data, a slice with each alarm. Texts of the log are deleted line by line, in the shard's
 * own packs and in the files of the archive; then their blocks, index and counts are rewritten
 * (archive/rewrite.ts). Leaves stay, so every proof and checkpoint still holds. An interrupted step is
 * continued by the next. The object checks its legal holds in the transaction that begins a deletion, and before
 * it deletes a previous file. It lets D1 follow before it acknowledges a hold: after that, no store deletes
 * anything that is held.
 */
import { log } from '../../platform/log.ts';
import type { Archiver } from '../archive/archiver.ts';
import { firstRetainedMonth, type Manifest, manifestKey, shortened } from '../archive/part.ts';
import { rewriteBlocks } from '../archive/rewrite.ts';
import { type Block, blockOfLines, linesOfBody } from '../blocks/block.ts';
import { LOG_MONTHS_MAX, RETENTION_PARTS_AT_ONCE } from '../limits.ts';
import { dateOfLine, headOfLine } from '../log/entries.ts';
import type { ObjectDeps } from '../object-deps.ts';
import {
  addDeleted,
  type DeletedCount,
  filedWithTexts,
  isRewriting,
  markRewritten,
  type ReplacedPart,
  replacedParts,
  setHeld,
  setSettled,
  writeFiled,
} from '../object-store/filed.ts';
import { allHolds, holdsMark } from '../object-store/holds.ts';
import { indexedTo } from '../segments/write.ts';
import { heldBy } from './held.ts';
import { RowRetention } from './rows.ts';
import type { Retention as Rules } from './rules.ts';
import { holdersStatements } from './store.ts';

interface Deps extends ObjectDeps {
  /** Months that the texts of the object's logs are kept; undefined: for good. */
  texts: number | undefined;
  rules: Pick<Rules, 'counts' | 'findings'>;
  archiver: Pick<Archiver, 'blocks' | 'linesOf'>;
}

/**
 * Whole months of the log in D1. Texts are deleted only via the archive, so it is at most their retention
 * time. 0: all.
 */
export function monthsInD1(variable: string | undefined, texts: number | undefined): number {
  const configured = Number.parseInt(variable ?? '', 10) || 0;
  const given = [configured, texts ?? 0].filter((months) => months > 0);
  return given.length > 0 ? Math.min(LOG_MONTHS_MAX, ...given) : 0;
}

export class Retention {
  readonly #deps: Deps;
  readonly #rows: RowRetention;
  /** By the first entry of a pack: the basis on which all of its texts whose time is over were held. */
  readonly #heldPacks = new Map<number, string>();
  /** By the name of a previous file: the holds because of which it stays (`holdsMark`). */
  readonly #heldFiles = new Map<string, number>();
  /** The part that the last run ended with; 0: none. The next goes on, since damaged parts stay due. */
  #lastPart = 0;
  /** The entry up to which the last run has written blocks; 0: all. A hold waits for a run, so it is short. */
  #rewrittenTo = 0;
  /** The last run or `finish`: both write blocks, and the next waits for it. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#rows = new RowRetention(deps);
  }

  /** True when there is more to do. Never throws. */
  async run(): Promise<boolean> {
    try {
      return await this.#inTurn(async () => {
        await this.#settle();
        const more = await this.#texts();
        await this.#settle();
        await this.#rows.run();
        return more || this.#rewrittenTo > 0;
      });
    } catch (error) {
      const { object } = this.#deps;
      log('error', 'retention_failed', { object, error: String(error) });
      return false;
    }
  }

  /** Lets D1 follow the deletions that have begun. Previous files wait for the next run, which checks holds. */
  async finish(): Promise<void> {
    await this.#inTurn(() => rewriteBlocks(this.#deps, { deletes: true }));
  }

  #inTurn<T>(step: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(step);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  async #texts(): Promise<boolean> {
    const { texts, now } = this.#deps;
    if (texts === undefined) return false;
    const month = firstRetainedMonth(now(), texts);
    const packsLeft = await this.#packs(month);
    return (await this.#files(month)) || packsLeft;
  }

  /** Deletes texts that the shard has. True when there may be more. */
  async #packs(month: string): Promise<boolean> {
    const { entries, db, object } = this.#deps;
    // Texts are deleted only after they are summed up, so that they stay counted.
    let summedTo: number | null = null;
    for (let packs = 0, after = 0; packs < RETENTION_PARTS_AT_ONCE; ) {
      const run = entries.lines.packBefore(month, after);
      const [first, last] = [run?.[0]?.seq, run?.at(-1)?.seq];
      if (!run || first === undefined || last === undefined) return false;
      summedTo ??= (await indexedTo(db, object)).last;
      if (last > summedTo) return false;
      after = first;
      // The database may have a text that the shard has lost: its block is not written again without it.
      if (run.some(({ line, side }) => line === '' && !side?.deleted)) continue;
      const basis = this.#basis(month);
      if (this.#heldPacks.get(first) === basis) continue;
      packs++;
      const isOver = this.#isOver(month);
      const over = run.filter(({ line }) => isOver(line));
      // The newest entry always stays: the next entry's date depends on it.
      const deleted = over.filter(({ seq }) => seq < entries.lastSeq);
      if (over.length === 0) this.#heldPacks.set(first, basis);
      if (deleted.length === 0) continue;
      await this.#delete(deleted, basis, [first]);
    }
    return true;
  }

  /**
   * Deletes texts of the blocks with these first entries, and stores their holders. A hold may have come since
   * they were chosen on a basis: then nothing is deleted, and the next run tries again.
   */
  async #delete(
    deleted: readonly { seq: number; line: string }[],
    basis: string,
    blocks: readonly number[],
    part?: { manifest: Manifest; replaced: Manifest },
  ): Promise<void> {
    const { sql, entries, db, transaction, sync, now } = this.#deps;
    const lines = deleted.map(({ line }) => line);
    await db.batch(holdersStatements(db, lines));
    entries.checkpoint(now());
    transaction(() => {
      if (this.#basis(monthOf(basis)) !== basis) return;
      if (part) writeFiled(sql, { ...part, basis });
      entries.clearLines(
        deleted.map(({ seq }) => seq),
        { deleted: true },
      );
      addDeleted(sql, countsOf(lines));
      for (const first of blocks) markRewritten(sql, first, true);
    });
    await sync();
  }

  /** What decides which texts are over: the first month that stays, and the holds. */
  #basis(month: string): string {
    return `${month} ${holdsMark(this.#deps.sql)}`;
  }

  /** Tests whether a text has expired and is not held. */
  #isOver(month: string): (line: string) => boolean {
    const isHeld = heldBy(allHolds(this.#deps.sql));
    return (line) => line !== '' && dateOfLine(line) < month && !isHeld(line);
  }

  /** Deletes texts that are in R2. True when there may be more. */
  async #files(month: string): Promise<boolean> {
    const { sql } = this.#deps;
    for (let parts = 0; parts < RETENTION_PARTS_AT_ONCE; parts++) {
      const basis = this.#basis(month);
      const part = filedWithTexts(sql, { after: this.#lastPart, month, basis });
      this.#lastPart = part?.part ?? 0;
      if (!part) return false;
      await this.#shorten(part, basis);
    }
    return true;
  }

  /** Damaged files stay for inspection; the reader has reported them. */
  async #shorten(replaced: Manifest, basis: string): Promise<void> {
    const { sql, bucket, archiver, now } = this.#deps;
    const read = await archiver.blocks(replaced);
    if (!read.ok) return;
    const isOver = this.#isOver(monthOf(basis));
    const deleted: { seq: number; line: string }[] = [];
    const blocks = read.blocks.map((block) => {
      const lines = linesOfBody(block.body).map((line, at) => {
        if (!isOver(line)) return line;
        deleted.push({ seq: block.first + at, line });
        return '';
      });
      return { ...block, ...blockOfLines(lines) };
    });
    if (deleted.length === 0) return setHeld(sql, replaced.part, basis);
    const { bytes, manifest } = shortened(replaced, blocks, new Date(now()).toISOString());
    await bucket.put(manifest.file, bytes, { sha256: manifest.sha256 });
    const firsts = blocks.map(({ first }) => first);
    await this.#delete(deleted, basis, firsts, { manifest, replaced });
  }

  /**
   * Updates D1 and the bucket after the object: a previous file is deleted only when the new one is intact,
   * and its manifest is beside it and in D1.
   */
  async #settle(): Promise<void> {
    const { sql, bucket, archiver } = this.#deps;
    const mark = holdsMark(sql);
    const parts = replacedParts(sql).filter(({ replaced }) => this.#heldFiles.get(replaced.file) !== mark);
    for (const { manifest } of parts) await bucket.put(manifestKey(manifest), JSON.stringify(manifest));
    await rewriteBlocks(this.#deps, { deletes: true });
    const some = { after: this.#rewrittenTo, segmentsMax: RETENTION_PARTS_AT_ONCE };
    this.#rewrittenTo = (await rewriteBlocks(this.#deps, some)) ?? 0;
    for (const part of parts) {
      const { manifest, replaced } = part;
      if (isRewriting(sql, manifest.part, manifest.lastSeq)) continue;
      if (!(await archiver.blocks(manifest)).ok) continue;
      // Last, since a hold may have come meanwhile.
      if (await this.#isHeld(part)) continue;
      await bucket.delete([replaced.file, manifestKey(replaced)]);
      setSettled(sql, manifest.part);
    }
  }

  /**
   * Whether only the previous file still has a text that is held since it was deleted elsewhere. A damaged
   * one may have it during any hold.
   */
  async #isHeld({ replaced, basis }: ReplacedPart): Promise<boolean> {
    const { sql, entries, archiver } = this.#deps;
    const mark = holdsMark(sql);
    if (basis.endsWith(` ${mark}`)) return false;
    const read = await archiver.blocks(replaced);
    const holds = allHolds(sql);
    const isHeld = heldBy(holds);
    const keeps = ({ first, body }: Block) => {
      const lines = linesOfBody(body);
      const deleted = entries.lines.runOf(first).filter(({ side }) => side?.deleted);
      return deleted.some(({ seq }) => lines[seq - first] && isHeld(lines[seq - first] ?? ''));
    };
    if (read.ok ? !read.blocks.some(keeps) : holds.every(({ released }) => released)) return false;
    this.#heldFiles.set(replaced.file, mark);
    return true;
  }
}

const monthOf = (basis: string) => basis.slice(0, 7);

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
