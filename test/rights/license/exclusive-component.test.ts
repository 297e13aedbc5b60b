/** An exclusivity on one component of an item, and what compiled policies weigh in a cache. */
import { describe, expect, it } from 'vitest';
import {
  asksForByline,
  bytesOf,
  compileRestriction,
  exclusivityRestriction,
  onComponent,
} from '../../../src/rights/index.ts';
import { licenseRecord, restrictionRecord } from '../../../src/rights/license/record.ts';
import { EXCLUSIVE_COMPONENTS_CACHED_MAX } from '../../../src/rights/limits.ts';
import type { PolicyTerms } from '../../../src/rights/terms.ts';
import type { CompiledLicense, CompiledRestriction } from '../../../src/rights/types.ts';
import {
  COMMON,
  decideOne,
  FULL_USE,
  license,
  restriction,
  set,
  subject,
  terms,
  unwrap,
} from '../fixtures.ts';

function held(): CompiledRestriction {
  const source = exclusivityRestriction({ id: 'exc_1', version: 7, terms: terms({ exclusivity: {} }) });
  if (!source) throw new Error('it is not exclusive');
  return unwrap(compileRestriction(source));
}

describe('an exclusivity', () => {
  it('is a Set in our profile that needs no review', () => {
    const source = exclusivityRestriction({ id: 'exc_1', version: 7, terms: terms({ exclusivity: {} }) });
    expect(source).toMatchObject({ id: 'exc_1', version: 7, reviewed: true, scope: { kind: 'exclusivity' } });
    expect(source?.policy).toMatchObject({
      '@context': ['http://www.w3.org/ns/odrl.jsonld', { imp: 'urn:imprimatur:profile:1#' }],
      '@type': 'Set',
      uid: 'urn:imprimatur:exclusivity:exc_1:7',
      conflict: 'prohibit',
    });
    expect(source?.policy?.profile).toHaveLength(2);
  });
});

describe('an exclusivity on a component', () => {
  it('withholds that component and no other', () => {
    const restrictions = [onComponent(held(), 'cmp_photograph')];
    const code = (type: 'photograph' | 'dispatch') =>
      decideOne({ restrictions, subject: subject({}, type), use: FULL_USE }).code;
    expect([code('photograph'), code('dispatch')]).toEqual(['restricted', undefined]);
  });

  it('is one and the same however often it is asked for, up to so many', () => {
    const whole = held();
    const first = onComponent(whole, 'cmp_0');
    expect(onComponent(whole, 'cmp_0')).toBe(first);
    expect(onComponent(whole, 'cmp_x')).not.toBe(first);
    expect(onComponent(held(), 'cmp_0')).not.toBe(first);
    expect(first).toMatchObject({ id: 'exc_1', scope: { kind: 'component', component: 'cmp_0' } });
    for (let place = 0; place < EXCLUSIVE_COMPONENTS_CACHED_MAX; place += 1)
      onComponent(whole, `cmp_y${place}`);
    expect(onComponent(whole, 'cmp_0')).not.toBe(first);
  });
});

describe('a handle', () => {
  it('that this room did not make is a bug of the caller', () => {
    expect(() => licenseRecord({} as CompiledLicense)).toThrow('not a license compiled by compileLicense');
    expect(() => restrictionRecord({} as CompiledRestriction)).toThrow(
      'not a restriction compiled by compileRestriction',
    );
  });

  it('weighs more with each rule and each territory, and something without any', () => {
    const empty = bytesOf(restriction(null));
    expect(empty).toBeGreaterThan(0);
    const rules = (count: number) =>
      bytesOf(
        restriction(set({ prohibition: Array.from({ length: count }, () => ({ action: 'display' })) })),
      );
    expect(rules(1) - empty).toBe(empty);
    expect(rules(3) - empty).toBe(3 * empty);
    const both = set({ permission: [{ action: 'display' }], obligation: [{ action: 'inform' }] });
    expect(bytesOf(restriction(both))).toBe(rules(2));
    const places = (...territories: string[]) => bytesOf(license({ territories }));
    expect(places('DE', 'AT', 'CH') - places('DE', 'AT')).toBe(places('DE', 'AT') - places('DE'));
    expect(places('DE', 'AT')).toBeGreaterThan(places('DE'));
    expect(places('DE')).toBeGreaterThan(rules(1));
  });
});

describe('the byline', () => {
  it('is asked for where the credit of the terms or a duty of the policy says so', () => {
    const credit = (byline: boolean) => terms({ credit: { line: 'Tidemark News', byline } });
    expect([asksForByline(credit(true)), asksForByline(credit(false)), asksForByline(terms())]).toEqual([
      true,
      false,
      false,
    ]);
    expect(asksForByline({ ...COMMON, policy: { '@type': 'nothing' } } as PolicyTerms)).toBe(false);
  });
});
