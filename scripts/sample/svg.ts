/**
 * The few drawing tools that the sample's scenes, charts and logos share. Everything is drawn from a seed.
 */

const PHOTO = { width: 1200, height: 800 };

/** A small generator (mulberry32): the same seed draws the same picture on every machine. */
export function random(seed: number): (from: number, to: number) => number {
  let state = seed >>> 0;
  return (from, to) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return from + (((t ^ (t >>> 14)) >>> 0) / 4294967296) * (to - from);
  };
}

export function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

export function rect(x: number, y: number, width: number, height: number, fill: string, more = ''): string {
  return `<rect x="${x.toFixed(1)}" y="${y.toFixed(1)}" width="${width.toFixed(1)}" height="${height.toFixed(1)}" fill="${fill}" ${more}/>`;
}

export function circle(x: number, y: number, r: number, fill: string, more = ''): string {
  return `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${r.toFixed(1)}" fill="${fill}" ${more}/>`;
}

export function polygon(points: [number, number][], fill: string, more = ''): string {
  return `<polygon points="${points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')}" fill="${fill}" ${more}/>`;
}

export function line(
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  stroke: string,
  width: number,
  more = '',
): string {
  return `<path d="M${x1.toFixed(1)} ${y1.toFixed(1)}L${x2.toFixed(1)} ${y2.toFixed(1)}" stroke="${stroke}" stroke-width="${width}" fill="none" ${more}/>`;
}

/** A vertical gradient over the whole picture, from the top color to the last. */
export function gradient(id: string, ...stops: [offset: number, color: string][]): string {
  const parts = stops.map(([offset, color]) => `<stop offset="${offset}" stop-color="${color}"/>`).join('');
  return `<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1">${parts}</linearGradient>`;
}

/** A ridge of mountains or clouds: a filled outline that wanders around `y`. */
export function ridge(seed: number, y: number, height: number, fill: string, steps = 40): string {
  const next = random(seed);
  let level = 0;
  const points: [number, number][] = range(steps + 1).map((step) => {
    level = level * 0.75 + next(-1, 1) * 0.6;
    return [(step / steps) * PHOTO.width, y + level * height];
  });
  return polygon([[0, PHOTO.height], ...points, [PHOTO.width, PHOTO.height]], fill);
}

/**
 * A scene with soft focus filters, a vignette and film grain, so that it compresses and looks like a
 * photograph.
 */
export function photograph(defs: string, body: string): string {
  const { width, height } = PHOTO;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<defs>${defs}
<filter id="soft"><feGaussianBlur stdDeviation="3"/></filter>
<filter id="haze" x="-50%" y="-50%" width="200%" height="200%"><feGaussianBlur stdDeviation="28"/></filter>
<filter id="grain"><feTurbulence type="fractalNoise" baseFrequency="0.8" numOctaves="2" seed="7"/><feColorMatrix values="0 0 0 0 0.5  0 0 0 0 0.5  0 0 0 0 0.5  0.5 0.5 0 0 -0.35"/></filter>
<radialGradient id="vignette" r="0.8"><stop offset="0.55" stop-color="#000" stop-opacity="0"/><stop offset="1" stop-color="#000" stop-opacity="0.5"/></radialGradient>
</defs>
${body}
<rect width="${width}" height="${height}" fill="url(#vignette)"/>
<rect width="${width}" height="${height}" filter="url(#grain)" opacity="0.22"/>
</svg>`;
}
