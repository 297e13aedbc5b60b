/**
 * Moves segments that the database no longer keeps to R2, one with each step: it writes the file, then
 * empties the lines in the shard, then deletes the bodies from the database. The leaves stay in the tiles;
 * index and sums stay in the database. A step that was interrupted is continued by the next.
 */
import { log } from '../../platform/log.ts';
import { type Block, blockOf, linesOfBody } from '../blocks/block.ts';
import { ARCHIVE_PARTS_AT_ONCE, DAMAGED_FILE_RETRY_MS } from '../limits.ts';
import type { LogLine } from '../log/entries.ts';
import type { ObjectDeps } from '../object-deps.ts';
import {
  filedWith,
  isRewriting,
  lastFiled,
  readFiledPart,
  setReported,
  unreportedParts,
  writeFiled,
} from '../object-store/filed.ts';
import { readMeta } from '../object-store/meta.ts';
import { blockFaults } from '../self-check/blocks.ts';
import { raiseFaults } from '../self-check/raise.ts';
import { entryFaults } from '../self-check/walk.ts';
import { storedRoot } from '../transparency/trees.ts';
import type { PartAnswer, PartFault } from '../types.ts';
import {
  DamagedFile,
  damageOf,
  firstRetainedMonth,
  type Manifest,
  makePart,
  manifestKey,
  readPart,
} from './part.ts';
import {
  bodyStatement,
  partStatement,
  releasedBodies,
  releaseStatement,
  restoredStatement,
  segmentBefore,
  storedManifest,
} from './store.ts';

interface Deps extends ObjectDeps {
  /** Whole months before the current one that stay in D1; 0: all. */
  months: number;
}

const UNKNOWN: PartAnswer = { ok: false, reason: 'part_unknown', detail: 'There is no such archive part.' };

export type ReadPart = { ok: true; blocks: Block[] } | { ok: false; reason: PartFault; detail: string };

export class Archiver {
  readonly #deps: Deps;
  /** By the name of a damaged file whose texts D1 has: when it is read again, milliseconds. */
  readonly #notBefore = new Map<string, number>();

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** True when there is more to do. Never throws. */
  async run(): Promise<boolean> {
    try {
      for (let parts = 0; parts < ARCHIVE_PARTS_AT_ONCE; parts++) {
        await this.#report();
        if (!(await this.#archive())) return false;
      }
      await this.#report();
      return true;
    } catch (error) {
      const { object } = this.#deps;
      log('error', 'archive_failed', { object, error: String(error) });
      return false;
    }
  }

  /** False: no segment is due, or it has faults. */
  async #archive(): Promise<boolean> {
    const { sql, entries, db, bucket, object, months, transaction, sync, now } = this.#deps;
    if (months <= 0) return false;
    const month = firstRetainedMonth(now(), months);
    const segment = await segmentBefore(db, object, { first: lastFiled(sql) + 1, month });
    // The newest entry always stays: the next entry's date depends on it.
    if (!segment || segment.last >= Math.min(entries.lastSeq, readMeta(sql, 'drained') + 1)) return false;
    // Blocks that wait to be rewritten are not compared: the database may have texts that are lost here.
    if (isRewriting(sql, segment.first, segment.last)) return false;
    const runs = [...entries.lines.runs(segment.first, segment.last)];
    const faults = [
      ...runs.flat().flatMap((line) => entryFaults(entries, line)),
      ...(await blockFaults(this.#deps, runs)),
    ];
    if (faults.length > 0) {
      // Faulty data stays in place for inspection.
      await raiseFaults(db, { faults, object, nowMs: now() });
      return false;
    }
    const { bytes, manifest } = makePart(object, runs.map(blockOf), (license, size) => {
      const root = storedRoot(entries.trees, license, size);
      if (!root) throw new Error(`the tree of ${license} has no root at ${size}`);
      return root;
    });
    // R2 rejects the upload if the bytes do not match the hash.
    await bucket.put(manifest.file, bytes, { sha256: manifest.sha256 });
    await bucket.put(manifestKey(manifest), JSON.stringify(manifest));
    entries.checkpoint(now());
    transaction(() => {
      writeFiled(sql, { manifest });
      entries.clearLines(runs.flat().flatMap(({ seq, line }: LogLine) => (line === '' ? [] : [seq])));
    });
    await sync();
    return true;
  }

  /**
   * Reports parts to D1 that it does not know yet, and deletes their bodies there unless the parts are
   * restored. A restored D1 may have the only texts of a file that was damaged since: they stay, and the part
   * is reported again.
   */
  async #report(): Promise<void> {
    const { sql, db, now } = this.#deps;
    for (const part of unreportedParts(sql)) {
      if (now() < (this.#notBefore.get(part.file) ?? 0)) continue;
      const [, bodies] = await db.batch([partStatement(db, part), releasedBodies(db, part)]);
      if (bodies?.results.length) {
        if (!(await this.blocks(part)).ok) {
          this.#notBefore.set(part.file, now() + DAMAGED_FILE_RETRY_MS);
          continue;
        }
        await releaseStatement(db, part).run();
      }
      setReported(sql, part.part);
    }
  }

  /**
   * Lines of the entries from one sequence to another, '' for deleted texts. Lines of archived segments are
   * read from R2; throws `DamagedFile`.
   */
  async linesOf(first: number, last: number): Promise<string[]> {
    const { sql, entries } = this.#deps;
    const lines: string[] = [];
    for (let next = first; next <= last; ) {
      const filed = filedWith(sql, next);
      if (filed) {
        const read = await this.blocks(filed);
        if (!read.ok) throw new DamagedFile(read.detail);
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

  /** The blocks of a part. A damaged one is a finding. */
  async blocks(manifest: Manifest): Promise<ReadPart> {
    const { db, object, now } = this.#deps;
    const opened = await readPart(this.#deps, manifest);
    if (opened.ok) return opened;
    const { reason, detail } = opened;
    // The caller learns of the damage even if the finding cannot be stored.
    await raiseFaults(db, { faults: [damageOf(manifest, detail)], object, nowMs: now() }).catch((error) =>
      log('error', 'finding_untold', { object, error: String(error) }),
    );
    log('error', 'archive_damaged', { object, part: manifest.part, reason, detail: detail.text });
    return { ok: false, reason, detail: detail.text };
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

  /** Restores the bodies of a part to D1, where SQL can read them. */
  async restore(part: number): Promise<PartAnswer> {
    const { sql, db, object, now } = this.#deps;
    const manifest = readFiledPart(sql, part);
    if (!manifest || (await storedManifest(db, object, part)) === null) return UNKNOWN;
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
