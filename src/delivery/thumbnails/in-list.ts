/** Thumbnails in a list: of each picture that the license covers, where it is seen small. */
import { isPictureType } from '../../articles/media/pictures/check.ts';
import { agencyOf, type Env } from '../../platform/env.ts';
import type { PartnerPrincipal } from '../../platform/http.ts';
import type { FeedItem } from '../feed-item.ts';
import type { Listed } from '../list.ts';
import { signThumbnail, thumbnailExpiry } from './link.ts';

/**
 * The item as it is where the gateway makes no smaller pictures, and for keys that prove each request: an address
 * alone proves nothing.
 */
export function withThumbnails(
  env: Env,
  principal: PartnerPrincipal,
  { shown, permit }: Pick<Listed, 'shown' | 'permit'>,
  now: number,
): FeedItem {
  const pictures = new Set(
    permit.components
      .filter(({ content }) => content && isPictureType(content.contentType))
      .map(({ id }) => id),
  );
  if (!env.IMAGES || principal.proof || pictures.size === 0) return shown;
  const { publicUrl } = agencyOf(env);
  const expiresMs = thumbnailExpiry(now);
  const addressOf = (component: string) =>
    `${publicUrl}/v1/thumbnails/${signThumbnail(env.SIGNING_KEYS, { principal, article: shown.id, component, expiresMs })}`;
  return {
    ...shown,
    components: shown.components.map((one) =>
      pictures.has(one.id) ? { ...one, thumbnail: addressOf(one.id) } : one,
    ),
  };
}
