import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { perObject, type TimelessRights, timelessRights } from '../../src/rights/index.ts';
import { SHARED_RIGHTS_MAX } from '../../src/rights/limits.ts';
import type { EffectiveRights } from '../../src/rights/types.ts';

const creditedTo = (text: string): EffectiveRights => ({
  grants: [
    { uses: ['display'], titles: ['courier'], territories: ['world'], except: ['JP'], channels: ['web'] },
  ],
  duties: [{ action: 'attribute', text }],
  expires: 1,
});

describe('rights that say the same but for their times', () => {
  it('are one object, and others another', () => {
    const first = timelessRights(creditedTo('Ines Arven'));
    expect(timelessRights(creditedTo('Ines Arven'))).toBe(first);
    const later: EffectiveRights = { ...creditedTo('Ines Arven'), notBefore: 0, expires: 2 };
    expect(timelessRights(later)).toBe(first);
    expect(timelessRights(creditedTo('Tidemark'))).not.toBe(first);
  });

  it('have no times', () => {
    const { expires: _expires, ...timeless } = creditedTo('Ida Brandt');
    const embargoed: EffectiveRights = { ...creditedTo('Ida Brandt'), notBefore: 0 };
    expect(timelessRights(embargoed)).toEqual(timeless);
    expect(timelessRights(timeless)).toEqual(timeless);
  });

  it('have all their other members, whatever objects they share with rights that were looked up', () => {
    const grants = fc.constantFrom(...['a', 'b'].map((text) => creditedTo(text).grants));
    const duties = fc.constantFrom(...['a', 'b'].map((text) => creditedTo(text).duties));
    const alterations = fc.constantFrom<EffectiveRights['alterations']>(['shorten'], ['headline'], undefined);
    const stated = fc.constantFrom<EffectiveRights['stated']>({ count: 1 }, { count: 2 }, undefined);
    const rights = fc.record({ grants, duties, alterations, stated, expires: fc.nat() });
    fc.assert(
      fc.property(fc.array(rights, { minLength: 1 }), (all) => {
        for (const one of all) {
          const { expires: _expires, ...timeless } = one;
          expect(timelessRights(one as EffectiveRights)).toEqual(timeless);
        }
      }),
    );
  });

  it('are forgotten when too many others have come since', () => {
    const first = timelessRights(creditedTo('the first'));
    for (let n = 0; n <= SHARED_RIGHTS_MAX; n++) timelessRights(creditedTo(`number ${n}`));
    expect(timelessRights(creditedTo('the first'))).not.toBe(first);
  });

  it('are worked with once', () => {
    let times = 0;
    const credit = perObject(({ duties }: TimelessRights) => {
      times++;
      return duties[0]?.text;
    });
    const credits = ['c', 'c', 'd'].map((text) => credit(timelessRights(creditedTo(text))));
    expect(credits).toEqual(['c', 'c', 'd']);
    expect(times).toBe(2);
  });
});
