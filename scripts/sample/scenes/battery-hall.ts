/** An idle production hall. */
import { circle, gradient, line, photograph, polygon, range, rect } from '../svg.ts';

export function batteryHall(): string {
  const lamps = range(7).map((index) => {
    const depth = 1 - index / 8;
    return (
      rect(
        600 - 300 * depth,
        150 + 30 * index,
        600 * depth,
        9 * depth + 2,
        '#e8f4ff',
        'filter="url(#soft)"',
      ) + rect(600 - 300 * depth, 150 + 30 * index, 600 * depth, 5 * depth, '#ffffff')
    );
  });
  const machines = (side: 1 | -1) =>
    range(6).map((index) => {
      const scale = 1 / (1 + index * 0.45);
      const x = 600 + side * 560 * scale;
      const y = 420 + 330 * scale;
      const width = 240 * scale;
      return (
        rect(
          side === 1 ? x - width * 0.3 : x - width * 0.7,
          y - 300 * scale,
          width,
          300 * scale,
          index % 2 ? '#42535e' : '#4d616d',
          `stroke="#1d262c" stroke-width="${(4 * scale).toFixed(1)}"`,
        ) +
        rect(x - width * 0.15, y - 240 * scale, width * 0.4, 90 * scale, '#1e2a31') +
        circle(x + width * 0.12, y - 90 * scale, 12 * scale, index === 1 ? '#e05a3a' : '#3f8f6a')
      );
    });
  return photograph(
    gradient('wall', [0, '#26313a'], [0.5, '#7c8a94'], [1, '#3a444c']) +
      gradient('floor', [0, '#8d979c'], [1, '#2b3136']),
    [
      rect(0, 0, 1200, 800, 'url(#wall)'),
      polygon(
        [
          [0, 0],
          [1200, 0],
          [760, 330],
          [440, 330],
        ],
        '#2d3942',
      ),
      polygon(
        [
          [440, 330],
          [760, 330],
          [760, 470],
          [440, 470],
        ],
        '#a9b7bf',
      ),
      polygon(
        [
          [0, 800],
          [1200, 800],
          [760, 468],
          [440, 468],
        ],
        'url(#floor)',
      ),
      ...lamps,
      line(600, 470, 560, 800, '#d8b43a', 6),
      line(610, 470, 690, 800, '#d8b43a', 6),
      [...machines(-1)].reverse().join(''),
      [...machines(1)].reverse().join(''),
      circle(600, 400, 120, '#dfeaf0', 'filter="url(#haze)" opacity="0.7"'),
    ].join(''),
  );
}
