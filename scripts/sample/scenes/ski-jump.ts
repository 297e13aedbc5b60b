/** A jumper above a hill without snow. */
import { circle, gradient, line, photograph, polygon, range, rect, ridge } from '../svg.ts';

export function skiJump(): string {
  const flakes = range(11).map((index) =>
    polygon(
      [
        [index * 120 - 40, 640],
        [index * 120, 470 - (index % 3) * 40],
        [index * 120 + 40, 640],
      ],
      index % 2 ? '#23402f' : '#1c3527',
    ),
  );
  return photograph(
    gradient('sky', [0, '#4d88c4'], [1, '#e4eef2']) + gradient('mat', [0, '#8fc27a'], [1, '#4f8a4a']),
    [
      rect(0, 0, 1200, 800, 'url(#sky)'),
      ridge(9, 330, 150, '#8fa6bd', 18),
      ridge(15, 430, 120, '#5f7a92', 22),
      ...flakes,
      polygon(
        [
          [0, 620],
          [1200, 520],
          [1200, 800],
          [0, 800],
        ],
        '#3b5a3a',
      ),
      polygon(
        [
          [700, 800],
          [1200, 560],
          [1200, 800],
        ],
        'url(#mat)',
      ),
      polygon(
        [
          [420, 800],
          [1200, 470],
          [1200, 610],
          [760, 800],
        ],
        'url(#mat)',
      ),
      polygon(
        [
          [0, 90],
          [0, 160],
          [360, 372],
          [410, 372],
          [410, 356],
          [370, 352],
        ],
        '#6e747a',
      ),
      range(7)
        .map((index) => line(20 + index * 58, 150 + index * 33, 20 + index * 58, 620, '#565c61', 7))
        .join(''),
      '<g transform="translate(690 300) rotate(-16)">',
      line(-120, 42, 130, 10, '#e6c229', 8, 'stroke-linecap="round"'),
      line(-112, 60, 138, 34, '#e6c229', 8, 'stroke-linecap="round"'),
      '<path d="M-30 34 L 96 -34 L 112 -18 L -4 46 Z" fill="#c8203a"/>',
      line(60, -18, 4, 8, '#8f1428', 12, 'stroke-linecap="round"'),
      circle(118, -38, 17, '#f3f3f3'),
      rect(118, -46, 18, 9, '#20252b'),
      '</g>',
    ].join(''),
  );
}
