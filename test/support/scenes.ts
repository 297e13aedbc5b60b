/** Pictures that nobody owns: scenes drawn from a number, with as much going on as a press photograph has. */
import sharp from 'sharp';

/** Mulberry32: the same numbers for the same seed, everywhere. */
function numbers(seed: number) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const SIZES = [
  [1600, 1067],
  [1067, 1600],
  [1200, 1200],
  [1920, 1080],
] as const;

type Draw = (next: () => number, width: number, height: number) => string;

const color = (next: () => number, light = 100) =>
  `hsl(${Math.floor(next() * 360)} ${Math.floor(20 + next() * 60)}% ${Math.floor(10 + next() * 0.75 * light)}%)`;
const several = (count: number, draw: () => string) => Array.from({ length: count }, draw).join('');

const ridges: Draw = (next, width, height) =>
  several(4 + Math.floor(next() * 3), () => {
    const base = height * (0.3 + next() * 0.6);
    const points = Array.from(
      { length: 13 },
      (_, n) => `${(n * width) / 12},${base - next() * height * 0.3}`,
    );
    return `<polygon points="0,${height} ${points.join(' ')} ${width},${height}" fill="${color(next, 70)}"/>`;
  });
const houses: Draw = (next, width, height) =>
  several(14 + Math.floor(next() * 14), () => {
    const [wide, tall] = [width * (0.04 + next() * 0.14), height * (0.15 + next() * 0.6)];
    const [left, top] = [next() * width - wide / 2, height - tall];
    const windows = several(8, () => {
      const [x, y] = [left + next() * wide * 0.8, top + next() * tall * 0.9];
      return `<rect x="${x}" y="${y}" width="${wide / 7}" height="${wide / 6}" fill="${color(next)}"/>`;
    });
    return `<rect x="${left}" y="${top}" width="${wide}" height="${tall}" fill="${color(next)}"/>${windows}`;
  });
const crowd: Draw = (next, width, height) =>
  several(25 + Math.floor(next() * 25), () => {
    const [x, y, size] = [next() * width, height * (0.3 + next() * 0.7), height * (0.03 + next() * 0.06)];
    return `<ellipse cx="${x}" cy="${y + 2.4 * size}" rx="${1.5 * size}" ry="${2.2 * size}" fill="${color(next)}"/><circle cx="${x}" cy="${y}" r="${size}" fill="${color(next)}"/>`;
  });
const portrait: Draw = (next, width, height) => {
  const [x, y, size] = [
    width * (0.3 + next() * 0.4),
    height * (0.3 + next() * 0.2),
    height * (0.12 + next() * 0.12),
  ];
  return `<ellipse cx="${x}" cy="${y + 3 * size}" rx="${2.2 * size}" ry="${2.2 * size}" fill="${color(next)}"/><ellipse cx="${x}" cy="${y}" rx="${size}" ry="${1.3 * size}" fill="${color(next)}"/><circle cx="${x - size / 3}" cy="${y - size / 6}" r="${size / 8}"/><circle cx="${x + size / 3}" cy="${y - size / 6}" r="${size / 8}"/>${several(6, () => `<rect x="${next() * width}" y="${next() * height * 0.5}" width="${width * 0.1}" height="${height * next() * 0.4}" fill="${color(next)}" opacity="0.5"/>`)}`;
};
const DRAWS = [ridges, houses, crowd, portrait];

/**
 * A scene as PNG. `frame` 1 and on: taken a moment later, a little to the side, with somebody who has come
 * into the picture.
 */
export async function scene(seed: number, frame = 0): Promise<Buffer> {
  const next = numbers(seed);
  const [width, height] = SIZES[Math.floor(next() * SIZES.length)] ?? SIZES[0];
  const draw = DRAWS[seed % DRAWS.length] ?? ridges;
  const sky = `<linearGradient id="s" x1="0" y1="0" x2="${next()}" y2="1"><stop offset="0" stop-color="${color(next)}"/><stop offset="1" stop-color="${color(next)}"/></linearGradient>`;
  const drawn = draw(next, width, height);
  const shift = frame * width * 0.03;
  const passer =
    frame === 0
      ? ''
      : `<ellipse cx="${width * 0.3}" cy="${height * 0.7}" rx="${width * 0.06}" ry="${height * 0.2}" fill="#222"/>`;
  const grain = `<filter id="g"><feTurbulence type="fractalNoise" baseFrequency="0.02 0.04" numOctaves="4" seed="${seed}"/><feColorMatrix values="0 0 0 0 0.5 0 0 0 0 0.5 0 0 0 0 0.5 0 0 0 0.35 0"/></filter>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs>${sky}${grain}</defs><rect width="100%" height="100%" fill="url(#s)"/><g transform="translate(${shift} 0)">${drawn}</g>${passer}<rect width="100%" height="100%" filter="url(#g)"/></svg>`;
  return sharp(Buffer.from(svg)).flatten().png({ compressionLevel: 1 }).toBuffer();
}
