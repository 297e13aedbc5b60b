/** Adds to a list the thumbnail address of each picture that the license covers. */
import { agencyOf, type Env } from '../../platform/env.ts';
import type { PartnerPrincipal } from '../../platform/http.ts';
import type { FeedItem } from '../feed-item.ts';
import type { ListedArticle } from '../list.ts';
import { picturesOf } from '../prepare-pictures.ts';
import { signThumbnail, thumbnailExpiry } from './link.ts';

/**
 * Leaves the item unchanged if the gateway makes no smaller pictures, and for keys with DPoP: a request for
 * the address could not prove possession of the key.
 */
export function withThumbnails(
  env: Env,
  principal: PartnerPrincipal,
  { feedItem, permit }: Pick<ListedArticle, 'feedItem' | 'permit'>,
  now: number,
): FeedItem {
  if (!env.IMAGES || principal.proof) return feedItem;
  const pictures = new Set(picturesOf(permit).map(({ id }) => id));
  if (pictures.size === 0) return feedItem;
  const { publicUrl } = agencyOf(env);
  const expiresMs = thumbnailExpiry(now);
  const addressOf = (component: string) => {
    const link = { principal, article: feedItem.id, component, expiresMs };
    return `${publicUrl}/v1/thumbnails/${signThumbnail(env.SIGNING_KEYS, link)}`;
  };
  return {
    ...feedItem,
    components: feedItem.components.map((component) =>
      pictures.has(component.id) ? { ...component, thumbnail: addressOf(component.id) } : component,
    ),
  };
}
