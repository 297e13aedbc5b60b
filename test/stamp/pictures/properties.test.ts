/** Generated and damaged files are either written into or refused. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  APP1,
  APP13,
  isApp,
  type JpegSegment,
  readJpeg,
  XMP_EXTENSION_HEADER,
  XMP_HEADER,
} from '../../../src/articles/media/pictures/jpeg.ts';
import { PICTURE_FAULTS } from '../../../src/articles/media/pictures/parts.ts';
import { PNG_SIGNATURE, pngChunk, readPng } from '../../../src/articles/media/pictures/png.ts';
import { readWebp, type WebpChunk } from '../../../src/articles/media/pictures/webp.ts';
import { PHOTOSHOP_HEADER } from '../../../src/stamp/pictures/photoshop.ts';
import { ascii, joined } from '../../../src/stamp/pictures/utf8.ts';
import { writeRights } from '../../../src/stamp/pictures/write.ts';
import { unbounded } from '../../support/budget.ts';
import { naiveCrc } from '../../support/naive-crc.ts';
import { runs } from '../../support/runs.ts';
import { oldXmp, type Sample, samples, stamped, words } from './fixtures.ts';

let list: Sample[];
beforeAll(async () => {
  list = await samples();
});

const RUNS = runs(200);
const bytes = (maxLength: number) => fc.uint8Array({ maxLength });
const hex = (part: Uint8Array) => Buffer.from(part).toString('hex');

/** Payloads that we interpret, intact and damaged, and arbitrary ones. */
const payload = fc.oneof(
  bytes(40),
  fc
    .constantFrom(
      `http://ns.adobe.com/xap/1.0/\0${oldXmp}`,
      'http://ns.adobe.com/xap/1.0/\0<broken',
      'http://ns.adobe.com/xmp/extension/\0short',
      `http://ns.adobe.com/xmp/extension/\0${'A'.repeat(32)}\0\0\0\u0004\0\0\0\0abcd`,
      `${PHOTOSHOP_HEADER}8BIM\u0004\u0004\0\0\0\0\0\u0008\u001c\u0002\u0074\0\u0003old`,
      `${PHOTOSHOP_HEADER}8BIM`,
      'Exif\0\0II*\0\u0008\0\0\0\u0001\0\u0098\u0082\u0002\0\u0004\0\0\0old\0\0\0\0\0',
      'Exif\0\0MM\0*\0\0\0\u0008\0\u0001\u0082\u0098\0\u0002\0\0\u00ff\u00ff\0\0\0\u0008\0\0\0\0',
      'Exif\0',
      'XML:com.adobe.xmp\0\0\0\0\0<broken',
      `XML:com.adobe.xmp\0\0\0\0\0${oldXmp}`,
      'XML:com.adobe.xmp\0\u0001\0\0\0no zlib',
      'Copyright\0old',
    )
    .map(ascii),
);

describe('a generated JPEG', () => {
  const segment = fc.record({
    marker: fc.constantFrom(0xc0, 0xc2, 0xc4, 0xdb, 0xdd, 0xe0, APP1, 0xe2, APP13, 0xee, 0xfe),
    payload,
  });
  const scan = bytes(60).map((data) => data.filter((byte) => byte !== 0xff));
  const file = fc
    .tuple(fc.array(segment, { maxLength: 8 }), scan, bytes(10))
    .map(([segments, data, after]) => {
      const all: JpegSegment[] = [...segments, { marker: 0xc0, payload: new Uint8Array(6) }];
      const parts = all.map((segment) =>
        joined([
          Uint8Array.of(
            0xff,
            segment.marker,
            (segment.payload.length + 2) >> 8,
            (segment.payload.length + 2) & 0xff,
          ),
          segment.payload,
        ]),
      );
      const scans = joined([
        Uint8Array.of(0xff, 0xda, 0, 3, 1),
        data,
        Uint8Array.of(0xff, 0, 0xff, 0xd0, 7, 0xff, 0xd9),
        after,
      ]);
      return { all, scans, whole: joined([Uint8Array.of(0xff, 0xd8), ...parts, scans]) };
    });

  it('keeps its scans and every segment that says nothing of rights, in order', () => {
    fc.assert(
      fc.property(file, ({ all, scans, whole }) => {
        const read = readJpeg(stamped({ bytes: whole, type: 'image/jpeg' }));
        if (!read.ok) throw new Error(read.reason);
        const ours = /^(?:http:\/\/ns\.adobe|Photoshop 3\.0)/;
        const plain = (segments: JpegSegment[]) =>
          segments
            .filter(({ payload: bytes }) => !ours.test(Buffer.from(bytes).toString('latin1')))
            .map(({ marker, payload: bytes }) =>
              Buffer.from(bytes).toString('latin1').startsWith('Exif\0\0')
                ? 'exif'
                : `${marker} ${hex(bytes)}`,
            );
        expect(plain(read.value.segments)).toEqual(plain(all));
        expect(hex(read.value.scans)).toBe(hex(scans));
      }),
      RUNS,
    );
  });
});

describe('a generated PNG', () => {
  const chunk = fc.record({
    type: fc.constantFrom('tEXt', 'iTXt', 'zTXt', 'eXIf', 'iCCP', 'acTL', 'fcTL', 'IDAT', 'fdAT', 'quXx'),
    data: payload,
  });
  it('keeps every chunk that says nothing of rights, in order, and all checksums are right', () => {
    fc.assert(
      fc.property(fc.array(chunk, { maxLength: 8 }), bytes(10), (chunks, after) => {
        const all = [
          { type: 'IHDR', data: new Uint8Array(13) },
          ...chunks,
          { type: 'IDAT', data: new Uint8Array(3) },
          { type: 'IEND', data: new Uint8Array() },
        ];
        const whole = joined([PNG_SIGNATURE, ...all.map(({ type, data }) => pngChunk(type, data)), after]);
        const read = readPng(stamped({ bytes: whole, type: 'image/png' }), unbounded());
        if (!read.ok) throw new Error(read.reason);
        const rights = /^(?:XML:com|Copyright)/;
        const plain = (some: { type: string; data: Uint8Array }[]) =>
          some
            .filter(
              ({ type, data }) => !type.endsWith('Xt') || !rights.test(Buffer.from(data).toString('latin1')),
            )
            .map(({ type, data }) => (type === 'eXIf' ? type : `${type} ${hex(data)}`));
        expect(plain(read.value.chunks)).toEqual(plain(all));
        expect(hex(read.value.after)).toBe(hex(after));
        for (const { encoded: bytes } of read.value.chunks)
          expect(Buffer.from(bytes).readUInt32BE(bytes.length - 4)).toBe(naiveCrc(bytes.subarray(4, -4)));
      }),
      RUNS,
    );
  });
});

describe('a generated WebP', () => {
  const chunk = fc.record({
    type: fc.constantFrom('ICCP', 'ANIM', 'ANMF', 'ALPH', 'EXIF', 'XMP ', 'quXx'),
    data: payload,
  });
  const lossless = { type: 'VP8L', data: Uint8Array.of(0x2f, 0x3c, 0x80, 0x0a, 0x10, 1, 2) };
  const riff = (parts: WebpChunk[], after: Uint8Array) => {
    const body = parts.map(({ type, data }) => {
      const size = Buffer.alloc(4);
      size.writeUInt32LE(data.length);
      return joined([ascii(type), size, data, new Uint8Array(data.length % 2)]);
    });
    const size = Buffer.alloc(4);
    size.writeUInt32LE(4 + body.reduce((sum, { length }) => sum + length, 0));
    return joined([ascii('RIFF'), size, ascii('WEBP'), ...body, after]);
  };
  it('keeps every chunk that says nothing of rights, in order, behind a header that tells of XMP', () => {
    fc.assert(
      fc.property(
        fc.array(chunk, { maxLength: 6 }),
        fc.boolean(),
        fc.integer({ min: 0, max: 255 }),
        bytes(8),
        (chunks, extended, flags, after) => {
          const header = { type: 'VP8X', data: Uint8Array.of(flags, 0, 0, 0, 60, 0, 0, 42, 0, 0) };
          const all = extended ? [header, lossless, ...chunks] : [lossless, ...chunks];
          const read = readWebp(stamped({ bytes: riff(all, after), type: 'image/webp' }));
          if (!read.ok) throw new Error(read.reason);
          const [first, ...others] = read.value.chunks;
          const plain = (some: WebpChunk[]) =>
            some
              .filter(({ type }) => type !== 'XMP ' && type !== 'VP8X')
              .map(({ type, data }) => (type === 'EXIF' ? type : `${type} ${hex(data)}`));
          expect(plain(others)).toEqual(plain(all));
          // 61 × 43, with transparency, according to the bits of the bitstream.
          expect(first && hex(first.data)).toBe(
            hex(Uint8Array.of(extended ? flags | 4 : 0x14, 0, 0, 0, 60, 0, 0, 42, 0, 0)),
          );
          expect(others.at(-1)?.type).toBe('XMP ');
          expect(hex(read.value.after)).toBe(hex(after));
        },
      ),
      RUNS,
    );
  });
});

describe('a broken picture', () => {
  it('is written into or refused for one of the reasons, and what comes out can be read', () => {
    const change = fc.record({ at: fc.nat(), byte: fc.integer({ min: 0, max: 255 }) });
    const broken = fc.record({
      sample: fc.nat(),
      changes: fc.array(change, { maxLength: 4 }),
      from: fc.nat(),
      cut: fc.oneof(fc.constant(0), fc.nat({ max: 200 })),
      near: fc.boolean(),
    });
    const reasons = new Set<string>();
    fc.assert(
      fc.property(broken, ({ sample, changes, from, cut, near }) => {
        const { type, bytes: whole } = list[sample % list.length] as Sample;
        const copy = whole.slice();
        // The structure is near the beginning.
        const reach = near ? Math.min(300, copy.length) : copy.length;
        for (const { at, byte } of changes) copy[at % reach] = byte;
        const start = from % reach;
        const result = writeRights(
          joined([copy.subarray(0, start), copy.subarray(start + cut)]),
          type,
          words,
        );
        if (result.ok) expect(writeRights(result.value.bytes, type, words)).toEqual(result);
        else reasons.add(result.reason);
      }),
      runs(1_500),
    );
    expect([...PICTURE_FAULTS]).toEqual(expect.arrayContaining([...reasons]));
    expect([...reasons]).toEqual(expect.arrayContaining(['truncated', 'damaged']));
  });

  it('is refused wherever it is cut off', () => {
    for (const { name, type, bytes: whole } of list)
      for (let length = 0; length < whole.length; length += Math.max(1, Math.floor(whole.length / 97)))
        expect([name, length, writeRights(whole.subarray(0, length), type, words).ok]).toEqual([
          name,
          length,
          false,
        ]);
  });
});

describe('an extension of XMP', () => {
  const long = (text: string) =>
    `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""><e:Long xmlns:e="urn:e">${text}</e:Long></rdf:Description></rdf:RDF></x:xmpmeta>`;
  const text = `begin-${'x'.repeat(150_000)}-end`;
  const guid = createHash('md5').update(long(text)).digest('hex').toUpperCase();
  const bytes = Buffer.from(long(text));
  const part = (from: number, to: number, of = guid, whole = bytes.length) => {
    const numbers = Buffer.alloc(8);
    numbers.writeUInt32BE(whole);
    numbers.writeUInt32BE(from, 4);
    return joined([ascii(XMP_EXTENSION_HEADER), ascii(of), numbers, bytes.subarray(from, to)]);
  };
  const [one, two, three] = [part(0, 60_000), part(60_000, 120_000), part(120_000, bytes.length)];
  const main = ascii(
    `${XMP_HEADER}<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:n="http://ns.adobe.com/xmp/note/" n:HasExtendedXMP="${guid}"/></rdf:RDF>`,
  );
  const foreignParts = (parts: Uint8Array[]) => {
    const payloads = [main, ...parts].map((payload) =>
      joined([Uint8Array.of(0xff, APP1, (payload.length + 2) >> 8, (payload.length + 2) & 0xff), payload]),
    );
    const frame = Uint8Array.of(0xff, 0xc0, 0, 8, 8, 0, 1, 0, 1, 0, 0xff, 0xda, 0, 3, 1, 7, 0xff, 0xd9);
    const file = stamped({
      bytes: joined([Uint8Array.of(0xff, 0xd8), ...payloads, frame]),
      type: 'image/jpeg',
    });
    const read = readJpeg(file);
    if (!read.ok) throw new Error(read.reason);
    const found = read.value.segments
      .filter((segment) => isApp(segment, APP1, XMP_EXTENSION_HEADER))
      .map(({ payload }) => Buffer.from(payload.subarray(XMP_EXTENSION_HEADER.length + 40)));
    return Buffer.concat(found).toString();
  };

  it('is kept whole, whatever the order of its parts, with those of others beside it', () => {
    const foreign = part(0, 60_000, 'F'.repeat(32));
    for (const parts of [
      [one, two, three],
      [three, one, two],
      [foreign, two, three, one],
    ])
      expect(foreignParts(parts)).toContain(`>${text}</e:Long>`);
  });

  it('is not kept in pieces: when a part is missing, is there twice, or is of another length than it says', () => {
    const lying = [
      part(0, 60_000, guid, 99),
      part(60_000, 120_000, guid, 99),
      part(120_000, bytes.length, guid, 99),
    ];
    for (const parts of [
      [one, three],
      [one, two],
      [two, three],
      [one, one, two, three],
      [one, one, three],
      lying,
      [main.subarray(0, 40)],
    ])
      expect(foreignParts(parts)).toBe('');
  });
});
