/** Class, id and empty members of a node: none of them may hide a part that narrows a policy. */
import { describe, expect, it } from 'vitest';
import type { OdrlJson } from '../../../src/rights/types.ts';
import { set } from '../fixtures.ts';
import { DISPLAY, faultLines, faultsOf, JAPAN, permitting, remarksOf } from './support.ts';

describe('the class of a node', () => {
  it.each([
    ['permission', 'Prohibition'],
    ['permission', 'odrl:Duty'],
    ['permission', 'Constraint'],
    ['prohibition', 'Permission'],
    ['obligation', 'Prohibition'],
    ['permission', 'Permision'],
  ])('is a fault where it is not that of its place: under %s, %s', (member, type) => {
    const named = type.replace('odrl:', '');
    const kind = member === 'obligation' ? 'duty' : member;
    const meant = type === 'Permision' ? ': did you mean "Permission"?' : '';
    expect(faultLines(set({ [member]: { '@type': type, ...DISPLAY } }))).toEqual([
      `/${member}/@type It calls itself "${named}", and stands where a ${kind} does${meant}`,
    ]);
  });

  it.each<[string, string, OdrlJson]>([
    ['a constraint', 'Permission', { constraint: { '@type': 'Permission', ...JAPAN } }],
    ['a target or assignee', 'Prohibition', { target: { '@id': 'urn:a', '@type': 'Prohibition' } }],
    ['an action', 'Asset', { action: { '@id': 'odrl:display', '@type': 'Asset' } }],
    ['another party or asset', 'Duty', { assigner: { '@id': 'urn:a', type: 'Duty' } }],
  ])('is a fault where it is not that of its place: of %s, %s', (kind, type, more) => {
    expect(faultLines(permitting(more))[0]).toContain(
      `It calls itself "${type}", and stands where ${kind} does`,
    );
  });

  it('may be one of ODRL, and of a thing any other', () => {
    const policy = permitting({
      '@type': ['Rule', 'odrl:Permission', 'http://example.org/Grant'],
      action: { '@id': 'odrl:display', '@type': 'Action' },
      target: { '@id': 'urn:a', '@type': ['AssetCollection', 'NewsArticle'] },
      assigner: { '@id': 'urn:b', '@type': 'Party' },
      constraint: { '@type': 'LogicalConstraint', and: [{ '@type': 'Constraint', ...JAPAN }] },
      duty: { '@type': 'Duty', action: 'attribute' },
    });
    expect(faultsOf(policy)).toEqual([]);
  });
});

describe('an empty member', () => {
  const LIST: unknown[] = [];
  const EMPTY: unknown[] = [null, LIST, [[]], [null], { '@list': [] }, { '@set': [null] }];

  it.each(['constraint', 'refinement', 'duty', 'obligation', 'action', 'target', 'assignee'])(
    'is a fault in a rule: %s',
    (member) => {
      for (const empty of EMPTY)
        expect(faultsOf(permitting({ [member]: empty }))[0]).toEqual({
          path: `/permission/0/${member}`,
          message: `"${member}" is empty: leave it out, or say what it is to hold`,
        });
    },
  );

  it.each<[string, unknown[]]>([
    ['duty', EMPTY],
    ['inheritFrom', EMPTY],
    ['prohibition', EMPTY.filter((empty) => empty !== LIST)],
    ['obligation', EMPTY.filter((empty) => empty !== LIST)],
  ])('is a fault in a policy: %s', (member, values) => {
    for (const empty of values)
      expect(faultsOf(set({ permission: DISPLAY, [member]: empty }))[0]?.path).toBe(`/${member}`);
  });

  it('is a fault in an action, a logical constraint and a constraint', () => {
    expect(faultsOf(permitting({ action: { 'rdf:value': 'display', refinement: [] } }))[0]?.path).toBe(
      '/permission/0/action/refinement',
    );
    for (const logical of ['and', 'or', 'xone', 'andSequence'])
      expect(faultsOf(permitting({ constraint: { [logical]: [] } }))[0]?.path).toBe(
        `/permission/0/constraint/${logical}`,
      );
    expect(faultsOf(permitting({ constraint: { ...JAPAN, unit: null } }))[0]?.path).toBe(
      '/permission/0/constraint/unit',
    );
  });

  it('is a remark where it is a list of the policy’s own rules', () => {
    expect(remarksOf(set({ permission: DISPLAY, prohibition: [], obligation: [] }))).toMatchObject(
      ['prohibition', 'obligation'].map((member) => ({
        path: `/${member}`,
        code: 'empty',
        message: `"${member}" is an empty list: it says nothing`,
      })),
    );
  });
});

describe('a node', () => {
  it('has one id', () => {
    expect(faultLines(set({ permission: [{ '@id': 'urn:r', uid: 'urn:s', ...DISPLAY }] }))[0]).toBe(
      '/permission/0 It has more than one id: what refers to the others would be lost',
    );
  });

  it('has a label that holds nothing', () => {
    expect(faultLines(permitting({ '@index': [JAPAN] }))[0]).toBe(
      '/permission/0/@index "@index" is a label: what it holds would not count',
    );
  });
});
