/** Houses on a flooded promenade. */
import { circle, gradient, photograph, polygon, random, range, rect } from '../svg.ts';

export function passauFlood(): string {
  const next = random(41);
  const fronts = ['#c9a06a', '#b5695a', '#d8c9a4', '#8fa3a0', '#c7b38e', '#a8766a', '#dcd2bd', '#97a77f'];
  const houses = (flip: boolean) =>
    fronts
      .map((color, index) => {
        const local = random(index + 5);
        const x = index * 152 - 10;
        const height = local(230, 330);
        const y = flip ? 520 : 520 - height;
        const windows = range(12).map((place) => {
          const wy = flip
            ? 520 + height - 40 - Math.floor(place / 4) * 70 - 44
            : y + 40 + Math.floor(place / 4) * 70;
          return rect(x + 16 + (place % 4) * 33, wy, 18, 34, local(0, 1) > 0.8 ? '#ffdf9a' : '#3b3a3d');
        });
        const roof: [number, number][] = flip
          ? [
              [x, 520 + height],
              [x + 74, 520 + height + 70],
              [x + 148, 520 + height],
            ]
          : [
              [x, y],
              [x + 74, y - 70],
              [x + 148, y],
            ];
        return rect(x, y, 148, height, color) + polygon(roof, '#5b3a30') + windows.join('');
      })
      .join('');
  const ripples = range(150).map(() =>
    rect(
      next(-40, 1180),
      next(530, 798),
      next(30, 190),
      next(1.5, 5),
      next(0, 1) > 0.5 ? '#6d675a' : '#a59c88',
      `opacity="${next(0.15, 0.5).toFixed(2)}"`,
    ),
  );
  return photograph(
    gradient('sky', [0, '#8d97a0'], [1, '#c6c8c6']),
    [
      rect(0, 0, 1200, 540, 'url(#sky)'),
      `<g filter="url(#haze)">${range(7)
        .map((index) => circle(index * 190, next(40, 140), next(60, 120), '#737c86', 'opacity="0.6"'))
        .join('')}</g>`,
      houses(false),
      rect(0, 520, 1200, 280, '#7d7566'),
      `<g opacity="0.35" filter="url(#soft)">${houses(true)}</g>`,
      ripples.join(''),
      rect(90, 470, 9, 120, '#2c2c2c'),
      circle(94, 462, 15, '#ffe7a8'),
      rect(560, 468, 9, 120, '#2c2c2c'),
      circle(564, 460, 15, '#ffe7a8'),
      rect(690, 545, 96, 8, '#6b4a2c'),
      rect(690, 505, 64, 40, '#a33a2c'),
      polygon(
        [
          [662, 545],
          [812, 545],
          [788, 574],
          [686, 574],
        ],
        '#2d3c4a',
      ),
    ].join(''),
  );
}
