/** What has gone to the archive: a part's file against its manifest, the leaves that stayed here and D1. */
import { damageOf, type Manifest, manifestKey, openPart } from '../archive/part.ts';
import { storedPart } from '../archive/store.ts';
import { CHECK_EXTRA_MAX } from '../limits.ts';
import type { EntryLog } from '../log/entry-log.ts';
import type { ArchivedPart } from '../object-store/archived.ts';
import { message } from '../templates.ts';
import { compareRows } from './compare.ts';
import { rowsIn } from './store.ts';
import type { Fault, OwnEntry } from './types.ts';
import { ownEntry } from './walk.ts';

interface Between {
  entries: EntryLog;
  db: D1Database;
  bucket: R2Bucket;
  /** Pool name of the object. */
  object: string;
}

export async function partFaults(
  { entries: log, db, bucket, object }: Between,
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
  const opened = openPart(bytes, manifest, (license, index) => log.trees.leaf(license, index));
  if (!opened.ok) return [...unknown, damageOf(manifest, opened.detail)];
  const entries = opened.lines.flatMap((line) => ownEntry({ line }) ?? []);
  return [...unknown, ...(await rowFaults({ entries: log, db }, manifest, entries, known?.restored != null))];
}

/** Rows that were put back must all be there; any other that is there must at least be its entry's. */
async function rowFaults(
  { entries: log, db }: Pick<Between, 'entries' | 'db'>,
  { licenses }: Manifest,
  entries: OwnEntry[],
  restored: boolean,
): Promise<Fault[]> {
  const rows = await rowsIn(db, licenses, entries.length + CHECK_EXTRA_MAX);
  const there = new Set(rows.map(({ license, idx }) => `${license} ${idx}`));
  const expected = entries.filter(({ license, index }) => restored || there.has(`${license} ${index}`));
  return compareRows(expected, rows, (license, index) => log.trees.leaf(license, index) !== null);
}
