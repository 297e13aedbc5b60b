/** An item that was read, among the versions of it that are stored. Pure. */
import { textBlocks } from '../blocks.ts';
import type { ItemVersion } from '../model.ts';
import type { ParsedItem } from '../ninjs/parse.ts';
import { changeTypeOf } from './change-type.ts';
import type { IngestOptions } from './ingest.ts';
import { withBytes } from './media.ts';
import { compareVersions, newsroomVersion, nextVersion } from './order.ts';
import type { CurrentState } from './store.ts';

export interface SubmittedItem extends ParsedItem {
  /** Of what the newsroom sent for this item. */
  digest: string;
  /** Where the item stands in what was sent; '' when it is all of it. */
  path: string;
}

/** In all that was sent. Readers of XML give whole paths, those of JSON paths within the item. */
export function pointerIn({ path: item }: Pick<SubmittedItem, 'path'>, path: string): string {
  return item !== '' && path.startsWith(`${item}/`) ? path : `${item}${path}`;
}

export interface PlacedItem extends SubmittedItem {
  previous: CurrentState | null;
  /** This number is taken already. */
  isStored: boolean;
}

/** The item among its versions: the sections it keeps, the number and time that the newsroom left out. */
export function placeVersion(
  sent: SubmittedItem,
  previous: CurrentState | null,
  { sections }: Pick<IngestOptions, 'sections'>,
): PlacedItem {
  if (!previous) return { ...sent, previous, isStored: false };
  const item = { ...sent.item, sections: sections ?? previous.item.sections };
  if (!sent.numbered) item.version = numberOf(sent, previous);
  if (!sent.dated) item.versionCreated = Math.max(item.versionCreated, previous.item.versionCreated);
  return { ...sent, item, previous, isStored: previous.versions.has(item.version) };
}

/**
 * Without number and time, what says the same as the newsroom's last word is that word again (even when the desk has
 * held the item since), and anything else is new: a text may go back to what it was. A time tells old versions apart.
 */
function numberOf({ digest, dated }: SubmittedItem, { versions, item }: CurrentState): string {
  const newsroomNumber = newsroomVersion(item.version, versions);
  const sameVersion = dated
    ? [...versions].find(([, sourceDigest]) => sourceDigest === digest)?.[0]
    : versions.get(newsroomNumber) === digest
      ? newsroomNumber
      : undefined;
  return sameVersion ?? nextVersion(versions.keys());
}

/** Why it cannot be stored; null when it can, or is the same version again, whatever came after it. */
export function refusalOf({ item, digest, previous, isStored }: PlacedItem): string | null {
  if (!previous) return null;
  if (!isStored) return outOfOrder(item, previous.item);
  const current = item.version === previous.item.version;
  const isSameDocument = previous.versions.get(item.version) === digest;
  if (isSameDocument && !(current && !sameSections(item.sections, previous.item.sections))) return null;
  return `Version ${item.version} is stored already, with other content or sections. A change is a new version.`;
}

function sameSections(a: string[], b: string[]): boolean {
  return a.toSorted().join('\n') === b.toSorted().join('\n');
}

function outOfOrder(item: ParsedItem['item'], current: ItemVersion): string | null {
  if (current.pubStatus === 'canceled')
    return 'The item has been killed, and a kill is final. Send the new story under a uri of its own.';
  if (compareVersions(item, current) > 0) return null;
  const at = new Date(current.versionCreated).toISOString();
  return `Version ${item.version} is not newer than version ${current.version} of ${at}, which is current.`;
}

/** The version as it is stored, with the bytes that came now or with the one before. */
export function complete(
  { item, previous, change: statedChange }: PlacedItem,
  inline: Parameters<typeof withBytes>[1],
  { change, digestText, by }: IngestOptions,
): ItemVersion {
  const components = item.components.map((component) =>
    component.type === 'dispatch'
      ? { ...component, digest: digestText(textBlocks(item.headline, item.blocks)) }
      : withBytes(component, inline, previous?.item),
  );
  return {
    ...item,
    // ninjs has no field for a notice: a kill or hold that comes over the wire has it in its editorial note
    ...(item.pubStatus !== 'usable' && item.edNote !== undefined && { notice: item.edNote }),
    components,
    // the sequence is the catalogue's, read with the state: a stored document carries none
    seq: 0,
    changeType: changeTypeOf(previous?.item ?? null, item, by.now, change ?? statedChange),
  };
}
