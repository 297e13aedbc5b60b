/** Nodes of a document: merging, references, and the resulting atomic rules. */
import { describe, expect, it } from 'vitest';
import { parsePolicy, readPolicy } from '../../../src/rights/odrl/parse.ts';
import type { OdrlJson } from '../../../src/rights/types.ts';
import { set, unwrap } from '../fixtures.ts';
import { printPolicy } from './print-policy.ts';

const policyOf = (document: unknown) => unwrap(readPolicy(document)).policy;
const permissionsOf = (...permission: unknown[]) => policyOf(set({ permission })).permissions;
const COUNT = { leftOperand: 'count', operator: 'lt', rightOperand: 5 };
const SIZE = { leftOperand: 'absoluteSize', operator: 'lt', rightOperand: 5 };

describe('a node that stands in several places', () => {
  it('says all that is said of it, each once', () => {
    const [rule, ...others] = policyOf({
      '@graph': [
        set({ permission: 'urn:r' }),
        { '@id': 'urn:r', action: 'display', target: ['urn:a', 'urn:b'] },
        { '@id': 'urn:r', action: 'display', target: 'urn:c', constraint: [COUNT] },
        { '@id': 'urn:r', constraint: [COUNT, SIZE] },
      ],
    }).permissions;
    expect(others).toEqual([]);
    expect(rule).toMatchObject({ id: 'urn:r', action: 'display', targets: ['urn:a', 'urn:b', 'urn:c'] });
    expect(rule?.constraints.map((constraint) => constraint.kind === 'atomic' && constraint.operand)).toEqual(
      ['count', 'absoluteSize'],
    );
  });

  it('is one policy too', () => {
    const { permissions, prohibitions } = policyOf([
      { '@id': 'urn:p', '@type': 'Set', permission: { action: 'display' } },
      { '@id': 'urn:p', prohibition: { action: 'print' } },
    ]);
    expect([permissions.length, prohibitions.length]).toEqual([1, 1]);
  });

  it('is not told of by a mere reference, however it is spelled', () => {
    for (const reference of ['urn:c', { '@id': 'urn:c' }, { uid: 'urn:c' }, { '@id': { '@value': 'urn:c' } }])
      for (const position of ['first', 'last']) {
        const rules = [
          { action: 'display', constraint: reference },
          { action: 'print', constraint: { '@id': 'urn:c', ...COUNT } },
        ];
        const read = permissionsOf(...(position === 'first' ? rules : rules.toReversed()));
        expect(read.map(({ constraints }) => constraints.map(({ kind }) => kind))).toEqual([
          ['atomic'],
          ['atomic'],
        ]);
      }
  });
});

describe('a list', () => {
  it.each([
    [[COUNT, [SIZE]]],
    [{ '@list': [COUNT, SIZE] }],
    [{ '@set': [COUNT, { '@list': [SIZE] }] }],
    [[COUNT, null, SIZE]],
  ])('is each of its members: %j', (constraint) => {
    const [rule] = permissionsOf({ action: 'display', constraint });
    expect(rule?.constraints.map((constraint) => constraint.kind === 'atomic' && constraint.operand)).toEqual(
      ['count', 'absoluteSize'],
    );
  });

  it('of policies has no members that are none', () => {
    const policy = set({ permission: { action: 'display' } });
    const pathsOf = (document: unknown) => {
      const result = parsePolicy(document);
      return result.ok ? [] : result.reason.map(({ path }) => path);
    };
    expect(pathsOf([null, 7, 'text', policy])).toEqual(['/0', '/1', '/2']);
    expect(pathsOf({ '@graph': [policy, 'text', [policy]] })).toEqual(['/@graph/1', '/@graph/2']);
  });
});

describe('who claims a policy', () => {
  const claimed = (property: string, more: OdrlJson = {}) =>
    policyOf({
      '@graph': [
        set({ uid: 'urn:p', permission: { action: 'display', ...more } }),
        { '@id': 'urn:x', [property]: { '@id': 'urn:p' } },
        { '@id': 'urn:y', [property]: ['urn:p', 'urn:q'] },
        { '@id': 'urn:z', [property]: 'urn:q' },
      ],
    }).permissions[0];

  it('is its target, its assignee or its assigner', () => {
    expect(claimed('hasPolicy')).toMatchObject({ targets: ['urn:x', 'urn:y'] });
    expect(claimed('assigneeOf')).toMatchObject({ assignees: ['urn:x', 'urn:y'] });
    expect(claimed('assignerOf')).toMatchObject({ assigners: ['urn:x', 'urn:y'] });
  });

  it('is not, where the rule names its own', () => {
    expect(claimed('hasPolicy', { target: 'urn:own' })?.targets).toEqual(['urn:own']);
  });

  it('claims it for none of the other places', () => {
    expect(claimed('hasPolicy')).not.toHaveProperty('assignees');
    expect(claimed('assigneeOf')).not.toHaveProperty('targets');
    expect(claimed('ownerOf')).not.toHaveProperty('assigners');
  });
});

describe('a party or asset', () => {
  const targetsOf = (target: unknown) =>
    permissionsOf({ action: 'display', target }).map(({ targets }) => targets);

  it('goes by its id, and a collection by its source too', () => {
    expect(targetsOf('urn:a')).toEqual([['urn:a']]);
    expect(targetsOf({ '@id': 'urn:a', source: 'urn:s' })).toEqual([['urn:a', 'urn:s']]);
    expect(targetsOf({ '@id': 'urn:a', source: ['urn:a', 'urn:s', 'urn:s'] })).toEqual([['urn:a', 'urn:s']]);
    expect(targetsOf({ source: 'urn:s' })).toEqual([['urn:s']]);
  });

  it('has no name by a blank node, but where that is all that it has', () => {
    expect(targetsOf({ '@id': '_:b', source: 'urn:s' })).toEqual([['urn:s']]);
    expect(targetsOf({ '@id': '_:b', '@type': 'Asset' })).toEqual([['_:b']]);
    expect(targetsOf({ '@id': 'urn:_:', source: 'urn:s' })).toEqual([['urn:_:', 'urn:s']]);
  });

  it('without a name has a constraint that nobody meets', () => {
    for (const nameless of [{}, { source: {} }, { '@type': 'Asset', refinement: COUNT }]) {
      const [rule] = permissionsOf({ action: 'display', target: nameless });
      expect(rule).not.toHaveProperty('targets');
      expect(rule?.parts.target).toMatchObject([{ kind: 'broken' }]);
    }
  });

  it('is named once among those that are refined alike', () => {
    const refined = (source: string, refinement: unknown) => ({ source, refinement });
    expect(targetsOf(['urn:a', 'urn:a', 'urn:b'])).toEqual([['urn:a', 'urn:b']]);
    expect(targetsOf([refined('urn:a', COUNT), refined('urn:b', SIZE), refined('urn:c', COUNT)])).toEqual([
      ['urn:a', 'urn:c'],
      ['urn:b'],
    ]);
  });

  it('may assign a rule; what has no name assigns nothing', () => {
    expect(permissionsOf({ action: 'display', assigner: ['urn:a', {}, { a: 1 }] })[0]?.assigners).toEqual([
      'urn:a',
    ]);
    expect(permissionsOf({ action: 'display', assigner: {} })[0]).not.toHaveProperty('assigners');
  });
});

describe('the atomic rules of a rule', () => {
  /** Groups rules that differ only in their action. */
  const variants = (rule: OdrlJson) => {
    const list = permissionsOf(rule).map(({ variant }) => variant);
    return list.map((node) => list.indexOf(node));
  };
  const films = { source: 'urn:films', refinement: COUNT };
  const refined = (value: string) => ({ 'rdf:value': value, refinement: COUNT });

  it('are variants of each other where they differ in their action only', () => {
    expect(variants({ action: ['display', 'print'] })).toEqual([0, 0]);
    expect(variants({ action: ['display', 'print'], target: ['urn:a', 'urn:b'], assignee: 'urn:c' })).toEqual(
      [0, 0],
    );
  });

  it('are not where they are refined otherwise', () => {
    expect(variants({ action: [refined('display'), 'print', 'archive'] })).toEqual([0, 1, 1]);
    expect(variants({ action: ['print', refined('display'), refined('archive')] })).toEqual([0, 1, 2]);
    expect(variants({ action: 'display', target: ['urn:a', films] })).toEqual([0, 1]);
    expect(variants({ action: 'display', assignee: ['urn:a', films] })).toEqual([0, 1]);
    expect(variants({ action: 'display', target: ['urn:a', films], assignee: ['urn:b', films] })).toEqual([
      0, 1, 2, 3,
    ]);
  });

  it('are variants of no other rule, nor of one that hangs on it', () => {
    const duty = [{ action: 'inform' }, { action: 'inform' }];
    const rules = permissionsOf({ action: 'display', duty }, { action: 'display' });
    const all = [...rules, ...rules.flatMap(({ duties }) => duties)].map(({ variant }) => variant);
    expect(new Set(all).size).toBe(4);
  });

  it('are each action once, however it is spelled', () => {
    const actions = ['display', 'odrl:display', { '@id': 'http://www.w3.org/ns/odrl/2/display' }, 'print'];
    expect(permissionsOf({ action: actions }).map(({ action }) => action)).toEqual(['display', 'print']);
  });
});

describe('what is no text', () => {
  it('is no line of a credit, no status and no leave to inherit', () => {
    const odd = { '@language': 'en' };
    expect(
      policyOf(set({ obligation: { action: 'attribute', 'imp:text': odd } })).obligations[0],
    ).not.toHaveProperty('text');
    expect(
      permissionsOf({ action: 'display', constraint: { ...COUNT, status: odd } })[0]?.constraints,
    ).toMatchObject([{ kind: 'atomic' }]);
    const child = set({ inheritFrom: { permission: { action: 'print' }, inheritAllowed: odd } });
    expect(unwrap(parsePolicy(child)).policy.permissions).toHaveLength(1);
  });

  it('voids a policy as its strategy, and leaves none in its place', () => {
    expect(policyOf(set({ conflict: 'fight', permission: { action: 'display' } })).conflict).toBe('invalid');
  });
});

describe('a constraint of a policy as a whole', () => {
  it('voids what inherits from it', () => {
    const parent = { uid: 'urn:parent', permission: { action: 'display' }, constraint: COUNT };
    const child = set({ inheritFrom: 'urn:parent', permission: { action: 'print' } });
    expect(unwrap(readPolicy(child, { library: [parent] })).notes.stops).toMatchObject([
      { path: '/constraint', why: 'void' },
    ]);
  });
});

describe('the rules of several kinds in one document', () => {
  it('are printed as they hang together', () => {
    const rule = { action: ['display', 'print'], target: ['urn:a', { source: 'urn:b', refinement: COUNT }] };
    const printed = printPolicy(policyOf(set({ permission: [rule, { action: 'archive' }] })));
    expect(printed.permission).toHaveLength(2);
    expect(unwrap(readPolicy(printed)).policy).toEqual(policyOf(printed));
  });
});
