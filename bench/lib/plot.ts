/**
 * Lines over sizes or minutes, as SVG that reads on light and dark pages alike. Pure: the same figures, the
 * same file.
 */
import { escapeMarkup } from '../../src/articles/blocks.ts';

export interface Plot {
  title: string;
  xLabel: string;
  yLabel: string;
  /** What stands under each place of the axis; places are equally far apart. */
  ticks: string[];
  lines: { name: string; values: number[]; low?: number[]; high?: number[] }[];
  /** A value that lines should stay below. */
  bound?: { name: string; value: number };
}

const WIDTH = 640;
const HEIGHT = 360;
const BOX = { left: 64, right: 616, top: 48, bottom: 292 };
const COLORS = ['#2563ab', '#c2571a', '#2f8f5b', '#8b4fb3'];
const Y_TICKS = 5;

export function svgOf({ title, xLabel, yLabel, ticks, lines, bound }: Plot): string {
  const top = niceTop(
    Math.max(...lines.flatMap(({ values, high }) => [...values, ...(high ?? [])]), bound?.value ?? 0),
  );
  const x = (place: number) =>
    round(BOX.left + ((BOX.right - BOX.left) * (place + 0.5)) / Math.max(1, ticks.length));
  const y = (value: number) => round(BOX.bottom - ((BOX.bottom - BOX.top) * value) / top);
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeMarkup(title)}">`,
    '<style>text{font:13px system-ui,sans-serif;fill:#333}.t{font-weight:600;font-size:15px}.g{stroke:#8886}.l{fill:none;stroke-width:2.5}' +
      '@media(prefers-color-scheme:dark){text{fill:#ddd}}</style>',
    `<text class="t" x="${BOX.left}" y="24">${escapeMarkup(title)}</text>`,
    ...Array.from({ length: Y_TICKS + 1 }, (_, n) => {
      const value = (top * n) / Y_TICKS;
      return `<line class="g" x1="${BOX.left}" x2="${BOX.right}" y1="${y(value)}" y2="${y(value)}"/><text x="${BOX.left - 8}" y="${y(value) + 4}" text-anchor="end">${round(value)}</text>`;
    }),
    ...ticks.map(
      (tick, place) =>
        `<text x="${x(place)}" y="${BOX.bottom + 20}" text-anchor="middle">${escapeMarkup(tick)}</text>`,
    ),
    `<text x="${(BOX.left + BOX.right) / 2}" y="${BOX.bottom + 40}" text-anchor="middle">${escapeMarkup(xLabel)}</text>`,
    `<text x="${BOX.left}" y="${BOX.top - 8}">${escapeMarkup(yLabel)}</text>`,
    ...lines.flatMap((line, n) => lineOf(line, COLORS[n % COLORS.length] ?? '', { x, y })),
    ...lines.map(({ name }, n) => {
      const left = BOX.left + n * 180;
      return `<rect x="${left}" y="${HEIGHT - 20}" width="14" height="4" fill="${COLORS[n % COLORS.length]}"/><text x="${left + 20}" y="${HEIGHT - 13}">${escapeMarkup(name)}</text>`;
    }),
    ...(bound
      ? [
          `<line x1="${BOX.left}" x2="${BOX.right}" y1="${y(bound.value)}" y2="${y(bound.value)}" stroke="#b00" stroke-dasharray="6 4"/><text x="${BOX.right}" y="${y(bound.value) - 6}" text-anchor="end">${escapeMarkup(bound.name)}</text>`,
        ]
      : []),
    '</svg>',
  ];
  return `${parts.join('\n')}\n`;
}

function lineOf(
  { values, low, high }: Plot['lines'][number],
  color: string,
  { x, y }: Record<'x' | 'y', (value: number) => number>,
): string[] {
  const points = values.map((value, place) => `${x(place)},${y(value)}`);
  return [
    `<polyline class="l" stroke="${color}" points="${points.join(' ')}"/>`,
    ...values.map((value, place) => {
      const bars =
        low && high
          ? `<line stroke="${color}" x1="${x(place)}" x2="${x(place)}" y1="${y(low[place] ?? value)}" y2="${y(high[place] ?? value)}"/>`
          : '';
      return `${bars}<circle cx="${x(place)}" cy="${y(value)}" r="4" fill="${color}"/>`;
    }),
  ];
}

/** The next of 1, 2, 5 times a power of ten at which all of it fits. */
function niceTop(value: number): number {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return power * ([1, 2, 5, 10].find((step) => step * power >= value) ?? 10);
}

const round = (value: number) => Math.round(100 * value) / 100;
