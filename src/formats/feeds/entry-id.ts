/**
 * Entry ids. Most readers show each id once, so a notice that must reach readers of the article (correction,
 * kill, hold) has an id of its own.
 */
import type { ItemVersion } from '../../articles/model.ts';
import type { Agency } from '../../stamp/types.ts';
import { itemUri } from '../uri.ts';

type ItemName = Pick<ItemVersion, 'id' | 'uri'>;

const part = (text: string) => encodeURIComponent(text.toWellFormed());

/**
 * Id of the article's entry: the item's own name for all versions, except that each correction has its own.
 */
export function articleEntryId(
  item: ItemName & { version: string; changeType: string },
  agency: Agency,
): string {
  return item.changeType === 'correction'
    ? correctionId(item.id, item.version, agency)
    : itemUri(item, agency);
}

/** All ids under which a reader may have an article, given the versions that were corrections. */
export function articleEntryIds(item: ItemName, corrections: readonly string[], agency: Agency): string[] {
  return [itemUri(item, agency), ...corrections.map((version) => correctionId(item.id, version, agency))];
}

function correctionId(item: string, version: string, { publicUrl }: Agency): string {
  return `${publicUrl}/v1/articles/${item}#correction-${part(version)}`;
}

/** Id of a notice, one for each occurrence. `at`: milliseconds, UTC. */
export function noticeEntryId(id: string, what: string, at: number, { publicUrl }: Agency): string {
  return `${publicUrl}/v1/articles/${id}#${part(what)}-${new Date(at).toISOString()}`;
}
