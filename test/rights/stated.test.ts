/** Stated facts besides act, title, territory, channel and purpose; and who may read the reasons. */
import { describe, expect, it } from 'vitest';
import { compileRestriction, decide } from '../../src/rights/index.ts';
import type { OdrlJson } from '../../src/rights/types.ts';
import { decideOne, FULL_USE, input, NOW, restriction, rightsOf, set, subject, unwrap } from './fixtures.ts';

const forbid = (...constraint: OdrlJson[]) =>
  restriction(set({ prohibition: { action: 'use', constraint } }));
const larger = forbid({ leftOperand: 'absoluteSize', operator: 'gt', rightOperand: 1200, unit: 'px' });
const twice = forbid({ leftOperand: 'count', operator: 'gt', rightOperand: '1' });

describe('what a use states besides', () => {
  it('is asked for when a rule needs it, and the answer says what to state', () => {
    const decision = decideOne({ restrictions: [larger], use: FULL_USE });
    expect(decision).toMatchObject({ outcome: 'deny', code: 'indeterminate' });
    expect(decision.sentence).toContain(
      "rule 1 of the article's restrictions depends on absoluteSize, which the use does not state",
    );
  });

  it('decides, and the rights hold for it alone', () => {
    const small = decideOne({
      restrictions: [larger],
      use: { ...FULL_USE, context: { absoluteSize: '800 px' } },
    });
    expect(rightsOf(small).stated).toEqual({ absoluteSize: '800 px' });
    const large = decideOne({
      restrictions: [larger],
      use: { ...FULL_USE, context: { absoluteSize: '1600 px' } },
    });
    expect(large).toMatchObject({ outcome: 'deny', code: 'restricted' });
  });

  it('may be a number', () => {
    const use = (count: number) => ({ ...FULL_USE, context: { count } });
    expect(decideOne({ restrictions: [twice], use: use(1) }).outcome).toBe('permit');
    expect(decideOne({ restrictions: [twice], use: use(2) }).outcome).toBe('deny');
  });

  it('stands in the rights only where some rule asks for it', () => {
    const { rights } = decideOne({ use: { ...FULL_USE, context: { count: 1 } } });
    expect(rights?.stated).toBeUndefined();
  });

  it('of several components holds for all of them together', () => {
    const ofPhotograph = restriction(
      set({
        prohibition: {
          action: 'use',
          constraint: { leftOperand: 'count', operator: 'gt', rightOperand: '1' },
        },
      }),
      { id: 'rst_2', scope: { kind: 'component', component: 'cmp_photograph' } },
    );
    const decision = decide(
      input({
        restrictions: [larger, ofPhotograph],
        subject: subject({}, 'dispatch', 'photograph'),
        use: { ...FULL_USE, context: { count: 1, absoluteSize: '800 px' } },
      }),
    );
    expect(decision.rights?.stated).toEqual({ count: 1, absoluteSize: '800 px' });
  });

  it('is never taken for what the gateway knows by itself', () => {
    const japanOut = forbid({ leftOperand: 'spatial', operator: 'eq', rightOperand: 'DE' });
    const context = {
      spatial: 'AT',
      dateTime: '2026-02-01T00:00:00Z',
      elapsedTime: 'P1D',
      recipient: 'par_other',
      purpose: 'editorial',
      constructor: 'x',
    };
    expect(decideOne({ restrictions: [japanOut], use: { ...FULL_USE, context } }).outcome).toBe('deny');
    const later = NOW + 365 * 86_400_000;
    expect(decideOne({ now: later, use: { ...FULL_USE, context } })).toMatchObject({ code: 'outside_term' });
    const editorial = forbid({ leftOperand: 'purpose', operator: 'neq', rightOperand: 'editorial' });
    const { purpose: _, ...open } = FULL_USE;
    const { rights } = decideOne({ restrictions: [editorial], use: { ...open, context } });
    expect(rights?.grants[0]?.purposes).toEqual(['editorial']);
    const aged = forbid({ leftOperand: 'elapsedTime', operator: 'gteq', rightOperand: 'PT1H' });
    expect(decideOne({ restrictions: [aged], use: { ...FULL_USE, context } }).outcome).toBe('deny');
  });

  it('is not taken from what every object has', () => {
    const odd = forbid({ leftOperand: 'version', operator: 'neq', rightOperand: '1' });
    const context = Object.create({ version: '1' });
    expect(decideOne({ restrictions: [odd], use: { ...FULL_USE, context } })).toMatchObject({
      code: 'indeterminate',
    });
  });
});

describe('who reads why', () => {
  const OTHERS = ['par_secret1', 'par_secret2'];
  const others = forbid({ leftOperand: 'recipient', operator: 'isNoneOf', rightOperand: OTHERS });

  it('is a partner unless it is said otherwise, and sees no other partner', () => {
    for (const use of [FULL_USE, {}]) {
      const text = JSON.stringify(decide(input({ restrictions: [others], use })));
      expect(text).toContain('for anyone but certain clients');
      expect(text).not.toContain('par_secret');
    }
  });

  it('may be the desk, which sees them', () => {
    const decision = decide(input({ restrictions: [others], use: FULL_USE, audience: 'desk' }));
    expect(decision.sentence).toContain('for anyone but par_secret1 and par_secret2');
    const step = decision.components[0]?.trace.find(({ outcome }) => outcome === 'forbidden');
    expect(step?.constraint).toMatchObject({ rightOperand: OTHERS, actual: 'par_1' });
  });

  it('sees no other partner inside of a compound constraint or an exclusivity either', () => {
    const compound = unwrap(
      compileRestriction({
        id: 'exc_1',
        version: 1,
        scope: { kind: 'exclusivity' },
        reviewed: true,
        policy: set({
          prohibition: {
            action: 'use',
            constraint: {
              or: [
                { leftOperand: 'recipient', operator: 'isAnyOf', rightOperand: OTHERS },
                { leftOperand: 'spatial', operator: 'eq', rightOperand: 'DE' },
              ],
            },
          },
        }),
      }),
    );
    const decision = decide(input({ restrictions: [compound], use: FULL_USE }));
    expect(decision.outcome).toBe('deny');
    expect(decision.sentence).toContain('an exclusivity that the agency granted to another client');
    expect(JSON.stringify(decision)).not.toContain('par_secret');
  });
});
