/** Five riders on the last bend of a velodrome. */
import { circle, gradient, line, photograph, polygon, random, range, rect } from '../svg.ts';

function rider(x: number, y: number, scale: number, color: string, skin: string): string {
  return `<g transform="translate(${x} ${y}) scale(${scale}) rotate(-14)">
${circle(-62, 30, 38, 'none', 'stroke="#101010" stroke-width="5"')}${circle(62, 30, 38, 'none', 'stroke="#101010" stroke-width="5"')}
${line(-62, 30, -14, -26, '#202020', 7)}${line(-14, -26, 46, -22, '#202020', 7)}${line(46, -22, 62, 30, '#202020', 6)}${line(-14, -26, 0, 30, '#202020', 7)}${line(0, 30, 46, -22, '#202020', 6)}
<path d="M-22 -44 Q 10 -98 62 -62 L 54 -44 Q 18 -66 -4 -34 Z" fill="${color}"/>
${line(-16, -40, 22, -8, color, 16, 'stroke-linecap="round"')}${line(22, -8, 2, 34, skin, 11, 'stroke-linecap="round"')}${line(54, -58, 62, -24, skin, 9, 'stroke-linecap="round"')}
<ellipse cx="76" cy="-76" rx="23" ry="16" fill="${color}"/></g>`;
}

export function osakaKeirin(): string {
  const next = random(83);
  const crowd = range(700).map(() =>
    circle(
      next(0, 1200),
      next(40, 215),
      next(4, 8),
      ['#35405c', '#6b3b44', '#8b7a58', '#2c3136', '#a8a29a'][Math.floor(next(0, 5))] ?? '#333',
    ),
  );
  const planks = range(46).map((index) =>
    line(-200 + index * 36, 800, 260 + index * 22, 240, '#8a5a2a', 1.5, 'opacity="0.45"'),
  );
  const streaks = range(40).map(() =>
    rect(
      next(0, 1100),
      next(300, 780),
      next(60, 220),
      1.6,
      '#fff3d6',
      `opacity="${next(0.05, 0.25).toFixed(2)}" transform="rotate(-9 600 500)"`,
    ),
  );
  return photograph(
    gradient('track', [0, '#e3b878'], [1, '#b47f45']),
    [
      rect(0, 0, 1200, 800, '#10131c'),
      `<g filter="url(#soft)">${crowd.join('')}</g>`,
      rect(0, 0, 1200, 60, '#f4f7ff', 'filter="url(#haze)" opacity="0.7"'),
      polygon(
        [
          [0, 250],
          [1200, 215],
          [1200, 800],
          [0, 800],
        ],
        'url(#track)',
      ),
      ...planks,
      polygon(
        [
          [0, 236],
          [1200, 200],
          [1200, 226],
          [0, 262],
        ],
        '#2d4f8a',
      ),
      line(0, 690, 1200, 560, '#a3231f', 7),
      line(0, 716, 1200, 584, '#1f1f1f', 6),
      line(0, 420, 1200, 340, '#2a5aa8', 6),
      ...streaks,
      rider(250, 640, 1.05, '#2f7d4a', '#c99b78'),
      rider(430, 612, 1.05, '#d9d9d9', '#a8744f'),
      rider(620, 590, 1.1, '#e08a1e', '#d8ab88'),
      rider(830, 548, 1.15, '#274a9c', '#e0b48e'),
      rider(900, 350, 1.35, '#c01f2d', '#d9b08c'),
    ].join(''),
  );
}
