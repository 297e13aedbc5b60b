/**
 * Photoshop image resources in APP13 of a JPEG: they hold IIM with a digest of it, a copyright flag and a
 * URL. Pure.
 */
import { createHash } from 'node:crypto';
import { textAt, viewOf } from '../../articles/media/pictures/parts.ts';
import { withIimRights } from './iim.ts';
import { ascii, joined, utf8Within } from './utf8.ts';
import type { PictureWords } from './words.ts';

export const PHOTOSHOP_HEADER = 'Photoshop 3.0\0';

const IIM = 0x0404;
const COPYRIGHT_FLAG = 0x040a;
const URL = 0x040b;
/**
 * MD5 of the IIM: a reader that finds another digest assumes that IIM is newer than XMP (Metadata Working
 * Group, guidelines 2.0 §3.3).
 */
const IIM_DIGEST = 0x0425;
const URL_BYTES_MAX = 255;

interface Resource {
  id: number;
  data: Uint8Array;
  encoded: Uint8Array;
}

/**
 * `found`: joined contents of the segments, without headers. Data that does not parse as resources to its end
 * is replaced as a whole.
 */
export function withPhotoshopRights(found: Uint8Array, words: PictureWords): Uint8Array {
  const resources = resourcesOf(found) ?? [];
  const dataOf = (resourceId: number) => resources.find(({ id }) => id === resourceId)?.data;
  const iim = withIimRights(dataOf(IIM) ?? null, words);
  const ours = new Map([[IIM, iim]]);
  if (dataOf(IIM_DIGEST)) ours.set(IIM_DIGEST, createHash('md5').update(iim).digest());
  if (dataOf(COPYRIGHT_FLAG)) ours.set(COPYRIGHT_FLAG, Uint8Array.of(1));
  if (dataOf(URL)) ours.set(URL, utf8Within(words.licenseUrl, URL_BYTES_MAX));
  const others = resources.filter(({ id }) => !ours.has(id)).map(({ encoded }) => encoded);
  return joined([...others, ...[...ours].map(([id, data]) => resource(id, data))]);
}

/** Returns only the IIM resource; empty: there is none. */
export function iimAlone(found: Uint8Array): Uint8Array {
  const iim = (resourcesOf(found) ?? []).find(({ id }) => id === IIM);
  return iim ? resource(IIM, iim.data) : new Uint8Array(0);
}

function resource(id: number, data: Uint8Array): Uint8Array {
  const header = new Uint8Array(12);
  header.set(ascii('8BIM'));
  const view = viewOf(header);
  view.setUint16(4, id);
  view.setUint32(8, data.length);
  return joined([header, data, new Uint8Array(data.length % 2)]);
}

const even = (length: number) => length + (length % 2);
const SIGNATURE = /^(?:8BIM|PHUT|AgHg|DCSR|MeSa)$/;

function resourcesOf(bytes: Uint8Array): Resource[] | null {
  const view = viewOf(bytes);
  const found: Resource[] = [];
  let at = 0;
  while (at + 12 <= bytes.length) {
    if (!SIGNATURE.test(textAt(bytes, at, 4))) return null;
    // The name is a Pascal string, padded to even length.
    const sizeAt = at + 6 + even(1 + (bytes[at + 6] ?? 0));
    if (sizeAt + 4 > bytes.length) return null;
    const from = sizeAt + 4;
    const to = from + view.getUint32(sizeAt);
    if (to > bytes.length) return null;
    const next = Math.min(bytes.length, from + even(to - from));
    found.push({
      id: view.getUint16(at + 4),
      data: bytes.subarray(from, to),
      encoded: bytes.subarray(at, next),
    });
    at = next;
  }
  return found;
}
