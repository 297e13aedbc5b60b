/** Properties of any policy, any request and any JSON. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PolicyRequest, PolicyState } from '../../../src/rights/evaluate/types.ts';
import { evaluatePolicy } from '../../../src/rights/index.ts';
import { ACTIONS } from '../../../src/rights/odrl/actions.ts';
import { parsePolicy, readPolicy } from '../../../src/rights/odrl/parse.ts';
import type { OdrlJson } from '../../../src/rights/types.ts';
import { processorMs } from '../../support/growth.ts';
import { runs, within } from '../../support/runs.ts';
import { set, sparse } from '../fixtures.ts';
import { printPolicy } from './print-policy.ts';

const RUNS = runs();
const WORDS = [
  'odrl:display',
  'use',
  'play',
  'print',
  'archive',
  'sell',
  'imp:ai-train',
  'cc:CommercialUse',
  'frobnicate',
];
const ACTION = fc.oneof(
  { weight: 30, arbitrary: fc.constantFrom(...WORDS.slice(0, -1)) },
  { weight: 1, arbitrary: fc.constant('frobnicate') },
);
const NAME = fc.constantFrom('urn:a', 'urn:b', 'urn:c', 'ex:d', '_:e');

const constraint: fc.Arbitrary<OdrlJson> = fc.letrec<{ one: OdrlJson; atom: OdrlJson }>((tie) => ({
  one: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    tie('atom'),
    fc
      .tuple(fc.constantFrom('and', 'or', 'xone', 'andSequence'), fc.array(tie('one'), { maxLength: 3 }))
      .map(([operator, members]) => ({ [operator]: members })),
  ),
  atom: fc.oneof(
    fc.record({
      leftOperand: fc.constantFrom('spatial', 'odrl:spatial'),
      operator: fc.constantFrom('eq', 'neq', 'isAnyOf', 'isNoneOf', 'isPartOf', 'lt'),
      rightOperand: fc.subarray(['DE', 'JP', 'EU', 'Atlantis'], { minLength: 1 }),
    }),
    fc.record({
      leftOperand: fc.constantFrom('purpose', 'count', 'imp:component', 'ex:mood', 'version', 'moonPhase'),
      operator: fc.constantFrom('eq', 'neq', 'isAnyOf', 'isAllOf', 'hasPart', 'lteq', 'near'),
      rightOperand: fc.oneof(
        fc.constantFrom('a', 'b', 1, 2),
        fc.constant(['a', 'b']),
        fc.constant({ '@id': 'urn:a' }),
      ),
    }),
    fc.record({
      leftOperand: fc.constantFrom('dateTime', 'elapsedTime', 'payAmount', 'event'),
      operator: fc.constantFrom('lt', 'gteq', 'eq'),
      rightOperand: fc.constantFrom('2026-01-01', 'P3D', '5.00', { '@id': 'odrl:policyUsage' }),
      unit: fc.constantFrom('EUR', 'urn:fathom'),
      status: fc.constantFrom('P1D', '5', 7),
    }),
  ),
})).one;

const refined = <T>(plain: fc.Arbitrary<T>, wrap: (value: T, refinement: OdrlJson[]) => unknown) =>
  fc.oneof(
    { weight: 3, arbitrary: plain as fc.Arbitrary<unknown> },
    {
      weight: 1,
      arbitrary: fc
        .tuple(plain, fc.array(constraint, { maxLength: 2 }))
        .map(([value, list]) => wrap(value, list)),
    },
  );
const parts = {
  action: fc.array(
    refined(ACTION, (value, refinement) => ({ 'rdf:value': { '@id': value }, refinement })),
    { minLength: 1, maxLength: 2 },
  ),
  target: fc.array(
    refined(NAME, (source, refinement) => ({ '@type': 'AssetCollection', source, refinement })),
    { maxLength: 2 },
  ),
  assignee: fc.array(NAME, { maxLength: 2 }),
  constraint: fc.array(constraint, { maxLength: 2 }),
};
const optional = { requiredKeys: ['action'] } as { requiredKeys: ['action'] };
const duty = fc.record({ ...parts, consequence: fc.record(parts, optional) }, optional);
const permission = fc.record({ ...parts, duty: fc.array(duty, { maxLength: 2 }) }, optional);
const prohibition = fc.record(
  { ...parts, remedy: fc.array(fc.record(parts, optional), { maxLength: 2 }) },
  optional,
);

const rules = {
  conflict: fc.constantFrom('perm', 'prohibit', 'odrl:invalid'),
  profile: fc.constantFrom('http://www.w3.org/ns/odrl/2/core', 'https://iptc.org/std/RightsML/odrl-profile/'),
  permission: fc.array(permission, { minLength: 1, maxLength: 3 }),
  prohibition: fc.array(prohibition, { maxLength: 2 }),
  obligation: fc.array(duty, { maxLength: 1 }),
};
const policy: fc.Arbitrary<OdrlJson> = fc
  .record(rules, { requiredKeys: ['permission'] })
  .map(sparse)
  .map(set);

const request: fc.Arbitrary<PolicyRequest> = fc.record(
  {
    action: fc.constantFrom(...WORDS, 'odrl:extract', 'reproduce'),
    assignee: NAME,
    target: NAME,
    context: fc.dictionary(
      fc.constantFrom(
        'spatial',
        'purpose',
        'count',
        'component',
        'ex:mood',
        'dateTime',
        'payAmount',
        'event',
        'moonPhase',
      ),
      fc.oneof(
        fc.constantFrom<unknown>('DE', 'JP', 'a', 'b', 1, 5, '2026-06-01T00:00:00Z'),
        fc.constant(['a', 'b']),
      ),
    ),
  },
  { requiredKeys: ['action'] },
);
const state: fc.Arbitrary<PolicyState> = fc.record(
  {
    performed: fc.subarray(['odrl:display', 'print', 'archive', 'use', 'rule-1/duty-1']),
    violated: fc.subarray(['print', 'archive']),
    partOf: fc.constant({ 'urn:a': 'urn:b', 'urn:b': ['urn:c'] }),
  },
  { requiredKeys: [] },
);

/** A generous bound, far above the usual time: there only has to be one. */
const MS_MAX = 1_000;
function timed<T>(run: () => T): T {
  let value: T | undefined;
  const ms = processorMs(() => {
    value = run();
  });
  expect(ms).toBeLessThan(within(MS_MAX));
  return value as T;
}

describe('any JSON at all', () => {
  const keys = fc.constantFrom(
    'permission',
    'prohibition',
    'obligation',
    'duty',
    'remedy',
    'consequence',
    'action',
    'target',
    'assignee',
    'constraint',
    'refinement',
    'leftOperand',
    'operator',
    'rightOperand',
    'unit',
    'and',
    'or',
    'xone',
    '@id',
    '@type',
    '@graph',
    '@context',
    '@list',
    '@value',
    'uid',
    'type',
    'profile',
    'conflict',
    'inheritFrom',
    'isReplacedBy',
    'source',
    'partOf',
    'rdf:value',
    'permissions',
    '__proto__',
  );
  const leaf = fc.oneof(
    fc.constantFrom<unknown>(
      'display',
      'use',
      'urn:a',
      'urn:b',
      'Set',
      'Offer',
      'eq',
      'spatial',
      'DE',
      '2026-01-01',
      '',
      '\ud800',
      null,
      0,
      -1,
      1e308,
      true,
    ),
    fc.string(),
    fc.double(),
  );
  const json = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 6 },
      { weight: 2, arbitrary: leaf },
      {
        weight: 3,
        arbitrary: fc
          .array(fc.tuple(keys, tie('value')), { maxLength: 6 })
          .map((entries) => Object.fromEntries(entries)),
      },
      { weight: 1, arbitrary: fc.array(tie('value'), { maxLength: 4 }) },
    ),
  })).value;

  it('as a policy gives a value or a reason, never a throw, in bounded time', () => {
    fc.assert(
      fc.property(
        fc.oneof(json, fc.jsonValue()),
        fc.oneof(json, request),
        fc.oneof(json, state),
        (any, requested, known) => {
          const { decision, reason, rules } = timed(() =>
            evaluatePolicy(any as OdrlJson, requested as PolicyRequest, known as PolicyState),
          );
          expect(['permit', 'deny']).toContain(decision);
          expect(reason.isWellFormed()).toBe(true);
          for (const rule of rules) expect(rule.reason).not.toBe('');
          const parsed = parsePolicy(any);
          if (!parsed.ok) expect(parsed.reason.length).toBeGreaterThan(0);
        },
      ),
      runs(1_500),
    );
  });

  it('as a policy that was fine before one of its parts became anything', () => {
    fc.assert(
      fc.property(policy, json, fc.nat(), request, (sound, any, at, policyRequest) => {
        const text = JSON.stringify(sound);
        const spots = [...text.matchAll(/"(?:[a-zA-Z@:-]+)":/g)];
        const spot = spots[at % spots.length]?.[0] ?? '';
        const broken = JSON.parse(text, (key, value) => (`"${key}":` === spot ? any : value));
        expect(['permit', 'deny']).toContain(timed(() => evaluatePolicy(broken, policyRequest)).decision);
      }),
      RUNS,
    );
  });

  it('of any size is refused in time', () => {
    const wide = Array.from({ length: 500 }, (_, at) => ({
      action: 'display',
      constraint: { leftOperand: 'purpose', operator: 'eq', rightOperand: `p${at}` },
    }));
    const many = evaluatePolicy(set({ permission: wide, prohibition: wide.slice(0, 450) }), {
      action: 'display',
    });
    expect(timed(() => many).decision).toBe('deny');
    let deep: unknown = { action: 'display' };
    for (let level = 0; level < 10_000; level += 1) deep = [deep];
    expect(timed(() => evaluatePolicy({ permission: deep } as OdrlJson, { action: 'display' })).code).toBe(
      'policy_void',
    );
    const graph = [
      set({ permission: 'urn:r' }),
      { uid: 'urn:r', action: 'display', duty: ['urn:r', 'urn:r', 'urn:r'] },
    ];
    expect(timed(() => evaluatePolicy({ '@graph': graph }, { action: 'display' })).decision).toBe('deny');
  });
});

describe('a decision', () => {
  it('does not depend on the order of rules under perm and prohibit', () => {
    fc.assert(
      fc.property(
        policy,
        request,
        state,
        fc.constantFrom('perm', 'prohibit'),
        (written, policyRequest, known, conflict) => {
          const turned = Object.fromEntries(
            Object.entries(written).map(([key, value]) => [
              key,
              Array.isArray(value) ? value.toReversed() : value,
            ]),
          );
          const decision = (policy: OdrlJson) =>
            evaluatePolicy({ ...policy, conflict }, policyRequest, {
              ...known,
              performed: known.performed?.filter((id) => !id.includes('/')) ?? [],
            });
          const [straight, reversed] = [decision(written), decision(turned)];
          expect([reversed.decision, reversed.code, reversed.missing]).toEqual([
            straight.decision,
            straight.code,
            straight.missing,
          ]);
        },
      ),
      RUNS,
    );
  });

  it('is never turned into a permit by one more prohibition, nor by one more constraint', () => {
    fc.assert(
      fc.property(
        policy,
        request,
        state,
        prohibition,
        constraint,
        (written, policyRequest, known, more, narrower) => {
          const before = evaluatePolicy(written, policyRequest, known).decision;
          const prohibitions = [...((written.prohibition as unknown[] | undefined) ?? []), more];
          const narrowed = (written.permission as OdrlJson[]).map((rule) => ({
            ...rule,
            constraint: [...((rule.constraint as unknown[] | undefined) ?? []), narrower],
          }));
          if (before === 'permit') return;
          expect(
            evaluatePolicy({ ...written, prohibition: prohibitions }, policyRequest, known).decision,
          ).toBe('deny');
          if (written.conflict === 'perm' || written.conflict === 'prohibit')
            expect(evaluatePolicy({ ...written, permission: narrowed }, policyRequest, known).decision).toBe(
              'deny',
            );
        },
      ),
      RUNS,
    );
  });

  it('never grants on an unknown operand, operator, action, profile or unit', () => {
    const sound = { leftOperand: 'count', operator: 'lteq', rightOperand: '5' };
    const unknown = fc
      .string()
      .filter((name) => !ACTIONS.includes(name) && !name.includes(':') && !KNOWN.test(name));
    fc.assert(
      fc.property(
        unknown,
        fc.constantFrom('operand', 'operator', 'unit', 'action', 'profile'),
        (name, what) => {
          const written = {
            operand: { ...sound, leftOperand: name },
            operator: { ...sound, operator: name },
            unit: { ...sound, unit: name },
            action: sound,
            profile: sound,
          }[what];
          const action = what === 'action' ? name : 'display';
          const rule = { action, constraint: written };
          const one = set({ permission: rule, ...(what === 'profile' && { profile: name }) });
          const context = { count: 1, [name]: '5' };
          expect(evaluatePolicy(one, { action, context }).decision).toBe('deny');
          const forbidden = set({
            conflict: 'prohibit',
            permission: { action: 'use' },
            prohibition: { ...rule, action: 'display' },
          });
          if (what !== 'action' && what !== 'profile')
            expect(evaluatePolicy(forbidden, { action: 'display', context }).decision).toBe('deny');
        },
      ),
      RUNS,
    );
    expect(
      evaluatePolicy(set({ permission: { action: 'display', constraint: sound } }), {
        action: 'display',
        context: { count: 1 },
      }).decision,
    ).toBe('permit');
  });

  const KNOWN =
    /^(count|eq|lt|lteq|neq|neg|gt|gteq|is\w+|hasPart|copy|pay|share|write|license|export|append\w*|\w{1,3}|%)$|^[A-Za-z]*(Size|Position|Time|Amount)$/;
});

describe('a policy', () => {
  it('is the same again after printing, and prints the same', () => {
    let compared = 0;
    fc.assert(
      fc.property(policy, (written) => {
        const first = readPolicy(written);
        if (!first.ok || first.value.notes.stops.length > 0) return;
        const printed = printPolicy(first.value.policy);
        const second = readPolicy(printed);
        if (!second.ok) throw new Error(JSON.stringify(second.reason));
        expect(second.value.policy).toEqual(first.value.policy);
        expect(printPolicy(second.value.policy)).toEqual(printed);
        compared += 1;
      }),
      RUNS,
    );
    expect(compared).toBeGreaterThan(RUNS.numRuns * 0.6);
  });

  it('decides the same after printing', () => {
    fc.assert(
      fc.property(policy, request, state, (written, policyRequest, known) => {
        const read = readPolicy(written);
        if (!read.ok || read.value.notes.stops.length > 0) return;
        const printed = evaluatePolicy(printPolicy(read.value.policy), policyRequest, known);
        const { decision, code, rules } = evaluatePolicy(written, policyRequest, known);
        expect([printed.decision, printed.code, printed.rules]).toEqual([decision, code, rules]);
      }),
      RUNS,
    );
  });
});
