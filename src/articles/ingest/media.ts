/** Bytes of an item's components at ingest: from the document itself, or from the previous version. */
import type { Budget } from '../../platform/budget.ts';
import { type Attempt, done, type Fault, failed } from '../../platform/failure.ts';
import { readDataUri } from '../media/data-uri.ts';
import { MEDIUM_FAULTS, mediumOf } from '../media/medium.ts';
import { type StoredMedia, storeMedia } from '../media/store.ts';
import type { Component, ItemVersion } from '../model.ts';
import type { InlineMedia } from '../ninjs/components.ts';

/** Stores the bytes of `data:` uris. Returns them by component id. Malformed: paths of invalid media. */
export async function storeInline(
  bucket: R2Bucket,
  media: InlineMedia[],
  budget: Budget,
): Promise<Attempt<Map<string, StoredMedia>>> {
  const stored = new Map<string, StoredMedia>();
  const faults: Fault[] = [];
  for (const { component, type, path, href } of media) {
    const data = readDataUri(href);
    const sniffed = data && mediumOf(data.bytes, data.contentType, type, budget);
    if (!data || !sniffed) faults.push({ path, message: 'This is not a base64 data: uri' });
    else if (!sniffed.ok) faults.push({ path, message: MEDIUM_FAULTS[sniffed.reason] });
    else stored.set(component, await storeMedia(bucket, data.bytes, sniffed.value));
  }
  return faults.length > 0 ? failed({ reason: 'malformed', faults }) : done(stored);
}

/**
 * Returns the component with its bytes: new ones, otherwise those of the same part in the previous version.
 */
export function withBytes(
  component: Component,
  inline: ReadonlyMap<string, StoredMedia>,
  previous: ItemVersion | undefined,
): Component {
  const inlineMedia = inline.get(component.id);
  if (inlineMedia) return { ...component, ...inlineMedia };
  const previousComponent = previous?.components.find(({ id }) => id === component.id);
  const isSamePart =
    previousComponent &&
    previousComponent.type === component.type &&
    previousComponent.uri === component.uri &&
    previousComponent.version === component.version;
  if (!isSamePart || !previousComponent.content || previousComponent.digest === undefined) return component;
  return { ...component, digest: previousComponent.digest, content: previousComponent.content };
}
