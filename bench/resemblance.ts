/**
 * `node bench/resemblance.ts [scenes]`: how often the perceptual digest is wrong, over scenes that are drawn
 * on the spot (test/support/scenes.ts). docs/verify.md states the outcome.
 */
import sharp, { type Sharp } from 'sharp';
import { perceptualDigest, resemblance } from '../src/stamp/pictures/perceptual/digest.ts';
import { distance } from '../src/stamp/pictures/perceptual/pdq.ts';
import { scene } from '../test/support/scenes.ts';

const COUNT = Number(process.argv[2] ?? 400);

type Edit = (picture: Sharp, size: { width: number; height: number }) => Sharp;
const crop =
  (share: number): Edit =>
  (picture, { width, height }) =>
    picture.extract({
      left: Math.round((width * share) / 2),
      top: Math.round((height * share) / 2),
      width: Math.round(width * (1 - share)),
      height: Math.round(height * (1 - share)),
    });
const EDITS: Record<string, Edit> = {
  'saved anew, JPEG 75': (picture) => picture.jpeg({ quality: 75 }),
  'saved anew, JPEG 30': (picture) => picture.jpeg({ quality: 30 }),
  'saved anew, progressive': (picture) => picture.jpeg({ quality: 80, progressive: true }),
  'saved as PNG': (picture) => picture.png(),
  '1024 wide, JPEG 82': (picture) => picture.resize(1024).jpeg({ quality: 82 }),
  '768 wide, JPEG 82': (picture) => picture.resize(768).jpeg({ quality: 82 }),
  '300 wide, JPEG 82': (picture) => picture.resize(300).jpeg({ quality: 82 }),
  '150 wide, JPEG 60': (picture) => picture.resize(150).jpeg({ quality: 60 }),
  'black and white': (picture) => picture.greyscale().jpeg(),
  'brighter, sharper': (picture) => picture.modulate({ brightness: 1.15 }).sharpen().jpeg(),
  '2 % cut off': (picture, size) => crop(0.02)(picture, size).jpeg(),
  '5 % cut off': (picture, size) => crop(0.05)(picture, size).jpeg(),
  '20 % cut off': (picture, size) => crop(0.2)(picture, size).jpeg(),
  mirrored: (picture) => picture.flop().jpeg(),
};

type Tally = Record<'same' | 'unclear' | 'other' | 'none', number>;
const none = (): Tally => ({ same: 0, unclear: 0, other: 0, none: 0 });
const tallies = new Map<string, Tally>();
function count(name: string, a: string | null, b: string | null): void {
  const tally = tallies.get(name) ?? none();
  tally[a === null || b === null ? 'none' : resemblance(a, b)] += 1;
  tallies.set(name, tally);
}

const digests: string[] = [];
let flat = 0;
for (let seed = 0; seed < COUNT; seed++) {
  const drawn = await scene(seed);
  const original = await sharp(drawn).jpeg({ quality: 92 }).toBuffer();
  const { width = 0, height = 0 } = await sharp(original).metadata();
  const own = perceptualDigest(original);
  if (own === null) flat += 1;
  else digests.push(own);
  for (const [name, edit] of Object.entries(EDITS))
    count(name, own, perceptualDigest(await edit(sharp(original), { width, height }).toBuffer()));
  count(
    'next frame',
    own,
    perceptualDigest(
      await sharp(await scene(seed, 1))
        .jpeg({ quality: 92 })
        .toBuffer(),
    ),
  );
}

let least = 256;
for (const [place, a] of digests.entries())
  for (const b of digests.slice(place + 1)) {
    count('another scene', a, b);
    least = Math.min(least, distance(a, b));
  }
console.log(
  `${COUNT} scenes, ${flat} too flat for a digest; least distance of two scenes: ${least} of 256 bits`,
);
console.table(Object.fromEntries(tallies));
