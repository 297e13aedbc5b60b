/** Duties with states, consequences and remedies; conflicts; and reasons why a policy is void. */
import { describe, expect, it } from 'vitest';
import type { PolicyRequest, PolicyState } from '../../../src/rights/evaluate/types.ts';
import { evaluatePolicy } from '../../../src/rights/index.ts';
import type { OdrlJson } from '../../../src/rights/types.ts';
import { set } from '../fixtures.ts';

const DISPLAY: PolicyRequest = { action: 'display' };
const evaluate = (rules: OdrlJson, state: PolicyState = {}, request: Partial<PolicyRequest> = {}) =>
  evaluatePolicy(set(rules), { ...DISPLAY, ...request }, state);
const pay = (change: OdrlJson = {}): OdrlJson => ({
  uid: 'urn:duty',
  action: {
    'rdf:value': { '@id': 'odrl:compensate' },
    refinement: { leftOperand: 'payAmount', operator: 'eq', rightOperand: '5.00', unit: 'EUR' },
  },
  ...change,
});
const report = (id: string, from: ReturnType<typeof evaluate>) => from.rules.find((rule) => rule.id === id);

describe('a duty of a permission', () => {
  const permission = { action: 'display', duty: pay() };

  it('blocks it until it was done', () => {
    expect(evaluate({ permission })).toMatchObject({ decision: 'deny', code: 'duty_unfulfilled' });
    expect(evaluate({ permission }).rules).toMatchObject([
      { id: 'rule-1', type: 'permission', active: false, satisfied: false },
      { id: 'urn:duty', type: 'duty', active: true, satisfied: false },
    ]);
  });

  it('is done when it is named by its id', () => {
    expect(evaluate({ permission }, { performed: ['urn:duty'] }).decision).toBe('permit');
    expect(
      evaluate({ permission }, { performed: ['urn:duty'] }, { context: { payAmount: 4 } }).decision,
    ).toBe('deny');
    expect(evaluate({ permission }, { performed: ['urn:another'] }).decision).toBe('deny');
  });

  it('is done by its action only as it is refined', () => {
    expect(evaluate({ permission }, { performed: ['compensate'] }).decision).toBe('deny');
    expect(
      evaluate({ permission }, { performed: ['odrl:compensate'] }, { context: { payAmount: 5 } }).decision,
    ).toBe('permit');
    expect(
      evaluate({ permission }, { performed: ['compensate'] }, { context: { payAmount: 4 } }).decision,
    ).toBe('deny');
    expect(evaluate({ permission }, { performed: ['pay'] }, { context: { payAmount: 5 } }).decision).toBe(
      'permit',
    );
  });

  it('is not owed when its constraint does not hold, and is when nobody can say', () => {
    const onlyAbroad = {
      action: 'display',
      duty: pay({ constraint: { leftOperand: 'spatial', operator: 'neq', rightOperand: 'DE' } }),
    };
    expect(evaluate({ permission: onlyAbroad }, {}, { context: { spatial: 'DE' } }).decision).toBe('permit');
    expect(evaluate({ permission: onlyAbroad }, {}, { context: { spatial: 'FR' } }).decision).toBe('deny');
    expect(evaluate({ permission: onlyAbroad }).decision).toBe('deny');
    const moody = {
      action: 'display',
      duty: pay({ constraint: { leftOperand: 'mood', operator: 'eq', rightOperand: 'x' } }),
    };
    expect(evaluate({ permission: moody }).decision).toBe('deny');
  });

  it('before the use is owed now, after it later', () => {
    const when = (operator: string) => ({
      permission: {
        action: 'display',
        duty: pay({
          constraint: { leftOperand: 'event', operator, rightOperand: { '@id': 'odrl:policyUsage' } },
        }),
      },
    });
    expect(evaluate(when('lt')).decision).toBe('deny');
    expect(evaluate(when('gt')).decision).toBe('permit');
    expect(evaluate(when('gt'), {}, { context: { event: ['policyUsage'] } }).decision).toBe('deny');
  });

  it('must be done with all others, each of its own', () => {
    const both = { action: 'display', duty: [pay(), { action: 'attribute' }] };
    expect(evaluate({ permission: both }, { performed: ['urn:duty'] }).decision).toBe('deny');
    expect(evaluate({ permission: both }, { performed: ['urn:duty', 'attribute'] }).decision).toBe('permit');
    expect(evaluate({ permission: both }, { performed: ['urn:duty', 'rule-1/duty-2'] }).decision).toBe(
      'permit',
    );
    expect(evaluate({ permission: both }, { performed: ['rule-1'] }).decision).toBe('deny');
  });

  it('that was violated is made good only with its consequences', () => {
    const permission = {
      action: 'display',
      duty: pay({ consequence: { uid: 'urn:fine', action: 'inform' } }),
    };
    const having = (...performed: string[]) =>
      evaluate({ permission }, { violated: ['urn:duty'], performed });
    expect(having('urn:duty').decision).toBe('deny');
    expect(having('urn:fine').decision).toBe('deny');
    expect(having('urn:duty', 'urn:fine').decision).toBe('permit');
    expect(evaluate({ permission }, { performed: ['urn:duty'] }).decision).toBe('permit');
    expect(report('urn:fine', having('urn:duty'))).toMatchObject({
      type: 'consequence',
      active: true,
      satisfied: false,
    });
  });
});

describe('an obligation', () => {
  it('is reported and conditions nothing', () => {
    const rules = { permission: { action: 'display' }, obligation: { uid: 'urn:o', action: 'delete' } };
    expect(evaluate(rules).decision).toBe('permit');
    expect(report('urn:o', evaluate(rules))).toMatchObject({
      type: 'obligation',
      active: true,
      satisfied: false,
    });
    expect(report('urn:o', evaluate(rules, { performed: ['delete'] }))?.satisfied).toBe(true);
  });

  it('is owed by whom it names', () => {
    const rules = { obligation: { uid: 'urn:o', action: 'delete', assignee: 'urn:bob' } };
    const owed = (assignee: string) => report('urn:o', evaluate(rules, {}, { assignee }))?.active;
    expect(owed('urn:bob')).toBe(true);
    expect(owed('urn:alice')).toBe(false);
  });
});

describe('a prohibition', () => {
  const rules = {
    prohibition: {
      uid: 'urn:no',
      action: 'display',
      remedy: [{ action: 'anonymize' }, { action: 'inform' }],
    },
  };

  it('is infringed when its act was done, until every remedy was', () => {
    const satisfied = (...performed: string[]) => report('urn:no', evaluate(rules, { performed }))?.satisfied;
    expect(satisfied()).toBe(true);
    expect(satisfied('display')).toBe(false);
    expect(satisfied('display', 'anonymize')).toBe(false);
    expect(satisfied('display', 'anonymize', 'inform')).toBe(true);
  });

  it('still forbids when it was remedied', () => {
    expect(evaluate(rules, { performed: ['display', 'anonymize', 'inform'] })).toMatchObject({
      decision: 'deny',
      code: 'forbidden',
      decidedBy: 'urn:no',
    });
  });
});

describe('a conflict', () => {
  const clash = { permission: { action: 'use' }, prohibition: { action: 'display' } };

  it('is resolved as the policy says', () => {
    expect(evaluate({ conflict: 'perm', ...clash }).code).toBe('permitted');
    expect(evaluate({ conflict: { '@id': 'odrl:prohibit' }, ...clash }).code).toBe('forbidden');
    expect(evaluate({ conflict: 'invalid', ...clash }).code).toBe('conflict');
  });

  it('without a strategy voids the policy, for other requests too', () => {
    expect(evaluate(clash).code).toBe('conflict');
    expect(evaluate(clash, {}, { action: 'print' })).toMatchObject({ decision: 'deny', code: 'conflict' });
    expect(
      evaluate(
        { permission: [{ action: 'print' }, { action: 'display' }], prohibition: { action: 'display' } },
        {},
        { action: 'print' },
      ).code,
    ).toBe('conflict');
  });

  it('is none where no use meets both', () => {
    const apart = (permission: OdrlJson, prohibition: OdrlJson) =>
      evaluate(
        {
          permission: { action: 'display', ...permission },
          prohibition: { action: 'display', ...prohibition },
        },
        {},
        {
          assignee: 'urn:a',
          target: 'urn:a',
          context: { spatial: 'DE', count: 1, dateTime: '2026-01-01T00:00:00Z', purpose: 'a' },
        },
      ).code;
    const where = (leftOperand: string, operator: string, rightOperand: unknown): OdrlJson => ({
      constraint: { leftOperand, operator, rightOperand },
    });
    expect(apart({}, { action: 'archive' })).toBe('permitted');
    expect(apart({ target: 'urn:a' }, { target: 'urn:b' })).toBe('permitted');
    expect(apart({ assignee: 'urn:a' }, { assignee: 'urn:b' })).toBe('permitted');
    expect(apart(where('spatial', 'eq', 'DE'), where('spatial', 'eq', 'JP'))).toBe('permitted');
    expect(apart(where('spatial', 'eq', 'DE'), where('spatial', 'eq', 'DE-BY'))).toBe('conflict');
    expect(apart(where('spatial', 'isPartOf', 'DACH'), where('spatial', 'isNoneOf', ['EU', 'CH']))).toBe(
      'permitted',
    );
    expect(apart(where('count', 'lt', 5), where('count', 'gteq', 5))).toBe('permitted');
    expect(apart(where('count', 'lteq', 5), where('count', 'gteq', 5))).toBe('conflict');
    expect(apart(where('dateTime', 'lt', '2026-06-01'), where('dateTime', 'gteq', '2026-06-01'))).toBe(
      'permitted',
    );
    expect(apart(where('dateTime', 'lt', '2026-06-01'), where('dateTime', 'gt', '2026-01-01'))).toBe(
      'conflict',
    );
    expect(
      apart(where('purpose', 'eq', 'a'), {
        constraint: { or: [where('purpose', 'eq', 'b').constraint, where('purpose', 'eq', 'c').constraint] },
      }),
    ).toBe('permitted');
    expect(apart({}, where('spatial', 'eq', 'JP'))).toBe('conflict');
    expect(apart({}, where('moonPhase', 'eq', 'full'))).toBe('conflict');
  });

  it('of strategies voids the policy when its rules clash', () => {
    const conflict = ['perm', 'prohibit'];
    expect(evaluate({ conflict, ...clash }).code).toBe('conflict');
    expect(evaluate({ conflict, permission: { action: 'display' } }).code).toBe('permitted');
  });

  it('is not resolved by a strategy that nobody knows', () => {
    for (const conflict of ['fight', 7, {}])
      expect(evaluate({ conflict, permission: { action: 'display' } }).code).toBe('policy_void');
  });
});

describe('a policy that is not in force', () => {
  it.each(['Offer', 'Request', 'Ticket', 'Assertion', 'Privacy', 'Nonsense'])(
    '%s is never decided on, but its rules are told',
    (type) => {
      const policy = { ...set({ permission: { action: 'display' } }), '@type': type };
      expect(evaluatePolicy(policy, DISPLAY)).toMatchObject({
        decision: 'deny',
        code: 'not_in_force',
        rules: [{ active: true, satisfied: true }],
      });
      expect(evaluatePolicy({ ...policy, '@type': ['Set', type] }, DISPLAY).decision).toBe('deny');
    },
  );

  it('is one of an unknown profile: nothing of it is looked at', () => {
    const policy = set({ profile: 'urn:profile', permission: { action: 'display' } });
    expect(evaluatePolicy(policy, DISPLAY)).toMatchObject({
      decision: 'deny',
      code: 'policy_void',
      rules: [],
    });
    expect(evaluatePolicy(policy, DISPLAY, { profiles: ['urn:profile'] }).decision).toBe('permit');
  });

  it('is replaced by one that is here', () => {
    const graph = (action: string) => ({
      '@graph': [
        set({ uid: 'urn:old', permission: { action: 'display' }, 'dct:isReplacedBy': 'urn:new' }),
        set({ uid: 'urn:new', permission: { action } }),
      ],
    });
    expect(evaluatePolicy(graph('display'), DISPLAY).code).toBe('permitted');
    expect(evaluatePolicy(graph('print'), DISPLAY).code).toBe('not_permitted');
  });

  it.each([
    'isReplacedBy',
    'dc:isReplacedBy',
    'dct:isReplacedBy',
    'dcterms:isReplacedBy',
    'http://purl.org/dc/terms/isReplacedBy',
  ])('is one with %s', (property) => {
    expect(evaluate({ [property]: { '@id': 'urn:newer' }, permission: { action: 'display' } }).code).toBe(
      'policy_void',
    );
  });
});

describe('a policy of a known profile', () => {
  it.each([
    'http://www.w3.org/ns/odrl/2/core',
    'http://www.w3.org/ns/odrl/2/',
    'http://iptc.org/std/RightsML/2/',
    { '@id': 'https://iptc.org/std/RightsML/odrl-profile/' },
    ['urn:imprimatur:profile:1', { '@value': 'http://www.w3.org/ns/odrl/2/core' }],
  ])('is in force: %j', (profile) => {
    expect(evaluate({ profile, permission: { action: 'display' } }).decision).toBe('permit');
  });
});

describe('inheritance', () => {
  const parent = {
    uid: 'urn:parent',
    '@type': 'Set',
    assigner: 'urn:agency',
    permission: { action: 'print' },
    obligation: { action: 'reviewPolicy' },
  };
  const child = (change: OdrlJson = {}) => ({
    uid: 'urn:child',
    '@type': 'Agreement',
    inheritFrom: 'urn:parent',
    assignee: 'urn:bob',
    permission: { action: 'display' },
    ...change,
  });
  const bob = (action: string) => ({ action, assignee: 'urn:bob' });

  it('adds the parent’s rules, for the child’s parties', () => {
    const graph = { '@graph': [parent, child()] };
    for (const action of ['display', 'print']) {
      expect(evaluatePolicy(graph, bob(action)).decision).toBe('permit');
      expect(evaluatePolicy(graph, { action, assignee: 'urn:eve' }).decision).toBe('deny');
      expect(evaluatePolicy(child(), bob(action), { policies: [parent] }).decision).toBe('permit');
    }
    expect(evaluatePolicy(graph, bob('print')).rules.map(({ type }) => type)).toEqual([
      'permission',
      'permission',
      'obligation',
    ]);
  });

  it('adds the parent’s prohibitions, and its strategy', () => {
    const strict = { ...parent, conflict: 'prohibit', prohibition: { action: 'display' } };
    expect(evaluatePolicy(child(), bob('display'), { policies: [strict] }).code).toBe('forbidden');
    expect(evaluatePolicy(child({ conflict: 'perm' }), bob('display'), { policies: [strict] }).code).toBe(
      'conflict',
    );
    expect(evaluatePolicy(child({ conflict: 'prohibit' }), bob('print'), { policies: [strict] }).code).toBe(
      'permitted',
    );
  });

  it('of targets narrows permissions and widens prohibitions', () => {
    const strict = {
      uid: 'urn:parent',
      target: 'urn:theirs',
      conflict: 'prohibit',
      prohibition: { action: 'index' },
    };
    const own = child({ target: 'urn:ours', permission: { action: 'use' } });
    const decisionFor = (action: string, target: string) =>
      evaluatePolicy(own, { ...bob(action), target }, { policies: [strict] }).decision;
    expect(decisionFor('display', 'urn:ours')).toBe('permit');
    expect(decisionFor('display', 'urn:theirs')).toBe('deny');
    expect(decisionFor('index', 'urn:ours')).toBe('deny');
  });

  it('hands down no status', () => {
    const counted = (status: number) => ({
      action: 'display',
      constraint: { leftOperand: 'count', operator: 'lt', rightOperand: 10, status },
    });
    expect(evaluate({ permission: counted(5) }).decision).toBe('permit');
    expect(evaluate({ permission: counted(10) }).decision).toBe('deny');
    expect(evaluate({ permission: counted(5) }, {}, { context: { count: 12 } }).decision).toBe('deny');
    const parents = { policies: [{ ...parent, permission: counted(5) }] };
    expect(evaluatePolicy(child({ permission: { action: 'print' } }), bob('display'), parents).code).toBe(
      'indeterminate',
    );
  });

  it('goes on over generations', () => {
    const grandparent = { uid: 'urn:grandparent', permission: { action: 'index' } };
    const policies = [{ ...parent, inheritFrom: { '@id': 'urn:grandparent' } }, grandparent];
    expect(evaluatePolicy(child(), bob('index'), { policies }).decision).toBe('permit');
  });

  it('voids a policy whose parent is not here, unknown, replaced, or itself', () => {
    const code = (...policies: OdrlJson[]) => evaluatePolicy(child(), bob('display'), { policies }).code;
    expect(code()).toBe('policy_void');
    expect(code({ ...parent, profile: 'urn:unknown' })).toBe('policy_void');
    expect(code({ ...parent, isReplacedBy: 'urn:newer' })).toBe('policy_void');
    expect(code({ ...parent, inheritFrom: 'urn:child' })).toBe('policy_void');
    expect(evaluatePolicy(child({ inheritFrom: 'urn:child' }), bob('display')).code).toBe('policy_void');
  });

  it('does not guess between several policies', () => {
    expect(evaluatePolicy({ '@graph': [parent, { ...parent, uid: 'urn:second' }] }, bob('print')).code).toBe(
      'policy_void',
    );
  });
});
