/** What an object keeps of the archive: which part its entries have gone to. */
import type { Manifest } from '../archive/part.ts';
import { readMeta, setMeta } from './meta.ts';
import { firstRow } from './row.ts';

/** A part has been written to the bucket. Its entries give way to it with that. */
export function writePart(sql: SqlStorage, manifest: Manifest): void {
  sql.exec(
    'INSERT INTO archive_parts (part, manifest, told, month, texts) VALUES (?, ?, 0, ?, ?)',
    manifest.part,
    JSON.stringify(manifest),
    manifest.month,
    manifest.entries,
  );
}

/** Whether an entry is in a part, by its sequence. */
export function isArchived(sql: SqlStorage, seq: number): boolean {
  const row = firstRow(
    sql.exec<{ last: number }>(
      `SELECT manifest ->> 'lastSeq' AS last FROM archive_parts WHERE part <= ? ORDER BY part DESC LIMIT 1`,
      seq,
    ),
  );
  return row !== null && row.last >= seq;
}

/** Parts that D1 has not been told of, oldest first. */
export function untoldParts(sql: SqlStorage): Manifest[] {
  return sql
    .exec<{ manifest: string }>('SELECT manifest FROM archive_parts WHERE told = 0 ORDER BY part')
    .toArray()
    .map(({ manifest }) => JSON.parse(manifest) as Manifest);
}

/** Of parts that a D1 was told of which had no mark of the object yet: it does not count how often. */
const UNCOUNTED = 1;

/** The number of the next telling: of none before it, nor of one to a D1 that is no more. */
export function nextTelling(sql: SqlStorage): number {
  return Math.max(UNCOUNTED, readMeta(sql, 'tellings')) + 1;
}

/** `telling`: its number, as D1 has it now; null: D1 has no mark that could have it. */
export function partIsTold(sql: SqlStorage, part: number, telling: number | null): void {
  sql.exec('UPDATE archive_parts SET told = ? WHERE part = ?', telling ?? UNCOUNTED, part);
  if (telling === null) return;
  setMeta(sql, 'parts_told', telling);
  setMeta(sql, 'tellings', telling);
}

/** Of a D1 that went back: all that it was told after `telling`, the last that it has heard. */
export function tellPartsAgain(sql: SqlStorage, telling: number): void {
  sql.exec('UPDATE archive_parts SET told = 0 WHERE told = ? OR told > ?', UNCOUNTED, telling);
  setMeta(sql, 'parts_told', telling);
}

/** Months (yyyy-mm) of which there are parts that D1 was not told of. */
export function untoldMonths(sql: SqlStorage): string[] {
  return sql
    .exec<{ month: string }>('SELECT DISTINCT month FROM archive_parts WHERE told = 0 ORDER BY month')
    .toArray()
    .map(({ month }) => month);
}

export function readPart(sql: SqlStorage, part: number): Manifest | null {
  const row = firstRow(
    sql.exec<{ manifest: string }>('SELECT manifest FROM archive_parts WHERE part = ?', part),
  );
  return row && (JSON.parse(row.manifest) as Manifest);
}

export interface ArchivedPart {
  manifest: Manifest;
  /** Whether D1 knows of it. */
  told: boolean;
  /** Texts have gone out of it, and the bucket is still to be told. */
  unsettled: boolean;
}

/** The first part after one of that number. */
export function partAfter(sql: SqlStorage, part: number): ArchivedPart | null {
  const row = firstRow(
    sql.exec<{ manifest: string; told: number; unsettled: number }>(
      'SELECT manifest, told, replaced IS NOT NULL AS unsettled FROM archive_parts WHERE part > ? ORDER BY part LIMIT 1',
      part,
    ),
  );
  return (
    row && {
      manifest: JSON.parse(row.manifest) as Manifest,
      told: row.told !== 0,
      unsettled: row.unsettled === 1,
    }
  );
}

/**
 * The first part after one of that number and of a month before `month` that has texts which may have to go: D1 knows of it, so that it has
 * counted what is in it. `mark`: of the holds as they are, which those of other parts were all found to be held by.
 */
export function partWithTexts(
  sql: SqlStorage,
  { after, month, mark }: { after: number; month: string; mark: number },
): number | null {
  return sql
    .exec<{ part: number | null }>(
      'SELECT min(part) AS part FROM archive_parts WHERE month < ? AND +part > ? AND texts > 0 AND told <> 0 AND held IS NOT ?',
      month,
      after,
      mark,
    )
    .one().part;
}

/** All that is left in the file of a part is held. */
export function partIsHeld(sql: SqlStorage, part: number, mark: number): void {
  sql.exec('UPDATE archive_parts SET held = ? WHERE part = ?', mark, part);
}

/** Texts have gone out of a part. The file of before, by its manifest, stays in the bucket until that is `settled`. */
export function replacePart(
  sql: SqlStorage,
  { before, after, mark }: { before: Manifest; after: Manifest; mark: number },
): void {
  sql.exec(
    'UPDATE archive_parts SET manifest = ?, told = 0, texts = ?, held = ?, replaced = ? WHERE part = ?',
    JSON.stringify(after),
    after.entries,
    mark,
    JSON.stringify(before),
    after.part,
  );
}

export function replacedParts(sql: SqlStorage): { before: Manifest; after: Manifest }[] {
  return sql
    .exec<{ replaced: string; manifest: string }>(
      'SELECT replaced, manifest FROM archive_parts WHERE replaced IS NOT NULL ORDER BY part',
    )
    .toArray()
    .map(({ replaced, manifest }) => ({ before: JSON.parse(replaced), after: JSON.parse(manifest) }));
}

export function partIsSettled(sql: SqlStorage, part: number): void {
  sql.exec('UPDATE archive_parts SET replaced = NULL WHERE part = ?', part);
}

/** Of each license, how many entries of a month have no text any more. */
export function textsGone(sql: SqlStorage, month: string): { license: string; entries: number }[] {
  return sql
    .exec<{ license: string; entries: number }>(
      `SELECT one.value ->> 'license' AS license, sum(one.value ->> 'deleted') AS entries
       FROM archive_parts, json_each(manifest, '$.licenses') AS one
       WHERE month = ? AND one.value ->> 'deleted' > 0 GROUP BY 1 ORDER BY 1`,
      month,
    )
    .toArray();
}
