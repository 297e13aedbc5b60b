import { describe, expect, it } from 'vitest';
import { compileLicense, compileRestriction, decide, readProse } from '../../../src/rights/index.ts';
import type { OdrlJson, StatedUse } from '../../../src/rights/types.ts';

const NOW = Date.UTC(2026, 10, 24);
const compiled = compileLicense({
  id: 'lic_1',
  version: 1,
  titles: [{ id: 'a', name: 'A', domains: ['a.example'], market: 'DE' }],
  terms: {
    partner: 'par_1',
    products: ['prd_1'],
    uses: ['display', 'print'],
    components: ['photograph'],
    territories: ['world'],
    channels: ['web', 'print'],
    starts: '2026-01-01T00:00:00Z',
    ends: '2027-01-01T00:00:00Z',
    consent: { reference: 'C', signedBy: 'S', signedOn: '2026-01-01' },
  },
});
if (!compiled.ok) throw new Error('the license does not compile');
const license = compiled.value;

function asked(policy: OdrlJson | null, use: StatedUse) {
  const restriction = compileRestriction({
    id: 'rst_1',
    version: 1,
    scope: { kind: 'agency' },
    policy,
    reviewed: true,
  });
  if (!restriction.ok) throw new Error(JSON.stringify(restriction.reason));
  const decision = decide({
    license,
    restrictions: [restriction.value],
    use,
    now: NOW,
    subject: {
      item: 'itm_1',
      uri: 'urn:1',
      sections: [],
      versionCreated: NOW - 1,
      components: [{ id: 'cmp_1', type: 'photograph' }],
    },
  });
  return { outcome: decision.outcome, warnings: restriction.value.warnings.length };
}

const forbids = (leftOperand: string, operator: string, rightOperand: string): OdrlJson => ({
  '@type': 'Set',
  uid: 'urn:p',
  conflict: 'prohibit',
  prohibition: [{ action: 'display', constraint: [{ leftOperand, operator, rightOperand }] }],
});

describe('a prohibition in words that no use ever says', () => {
  it.each([
    ['deliveryChannel', 'internet'],
    ['deliveryChannel', 'http://cv.example/channel/web-site'],
    ['media', 'website'],
    ['recipient', 'urn:group:subscribers'],
  ])('of %s "%s" forbids, and the desk is told', (operand, word) => {
    expect(asked(forbids(operand, 'eq', word), { action: 'display', channel: 'web' })).toEqual({
      outcome: 'deny',
      warnings: 1,
    });
  });

  it.each([['WEB'], ['Web']])('is understood in any case: %s', (word) => {
    expect(asked(forbids('deliveryChannel', 'eq', word), { action: 'display', channel: 'web' })).toEqual({
      outcome: 'deny',
      warnings: 0,
    });
    expect(asked(forbids('deliveryChannel', 'eq', word), { action: 'print', channel: 'print' })).toEqual({
      outcome: 'permit',
      warnings: 0,
    });
  });
});

describe('a stated purpose', () => {
  const { policy } = readProse('NO COMMERCIAL USE');
  it.each(['commercial', 'Commercial', 'COMMERCIAL', ' commercial ', 'marketing', 'sponsored'])(
    '%j does not get round "no commercial use"',
    (purpose) => {
      expect(asked(policy, { action: 'display', channel: 'web', purpose }).outcome).toBe('deny');
    },
  );
  it('editorial is permitted beside it, in any spelling', () => {
    for (const purpose of ['editorial', 'Editorial'])
      expect(asked(policy, { action: 'display', channel: 'web', purpose }).outcome).toBe('permit');
  });
  it('in any word is permitted where no rule speaks of purposes', () => {
    expect(asked(null, { action: 'display', channel: 'web', purpose: 'marketing' }).outcome).toBe('permit');
  });
});
