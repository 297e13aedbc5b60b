/** A plot says what it is of, and shows every value. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { svgOf } from '../../bench/lib/plot.ts';
import { plotsOf } from '../../bench/lib/plots.ts';
import type { SuiteResult } from '../../bench/lib/suite.ts';

const plot = {
  title: 'Costs & "sizes" <small>',
  xLabel: 'articles',
  yLabel: 'µs',
  ticks: ['10', '100'],
  lines: [{ name: 'first', values: [100, 150], low: [90, 140], high: [120, 180] }],
};

describe('a plot', () => {
  it('has a point for each value, with its spread, and every label as text', () => {
    const svg = svgOf(plot);
    expect(svg.match(/<circle /g)).toHaveLength(2);
    expect(svg).toContain('Costs &amp; &quot;sizes&quot; &lt;small&gt;');
    for (const label of ['articles', 'µs', '10', '100', 'first']) expect(svg).toContain(`>${label}</text>`);
  });

  it('is higher where the value is larger, and has room for the largest', () => {
    const [low = 0, high = 0] = [...svgOf(plot).matchAll(/<circle cx="[\d.]+" cy="([\d.]+)"/g)].map(([, y]) =>
      Number(y),
    );
    expect(low).toBeGreaterThan(high);
    const tops = [...svgOf(plot).matchAll(/y\d="([\d.]+)"/g)].map(([, y]) => Number(y));
    expect(Math.min(...tops)).toBeGreaterThanOrEqual(48);
  });
});

describe('the plots of the page of figures', () => {
  const read = (...path: string[]) => readFileSync(join(import.meta.dirname, '..', '..', ...path), 'utf8');
  const { suites } = JSON.parse(read('bench', 'results.json')) as { suites: Record<string, SuiteResult> };

  it.each([
    ['steady', 1],
    ['scale', 3],
    ['ledger', 1],
  ])('of %s are drawn from its newest run, whole, and shown', (name, count) => {
    const result = suites[name];
    if (!result) throw new Error(`bench/results.json has nothing of ${name}`);
    const plots = Object.entries(plotsOf(name, result));
    expect(plots).toHaveLength(count);
    const page = read('docs', 'performance.md');
    for (const [file, svg] of plots) {
      expect(svg, file).not.toContain('NaN');
      expect(read('docs', 'images', file), file).toBe(svg);
      expect(page).toContain(`](images/${file})`);
    }
  });
});
