/**
 * Pictures of the sample, each made into one of its own by a comment inside: no two of a newsroom are the
 * same bytes.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { PicturePlan } from './articles.ts';

const MEDIA = join(import.meta.dirname, '..', '..', '..', 'sample', 'media');

export class Pictures {
  readonly #files = new Map<string, Buffer>();

  /** Base64. */
  bytesOf = ({ file = '', uri }: PicturePlan): string =>
    (file.endsWith('.png') ? pngWith(this.#read(file), uri) : jpegWith(this.#read(file), uri)).toString(
      'base64',
    );

  #read(file: string): Buffer {
    const bytes = this.#files.get(file) ?? readFileSync(join(MEDIA, file));
    this.#files.set(file, bytes);
    return bytes;
  }
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
  const body = Buffer.concat([Buffer.from('tEXtComment\0', 'latin1'), Buffer.from(comment, 'latin1')]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length - 4);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([
    png.subarray(0, PNG_HEADER_BYTES),
    length,
    body,
    check,
    png.subarray(PNG_HEADER_BYTES),
  ]);
}
