/**
 * Checks segments in R2, one a slice: a part's file, and the previous one while it stays, against its
 * manifest and the leaves that stayed here, and the manifest against its copies in D1 and R2.
 */
import type { Env } from '../../platform/env.ts';
import { damageOf, manifestKey, readPart } from '../archive/part.ts';
import { storedManifest } from '../archive/store.ts';
import type { ObjectDeps } from '../object-deps.ts';
import { clearReported, filedAfter } from '../object-store/filed.ts';
import { readWalkPosition } from '../object-store/walk-positions.ts';
import { message } from '../templates.ts';
import type { Slice } from './types.ts';

/** Null: all parts are checked. */
export async function partSlice({
  sql,
  entries,
  env: { DB, BUCKET: bucket },
  object,
}: Pick<ObjectDeps, 'sql' | 'entries' | 'object'> & { env: Env }): Promise<Slice | null> {
  const part = filedAfter(sql, (readWalkPosition(sql, 'parts')?.rest as number | undefined) ?? 0);
  if (!part) return null;
  const { manifest, isReported, replaced } = part;
  const text = JSON.stringify(manifest);
  const isKnown = !isReported || (await storedManifest(DB, object, manifest.part)) === text;
  // The archiver reports the part again.
  if (!isKnown) clearReported(sql, manifest.part);
  const copy = await bucket.get(manifestKey(manifest));
  const isBeside = replaced !== null || (await copy?.text()) === text;
  const { file } = manifest;
  const stores = { list: [...(isKnown ? [] : ['D1']), ...(isBeside ? [] : ['R2'])] };
  const faults =
    stores.list.length > 0 ? [damageOf(manifest, message('self_check.manifest', { file, stores }))] : [];
  for (const one of replaced ? [manifest, replaced] : [manifest]) {
    const opened = await readPart({ entries, bucket }, one);
    if (!opened.ok) faults.push(damageOf(one, opened.detail));
  }
  return { faults, position: { name: file, rest: manifest.part } };
}
