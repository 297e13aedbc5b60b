/**
 * Signed addresses of thumbnails: a list carries one for each picture that its license covers, and a browser
 * fetches it without a token. The address names the caller of the list and one picture, and expires soon.
 * Equal requests within half an hour get equal addresses, so that browsers and caches can reuse them.
 */
import { isKeyedTag, keyedTag } from '../../platform/cursor.ts';
import type { PartnerPrincipal } from '../../platform/http.ts';
import { strictBase64url } from '../../platform/strict-json.ts';
import { THUMBNAIL_LINK_CHARS_MAX, THUMBNAIL_LINK_STEP_MS } from '../limits.ts';

export interface ThumbnailLink {
  /** Caller of the list. The token's entitlement is left out, because pictures beyond it get no address. */
  principal: PartnerPrincipal;
  article: string;
  component: string;
  /** Milliseconds, UTC. */
  expiresMs: number;
}

type Caller = [
  partner: string,
  license: string,
  key: string,
  env: PartnerPrincipal['env'],
  generation: number,
];
type Claims = [Caller, article: string, component: string, expiresMs: number];

const SIGNED_AS = 'imprimatur thumbnail 1';

/** At least half an hour, at most an hour from now. */
export const thumbnailExpiry = (now: number) =>
  (Math.ceil(now / THUMBNAIL_LINK_STEP_MS) + 1) * THUMBNAIL_LINK_STEP_MS;

/** `base64url(claims).tag` */
export function signThumbnail(secret: string, link: ThumbnailLink): string {
  const { partner, license, key, env, token } = link.principal;
  const caller: Caller = [partner, license, key, env, token?.generation ?? 0];
  const claims: Claims = [caller, link.article, link.component, link.expiresMs];
  const text = Buffer.from(JSON.stringify(claims)).toString('base64url');
  return `${text}.${keyedTag(secret, signedText(text))}`;
}

/** Null: the link is not ours, or has expired. */
export function openThumbnail(secret: string, link: string, now: number): ThumbnailLink | null {
  if (link.length > THUMBNAIL_LINK_CHARS_MAX) return null;
  const [text = '', tag = '', ...others] = link.split('.');
  if (others.length > 0) return null;
  if (!isKeyedTag(secret, signedText(text), tag)) return null;
  const claims = JSON.parse(Buffer.from(strictBase64url(text) ?? '').toString()) as Claims;
  const [[partner, license, key, env, generation], article, component, expiresMs] = claims;
  if (now >= expiresMs) return null;
  // There is no token: the address ends with the secret of the key that requested the list.
  const token = { id: `thumbnail_${key}_${generation}`, generation };
  return {
    principal: { kind: 'partner', partner, license, key, env, token, entitlement: {} },
    article,
    component,
    expiresMs,
  };
}

const signedText = (text: string) => `${SIGNED_AS}\n${text}`;
