/**
 * Checks segments in R2: a part's file, and the previous one while it stays, against its manifest and the
 * leaves that stayed here.
 */
import { damageOf, manifestKey, readPart } from '../archive/part.ts';
import type { EntryLog } from '../log/entry-log.ts';
import type { FiledPart } from '../object-store/filed.ts';
import { message } from '../templates.ts';
import type { Fault } from './types.ts';

/** `isKnown`: whether D1 has the manifest, if that was reported to it. */
export async function partFaults(
  deps: { entries: EntryLog; bucket: R2Bucket },
  { manifest, replaced }: FiledPart,
  isKnown: boolean,
): Promise<Fault[]> {
  const storedManifest = await deps.bucket.get(manifestKey(manifest));
  const isBeside = replaced !== null || (await storedManifest?.text()) === JSON.stringify(manifest);
  const stores = [...(isKnown ? [] : ['D1']), ...(isBeside ? [] : ['R2'])];
  const { file } = manifest;
  const faults =
    stores.length > 0
      ? [damageOf(manifest, message('self_check.manifest', { file, stores: { list: stores } }))]
      : [];
  for (const one of replaced ? [manifest, replaced] : [manifest]) {
    const opened = await readPart(deps, one);
    if (!opened.ok) faults.push(damageOf(one, opened.detail));
  }
  return faults;
}
