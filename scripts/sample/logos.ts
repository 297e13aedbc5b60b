/** The sample's trademarks, of companies that do not exist. */
import { circle, line, polygon } from './svg.ts';

function plate(body: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="240"><rect width="640" height="240" fill="#fff"/>${body}</svg>`;
}

function name(value: string, fill: string, style: string): string {
  return `<text x="240" y="142" fill="${fill}" ${style}>${value}</text>`;
}

export function nordankerLogo(): string {
  const blue = '#0b4f6c';
  return plate(
    [
      circle(120, 64, 22, 'none', `stroke="${blue}" stroke-width="12"`),
      line(120, 86, 120, 196, blue, 14),
      line(76, 112, 164, 112, blue, 12),
      `<path d="M44 148 A 78 62 0 0 0 196 148" fill="none" stroke="${blue}" stroke-width="14"/>`,
      polygon(
        [
          [128, 118],
          [100, 162],
          [119, 162],
          [110, 198],
          [146, 148],
          [126, 148],
        ],
        '#f2b705',
      ),
      name('nordanker', blue, 'font-family="DejaVu Sans" font-size="62" font-weight="bold"'),
    ].join(''),
  );
}

export function kehrwaldLogo(): string {
  const green = '#1d5c3a';
  return plate(
    [
      polygon(
        [
          [60, 190],
          [60, 50],
          [84, 50],
          [84, 190],
        ],
        green,
      ),
      polygon(
        [
          [84, 122],
          [150, 50],
          [184, 50],
          [84, 158],
        ],
        green,
      ),
      polygon(
        [
          [112, 122],
          [190, 190],
          [156, 190],
          [96, 138],
        ],
        '#8fbf3f',
      ),
      name('KEHRWALD', green, 'font-family="DejaVu Serif" font-size="54"'),
    ].join(''),
  );
}
