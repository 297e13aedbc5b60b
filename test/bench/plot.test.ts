/** A plot says what it is of, and shows every value. */
import { describe, expect, it } from 'vitest';
import { svgOf } from '../../bench/lib/plot.ts';

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
