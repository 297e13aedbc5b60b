/** Files with very many small parts. */
import { describe, expect, it } from 'vitest';
import { CHUNKS_MAX } from '../../../src/articles/media/pictures/limits.ts';
import { withIimRights } from '../../../src/stamp/pictures/iim.ts';
import { withPhotoshopRights } from '../../../src/stamp/pictures/photoshop.ts';
import { writeRights } from '../../../src/stamp/pictures/write.ts';
import { expectLinear } from '../../support/growth.ts';
import { words } from './fixtures.ts';

const PARTS = 400_000;

function riff(type: string, data: string): string {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(data.length);
  return `${type}${size.toString('latin1')}${data}`;
}

function webp(chunks: string): Uint8Array {
  const begin = riff('VP8X', '\0'.repeat(10));
  const end = riff('ANMF', 'ab');
  return Buffer.from(riff('RIFF', `WEBP${begin}${chunks}${end}`), 'latin1');
}

describe('rights in a file of very many parts', () => {
  it('keep all resources of Photoshop', { tags: 'slow' }, () => {
    const resource = Buffer.from('8BIM\x04\x09\0\0\0\0\0\0', 'latin1');
    const found = Buffer.alloc(PARTS * resource.length, resource);
    expect(withPhotoshopRights(found, words).length).toBeGreaterThan(found.length);
  });

  it('keep all data sets of IIM', { tags: 'slow' }, () => {
    const dataSet = Buffer.from('\x1c\x02\x05\0\0', 'latin1');
    const found = Buffer.alloc(PARTS * dataSet.length, dataSet);
    expect(withIimRights(found, words).length).toBeGreaterThan(found.length);
  });

  it('keep all chunks of a WebP, as they were', () => {
    const chunks = riff('ICCP', 'odd')
      .concat('\0')
      .repeat(CHUNKS_MAX - 2);
    const read = writeRights(webp(chunks), 'image/webp', words);
    if (!read.ok) throw new Error(read.reason);
    expect(Buffer.from(read.value.bytes).toString('latin1')).toContain(chunks);
  });

  it('take twice as long for twice as many chunks of XMP beside others', () => {
    const read = (chunks: string) => writeRights(webp(chunks), 'image/webp', words);
    const size = 16 * (CHUNKS_MAX / 2 - 1);
    expectLinear(
      read,
      (chars) => `${riff('XMP ', '').repeat(chars / 16)}${riff('ICCP', '').repeat(chars / 16)}`,
      size,
    );
  });
});
