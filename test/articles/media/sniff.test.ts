import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDataUri } from '../../../src/articles/media/data-uri.ts';
import { MEDIA_TYPES, sniff } from '../../../src/articles/media/sniff.ts';

const bytes = (...parts: (string | number[])[]) =>
  new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part as string, 'latin1'))));
const PNG = bytes(
  [0x89],
  'PNG\r\n',
  [0x1a, 0x0a, 0, 0, 0, 13],
  'IHDR',
  [0, 0, 2, 128, 0, 0, 1, 224, 8, 2, 0, 0, 0],
);
const JPEG = bytes([
  0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc4, 0, 3, 0, 0xff, 0xc2, 0, 17, 8, 1, 224, 2, 128, 3, 1, 0x11,
  0,
]);
const WEBP_LOSSY = bytes(
  'RIFF',
  [0, 0, 0, 0],
  'WEBPVP8 ',
  [0, 0, 0, 0, 0, 0, 0, 0x9d, 0x01, 0x2a, 128, 2, 224, 1],
);
const WEBP_EXTENDED = bytes(
  'RIFF',
  [0, 0, 0, 0],
  'WEBPVP8X',
  [10, 0, 0, 0, 0, 0, 0, 0, 127, 2, 0, 223, 1, 0],
);

describe('bytes', () => {
  it('are what they begin with, with their size in pixels', () => {
    for (const [type, one] of [
      ['image/png', PNG],
      ['image/jpeg', JPEG],
      ['image/webp', WEBP_LOSSY],
      ['image/webp', WEBP_EXTENDED],
    ] as const)
      expect(sniff(one, `${type}; q=1`, 'photograph')).toEqual({
        ok: true,
        value: { contentType: type, width: 640, height: 480 },
      });
    expect(sniff(JPEG, 'image/jpg', 'logo')).toMatchObject({
      ok: true,
      value: { contentType: 'image/jpeg' },
    });
    expect(sniff(bytes('ID3', [4, 0]), 'audio/mp3', 'audio')).toEqual({
      ok: true,
      value: { contentType: 'audio/mpeg' },
    });
    expect(sniff(bytes([0, 0, 0, 24], 'ftypisom'), 'video/mp4', 'video')).toMatchObject({ ok: true });
  });

  it('are refused when they are another type than they are said to be', () => {
    expect(sniff(PNG, 'image/jpeg', 'photograph')).toEqual({ ok: false, reason: 'mismatch' });
    expect(sniff(bytes('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'image/png', 'graphic')).toEqual({
      ok: false,
      reason: 'mismatch',
    });
    expect(sniff(new Uint8Array(), 'image/png', 'photograph')).toEqual({ ok: false, reason: 'mismatch' });
  });

  it('are refused when nobody takes them, or this component does not', () => {
    for (const type of ['image/svg+xml', 'text/html', 'image/gif', 'constructor', ''])
      expect([type, sniff(PNG, type, 'photograph')]).toEqual([type, { ok: false, reason: 'unknown_type' }]);
    expect(sniff(PNG, 'image/png', 'audio')).toEqual({ ok: false, reason: 'wrong_kind' });
    expect(sniff(PNG, 'image/png', 'dispatch')).toEqual({ ok: false, reason: 'wrong_kind' });
  });

  it('never throw, however they lie', () => {
    const head = fc.constantFrom(PNG, JPEG, WEBP_LOSSY, WEBP_EXTENDED, bytes('RIFF'), bytes([0xff]));
    fc.assert(
      fc.property(
        head,
        fc.nat(40),
        fc.uint8Array({ maxLength: 60 }),
        fc.constantFrom(...MEDIA_TYPES),
        (start, cut, tail, type) => {
          const lie = new Uint8Array([...start.subarray(0, cut), ...tail]);
          expect(typeof sniff(lie, type, 'photograph').ok).toBe('boolean');
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('a data: uri', () => {
  it('gives its type and bytes', () => {
    expect(readDataUri('data:image/png;charset=x;base64,AAEC')).toEqual({
      contentType: 'image/png',
      bytes: new Uint8Array([0, 1, 2]),
    });
  });
  it('is nothing when it is no base64, empty or without a type', () => {
    for (const uri of [
      'data:image/png,AA',
      'data:;base64,AAAA',
      'data:image/png;base64,',
      'data:image/png;base64,A A',
      'data:image/png;base64',
      'x',
    ])
      expect([uri, readDataUri(uri)]).toEqual([uri, null]);
  });
});
