/** What is wrong with a policy: the place and the sentence. */
import { describe, expect, it } from 'vitest';
import { parseEncodedRights } from '../../../src/rights/odrl/encoded-rights.ts';
import { tooLarge } from '../../../src/rights/odrl/node.ts';
import { parsePolicy, readPolicy } from '../../../src/rights/odrl/parse.ts';
import type { OdrlJson } from '../../../src/rights/types.ts';
import { set, unwrap } from '../fixtures.ts';

const DISPLAY = { action: 'display' };
const faultsOf = (document: unknown) => {
  const result = parsePolicy(document);
  return result.ok ? [] : result.reason;
};
const warningsOf = (document: unknown) =>
  unwrap(parsePolicy(document)).warnings.map(({ path, message }) => ({ path, message }));
const one = (path: string, message: string) => [{ path, message }];

describe('a document', () => {
  it.each([
    ['', 7],
    ['', []],
    ['', {}],
    ['', { duty: DISPLAY }],
    ['', { '@type': 'Asset', duty: DISPLAY }],
  ])('%sof %j holds no policy', (_, document) => {
    expect(faultsOf(document)).toEqual(
      one('', 'It holds no policy with a permission, prohibition or obligation'),
    );
  });

  it('may hold no more than one policy that is nobody’s parent', () => {
    const policy = (uid: string, more: OdrlJson = {}) => ({
      uid,
      '@type': 'Set',
      permission: DISPLAY,
      ...more,
    });
    const several = one('', 'It holds several policies: give one of them');
    expect(faultsOf([policy('urn:a'), policy('urn:b')])).toEqual(several);
    expect(faultsOf([policy('urn:a', { inheritFrom: 'urn:b' }), policy('urn:b')])).toEqual([]);
    expect(faultsOf([policy('urn:a', { 'dct:isReplacedBy': 'urn:b' }), policy('urn:b')])).toEqual([]);
    expect(
      faultsOf([policy('urn:a', { inheritFrom: 'urn:b' }), policy('urn:b', { inheritFrom: 'urn:a' })]),
    ).toEqual(several);
  });

  it.each(['Set', 'Agreement', 'Policy'])('with a %s of nothing but a duty holds an obligation', (type) => {
    expect(unwrap(parsePolicy({ '@type': type, duty: DISPLAY })).policy.obligations).toHaveLength(1);
  });

  it.each(['Offer', 'Request', 'Ticket', 'Assertion', 'Privacy'])(
    'with a duty of type %s is a policy that is not in force',
    (type) => {
      expect(faultsOf({ '@type': type, duty: DISPLAY })[0]?.path).toBe('/@type');
    },
  );

  it('tells rules from policies: those that another node has are none', () => {
    const graph = {
      '@graph': [
        set({ uid: 'urn:p', permission: 'urn:r' }),
        { uid: 'urn:r', action: 'display', duty: 'urn:d', obligation: 'urn:o' },
        { uid: 'urn:d', action: 'inform', consequence: 'urn:c' },
        { uid: 'urn:o', action: 'attribute' },
        { uid: 'urn:c', action: 'compensate' },
      ],
    };
    const [rule] = unwrap(parsePolicy(graph)).policy.permissions;
    expect(rule?.duties.map(({ action }) => action)).toEqual(['inform', 'attribute']);
    expect(rule?.duties[0]?.consequences.map(({ action }) => action)).toEqual(['compensate']);
  });

  it('is bounded', () => {
    const nested = (levels: number) => {
      let deep: unknown = 'x';
      for (let level = 0; level < levels; level += 1) deep = [deep];
      return deep;
    };
    expect(tooLarge(nested(24))).toBeUndefined();
    expect(tooLarge(nested(25))).toBe('It nests deeper than 24');
    const wide = (length: number) => Array.from({ length }, () => 1);
    expect(tooLarge(wide(19_999))).toBeUndefined();
    expect(tooLarge(wide(20_000))).toBe('It has more than 20000 values');
    expect(tooLarge({ a: 'x'.repeat(1_000) })).toBeUndefined();
    const long = 'A name or value in it is longer than 1000 characters';
    expect(tooLarge({ a: 'x'.repeat(1_001) })).toBe(long);
    expect(faultsOf({ a: 'x'.repeat(1_001) })).toEqual(one('', long));
  });

  it('may be made of text, of a million characters at most', () => {
    const encoded = (text: string) => {
      const result = parseEncodedRights(text);
      return result.ok ? [] : result.reason;
    };
    const policy = JSON.stringify([set({ permission: DISPLAY })]);
    expect(encoded(policy)).toEqual([]);
    expect(encoded(policy.padEnd(1_000_000))).toEqual([]);
    expect(encoded(policy.padEnd(1_000_001))).toEqual(one('', 'It is longer than 1000000 characters'));
    expect(encoded('{')).toEqual(one('', 'It is no JSON'));
    for (const text of ['7', 'null', '"text"']) expect(encoded(text)).toEqual(one('', 'It is no policy'));
  });
});

describe('a policy', () => {
  const of = (change: OdrlJson) => faultsOf(set({ permission: DISPLAY, ...change }));

  it('must be of a type that is in force', () => {
    const message = (type: string) =>
      `A policy of type ${type} permits and forbids nothing: give a Set or an Agreement`;
    expect(of({ '@type': 'offer' })).toEqual(one('/@type', message('Offer')));
    expect(of({ '@type': ['Set', 'Offer'] })).toEqual(one('/@type', message('Offer')));
    expect(of({ '@type': [{ '@language': 'en' }] })).toEqual(one('/@type', message('?')));
    expect(of({ '@type': ['Set', 'Policy'] })).toEqual([]);
    expect(of({ '@type': 'odrl:Agreement' })).toEqual([]);
  });

  it.each([
    [['Policy', 'Agreement'], 'Agreement'],
    [['Set', 'Agreement'], 'Agreement'],
    [['Policy', 'Set'], 'Set'],
    [['Agreement', 'Privacy'], 'Privacy'],
    [['Assertion', 'Privacy'], 'Assertion'],
    [['Assertion', 'Ticket'], 'Ticket'],
    [['Request', 'Ticket'], 'Request'],
    [['Request', 'Offer'], 'Offer'],
    [['Offer', 'Nonsense'], 'Nonsense'],
    ['Policy', 'Set'],
    [[], 'Set'],
  ])('of the types %j is a %s', (types, type) => {
    const { '@type': _, ...rest } = set({ permission: DISPLAY });
    expect(unwrap(readPolicy({ ...rest, '@type': types })).policy.type).toBe(type);
  });

  it('must be of profiles that are known', () => {
    const long = `urn:${'x'.repeat(200)}`;
    expect(of({ profile: long })).toEqual(
      one('/profile', `The profile ${long.slice(0, 100)} is not known, so its terms cannot be evaluated`),
    );
    expect(of({ profile: [{ '@id': 'urn:a' }, 7] }).map(({ message }) => message)).toEqual([
      'The profile urn:a is not known, so its terms cannot be evaluated',
      'The profile ? is not known, so its terms cannot be evaluated',
    ]);
  });

  it('names each profile once, with those of its parents', () => {
    const profile = ['urn:imprimatur:profile:1', 'http://www.w3.org/ns/odrl/2/core'];
    const parent = { uid: 'urn:parent', permission: DISPLAY, profile };
    const child = set({ inheritFrom: 'urn:parent', permission: DISPLAY, profile: profile[0] });
    expect(unwrap(readPolicy(child, { library: [parent] })).policy.profiles).toEqual(profile);
  });

  it('must name a conflict strategy that is known, if any', () => {
    const fault = one(
      '/conflict',
      'It names a conflict strategy that is not known: perm, prohibit and invalid are',
    );
    for (const conflict of ['fight', { '@language': 'en' }, ['perm', 'fight']])
      expect(of({ conflict })).toEqual(fault);
    const strategy = (conflict: unknown) =>
      unwrap(parsePolicy(set({ permission: DISPLAY, ...(conflict ? { conflict } : {}) }))).policy.conflict;
    expect(
      ['perm', 'prohibit', 'invalid', 'odrl:perm', ['perm', 'prohibit'], ['perm', 'perm'], undefined].map(
        strategy,
      ),
    ).toEqual(['perm', 'prohibit', 'invalid', 'perm', 'invalid', 'perm', 'invalid']);
  });

  it('must have a rule', () => {
    expect(faultsOf(set({ permission: [] }))).toEqual(one('', 'It has no rule'));
  });

  it('has constraints in its rules only', () => {
    const message = 'A constraint belongs to a rule, not to the policy';
    const constraint = { leftOperand: 'count', operator: 'eq', rightOperand: 1 };
    for (const property of ['constraint', 'refinement'])
      expect(of({ [property]: constraint })).toEqual(one(`/${property}`, message));
  });

  it('must not be replaced', () => {
    for (const property of ['isReplacedBy', 'dct:isReplacedBy', 'dc:isReplacedBy'])
      expect(of({ [property]: 'urn:new' })).toEqual(
        one(`/${property}`, 'The policy has been replaced by another'),
      );
  });

  it('must bring the context that its words are from', () => {
    expect(of({ permission: { '@context': { action: 'urn:x' }, ...DISPLAY } })).toEqual(
      one('/@context', 'A context inside of it changes its words'),
    );
    expect(of({ permission: { '@context': 'http://www.w3.org/ns/odrl.jsonld', ...DISPLAY } })).toEqual([]);
    expect(warningsOf(set({ '@context': ['http://example.org/c'], permission: DISPLAY }))).toEqual(
      one('/@context', 'The context http://example.org/c is not loaded; its names are taken as they stand'),
    );
  });
});

describe('a parent', () => {
  const inherit = (inheritFrom: unknown, ...library: OdrlJson[]) => {
    const read = readPolicy(set({ uid: 'urn:child', inheritFrom, permission: DISPLAY }), { library });
    return unwrap(read).notes.stops.map(({ path, message }) => ({ path, message }));
  };
  const parent = (change: OdrlJson = {}) => ({ uid: 'urn:parent', permission: DISPLAY, ...change });
  const fault = (message: string) => one('/inheritFrom', message);

  it('must be here', () => {
    const message = 'The policy inherits from one that is not here';
    for (const missing of ['urn:nowhere', { '@id': 'urn:nowhere' }, 7])
      expect(inherit(missing)).toEqual(fault(message));
    expect(inherit('urn:parent', parent())).toEqual([]);
    expect(inherit(parent())).toEqual([]);
  });

  it('must allow it', () => {
    for (const inheritAllowed of [false, 'false', { '@value': false }])
      expect(inherit('urn:parent', parent({ inheritAllowed }))).toEqual(
        fault('The policy inherits from one that does not allow it'),
      );
    expect(inherit('urn:parent', parent({ inheritAllowed: true }))).toEqual([]);
  });

  it('must not be a child of its own', () => {
    const message = 'The policy inherits from itself';
    expect(inherit('urn:child')).toEqual(fault(message));
    expect(inherit('urn:parent', parent({ inheritFrom: 'urn:child' }))).toEqual(fault(message));
    expect(inherit('urn:parent', parent({ inheritFrom: 'urn:parent' }))).toEqual(fault(message));
  });

  it('may be one of sixteen, and be reached by two ways', () => {
    const many = (length: number) => Array.from({ length }, (_, at) => parent({ uid: `urn:p${at}` }));
    const names = (policies: OdrlJson[]) => policies.map(({ uid }) => uid);
    expect(inherit(names(many(16)), ...many(16))).toEqual([]);
    expect(inherit(names(many(18)), ...many(18))).toEqual(fault('It has more than 16 parents'));
    const both = [
      parent({ uid: 'urn:a', inheritFrom: 'urn:parent' }),
      parent({ uid: 'urn:b', inheritFrom: 'urn:parent' }),
    ];
    const read = readPolicy(set({ uid: 'urn:child', inheritFrom: ['urn:a', 'urn:b'], permission: DISPLAY }), {
      library: [...both, parent()],
    });
    expect(unwrap(read).notes.stops).toEqual([]);
    expect(unwrap(read).policy.permissions).toHaveLength(4);
  });

  it('must not be replaced either', () => {
    expect(inherit('urn:parent', parent({ isReplacedBy: 'urn:new' }))).toEqual(
      one('/isReplacedBy', 'The policy has been replaced by another'),
    );
  });

  it('numbers its rules on from those of the child', () => {
    const read = unwrap(
      readPolicy(set({ uid: 'urn:child', inheritFrom: 'urn:parent', permission: [DISPLAY, DISPLAY] }), {
        library: [parent()],
      }),
    );
    expect(read.policy.permissions.map(({ ordinal, id }) => [ordinal, id])).toEqual([
      [1, 'rule-1'],
      [2, 'rule-2'],
      [3, 'rule-3'],
    ]);
  });
});

describe('a rule', () => {
  const of = (rules: OdrlJson) => faultsOf(set(rules));

  it('must be an object, and so must what hangs on it', () => {
    expect(of({ permission: [DISPLAY, 7] })).toEqual(one('/permission/1', 'A rule must be an object'));
    expect(of({ permission: { ...DISPLAY, duty: 'urn:nowhere' } })).toEqual(
      one('/permission', 'Its duty must be an object'),
    );
    expect(of({ prohibition: { ...DISPLAY, remedy: 7 } })).toEqual(
      one('/prohibition', 'Its remedy must be an object'),
    );
    expect(of({ obligation: { ...DISPLAY, consequence: true } })).toEqual(
      one('/obligation', 'Its consequence must be an object'),
    );
  });

  it('must forbid or demand an action that is known', () => {
    const long = 'x'.repeat(100);
    expect(of({ prohibition: { action: long } })).toEqual(
      one('/prohibition', `The action "${long.slice(0, 80)}" is not known: the policy cannot be evaluated`),
    );
    const none = 'It names no one action: the policy cannot be evaluated';
    expect(of({ prohibition: {} })).toEqual(one('/prohibition', none));
    expect(of({ prohibition: { action: { 'rdf:value': ['display', 'print'] } } })).toEqual(
      one('/prohibition', none),
    );
    expect(of({ permission: { ...DISPLAY, duty: { action: 'fetch' } } })).toEqual(
      one('/permission/duty', 'The action "fetch" is not known: the policy cannot be evaluated'),
    );
  });

  it('may permit one that is not, in vain', () => {
    expect(warningsOf(set({ permission: [{ action: 'fetch' }, {}] }))).toEqual([
      { path: '/permission/0', message: 'The action "fetch" is not known: this permission never grants' },
      { path: '/permission/1', message: 'It names no one action: this permission never grants' },
    ]);
  });

  it('may have consequences of consequences, four deep', () => {
    const nested = (levels: number): OdrlJson =>
      levels === 0 ? { action: 'inform' } : { action: 'inform', consequence: nested(levels - 1) };
    expect(of({ obligation: nested(4) })).toEqual([]);
    expect(of({ obligation: nested(5) })).toEqual(
      one(`/obligation${'/consequence'.repeat(5)}`, 'Its duties nest too deep'),
    );
  });

  it('may be one of a thousand', () => {
    const rules = (length: number) => Array.from({ length }, () => DISPLAY);
    expect(of({ permission: rules(1_000) })).toEqual([]);
    expect(of({ permission: rules(1_001) })).toEqual(one('', 'It has more than 1000 rules'));
    const actions = ['display', 'print', 'archive', 'index'];
    expect(of({ permission: Array.from({ length: 251 }, () => ({ action: actions })) })).toEqual(
      one('', 'It has more than 1000 rules'),
    );
  });

  it('has what belongs to its kind, and nothing else', () => {
    const { permissions, prohibitions, obligations } = unwrap(
      parsePolicy(
        set({
          permission: { ...DISPLAY, duty: DISPLAY, obligation: DISPLAY },
          prohibition: { ...DISPLAY, remedy: DISPLAY },
          obligation: { ...DISPLAY, consequence: DISPLAY },
          duty: { ...DISPLAY, consequence: DISPLAY },
        }),
      ),
    ).policy;
    const counts = [...permissions, ...prohibitions, ...obligations].map((one) => [
      one.kind,
      one.duties.length,
      one.remedies.length,
      one.consequences.length,
    ]);
    expect(counts).toEqual([
      ['permission', 2, 0, 0],
      ['prohibition', 0, 1, 0],
      ['duty', 0, 0, 1],
      ['duty', 0, 0, 1],
    ]);
    for (const [kind, others] of [
      ['permission', ['remedy', 'consequence']],
      ['prohibition', ['duty', 'obligation', 'consequence']],
      ['obligation', ['duty', 'obligation', 'remedy']],
    ] as const)
      for (const other of others) {
        const message = expect.stringMatching(`^"${other}" belongs to .*, not to a `);
        expect(of({ [kind]: { ...DISPLAY, [other]: DISPLAY } })).toEqual([
          { path: `/${kind}/${other}`, message },
        ]);
      }
  });

  it('is named by its uid, without what is the policy’s own, else by its number', () => {
    const ids = (uid: unknown, policy = 'urn:p') => {
      const [rule] = unwrap(parsePolicy(set({ uid: policy, permission: { uid, ...DISPLAY } }))).policy
        .permissions;
      return [rule?.id, rule?.uid];
    };
    expect(ids('urn:p#no')).toEqual(['no', 'urn:p#no']);
    expect(ids('urn:pp#no')).toEqual(['urn:pp#no', 'urn:pp#no']);
    expect(ids('#no', '')).toEqual(['#no', '#no']);
    for (const none of ['', '_:b1', undefined, 7]) expect(ids(none)).toEqual(['rule-1', undefined]);
  });
});

describe('a constraint', () => {
  /** What is said of it, and where below the second permission. */
  const said = (constraint: unknown) =>
    warningsOf(set({ permission: [DISPLAY, { ...DISPLAY, constraint }] })).map(({ path, message }) => [
      path.replace('/permission/1', ''),
      message.replace('A constraint cannot be evaluated: ', ''),
    ]);
  const warned = (constraint: unknown) => said(constraint).map(([, message]) => message);
  const sound = { leftOperand: 'count', operator: 'eq', rightOperand: 1 };

  it.each<[string, unknown]>([
    ['the operand ? is not known', 'urn:nowhere'],
    ['the operand ? is not known', { ...sound, leftOperand: ['count', 'media'] }],
    ['the operand ? is not known', { ...sound, leftOperand: [], name: 'count' }],
    ['the operator ? is not known', { ...sound, operator: ['eq', 'lt'] }],
    ['the operator ? is not known', { leftOperand: 'count', rightOperand: 1 }],
    ['it has no right operand that can be compared', { ...sound, rightOperand: [] }],
    ['it has no right operand that can be compared', { ...sound, rightOperand: [1, { '@language': 'en' }] }],
    ['it has no right operand that can be compared', { ...sound, rightOperandReference: 'urn:x' }],
    ['the unit ? is not known', { ...sound, unit: ['px', 'cm'] }],
    ['the operand ? is not known', { or: [sound], and: [sound] }],
    ['the operand ? is not known', { or: [sound], ...sound }],
    ['the operand moonPhase is not known', { and: [sound, { ...sound, leftOperand: 'moonPhase' }] }],
    [
      'The operand ex:mood is of no vocabulary that we know: no use of ours states it',
      { ...sound, leftOperand: 'ex:mood' },
    ],
  ])('is warned of: %s (%j)', (message, constraint) => {
    expect(warned(constraint)).toEqual([message]);
  });

  it.each<unknown>([
    sound,
    { name: 'count', operator: 'eq', rightOperand: 1 },
    { and: { '@list': [sound] } },
    { xone: [sound, { or: sound }] },
    { ...sound, rightOperand: Array.from({ length: 500 }, (_, at) => at) },
  ])('is not: %j', (constraint) => {
    expect(warned(constraint)).toEqual([]);
  });

  it('is named by its place', () => {
    const broken = { ...sound, leftOperand: 'moonPhase' };
    expect(said(broken).map(([path]) => path)).toEqual(['/constraint']);
    expect(said([sound, broken]).map(([path]) => path)).toEqual(['/constraint/1']);
    expect(said({ and: [sound, { or: broken }] }).map(([path]) => path)).toEqual(['/constraint/and/1/or']);
    expect(said({ and: { '@list': [broken] } }).map(([path]) => path)).toEqual(['/constraint/and/@list/0']);
  });

  it('shows what two things it says at once', () => {
    const [rule] = unwrap(
      parsePolicy(set({ permission: { ...DISPLAY, constraint: { or: [sound], xone: [sound] } } })),
    ).policy.permissions;
    expect(rule?.constraints).toMatchObject([{ kind: 'broken', display: { operator: 'or and xone' } }]);
  });

  it('may have five hundred values', () => {
    const rightOperand = Array.from({ length: 501 }, (_, at) => at);
    expect(warned({ ...sound, rightOperand })).toEqual(['it has no right operand that can be compared']);
  });

  it('may be one of two thousand', () => {
    const many = (length: number) =>
      faultsOf(set({ permission: { ...DISPLAY, constraint: Array.from({ length }, () => sound) } }));
    expect(many(2_000)).toEqual([]);
    expect(many(2_001)).toEqual(one('', 'It has more than 2000 constraints'));
  });
});
