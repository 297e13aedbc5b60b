/**
 * The URI that identifies an item or component in a document (ninjs: `format: uri`, RFC 3986). A newsroom may
 * name items freely; a name that is not a URI is replaced by the item's address here.
 */
import type { Component, ItemVersion } from '../articles/model.ts';
import type { Agency } from '../stamp/types.ts';

const CHARACTER = "(?:[a-z0-9._~:/?@!$&'()*+,;=-]|%[0-9a-f]{2})";
const URI = new RegExp(`^[a-z][a-z0-9+.-]*:${CHARACTER}+(?:#${CHARACTER}*)?$`, 'i');

/**
 * Converts a name to a URI; characters outside ASCII are percent-encoded (RFC 3987, section 3.1). Undefined:
 * it is not a URI.
 */
function asUri(name: string): string | undefined {
  const ascii = name.toWellFormed().replace(/[^\0-\x7f]+/gu, encodeURIComponent);
  if (!URI.test(ascii)) return undefined;
  const isHierarchical = /^[^:]+:\/\//.test(ascii);
  return isHierarchical && !URL.canParse(ascii) ? undefined : ascii;
}

const addressOf = ({ publicUrl }: Agency, item: string) => `${publicUrl}/v1/articles/${item}`;

export function itemUri({ id, uri }: Pick<ItemVersion, 'id' | 'uri'>, agency: Agency): string {
  return asUri(uri) ?? addressOf(agency, id);
}

/** An item's main component has the item's own name. */
export function partUri(
  item: Pick<ItemVersion, 'id' | 'uri'>,
  { id, uri }: Pick<Component, 'id' | 'uri'>,
  agency: Agency,
): string {
  if (uri === item.uri) return itemUri(item, agency);
  return asUri(uri) ?? `${addressOf(agency, item.id)}/components/${id}`;
}
