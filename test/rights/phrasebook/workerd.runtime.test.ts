/** Country names come from the runtime's own CLDR data, so the reading is tested in workerd. */
import { describe, expect, it } from 'vitest';
import { readProse } from '../../../src/rights/index.ts';

describe('the phrasebook on workerd', () => {
  it.each([
    ['JAPAN OUT', ['JP']],
    ['BOSNIA & HERZEGOVINA OUT', ['BA']],
    ['Nicht für Österreich', ['AT']],
    ['Sauf Allemagne', ['DE']],
    ['Excepto España', ['ES']],
  ])('knows the country of %s', (text, codes) => {
    const { policy, complete } = readProse(text);
    expect(complete).toBe(true);
    expect(policy?.prohibition).toMatchObject([
      { constraint: [{ leftOperand: 'spatial', rightOperand: codes }] },
    ]);
  });
});
