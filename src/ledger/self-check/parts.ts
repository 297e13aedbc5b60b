/** Checks segments in R2: a part's file against its manifest and the leaves that stayed here. */
import { damageOf, type Manifest, manifestKey, readPart } from '../archive/part.ts';
import type { EntryLog } from '../log/entry-log.ts';
import { message } from '../templates.ts';
import type { Fault } from './types.ts';

interface Deps {
  entries: EntryLog;
  bucket: R2Bucket;
}

/** `isKnown`: whether D1 has the manifest, or is still to get it. */
export async function partFaults(
  { entries, bucket }: Deps,
  manifest: Manifest,
  isKnown: boolean,
): Promise<Fault[]> {
  const isBeside = (await (await bucket.get(manifestKey(manifest)))?.text()) === JSON.stringify(manifest);
  const stores = [...(isKnown ? [] : ['D1']), ...(isBeside ? [] : ['R2'])];
  const { file: name } = manifest;
  const unknown =
    stores.length > 0
      ? [damageOf(manifest, message('self_check.manifest', { file: name, stores: { list: stores } }))]
      : [];
  const read = await readPart(bucket, manifest, (license, index) => entries.trees.leaf(license, index));
  return read.ok ? unknown : [...unknown, damageOf(manifest, read.detail)];
}
