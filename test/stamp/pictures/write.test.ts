/**
 * Rights written into pictures: the visible picture stays the same, and independent readers find our words.
 */
import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PictureWords } from '../../../src/stamp/pictures/words.ts';
import { WRITER } from '../../../src/stamp/pictures/write.ts';
import { editedBy, exiftoolAbsent, type Metadata, metadataOf } from '../../support/exiftool.ts';
import { describedWords, type Sample, samples, stamped, words } from './fixtures.ts';

let list: Sample[];
const named = (name: string) => {
  const sample = list.find((sample) => sample.name === name);
  if (!sample) throw new Error(`no sample ${name}`);
  return sample;
};

beforeAll(async () => {
  list = await samples();
});

/** A decoder's complete output: pixels of every frame, size, profile, orientation, density. */
async function pixelsOf(bytes: Uint8Array) {
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
      const before = await pixelsOf(sample.bytes);
      for (const pictureWords of [words, describedWords]) {
        const after = await pixelsOf(stamped(sample, pictureWords));
        expect([sample.name, after.header]).toEqual([sample.name, before.header]);
        expect(after.pixels.equals(before.pixels), sample.name).toBe(true);
      }
    }
  });

  it('is the same to the byte each time, and written into again it does not change', () => {
    for (const sample of list) {
      for (const pictureWords of [words, describedWords]) {
        const bytes = stamped(sample, pictureWords);
        expect(Buffer.compare(bytes, stamped(sample, pictureWords)), sample.name).toBe(0);
        expect(Buffer.compare(bytes, stamped({ ...sample, bytes }, pictureWords)), sample.name).toBe(0);
      }
      const once = stamped(sample);
      const other = stamped(sample, { ...words, copyrightNotice: '© another' });
      expect(Buffer.compare(once, other), sample.name).not.toBe(0);
    }
  });
});

describe('the writer', () => {
  /**
   * Receipts bind these bytes. A change of any of them must raise WRITER, so that earlier deliveries stay
   * reproducible.
   */
  const HELD = {
    writer: 2,
    digests: {
      "the sample's battery-hall.jpg": 'R66lJMQjnt23qDP6PhDmc26LvVnq6SibF2iT36xhf3A',
      "the sample's flood-levels-chart.png": '3gnkqIMQo9F6R5SaRgG8J-tORUbpSucrsg0uaVUuAYs',
      "the sample's logo-kehrwald.png": 'M0eYPG_X7RCiO2xlnXx_7Z26bn5ZGc5pnVwQyvl5IPg',
      "the sample's osaka-keirin.jpg": 'lUqYWkhJC2g_VQLTETDWMxY6t5FHgmNMCXgJIv0rEk4',
    },
  };

  it('makes of the sample what its number stands for', () => {
    const own = list.filter(({ name }) => name.startsWith('the sample'));
    const digests = own.map((sample): [string, string] => [
      sample.name,
      createHash('sha256').update(stamped(sample, describedWords)).digest('base64url'),
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

  it('finds as much of a long text in IIM as there is room for, cut between characters, and all of it in XMP', () => {
    const long = 'Żółć '.repeat(500).trim();
    const line = long.slice(0, 199);
    const [found = {}] = metadataOf([
      stamped(named('baseline JPEG'), {
        ...words,
        creditLine: line,
        copyrightNotice: `© ${line}`,
        description: {
          caption: long.slice(0, 1_999),
          headline: line,
          creator: line,
          jobId: line.slice(0, 60),
        },
      }),
    ]);
    expect(found).toMatchObject({ 'XMP-photoshop:Credit': line, 'XMP-photoshop:Headline': line });
    expect(found['XMP-dc:Description']).toBe(long.slice(0, 1_999));
    for (const [name, bytesMax] of [
      ['Credit', 32],
      ['By-line', 32],
      ['OriginalTransmissionReference', 32],
      ['Headline', 256],
      ['Caption-Abstract', 2_000],
    ] as const) {
      const text = String(found[`IPTC:${name}`]);
      expect([name, long.startsWith(text)]).toEqual([name, true]);
      // The next character would not have fitted.
      expect(Buffer.byteLength(text)).toBeGreaterThan(bytesMax - 3);
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(bytesMax);
    }
    expect(found['IPTC:CopyrightNotice']).toMatch(/^© Żółć .*\.\.\.$/);
    expect(found['ExifTool:Warning']).toBeUndefined();
  });

  it('finds what the picture shows, where and when, in XMP and in IIM, and no fault in the file', () => {
    const read = metadataOf(list.map((sample) => stamped(sample, describedWords)));
    const were = metadataOf(list.map(({ bytes }) => bytes));
    const { caption, headline, creator, jobId } = describedWords.description ?? {};
    for (const [place, { name, type }] of list.entries()) {
      const found = read[place] ?? {};
      expect([name, found]).toMatchObject([
        name,
        {
          'XMP-dc:Description': caption,
          'XMP-photoshop:Headline': headline,
          'XMP-dc:Creator': [creator],
          'XMP-photoshop:City': 'Łeba',
          'XMP-photoshop:State': 'Pomerania',
          'XMP-photoshop:Country': 'Poland',
          'XMP-photoshop:DateCreated': '2026:11:20 06:12:05+01:00',
          'XMP-photoshop:TransmissionReference': jobId,
          'XMP-iptcExt:LocationCreated': [
            { City: 'Łeba', ProvinceState: 'Pomerania', CountryName: 'Poland' },
          ],
          'XMP-iptcExt:DigitalSourceType': expect.stringMatching(/digital camera|digitalCapture/i) as string,
          ...(type === 'image/jpeg' && {
            'IPTC:Caption-Abstract': caption,
            'IPTC:Headline': headline,
            'IPTC:By-line': creator,
            'IPTC:City': 'Łeba',
            'IPTC:Province-State': 'Pomerania',
            'IPTC:Country-PrimaryLocationName': 'Poland',
            'IPTC:DateCreated': '2026:11:20',
            'IPTC:TimeCreated': '06:12:05+01:00',
            'IPTC:OriginalTransmissionReference': jobId,
          }),
        },
      ]);
      expect([undefined, were[place]?.['ExifTool:Warning']]).toContain(found['ExifTool:Warning']);
      expect(found['ExifTool:Error'], name).toBeUndefined();
    }
  });

  it('finds the file’s own description where the newsroom says nothing, and ours alone where it does', () => {
    const options = [
      '-IFD0:ImageDescription=old caption',
      '-IFD0:Artist=Somebody else',
      '-XMP-dc:Description=old caption',
      '-XMP-tiff:ImageDescription=old caption',
      '-XMP-dc:Creator=Somebody else',
      '-XMP-photoshop:Headline=The headline of the file',
      '-XMP-photoshop:City=Sopot',
      '-XMP-photoshop:Country=Poland',
      '-XMP-iptcCore:Location=The long pier',
      '-XMP-iptcExt:DigitalSourceType=http://cv.iptc.org/newscodes/digitalsourcetype/print',
    ];
    const iim = [
      '-IPTC:Caption-Abstract=old caption',
      '-IPTC:By-line=Somebody else',
      '-IPTC:Headline=The headline of the file',
      '-IPTC:City=Sopot',
      '-IPTC:Country-PrimaryLocationName=Poland',
      '-IPTC:Sub-location=The long pier',
    ];
    const bytes = editedBy([...options, ...iim], named('baseline JPEG').bytes);
    const described = (description: PictureWords['description']) =>
      metadataOf([
        stamped({ bytes, type: 'image/jpeg' }, { ...words, ...(description && { description }) }),
      ])[0];
    const own = {
      'XMP-photoshop:Headline': 'The headline of the file',
      'XMP-photoshop:City': 'Sopot',
      'XMP-iptcCore:Location': 'The long pier',
      'IPTC:City': 'Sopot',
      'IPTC:Sub-location': 'The long pier',
      'IPTC:Headline': 'The headline of the file',
    };
    expect(described(undefined)).toMatchObject({
      ...own,
      'XMP-dc:Description': 'old caption',
      'IPTC:Caption-Abstract': 'old caption',
      'IFD0:ImageDescription': 'old caption',
    });
    const partly = described({ caption: 'New caption', creator: 'Łucja', place: { city: 'Gdańsk' } });
    expect(partly).toMatchObject({
      ...own,
      'XMP-dc:Description': 'New caption',
      'XMP-dc:Creator': ['Łucja'],
      'IPTC:Caption-Abstract': 'New caption',
      'IPTC:By-line': 'Łucja',
      'IFD0:ImageDescription': 'New caption',
      'IFD0:Artist': 'Łucja',
    });
    expect(JSON.stringify(partly)).not.toMatch(/old caption|Somebody else/);
    const whole = described({ place: { city: 'Oslo', country: 'Norway' } });
    expect(whole).toMatchObject({
      'XMP-photoshop:City': 'Oslo',
      'IPTC:Country-PrimaryLocationName': 'Norway',
    });
    expect(JSON.stringify(whole)).not.toMatch(/Sopot|Poland|long pier/);
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

  it('finds all that it wrote itself still there, in every place that it knows', { tags: 'slow' }, () => {
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

  it('finds an extension of XMP whole, and ours in the first packet, when there is more than a segment holds', {
    tags: 'slow',
  }, () => {
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

/** Every property that is neither ours nor about the file itself. */
function others(found: Metadata): Metadata {
  const ours =
    /Copyright|Rights|Credit|plus:(?:Licensor|DataMining|OtherC)|^SourceFile|^System:|^File:|^ExifTool:|^Composite:|IPTCDigest|Photoshop:URL|XMPToolkit|^RIFF|CodedCharacterSet|ApplicationRecordVersion/;
  return Object.fromEntries(Object.entries(found).filter(([name]) => !ours.test(name)));
}
