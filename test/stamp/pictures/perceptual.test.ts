/**
 * Whether two files show the same picture: scaling and re-encoding keep the digest, other pictures have
 * different ones, and malicious files cause no harm.
 */
import fc from 'fast-check';
import sharp, { type Sharp } from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { readPng } from '../../../src/articles/media/pictures/png.ts';
import {
  perceptualDigest,
  resemblance,
  resemblanceTo,
} from '../../../src/stamp/pictures/perceptual/digest.ts';
import { jpegLuma } from '../../../src/stamp/pictures/perceptual/jpeg-luma.ts';
import { BLOCKS_MAX, SAMPLES_IN_ALL_MAX } from '../../../src/stamp/pictures/perceptual/limits.ts';
import { distance, pdqOf } from '../../../src/stamp/pictures/perceptual/pdq.ts';
import { pngLuma } from '../../../src/stamp/pictures/perceptual/png-luma.ts';
import { joined } from '../../../src/stamp/pictures/utf8.ts';
import { unbounded } from '../../support/budget.ts';
import {
  flatJpeg,
  flatPng,
  jpegFrame,
  jpegOf,
  jpegSegment,
  jpegTables,
} from '../../support/flat-pictures.ts';
import { processorMs } from '../../support/growth.ts';
import { casesOf, runs } from '../../support/runs.ts';
import { scene } from '../../support/scenes.ts';
import { stamped } from './fixtures.ts';

/** One of each kind of scene. */
const SEEDS = [0, 1, 2, 3];
let scenes: Buffer[];
beforeAll(async () => {
  scenes = await Promise.all(SEEDS.map((seed) => scene(seed)));
});
const digestOf = (bytes: Uint8Array) => perceptualDigest(bytes) ?? '';

/** Computed with another decoder, at full size. */
async function expectedDigest(bytes: Uint8Array): Promise<string> {
  const { data, info } = await sharp(bytes).greyscale().raw().toBuffer({ resolveWithObject: true });
  return pdqOf({ width: info.width, height: info.height, data: Float32Array.from(data) }).digest;
}

/** Every kind of JPEG and PNG found on the web. */
const KINDS: [kind: string, encode: (drawn: Sharp) => Sharp][] = [
  ['baseline', (drawn) => drawn.jpeg()],
  ['baseline, 4:4:4', (drawn) => drawn.jpeg({ chromaSubsampling: '4:4:4', quality: 95 })],
  ['progressive', (drawn) => drawn.jpeg({ progressive: true })],
  ['mozjpeg', (drawn) => drawn.jpeg({ mozjpeg: true })],
  ['gray', (drawn) => drawn.greyscale().jpeg()],
  ['small progressive', (drawn) => drawn.resize(200).jpeg({ progressive: true })],
  ['large', (drawn) => drawn.resize(2400).jpeg()],
  ['large progressive', (drawn) => drawn.resize(2400).jpeg({ progressive: true })],
  ['PNG', (drawn) => drawn.resize(500).png()],
  ['PNG with a palette', (drawn) => drawn.resize(500).png({ palette: true, colors: 16 })],
  [
    'PNG with 16 bits and transparency',
    (drawn) => drawn.resize(300).ensureAlpha(1).toColorspace('rgb16').png(),
  ],
  ['gray PNG', (drawn) => drawn.resize(300).greyscale().toColorspace('b-w').png()],
];

describe('the perceptual digest', () => {
  it.each(KINDS)('is what another’s decoder leads to: %s', async (_kind, encode) => {
    for (const [seed, drawn] of casesOf([...scenes.entries()], 1)) {
      const bytes = await encode(sharp(drawn)).toBuffer();
      const bits = distance(digestOf(bytes), await expectedDigest(bytes));
      expect([seed, bits <= 24 || bits]).toEqual([seed, true]);
    }
  });

  it('stays the same when rights are written into the file, and when a site scales it and saves it anew', async () => {
    for (const drawn of scenes) {
      const original = await sharp(drawn).jpeg({ quality: 92 }).toBuffer();
      const own = digestOf(original);
      expect(digestOf(stamped({ bytes: original, type: 'image/jpeg' }))).toBe(own);
      for (const width of [1024, 768, 300, 150]) {
        const copy = await sharp(original).resize(width).jpeg({ quality: 75 }).toBuffer();
        expect([width, resemblance(own, digestOf(copy))]).toEqual([width, 'same']);
      }
    }
  });

  it('is another one for another picture, and for the mirrored one', async () => {
    const digests = scenes.map(digestOf);
    for (const [place, a] of digests.entries())
      for (const b of digests.slice(place + 1)) expect(resemblance(a, b)).toBe('other');
    const mirrored = await sharp(scenes[1]).flop().jpeg().toBuffer();
    expect(resemblance(digests[1] ?? '', digestOf(mirrored))).toBe('other');
  });

  it('is of the picture as it is shown: a site turns what the camera held on its side', async () => {
    for (let orientation = 1; orientation <= 8; orientation++) {
      const camera = await sharp(scenes[2]).withMetadata({ orientation }).jpeg().toBuffer();
      const turned = await sharp(camera).autoOrient().resize(600).jpeg().toBuffer();
      expect([orientation, resemblance(digestOf(camera), digestOf(turned))]).toEqual([orientation, 'same']);
    }
  });

  it('is not made of what shows too little, is too large, or is no picture', async () => {
    const flat = sharp({ create: { width: 600, height: 400, channels: 3, background: '#357' } });
    expect(perceptualDigest(await flat.jpeg().toBuffer())).toBeNull();
    expect(perceptualDigest(await sharp(scenes[0]).webp().toBuffer())).toBeNull();
    expect(perceptualDigest(new TextEncoder().encode('not much of a picture'))).toBeNull();
    const cmyk = await sharp(scenes[0]).resize(300).toColorspace('cmyk').jpeg().toBuffer();
    expect(perceptualDigest(cmyk)).toBeNull();
  });
});

describe('a comparison with the pictures of a delivery', () => {
  it('is for one of them, against all of them, or for neither', async () => {
    const [a, b, c] = await Promise.all(scenes.map((drawn) => sharp(drawn).jpeg().toBuffer()));
    if (!a || !b || !c) throw new Error('there are three scenes');
    const small = await sharp(a).resize(300).jpeg().toBuffer();
    const compare = (...digests: (string | undefined)[]) =>
      resemblanceTo(
        small,
        digests.map((perceptual, nth) => ({ component: `cmp_${nth}`, ...(perceptual && { perceptual }) })),
      );
    expect(compare(digestOf(b), digestOf(a))).toEqual({ found: 'same', same: ['cmp_1'] });
    expect(compare(digestOf(b), digestOf(c))).toEqual({ found: 'other', same: [] });
    expect(compare(digestOf(b), undefined)).toEqual({ found: 'unclear', same: [] });
    expect(compare(undefined)).toEqual({ found: null, same: [] });
    expect(compare()).toEqual({ found: null, same: [] });
  });
});

describe('a hostile file', () => {
  it('is not decoded when it says that it has more pixels than a camera', () => {
    const bomb = flatJpeg(65_535, 65_535, 0);
    expect(processorMs(() => expect(jpegLuma(bomb)).toBeNull())).toBeLessThan(200);
    const large = flatJpeg(6_000, 6_000, 90_000);
    expect(jpegLuma(large)).toBeNull();
    expect(jpegLuma(joined([large, new Uint8Array(60_000)]))).not.toBeNull();
  });

  it('is not inflated when a few bytes of PNG stand for many', async () => {
    const blank = { create: { width: 2_500, height: 2_500, channels: 3 as const, background: '#357' } };
    const read = readPng(await sharp(blank).png().toBuffer(), unbounded());
    const small = readPng(await sharp(scenes[0]).resize(900).png().toBuffer(), unbounded());
    if (!read.ok || !small.ok) throw new Error('a PNG of sharp does not read');
    expect(processorMs(() => expect(pngLuma(read.value)).toBeNull())).toBeLessThan(100);
    expect(pngLuma(small.value)).not.toBeNull();
  });

  const lumaOfPng = (bytes: Uint8Array) => {
    const read = readPng(bytes, unbounded());
    if (!read.ok) throw new Error('the PNG does not read');
    return pngLuma(read.value);
  };

  it.each([
    [60_000_000, 1, 1],
    [1, 20_000_000, 1],
    [50_000_001, 1, 1],
    [7_000, 7_200, 2],
    [8_000_000, 3, 1],
    [6_000_000, 1, 4],
    [3_000_000, 1, 8],
  ])('is not decoded as a PNG of %i × %i pixels of %i bits', (width, height, depth) => {
    const bytes = flatPng(width, height, depth);
    expect(processorMs(() => expect(lumaOfPng(bytes)).toBeNull())).toBeLessThan(200);
  });

  it('is not decoded when a PNG of few bits has more pixels than its bytes are believed', () => {
    expect(lumaOfPng(flatPng(2_000, 2_000, 1, 1 / 40))).toBeNull();
    expect(lumaOfPng(flatPng(2_000, 2_000, 1, 1 / 20))).not.toBeNull();
  });

  it('is reduced further when it is long and narrow, to samples that fit in memory', async () => {
    // Of 2,797 × 749, half of each side is slightly above the limit.
    for (const [width, height] of [
      [20_000, 400],
      [400, 20_000],
      [2_797, 749],
    ] as const) {
      const luma = lumaOfPng(flatPng(width, height, 8));
      const samples = luma?.data.length ?? 0;
      expect(samples).toBeGreaterThan(SAMPLES_IN_ALL_MAX / 8);
      expect(samples).toBeLessThanOrEqual(SAMPLES_IN_ALL_MAX);
    }
    for (const [width, height] of [
      [65_535, 511],
      [511, 65_535],
      [65_535, 9],
    ] as const) {
      const file = flatJpeg(width, height, Math.ceil((width * height) / 256));
      const samples = jpegLuma(file)?.data.length ?? 0;
      expect(samples).toBeGreaterThan(0);
      expect(samples).toBeLessThanOrEqual(SAMPLES_IN_ALL_MAX);
    }
  });

  it('that is a panorama keeps its digest', { tags: 'slow' }, async () => {
    const row = await sharp({ create: { width: 4_400, height: 300, channels: 3, background: '#357' } })
      .composite(
        await Promise.all(
          scenes.map(async (drawn, place) => ({
            input: await sharp(drawn).resize(1_100, 300, { fit: 'fill' }).toBuffer(),
            left: 1_100 * place,
            top: 0,
          })),
        ),
      )
      .png()
      .toBuffer();
    for (const picture of [sharp(row).png(), sharp(row).jpeg(), sharp(row).jpeg({ progressive: true })]) {
      const bytes = await picture.toBuffer();
      expect(distance(digestOf(bytes), await expectedDigest(bytes))).toBeLessThanOrEqual(24);
    }
    const small = await sharp(row).resize(1_200).jpeg().toBuffer();
    expect(resemblance(digestOf(row), digestOf(small))).toBe('same');
  });

  it('is given up when its scans go over the picture again and again', () => {
    // 1,900 × 1,900 pixels are 56,644 blocks; a few bytes end all of them.
    const scan = joined([jpegSegment(0xda, 1, 1, 0, 1, 63, 0), new Uint8Array(8)]);
    const many = Array.from({ length: 2_000 }, () => scan);
    const file = jpegOf(jpegTables, jpegFrame(0xc2, 1_900, 1_900), ...many);
    expect(56_644 * 2_000).toBeGreaterThan(BLOCKS_MAX);
    expect(jpegLuma(file)).toBeNull();
  });

  it('never makes the decoder throw, wherever it breaks off and whatever is wrong in it', async () => {
    const files = await Promise.all([
      sharp(scenes[3]).resize(120).jpeg().toBuffer(),
      sharp(scenes[3]).resize(120).jpeg({ progressive: true }).toBuffer(),
      sharp(scenes[3]).resize(120).png().toBuffer(),
    ]);
    for (const file of files)
      for (let length = 0; length < file.length; length += 97) perceptualDigest(file.subarray(0, length));
    fc.assert(
      fc.property(
        fc.constantFrom(...files),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 20 }),
        (file, changes) => {
          const broken = Uint8Array.from(file);
          for (const [place, value] of changes) broken[place % broken.length] = value;
          const digest = perceptualDigest(broken);
          expect(digest === null || /^[0-9a-f]{64}$/.test(digest)).toBe(true);
          jpegLuma(broken);
        },
      ),
      runs(150),
    );
  });
});
