/**
 * What is kept for some months and then deleted, a slice with each alarm. Of the log, texts go from the archive: a new file has what is
 * held, then the object says so, and the file of before goes; D1's rows that were put back are the archive's next errand. Leaves stay, so
 * every proof and checkpoint still holds. Cut off anywhere, it goes on from there. The object decides by the holds that it has been told of,
 * in the same transaction: once it has acknowledged one, nothing of it is deleted any more.
 */
import { log } from '../../platform/log.ts';
import type { Archiver } from '../archive/archiver.ts';
import { firstKeptMonth, manifestKey, shortened } from '../archive/part.ts';
import { LOG_MONTHS_MAX, RETENTION_PARTS_AT_ONCE } from '../limits.ts';
import {
  partIsHeld,
  partIsSettled,
  partWithTexts,
  readPart,
  replacedParts,
  replacePart,
} from '../object-store/archived.ts';
import { allHolds, holdsMark } from '../object-store/holds.ts';
import { heldBy } from './held.ts';
import { RowRetention } from './rows.ts';
import type { Retention as Rules } from './rules.ts';

interface Between {
  sql: SqlStorage;
  db: D1Database;
  bucket: R2Bucket;
  /** Pool name of the object. */
  object: string;
  /** Months that the texts of the object's logs are kept; undefined: for good. */
  texts: number | undefined;
  rules: Pick<Rules, 'counts' | 'findings'>;
  archiver: Pick<Archiver, 'read'>;
  transaction(body: () => void): void;
  sync(): Promise<void>;
  /** Milliseconds, UTC. */
  now(): number;
}

/** Whole months that D1 has of a log; what is not kept longer anyhow goes by way of the archive. 0: all of them. */
export function monthsInD1(variable: string | undefined, texts: number | undefined): number {
  const asked = Number.parseInt(variable ?? '', 10) || 0;
  const given = [asked, texts ?? 0].filter((months) => months > 0);
  return given.length > 0 ? Math.min(LOG_MONTHS_MAX, ...given) : 0;
}

export class Retention {
  readonly #between: Between;
  readonly #rows: RowRetention;

  constructor(between: Between) {
    this.#between = between;
    this.#rows = new RowRetention(between);
  }

  /** True when there is more to do. Never throws. */
  async run(): Promise<boolean> {
    try {
      await this.#settle();
      const more = await this.#texts();
      await this.#rows.run();
      return more;
    } catch (error) {
      const { object } = this.#between;
      log('error', 'retention_failed', { object, error: String(error) });
      return false;
    }
  }

  async #texts(): Promise<boolean> {
    const { sql, texts, now } = this.#between;
    if (texts === undefined) return false;
    const month = firstKeptMonth(now(), texts);
    for (let parts = 0, after = -1; parts < RETENTION_PARTS_AT_ONCE; parts++) {
      const mark = holdsMark(sql);
      const part = partWithTexts(sql, { after, month, mark });
      if (part === null) return false;
      await this.#shorten(part, mark);
      after = part;
    }
    return true;
  }

  /** What is damaged stays where it can be looked at: reading it has told of it. */
  async #shorten(part: number, mark: number): Promise<void> {
    const { sql, bucket, archiver, transaction, sync, now } = this.#between;
    const before = readPart(sql, part);
    const read = await archiver.read(part);
    if (!before || !read.ok) return;
    const isHeld = heldBy(allHolds(sql));
    const lines = read.lines.filter(isHeld);
    if (lines.length === read.lines.length) return partIsHeld(sql, part, mark);
    const { bytes, manifest } = shortened(before, lines, new Date(now()).toISOString());
    if (lines.length > 0) await bucket.put(manifest.file, bytes, { sha256: manifest.sha256 });
    transaction(() => {
      // While the file was read and written a hold may have come: then it is done again.
      if (holdsMark(sql) === mark) replacePart(sql, { before, after: manifest, mark });
    });
    await sync();
    await this.#settle();
  }

  /** The bucket follows the object: the new manifest is there before the file of before is gone. */
  async #settle(): Promise<void> {
    const { sql, bucket } = this.#between;
    for (const { before, after } of replacedParts(sql)) {
      await bucket.put(manifestKey(after), JSON.stringify(after));
      // Without texts there is no file, also none of a run that was cut off.
      await bucket.delete([before.file, manifestKey(before), ...(after.entries === 0 ? [after.file] : [])]);
      partIsSettled(sql, after.part);
    }
  }
}
