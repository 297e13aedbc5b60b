/** Picture files with Content Credentials are detected; they are delivered unchanged. */
import { beforeAll, describe, expect, it } from 'vitest';
import { pngChunk, XMP_KEYWORD } from '../../../src/articles/media/pictures/png.ts';
import { ascii, joined } from '../../../src/stamp/pictures/utf8.ts';
import { writeRights } from '../../../src/stamp/pictures/write.ts';
import { expectLinear } from '../../support/growth.ts';
import { type Sample, samples, words } from './fixtures.ts';

let list: Sample[];
beforeAll(async () => {
  list = await samples();
});
const bytesOf = (name: string) => list.find((sample) => sample.name === name)?.bytes ?? new Uint8Array();

const big = (value: number) => Uint8Array.of(value >> 24, value >> 16, value >> 8, value);
const MANIFEST_STORE = '\x63\x32\x70\x61\0\x11\0\x10\x80\0\0\xaa\0\x38\x9b\x71';
const OTHER_CONTENT = '\x6a\x73\x6f\x6e\0\x11\0\x10\x80\0\0\xaa\0\x38\x9b\x71';
const description = (contentType: string) => joined([big(30), ascii(`jumd${contentType}\x03c2pa\0`)]);
const superbox = (contentType: string) => joined([big(38), ascii('jumb'), description(contentType)]);
/** ISO 19566-5: a length of 64 bits. */
const extendedSuperbox = joined([big(1), ascii('jumb'), big(0), big(46), description(MANIFEST_STORE)]);

const segment = (marker: number, payload: Uint8Array) =>
  joined([Uint8Array.of(0xff, marker, (payload.length + 2) >> 8, (payload.length + 2) & 0xff), payload]);
const jumbf = (box: Uint8Array, packet = 1) => segment(0xeb, joined([ascii('JP\0\x01'), big(packet), box]));
const described = (provenance: string) =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dcterms="http://purl.org/dc/terms/"${provenance}</rdf:RDF></x:xmpmeta>`;
const LINKED = described(' dcterms:provenance="https://manifests.example/1"/>');
const xmpSegment = (text: string) => segment(0xe1, ascii(`http://ns.adobe.com/xap/1.0/\0${text}`));

/** After SOI. */
const inJpeg = (parts: Uint8Array) => {
  const jpeg = bytesOf('baseline JPEG');
  return joined([jpeg.subarray(0, 2), parts, jpeg.subarray(2)]);
};
/** Between two scans of a progressive JPEG. */
const amongScans = (part: Uint8Array) => {
  const jpeg = Buffer.from(bytesOf('progressive JPEG'));
  const second = jpeg.indexOf(Uint8Array.of(0xff, 0xda), jpeg.indexOf(Uint8Array.of(0xff, 0xda)) + 2);
  const table = jpeg.lastIndexOf(Uint8Array.of(0xff, 0xc4), second);
  const at = table > jpeg.indexOf(Uint8Array.of(0xff, 0xda)) ? table : second;
  return joined([jpeg.subarray(0, at), part, jpeg.subarray(at)]);
};
/** After IHDR. */
const inPng = (chunk: Uint8Array) => {
  const png = bytesOf('PNG');
  return joined([png.subarray(0, 33), chunk, png.subarray(33)]);
};
const inWebp = (type: string, data: Uint8Array) => {
  const webp = bytesOf('WebP with Exif, profile and orientation');
  const size = Buffer.alloc(4);
  size.writeUInt32LE(data.length);
  const whole = joined([webp, ascii(type), size, data, new Uint8Array(data.length % 2)]);
  new DataView(whole.buffer).setUint32(4, whole.length - 8, true);
  return whole;
};

function outcome(type: Sample['type'], bytes: Uint8Array) {
  const written = writeRights(bytes, type, words);
  if (!written.ok) throw new Error(written.reason);
  const isUntouched = Buffer.compare(written.value.bytes, bytes) === 0;
  expect(isUntouched).toBe(written.value.hasContentCredentials);
  return isUntouched ? 'untouched' : 'written';
}

describe('a picture with Content Credentials', () => {
  it('stays to the byte as it came, wherever its manifest stands', () => {
    const credentials = superbox(MANIFEST_STORE);
    for (const [place, bytes] of [
      ['before the scans', inJpeg(jumbf(credentials))],
      ['with a long length', inJpeg(jumbf(extendedSuperbox))],
      ['behind other JUMBF', inJpeg(joined([jumbf(superbox(OTHER_CONTENT)), jumbf(credentials, 7)]))],
      ['among the scans', amongScans(jumbf(credentials))],
    ] as const)
      expect([place, outcome('image/jpeg', bytes)]).toEqual([place, 'untouched']);
    expect(outcome('image/png', inPng(pngChunk('caBX', credentials)))).toBe('untouched');
    expect(outcome('image/webp', inWebp('C2PA', credentials))).toBe('untouched');
  });

  it('stays as it came when XMP names a manifest that is kept elsewhere', () => {
    for (const linked of [
      LINKED,
      described('><dcterms:provenance>https://manifests.example/1</dcterms:provenance></rdf:Description>'),
      described('><dcterms:provenance rdf:resource="https://manifests.example/1"/></rdf:Description>'),
      described(' dcterms:provenance="http&#58;//manifests.example/1"/>'),
    ])
      expect([linked, outcome('image/jpeg', inJpeg(xmpSegment(linked)))]).toEqual([linked, 'untouched']);
    const text = pngChunk('iTXt', ascii(`${XMP_KEYWORD}\0\0\0\0${LINKED}`));
    expect(outcome('image/png', inPng(text))).toBe('untouched');
    expect(outcome('image/webp', inWebp('XMP ', ascii(LINKED)))).toBe('untouched');
  });
});

describe('a picture without Content Credentials', () => {
  it('has rights written into it, whatever else is like them', () => {
    for (const [what, bytes] of [
      ['other JUMBF', inJpeg(jumbf(superbox(OTHER_CONTENT)))],
      ['the content type elsewhere', inJpeg(segment(0xeb, ascii(`XX\0\x01\0\0\0\x01${MANIFEST_STORE}`)))],
      ['another segment', inJpeg(segment(0xea, jumbf(superbox(MANIFEST_STORE)).subarray(4)))],
      ['provenance in words', inJpeg(xmpSegment(described(' dcterms:provenance="Found at https://x"/>')))],
      [
        'a manifest of its own that is gone',
        inJpeg(xmpSegment(described(' dcterms:provenance="self#jumbf=c2pa"/>'))),
      ],
      ['broken XMP', inJpeg(xmpSegment('<x provenance="https://manifests.example/1"'))],
    ] as const)
      expect([what, outcome('image/jpeg', bytes)]).toEqual([what, 'written']);
  });

  it('is one whose manifest breaks off before it says what it is', () => {
    const whole = jumbf(superbox(MANIFEST_STORE)).subarray(4);
    // The manifest store's identifier is in the first 40 bytes.
    for (let length = 0; length < 40; length++)
      expect([length, outcome('image/jpeg', inJpeg(segment(0xeb, whole.subarray(0, length))))]).toEqual([
        length,
        'written',
      ]);
    expect(outcome('image/jpeg', inJpeg(segment(0xeb, whole.subarray(0, 40))))).toBe('untouched');
  });

  it('takes twice as long to read with twice as many parts that nearly are a manifest', () => {
    const near = jumbf(superbox(OTHER_CONTENT));
    expectLinear(
      (bytes: Uint8Array) => writeRights(bytes, 'image/jpeg', words),
      (count) => inJpeg(joined(Array.from({ length: count }, () => near))),
      4_000,
    );
  });
});
