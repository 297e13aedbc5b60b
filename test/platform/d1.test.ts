import { describe, expect, it } from 'vitest';
import { inParameters } from '../../src/platform/d1.ts';

describe('rows as parameters', () => {
  it('are in their order, in as many arrays as their bytes need', () => {
    const rows = ['a', 'é', 'ü', { deep: ['"'] }, null];
    const parameters = inParameters(rows, 12);
    expect(parameters.flatMap((json) => JSON.parse(json) as unknown[])).toEqual(rows);
    for (const json of parameters)
      expect(Buffer.byteLength(json) <= 12 || (JSON.parse(json) as unknown[]).length === 1).toBe(true);
    expect(parameters.length).toBe(4);
  });

  it('are none for no rows, and one for a row that is larger than a parameter', () => {
    expect(inParameters([])).toEqual([]);
    expect(inParameters(['x'.repeat(40)], 12)).toHaveLength(1);
  });
});
