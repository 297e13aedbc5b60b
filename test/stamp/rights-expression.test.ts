import { describe, expect, it } from 'vitest';
import { evaluatePolicy } from '../../src/rights/index.ts';
import { parsePolicy } from '../../src/rights/odrl/parse.ts';
import { rightsExpression } from '../../src/stamp/rights-expression.ts';
import { agency, grant, input, rights } from './fixtures.ts';

const facts = {
  agency,
  partner: 'par_1',
  targets: ['urn:example:pier', 'urn:example:harbor'],
  rights,
  receiptId: 'dlv_1',
  byline: false,
};
const policyOf = (changed: Partial<typeof facts>) => JSON.parse(rightsExpression({ ...facts, ...changed }));
const constraintOf = (policy: ReturnType<typeof policyOf>, operand: string) =>
  policy.permission[0].constraint.filter(
    (constraint: { leftOperand: string }) => constraint.leftOperand === operand,
  );

describe('the rights expression', () => {
  it('is an Agreement between agency and partner about what was let out', () => {
    expect(policyOf({})).toMatchObject({
      type: 'Agreement',
      uid: 'https://gateway.example/v1/receipts/dlv_1#rights',
      profile: ['https://iptc.org/std/RightsML/odrl-profile/', 'urn:imprimatur:profile:1'],
      assigner: 'urn:imprimatur:agency',
      assignee: 'urn:imprimatur:partner:par_1',
      target: ['urn:example:harbor', 'urn:example:pier'],
    });
  });

  it('limits time, places, channels and titles, and carries the credit as a duty', () => {
    expect(policyOf({}).permission).toEqual([
      {
        action: ['display', 'distribute', 'imp:headline'],
        constraint: [
          {
            leftOperand: 'dateTime',
            operator: 'lt',
            rightOperand: { '@value': '2027-01-01T00:00:00.000Z', '@type': 'xsd:dateTime' },
          },
          {
            leftOperand: 'spatial',
            operator: 'isAnyOf',
            rightOperand: ['http://cvx.iptc.org/iso3166-1a2/AT', 'http://cvx.iptc.org/iso3166-1a2/DE'],
          },
          { leftOperand: 'deliveryChannel', operator: 'isAnyOf', rightOperand: ['app', 'web'] },
          { leftOperand: 'imp:title', operator: 'isAnyOf', rightOperand: ['courier'] },
        ],
        duty: [{ action: 'attribute', 'imp:text': 'Saltmarsh Wire / Ida Brandt' }],
      },
    ]);
  });

  it('asks for the byline with the credit where the license does, in words that parse again', () => {
    const duties = [
      { action: 'attribute', text: 'Saltmarsh Wire' },
      { action: 'delete', text: 'after the term' },
    ];
    const policy = policyOf({ rights: { ...rights, duties }, byline: true });
    expect(policy.permission[0].duty).toEqual([
      { action: 'attribute', 'imp:text': 'Saltmarsh Wire', 'imp:byline': true },
      { action: 'delete', 'imp:text': 'after the term' },
    ]);
    const parsed = parsePolicy(policy);
    const read = parsed.ok && parsed.value.policy.permissions[0]?.duties.map(({ byline }) => byline);
    expect(read).toEqual([true, undefined]);
    expect(parsed.ok && parsed.value.warnings).toEqual([]);
  });

  it('is understood, without a warning, by the evaluator that decided', () => {
    const wide = {
      ...rights,
      alterations: ['combine' as const],
      notBefore: 1,
      grants: [{ ...grant, uses: ['ai-input'], purposes: ['editorial'] }],
    };
    const parsed = [rights, wide].map((effective) => parsePolicy(policyOf({ rights: effective })));
    expect(parsed.map((result) => (result.ok ? result.value.warnings : result.reason))).toEqual([[], []]);
  });

  it('asks for what the use stated, and permits nothing to one that states something else', () => {
    const stated = { absoluteSize: '1200 px', count: 1, payAmount: '5 EUR', absolutePosition: 'cover' };
    const policy = policyOf({ rights: { ...rights, stated } });
    expect(constraintOf(policy, 'absoluteSize')).toEqual([
      {
        leftOperand: 'absoluteSize',
        operator: 'eq',
        rightOperand: 1200,
        unit: 'http://dbpedia.org/resource/Pixel',
      },
    ]);
    expect(constraintOf(policy, 'count')).toEqual([
      { leftOperand: 'count', operator: 'eq', rightOperand: 1 },
    ]);
    const decisionFor = (change: Record<string, unknown>) => {
      const context = {
        dateTime: '2026-12-01T00:00:00Z',
        spatial: 'AT',
        deliveryChannel: 'web',
        'imp:title': 'courier',
        absoluteSize: { value: 1200, unit: 'px' },
        count: 1,
        payAmount: { value: 5, unit: 'EUR' },
        absolutePosition: 'cover',
        ...change,
      };
      const [assignee, target] = ['urn:imprimatur:partner:par_1', 'urn:example:pier'];
      return evaluatePolicy(
        policy,
        { action: 'display', assignee, target, context },
        { performed: ['attribute'] },
      );
    };
    expect(decisionFor({})).toMatchObject({ decision: 'permit', faults: [] });
    for (const change of [
      { absoluteSize: { value: 1201, unit: 'px' } },
      { count: 2 },
      { payAmount: { value: 5, unit: 'USD' } },
      { absolutePosition: 'inside' },
    ])
      expect([change, decisionFor(change).decision]).toEqual([change, 'deny']);
  });

  it('holds publication until an embargo lifts', () => {
    const advance = { ...rights, notBefore: Date.UTC(2026, 10, 20, 6) };
    expect(constraintOf(policyOf({ rights: advance }), 'dateTime')[0]).toMatchObject({
      operator: 'gteq',
      rightOperand: { '@value': '2026-11-20T06:00:00.000Z' },
    });
  });

  it('forbids what is taken out of the world, and spells out named sets', () => {
    const within = (territories: string[], except: string[]) =>
      constraintOf(
        policyOf({ rights: { ...rights, grants: [{ ...grant, territories, except }] } }),
        'spatial',
      );
    const country = (code: string) => `http://cvx.iptc.org/iso3166-1a2/${code}`;
    expect(within(['world'], [])).toEqual([]);
    expect(within(['world'], ['JP'])).toMatchObject([
      { operator: 'isNoneOf', rightOperand: [country('JP')] },
    ]);
    expect(within(['DACH'], ['CH'])).toMatchObject([
      { operator: 'isAnyOf', rightOperand: [country('AT'), country('DE')] },
    ]);
  });

  it('is the same text for the same rights in another order', () => {
    const shuffled = {
      ...rights,
      grants: [{ ...grant, uses: [...grant.uses].reverse(), territories: [...grant.territories].reverse() }],
    };
    expect(rightsExpression({ ...facts, rights: shuffled })).toBe(rightsExpression(facts));
    expect(input.rights).toBe(rights);
  });
});
