/** Decisions of a bare ODRL policy about one request. */
import { describe, expect, it } from 'vitest';
import type { PolicyRequest, PolicyState } from '../../../src/rights/evaluate/types.ts';
import { evaluatePolicy } from '../../../src/rights/index.ts';
import { ACTIONS, PROFILE_ACTS } from '../../../src/rights/odrl/actions.ts';
import type { OdrlJson } from '../../../src/rights/types.ts';
import { set } from '../fixtures.ts';

const DISPLAY: PolicyRequest = { action: 'display', target: 'urn:asset', assignee: 'urn:bob' };
const evaluate = (rules: OdrlJson, request: Partial<PolicyRequest> = {}, state: PolicyState = {}) =>
  evaluatePolicy(set(rules), { ...DISPLAY, ...request }, state);
const decide = (...from: Parameters<typeof evaluate>) => evaluate(...from).decision;

/** Evaluates a permission to display under one constraint. */
const under = (constraint: OdrlJson | OdrlJson[], context: OdrlJson, change: Partial<PolicyRequest> = {}) =>
  evaluate({ permission: { action: 'display', constraint } }, { context, ...change });
const operand = (leftOperand: string, operator: string, rightOperand: unknown, unit?: string): OdrlJson => ({
  leftOperand,
  operator,
  rightOperand,
  ...(unit !== undefined && { unit }),
});

describe('closed by default', () => {
  it('denies what no permission permits', () => {
    expect(evaluate({ permission: { action: 'print' } })).toMatchObject({
      decision: 'deny',
      code: 'not_permitted',
      rules: [{ id: 'rule-1', type: 'permission', active: false, satisfied: false }],
    });
    expect(decide({ obligation: { action: 'attribute' } })).toBe('deny');
  });

  it('permits what a permission names, and says which rule did', () => {
    expect(evaluate({ permission: { uid: 'urn:r', action: 'display' } })).toMatchObject({
      decision: 'permit',
      code: 'permitted',
      decidedBy: 'urn:r',
    });
  });

  it('takes one of several permissions', () => {
    expect(decide({ permission: [{ action: 'print' }, { action: 'display' }] })).toBe('permit');
    expect(decide({ permission: { action: ['print', 'display'] } })).toBe('permit');
  });
});

describe('actions', () => {
  it('are covered by those that include them, and not the other way', () => {
    for (const action of ['use', 'play', 'display'])
      expect(decide({ permission: { action } })).toBe('permit');
    expect(decide({ permission: { action: 'display' } }, { action: 'play' })).toBe('deny');
    expect(decide({ permission: { action: 'use' } }, { action: 'sell' })).toBe('deny');
    for (const action of PROFILE_ACTS)
      expect(decide({ permission: { action: 'use' } }, { action: `imp:${action}` })).toBe('deny');
  });

  it('are the same in each spelling, and deprecated ones are what they became', () => {
    for (const action of ['display', 'odrl:display', 'http://www.w3.org/ns/odrl/2/display'])
      expect(decide({ permission: { action: 'display' } }, { action })).toBe('permit');
    expect(decide({ permission: { action: 'modify' } }, { action: 'odrl:write' })).toBe('permit');
    expect(decide({ permission: { action: 'copy' } }, { action: 'reproduce' })).toBe('permit');
    expect(decide({ permission: { action: 'lend' } }, { action: 'lend' })).toBe('deny');
  });

  it('that a prohibition names take what they include with them', () => {
    const conflict = 'prohibit';
    expect(decide({ conflict, permission: { action: 'display' }, prohibition: { action: 'play' } })).toBe(
      'deny',
    );
    expect(
      decide(
        { conflict, permission: { action: 'play' }, prohibition: { action: 'display' } },
        { action: 'play' },
      ),
    ).toBe('permit');
    expect(
      decide(
        { conflict, permission: { action: 'use' }, prohibition: { action: 'print' } },
        { action: 'use' },
      ),
    ).toBe('deny');
  });

  it('that nobody knows are never permitted', () => {
    for (const action of ['frobnicate', '', 'ex:read', 'toString', '__proto__']) {
      expect(decide({ permission: { action } }, { action })).toBe('deny');
      expect(decide({ permission: {} }, { action })).toBe('deny');
      expect(decide({ permission: { action: 'use' } }, { action })).toBe('deny');
    }
  });

  it('are all of them where a rule names none', () => {
    for (const action of ACTIONS) {
      expect(decide({ permission: {} }, { action })).toBe('permit');
      expect(decide({ prohibition: {}, permission: { action }, conflict: 'prohibit' }, { action })).toBe(
        'deny',
      );
    }
  });

  it('void the policy where a prohibition names one that is not known', () => {
    expect(
      evaluate({ permission: { action: 'display' }, prohibition: { action: 'frobnicate' } }),
    ).toMatchObject({
      decision: 'deny',
      code: 'policy_void',
      rules: [],
    });
  });
});

describe('operators', () => {
  const cases: [string, unknown, unknown, boolean][] = [
    ['eq', 'editorial', 'editorial', true],
    ['eq', 'editorial', 'advertising', false],
    ['neq', 'editorial', 'advertising', true],
    ['neq', 'editorial', 'editorial', false],
    ['isAnyOf', ['a', 'b'], 'b', true],
    ['isAnyOf', ['a', 'b'], 'c', false],
    ['isNoneOf', ['a', 'b'], 'c', true],
    ['isNoneOf', ['a', 'b'], 'a', false],
    ['isAllOf', ['a', 'b'], ['b', 'a'], true],
    ['isAllOf', ['a', 'b'], ['a'], false],
    ['hasPart', 'a', ['a', 'b'], true],
    ['hasPart', 'c', ['a', 'b'], false],
    ['isPartOf', ['a', 'b'], 'a', true],
    ['isA', 'a', 'a', true],
    ['lt', 'a', 'b', false],
    ['near', 'a', 'a', false],
  ];
  it.each(cases)('on names: %s %j holds for %j: %s', (operator, right, actual, holds) => {
    expect(under(operand('purpose', operator, right), { purpose: actual }).decision).toBe(
      holds ? 'permit' : 'deny',
    );
  });

  const numbers: [string, unknown, unknown, boolean][] = [
    ['lt', '10', 9, true],
    ['lt', '10', 10, false],
    ['lteq', 10, '10.0', true],
    ['gt', 10, 10, false],
    ['gt', 10, 10.5, true],
    ['gteq', 10, 10, true],
    ['eq', '5.00', 5, true],
    ['neq', 5, 5, false],
    ['isAnyOf', [1, 2], 2, true],
    ['isNoneOf', [1, 2], 3, true],
    ['lt', 'many', 1, false],
    ['lt', '10', 'few', false],
    ['lt', '1e400', 1, false],
  ];
  it.each(numbers)('on numbers: %s %j holds for %j: %s', (operator, right, actual, holds) => {
    expect(under(operand('count', operator, right), { count: actual }).decision).toBe(
      holds ? 'permit' : 'deny',
    );
  });

  const instants: [string, string, string, boolean][] = [
    ['lt', '2026-11-20', '2026-11-19T23:59:59Z', true],
    ['lt', '2026-11-20', '2026-11-20T00:00:00Z', false],
    ['lteq', '2026-11-20', '2026-11-20T23:00:00Z', true],
    ['gt', '2026-11-20', '2026-11-20T23:00:00Z', false],
    ['gt', '2026-11-20', '2026-11-21T00:00:00Z', true],
    ['gteq', '2026-11-20T10:00:00+02:00', '2026-11-20T08:00:00Z', true],
    ['eq', '2026-11-20', '2026-11-20T12:00:00Z', true],
    ['neq', '2026-11-20', '2026-11-20T12:00:00Z', false],
    ['lt', 'soon', '2026-11-20T12:00:00Z', false],
    ['lt', '2026-11-20', 'now', false],
  ];
  it.each(instants)('on instants: %s %s holds at %s: %s', (operator, right, dateTime, holds) => {
    expect(under(operand('dateTime', operator, right), { dateTime }).decision).toBe(
      holds ? 'permit' : 'deny',
    );
  });

  it('on durations compare what is stated', () => {
    const within = (elapsedTime: string) =>
      under(operand('elapsedTime', 'lteq', 'P14D'), { elapsedTime }).decision;
    expect(within('P2W')).toBe('permit');
    expect(within('P14DT1S')).toBe('deny');
    expect(
      under(operand('meteredTime', 'lt', 'PT1H'), { meteredTime: { value: 30, unit: 'min' } }).decision,
    ).toBe('permit');
  });

  it('on places ask for inclusion, of sets, countries and their parts', () => {
    const out = (operator: string, right: unknown, spatial: unknown) =>
      under(operand('spatial', operator, right), { spatial }).decision;
    expect(out('eq', 'http://cvx.iptc.org/iso3166-1a3/DEU', 'DE')).toBe('permit');
    expect(out('isPartOf', 'EU', 'FRA')).toBe('permit');
    expect(out('isPartOf', 'EU', 'CH')).toBe('deny');
    expect(out('eq', 'DE', 'DE-BY')).toBe('permit');
    expect(out('eq', 'DE', 'DACH')).toBe('deny');
    expect(out('neq', 'DE', 'DACH')).toBe('deny');
    expect(out('neq', 'DE', 'Atlantis')).toBe('deny');
    expect(out('neq', 'Atlantis', 'DE')).toBe('deny');
  });

  it('on languages reach the narrower tag', () => {
    expect(under(operand('language', 'eq', 'de'), { language: 'de-AT' }).decision).toBe('permit');
  });

  it('on events ask whether they have happened', () => {
    const event = (operator: string, happened?: string[]) =>
      under(operand('event', operator, 'urn:ceremony'), happened ? { event: happened } : {}).code;
    expect(event('gt', ['urn:ceremony'])).toBe('permitted');
    expect(event('lt', ['urn:ceremony'])).toBe('not_permitted');
    expect(event('lt', [])).toBe('permitted');
    expect(event('lt')).toBe('indeterminate');
  });
});

describe('several values', () => {
  it('are an answer only when they agree', () => {
    const purpose = ['editorial', 'advertising'];
    expect(under(operand('purpose', 'isAnyOf', ['editorial', 'research']), { purpose }).decision).toBe(
      'deny',
    );
    expect(under(operand('purpose', 'isAnyOf', purpose), { purpose }).decision).toBe('permit');
    expect(
      decide(
        {
          conflict: 'prohibit',
          permission: { action: 'display' },
          prohibition: { action: 'display', constraint: operand('purpose', 'eq', 'advertising') },
        },
        { context: { purpose } },
      ),
    ).toBe('deny');
  });
});

describe('units', () => {
  it('convert where they measure the same', () => {
    const size = (actual: unknown, unit = 'MB') =>
      under(operand('absoluteSize', 'lteq', 1, unit), { absoluteSize: actual }).decision;
    expect(size({ value: 900, unit: 'kB' })).toBe('permit');
    expect(size({ value: 1_100, unit: 'kB' })).toBe('deny');
    expect(size(1)).toBe('permit');
    expect(size({ value: 1, unit: 'px' })).toBe('deny');
    expect(size({ value: 1, unit: 'furlong' })).toBe('deny');
  });

  it('of money never convert', () => {
    const pay = (unit: string) =>
      under(operand('payAmount', 'eq', '5.00', 'http://dbpedia.org/resource/Euro'), {
        payAmount: { value: 5, unit },
      }).decision;
    expect(pay('EUR')).toBe('permit');
    expect(pay('USD')).toBe('deny');
  });

  it('that nobody knows never grant', () => {
    expect(under(operand('count', 'lt', 5, 'urn:fathom'), { count: 1 }).decision).toBe('deny');
  });
});

describe('compounds', () => {
  const yes = operand('purpose', 'eq', 'editorial');
  const no = operand('purpose', 'eq', 'advertising');
  const open = operand('industry', 'eq', 'news');
  const broken = operand('moonPhase', 'eq', 'full');
  const code = (constraint: OdrlJson) => under(constraint, { purpose: 'editorial' }).code;

  it.each(['and', 'andSequence'])('%s asks for all', (operator) => {
    expect(code({ [operator]: [yes, yes] })).toBe('permitted');
    expect(code({ [operator]: { '@list': [yes, no] } })).toBe('not_permitted');
    expect(code({ [operator]: [yes, open] })).toBe('indeterminate');
    expect(code({ [operator]: [yes, broken] })).toBe('not_permitted');
  });

  it('or asks for one', () => {
    expect(code({ or: [no, yes] })).toBe('permitted');
    expect(code({ or: [broken, yes] })).toBe('permitted');
    expect(code({ or: [no, no] })).toBe('not_permitted');
    expect(code({ or: [no, open] })).toBe('indeterminate');
  });

  it('xone asks for exactly one', () => {
    expect(code({ xone: [no, yes] })).toBe('permitted');
    expect(code({ xone: [yes, yes] })).toBe('not_permitted');
    expect(code({ xone: [no, no] })).toBe('not_permitted');
    expect(code({ xone: [yes, open] })).toBe('indeterminate');
  });

  it('nest', () => {
    expect(code({ and: [{ or: [no, { xone: [yes, no] }] }, yes] })).toBe('permitted');
  });

  it('that say two things at once say nothing', () => {
    expect(code({ or: [yes], and: [yes] })).toBe('not_permitted');
    expect(code({ or: [yes], ...yes })).toBe('not_permitted');
  });
});

describe('what the request does not state', () => {
  it('is named, and nothing is permitted', () => {
    const rules = {
      permission: {
        action: 'display',
        target: 'urn:asset',
        assignee: 'urn:bob',
        constraint: [operand('spatial', 'eq', 'DE'), operand('dateTime', 'lt', '2030-01-01')],
      },
    };
    expect(evaluatePolicy(set(rules), { action: 'display' })).toMatchObject({
      decision: 'deny',
      code: 'indeterminate',
      missing: ['assignee', 'dateTime', 'spatial', 'target'],
    });
  });

  it('never disables a prohibition', () => {
    const prohibition = { action: 'display', constraint: operand('spatial', 'eq', 'JP') };
    const policy = set({ conflict: 'prohibit', permission: { action: 'display' }, prohibition });
    expect(evaluatePolicy(policy, DISPLAY)).toMatchObject({ decision: 'deny', code: 'forbidden' });
    expect(evaluatePolicy(policy, { ...DISPLAY, context: { spatial: 'DE' } }).decision).toBe('permit');
    const aimed = set({
      conflict: 'prohibit',
      permission: { action: 'display' },
      prohibition: { action: 'display', assignee: 'urn:x' },
    });
    expect(evaluatePolicy(aimed, { action: 'display' }).decision).toBe('deny');
    expect(evaluatePolicy(aimed, DISPLAY).decision).toBe('permit');
  });

  it('is not the clock: an instant that nobody states is missing', () => {
    expect(under(operand('dateTime', 'gt', '2000-01-01'), {}).missing).toEqual(['dateTime']);
    expect(
      under(operand('dateTime', 'gt', '2000-01-01'), {}, { at: Date.parse('2026-01-01') }).decision,
    ).toBe('permit');
    expect(under(operand('dateTime', 'gt', '2000-01-01'), {}, { at: 1e300 }).decision).toBe('deny');
  });
});

describe('operands of other vocabularies', () => {
  it('mean something only to a request that names them in full', () => {
    const age = operand('foaf:age', 'gteq', 18);
    expect(under(age, {}).code).toBe('not_permitted');
    expect(under(age, { age: 20 }).code).toBe('not_permitted');
    expect(under(age, { 'foaf:age': 20 }).code).toBe('permitted');
    expect(under(age, { 'http://xmlns.com/foaf/0.1/age': 17 }).code).toBe('not_permitted');
  });

  it('never grant under a bare name that ODRL does not have', () => {
    expect(under(operand('moonPhase', 'eq', 'full'), { moonPhase: 'full' }).decision).toBe('deny');
  });

  it('do not disable a prohibition', () => {
    const prohibition = { action: 'display', constraint: operand('ex:mood', 'eq', 'sad') };
    expect(decide({ conflict: 'prohibit', permission: { action: 'display' }, prohibition })).toBe('deny');
  });
});

describe('targets and parties', () => {
  it('are those that the rule names', () => {
    const permission = { action: 'display', target: 'urn:asset', assignee: 'urn:bob' };
    expect(decide({ permission })).toBe('permit');
    expect(decide({ permission }, { target: 'urn:other' })).toBe('deny');
    expect(decide({ permission }, { assignee: 'urn:alice' })).toBe('deny');
  });

  it('may be named once for the whole policy', () => {
    expect(decide({ target: 'urn:other', permission: { action: 'display' } })).toBe('deny');
    expect(decide({ target: 'urn:asset', action: 'display', permission: [{}] })).toBe('permit');
  });

  it('are those of a collection, however deep', () => {
    const permission = {
      action: 'display',
      target: { '@type': 'AssetCollection', '@id': 'urn:all', source: 'urn:catalogue' },
      assignee: { '@type': 'PartyCollection', source: 'urn:friends' },
    };
    const partOf = { 'urn:asset': 'urn:some', 'urn:some': ['urn:all'], 'urn:bob': 'urn:friends' };
    expect(decide({ permission })).toBe('deny');
    expect(decide({ permission }, {}, { partOf })).toBe('permit');
    expect(decide({ permission }, {}, { partOf: { ...partOf, 'urn:some': 'urn:catalogue' } })).toBe('permit');
    expect(
      decide(
        { permission },
        {
          target: { '@id': 'urn:asset', partOf: 'urn:all' },
          assignee: { '@id': 'urn:bob', partOf: [{ '@id': 'urn:friends' }] },
        },
      ),
    ).toBe('permit');
  });

  it('are part of what the document says', () => {
    const graph = {
      '@graph': [
        set({ permission: { action: 'display', target: 'urn:all' } }),
        { '@id': 'urn:asset', partOf: { '@id': 'urn:all' } },
      ],
    };
    expect(evaluatePolicy(graph, DISPLAY).decision).toBe('permit');
    expect(evaluatePolicy(graph, { ...DISPLAY, target: 'urn:other' }).decision).toBe('deny');
  });

  it('are those that claim the policy for themselves', () => {
    const graph = {
      '@graph': [
        set({ uid: 'urn:p', permission: { action: 'display' } }),
        { '@id': 'urn:asset', hasPolicy: 'urn:p' },
        { '@id': 'urn:bob', 'odrl:assigneeOf': { '@id': 'urn:p' } },
      ],
    };
    expect(evaluatePolicy(graph, DISPLAY).decision).toBe('permit');
    expect(evaluatePolicy(graph, { ...DISPLAY, target: 'urn:other' }).decision).toBe('deny');
    expect(evaluatePolicy(graph, { ...DISPLAY, assignee: 'urn:alice' }).decision).toBe('deny');
  });

  it('are not led in circles by collections', () => {
    const partOf = { 'urn:asset': 'urn:a', 'urn:a': 'urn:b', 'urn:b': 'urn:a' };
    expect(decide({ permission: { action: 'display', target: 'urn:b' } }, {}, { partOf })).toBe('permit');
  });

  it('are refined each by itself', () => {
    const target = [
      { source: 'urn:films', refinement: operand('absoluteSize', 'lt', 10) },
      { source: 'urn:books', refinement: operand('language', 'eq', 'de') },
    ];
    const with_ = (partOf: string, context: OdrlJson) =>
      decide({ permission: { action: 'display', target } }, { context }, { partOf: { 'urn:asset': partOf } });
    expect(with_('urn:films', { absoluteSize: 5 })).toBe('permit');
    expect(with_('urn:films', { absoluteSize: 50, language: 'de' })).toBe('deny');
    expect(with_('urn:books', { language: 'de' })).toBe('permit');
    const prohibited = (partOf: string, context: OdrlJson) =>
      decide(
        {
          conflict: 'prohibit',
          permission: { action: 'display' },
          prohibition: { action: 'display', target },
        },
        { context },
        { partOf: { 'urn:asset': partOf } },
      );
    expect(prohibited('urn:books', { language: 'de', absoluteSize: 50 })).toBe('deny');
    expect(prohibited('urn:books', { language: 'fr', absoluteSize: 5 })).toBe('permit');
  });

  it('that have no name are recognised by nobody', () => {
    expect(decide({ permission: { action: 'display', target: { '@type': 'Asset' } } })).toBe('deny');
    expect(
      decide({
        conflict: 'prohibit',
        permission: { action: 'display' },
        prohibition: { action: 'display', target: {} },
      }),
    ).toBe('deny');
  });
});

describe('refinements of the action', () => {
  const refined = {
    'rdf:value': { '@id': 'odrl:print' },
    refinement: operand('resolution', 'lteq', 1200, 'dpi'),
  };

  it('narrow what is permitted', () => {
    const print = (resolution?: number) =>
      evaluate(
        { permission: { action: refined } },
        { action: 'print', context: resolution ? { resolution } : {} },
      );
    expect(print(600)).toMatchObject({ decision: 'permit', rules: [{ active: true, satisfied: true }] });
    expect(print(2400)).toMatchObject({ decision: 'deny', rules: [{ active: true, satisfied: false }] });
    expect(print()).toMatchObject({ code: 'indeterminate', missing: ['resolution'] });
  });

  it('narrow what is forbidden', () => {
    const print = (resolution: number) =>
      decide(
        { conflict: 'prohibit', permission: { action: 'print' }, prohibition: { action: refined } },
        { action: 'print', context: { resolution } },
      );
    expect(print(600)).toBe('deny');
    expect(print(2400)).toBe('permit');
  });
});
