/** Adds to a list the thumbnail address of each picture that the license covers. */
import { agencyOf, type Env } from '../../platform/env.ts';
import type { PartnerPrincipal } from '../../platform/http.ts';
import type { FeedItem } from '../feed-item.ts';
import type { Listed } from '../list.ts';
import { picturesOf } from '../prepare-pictures.ts';
import { signThumbnail, thumbnailExpiry } from './link.ts';

/**
 * Leaves the item unchanged where the gateway makes no smaller pictures, and for keys with DPoP: a request for
 * the address could not prove possession of the key.
 */
export function withThumbnails(
  env: Env,
  principal: PartnerPrincipal,
  { shown, permit }: Pick<Listed, 'shown' | 'permit'>,
  now: number,
): FeedItem {
  if (!env.IMAGES || principal.proof) return shown;
  const pictures = new Set(picturesOf(permit).map(({ id }) => id));
  if (pictures.size === 0) return shown;
  const { publicUrl } = agencyOf(env);
  const expiresMs = thumbnailExpiry(now);
  const addressOf = (component: string) => {
    const link = { principal, article: shown.id, component, expiresMs };
    return `${publicUrl}/v1/thumbnails/${signThumbnail(env.SIGNING_KEYS, link)}`;
  };
  return {
    ...shown,
    components: shown.components.map((one) =>
      pictures.has(one.id) ? { ...one, thumbnail: addressOf(one.id) } : one,
    ),
  };
}
