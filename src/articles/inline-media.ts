/** Media that come inside a document as `data:` uris (RFC 2397), base64 only. Pure. */
import type { ParsedItem } from './ninjs/parse.ts';

export interface DecodedMedia {
  contentType: string;
  bytes: Uint8Array;
  width?: number;
  height?: number;
}

const DATA = /^data:([a-z]+\/[a-z0-9.+-]+);base64,([A-Za-z0-9+/]+={0,2})$/i;

/** The first rendition with bytes of the component; null when it brings none. */
export function inlineMedia(
  media: ParsedItem['media'],
  component: string,
): { ok: true; value: DecodedMedia } | { ok: false; reason: string } | null {
  const own = media.find((one) => one.component === component);
  if (!own) return null;
  const match = DATA.exec(own.href);
  if (!match?.[1] || !match[2]) return { ok: false, reason: 'A data: href is base64 with a media type' };
  return {
    ok: true,
    value: {
      contentType: match[1].toLowerCase(),
      bytes: new Uint8Array(Buffer.from(match[2], 'base64')),
      ...(own.width !== undefined && { width: own.width }),
      ...(own.height !== undefined && { height: own.height }),
    },
  };
}
