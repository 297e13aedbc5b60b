/**
 * Moves months that D1 does not retain to R2, a part with each alarm: first the file is written, then the object
 * deletes the texts of the entries, whose leaves stay in the tiles, then D1 deletes its rows. An interrupted run
 * continues where it stopped.
 */
import { log } from '../../platform/log.ts';
import type { Message } from '../../rights/types.ts';
import {
  ARCHIVE_BYTES_MAX,
  ARCHIVE_PARTS_AT_ONCE,
  ARCHIVE_ROWS_MAX,
  DRAIN_BYTES_MAX,
  DRAIN_ROWS_MAX,
} from '../limits.ts';
import { dateOfLine, type LogLine } from '../log/entries.ts';
import type { EntryLog } from '../log/entry-log.ts';
import { leafHash } from '../merkle.ts';
import {
  nextTelling,
  partIsTold,
  readPart,
  textsGone,
  untoldParts,
  writePart,
} from '../object-store/archived.ts';
import { readMeta } from '../object-store/meta.ts';
import { isD1Behind } from '../restored/behind.ts';
import { rowsOf, takeOutStatements } from '../segments/gone-store.ts';
import { sealThrough } from '../segments/seal.ts';
import { compareRows } from '../self-check/compare.ts';
import { raiseFaults } from '../self-check/raise.ts';
import { rowsIn } from '../self-check/store.ts';
import { ownEntry, ownFaults, rangesOf, take } from '../self-check/walk.ts';
import { differingEntries, entriesStatement } from '../store.ts';
import { storedRoot } from '../transparency/trees.ts';
import type { PartAnswer } from '../types.ts';
import { damageOf, firstKeptMonth, type Manifest, makePart, manifestKey, openPart } from './part.ts';
import {
  holdersStatement,
  partStatement,
  restoredStatement,
  storedPart,
  toldStatement,
  withoutTextStatements,
} from './store.ts';

interface Between {
  sql: SqlStorage;
  entries: EntryLog;
  db: D1Database;
  bucket: R2Bucket;
  /** Pool name of the object. */
  object: string;
  /** Whole months before the running one that stay in D1; 0: all do. */
  months: number;
  transaction(body: () => void): void;
  sync(): Promise<void>;
  /** Milliseconds, UTC. */
  now(): number;
}

const UNKNOWN: PartAnswer = { ok: false, reason: 'part_unknown', detail: 'There is no such part.' };

export class Archiver {
  readonly #between: Between;

  constructor(between: Between) {
    this.#between = between;
  }

  /** True when there is more to do. Never throws. */
  async run(): Promise<boolean> {
    try {
      for (let parts = 0; parts < ARCHIVE_PARTS_AT_ONCE; parts++) {
        await this.#tell();
        if (!(await this.#archive())) return false;
      }
      await this.#tell();
      return true;
    } catch (error) {
      const { object } = this.#between;
      log('error', 'archive_failed', { object, error: String(error) });
      return false;
    }
  }

  /** False: there is nothing that may go, or it is not as it should be. */
  async #archive(): Promise<boolean> {
    const { sql, entries: log, db, bucket, object, transaction, sync, now } = this.#between;
    const due = this.#due();
    const [first] = due;
    if (!first) return false;
    const own = due.flatMap((line) => ownFaults(log, line));
    const there = due.flatMap((line) => ownEntry(line) ?? []);
    const rows = await rowsIn(db, rangesOf(there), due.length);
    const faults = [...own, ...compareRows(there, rows, () => true)];
    if (faults.some(({ kind }) => kind === 'row_missing') && (await isD1Behind({ sql, db, object })))
      return false;
    if (faults.length > 0) {
      // What is not as it was written stays where it can be looked at.
      await raiseFaults(db, { faults, object, nowMs: now() });
      return false;
    }
    const entries = there.map(({ license, index, body }, at) => ({
      ...{ license, index, body, at: dateOfLine(body) },
      seq: due[at]?.seq ?? 0,
    }));
    const month = dateOfLine(first.line).slice(0, 7);
    const { bytes, manifest } = makePart(object, month, entries, (license, size) => {
      const root = storedRoot(log.trees, license, size);
      if (!root) throw new Error(`the tree of ${license} has no root at ${size}`);
      return root;
    });
    // The bucket refuses bytes that do not arrive as they were hashed.
    await bucket.put(manifest.file, bytes, { sha256: manifest.sha256 });
    await bucket.put(manifestKey(manifest), JSON.stringify(manifest));
    log.checkpoint(now());
    transaction(() => {
      writePart(sql, manifest);
      log.clearLines(due.map(({ seq }) => seq));
    });
    await sync();
    return true;
  }

  /** Entries of one month that are to go, as they follow each other. The newest entry stays, whatever its age. */
  #due(): LogLine[] {
    const { sql, entries: log, months, now } = this.#between;
    if (months <= 0) return [];
    const first = log.lines.firstBefore(firstKeptMonth(now(), months));
    const last = Math.min(readMeta(sql, 'drained'), log.lastSeq - 1);
    if (first === null || first > last) return [];
    const lines = take(log.lines.after(first - 1, last), {
      count: ARCHIVE_ROWS_MAX,
      bytes: ARCHIVE_BYTES_MAX,
    });
    const month = lines[0] && dateOfLine(lines[0].line).slice(0, 7);
    const end = lines.findIndex(
      ({ seq, line }, at) => seq !== first + at || dateOfLine(line).slice(0, 7) !== month,
    );
    return end === -1 ? lines : lines.slice(0, end);
  }

  /**
   * D1 learns of the part and of who holds what by it, and lets go of its rows unless they were put back, in one transaction.
   * Before that they have been indexed and counted. Of a part whose file is damaged it lets go of nothing.
   */
  async #tell(): Promise<void> {
    const { sql, db } = this.#between;
    for (const part of untoldParts(sql)) {
      const read = await this.read(part.part);
      if (!read.ok) continue;
      const jsons = [...batches(read.lines)];
      await this.#seal(part, jsons);
      const holders = jsons.map((json) => holdersStatement(db, json));
      const gone = part.shortened
        ? withoutTextStatements(db, part, { left: read.lines.map(placeOf), gone: textsGone(sql, part.month) })
        : [];
      const telling = nextTelling(sql);
      const results = await db.batch([
        partStatement(db, part, readMeta(sql, 'parts_told')),
        ...holders,
        ...gone,
        ...takeOutStatements(db, part.licenses, { object: part.object, part: part.part }),
        toldStatement(db, part.object, telling),
      ]);
      partIsTold(sql, part.part, results.at(-1)?.meta.changes ? telling : null);
    }
  }

  /** A D1 of before they were drained to it gets them from the file: it is only by its rows that it counts. */
  async #seal({ object, part, licenses, entries }: Manifest, jsons: string[]): Promise<void> {
    const { db } = this.#between;
    let { count, newest } = await rowsOf(db, licenses);
    if (count < entries && !(await storedPart(db, object, part))) {
      for (const json of jsons) await entriesStatement(db, json, { again: false }).run();
      ({ newest } = await rowsOf(db, licenses));
    }
    await sealThrough(db, newest);
  }

  /** The entries of a part, checked against its manifest and against the leaves that stayed here. */
  async read(part: number): Promise<PartAnswer> {
    const { sql, entries, bucket, object } = this.#between;
    const manifest = readPart(sql, part);
    if (!manifest) return UNKNOWN;
    const stored = await bucket.get(manifest.file);
    const bytes = stored && new Uint8Array(await stored.arrayBuffer());
    const opened = openPart(bytes, manifest, (license, index) => entries.trees.leaf(license, index));
    if (opened.ok) return opened;
    await this.#raiseDamage(manifest, opened.detail);
    const { reason } = opened;
    const detail = opened.detail.text;
    log('error', 'archive_damaged', { object, part, reason, detail });
    return { ok: false, reason, detail };
  }

  /** Whether a part is what was archived. */
  async check(part: number): Promise<PartAnswer> {
    const read = await this.read(part);
    return read.ok ? { ok: true, lines: [] } : read;
  }

  /** Whoever reads a part learns of the damage either way: that health cannot be told is no reason not to answer. */
  async #raiseDamage(manifest: Manifest, detail: Message): Promise<void> {
    const { db, object, now } = this.#between;
    const faults = [damageOf(manifest, detail)];
    await raiseFaults(db, { faults, object, nowMs: now() }).catch((error) =>
      log('error', 'finding_untold', { object, error: String(error) }),
    );
  }

  /** Puts the rows of a part back into D1's log. */
  async restore(part: number): Promise<PartAnswer> {
    const { db, object, now } = this.#between;
    const read = await this.read(part);
    if (!read.ok) return read;
    // What a D1 of before has not been told of it has not counted either: it gets it when it is told.
    if (!(await storedPart(db, object, part))) return UNKNOWN;
    for (const json of batches(read.lines)) {
      await entriesStatement(db, json, { again: true, part: { object, part } }).run();
      const [differing] = await differingEntries(db, json);
      if (differing) {
        const { license, idx } = differing;
        const detail = `D1 has another row in the place of entry ${idx} of ${license}; delete it first.`;
        return { ok: false, reason: 'rows_differ', detail };
      }
    }
    const { meta } = await restoredStatement(db, { object, part }, new Date(now()).toISOString()).run();
    return meta.changes > 0 ? { ok: true, lines: [] } : UNKNOWN;
  }

  /** Takes them out again. */
  async release(part: number): Promise<PartAnswer> {
    const { sql, db, object } = this.#between;
    const manifest = readPart(sql, part);
    if (!manifest) return UNKNOWN;
    await db.batch([
      restoredStatement(db, { object, part }, null),
      ...takeOutStatements(db, manifest.licenses, { object, part }),
    ]);
    return { ok: true, lines: [] };
  }
}

function placeOf(line: string): [license: string, index: number] {
  const { license, index } = JSON.parse(line) as { license: string; index: number };
  return [license, index];
}

/** As the drain sends them: in values that D1 takes. */
function* batches(lines: string[]): Iterable<string> {
  let parts: string[] = [];
  let bytes = 0;
  for (const body of lines) {
    const part = JSON.stringify({ leaf: Buffer.from(leafHash(body)).toString('base64'), body });
    const size = Buffer.byteLength(part);
    if (parts.length > 0 && (bytes + size > DRAIN_BYTES_MAX || parts.length === DRAIN_ROWS_MAX)) {
      yield `[${parts.join(',')}]`;
      [parts, bytes] = [[], 0];
    }
    parts.push(part);
    bytes += size;
  }
  if (parts.length > 0) yield `[${parts.join(',')}]`;
}
