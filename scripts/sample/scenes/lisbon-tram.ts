/** An old tram on a slope. */
import { circle, gradient, line, photograph, random, range, rect } from '../svg.ts';

export function lisbonTram(): string {
  const next = random(57);
  const wall = (x: number, color: string, width: number) =>
    rect(x, 40, width, 560, color) +
    range(6)
      .map((place) =>
        rect(
          x + 24 + (place % 2) * (width / 2),
          90 + Math.floor(place / 2) * 150,
          46,
          90,
          '#4a5560',
          'stroke="#e9e2d0" stroke-width="6"',
        ),
      )
      .join('');
  const stones = range(260).map(() => {
    const y = next(600, 800);
    return rect(
      next(0, 1200),
      y,
      next(14, 34),
      next(4, 9),
      '#2f2c2a',
      `opacity="${next(0.1, 0.35).toFixed(2)}"`,
    );
  });
  return photograph(
    gradient('sky', [0, '#6ea6d6'], [1, '#dcebf2']) +
      gradient('street', [0, '#9b9184'], [1, '#4c463f']) +
      gradient('body', [0, '#f7cf3c'], [1, '#d79f18']),
    [
      rect(0, 0, 1200, 800, 'url(#sky)'),
      '<g transform="rotate(-5 600 600)">',
      wall(-60, '#d98a7a', 260),
      wall(205, '#e9d7a6', 220),
      wall(880, '#8fb7b0', 230),
      wall(1115, '#d7b3c4', 240),
      rect(-100, 600, 1500, 320, 'url(#street)'),
      stones.join(''),
      line(470, 900, 560, 600, '#c9c4bc', 7),
      line(830, 900, 720, 600, '#c9c4bc', 7),
      line(-100, 150, 1300, 150, '#222', 3),
      line(640, 150, 640, 230, '#222', 6),
      rect(470, 240, 340, 24, '#f3ead2', 'rx="12"'),
      rect(480, 262, 320, 180, '#f3ead2'),
      rect(480, 440, 320, 170, 'url(#body)', 'rx="6"'),
      range(3)
        .map((pane) => rect(500 + pane * 98, 284, 84, 130, '#36505e', 'rx="6"'))
        .join(''),
      rect(590, 220, 100, 30, '#1d2b33'),
      `<text x="640" y="243" font-family="DejaVu Sans" font-size="22" fill="#ffd34d" text-anchor="middle">ALTO</text>`,
      circle(640, 520, 26, '#fff6cf'),
      circle(640, 520, 60, '#fff6cf', 'filter="url(#haze)" opacity="0.6"'),
      rect(500, 600, 280, 26, '#2a2522'),
      circle(545, 630, 22, '#1b1817'),
      circle(735, 630, 22, '#1b1817'),
      '</g>',
    ].join(''),
  );
}
