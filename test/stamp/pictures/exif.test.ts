/**
 * Our copyright replaces that in Exif, at any position and of any length; nothing else in the block changes.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withExifTexts } from '../../../src/stamp/pictures/exif.ts';
import { words } from './fixtures.ts';

const ROOM = 60_000;
const withCopyright = (block: Uint8Array, copyrightNotice: string, room: number) =>
  withExifTexts(block, { ...words, copyrightNotice }, room);
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

interface Entry {
  tag: number;
  type: number;
  value: Buffer;
}

/** A block with one directory; values of more than four bytes follow it, in order. */
function tiff(entries: Entry[], little = true): Uint8Array {
  const end = 8 + 2 + entries.length * 12 + 4;
  const head = Buffer.alloc(end);
  head.write(little ? 'II' : 'MM', 'latin1');
  const two = (value: number, at: number) =>
    little ? head.writeUInt16LE(value, at) : head.writeUInt16BE(value, at);
  const four = (value: number, at: number) =>
    little ? head.writeUInt32LE(value, at) : head.writeUInt32BE(value, at);
  two(42, 2);
  four(8, 4);
  two(entries.length, 8);
  let behind = Buffer.alloc(0);
  entries.forEach(({ tag, type, value }, place) => {
    const at = 10 + place * 12;
    two(tag, at);
    two(type, at + 2);
    four(value.length, at + 4);
    if (value.length <= 4) value.copy(head, at + 8);
    else {
      four(end + behind.length, at + 8);
      behind = Buffer.concat([behind, value]);
    }
  });
  return new Uint8Array(Buffer.concat([head, behind]));
}

function valueIn(bytes: Uint8Array, tag: number, little = true): string | undefined {
  const view = Buffer.from(bytes);
  const two = (at: number) => (little ? view.readUInt16LE(at) : view.readUInt16BE(at));
  const four = (at: number) => (little ? view.readUInt32LE(at) : view.readUInt32BE(at));
  for (let place = 0; place < two(8); place++) {
    const at = 10 + place * 12;
    const count = four(at + 4);
    const from = count <= 4 ? at + 8 : four(at + 8);
    if (two(at) === tag) return view.subarray(from, from + count).toString('utf8');
  }
  return undefined;
}

const ascii = (value: string) => ({ type: 2, value: Buffer.from(`${value}\0`) });
const ARTIST = { tag: 0x13b, ...ascii('Ida Brandt') };
const COPYRIGHT = 0x8298;

describe('a copyright in Exif', () => {
  it('becomes ours in either byte order, longer or shorter than it was; others stay', () => {
    const word = fc.string({ unit: 'grapheme', maxLength: 60 }).map((word) => word.replaceAll('\0', ''));
    fc.assert(
      fc.property(word, word, fc.boolean(), (old, notice, little) => {
        const block = tiff(
          [ARTIST, { tag: COPYRIGHT, ...ascii(old) }, { tag: 0xc4a5, ...ascii('after') }],
          little,
        );
        const changed = withCopyright(block, notice, ROOM);
        expect(valueIn(changed, COPYRIGHT, little)).toBe(`${notice.toWellFormed()}\0`);
        expect(valueIn(changed, ARTIST.tag, little)).toBe('Ida Brandt\0');
        expect(valueIn(changed, 0xc4a5, little)).toBe('after\0');
        expect(withCopyright(changed, notice, ROOM)).toEqual(changed);
      }),
      { numRuns: 500 },
    );
  });

  it('leaves nothing of the old one in the block', () => {
    const block = tiff([ARTIST, { tag: COPYRIGHT, ...ascii('(c) somebody else') }]);
    for (const notice of ['© us', 'A notice that is longer than the one that was there'])
      expect(text(withCopyright(block, notice, ROOM))).not.toContain('somebody');
  });

  it('is cut, between characters, where the block may not grow', () => {
    const block = tiff([{ tag: COPYRIGHT, ...ascii('(c) 1234') }, ARTIST]);
    const changed = withCopyright(block, '© 1234567', block.length);
    expect([changed.length, valueIn(changed, COPYRIGHT)]).toEqual([block.length, '© 12345\0']);
    expect(valueIn(changed, ARTIST.tag)).toBe('Ida Brandt\0');
  });

  const at = (block: Uint8Array, offset: number, ...values: number[]) => {
    const copy = block.slice();
    copy.set(values, offset);
    return copy;
  };
  const plain = tiff([{ tag: COPYRIGHT, ...ascii('(c) old') }, ARTIST]);
  it.each([
    ['no copyright in it', tiff([ARTIST])],
    ['no byte order', at(plain, 0, 1, 1)],
    ['another number', at(plain, 2, 43)],
    ['a directory that is not there', at(plain, 4, 0xff, 0xff)],
    ['more entries than it has', at(tiff([ARTIST]), 8, 0xff)],
    ['a copyright that is no text', at(plain, 12, 4)],
    ['a copyright of no length', at(plain, 14, 0, 0, 0, 0)],
    ['a copyright beyond its end', at(plain, 14, 0xff, 0xff)],
    ['a copyright that lies among the entries', at(plain, 18, 10, 0)],
    ['a copyright that lies in the header', at(plain, 18, 2, 0)],
    ['nothing', new Uint8Array()],
  ])('is not looked for further in a block with %s', (_what, block) => {
    expect(withCopyright(block, '© us', ROOM)).toBe(block);
  });
});
