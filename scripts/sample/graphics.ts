/** The sample's information graphics: bars and lines from the numbers that the articles tell. */
import { line, range, rect } from './svg.ts';

const WIDTH = 900;
const HEIGHT = 600;
const BLUE = '#1f4e79';
const ACCENT = '#d9822b';

function text(x: number, y: number, value: string, size: number, more = ''): string {
  return `<text x="${x}" y="${y}" font-family="DejaVu Sans" font-size="${size}" fill="#222" ${more}>${value}</text>`;
}

function sheet(title: string, subtitle: string, source: string, body: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">${[
    rect(0, 0, WIDTH, HEIGHT, '#fbfaf7'),
    rect(40, 36, 60, 6, ACCENT),
    text(40, 80, title, 27, 'font-weight="bold"'),
    text(40, 110, subtitle, 17, 'opacity="0.75"'),
    body,
    text(40, HEIGHT - 24, source, 13, 'opacity="0.6"'),
    text(WIDTH - 40, HEIGHT - 24, 'TIDEMARK', 13, 'text-anchor="end" font-weight="bold" opacity="0.6"'),
  ].join('')}</svg>`;
}

function bars(values: [label: string, value: number][], unit: string, highlight: number): string {
  const most = Math.max(...values.map(([, value]) => value));
  const step = 400 / values.length;
  return values
    .map(([label, value], index) => {
      const y = 140 + index * step;
      const width = (value / most) * 520;
      return (
        text(230, y + step * 0.55, label, 16, 'text-anchor="end"') +
        rect(245, y + step * 0.15, width, step * 0.62, index === highlight ? ACCENT : BLUE) +
        text(255 + width, y + step * 0.55, `${value}${unit}`, 16, 'font-weight="bold"')
      );
    })
    .join('');
}

function curve(
  points: number[],
  labels: string[],
  low: number,
  high: number,
  digits: number,
  solid = points.length,
): string {
  const x = (index: number) => 100 + (index / (points.length - 1)) * 740;
  const y = (value: number) => 500 - ((value - low) / (high - low)) * 340;
  const grid = range(5).map((tick) => {
    const value = low + (tick / 4) * (high - low);
    return (
      line(100, y(value), 840, y(value), '#d5d1c7', 1) +
      text(88, y(value) + 5, value.toFixed(digits), 14, 'text-anchor="end"')
    );
  });
  const path = (from: number, to: number) =>
    points
      .slice(from, to)
      .map((value, index) => `${index ? 'L' : 'M'}${x(index + from).toFixed(1)} ${y(value).toFixed(1)}`)
      .join('');
  const ticks = labels.map((label, index) =>
    text(100 + (index / (labels.length - 1)) * 740, 530, label, 14, 'text-anchor="middle"'),
  );
  return [
    ...grid,
    ...ticks,
    `<path d="${path(0, solid)}" fill="none" stroke="${BLUE}" stroke-width="5" stroke-linejoin="round"/>`,
    `<path d="${path(Math.max(0, solid - 1), points.length)}" fill="none" stroke="${ACCENT}" stroke-width="5" stroke-dasharray="10 8"/>`,
  ].join('');
}

export function harborTollChart(): string {
  const calls: [string, number][] = [
    ['Rotterdam', 1184],
    ['Vlissingen', 402],
    ['Zeebrugge', 688],
    ['Oostmond', 251],
    ['Delfzijl', 176],
    ['Emden', 334],
    ['Esbjerg', 219],
  ];
  return sheet(
    'Seven harbors, one price',
    'Container ships loading between midnight and 5 a.m., first half of the year',
    'Source: joint toll office',
    bars(calls, '', 0),
  );
}

export function bridgeGradesChart(): string {
  const shares: [string, number][] = [
    ['bis 300 m', 14],
    ['301–600 m', 17],
    ['601–900 m', 21],
    ['901–1200 m', 29],
    ['über 1200 m', 33],
  ];
  return sheet(
    'Je höher, desto maroder',
    'Anteil sanierungsbedürftiger Straßenbrücken nach Höhenlage',
    'Quelle: Alpines Prüfamt',
    bars(shares, ' %', 4),
  );
}

export function coffeeStocksChart(): string {
  const bags = [918, 1004, 1121, 1090, 1033, 1142, 1178, 1066, 952, 987, 612];
  return sheet(
    'Empty halls',
    'Green coffee in Trieste, thousands of 60-kilogram bags, end of October',
    'Source: Adriatic Coffee Registry',
    curve(bags, ['ten years ago', 'five years ago', 'this year'], 500, 1300, 0),
  );
}

export function glacierLiftChart(): string {
  const lift = [
    2.1, 1.6, 1.2, 0.8, 0.4, 0.2, 0, 0.1, 0.6, 1.5, 3.1, 5.2, 7.1, 8.4, 9.0, 8.8, 8.0, 6.9, 5.8, 4.9, 4.1,
    3.5, 3.0, 2.5,
  ];
  return sheet(
    'A day under the ice',
    'Height of the glacier surface above its daily low, centimeters',
    'Source: Institute for High Mountain Research',
    curve(lift, ['midnight', '6 a.m.', 'noon', '6 p.m.', '11 p.m.'], 0, 10, 1),
  );
}

export function floodLevelsChart(): string {
  const levels = [5.1, 5.3, 5.7, 6.2, 6.6, 7.0, 7.3, 7.62, 7.85, 8.02, 8.1, 8.0, 7.7, 7.3];
  return sheet(
    'Der Scheitel kommt in der Nacht',
    'Pegel der Donau in Passau in Metern, gestrichelt: Vorhersage',
    'Quelle: Hochwasserdienst Donauraum',
    curve(levels, ['Sa.', 'So.', 'Mo.', 'Di.'], 4, 9, 1, 8),
  );
}
