/** What an object keeps of entries that have gone to the archive: their hashes, and which part they are in. */
import type { Manifest } from '../archive/part.ts';
import { readWalk, writeWalk } from './check.ts';
import { readMeta, setMeta } from './meta.ts';
import { firstRow } from './row.ts';

export interface ArchivableRow {
  seq: number;
  license: string;
  idx: number;
  at: string;
  body: string;
  hashes: ArrayBuffer;
  billed_on: string | null;
  [key: string]: SqlStorageValue;
}

/** From an entry up to `last`, both included, read one by one. */
export function entriesFrom(
  sql: SqlStorage,
  { first, last, limit }: { first: number; last: number; limit: number },
): Iterable<ArchivableRow> {
  return sql.exec<ArchivableRow>(
    `SELECT seq, license, idx, body ->> 'at' AS at, body, hashes, billed_on FROM entries
     WHERE seq BETWEEN ? AND ? ORDER BY seq LIMIT ?`,
    first,
    last,
    limit,
  );
}

/** Sequence and time of the first entry that is still here. */
export function oldestEntry(sql: SqlStorage): { seq: number; at: string } | null {
  return firstRow(
    sql.exec<{ seq: number; at: string }>(
      `SELECT seq, body ->> 'at' AS at FROM entries ORDER BY seq LIMIT 1`,
    ),
  );
}

/**
 * Sequence of the first entry of any log that is of before `month`. Looks at the first entry of each: within a log, who is written later is
 * not dated earlier.
 */
export function firstOfBefore(sql: SqlStorage, month: string): number | null {
  return sql
    .exec<{ seq: number | null }>(
      `SELECT min(seq) AS seq FROM (SELECT (SELECT seq FROM entries WHERE entries.license = trees.license ORDER BY idx LIMIT 1) AS first
         FROM trees) CROSS JOIN entries ON seq = first WHERE body ->> 'at' < ?`,
      month,
    )
    .one().seq;
}

/** Sequence of the newest entry. It stays, whatever its age: the next one is numbered after it. */
export function newestSeq(sql: SqlStorage): number {
  return sql.exec<{ seq: number | null }>('SELECT max(seq) AS seq FROM entries').one().seq ?? 0;
}

/**
 * The entries of a part give way to their hashes. `units` are what they were billed, by license and window: the usage counts
 * them on.
 */
export function giveWay(
  sql: SqlStorage,
  manifest: Manifest,
  units: { license: string; period: string; units: number }[],
): void {
  const { part, lastSeq } = manifest;
  sql.exec(
    'INSERT INTO archived (license, idx, hashes) SELECT license, idx, hashes FROM entries WHERE seq BETWEEN ? AND ?',
    part,
    lastSeq,
  );
  sql.exec('DELETE FROM entries WHERE seq BETWEEN ? AND ?', part, lastSeq);
  sql.exec(
    'INSERT INTO archive_parts (part, manifest, told, month, texts) VALUES (?, ?, 0, ?, ?)',
    part,
    JSON.stringify(manifest),
    manifest.month,
    manifest.entries,
  );
  for (const { license, period, units: billed } of units)
    sql.exec(
      'UPDATE usage SET unexplained = unexplained + ? WHERE license = ? AND period = ?',
      billed,
      license,
      period,
    );
  // A walk that has counted some of these entries would count them twice.
  const walk = readWalk(sql);
  if (manifest.licenses.some(({ license }) => license === walk.license))
    writeWalk(sql, { license: walk.license, index: firstIndex(sql, walk.license) - 1, units: {} });
}

/** Index of the first entry of a license that has not gone to the archive. */
export function firstIndex(sql: SqlStorage, license: string): number {
  return sql
    .exec<{ first: number }>(
      'SELECT coalesce(max(idx) + 1, 0) AS first FROM archived WHERE license = ?',
      license,
    )
    .one().first;
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
