/** Ceramics in the light of a torch. */
import { circle, photograph, random, range, rect } from '../svg.ts';

export function dresdenDepot(): string {
  const next = random(101);
  const vessel = (x: number, y: number, scale: number, color: string) =>
    `<path transform="translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${scale.toFixed(2)})" d="M-14 -110 h28 q-4 26 14 44 q26 34 -8 66 h-40 q-34 -32 -8 -66 q18 -18 14 -44z" fill="${color}"/>`;
  const colors = ['#7d97b4', '#b48a5e', '#c9c0a8', '#5f7a6a', '#96503c', '#d8d2c6'];
  const shelves = range(4).map((row) => {
    const y = 190 + row * 190;
    return (
      range(13)
        .map((index) => vessel(50 + index * 92, y, next(0.7, 1.25), colors[Math.floor(next(0, 6))] ?? '#999'))
        .join('') + rect(0, y, 1200, 12, '#4b3c2c')
    );
  });
  return photograph(
    '<radialGradient id="beam" cx="0.42" cy="0.44" r="0.5"><stop offset="0" stop-color="#000" stop-opacity="0"/><stop offset="0.55" stop-color="#05060a" stop-opacity="0.3"/><stop offset="1" stop-color="#020306" stop-opacity="0.9"/></radialGradient>',
    [
      rect(0, 0, 1200, 800, '#5a4a38'),
      circle(504, 352, 320, '#ffdf9c', 'filter="url(#haze)" opacity="0.75"'),
      ...shelves,
      rect(0, 0, 1200, 800, 'url(#beam)'),
    ].join(''),
  );
}
