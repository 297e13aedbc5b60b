/**
 * What has gone to the archive: a part's file against its manifest, the hashes that stayed here and D1. Every entry of a log
 * before its first one that is here is in one part.
 */
import { damageOf, type Manifest, manifestKey, openPart } from '../archive/part.ts';
import { storedPart } from '../archive/store.ts';
import { CHECK_EXTRA_MAX } from '../limits.ts';
import type { ArchivedPart } from '../object-store/archived.ts';
import { hasEntry, hashesAt, nodeAt } from '../object-store/check.ts';
import { message } from '../templates.ts';
import { compareRows } from './compare.ts';
import { rowsIn } from './store.ts';
import { faultOfEntry } from './tree.ts';
import type { Fault, OwnEntry } from './types.ts';

interface Between {
  sql: SqlStorage;
  db: D1Database;
  bucket: R2Bucket;
  /** Pool name of the object. */
  object: string;
}

export async function partFaults(
  { sql, db, bucket, object }: Between,
  { manifest, told, unsettled }: ArchivedPart,
): Promise<Fault[]> {
  const known = await storedPart(db, object, manifest.part);
  const beside = await bucket.get(manifestKey(manifest));
  const written = JSON.stringify(manifest);
  const [inD1, inR2] = [
    !told || known?.manifest === written,
    unsettled || (await beside?.text()) === written,
  ];
  const stores = [...(inD1 ? [] : ['D1']), ...(inR2 ? [] : ['R2'])];
  const { file: name } = manifest;
  const unknown =
    stores.length > 0
      ? [damageOf(manifest, message('self_check.manifest', { file: name, stores: { list: stores } }))]
      : [];
  const file = await bucket.get(manifest.file);
  const bytes = file && new Uint8Array(await file.arrayBuffer());
  const opened = openPart(bytes, manifest, (license, index) => nodeAt(sql, license, index, 0));
  if (!opened.ok) return [...unknown, damageOf(manifest, opened.detail)];
  const entries = opened.lines.map((body) => entryOf(sql, body));
  const own = entries.flatMap((entry) => {
    const fault = faultOfEntry(entry, (lastLeaf, level) => nodeAt(sql, entry.license, lastLeaf, level));
    return fault ?? [];
  });
  return [...unknown, ...own, ...(await rowFaults({ sql, db }, manifest, entries, known?.restored != null))];
}

/** Rows that were put back must all be there; any other that is there must at least be its entry's. */
async function rowFaults(
  { sql, db }: Pick<Between, 'sql' | 'db'>,
  { licenses }: Manifest,
  entries: OwnEntry[],
  restored: boolean,
): Promise<Fault[]> {
  const rows = await rowsIn(db, licenses, entries.length + CHECK_EXTRA_MAX);
  const there = new Set(rows.map(({ license, idx }) => `${license} ${idx}`));
  const expected = entries.filter(({ license, index }) => restored || there.has(`${license} ${index}`));
  return compareRows(expected, rows, (license, index) => hasEntry(sql, license, index));
}

function entryOf(sql: SqlStorage, body: string): OwnEntry & { hashes: Uint8Array } {
  const { license, index } = JSON.parse(body) as { license: string; index: number };
  const hashes = hashesAt(sql, license, index) ?? new Uint8Array();
  return { license, index, body, hashes, leaf: hashes.subarray(0, 32) };
}
