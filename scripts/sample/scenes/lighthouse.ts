/** A lighthouse at dusk. */
import { circle, gradient, photograph, polygon, random, range, rect } from '../svg.ts';

export function lighthouse(): string {
  const next = random(23);
  const waves = range(120).map(() => {
    const y = next(560, 795);
    return rect(
      next(-50, 1150),
      y,
      next(30, 160),
      next(1, 3.5),
      '#cfe0e6',
      `opacity="${next(0.06, 0.28).toFixed(2)}"`,
    );
  });
  const stars = range(60).map(() =>
    circle(next(0, 1200), next(0, 260), next(0.6, 1.6), '#fff', 'opacity="0.7"'),
  );
  return photograph(
    gradient('sky', [0, '#0d1a33'], [0.55, '#3d5577'], [0.85, '#c98a6a'], [1, '#f0c890']) +
      gradient('tower', [0, '#f2efe6'], [1, '#b9b2a4']),
    [
      rect(0, 0, 1200, 560, 'url(#sky)'),
      stars.join(''),
      polygon(
        [
          [815, 172],
          [-60, 40],
          [-60, 250],
        ],
        '#fff3c4',
        'opacity="0.28" filter="url(#haze)"',
      ),
      polygon(
        [
          [815, 172],
          [1260, 90],
          [1260, 250],
        ],
        '#fff3c4',
        'opacity="0.3" filter="url(#haze)"',
      ),
      rect(0, 552, 1200, 248, '#24384a'),
      waves.join(''),
      polygon(
        [
          [560, 800],
          [600, 640],
          [700, 585],
          [930, 575],
          [1050, 640],
          [1200, 690],
          [1200, 800],
        ],
        '#171c1f',
      ),
      polygon(
        [
          [775, 585],
          [788, 205],
          [842, 205],
          [858, 585],
        ],
        'url(#tower)',
      ),
      polygon(
        [
          [779, 470],
          [783, 380],
          [847, 380],
          [852, 470],
        ],
        '#9c2f2a',
      ),
      polygon(
        [
          [785, 290],
          [787, 235],
          [843, 235],
          [845, 290],
        ],
        '#9c2f2a',
      ),
      rect(776, 196, 78, 10, '#22262a'),
      rect(792, 152, 46, 44, '#ffe9a6'),
      circle(815, 172, 46, '#fff2b8', 'filter="url(#haze)"'),
      polygon(
        [
          [786, 152],
          [815, 122],
          [844, 152],
        ],
        '#7c2420',
      ),
      rect(905, 535, 110, 48, '#d8d2c2'),
      polygon(
        [
          [895, 537],
          [960, 496],
          [1025, 537],
        ],
        '#5a2a24',
      ),
      rect(925, 550, 16, 18, '#ffcf70'),
      rect(975, 550, 16, 18, '#ffcf70'),
    ].join(''),
  );
}
