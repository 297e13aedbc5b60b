import { describe, expect, it } from 'vitest';
import { missingFor } from '../../src/delivery/missing.ts';
import { decide } from '../../src/rights/index.ts';
import type { StatedUse } from '../../src/rights/types.ts';
import { input, restriction, set } from '../rights/fixtures.ts';

describe('what a use that cannot be decided would have to state', () => {
  const bavariaOut = restriction(
    set({
      prohibition: [
        {
          action: 'distribute',
          constraint: [{ leftOperand: 'spatial', operator: 'eq', rightOperand: 'DE-BY' }],
        },
      ],
    }),
  );
  const missing = (use: StatedUse) => missingFor(decide(input({ restrictions: [bavariaOut], use })), use);

  it('is the part of a country that a rule is about a part of', () => {
    const use = { action: 'distribute', territory: 'DE', channel: 'print' } as const;
    expect(missing({ ...use, title: 'morgen' })).toEqual(['territory']);
    expect(missing({ ...use, territory: 'DE-BE', title: 'morgen' })).toEqual([]);
    expect(missing({ ...use, territory: 'DE-BY', title: 'morgen' })).toEqual([]);
  });

  it('is nothing where the country is only the home of the title: no statement moves that', () => {
    expect(missing({ action: 'distribute', title: 'morgen', territory: 'AT', channel: 'web' })).toEqual([]);
  });
});
