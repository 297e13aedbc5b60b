/** The tongue of a glacier between two moraines. */
import { circle, gradient, line, photograph, polygon, random, range, rect } from '../svg.ts';

export function glacier(): string {
  const next = random(131);
  const cracks = range(70).map((index) => {
    const y = 380 + index * 6;
    const half = 70 + index * 6.5;
    const x = 600 + next(-half, half * 0.7);
    return `<path d="M${x.toFixed(1)} ${y} q ${next(20, 60).toFixed(1)} ${next(6, 22).toFixed(1)} ${next(70, 150).toFixed(1)} ${next(-6, 14).toFixed(1)}" stroke="#4f86a8" stroke-width="${next(1.5, 5).toFixed(1)}" fill="none" opacity="0.55"/>`;
  });
  return photograph(
    gradient('sky', [0, '#2f6db0'], [1, '#cfe3ef']) + gradient('ice', [0, '#f7fbfd'], [1, '#a9cde0']),
    [
      rect(0, 0, 1200, 800, 'url(#sky)'),
      polygon(
        [
          [120, 430],
          [420, 90],
          [520, 230],
          [640, 120],
          [900, 420],
        ],
        '#e9eef2',
      ),
      polygon(
        [
          [420, 90],
          [520, 230],
          [470, 420],
          [360, 420],
        ],
        '#aebdc9',
      ),
      polygon(
        [
          [640, 120],
          [900, 420],
          [700, 420],
        ],
        '#b7c5d0',
      ),
      polygon(
        [
          [0, 330],
          [260, 300],
          [520, 800],
          [0, 800],
        ],
        '#4b463f',
      ),
      polygon(
        [
          [1200, 280],
          [860, 330],
          [720, 800],
          [1200, 800],
        ],
        '#3f3b36',
      ),
      polygon(
        [
          [500, 350],
          [720, 350],
          [760, 480],
          [1080, 800],
          [140, 800],
          [440, 490],
        ],
        'url(#ice)',
      ),
      ...cracks,
      range(140)
        .map(() =>
          circle(
            next(0, 1) > 0.5 ? next(40, 330) : next(880, 1180),
            next(480, 795),
            next(2, 9),
            '#2a2723',
            'opacity="0.6"',
          ),
        )
        .join(''),
      line(620, 560, 620, 520, '#d42a2a', 5),
      polygon(
        [
          [620, 520],
          [648, 530],
          [620, 540],
        ],
        '#d42a2a',
      ),
    ].join(''),
  );
}
