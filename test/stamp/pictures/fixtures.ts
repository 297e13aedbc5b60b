/** Pictures as newsrooms send them, generated for the tests, and the words written into them. */
import { readFileSync } from 'node:fs';
import sharp, { type Sharp } from 'sharp';
import type { PictureType } from '../../../src/articles/media/pictures/check.ts';
import { pngChunk, readPng } from '../../../src/articles/media/pictures/png.ts';
import { joined } from '../../../src/stamp/pictures/utf8.ts';
import type { PictureWords } from '../../../src/stamp/pictures/words.ts';
import { writeRights } from '../../../src/stamp/pictures/write.ts';
import { unbounded } from '../../support/budget.ts';

export const words: PictureWords = {
  copyrightNotice: '© 2026 Łucja Brandt / Saltmarsh Wire <all> "rights" & \'more\'',
  copyrightOwner: 'Brandt & Töchter',
  creditLine: 'Łucja Brandt / Saltmarsh',
  licensor: 'Saltmarsh Wire',
  licenseUrl: 'https://gateway.example/licensing?for=pictures&in=full',
  usageTerms: 'JAPAN OUT. MANDATORY CREDIT. Use requires a license.',
  dataMining: 'DMI-PROHIBITED-SEECONSTRAINT',
  otherConstraints: 'Mining is reserved: https://gateway.example/licensing',
};

/** The same with every property that a newsroom can supply about the picture's content. */
export const describedWords: PictureWords = {
  ...words,
  description: {
    caption: 'The pier of Łeba on Friday.\nFerries <sail> again & the storm is over.',
    headline: 'Ferries sail again',
    creator: 'Łucja Brandt',
    place: { city: 'Łeba', state: 'Pomerania', country: 'Poland' },
    created: { day: '2026-11-20', time: '06:12:05', zone: '+01:00' },
    jobId: 'SMW-20261120-17',
    digitalSourceType: 'http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture',
  },
};

export interface Sample {
  name: string;
  type: PictureType;
  bytes: Uint8Array;
}

/** A picture that compresses badly: color gradients with an edge. */
function raw(channels: 3 | 4, width = 61, height = 43) {
  const data = Buffer.alloc(width * height * channels);
  for (let place = 0; place < data.length; place++) data[place] = (place * 31 + (place >> 5) * 7) & 0xff;
  return sharp(data, { raw: { width, height, channels } });
}

const exif = { IFD0: { Copyright: '(c) somebody else', Artist: 'Ida Brandt' } };
const described = (title: string, credit: string) =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:Credit="${credit}" photoshop:City="Velmar"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">${title}</rdf:li></rdf:Alt></dc:title><dc:rights><rdf:Alt><rdf:li xml:lang="x-default">old rights</rdf:li></rdf:Alt></dc:rights></rdf:Description></rdf:RDF></x:xmpmeta>`;
export const oldXmp = described('The pier', 'old credit');

export async function samples(): Promise<Sample[]> {
  const dressed = (picture: Sharp) =>
    picture.withExif(exif).withIccProfile('p3').withMetadata({ orientation: 6, density: 240 });
  const png = await raw(4).png().toBuffer();
  const frames = await Promise.all(
    [1, 2, 3].map((n) =>
      raw(4)
        .modulate({ hue: n * 60 })
        .png()
        .toBuffer(),
    ),
  );
  const pictures: [string, PictureType, Promise<Buffer>][] = [
    ['baseline JPEG', 'image/jpeg', raw(3).jpeg().toBuffer()],
    ['progressive JPEG', 'image/jpeg', raw(3).jpeg({ progressive: true }).toBuffer()],
    ['JPEG with Exif, profile and orientation', 'image/jpeg', dressed(raw(3)).jpeg().toBuffer()],
    ['JPEG with XMP', 'image/jpeg', raw(3).withXmp(oldXmp).jpeg().toBuffer()],
    ['PNG', 'image/png', Promise.resolve(png)],
    [
      'interlaced PNG with a palette',
      'image/png',
      raw(3).png({ palette: true, progressive: true }).toBuffer(),
    ],
    ['PNG with Exif, profile and orientation', 'image/png', dressed(raw(4)).png().toBuffer()],
    ['PNG with XMP', 'image/png', raw(3).withXmp(oldXmp).png().toBuffer()],
    ['lossy WebP', 'image/webp', raw(3).webp().toBuffer()],
    ['lossless WebP', 'image/webp', raw(3).webp({ lossless: true }).toBuffer()],
    ['lossless WebP with transparency', 'image/webp', raw(4).webp({ lossless: true }).toBuffer()],
    ['lossy WebP with transparency', 'image/webp', raw(4).webp().toBuffer()],
    ['WebP with Exif, profile and orientation', 'image/webp', dressed(raw(3)).webp().toBuffer()],
    ['WebP with XMP', 'image/webp', raw(3).withXmp(oldXmp).webp().toBuffer()],
    [
      'animated WebP',
      'image/webp',
      sharp(frames, { join: { animated: true } })
        .webp()
        .toBuffer(),
    ],
  ];
  const list = await Promise.all(
    pictures.map(async ([name, type, bytes]) => ({ name, type, bytes: new Uint8Array(await bytes) })),
  );
  return [
    ...list,
    { name: 'animated PNG', type: 'image/png', bytes: animated(new Uint8Array(png)) },
    ...ofNewsroom(),
  ];
}

/** Adds a second frame equal to the first one: PNG third edition §11.3.7. */
function animated(png: Uint8Array): Uint8Array {
  const read = readPng(png, unbounded());
  if (!read.ok) throw new Error(read.reason);
  const { chunks } = read.value;
  const [header] = chunks;
  const size = header?.data.subarray(0, 8) ?? new Uint8Array(8);
  const control = (sequence: number) =>
    pngChunk(
      'fcTL',
      joined([Uint8Array.of(0, 0, 0, sequence), size, new Uint8Array(8), Uint8Array.of(0, 1, 0, 10, 0, 0)]),
    );
  const data = chunks.filter(({ type }) => type === 'IDAT');
  const before = chunks.filter(({ type }) => type !== 'IDAT' && type !== 'IEND');
  return joined([
    png.subarray(0, 8),
    ...before.map(({ encoded }) => encoded),
    pngChunk('acTL', Uint8Array.of(0, 0, 0, 2, 0, 0, 0, 0)),
    control(0),
    ...data.map(({ encoded }) => encoded),
    control(1),
    ...data.map((chunk, place) => pngChunk('fdAT', joined([Uint8Array.of(0, 0, 0, 2 + place), chunk.data]))),
    pngChunk('IEND', new Uint8Array()),
  ]);
}

function ofNewsroom(): Sample[] {
  const names = ['battery-hall.jpg', 'osaka-keirin.jpg', 'flood-levels-chart.png', 'logo-kehrwald.png'];
  return names.map((name) => ({
    name: `the sample's ${name}`,
    type: name.endsWith('jpg') ? 'image/jpeg' : 'image/png',
    bytes: new Uint8Array(readFileSync(`sample/media/${name}`)),
  }));
}

export function stamped(
  { bytes, type }: Pick<Sample, 'bytes' | 'type'>,
  pictureWords: PictureWords = words,
): Uint8Array {
  const result = writeRights(bytes, type, pictureWords);
  if (!result.ok) throw new Error(result.reason);
  return result.value.bytes;
}
