/** Findings hold for every use: a dead rule decides none, and a redundant one changes none. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Inspection } from '../../../src/rights/check/inspection.ts';
import { checkPolicy } from '../../../src/rights/check/policy.ts';
import { checkRestriction, compileLicense, decide, evaluatePolicy } from '../../../src/rights/index.ts';
import { limitsOf } from '../../../src/rights/license/narrow.ts';
import { parsePolicy } from '../../../src/rights/odrl/parse.ts';
import type { PolicyTerms } from '../../../src/rights/terms.ts';
import type { OdrlJson, StatedUse } from '../../../src/rights/types.ts';
import { met, runs } from '../../support/runs.ts';
import { COMMON, input, NOW, set, sparse, subject, TITLES, unwrap } from '../fixtures.ts';

const RUNS = runs();
const OPERATORS = ['eq', 'neq', 'isAnyOf', 'isNoneOf'] as const;
const some = (...values: string[]) =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 3 });
const on = (leftOperand: string, operator: fc.Arbitrary<string>, rightOperand: fc.Arbitrary<unknown>) =>
  fc.record({ leftOperand: fc.constant(leftOperand), operator, rightOperand });
const ordering = fc.constantFrom('lt', 'lteq', 'gt', 'gteq', 'eq', 'neq');

const atomic: fc.Arbitrary<OdrlJson> = fc.oneof(
  on('spatial', fc.constantFrom(...OPERATORS), some('DE', 'DE-BY', 'FR', 'AT', 'DACH', 'EU')),
  on('deliveryChannel', fc.constantFrom(...OPERATORS), some('web', 'app', 'print')),
  on('language', fc.constantFrom('eq', 'neq'), fc.constantFrom('de', 'de-AT', 'fr')),
  on('dateTime', ordering, fc.constantFrom('2026-11-19', '2026-11-20T12:00:00Z', '2026-11-21', '2027-06-01')),
  on('elapsedTime', ordering, fc.constantFrom('P1D', 'P30D', 'P1M', 'P2M', 'P60D')),
  on('count', ordering, fc.constantFrom(1, 2, 3)).chain((constraint) =>
    fc.constantFrom<OdrlJson>(
      constraint,
      { ...constraint, unit: 'cm' },
      { ...constraint, unit: 'm' },
      { ...constraint, status: 2 },
    ),
  ),
);
const { constraint } = fc.letrec<{ constraint: OdrlJson }>((tie) => ({
  constraint: fc.oneof(
    { weight: 6, arbitrary: atomic },
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          fc.constantFrom('and', 'or', 'xone', 'andSequence'),
          fc.array(tie('constraint') as fc.Arbitrary<OdrlJson>, { minLength: 1, maxLength: 2 }),
        )
        .map(([operator, members]) => ({ [operator]: members })),
    },
  ),
}));
const rule = (prefix: string) =>
  fc
    .record({
      action: fc.constantFrom('use', 'play', 'display', 'print', 'archive'),
      constraint: fc.array(constraint, { maxLength: 3 }),
      target: fc.constantFrom(undefined, undefined, 'urn:a', 'urn:b'),
    })
    .map(
      ({ target, ...one }): OdrlJson => sparse({ ...one, ...(target && { target }), uid: `urn:${prefix}` }),
    );
const rules = (kind: string) =>
  fc
    .array(rule(kind), { maxLength: 3 })
    .map((list) => list.map((rule, position) => ({ ...rule, uid: `urn:${kind}-${position}` })));
const anyPolicy = fc
  .record({
    permission: rules('permission'),
    prohibition: rules('prohibition'),
    conflict: fc.constantFrom('prohibit', 'perm'),
  })
  .filter(({ permission, prohibition }) => permission.length + prohibition.length > 0)
  .map((rules) => set(rules));

/** States everything, so that nothing is left open: a prohibition forbids a use with unknown facts. */
const anyRequest = fc.record({
  action: fc.constantFrom('display', 'print', 'archive', 'use'),
  target: fc.constantFrom('urn:a', 'urn:c'),
  context: fc.record({
    spatial: fc.constantFrom('DE-BY', 'DE-HH', 'FR', 'AT', 'JP'),
    deliveryChannel: fc.constantFrom('web', 'app', 'print'),
    language: fc.constantFrom('de', 'de-AT', 'fr', 'fr-CA'),
    dateTime: fc.constantFrom(
      '2026-11-19T00:00:00Z',
      '2026-11-20T12:00:00Z',
      '2026-11-20T12:00:00.001Z',
      '2028-01-01',
    ),
    elapsedTime: fc.constantFrom('P1D', 'P1DT1S', 'P29D', 'P30D', 'P31D', 'P60D', 'P1M', 'P3M'),
    count: fc.constantFrom(1, 2, 3, 150),
  }),
});

function inspect(policy: OdrlJson): Inspection {
  return checkPolicy(unwrap(parsePolicy(policy)), { now: NOW });
}

describe('a rule that is found dead', () => {
  it('never decides a use', () => {
    let dead = 0;
    fc.assert(
      fc.property(anyPolicy, fc.array(anyRequest, { minLength: 4, maxLength: 12 }), (policy, requests) => {
        const at = inspect(policy);
        const ids = [...at.dead].map(({ id }) => id);
        dead += ids.length;
        for (const request of requests) {
          const { decidedBy } = evaluatePolicy(policy, request);
          expect(ids).not.toContain(decidedBy);
        }
      }),
      RUNS,
    );
    expect(dead).toBeGreaterThan(met(50));
  });

  it('never decides what a license permits', () => {
    let dead = 0;
    const anyUse: fc.Arbitrary<StatedUse> = fc.record({
      action: fc.constantFrom('display', 'print', 'archive'),
      title: fc.constantFrom('morgen', 'abend'),
      territory: fc.constantFrom('DE-BY', 'DE-HH', 'FR', 'AT'),
      channel: fc.constantFrom('web' as const, 'print' as const),
    });
    const plain = anyPolicy.map(({ permission, prohibition, ...rest }) => ({
      ...rest,
      permission: (permission as OdrlJson[]).map(({ target: _, ...one }) => one),
      prohibition: (prohibition as OdrlJson[]).map(({ target: _, ...one }) => one),
      conflict: 'prohibit',
    }));
    fc.assert(
      fc.property(plain, fc.array(anyUse, { minLength: 2, maxLength: 6 }), (policy, uses) => {
        const own = { ...COMMON, policy, territoryBasis: 'audience' } as PolicyTerms;
        const compiled = compileLicense({ id: 'lic_1', version: 1, terms: own, titles: TITLES });
        if (!compiled.ok) return;
        const at = checkPolicy(unwrap(parsePolicy(policy)), { now: NOW, limits: limitsOf(own) });
        const permissions = [...at.dead]
          .filter(({ kind }) => kind === 'permission')
          .map(({ id }) => `lic_1#${id}`);
        dead += permissions.length;
        for (const use of uses) {
          const decision = decide(
            input({ license: compiled.value, use, subject: subject({ language: 'de-AT' }) }),
          );
          if (decision.outcome === 'permit') expect(permissions).not.toContain(decision.decidedBy);
        }
      }),
      RUNS,
    );
    expect(dead).toBeGreaterThan(met(50));
  });
});

describe('a rule that is found redundant', () => {
  it('changes no decision when it is taken out', () => {
    let taken = 0;
    fc.assert(
      fc.property(anyPolicy, fc.array(anyRequest, { minLength: 4, maxLength: 12 }), (policy, requests) => {
        const found = inspect(policy)
          .warnings.filter(({ code }) => code === 'redundant')
          .slice(0, 1);
        for (const { rules: pair } of found) {
          taken += 1;
          const without = (list: unknown) => (list as OdrlJson[]).filter(({ uid }) => uid !== pair?.[0].id);
          const less = {
            ...policy,
            permission: without(policy.permission),
            prohibition: without(policy.prohibition),
          };
          for (const request of requests)
            expect(evaluatePolicy(less, request).decision).toBe(evaluatePolicy(policy, request).decision);
        }
      }),
      RUNS,
    );
    expect(taken).toBeGreaterThan(met(25));
  });
});

describe('the checks', () => {
  it('give findings and no throw, whatever they are given', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), anyPolicy), (policy) => {
        const { faults, warnings } = checkRestriction(policy as OdrlJson, NOW);
        for (const { path, message } of [...faults, ...warnings]) {
          expect(path === '' || path.startsWith('/')).toBe(true);
          expect(message).not.toBe('');
        }
      }),
      RUNS,
    );
  });
});
