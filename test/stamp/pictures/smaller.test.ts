/** Smaller pictures keep the words of the original, without those that are true only of its file. */
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { pngChunk } from '../../../src/articles/media/pictures/png.ts';
import { ascii, joined } from '../../../src/stamp/pictures/utf8.ts';
import { writeRights } from '../../../src/stamp/pictures/write.ts';
import { exiftoolAbsent, metadataOf } from '../../support/exiftool.ts';
import { describedWords, type Sample, samples, words } from './fixtures.ts';

/** For a picture 61 pixels wide. */
const WIDTH = 20;

const OF_THE_FILE = [
  'xmlns:tiff="http://ns.adobe.com/tiff/1.0/" xmlns:exif="http://ns.adobe.com/exif/1.0/"',
  'xmlns:dcterms="http://purl.org/dc/terms/"',
  'tiff:Orientation="6" tiff:ImageWidth="61" exif:PixelXDimension="61"',
  'dcterms:provenance="https://manifests.example/1"',
].join(' ');
const XMP = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:Category="N" ${OF_THE_FILE}/></rdf:RDF></x:xmpmeta>`;

let list: Sample[];
beforeAll(async () => {
  list = await samples();
});

/** The output of an encoder that keeps metadata, or of one that drops it. */
async function encoded({ bytes, type }: Sample, keepsMetadata: boolean): Promise<Uint8Array> {
  const format = type.slice('image/'.length) as 'jpeg' | 'png' | 'webp';
  const small = sharp(bytes, { autoOrient: true }).resize(WIDTH).toFormat(format);
  return new Uint8Array(await (keepsMetadata ? small.keepMetadata() : small).toBuffer());
}

async function smaller(
  sample: Sample,
  keepsMetadata = false,
  pictureWords = describedWords,
): Promise<Uint8Array> {
  const written = writeRights(await encoded(sample, keepsMetadata), sample.type, pictureWords, sample.bytes);
  if (!written.ok) throw new Error(written.reason);
  expect(written.value.hasContentCredentials).toBe(false);
  return written.value.bytes;
}

describe('a smaller picture', () => {
  it('shows the pixels of the encoder, and is upright', async () => {
    for (const sample of list)
      for (const keepsMetadata of [true, false]) {
        const bytes = await smaller(sample, keepsMetadata);
        const pixels = async (of: Uint8Array) => sharp(of).raw().toBuffer();
        const coded = await encoded(sample, keepsMetadata);
        expect((await pixels(bytes)).equals(await pixels(coded)), sample.name).toBe(true);
        const { orientation, exif } = await sharp(bytes).metadata();
        expect([sample.name, orientation, exif]).toEqual([sample.name, undefined, undefined]);
      }
  });

  it.skipIf(exiftoolAbsent)('says what the original says, and what we say, to exiftool', async () => {
    const pictures = await Promise.all(list.map((sample) => smaller(sample)));
    const found = metadataOf(pictures);
    for (const [place, metadata] of found.entries()) {
      const { name, type } = list[place] ?? { name: '', type: '' };
      expect([name, metadata]).toMatchObject([
        name,
        {
          'XMP-dc:Rights': words.copyrightNotice,
          'XMP-dc:Description': describedWords.description?.caption,
          ...(type === 'image/jpeg' && { 'IPTC:CopyrightNotice': expect.stringContaining('© 2026') }),
          ...(name.endsWith('with XMP') && { 'XMP-dc:Title': 'The pier' }),
        },
      ]);
      expect([name, metadata['ExifTool:Warning']]).toEqual([name, undefined]);
    }
  });

  it('leaves behind what is true of the original’s file alone', async () => {
    const base = list.find(({ name }) => name === 'baseline JPEG');
    if (!base) throw new Error('no such sample');
    const bytes = new Uint8Array(await sharp(base.bytes).withXmp(XMP).jpeg().toBuffer());
    for (const keepsMetadata of [true, false]) {
      const text = Buffer.from(await smaller({ ...base, bytes }, keepsMetadata)).toString('latin1');
      expect(text).toContain('photoshop:Category="N"');
      for (const name of ['tiff:Orientation="6"', 'ImageWidth="61"', 'PixelXDimension="61"', 'provenance="'])
        expect([name, text.includes(name)]).toEqual([name, false]);
    }
  });

  it('leaves behind what may hold the whole picture: extensions of XMP, and all resources of Photoshop but IIM', async () => {
    const base = list.find(({ name }) => name === 'baseline JPEG');
    if (!base) throw new Error('no such sample');
    const segment = (marker: number, text: string) =>
      joined([Uint8Array.of(0xff, marker, (text.length + 2) >> 8, (text.length + 2) & 0xff), ascii(text)]);
    const resource = (id: string, data: string) =>
      `8BIM${id}\0\0\0\0\0${String.fromCharCode(data.length)}${data}`;
    const keyword = '\x1c\x02\x19\0\x06harbor';
    const parts = joined([
      segment(0xe1, `http://ns.adobe.com/xmp/extension/\0${'A'.repeat(32)}\0\0\0\x0a\0\0\0\0whole-file`),
      segment(
        0xed,
        `Photoshop 3.0\0${resource('\x04\x0c', 'whole-file')}${resource('\x04\x04', `${keyword}\0`)}`,
      ),
    ]);
    const bytes = joined([base.bytes.subarray(0, 2), parts, base.bytes.subarray(2)]);
    const text = Buffer.from(await smaller({ ...base, bytes })).toString('latin1');
    expect(text).not.toContain('whole-file');
    expect(text).toContain('harbor');
  });

  it('has only our words as a thumbnail', async () => {
    const described = list.find(({ name }) => name === 'JPEG with XMP');
    if (!described) throw new Error('no such sample');
    const written = writeRights(await encoded(described, true), described.type, words, null);
    const text = written.ok ? Buffer.from(written.value.bytes).toString('latin1') : '';
    expect(text).toContain('plus:Licensor');
    expect(text).not.toContain('The pier</rdf:li>');
  });

  it('carries no Content Credentials, neither the original’s nor an encoder’s', async () => {
    const png = list.find(({ name }) => name === 'PNG');
    if (!png) throw new Error('no such sample');
    const withChunk = (bytes: Uint8Array) =>
      joined([bytes.subarray(0, 33), pngChunk('caBX', ascii('a manifest')), bytes.subarray(33)]);
    const original = withChunk(png.bytes);
    expect(writeRights(original, 'image/png', words)).toMatchObject({
      value: { hasContentCredentials: true },
    });
    const written = writeRights(withChunk(await encoded(png, false)), 'image/png', words, original);
    expect(written).toMatchObject({ value: { hasContentCredentials: false } });
    expect(written.ok && Buffer.from(written.value.bytes).includes('caBX')).toBe(false);
  });

  it('is none where the original is no picture', () => {
    const [sample] = list;
    if (!sample) throw new Error('no samples');
    expect(writeRights(sample.bytes, sample.type, words, ascii('text'))).toEqual({
      ok: false,
      reason: 'damaged',
    });
  });
});
