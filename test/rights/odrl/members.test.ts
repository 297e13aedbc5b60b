/** A misspelled member is a fault, and never drops a rule or a constraint. */
import { describe, expect, it } from 'vitest';
import { meaningOfEncoded } from '../../../src/restrictions/reading.ts';
import { checkRestriction, evaluatePolicy } from '../../../src/rights/index.ts';
import { parseEncodedRights } from '../../../src/rights/odrl/encoded-rights.ts';
import { parsePolicy } from '../../../src/rights/odrl/parse.ts';
import type { OdrlJson } from '../../../src/rights/types.ts';
import { set, unwrap } from '../fixtures.ts';
import { DISPLAY, faultLines, faultsOf, JAPAN, NAMESPACE, permitting, remarksOf } from './support.ts';

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

describe('a member in the wrong place', () => {
  const CONSENT = { action: 'obtainConsent' };

  it.each<[string, unknown, string]>([
    [
      'a consequence in a permission',
      permitting({ consequence: [CONSENT] }),
      '/permission/0/consequence "consequence" belongs to a duty, not to a permission',
    ],
    [
      'a remedy in a permission',
      permitting({ remedy: [CONSENT] }),
      '/permission/0/remedy "remedy" belongs to a prohibition, not to a permission',
    ],
    [
      'a duty in a prohibition',
      set({ permission: DISPLAY, prohibition: { action: 'print', duty: [CONSENT] } }),
      '/prohibition/duty "duty" belongs to a policy or a permission, not to a prohibition',
    ],
    [
      'a consequence in a permission that is a remedy too',
      {
        '@graph': [
          set({ permission: 'urn:r', prohibition: { action: 'print', remedy: 'urn:r' } }),
          { uid: 'urn:r', ...DISPLAY, consequence: CONSENT },
        ],
      },
      '/@graph/1/consequence "consequence" belongs to a duty, not to a permission or a duty',
    ],
    [
      'an operator in a logical constraint',
      permitting({ constraint: { or: [JAPAN], operator: 'eq' } }),
      '/permission/0/constraint/operator "operator" belongs to a constraint, not to a logical constraint',
    ],
    [
      'a refinement of a party that no decision looks at',
      permitting({ informedParty: { '@id': 'urn:a', refinement: [JAPAN] } }),
      '/permission/0/informedParty/refinement "refinement" belongs to a rule, an action or a target or assignee, not to another party or asset',
    ],
    [
      'a refinement of an assigner',
      set({ permission: DISPLAY, assigner: { source: 'urn:a', refinement: [JAPAN] } }),
      '/assigner/refinement "refinement" belongs to a rule, an action or a target or assignee, not to another party or asset',
    ],
    [
      'a policy of its own below a target',
      permitting({ target: { '@id': 'urn:a', hasPolicy: { '@type': 'Set', prohibition: [DISPLAY] } } }),
      '/permission/0/target/hasPolicy/prohibition "prohibition" belongs to a policy, and no part of the policy refers to this as one',
    ],
    [
      'a refinement of what an action implies',
      permitting({ action: { '@id': 'odrl:display', implies: { '@id': 'odrl:use', refinement: [JAPAN] } } }),
      '/permission/0/action/implies/refinement "refinement" belongs to a rule, an action or a target or assignee, and no part of the policy refers to this as one',
    ],
    ...['profile', 'conflict'].map((member): [string, unknown, string] => [
      `a prohibition in a name (${member})`,
      set({ permission: DISPLAY, [member]: { '@id': 'odrl:perm', prohibition: [DISPLAY] } }),
      `/${member}/prohibition "prohibition" belongs to a policy, and no part of the policy refers to this as one`,
    ]),
    ...['@type', 'text'].map((member): [string, unknown, string] => [
      `a constraint in a name (${member})`,
      permitting({ [member]: { '@id': 'Permission', constraint: [JAPAN] } }),
      `/permission/0/${member}/constraint "constraint" belongs to a rule, an action or a target or assignee, and no part of the policy refers to this as one`,
    ]),
  ])('is a fault: %s', (_, document, fault) => {
    expect(faultLines(document)[0]).toBe(fault);
  });
});

describe('a node that no part of the policy refers to', () => {
  it.each<[string, unknown, string]>([
    [
      'a constraint among the nodes that are included',
      permitting({ '@included': [JAPAN] }),
      '/permission/0/@included/0/leftOperand "leftOperand" belongs to a constraint, and no part of the policy refers to this as one',
    ],
    [
      'a rule',
      {
        '@graph': [set({ permission: DISPLAY }), { '@type': 'Prohibition', ...DISPLAY, constraint: [JAPAN] }],
      },
      '/@graph/1 No part of the policy refers to this Prohibition: it would not count',
    ],
    [
      'a rule without a type',
      [set({ permission: DISPLAY }), { '@id': 'urn:r', ...DISPLAY }],
      '/1/action "action" belongs to a rule or a policy, and no part of the policy refers to this as one',
    ],
    [
      'a refined collection',
      {
        '@graph': [
          set({ permission: { ...DISPLAY, target: 'urn:a' }, uid: 'urn:p' }),
          { '@id': 'urn:b', hasPolicy: 'urn:p', refinement: [JAPAN] },
        ],
      },
      '/@graph/1/refinement "refinement" belongs to a rule, an action or a target or assignee, and no part of the policy refers to this as one',
    ],
  ])('is a fault: %s', (_, document, fault) => {
    expect(faultLines(document)[0]).toBe(fault);
  });

  it('is no fault where it claims the policy, and its refinements count', () => {
    const policy = {
      '@graph': [
        set({ permission: DISPLAY, uid: 'urn:p' }),
        { '@id': 'urn:a', hasPolicy: 'urn:p', refinement: [{ ...JAPAN, leftOperand: 'count' }] },
      ],
    };
    expect(unwrap(parsePolicy(policy)).policy.permissions[0]?.parts.target).toHaveLength(1);
  });

  it('is no fault where it belongs to a policy that another one here replaces', () => {
    const old = { uid: 'urn:old', '@type': 'Set', 'dct:isReplacedBy': 'urn:new', prohibition: 'urn:r' };
    const graph = [
      { uid: 'urn:new', '@type': 'Set', permission: DISPLAY },
      old,
      { uid: 'urn:r', '@type': 'Prohibition', ...DISPLAY, constraint: [JAPAN] },
    ];
    expect(faultsOf(graph)).toEqual([]);
    expect(faultLines(graph.filter((node) => node !== old))[0]).toContain(
      'No part of the policy refers to this',
    );
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
    expect(remarksOf(policy)).toMatchObject(
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
  ])('is a fault where it is named like one that narrows: %s', (member, meant) => {
    expect(faultLines(permitting({ [member]: [JAPAN] }))).toEqual([
      `/permission/0/${member.replaceAll('/', '~1')} "${member}" is of another vocabulary, where it would decide nothing: did you mean "${meant}"?`,
    ]);
  });

  it('is a fault where its namespace is that of ODRL with a port', () => {
    for (const port of ['http://www.w3.org:80', 'https://www.w3.org:443'])
      expect(faultLines(permitting({ [`${port}/ns/odrl/2/output`]: 'urn:x' }))[0]).toContain(
        'is its namespace http',
      );
  });

  it('is no fault where it names a source, a label or a text', () => {
    const policy = permitting({
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
});

describe('a policy without a uid', () => {
  it('is told so, and decides what it says', () => {
    const { uid: _, ...nameless } = set({ prohibition: DISPLAY });
    expect(remarksOf(nameless)).toMatchObject([{ path: '', code: 'uid' }]);
    expect(checkRestriction(nameless, 0)).toMatchObject({ faults: [], warnings: [{ code: 'uid' }] });
    expect(remarksOf(set({ prohibition: DISPLAY }))).toEqual([]);
  });
});
