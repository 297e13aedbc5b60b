/** Checks segments in R2: a part's file against its manifest and the leaves that stayed here. */
import { damageOf, manifestKey, openPart } from '../archive/part.ts';
import type { EntryLog } from '../log/entry-log.ts';
import type { FiledPart } from '../object-store/filed.ts';
import { message } from '../templates.ts';
import type { Fault } from './types.ts';

interface Deps {
  entries: EntryLog;
  bucket: R2Bucket;
}

/** `isKnown`: whether D1 has the manifest, if that was reported to it. */
export async function partFaults(
  { entries, bucket }: Deps,
  { manifest, unsettled }: FiledPart,
  isKnown: boolean,
): Promise<Fault[]> {
  const storedManifest = await bucket.get(manifestKey(manifest));
  const isBeside = unsettled || (await storedManifest?.text()) === JSON.stringify(manifest);
  const stores = [...(isKnown ? [] : ['D1']), ...(isBeside ? [] : ['R2'])];
  const { file: name } = manifest;
  const unknown =
    stores.length > 0
      ? [damageOf(manifest, message('self_check.manifest', { file: name, stores: { list: stores } }))]
      : [];
  const file = await bucket.get(manifest.file);
  const bytes = file && new Uint8Array(await file.arrayBuffer());
  const verified = openPart(bytes, manifest, (license, index) => entries.trees.leaf(license, index));
  return verified.ok ? unknown : [...unknown, damageOf(manifest, verified.detail)];
}
