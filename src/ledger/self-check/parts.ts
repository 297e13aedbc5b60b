/**
 * Checks segments in R2: a part's file, and the previous one while it stays, against its manifest and the
 * leaves that stayed here.
 */
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
  { manifest, replaced }: FiledPart,
  isKnown: boolean,
): Promise<Fault[]> {
  const storedManifest = await bucket.get(manifestKey(manifest));
  const isBeside = replaced !== null || (await storedManifest?.text()) === JSON.stringify(manifest);
  const stores = [...(isKnown ? [] : ['D1']), ...(isBeside ? [] : ['R2'])];
  const { file } = manifest;
  const faults =
    stores.length > 0
      ? [damageOf(manifest, message('self_check.manifest', { file, stores: { list: stores } }))]
      : [];
  for (const one of replaced ? [manifest, replaced] : [manifest]) {
    const stored = await bucket.get(one.file);
    const bytes = stored && new Uint8Array(await stored.arrayBuffer());
    const verified = openPart(bytes, one, (license, index) => entries.trees.leaf(license, index));
    if (!verified.ok) faults.push(damageOf(one, verified.detail));
  }
  return faults;
}
