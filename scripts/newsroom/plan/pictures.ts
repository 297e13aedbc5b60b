/** Pictures of the sample, each made unique by a comment: no two of a newsroom have the same bytes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { PicturePlan } from './articles.ts';

const MEDIA = join(import.meta.dirname, '..', '..', '..', 'sample', 'media');

const files = new Map<string, Buffer>();

/** Base64. */
export function bytesOf({ file = '', uri }: PicturePlan): string {
  const bytes = files.get(file) ?? readFileSync(join(MEDIA, file));
  files.set(file, bytes);
  return (file.endsWith('.png') ? pngWith(bytes, uri) : jpegWith(bytes, uri)).toString('base64');
}

/** After the start of the image, a COM segment (ITU-T T.81, B.2.4.5). */
function jpegWith(jpeg: Buffer, comment: string): Buffer {
  const text = Buffer.from(comment, 'latin1');
  const head = Buffer.from([0xff, 0xfe, (text.length + 2) >> 8, (text.length + 2) & 0xff]);
  return Buffer.concat([jpeg.subarray(0, 2), head, text, jpeg.subarray(2)]);
}

const PNG_HEADER_BYTES = 8 + 25;

/** After IHDR, a tEXt chunk (PNG, 11.3.3.2). */
function pngWith(png: Buffer, comment: string): Buffer {
  const body = Buffer.from(`tEXtComment\0${comment}`, 'latin1');
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length - 4);
  check.writeUInt32BE(crc32(body));
  const [head, rest] = [png.subarray(0, PNG_HEADER_BYTES), png.subarray(PNG_HEADER_BYTES)];
  return Buffer.concat([head, length, body, check, rest]);
}
