/** The normal form of a printed policy. */
import { describe, expect, it } from 'vitest';
import { readPolicy } from '../../../src/rights/odrl/parse.ts';
import type { OdrlJson } from '../../../src/rights/types.ts';
import { set, unwrap } from '../fixtures.ts';
import { printPolicy } from './print-policy.ts';

const print = (policy: OdrlJson, library: OdrlJson[] = []) =>
  printPolicy(unwrap(readPolicy(policy, { library, bare: true })).policy);
const printed = (rules: OdrlJson) => {
  const { '@context': _context, '@type': _type, uid: _uid, conflict: _conflict, ...rest } = print(set(rules));
  return rest;
};
const atom = (leftOperand: string, rightOperand: unknown = 1): OdrlJson => ({
  leftOperand,
  operator: 'eq',
  rightOperand,
});
const PRINTED_COUNT = { leftOperand: 'count', operator: 'eq', rightOperand: [{ '@value': '1' }] };

describe('a printed policy', () => {
  it('says what it is, and leaves out what it has not', () => {
    expect(print({ permission: { action: 'display' } })).toStrictEqual({
      '@context': 'http://www.w3.org/ns/odrl.jsonld',
      '@type': 'Set',
      conflict: 'invalid',
      permission: [{ action: ['display'] }],
    });
    expect(
      print({
        '@type': 'Agreement',
        uid: 'urn:p',
        profile: 'http://www.w3.org/ns/odrl/2/core',
        conflict: 'perm',
        prohibition: { action: 'display' },
        obligation: { action: 'attribute' },
      }),
    ).toStrictEqual({
      '@context': 'http://www.w3.org/ns/odrl.jsonld',
      '@type': 'Agreement',
      uid: 'urn:p',
      profile: ['http://www.w3.org/ns/odrl/2/core'],
      conflict: 'perm',
      prohibition: [{ action: ['display'] }],
      obligation: [{ action: ['attribute'] }],
    });
  });

  it('has the rules of its parents', () => {
    const parent = { uid: 'urn:parent', prohibition: { action: 'print' } };
    const { permission, prohibition, inheritFrom } = print(
      set({ inheritFrom: 'urn:parent', permission: { action: 'display' } }),
      [parent],
    );
    expect([permission, prohibition, inheritFrom]).toEqual([
      [{ action: ['display'] }],
      [{ action: ['print'] }],
      undefined,
    ]);
  });
});

describe('a printed rule', () => {
  it('is one again, whatever it was expanded to', () => {
    const rule = {
      uid: 'urn:r',
      action: ['display', 'print'],
      target: ['urn:a', 'urn:b'],
      assigner: 'urn:agency',
      assignee: 'urn:bob',
      constraint: [atom('count'), atom('count')],
    };
    expect(printed({ permission: rule })).toStrictEqual({
      permission: [
        {
          uid: 'urn:r',
          action: ['display', 'print'],
          target: ['urn:a', 'urn:b'],
          assigner: ['urn:agency'],
          assignee: ['urn:bob'],
          constraint: [PRINTED_COUNT, PRINTED_COUNT],
        },
      ],
    });
  });

  it('stays apart from another that says the same', () => {
    expect(printed({ permission: [{ action: 'display' }, { action: 'display' }] })).toStrictEqual({
      permission: [{ action: ['display'] }, { action: ['display'] }],
    });
  });

  it('keeps what hangs on it', () => {
    const inform = { action: 'inform' };
    expect(
      printed({
        permission: { action: 'display', duty: { action: 'attribute', consequence: inform } },
        prohibition: { action: 'print', remedy: inform },
      }),
    ).toStrictEqual({
      permission: [
        { action: ['display'], duty: [{ action: ['attribute'], consequence: [{ action: ['inform'] }] }] },
      ],
      prohibition: [{ action: ['print'], remedy: [{ action: ['inform'] }] }],
    });
  });

  it('names acts and words of our profile in full', () => {
    expect(
      printed({
        prohibition: {
          action: 'imp:ai-train',
          constraint: [atom('component', 'logo'), atom('imp:title', 'a')],
        },
        obligation: { action: 'attribute', 'imp:text': 'A. Writer' },
      }),
    ).toStrictEqual({
      prohibition: [
        {
          action: ['urn:imprimatur:profile:1#ai-train'],
          constraint: [
            {
              ...PRINTED_COUNT,
              leftOperand: 'urn:imprimatur:profile:1#component',
              rightOperand: [{ '@value': 'logo' }],
            },
            {
              ...PRINTED_COUNT,
              leftOperand: 'urn:imprimatur:profile:1#title',
              rightOperand: [{ '@value': 'a' }],
            },
          ],
        },
      ],
      obligation: [{ action: ['attribute'], 'urn:imprimatur:profile:1#text': { '@value': 'A. Writer' } }],
    });
    expect(
      printed({ permission: { action: 'display', constraint: atom('dayOfWeek', 'Friday') } }),
    ).toMatchObject({
      permission: [{ constraint: [{ leftOperand: 'urn:imprimatur:profile:1#dayOfWeek' }] }],
    });
  });

  it('keeps that a byline is to be printed', () => {
    const credit = (byline: unknown) =>
      printed({ obligation: { action: 'attribute', 'imp:byline': byline } });
    const expected = {
      obligation: [{ action: ['attribute'], 'urn:imprimatur:profile:1#byline': { '@value': true } }],
    };
    expect(credit(true)).toStrictEqual(expected);
    expect(credit({ '@value': 'true' })).toStrictEqual(expected);
    for (const none of [false, 'yes', {}, []])
      expect(credit(none)).toStrictEqual({ obligation: [{ action: ['attribute'] }] });
  });

  it('keeps an action that nobody knows, and none as none', () => {
    expect(printed({ permission: [{ action: 'frobnicate' }, {}, { action: {} }] })).toStrictEqual({
      permission: [{ action: ['frobnicate'] }, {}, { action: [{}] }],
    });
  });

  it('keeps refinements with what they refine', () => {
    const refinement = atom('count');
    const refined = [PRINTED_COUNT];
    expect(
      printed({
        permission: {
          action: [{ 'rdf:value': { '@id': 'odrl:display' }, refinement }, { refinement }],
          target: [{ '@type': 'AssetCollection', source: 'urn:films', refinement }, 'urn:books'],
          assignee: { '@type': 'PartyCollection', source: 'urn:friends', refinement },
        },
      }),
    ).toStrictEqual({
      permission: [
        {
          action: [{ 'rdf:value': { '@id': 'display' }, refinement: refined }, { refinement: refined }],
          target: [{ '@type': 'AssetCollection', source: 'urn:films', refinement: refined }, 'urn:books'],
          assignee: [{ '@type': 'PartyCollection', source: 'urn:friends', refinement: refined }],
        },
      ],
    });
  });

  it('keeps a target that has no name as one that nobody recognises', () => {
    expect(printed({ permission: { action: 'display', target: {}, assignee: {} } })).toStrictEqual({
      permission: [
        {
          action: ['display'],
          target: [{ '@type': 'AssetCollection' }],
          assignee: [{ '@type': 'PartyCollection' }],
        },
      ],
    });
  });
});

describe('a printed constraint', () => {
  const constraint = (written: unknown) =>
    printed({ permission: { action: 'display', constraint: written } }) as {
      permission: [{ constraint: unknown }];
    };
  const of = (written: unknown) => constraint(written).permission[0].constraint;

  it('keeps its unit, its status and each of its values', () => {
    expect(of({ ...atom('absoluteSize', [1, 2]), unit: 'px', status: 3 })).toStrictEqual([
      {
        leftOperand: 'absoluteSize',
        operator: 'eq',
        rightOperand: [{ '@value': '1' }, { '@value': '2' }],
        unit: 'px',
        status: { '@value': '3' },
      },
    ]);
  });

  it('keeps its members in their order', () => {
    expect(of({ or: [atom('count'), { andSequence: [atom('count')] }] })).toStrictEqual([
      { or: { '@list': [PRINTED_COUNT, { andSequence: { '@list': [PRINTED_COUNT] } }] } },
    ]);
  });

  it('that cannot be evaluated is printed as it was', () => {
    expect(of({ leftOperand: 'moonPhase', operator: 'near' })).toStrictEqual([
      { leftOperand: 'moonPhase', operator: 'near' },
    ]);
  });
});
