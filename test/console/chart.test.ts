import { describe, expect, it } from 'vitest';
import { roundUp } from '../../src/console/parts/chart.tsx';

describe('the top of a chart’s axis', () => {
  it('is the next of 1, 1.5, 2, 3, 4, 5 and 8 times a power of ten', () => {
    const tops = [0, 1, 2, 3, 4, 5, 6, 9, 11, 16, 21, 206, 301, 401, 501, 801, 1_200].map(roundUp);
    expect(tops).toEqual([1, 1, 2, 3, 4, 5, 8, 10, 15, 20, 30, 300, 400, 500, 800, 1_000, 1_500]);
  });

  it('is never below the value, and at most twice of it', () => {
    for (let value = 1; value < 20_000; value += 7) {
      expect(roundUp(value)).toBeGreaterThanOrEqual(value);
      expect(roundUp(value)).toBeLessThanOrEqual(2 * value);
    }
  });
});
