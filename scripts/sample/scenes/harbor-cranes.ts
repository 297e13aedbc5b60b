/** A container quay before sunrise. */
import { circle, gradient, line, photograph, random, range, rect, ridge } from '../svg.ts';

function crane(x: number, base: number, scale: number, color: string): string {
  const s = (value: number) => value * scale;
  return [
    line(x, base, x + s(20), base - s(260), color, s(9)),
    line(x + s(110), base, x + s(90), base - s(260), color, s(9)),
    line(x + s(8), base - s(110), x + s(102), base - s(110), color, s(7)),
    line(x + s(8), base - s(110), x + s(92), base - s(250), color, s(4)),
    line(x - s(90), base - s(262), x + s(330), base - s(262), color, s(12)),
    line(x + s(60), base - s(262), x + s(60), base - s(380), color, s(8)),
    line(x + s(60), base - s(378), x + s(320), base - s(264), color, s(3)),
    line(x + s(60), base - s(378), x - s(85), base - s(264), color, s(3)),
    line(x + s(230), base - s(262), x + s(230), base - s(170), color, s(2)),
    rect(x + s(205), base - s(172), s(50), s(14), color),
  ].join('');
}

export function harborCranes(): string {
  const next = random(11);
  const colors = ['#7a2d24', '#24506b', '#8a6a2a', '#3a4a3a', '#5b2f4b'];
  const stacks = range(34).map((index) => {
    const height = Math.floor(next(1, 5));
    return range(height)
      .map((row) => rect(index * 36 - 8, 628 - row * 21, 33, 19, colors[Math.floor(next(0, 5))] ?? '#444'))
      .join('');
  });
  const glints = range(90).map(() => {
    const y = next(668, 795);
    return rect(
      next(120, 980),
      y,
      next(20, 110),
      next(1.2, 3),
      '#ffd9a0',
      `opacity="${next(0.12, 0.5).toFixed(2)}"`,
    );
  });
  return photograph(
    gradient('sky', [0, '#1a2344'], [0.5, '#b0556a'], [0.78, '#f6b46a'], [1, '#ffe2a8']) +
      gradient('sea', [0, '#8a5a60'], [1, '#141a30']),
    [
      rect(0, 0, 1200, 660, 'url(#sky)'),
      circle(560, 590, 150, '#fff0c0', 'filter="url(#haze)" opacity="0.9"'),
      circle(560, 592, 40, '#fff6dc'),
      ridge(3, 350, 60, '#7d4a6a22'),
      `<g filter="url(#soft)">${crane(560, 632, 0.6, '#4a3048')}${crane(860, 632, 0.55, '#4a3048')}</g>`,
      stacks.join(''),
      crane(90, 650, 1.35, '#14121f'),
      crane(690, 650, 1.15, '#1b1626'),
      rect(0, 644, 1200, 22, '#0d0d18'),
      rect(0, 664, 1200, 136, 'url(#sea)'),
      glints.join(''),
    ].join(''),
  );
}
