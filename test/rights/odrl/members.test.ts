/** Members that a policy cannot have: a misspelled one is a fault, and never a rule or a constraint less. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meaningOfEncoded } from '../../../src/restrictions/reading.ts';
import { checkRestriction, evaluatePolicy } from '../../../src/rights/index.ts';
import { parseEncodedRights } from '../../../src/rights/odrl/encoded-rights.ts';
import { editsBetween } from '../../../src/rights/odrl/nearest.ts';
import { parsePolicy } from '../../../src/rights/odrl/parse.ts';
import { printPolicy } from '../../../src/rights/odrl/print.ts';
import type { OdrlJson } from '../../../src/rights/types.ts';
import { runs } from '../../support/runs.ts';
import { set, unwrap } from '../fixtures.ts';

const NAMESPACE = 'http://www.w3.org/ns/odrl/2/';
const JAPAN = { leftOperand: 'spatial', operator: 'eq', rightOperand: 'JP' };
const DISPLAY = { action: 'display' };

const faultsOf = (document: unknown) => {
  const result = parsePolicy(document);
  return result.ok ? [] : result.reason;
};
const remarksOf = (document: unknown) => unwrap(parsePolicy(document)).remarks;

describe('a misspelled member', () => {
  it.each([
    ['/permission/0/constrain', { permission: [{ ...DISPLAY, constrain: JAPAN }] }, 'constraint'],
    ['/permission/0/Constraint', { permission: [{ ...DISPLAY, Constraint: JAPAN }] }, 'constraint'],
    ['/permission/0/odrl:constrain', { permission: [{ ...DISPLAY, 'odrl:constrain': JAPAN }] }, 'constraint'],
    ['/prohibited', { permission: DISPLAY, prohibited: DISPLAY }, 'prohibition'],
    ['/Prohibition', { permission: DISPLAY, Prohibition: DISPLAY }, 'prohibition'],
    ['/prohibit', { permission: DISPLAY, prohibit: DISPLAY }, 'prohibition'],
    ['/permission/0/dutys', { permission: [{ ...DISPLAY, dutys: { action: 'attribute' } }] }, 'duty'],
    ['/permission/0/Duty', { permission: [{ ...DISPLAY, Duty: { action: 'attribute' } }] }, 'duty'],
    ['/permision', { permision: DISPLAY }, 'permission'],
    [
      '/permission/constraint/rightOperandRefrence',
      { permission: { ...DISPLAY, constraint: { ...JAPAN, rightOperandRefrence: 'urn:x' } } },
      'rightOperandReference',
    ],
    [
      '/permission/action/refinment',
      { permission: { action: { 'rdf:value': 'display', refinment: JAPAN } } },
      'refinement',
    ],
    [
      '/permission/target/refinment',
      { permission: { ...DISPLAY, target: { source: 'urn:a', refinment: JAPAN } } },
      'refinement',
    ],
    [
      '/permission/duty/consequense',
      { permission: { ...DISPLAY, duty: { action: 'attribute', consequense: DISPLAY } } },
      'consequence',
    ],
    [
      '/permission/assigner/partof',
      { permission: { ...DISPLAY, assigner: { '@id': 'urn:a', partof: 'urn:b' } } },
      'partOf',
    ],
    ['/dct:isReplacdBy', { permission: DISPLAY, 'dct:isReplacdBy': 'urn:new' }, 'dct:isReplacedBy'],
    [
      `/${`${NAMESPACE}constrait`.replaceAll('/', '~1')}`,
      { permission: DISPLAY, [`${NAMESPACE}constrait`]: JAPAN },
      'constraint',
    ],
  ])('is a fault at %s with the name that is nearest', (path, rules, nearest) => {
    const faults = faultsOf(set(rules));
    expect(faults[0]?.path).toBe(path);
    expect(faults[0]?.message).toContain(`did you mean "${nearest}"?`);
  });

  it.each([
    [
      'a prefix that nobody defines',
      { permission: { ...DISPLAY, 'odlr:constraint': JAPAN } },
      'has a prefix that the policy does not define',
    ],
    [
      'a namespace that is nearly that of ODRL',
      { permission: { ...DISPLAY, 'http://www.w3.org/ns/odrl/3/constraint': JAPAN } },
      `is its namespace ${NAMESPACE}?`,
    ],
    [
      'a namespace without its last stroke',
      { permission: { ...DISPLAY, 'http://www.w3.org/ns/odrl/2constraint': JAPAN } },
      `is its namespace ${NAMESPACE}?`,
    ],
    [
      'a keyword of JSON-LD that would hide what it holds',
      { permission: { ...DISPLAY, '@nest': { constraint: JAPAN } } },
      '"@nest" is no member of a permission',
    ],
    [
      'a constraint without its object',
      { permission: { ...DISPLAY, ...JAPAN } },
      '"leftOperand" belongs to a constraint, not to a permission',
    ],
    [
      'a prohibition inside of a permission',
      { permission: { ...DISPLAY, prohibition: DISPLAY } },
      '"prohibition" belongs to a policy, not to a permission',
    ],
    [
      'a list that says something besides',
      { permission: { ...DISPLAY, constraint: { '@list': [], constraint: JAPAN } } },
      '"@list" is no member of a constraint',
    ],
  ])('is a fault as %s', (_, rules, message) => {
    expect(
      faultsOf(set(rules))
        .map((fault) => fault.message)
        .join(),
    ).toContain(message);
  });

  it('is a fault in a flat graph, wherever it stands', () => {
    const graph = (change: OdrlJson, more: OdrlJson = {}) => ({
      '@graph': [
        set({ uid: 'urn:p', permission: 'urn:r' }),
        { uid: 'urn:r', ...DISPLAY },
        { uid: 'urn:r', ...change },
        { uid: 'urn:picture', ...more },
      ],
    });
    expect(faultsOf(graph({ target: 'urn:picture' }))).toEqual([]);
    expect(faultsOf(graph({ constrain: JAPAN })).map(({ path }) => path)).toEqual(['/@graph/2/constrain']);
    expect(faultsOf(graph({}, { hasPolcy: 'urn:p' })).map(({ path }) => path)).toEqual([
      '/@graph/3/hasPolcy',
    ]);
    expect(faultsOf({ ...graph({}), prohibition: DISPLAY })).toMatchObject([
      { path: '/prohibition', message: '"prohibition" belongs to a policy, not to what holds a graph' },
    ]);
  });

  it('is a fault in a policy that is inherited from', () => {
    const parent = { uid: 'urn:parent', permission: DISPLAY, prohibitian: DISPLAY };
    const child = set({ inheritFrom: 'urn:parent', permission: { action: 'print' } });
    expect(evaluatePolicy(child, { action: 'print' }, { policies: [parent] })).toMatchObject({
      code: 'policy_void',
      faults: [{ path: '/prohibitian' }],
    });
  });

  it('is a fault as often as a person reads on, and no more', () => {
    const many = Object.fromEntries(Array.from({ length: 1_000 }, (_, at) => [`member${at}`, 1]));
    expect(faultsOf(set({ permission: DISPLAY, ...many }))).toHaveLength(20);
    expect(faultsOf(set({ permission: DISPLAY, ['x'.repeat(100_000)]: 1 }))).toMatchObject([
      { message: `"${'x'.repeat(80)}" is no member of a policy` },
    ]);
  });

  it('leaves encoded rights of a wire to the desk', () => {
    const encoded = (rules: OdrlJson) => meaningOfEncoded(JSON.stringify(set(rules)));
    expect(encoded({ prohibition: DISPLAY })).toMatchObject({ reviewed: true });
    expect(encoded({ prohibition: DISPLAY, 'dct:title': 'Agency terms' })).toMatchObject({ reviewed: true });
    expect(encoded({ prohibition: DISPLAY, Prohibition: { action: 'archive' } })).toMatchObject({
      policy: null,
      reviewed: false,
    });
    const legacy = { policytype: 'agreement', policyid: 'urn:1', prohibitons: [{ action: 'commercialize' }] };
    expect(parseEncodedRights(JSON.stringify(legacy))).toMatchObject({
      ok: false,
      reason: [
        {
          path: '/prohibitons',
          message: '"prohibitons" is no member of a policy: did you mean "prohibition"?',
        },
        {},
      ],
    });
  });
});

describe('what narrows a policy', () => {
  const CONSENT = { action: 'obtainConsent' };
  const rule = (more: OdrlJson) => set({ permission: [{ ...DISPLAY, ...more }] });
  const saidOf = (document: unknown) => faultsOf(document).map(({ path, message }) => `${path} ${message}`);

  it.each<[string, unknown, string]>([
    [
      'in a rule of another kind',
      rule({ consequence: [CONSENT] }),
      '/permission/0/consequence "consequence" belongs to a duty, not to a permission',
    ],
    [
      'in a rule of another kind',
      rule({ remedy: [CONSENT] }),
      '/permission/0/remedy "remedy" belongs to a prohibition, not to a permission',
    ],
    [
      'in a rule of another kind',
      set({ permission: DISPLAY, prohibition: { action: 'print', duty: [CONSENT] } }),
      '/prohibition/duty "duty" belongs to a policy or a permission, not to a prohibition',
    ],
    [
      'in a rule that two kinds of rule refer to',
      {
        '@graph': [
          set({ permission: 'urn:r', prohibition: { action: 'print', remedy: 'urn:r' } }),
          { uid: 'urn:r', ...DISPLAY, consequence: CONSENT },
        ],
      },
      '/@graph/1/consequence "consequence" belongs to a duty, not to a permission or a duty',
    ],
    [
      'in a logical constraint',
      rule({ constraint: { or: [JAPAN], operator: 'eq' } }),
      '/permission/0/constraint/operator "operator" belongs to a constraint, not to a logical constraint',
    ],
    [
      'as the refinement of a party that no decision looks at',
      rule({ informedParty: { '@id': 'urn:a', refinement: [JAPAN] } }),
      '/permission/0/informedParty/refinement "refinement" belongs to a rule, an action or a target or assignee, not to another party or asset',
    ],
    [
      'as the refinement of an assigner',
      set({ permission: DISPLAY, assigner: { source: 'urn:a', refinement: [JAPAN] } }),
      '/assigner/refinement "refinement" belongs to a rule, an action or a target or assignee, not to another party or asset',
    ],
    [
      'in a policy of its own below a target',
      rule({ target: { '@id': 'urn:a', hasPolicy: { '@type': 'Set', prohibition: [DISPLAY] } } }),
      '/permission/0/target/hasPolicy/prohibition "prohibition" belongs to a policy, and no part of the policy refers to this as one',
    ],
    [
      'in what an action implies',
      rule({ action: { '@id': 'odrl:display', implies: { '@id': 'odrl:use', refinement: [JAPAN] } } }),
      '/permission/0/action/implies/refinement "refinement" belongs to a rule, an action or a target or assignee, and no part of the policy refers to this as one',
    ],
    ...['profile', 'conflict'].map((member): [string, unknown, string] => [
      `in a name (${member})`,
      set({ permission: DISPLAY, [member]: { '@id': 'odrl:perm', prohibition: [DISPLAY] } }),
      `/${member}/prohibition "prohibition" belongs to a policy, and no part of the policy refers to this as one`,
    ]),
    ...['@type', 'text'].map((member): [string, unknown, string] => [
      `in a name (${member})`,
      rule({ [member]: { '@id': 'Permission', constraint: [JAPAN] } }),
      `/permission/0/${member}/constraint "constraint" belongs to a rule, an action or a target or assignee, and no part of the policy refers to this as one`,
    ]),
    [
      'under a label',
      rule({ '@index': [JAPAN] }),
      '/permission/0/@index "@index" is a label: what it holds would not count',
    ],
    [
      'among the nodes that are included',
      rule({ '@included': [JAPAN] }),
      '/permission/0/@included/0/leftOperand "leftOperand" belongs to a constraint, and no part of the policy refers to this as one',
    ],
    [
      'under a second id',
      set({ permission: [{ '@id': 'urn:r', uid: 'urn:s', ...DISPLAY }] }),
      '/permission/0 It has more than one id: what refers to the others would be lost',
    ],
    [
      'in a rule that nothing refers to',
      {
        '@graph': [set({ permission: DISPLAY }), { '@type': 'Prohibition', ...DISPLAY, constraint: [JAPAN] }],
      },
      '/@graph/1 No part of the policy refers to this Prohibition: it would not count',
    ],
    [
      'in a rule that nothing refers to, and that has no type',
      [set({ permission: DISPLAY }), { '@id': 'urn:r', ...DISPLAY }],
      '/1/action "action" belongs to a rule or a policy, and no part of the policy refers to this as one',
    ],
    [
      'in a collection that nothing refers to',
      {
        '@graph': [
          set({ permission: { ...DISPLAY, target: 'urn:a' }, uid: 'urn:p' }),
          { '@id': 'urn:b', hasPolicy: 'urn:p', refinement: [JAPAN] },
        ],
      },
      '/@graph/1/refinement "refinement" belongs to a rule, an action or a target or assignee, and no part of the policy refers to this as one',
    ],
  ])('is a fault %s: %#', (_, document, said) => {
    expect(saidOf(document)[0]).toBe(said);
  });

  it('counts in a collection that claims the policy', () => {
    const policy = {
      '@graph': [
        set({ permission: DISPLAY, uid: 'urn:p' }),
        { '@id': 'urn:a', hasPolicy: 'urn:p', refinement: [{ ...JAPAN, leftOperand: 'count' }] },
      ],
    };
    expect(unwrap(parsePolicy(policy)).policy.permissions[0]?.parts.target).toHaveLength(1);
  });

  it.each([
    ['permission', 'Prohibition'],
    ['permission', 'odrl:Duty'],
    ['permission', 'Constraint'],
    ['prohibition', 'Permission'],
    ['obligation', 'Prohibition'],
    ['permission', 'Permision'],
  ])('is a fault where a node under %s calls itself a %s', (member, type) => {
    const named = type.replace('odrl:', '');
    const kind = member === 'obligation' ? 'duty' : member;
    const meant = type === 'Permision' ? ': did you mean "Permission"?' : '';
    expect(saidOf(set({ [member]: { '@type': type, ...DISPLAY } }))).toEqual([
      `/${member}/@type It calls itself "${named}", and stands where a ${kind} does${meant}`,
    ]);
  });

  it.each<[string, string, OdrlJson]>([
    ['a constraint', 'Permission', { constraint: { '@type': 'Permission', ...JAPAN } }],
    ['a target or assignee', 'Prohibition', { target: { '@id': 'urn:a', '@type': 'Prohibition' } }],
    ['an action', 'Asset', { action: { '@id': 'odrl:display', '@type': 'Asset' } }],
    ['another party or asset', 'Duty', { assigner: { '@id': 'urn:a', type: 'Duty' } }],
  ])('is a fault where %s calls itself a %s', (kind, type, more) => {
    expect(saidOf(rule(more))[0]).toContain(`It calls itself "${type}", and stands where ${kind} does`);
  });

  it('may be of the classes of ODRL, and things of others', () => {
    const policy = rule({
      '@type': ['Rule', 'odrl:Permission', 'http://example.org/Grant'],
      action: { '@id': 'odrl:display', '@type': 'Action' },
      target: { '@id': 'urn:a', '@type': ['AssetCollection', 'NewsArticle'] },
      assigner: { '@id': 'urn:b', '@type': 'Party' },
      constraint: { '@type': 'LogicalConstraint', and: [{ '@type': 'Constraint', ...JAPAN }] },
      duty: { '@type': 'Duty', action: 'attribute' },
    });
    expect(faultsOf(policy)).toEqual([]);
  });

  const EMPTY: unknown[] = [null, [], [[]], [null], { '@list': [] }, { '@set': [null] }];

  it.each(['constraint', 'refinement', 'duty', 'obligation', 'action', 'target', 'assignee'])(
    'is a fault in a rule where it is empty: %s',
    (member) => {
      for (const empty of EMPTY)
        expect(faultsOf(rule({ [member]: empty }))[0]).toEqual({
          path: `/permission/0/${member}`,
          message: `"${member}" is empty: leave it out, or say what it is to hold`,
        });
    },
  );

  it.each(['prohibition', 'obligation', 'duty', 'inheritFrom'])(
    'is a fault in a policy where it is empty: %s',
    (member) => {
      for (const empty of member === 'duty' || member === 'inheritFrom'
        ? EMPTY
        : EMPTY.filter((one) => one !== EMPTY[1]))
        expect(faultsOf(set({ permission: DISPLAY, [member]: empty }))[0]?.path).toBe(`/${member}`);
    },
  );

  it('is a fault in a refinement and in a logical constraint where it is empty', () => {
    expect(faultsOf(rule({ action: { 'rdf:value': 'display', refinement: [] } }))[0]?.path).toBe(
      '/permission/0/action/refinement',
    );
    for (const logical of ['and', 'or', 'xone', 'andSequence'])
      expect(faultsOf(rule({ constraint: { [logical]: [] } }))[0]?.path).toBe(
        `/permission/0/constraint/${logical}`,
      );
    expect(faultsOf(rule({ constraint: { ...JAPAN, unit: null } }))[0]?.path).toBe(
      '/permission/0/constraint/unit',
    );
  });

  it('is told of as a remark where a list of the policy’s own rules is empty', () => {
    expect(remarksOf(set({ permission: DISPLAY, prohibition: [], obligation: [] }))).toEqual(
      ['prohibition', 'obligation'].map((member) => ({
        path: `/${member}`,
        code: 'empty',
        message: `"${member}" is an empty list: it says nothing`,
      })),
    );
  });

  it.each([
    ['dct:constraint', 'constraint'],
    ['http://iptc.org/std/RightsML/constraint', 'constraint'],
    ['http://odrl.net/2.0/constraint', 'constraint'],
    ['http://example.org/ns#Constraints/', 'constraint'],
    ['http://example.org/ns#constrait', 'constraint'],
    ['dct:assignee', 'assignee'],
    ['schema:target', 'target'],
    ['cc:prohibits', 'prohibition'],
    ['cc:requires', 'duty'],
  ])('is a fault under a name of another vocabulary: %s', (member, meant) => {
    expect(saidOf(rule({ [member]: [JAPAN] }))).toEqual([
      `/permission/0/${member.replaceAll('/', '~1')} "${member}" is of another vocabulary, where it would decide nothing: did you mean "${meant}"?`,
    ]);
  });

  it('is a fault under the namespace of ODRL with a port', () => {
    for (const port of ['http://www.w3.org:80', 'https://www.w3.org:443'])
      expect(saidOf(rule({ [`${port}/ns/odrl/2/output`]: 'urn:x' }))[0]).toContain('is its namespace http');
  });

  it('is not what other vocabularies say of a source, a label or a text', () => {
    const policy = rule({
      'schema:name': 'a',
      'dct:source': 'urn:a',
      'schema:text': 'b',
      'dct:description': 'c',
      target: { '@id': 'urn:a', 'dct:source': 'urn:b', 'foaf:name': 'd', 'dct:isPartOf': 'urn:c' },
      constraint: { ...JAPAN, 'schema:name': 'Japan', 'adms:status': 'x' },
    });
    const known = { ...policy, '@context': [policy['@context'], { adms: 'http://www.w3.org/ns/adms#' }] };
    expect(faultsOf(known)).toEqual([]);
  });

  it('may belong to a policy that another one here replaces', () => {
    const old = { uid: 'urn:old', '@type': 'Set', 'dct:isReplacedBy': 'urn:new', prohibition: 'urn:r' };
    const graph = [
      { uid: 'urn:new', '@type': 'Set', permission: DISPLAY },
      old,
      { uid: 'urn:r', '@type': 'Prohibition', ...DISPLAY, constraint: [JAPAN] },
    ];
    expect(faultsOf(graph)).toEqual([]);
    expect(saidOf(graph.filter((node) => node !== old))[0]).toContain('No part of the policy refers to this');
  });

  it('has an action of one name: an id that is an action, with another as its value, never grants', () => {
    const action = { '@id': 'odrl:print', 'rdf:value': { '@id': 'odrl:use' } };
    expect(evaluatePolicy(rule({ action }), DISPLAY).decision).toBe('deny');
    const same = { '@id': 'odrl:display', 'rdf:value': { '@id': 'odrl:display' } };
    expect(evaluatePolicy(rule({ action: same }), DISPLAY).decision).toBe('permit');
  });
});

describe('a member of another vocabulary', () => {
  it('is kept and listed, and decides nothing', () => {
    const policy = set({
      '@context': ['http://www.w3.org/ns/odrl.jsonld', { ex: 'http://example.org/', mood: 'ex:mood' }],
      'dct:title': 'Terms',
      'http://example.org/remark': { street: 'a name of no namespace, of a vocabulary that is not ours' },
      permission: { ...DISPLAY, 'ex:note': 'x', mood: 'good', assigner: { '@id': 'urn:a', 'vcard:fn': 'A' } },
    });
    expect(remarksOf(policy)).toEqual(
      [
        '/dct:title',
        '/http:~1~1example.org~1remark',
        '/permission/ex:note',
        '/permission/mood',
        '/permission/assigner/vcard:fn',
      ].map((path) => ({
        path,
        code: 'foreign',
        message: `"${path.slice(path.lastIndexOf('/') + 1).replaceAll('~1', '/')}" is of another vocabulary: it is kept, and decides nothing`,
      })),
    );
    expect(evaluatePolicy(policy, DISPLAY).decision).toBe('permit');
    expect(checkRestriction(set({ prohibition: DISPLAY, 'dct:title': 'Terms' }), 0).warnings).toMatchObject([
      { code: 'foreign', path: '/dct:title' },
    ]);
  });

  it('may not have the name of one that counts, by grace of the context', () => {
    const policy = set({
      '@context': ['http://www.w3.org/ns/odrl.jsonld', { constraint: 'http://example.org/constraint' }],
      permission: { ...DISPLAY, constraint: JAPAN },
    });
    expect(faultsOf(policy)).toEqual([
      { path: '/permission/constraint', message: 'Its context takes the word "constraint" away from ODRL' },
    ]);
    const prefixed = set({
      '@context': { odrl: 'http://example.org/' },
      permission: { ...DISPLAY, 'odrl:constraint': JAPAN },
    });
    expect(faultsOf(prefixed)).toEqual([
      {
        path: '/permission/odrl:constraint',
        message: 'Its context takes the word "odrl:constraint" away from ODRL',
      },
    ]);
  });
});

describe('a policy without a uid', () => {
  it('is told so, and decides what it says', () => {
    const { uid: _, ...nameless } = set({ prohibition: DISPLAY });
    expect(remarksOf(nameless)).toMatchObject([{ path: '', code: 'uid' }]);
    expect(checkRestriction(nameless, 0)).toMatchObject({ faults: [], warnings: [{ code: 'uid' }] });
    expect(remarksOf(set({ prohibition: DISPLAY }))).toEqual([]);
  });
});

describe('a value with a datatype', () => {
  const of = (value: unknown, context: OdrlJson = {}, leftOperand = 'dateTime') =>
    faultsOf(
      set({
        '@context': ['http://www.w3.org/ns/odrl.jsonld', context],
        permission: { ...DISPLAY, constraint: { leftOperand, operator: 'lteq', rightOperand: value } },
      }),
    );
  const typed = (text: unknown, type: string) => ({ '@value': text, '@type': type });

  it.each([
    ['2026-01-31', 'xsd:dateTime'],
    ['2026-01-31', 'http://www.w3.org/2001/XMLSchema#dateTime'],
    ['2026-02-31T10:00:00Z', 'xsd:dateTime'],
    ['2026-01-31T10:00:00', 'xsd:dateTimeStamp'],
    ['2026-01-31T10:00:00Z', 'xsd:date'],
    ['14 days', 'xsd:duration'],
    ['2.5', 'xsd:integer'],
    ['-1', 'xsd:nonNegativeInteger'],
    ['0', 'xsd:positiveInteger'],
    ['1e3', 'xsd:decimal'],
    ['many', 'xsd:double'],
  ])('is a fault when it is none of it: %s as %s', (text, type) => {
    const [fault] = of(typed(text, type));
    expect(fault?.path).toBe('/permission/constraint/rightOperand');
    expect(fault?.message).toContain(`"${text}" is no xsd:`);
  });

  it.each([
    ['2026-01-31T10:00:00', 'xsd:dateTime'],
    ['2026-01-31T10:00:00+01:00', 'xsd:dateTimeStamp'],
    ['2026-01-31', 'xsd:date'],
    ['2026-01-31Z', 'xsd:date'],
    ['P14D', 'xsd:duration'],
    [3, 'xsd:integer'],
    ['0', 'xsd:nonNegativeInteger'],
    ['1', 'xsd:positiveInteger'],
    ['2.50', 'xsd:decimal'],
    ['1e3', 'xsd:float'],
    ['anything', 'xsd:string'],
    ['anything', 'hasOwnProperty'],
  ])('is none when it is: %s as %s', (text, type) => {
    expect(of(typed(text, type))).toEqual([]);
  });

  it('may have it from the context', () => {
    const context = { rightOperand: { '@id': 'odrl:rightOperand', '@type': 'xsd:dateTime' } };
    expect(of('2026-01-31', context)).toMatchObject([{ path: '/permission/constraint/rightOperand' }]);
    expect(of('2026-01-31T00:00:00Z', context)).toEqual([]);
    expect(of('2026-01-31')).toEqual([]);
  });
});

describe('any edit of one letter in a member', () => {
  const full = {
    uid: 'urn:test:all',
    '@type': 'Agreement',
    profile: 'http://www.w3.org/ns/odrl/2/core',
    conflict: 'prohibit',
    inheritFrom: {
      uid: 'urn:test:parent',
      '@type': 'Set',
      inheritAllowed: true,
      prohibition: { action: 'archive' },
    },
    permission: [
      {
        uid: 'urn:test:all#show',
        assigner: { '@id': 'urn:imprimatur:agency' },
        assignee: {
          '@type': 'PartyCollection',
          source: 'urn:p',
          refinement: { ...JAPAN, rightOperand: 'DE' },
        },
        target: { '@type': 'AssetCollection', source: 'urn:a', partOf: 'urn:all' },
        action: [
          { 'rdf:value': { '@id': 'display' }, refinement: { and: [{ ...JAPAN, rightOperand: 'DE' }] } },
          'print',
        ],
        constraint: [
          {
            or: [
              {
                leftOperand: 'count',
                operator: 'lteq',
                rightOperand: 3,
                unit: 'page',
                dataType: 'xsd:integer',
              },
            ],
          },
          { ...JAPAN, rightOperand: 'DE' },
        ],
        duty: { action: 'attribute', 'imp:text': 'A', consequence: { action: 'inform' } },
        output: 'urn:o',
      },
    ],
    prohibition: [
      {
        action: 'print',
        constraint: { xone: [{ ...JAPAN, rightOperand: 'DE' }] },
        remedy: { action: 'inform' },
      },
    ],
    obligation: [{ action: 'inform', compensatedParty: 'urn:x' }],
  };
  const legacy = {
    policytype: 'http://www.w3.org/ns/odrl/2/Agreement',
    policyid: 'urn:test:legacy',
    conflict: 'prohibit',
    permissions: [
      {
        target: 'urn:a',
        assignee: 'urn:p',
        action: 'display',
        constraints: [{ name: 'spatial', operator: 'eq', rightoperand: 'DE' }],
        duties: [
          {
            action: 'attribute',
            constraints: [{ name: 'payAmount', operator: 'eq', rightoperand: '5', rightoperandunit: 'EUR' }],
          },
        ],
      },
    ],
    prohibitions: [{ target: 'urn:a', action: 'print' }],
  };
  const spelled = (value: unknown, spell: (key: string) => string): unknown =>
    Array.isArray(value)
      ? value.map((one) => spelled(one, spell))
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(Object.entries(value).map(([key, part]) => [spell(key), spelled(part, spell)]))
        : value;
  const prefixed = (key: string) => (/[:@]|uid/.test(key) ? key : `odrl:${key}`);
  const expanded = (key: string) =>
    key === 'uid'
      ? '@id'
      : key === 'rdf:value'
        ? 'http://www.w3.org/1999/02/22-rdf-syntax-ns#value'
        : key === 'imp:text'
          ? 'urn:imprimatur:profile:1#text'
          : /[:@]/.test(key)
            ? key
            : NAMESPACE + key;
  const forms = [full, spelled(full, prefixed), spelled(full, expanded), legacy] as OdrlJson[];

  /** Where members stand, and what they are called. */
  function membersOf(
    value: unknown,
    path: readonly string[] = [],
  ): { path: readonly string[]; key: string }[] {
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([key, part]) => [
      ...(Array.isArray(value) ? [] : [{ path, key }]),
      ...membersOf(part, [...path, key]),
    ]);
  }
  function renamed(value: unknown, path: readonly string[], from: string, to: string): unknown {
    const [step, ...rest] = path;
    if (Array.isArray(value))
      return value.map((one, at) => (`${at}` === step ? renamed(one, rest, from, to) : one));
    return Object.fromEntries(
      Object.entries(value as OdrlJson).map(([key, part]) =>
        step === undefined
          ? [key === from ? to : key, part]
          : [key, key === step ? renamed(part, rest, from, to) : part],
      ),
    );
  }
  const REQUESTS = ['display', 'print', 'archive', 'inform'].flatMap((action) =>
    ['DE', 'JP', undefined].flatMap((spatial) =>
      [['attribute'], []].flatMap((performed) =>
        ['urn:a', 'urn:b'].flatMap((target) =>
          ['urn:p', 'urn:q'].map((assignee) => ({
            request: {
              action,
              target,
              assignee,
              context: { ...(spatial && { spatial }), count: 2, payAmount: 5 },
            },
            state: { performed },
          })),
        ),
      ),
    ),
  );
  const permitsOf = (policy: OdrlJson) =>
    REQUESTS.map(({ request, state }) => evaluatePolicy(policy, request, state).decision === 'permit');

  const verdictOf = (policy: OdrlJson) => {
    const parsed = parsePolicy(policy);
    return parsed.ok ? JSON.stringify(printPolicy(parsed.value.policy)) : 'fault';
  };
  const right = new Map(forms.map((form) => [form, { verdict: verdictOf(form), permits: permitsOf(form) }]));

  /**
   * A fault, the same policy (a known other spelling), or one that permits nothing that the right one does
   * not.
   */
  function mustNotGrantMore(form: OdrlJson, path: readonly string[], key: string, wrong: string): void {
    const edited = renamed(form, path, key, wrong) as OdrlJson;
    const verdict = verdictOf(edited);
    const before = right.get(form);
    if (verdict === 'fault' || verdict === before?.verdict) return;
    const more = permitsOf(edited).filter((permits, at) => permits && !before?.permits[at]);
    expect([`${path.join('/')}/${wrong} for ${key}`, more.length]).toEqual([
      `${path.join('/')}/${wrong} for ${key}`,
      0,
    ]);
  }

  it('starts from policies that permit something and not everything', () => {
    for (const [form, { verdict, permits }] of right) {
      expect([verdict === 'fault', parsePolicy(form).ok]).toEqual([false, true]);
      expect(permits).toContain(true);
      expect(permits).toContain(false);
    }
  });

  it('leaves a letter out, doubles it, changes its case or its place, and grants no more', () => {
    for (const form of forms)
      for (const { path, key } of membersOf(form))
        for (let at = 0; at < key.length; at += 1) {
          const [before, letter, after] = [key.slice(0, at), key.charAt(at), key.slice(at + 1)];
          const flipped = letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase();
          const edits = [
            before + after,
            before + letter + letter + after,
            before + flipped + after,
            before + after.charAt(0) + letter + after.slice(1),
          ];
          for (const wrong of new Set(edits)) if (wrong !== key) mustNotGrantMore(form, path, key, wrong);
        }
  });

  it('puts in or takes any other letter, and grants no more', () => {
    const members = forms.flatMap((form) => membersOf(form).map((member) => ({ form, ...member })));
    fc.assert(
      fc.property(
        fc.constantFrom(...members),
        fc.nat(80),
        fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzS0_-:/#@. ', 'é', '\u200b'),
        fc.boolean(),
        ({ form, path, key }, place, letter, instead) => {
          const at = place % (key.length + 1);
          const wrong = key.slice(0, at) + letter + key.slice(instead ? at + 1 : at);
          if (wrong !== key) mustNotGrantMore(form, path, key, wrong);
        },
      ),
      runs(),
    );
  });
});

describe('the edits between two words', () => {
  it.each([
    ['', '', 0],
    ['duty', 'duty', 0],
    ['', 'duty', 4],
    ['duty', '', 4],
    ['dutys', 'duty', 1],
    ['dtuy', 'duty', 1],
    ['constrain', 'constraint', 1],
    ['prohibited', 'prohibition', 3],
    ['kitten', 'sitting', 3],
  ])('from %j to %j are %i', (one, other, edits) => {
    expect(editsBetween(one, other)).toBe(edits);
    expect(editsBetween(other, one)).toBe(edits);
  });
});
