/** Places a submitted item among its stored versions. Pure. */
import { textBlocks } from '../blocks.ts';
import type { ItemVersion } from '../model.ts';
import type { ParsedItem } from '../ninjs/parse.ts';
import { changeTypeOf } from './change-type.ts';
import type { IngestOptions } from './ingest.ts';
import { withBytes } from './media.ts';
import { compareVersions, newsroomVersion, nextVersion } from './order.ts';
import type { CurrentState } from './store.ts';

export interface SubmittedItem extends ParsedItem {
  /** Digest of the newsroom's document for this item. */
  digest: string;
  /** JSON pointer of the item in the request; '' if it is the whole request. */
  path: string;
}

/**
 * Returns a pointer into the whole request. XML readers give whole paths, JSON readers give paths within the
 * item.
 */
export function pointerIn({ path: item }: Pick<SubmittedItem, 'path'>, path: string): string {
  return item !== '' && path.startsWith(`${item}/`) ? path : `${item}${path}`;
}

export interface PlacedItem extends SubmittedItem {
  previous: CurrentState | null;
  /** True if a version with this number is stored. */
  isStored: boolean;
}

/** Fills in sections, number and time that the newsroom left out. */
export function placeVersion(
  submitted: SubmittedItem,
  previous: CurrentState | null,
  { sections }: Pick<IngestOptions, 'sections'>,
): PlacedItem {
  if (!previous) return { ...submitted, previous, isStored: false };
  const item = { ...submitted.item, sections: sections ?? previous.item.sections };
  if (!submitted.numbered) item.version = numberOf(submitted, previous);
  if (!submitted.dated) item.versionCreated = Math.max(item.versionCreated, previous.item.versionCreated);
  return { ...submitted, item, previous, isStored: previous.versions.has(item.version) };
}

/**
 * Without number and time, a document equal to the newsroom's last one is the same version (even if the desk
 * has held the item since), and any other is new, because a text may be changed back. A time identifies older
 * versions.
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

/** Returns why the item cannot be stored. Null: it can, or it repeats a version, whatever came after it. */
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
    return 'The article has been killed, and a kill is final. Send the new story under a uri of its own.';
  if (compareVersions(item, current) > 0) return null;
  const at = new Date(current.versionCreated).toISOString();
  return `Version ${item.version} is not newer than version ${current.version} of ${at}, which is current.`;
}

/** Returns the version to store, with new bytes or those of the previous version. */
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
    // ninjs has no field for a notice: a kill or hold on the wire has it in the editorial note.
    ...(item.pubStatus !== 'usable' && item.edNote !== undefined && { notice: item.edNote }),
    components,
    // The catalogue assigns the sequence, and adds it when a version is read.
    seq: 0,
    changeType: changeTypeOf(previous?.item ?? null, item, by.now, change ?? statedChange),
  };
}
