/** What a stamp says of rights that share their cached parts with others: the same as if nothing were cached. */
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { EffectiveRights } from '../../src/rights/types.ts';
import { rightsExpression } from '../../src/stamp/rights-expression.ts';
import { usageTermsOf } from '../../src/stamp/usage-terms.ts';
import { runs } from '../support/runs.ts';
import { agency, dispatch, grant, item, license, photograph } from './fixtures.ts';

const components = [dispatch, photograph];
/** Few values, so that rights share some of their objects and differ in others. */
const rights = fc.record(
  {
    grants: fc.constantFrom<EffectiveRights['grants']>(
      [grant],
      [{ ...grant, purposes: ['editorial'] }],
      [grant, { ...grant, uses: ['print'], titles: ['evening'], territories: ['world'], except: ['JP'] }],
    ),
    alterations: fc.constantFrom<EffectiveRights['alterations']>(['headline'], ['shorten', 'combine']),
    duties: fc.constantFrom<EffectiveRights['duties']>(
      [],
      [{ action: 'attribute', text: 'Ida\u0000 Brandt\u2029/ Saltmarsh "Wire"' }],
      [{ action: 'attribute' }, { action: 'delete', text: 'after the term' }],
    ),
    stated: fc.constantFrom<EffectiveRights['stated']>({ count: 1 }, { absoluteSize: '1200 px' }),
    notBefore: fc.nat(),
    expires: fc.nat(),
  },
  { requiredKeys: ['grants', 'duties', 'expires'] },
);

interface Writers {
  rightsExpression: typeof rightsExpression;
  usageTermsOf: typeof usageTermsOf;
}

function textsOf({ rightsExpression, usageTermsOf }: Writers, rights: EffectiveRights, byline: boolean) {
  const targets = components.map(({ uri }) => uri);
  const { terms, titles } = license;
  return [
    rightsExpression({ agency, partner: terms.partner, targets, rights, receiptId: 'dlv_1', byline }),
    usageTermsOf({ item, components, rights, terms, titles }),
  ];
}

/** Writers that have cached nothing. */
async function newWriters(): Promise<Writers> {
  vi.resetModules();
  return {
    ...(await import('../../src/stamp/rights-expression.ts')),
    ...(await import('../../src/stamp/usage-terms.ts')),
  };
}

describe('rights expression and usage terms', () => {
  it('are the same, whatever rights were stated before', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(rights, fc.boolean()), { minLength: 1, maxLength: 6 }),
        async (all) => {
          const cached = all.map(([one, byline]) => textsOf({ rightsExpression, usageTermsOf }, one, byline));
          const [last, byline] = all.at(-1) ?? all[0] ?? expect.fail();
          expect(cached.at(-1)).toEqual(textsOf(await newWriters(), structuredClone(last), byline));
        },
      ),
      runs(20),
    );
  });
});
