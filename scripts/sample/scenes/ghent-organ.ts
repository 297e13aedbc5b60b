/** The case and pipes of a church organ. */
import { circle, gradient, photograph, polygon, range, rect } from '../svg.ts';

export function ghentOrgan(): string {
  const pipes = range(41).map((index) => {
    const middle = Math.abs(index - 20);
    const tower = [0, 8, 16].some((at) => Math.abs(middle - at) < 3);
    const height = (tower ? 400 : 300) - middle * 6;
    const x = 190 + index * 20;
    const foot = 610 - (tower ? 16 : 0);
    return (
      rect(x, foot - height, 17, height, 'url(#tin)', 'rx="2"') +
      polygon(
        [
          [x, foot],
          [x + 17, foot],
          [x + 8.5, foot + 34],
        ],
        '#8d8f91',
      ) +
      `<path d="M${x + 4} ${foot - 10} q 4.5 -22 9 0 z" fill="#1b1a1a"/>`
    );
  });
  const arches = range(3).map(
    (index) =>
      `<path d="M${60 + index * 400} 420 v-150 a 140 190 0 0 1 280 0 v150 z" fill="#3b3128" opacity="0.55"/>`,
  );
  return photograph(
    '<linearGradient id="tin"><stop offset="0" stop-color="#6f7377"/><stop offset="0.35" stop-color="#f4f6f7"/><stop offset="1" stop-color="#54585c"/></linearGradient>' +
      gradient('stone', [0, '#57493a'], [0.5, '#8b765c'], [1, '#2c241c']) +
      gradient('oak', [0, '#6b4526'], [1, '#331d0d']),
    [
      rect(0, 0, 1200, 800, 'url(#stone)'),
      ...arches,
      polygon(
        [
          [820, 0],
          [1000, 0],
          [560, 800],
          [180, 800],
        ],
        '#fff0c8',
        'opacity="0.2" filter="url(#haze)"',
      ),
      rect(150, 150, 900, 490, '#2a1809'),
      rect(140, 120, 920, 44, 'url(#oak)'),
      polygon(
        [
          [480, 122],
          [600, 40],
          [720, 122],
        ],
        'url(#oak)',
      ),
      circle(600, 92, 18, '#d3a94c'),
      ...pipes,
      rect(130, 640, 940, 60, 'url(#oak)'),
      range(24)
        .map((index) => rect(140 + index * 39, 650, 28, 40, '#241307', 'stroke="#c39a4a" stroke-width="1.5"'))
        .join(''),
      rect(170, 700, 860, 100, '#1f130a'),
      range(9)
        .map((index) => rect(210 + index * 95, 720, 60, 80, '#2f1d0f'))
        .join(''),
    ].join(''),
  );
}
