/** Rights written into pictures: nothing that is seen changes, and another's reader finds what we say. */
import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { WRITER } from '../../../src/stamp/pictures/write.ts';
import { editedBy, exiftoolAbsent, type Metadata, metadataOf } from '../../support/exiftool.ts';
import { type Sample, samples, stamped, words } from './fixtures.ts';

let list: Sample[];
const named = (name: string) => {
  const sample = list.find((one) => one.name === name);
  if (!sample) throw new Error(`no sample ${name}`);
  return sample;
};

beforeAll(async () => {
  list = await samples();
});

/** All that a decoder makes of it: pixels of every frame, size, profile, orientation, density. */
async function seen(bytes: Uint8Array) {
  const picture = sharp(bytes, { pages: -1 });
  const {
    exif: _exif,
    xmp: _xmp,
    xmpAsString: _text,
    iptc: _iptc,
    size: _size,
    ...header
  } = await picture.metadata();
  return { header, pixels: await picture.raw().toBuffer() };
}

describe('a picture with rights in it', () => {
  it('shows the same pixels, in the same size, profile and orientation', async () => {
    expect(list.length).toBeGreaterThan(18);
    for (const sample of list) {
      const [before, after] = [await seen(sample.bytes), await seen(stamped(sample))];
      expect([sample.name, after.header]).toEqual([sample.name, before.header]);
      expect(after.pixels.equals(before.pixels), sample.name).toBe(true);
    }
  });

  it('is the same to the byte each time, and written into again it does not change', () => {
    for (const sample of list) {
      const once = stamped(sample);
      expect(Buffer.compare(once, stamped(sample)), sample.name).toBe(0);
      expect(Buffer.compare(once, stamped({ ...sample, bytes: once })), sample.name).toBe(0);
      const other = stamped(sample, { ...words, copyrightNotice: '© another' });
      expect(Buffer.compare(once, other), sample.name).not.toBe(0);
    }
  });
});

describe('the writer', () => {
  /** Receipts bind these bytes. Whoever changes one of them raises WRITER, so that what was delivered stays what it is. */
  const HELD = {
    writer: 2,
    digests: {
      "the sample's battery-hall.jpg": 'JFg_wQgaiTuuTHtcFJx-WjuxsaSJ6grzIZkeqmq774g',
      "the sample's flood-levels-chart.png": '5U2nBU20-kdpFdOPSoZ1pnJBs2dkFjYBQtDdjrMDUL4',
      "the sample's logo-kehrwald.png": 'IlkXro93J5dxtuImxNw90h_x_tfLajw4o09-Dt5MxB0',
      "the sample's osaka-keirin.jpg": 'gXQ4RcBdxOhNrSktvie1Fi4cNkAy0t4GxAeW2WKWRWY',
    },
  };

  it('makes of the sample what its number stands for', () => {
    const own = list.filter(({ name }) => name.startsWith('the sample'));
    const digests = own.map((sample): [string, string] => [
      sample.name,
      createHash('sha256').update(stamped(sample)).digest('base64url'),
    ]);
    expect({ writer: WRITER, digests: Object.fromEntries(digests) }).toEqual(HELD);
  });
});

describe.skipIf(exiftoolAbsent)('exiftool', () => {
  it('finds every word where IPTC and PLUS have it, and no fault in the file', () => {
    const read = metadataOf(list.map((sample) => stamped(sample)));
    const were = metadataOf(list.map(({ bytes }) => bytes));
    for (const [place, sample] of list.entries()) {
      const found = read[place] ?? {};
      expect([sample.name, rightsIn(found)]).toEqual([sample.name, RIGHTS]);
      expect([undefined, were[place]?.['ExifTool:Warning']]).toContain(found['ExifTool:Warning']);
      expect(found['ExifTool:Error'], sample.name).toBeUndefined();
    }
  });

  it('finds in a JPEG the notice and the credit in IIM, too', () => {
    const [found = {}] = metadataOf([stamped(named('baseline JPEG'))]);
    expect(found['IPTC:CopyrightNotice']).toBe(words.copyrightNotice);
    expect(found['IPTC:Credit']).toBe(words.creditLine);
  });

  it('finds no part of a credit or notice in IIM that has no room for it, as if that were all', () => {
    const long = 'a name that goes on '.repeat(10).trim();
    const [found = {}] = metadataOf([
      stamped(named('baseline JPEG'), { ...words, creditLine: long, copyrightNotice: `© ${long}` }),
    ]);
    expect(found['XMP-photoshop:Credit']).toBe(long);
    expect(found['IPTC:Credit']).toBeUndefined();
    expect(found['IPTC:CopyrightNotice']).toMatch(/^© a name that .*\.\.\.$/);
  });

  it('finds what the newsroom wrote besides, and ours in place of its rights', () => {
    const read = metadataOf(
      list.filter(({ name }) => name.endsWith('with XMP')).map((sample) => stamped(sample)),
    );
    expect(read.length).toBe(3);
    for (const found of read) {
      expect(found['XMP-dc:Title']).toBe('The pier');
      expect(found['XMP-photoshop:City']).toBe('Velmar');
    }
    const exif = metadataOf(
      list.filter(({ name }) => name.includes('Exif')).map((sample) => stamped(sample)),
    );
    expect(exif.length).toBe(3);
    for (const found of exif) {
      expect(found['IFD0:Artist']).toBe('Ida Brandt');
      expect(found['IFD0:Copyright']).toBe(words.copyrightNotice);
    }
  });

  it('finds all that it wrote itself still there, in every place that it knows', () => {
    const options = [
      '-IFD0:ImageDescription=A pier',
      '-IFD0:Copyright=x',
      '-ExifIFD:DateTimeOriginal=2026:11:20 06:00:00',
      '-GPS:GPSLatitude=48.2',
      '-GPS:GPSLatitudeRef=N',
      '-XMP-dc:Description=A pier',
      '-XMP-dc:Creator=Ida',
      '-XMP-dc:Creator=Brandt',
      '-XMP-iptcCore:CreatorCountry=Elsewhere',
      '-XMP-iptcExt:PersonInImage=Somebody',
      '-XMP-plus:ImageSupplier=[{ImageSupplierName=Another}]',
      '-XMP-plus:CopyrightOwner=[{CopyrightOwnerName=Old},{CopyrightOwnerName=Older}]',
      '-XMP-plus:Licensor=[{LicensorName=Old}]',
      '-XMP-plus:DataMining=Allowed',
      '-XMP-xmpRights:Marked=false',
      '-XMP-xmpRights:Owner=Old',
      '-XMP-tiff:Copyright=Old',
    ];
    const jpeg = [
      '-IPTC:Keywords=harbor',
      '-IPTC:City=Velmar',
      '-IPTC:CopyrightNotice=old',
      '-IPTC:Credit=old',
      '-Photoshop:CopyrightFlag=false',
      '-Photoshop:URL=https://old.example',
      '-Photoshop:IPTCDigest=new',
      '-JFIF:XResolution=200',
      '-Comment=a note',
    ];
    const before = ['baseline JPEG', 'PNG', 'lossy WebP'].map((name) =>
      editedBy([...options, ...(name === 'baseline JPEG' ? jpeg : ['-m'])], named(name).bytes),
    );
    const types = ['image/jpeg', 'image/png', 'image/webp'] as const;
    const after = before.map((bytes, place) => stamped({ bytes, type: types[place] ?? 'image/jpeg' }));
    const [were, are] = [metadataOf(before), metadataOf(after)];
    for (const [place, was] of were.entries()) {
      const is = are[place] ?? {};
      expect(rightsIn(is)).toEqual(RIGHTS);
      expect(others(is)).toEqual(others(was));
      expect(Object.keys(others(was)).length).toBeGreaterThan(10);
      expect(JSON.stringify(is)).not.toMatch(/\bold(?:er)?\b/i);
    }
    expect(are[0]?.['Photoshop:IPTCDigest']).toBe(are[0]?.['File:CurrentIPTCDigest']);
    expect([are[0]?.['Photoshop:CopyrightFlag'], are[0]?.['Photoshop:URL']]).toEqual([
      true,
      words.licenseUrl,
    ]);
  });

  it('finds an extension of XMP whole, and ours in the first packet, when there is more than a segment holds', () => {
    const keywords = Array.from({ length: 900 }, (_, n) => `-XMP-dc:Subject=${n} ${'long '.repeat(30)}`);
    const { bytes, type } = named('progressive JPEG');
    const large = editedBy(['-XMP-dc:Title=The pier', ...keywords], bytes);
    const after = stamped({ bytes: large, type });
    const [found = {}] = metadataOf([after]);
    expect(rightsIn(found)).toEqual(RIGHTS);
    expect(found['XMP-dc:Title']).toBe('The pier');
    expect((found['XMP-dc:Subject'] as string[]).length).toBe(900);
    expect(found['ExifTool:Warning']).toBeUndefined();
    expect(Buffer.compare(stamped({ bytes: after, type }), after)).toBe(0);
  });
});

const RIGHTS = {
  'XMP-dc:Rights': words.copyrightNotice,
  'XMP-photoshop:Credit': words.creditLine,
  'XMP-xmpRights:Marked': true,
  'XMP-xmpRights:WebStatement': words.licenseUrl,
  'XMP-xmpRights:UsageTerms': words.usageTerms,
  'XMP-plus:CopyrightOwner': [{ CopyrightOwnerName: words.copyrightOwner }],
  'XMP-plus:Licensor': [{ LicensorName: words.licensor, LicensorURL: words.licenseUrl }],
  'XMP-plus:DataMining': 'Prohibited, see plus:OtherConstraints',
  'XMP-plus:OtherConstraints': words.otherConstraints,
};

const rightsIn = (found: Metadata) =>
  Object.fromEntries(Object.keys(RIGHTS).map((name) => [name, found[name]]));

/** All that is neither ours nor about the file as a file. */
function others(found: Metadata): Metadata {
  const ours =
    /Copyright|Rights|Credit|plus:(?:Licensor|DataMining|OtherC)|^SourceFile|^System:|^File:|^ExifTool:|^Composite:|IPTCDigest|Photoshop:URL|XMPToolkit|^RIFF|CodedCharacterSet|ApplicationRecordVersion/;
  return Object.fromEntries(Object.entries(found).filter(([name]) => !ours.test(name)));
}
