/** Written constraints: their tests, why they cannot be evaluated, and whether they hold. */
import { describe, expect, it } from 'vitest';
import { compileConstraint } from '../../../src/rights/odrl/constraint.ts';
import type { Constraint } from '../../../src/rights/odrl/model.ts';
import { evaluateConstraint, evaluateConstraints, type Facts } from '../../../src/rights/odrl/truth.ts';
import { message } from '../../../src/rights/policy-templates.ts';

interface More {
  unit?: string;
  status?: string;
}
const compile = (leftOperand: string, operator: string, values: string[], more: More = {}) =>
  compileConstraint({ leftOperand, operator, values, ...more });
const NOTHING: Facts = { at: undefined, origin: undefined, values: () => undefined };
const stating = (operand: string, values: string[], more: Partial<Facts> = {}): Facts => ({
  ...NOTHING,
  values: (name) => (name === operand ? values : undefined),
  ...more,
});

describe('a constraint that cannot be evaluated', () => {
  const why = (...from: Parameters<typeof compile>) => {
    const constraint = compile(...from);
    return constraint.kind === 'broken' ? constraint.why.text : constraint.kind;
  };

  it.each<[string, Parameters<typeof compile>]>([
    ['the operand moonPhase is not known', ['moonPhase', 'eq', ['full']]],
    ['the operator near is not known', ['spatial', 'near', ['DE']]],
    ['it has no right operand that can be compared', ['spatial', 'eq', []]],
    ['the unit furlong is not known', ['count', 'eq', ['1'], { unit: 'furlong' }]],
    [
      '"Atlantis" is no ISO 3166 code and no named set; "Lemuria" is no ISO 3166 code and no named set',
      ['spatial', 'eq', ['Atlantis', 'Lemuria']],
    ],
    ['lt does not order names', ['purpose', 'lt', ['a']]],
    ['gteq does not order names', ['spatial', 'gteq', ['DE']]],
    ['a, b is no number', ['count', 'eq', ['a', 'b']]],
    ['lt compares with one number', ['count', 'lt', ['1', '2']]],
    ['its values are of several kinds', ['meteredTime', 'isAnyOf', ['1', 'PT1H']]],
    ['lteq does not order names', ['version', 'lteq', ['a']]],
    ['soon is not one date or dateTime', ['dateTime', 'lt', ['soon']]],
    ['2026-01-01, 2026-01-02 is not one date or dateTime', ['dateTime', 'lt', ['2026-01-01', '2026-01-02']]],
    ['isAnyOf does not compare instants', ['dateTime', 'isAnyOf', ['2026-01-01']]],
    ['5 is not one duration', ['elapsedTime', 'lt', ['5']]],
    ['P1D, P2D is not one duration', ['elapsedTime', 'lt', ['P1D', 'P2D']]],
    ['isAnyOf does not compare durations', ['elapsedTime', 'isAnyOf', ['P1D']]],
  ])('says that %s', (reason, from) => {
    expect(why(...from)).toBe(reason);
  });

  it('says what it lacks, and shows what it has', () => {
    expect(
      compileConstraint({ leftOperand: undefined, operator: undefined, values: undefined }),
    ).toStrictEqual({
      kind: 'broken',
      why: message('broken.operand', { operand: '?' }),
      display: { leftOperand: '?', operator: '?', rightOperand: null },
    });
    expect(compileConstraint({ leftOperand: 'count', operator: undefined, values: ['1'] })).toMatchObject({
      why: message('broken.operator', { operator: '?' }),
    });
    for (const written of [{ values: undefined }, { values: ['DE'], isElsewhere: true }])
      expect(compileConstraint({ leftOperand: 'spatial', operator: 'eq', ...written })).toMatchObject({
        why: message('broken.no_value'),
      });
  });

  it('neither holds nor fails', () => {
    expect(evaluateConstraint(compile('moonPhase', 'eq', ['full']), NOTHING)).toBe('unknowable');
  });
});

describe('a constraint is shown', () => {
  const shown = (...from: Parameters<typeof compile>) => {
    const constraint = compile(...from);
    if (constraint.kind === 'compound') throw new Error('A constraint as written is never a compound');
    return constraint.display;
  };

  it('as it is written, in the names of today', () => {
    expect(shown('device', 'neg', ['tv'])).toStrictEqual({
      leftOperand: 'systemDevice',
      operator: 'neq',
      rightOperand: 'tv',
    });
    expect(shown('purpose', 'isAnyOf', ['a', 'b']).rightOperand).toEqual(['a', 'b']);
    expect(shown('purpose', 'isAnyOf', []).rightOperand).toBeNull();
    expect(shown('count', 'lt', ['5'], { unit: 'page', status: '3' })).toStrictEqual({
      leftOperand: 'count',
      operator: 'lt',
      rightOperand: '5',
      unit: 'page',
      status: '3',
    });
  });
});

describe('names', () => {
  const truth = (operator: string, right: string[], actual: string[], more: Partial<Facts> = {}) =>
    evaluateConstraint(compile('purpose', operator, right), stating('purpose', actual, more));

  it.each(['eq', 'isA', 'isPartOf', 'isAnyOf'])('%s holds for one of them', (operator) => {
    expect(truth(operator, ['a', 'b'], ['b'])).toBe('holds');
    expect(truth(operator, ['a', 'b'], ['c'])).toBe('fails');
  });

  it('isA holds for the class itself, since a use states of which kind it is, and never which one', () => {
    expect(truth('isA', ['newspaper'], ['newspaper'])).toBe('holds');
    expect(truth('isA', ['newspaper'], ['magazine'])).toBe('fails');
  });

  it.each(['neq', 'isNoneOf'])('%s holds for none of them', (operator) => {
    expect(truth(operator, ['a', 'b'], ['b'])).toBe('fails');
    expect(truth(operator, ['a', 'b'], ['c'])).toBe('holds');
  });

  it.each(['isAllOf', 'hasPart'])('%s asks for all of them', (operator) => {
    const together = { valuesTogether: true };
    expect(truth(operator, ['a', 'b'], ['b', 'a', 'c'], together)).toBe('holds');
    expect(truth(operator, ['a', 'b'], ['a'], together)).toBe('fails');
    // Of alternatives one applies: it is all of them only if there is one.
    expect(truth(operator, ['a'], ['a'])).toBe('holds');
    expect(truth(operator, ['a'], ['b'])).toBe('fails');
    expect(truth(operator, ['a', 'b'], ['a', 'b'])).toBe('fails');
    expect(truth(operator, ['a'], ['a', 'b'])).toBe('missing');
  });

  it('of alternatives are an answer where they agree', () => {
    expect(truth('isAnyOf', ['a', 'b'], ['a', 'b'])).toBe('holds');
    expect(truth('isAnyOf', ['a', 'b'], ['c', 'd'])).toBe('fails');
    expect(truth('isAnyOf', ['a', 'b'], ['a', 'c'])).toBe('missing');
  });

  it('that nobody states are missing', () => {
    expect(truth('eq', ['a'], [])).toBe('missing');
    expect(evaluateConstraint(compile('purpose', 'eq', ['a']), NOTHING)).toBe('missing');
    expect(evaluateConstraint(compile('ex:mood', 'eq', ['a']), NOTHING)).toBe('unknowable');
  });

  it('of languages reach the tags below them, in any case', () => {
    const language = (operator: string, actual: string) =>
      evaluateConstraint(compile('language', operator, ['de', 'fr-CA']), stating('language', [actual]));
    expect(language('eq', 'DE-at')).toBe('holds');
    expect(language('eq', 'fr-CA')).toBe('holds');
    expect(language('eq', 'FR-ca-x')).toBe('holds');
    expect(language('eq', 'fr')).toBe('fails');
    expect(language('eq', 'den')).toBe('fails');
    expect(language('neq', 'de-AT')).toBe('fails');
    expect(truth('eq', ['de'], ['de-AT'])).toBe('fails');
  });

  it('of places are open where only a part is named', () => {
    const spatial = (operator: string, actual: string) =>
      evaluateConstraint(compile('spatial', operator, ['DE-BY']), stating('spatial', [actual]));
    expect(spatial('eq', 'DE-BY')).toBe('holds');
    expect(spatial('eq', 'DE')).toBe('missing');
    expect(spatial('neq', 'DE')).toBe('missing');
    expect(spatial('neq', 'FR')).toBe('holds');
    expect(spatial('neq', 'DE-BY')).toBe('fails');
  });
});

describe('numbers', () => {
  const truth = (operator: string, right: string[], ...actual: string[]) =>
    evaluateConstraint(compile('count', operator, right), stating('count', actual));

  it.each([
    ['lt', ['holds', 'fails', 'fails']],
    ['lteq', ['holds', 'holds', 'fails']],
    ['gt', ['fails', 'fails', 'holds']],
    ['gteq', ['fails', 'holds', 'holds']],
    ['eq', ['fails', 'holds', 'fails']],
    ['isA', ['fails', 'holds', 'fails']],
    ['isPartOf', ['fails', 'holds', 'fails']],
    ['isAnyOf', ['fails', 'holds', 'fails']],
    ['isAllOf', ['fails', 'holds', 'fails']],
    ['hasPart', ['fails', 'holds', 'fails']],
    ['neq', ['holds', 'fails', 'holds']],
    ['isNoneOf', ['holds', 'fails', 'holds']],
  ])('compare by %s with 5, for 4, 5 and 6: %j', (operator, answers) => {
    expect(['4', '5', '6'].map((actual) => truth(operator, ['5'], actual))).toEqual(answers);
  });

  it('may be several, on either side', () => {
    expect(truth('isAnyOf', ['4', '5'], '5')).toBe('holds');
    expect(truth('isNoneOf', ['4', '5'], '5')).toBe('fails');
    expect(truth('isAllOf', ['5', '5'], '5')).toBe('holds');
    expect(truth('isAllOf', ['4', '5'], '5')).toBe('fails');
    expect(truth('lt', ['5'], '3', '4')).toBe('holds');
    expect(truth('lt', ['5'], '3', '6')).toBe('missing');
  });

  it('are missing where what is stated is none', () => {
    expect(truth('lt', ['5'], 'few')).toBe('missing');
    expect(truth('neq', ['5'], 'few')).toBe('missing');
  });

  it('compare in the unit that is stated, else in that of the constraint', () => {
    const upToAMinute = (actual: string, unit?: string) =>
      evaluateConstraint(
        compile('meteredTime', 'lteq', ['1'], { unit: 'min' }),
        stating('meteredTime', [actual], { unit: () => unit }),
      );
    expect([upToAMinute('1'), upToAMinute('2')]).toEqual(['holds', 'fails']);
    expect([upToAMinute('60', 's'), upToAMinute('61', 's')]).toEqual(['holds', 'fails']);
    expect([upToAMinute('PT60S'), upToAMinute('PT61S')]).toEqual(['holds', 'fails']);
    expect(upToAMinute('1', 'MB')).toBe('missing');
    expect(upToAMinute('1', 'furlong')).toBe('missing');
    // A stated unit is trusted.
    expect(upToAMinute('PT1S', 'h')).toBe('fails');
    const upToOne = (unit: string) =>
      evaluateConstraint(compile('count', 'lteq', ['1']), stating('count', ['1'], { unit: () => unit }));
    expect(upToOne('min')).toBe('missing');
  });

  it('may be durations, which bring their unit', () => {
    const upToAnHour = compile('meteredTime', 'lteq', ['PT1H']);
    const truth = (actual: string, unit?: string) =>
      evaluateConstraint(upToAnHour, stating('meteredTime', [actual], { unit: () => unit }));
    expect([truth('60', 'min'), truth('61', 'min')]).toEqual(['holds', 'fails']);
    // Two durations in one constraint are of one kind.
    expect(compile('meteredTime', 'isAnyOf', ['PT1H', 'PT2H']).kind).toBe('atomic');
  });

  it('are versions where both sides are, else versions are names', () => {
    const version = (right: string, actual: string) =>
      evaluateConstraint(compile('version', 'eq', [right]), stating('version', [actual]));
    expect(version('2', '2.0')).toBe('holds');
    expect(version('2.0.1', '2.0.1')).toBe('holds');
    expect(version('2.0.1', '2.0.2')).toBe('fails');
  });
});

describe('instants', () => {
  const day = (text: string) => Date.parse(text);
  const at = (operator: string, instant: string | undefined) =>
    evaluateConstraint(compile('dateTime', operator, ['2026-11-20']), {
      ...NOTHING,
      at: instant === undefined ? undefined : day(instant),
    });
  const EDGES = [
    '2026-11-19T23:59:59.999Z',
    '2026-11-20T00:00:00Z',
    '2026-11-20T23:59:59.999Z',
    '2026-11-21T00:00:00Z',
  ];

  it.each([
    ['lt', ['holds', 'fails', 'fails', 'fails']],
    ['lteq', ['holds', 'holds', 'holds', 'fails']],
    ['gt', ['fails', 'fails', 'fails', 'holds']],
    ['gteq', ['fails', 'holds', 'holds', 'holds']],
    ['eq', ['fails', 'holds', 'holds', 'fails']],
    ['neq', ['holds', 'fails', 'fails', 'holds']],
  ])(
    'compare by %s with a day, just before, at its beginning, at its end and just after: %j',
    (operator, answers) => {
      expect(EDGES.map((instant) => at(operator, instant))).toEqual(answers);
      expect(at(operator, undefined)).toBe('missing');
    },
  );
});

describe('elapsed time', () => {
  const ORIGIN = Date.parse('2026-01-31T00:00:00Z');
  const since = (operator: string, duration: string, at: number | undefined, origin: number | undefined) =>
    evaluateConstraint(compile('elapsedTime', operator, [duration]), { ...NOTHING, at, origin });
  const ANSWERS: [string, string[]][] = [
    ['lt', ['holds', 'fails', 'fails']],
    ['lteq', ['holds', 'holds', 'fails']],
    ['gt', ['fails', 'fails', 'holds']],
    ['gteq', ['fails', 'holds', 'holds']],
    ['eq', ['fails', 'holds', 'fails']],
    ['neq', ['holds', 'fails', 'holds']],
  ];

  it.each(ANSWERS)(
    'compares by %s with a day, a millisecond short of it, at it and past it: %j',
    (operator, answers) => {
      const end = ORIGIN + 86_400_000;
      expect([end - 1, end, end + 1].map((at) => since(operator, 'P1D', at, ORIGIN))).toEqual(answers);
    },
  );

  it.each(ANSWERS)('compares by %s with a day, where it is stated: %j', (operator, answers) => {
    const stated = ['PT23H', 'PT24H', 'PT25H'].map((value) =>
      evaluateConstraint(compile('elapsedTime', operator, ['P1D']), stating('elapsedTime', [value])),
    );
    expect(stated).toEqual(answers);
  });

  it('counts months by the calendar', () => {
    expect(since('lt', 'P1M', Date.parse('2026-02-27T23:59:59Z'), ORIGIN)).toBe('holds');
    expect(since('lt', 'P1M', Date.parse('2026-02-28T00:00:00Z'), ORIGIN)).toBe('fails');
  });

  it('is missing where one of its ends is, or what is stated is none', () => {
    expect(since('lt', 'P1D', undefined, ORIGIN)).toBe('missing');
    expect(since('lt', 'P1D', ORIGIN, undefined)).toBe('missing');
    const stated = (...values: string[]) =>
      evaluateConstraint(compile('elapsedTime', 'neq', ['P1D']), stating('elapsedTime', values));
    expect(stated('soon')).toBe('missing');
    expect(stated('PT1H', 'PT24H')).toBe('missing');
    expect(stated('PT1H', 'PT2H')).toBe('holds');
    // The stated value counts, not the clock.
    expect(
      evaluateConstraint(
        compile('elapsedTime', 'lt', ['P1D']),
        stating('elapsedTime', ['P2D'], { at: ORIGIN, origin: ORIGIN }),
      ),
    ).toBe('fails');
  });
});

describe('events', () => {
  const eventTruth = (operator: string, event: string, facts: Facts) =>
    evaluateConstraint(compile('event', operator, [event]), facts);
  const happened = stating('event', ['urn:e']);
  const ahead = stating('event', []);
  const now: Facts = { ...NOTHING, isImminentUse: true };

  it.each([
    ['lt', ['fails', 'holds', 'holds']],
    ['lteq', ['fails', 'holds', 'holds']],
    ['gt', ['holds', 'fails', 'fails']],
    ['gteq', ['holds', 'fails', 'holds']],
    ['eq', ['holds', 'fails', 'holds']],
    ['isA', ['holds', 'fails', 'holds']],
    ['isPartOf', ['holds', 'fails', 'holds']],
    ['isAnyOf', ['holds', 'fails', 'holds']],
    ['neq', ['fails', 'holds', 'fails']],
    ['isNoneOf', ['fails', 'holds', 'fails']],
    ['hasPart', ['unknowable', 'unknowable', 'unknowable']],
    ['isAllOf', ['unknowable', 'unknowable', 'unknowable']],
  ])(
    'compare by %s with one that has happened, one that has not, and the use itself: %j',
    (operator, answers) => {
      expect([
        eventTruth(operator, 'urn:e', happened),
        eventTruth(operator, 'urn:e', ahead),
        eventTruth(operator, 'policyUsage', now),
      ]).toEqual(answers);
    },
  );

  it('are missing where nobody says', () => {
    expect(eventTruth('lt', 'urn:e', NOTHING)).toBe('missing');
    expect(eventTruth('lt', 'urn:e', now)).toBe('missing');
    expect(eventTruth('lt', 'policyUsage', NOTHING)).toBe('missing');
  });

  it('that are stated are not guessed: a use that is among them has happened', () => {
    const used = stating('event', ['policyUsage'], { isImminentUse: true });
    expect(eventTruth('lt', 'policyUsage', used)).toBe('fails');
    expect(eventTruth('gteq', 'policyUsage', { ...ahead, isImminentUse: true })).toBe('fails');
  });

  it('may be several, that must agree', () => {
    const both = (events: string[]) =>
      evaluateConstraint(compile('event', 'gt', ['urn:e', 'urn:f']), stating('event', events));
    expect([both(['urn:e', 'urn:f']), both([]), both(['urn:e'])]).toEqual(['holds', 'fails', 'missing']);
  });
});

describe('the status that a policy gives', () => {
  const counted = compile('count', 'lt', ['5'], { status: '3' });

  it('counts where the use says nothing, for who trusts it', () => {
    expect(evaluateConstraint(counted, { ...NOTHING, trustsStatus: true })).toBe('holds');
    expect(evaluateConstraint(counted, NOTHING)).toBe('missing');
    expect(evaluateConstraint(counted, stating('count', ['7'], { trustsStatus: true }))).toBe('fails');
    expect(evaluateConstraint(compile('count', 'lt', ['5']), { ...NOTHING, trustsStatus: true })).toBe(
      'missing',
    );
  });
});

describe('several constraints', () => {
  const FACTS = stating('purpose', ['news']);
  const yes = compile('purpose', 'eq', ['news']);
  const no = compile('purpose', 'eq', ['ads']);
  const open = compile('industry', 'eq', ['news']);
  const broken = compile('moonPhase', 'eq', ['full']);
  const orders = <T>(list: T[]): T[][] => [list, list.toReversed()];
  const compound = (operator: 'and' | 'or' | 'xone' | 'andSequence', members: Constraint[]) =>
    orders(members).map((list) => evaluateConstraint({ kind: 'compound', operator, members: list }, FACTS));
  const twice = (truth: string) => [truth, truth];

  it.each<[string, Constraint[]]>([
    ['holds', []],
    ['holds', [yes, yes]],
    ['fails', [yes, no]],
    ['fails', [broken, no]],
    ['fails', [open, no]],
    ['unknowable', [broken, open]],
    ['unknowable', [broken, yes]],
    ['missing', [open, yes]],
  ])('of a rule are evaluated whatever their order: %s', (truth, list) => {
    expect(orders(list).map((list) => evaluateConstraints(list, FACTS))).toEqual(twice(truth));
    expect(compound('and', list)).toEqual(twice(truth));
    expect(compound('andSequence', list)).toEqual(twice(truth));
  });

  it.each<[string, Constraint[]]>([
    ['holds', [no, yes]],
    ['holds', [broken, yes]],
    ['holds', [open, yes]],
    ['fails', [no, no]],
    ['unknowable', [broken, open]],
    ['unknowable', [broken, no]],
    ['missing', [open, no]],
  ])('as alternatives: %s', (truth, list) => {
    expect(compound('or', list)).toEqual(twice(truth));
  });

  it.each<[string, Constraint[]]>([
    ['holds', [no, yes]],
    ['fails', [no, no]],
    ['fails', [yes, yes]],
    ['fails', [yes, yes, broken]],
    ['unknowable', [broken, yes]],
    ['unknowable', [broken, open]],
    ['unknowable', [broken, no]],
    ['missing', [open, yes]],
    ['missing', [open, no]],
  ])('of which one must hold and no other: %s', (truth, list) => {
    expect(compound('xone', list)).toEqual(twice(truth));
  });
});
