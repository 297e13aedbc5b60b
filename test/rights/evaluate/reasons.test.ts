/** Sentences of decisions about a bare policy. */
import { describe, expect, it } from 'vitest';
import type { PolicyRequest, PolicyState } from '../../../src/rights/evaluate/types.ts';
import { evaluatePolicy } from '../../../src/rights/index.ts';
import type { OdrlJson } from '../../../src/rights/types.ts';
import { set } from '../fixtures.ts';

const ASKED: PolicyRequest = { action: 'display', target: 'urn:asset', assignee: 'urn:bob' };
const evaluate = (rules: OdrlJson, request: Partial<PolicyRequest> = {}, state: PolicyState = {}) =>
  evaluatePolicy(set({ conflict: 'prohibit', ...rules }), { ...ASKED, ...request }, state);
/** The reason of the first rule. */
const says = (...from: Parameters<typeof evaluate>) => evaluate(...from).rules[0]?.reason;
const saysOf = (id: string, ...from: Parameters<typeof evaluate>) =>
  evaluate(...from).rules.find((rule) => rule.id === id)?.reason;
const where = (leftOperand: string, rightOperand: unknown, operator = 'eq'): OdrlJson => ({
  leftOperand,
  operator,
  rightOperand,
});
const BROKEN = where('moonPhase', 'full');
const refined = (refinement: OdrlJson) => ({ 'rdf:value': { '@id': 'odrl:display' }, refinement });

describe('a permission says', () => {
  const permits = (rule: OdrlJson, request: Partial<PolicyRequest> = {}, state: PolicyState = {}) =>
    says({ permission: { action: 'display', ...rule } }, request, state);

  it('what it permits, and so does the decision', () => {
    expect(permits({ action: 'use' })).toBe('It permits display');
    expect(evaluate({ permission: { action: 'use' } }).reason).toBe('It permits display');
  });

  it.each<[string, OdrlJson, Partial<PolicyRequest>]>([
    ['It is about another action', { action: 'print' }, {}],
    ['The action is not known', {}, { action: 'frobnicate' }],
    ['The action is not known', { action: 'frobnicate' }, {}],
    ['It is about another target', { target: 'urn:other' }, {}],
    [
      'It names a target, or refines it by what the request does not state',
      { target: 'urn:asset' },
      { target: '' },
    ],
    [
      'What refines its target cannot be evaluated',
      { target: { source: 'urn:asset', refinement: BROKEN } },
      {},
    ],
    ['It is for another assignee', { assignee: 'urn:eve' }, {}],
    [
      'It names an assignee, or refines it by what the request does not state',
      { assignee: 'urn:bob' },
      { assignee: '' },
    ],
    [
      'What refines its assignee cannot be evaluated',
      { assignee: { source: 'urn:bob', refinement: BROKEN } },
      {},
    ],
    [
      'One of its constraints does not hold',
      { constraint: where('purpose', 'news') },
      { context: { purpose: 'ads' } },
    ],
    [
      'One of its constraints asks for what the request does not state',
      { constraint: where('purpose', 'news') },
      {},
    ],
    ['One of its constraints cannot be evaluated', { constraint: BROKEN }, {}],
    [
      'It permits display only as refined, and the request is not',
      { action: refined(where('resolution', 1, 'lt')) },
      { context: { resolution: 2 } },
    ],
    [
      'It permits display only as refined, and the request does not say how',
      { action: refined(where('resolution', 1, 'lt')) },
      {},
    ],
    ['What refines display cannot be evaluated', { action: refined(BROKEN) }, {}],
  ])('%s', (reason, rule, request) => {
    expect(permits(rule, request)).toBe(reason);
  });

  it('the worst first: what fails, what nobody can know, what was not stated', () => {
    const rule = { target: 'urn:asset', assignee: 'urn:bob' };
    const open = { target: '', assignee: '' };
    expect(permits({ ...rule, constraint: BROKEN }, open)).toBe('One of its constraints cannot be evaluated');
    expect(
      permits({ ...rule, constraint: where('purpose', 'news') }, { ...open, context: { purpose: 'ads' } }),
    ).toBe('One of its constraints does not hold');
  });

  it('which duty is in the way, and so does the decision', () => {
    const policy = { permission: { action: 'display', duty: { action: 'attribute' } } };
    const reason = 'Its duty is not fulfilled: There is no evidence that attribute was done as asked';
    expect(says(policy)).toBe(reason);
    expect(evaluate(policy)).toMatchObject({ code: 'duty_unfulfilled', reason, decidedBy: 'rule-1' });
  });
});

describe('a prohibition says', () => {
  const forbids = (rule: OdrlJson, request: Partial<PolicyRequest> = {}, state: PolicyState = {}) =>
    says({ prohibition: { action: 'display', ...rule } }, request, state);

  it('what it forbids, in its own words where it has them', () => {
    expect(forbids({})).toBe('It forbids display');
    expect(forbids({ action: 'use' })).toBe('It forbids use');
    expect(says({ prohibition: {} })).toBe('It forbids display');
    expect(says({ prohibition: {} }, { action: 'frobnicate' })).toBe('It forbids every act');
    expect(evaluate({ prohibition: {} }).reason).toBe('It forbids display');
  });

  it('says what it had to assume', () => {
    expect(forbids({ constraint: where('purpose', 'ads') })).toBe(
      'It forbids display, as far as can be known: One of its constraints asks for what the request does not state',
    );
    expect(forbids({}, { action: 'frobnicate' })).toBe(
      'It forbids display, as far as can be known: The action is not known',
    );
  });

  it('why it forbids nothing here', () => {
    expect(forbids({ action: 'print' })).toBe('It is about another action');
    expect(forbids({ action: refined(where('resolution', 1, 'gt')) }, { context: { resolution: 1 } })).toBe(
      'It does not meet the act as it is refined',
    );
  });

  it('that it was infringed, and that it was made good', () => {
    const remedied = { remedy: { action: 'inform' } };
    const infringed = 'It forbids display, which was done, and no remedy made it good';
    expect(forbids({}, {}, { performed: ['display'] })).toBe(infringed);
    expect(forbids(remedied, {}, { performed: ['display'] })).toBe(infringed);
    expect(forbids(remedied, {}, { performed: ['display', 'inform'] })).toBe('It forbids display');
  });

  it('that it was infringed where it has no remedy', () => {
    expect(evaluate({ prohibition: { action: 'display' } }, {}, { performed: ['display'] }).rules).toEqual([
      {
        id: 'rule-1',
        type: 'prohibition',
        active: true,
        satisfied: false,
        reason: 'It forbids display, which was done, and no remedy made it good',
      },
    ]);
  });
});

describe('a duty says', () => {
  it('whether it is owed and was done', () => {
    const duty = (change: OdrlJson = {}) => ({
      permission: { action: 'display', duty: { uid: 'urn:d', action: 'inform', ...change } },
    });
    expect(saysOf('urn:d', duty())).toBe('There is no evidence that inform was done as asked');
    expect(saysOf('urn:d', duty(), {}, { performed: ['inform'] })).toBe('inform was done');
    expect(
      saysOf('urn:d', duty({ constraint: where('purpose', 'ads') }), { context: { purpose: 'news' } }),
    ).toBe('The duty to inform is not owed: what it is conditioned on does not hold');
  });

  it('that its consequences are owed', () => {
    const late = {
      permission: {
        action: 'display',
        duty: { uid: 'urn:d', action: 'inform', consequence: { action: 'compensate' } },
      },
    };
    const state = { performed: ['inform'], violated: ['inform'] };
    expect(saysOf('urn:d', late, {}, state)).toBe(
      'inform was done too late: its consequences are owed and have not been done',
    );
    expect(saysOf('urn:d', late, {}, { ...state, performed: ['inform', 'compensate'] })).toBe(
      'inform was done',
    );
  });

  it('nothing of an act that it does not name', () => {
    expect(says({ obligation: { constraint: where('purpose', 'news') } })).toBe(
      'There is no evidence that what it asks for was done as asked',
    );
  });
});

describe('rules that hang on others', () => {
  it('are named by their place and kind', () => {
    const inform = { action: 'inform' };
    const { rules } = evaluate({
      permission: { action: 'print', duty: { action: 'attribute', consequence: [inform, inform] } },
      prohibition: { action: 'display', remedy: [inform, inform] },
    });
    expect(rules.map(({ id, type }) => [id, type])).toEqual([
      ['rule-1', 'permission'],
      ['rule-1/duty-1', 'duty'],
      ['rule-1/duty-1/consequence-1', 'consequence'],
      ['rule-1/duty-1/consequence-2', 'consequence'],
      ['rule-2', 'prohibition'],
      ['rule-2/remedy-1', 'remedy'],
      ['rule-2/remedy-2', 'remedy'],
    ]);
  });

  it('are owed by whoever relies on the rule', () => {
    const policy = { permission: { action: 'display', duty: { action: 'inform', assignee: 'urn:eve' } } };
    expect(evaluate(policy).code).toBe('duty_unfulfilled');
  });

  it('are done under their id in full or in short', () => {
    const policy = {
      permission: { action: 'display', duty: { uid: 'urn:test:policy#d', action: 'inform' } },
    };
    for (const id of ['d', 'urn:test:policy#d'])
      expect(evaluate(policy, {}, { performed: [id] }).decision).toBe('permit');
    expect(evaluate(policy, {}, { performed: ['e'] }).decision).toBe('deny');
  });
});

describe('a denial says', () => {
  it('that nothing permits it', () => {
    expect(evaluate({ permission: { action: 'print' } }).reason).toBe(
      'No permission of the policy permits it; what is not permitted is denied',
    );
  });

  it('what to state: all of it, and nothing that was stated or need not be', () => {
    const permission = {
      action: refined(where('resolution', 1, 'lt')),
      target: 'urn:asset',
      constraint: [
        where('purpose', 'news'),
        where('industry', 'news'),
        { or: [where('recipient', 'a'), where('purpose', 'news')] },
        { and: [where('count', 1), where('purpose', 'news')] },
      ],
    };
    expect(evaluate({ permission }, { context: { purpose: 'news' } })).toMatchObject({
      code: 'indeterminate',
      missing: ['count', 'industry', 'recipient', 'resolution'],
      reason: 'The request does not state count, industry, recipient, resolution',
    });
    const open = { action: 'display', constraint: where('industry', 'news') };
    expect(evaluate({ permission: open }, { target: '', assignee: '' }).missing).toEqual(['industry']);
  });

  it('nothing of alternatives of which one holds', () => {
    const permission = {
      action: refined(where('resolution', 1, 'lt')),
      constraint: { or: [where('recipient', 'a'), where('purpose', 'news')] },
    };
    expect(evaluate({ permission }, { context: { purpose: 'news' } }).missing).toEqual(['resolution']);
  });

  it('says which party or thing to state', () => {
    const rules = { permission: { action: 'display', target: 'urn:asset', assignee: 'urn:bob' } };
    expect(evaluate(rules, { assignee: '' })).toMatchObject({ decision: 'deny', missing: ['assignee'] });
    expect(evaluate(rules, { target: '' })).toMatchObject({ decision: 'deny', missing: ['target'] });
  });

  it('which rules clash: those that the request meets, before any others', () => {
    const rules = ['print', 'display'].map((action) => ({ uid: `urn:${action}`, action }));
    const no = rules.map(({ uid, action }) => ({ uid: `${uid}:no`, action }));
    const clash = (action: string) =>
      evaluate({ conflict: 'invalid', permission: rules, prohibition: no }, { action });
    expect(clash('display')).toMatchObject({
      code: 'conflict',
      reason:
        'The permission urn:display and the prohibition urn:display:no clash, and the policy names no strategy that would resolve it: it is void',
      decidedBy: 'urn:display:no',
    });
    expect(clash('archive').reason).toContain('The permission urn:print and the prohibition urn:print:no');
  });

  it('that there are too many rules to compare', () => {
    const rules = (word: string, length: number) =>
      Array.from({ length }, (_, at) => ({
        action: 'display',
        constraint: where('purpose', `${word}${at}`),
      }));
    expect(
      evaluate({ conflict: 'invalid', permission: rules('a', 500), prohibition: rules('b', 450) }),
    ).toMatchObject({
      code: 'conflict',
      reason: 'It has more rules than can be compared for conflicts; name a conflict strategy',
    });
  });

  it('what is wrong with the policy', () => {
    const offer = evaluatePolicy({ ...set({ permission: { action: 'display' } }), '@type': 'Offer' }, ASKED);
    const message = 'A policy of type Offer permits and forbids nothing: give a Set or an Agreement';
    expect(offer).toMatchObject({ code: 'not_in_force', reason: message });
    expect(offer.faults).toEqual([{ path: '/@type', message }]);
    const unknown = evaluate({ profile: 'urn:profile', permission: { action: 'display' } });
    expect(unknown.reason).toBe('The profile urn:profile is not known, so its terms cannot be evaluated');
    expect(unknown.faults).toEqual([{ path: '/profile', message: unknown.reason }]);
    const warned = evaluate({ permission: { action: 'display', constraint: BROKEN } });
    expect(warned.faults.map(({ path }) => path)).toEqual(['/permission/constraint']);
  });
});
