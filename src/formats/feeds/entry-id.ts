/**
 * Ids of entries. Most readers show an id once and never look at it again, so what must be seen by somebody
 * who has the article already (a correction, a kill, a hold) has an id of its own.
 */
import type { ItemVersion } from '../../articles/model.ts';
import type { Agency } from '../../stamp/types.ts';
import { itemUri } from '../uri.ts';

type Named = Pick<ItemVersion, 'id' | 'uri'>;

const part = (text: string) => encodeURIComponent(text.toWellFormed());

/**
 * Of the entry that has the article: the item's own name, the same for all its versions but those that
 * correct it.
 */
export function articleEntryId(
  item: Named & { version: string; changeType: string },
  agency: Agency,
): string {
  return item.changeType === 'correction'
    ? correctionId(item.id, item.version, agency)
    : itemUri(item, agency);
}

/** All ids under which a reader may have an article, of which these versions were corrections. */
export function articleEntryIds(item: Named, corrections: readonly string[], agency: Agency): string[] {
  return [itemUri(item, agency), ...corrections.map((version) => correctionId(item.id, version, agency))];
}

function correctionId(item: string, version: string, { publicUrl }: Agency): string {
  return `${publicUrl}/v1/articles/${item}#correction-${part(version)}`;
}

/** Of what happened to an item: once for each time. `at`: milliseconds, UTC. */
export function noticeEntryId(id: string, what: string, at: number, { publicUrl }: Agency): string {
  return `${publicUrl}/v1/articles/${id}#${part(what)}-${new Date(at).toISOString()}`;
}
