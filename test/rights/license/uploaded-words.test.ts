/**
 * Words of an uploaded policy: mapped ones, ones that no use states, and the values that its permissions
 * cover together.
 */
import { describe, expect, it } from 'vitest';
import { assigneeOf, compileLicense, compileRestriction } from '../../../src/rights/index.ts';
import { licenseRecord } from '../../../src/rights/license/record.ts';
import type { PolicyTerms } from '../../../src/rights/terms.ts';
import type { OdrlJson } from '../../../src/rights/types.ts';
import { COMMON, decideOne, rightsOf, set, sparse, TITLES, unwrap, where } from '../fixtures.ts';

const any = (leftOperand: string, ...values: string[]) => where(leftOperand, 'isAnyOf', values);

const compile = (rules: OdrlJson, change: Partial<PolicyTerms> = {}) =>
  compileLicense({
    id: 'lic_1',
    version: 1,
    terms: { ...COMMON, policy: set({ conflict: 'prohibit', ...rules }), ...change } as PolicyTerms,
    titles: TITLES,
  });
const permission = (...constraint: OdrlJson[]) => sparse({ action: 'display', constraint });
const reach = (...permissions: OdrlJson[]) =>
  licenseRecord(unwrap(compile({ permission: permissions }))).universe;

function warned(...constraint: OdrlJson[]): [string, string][] {
  const policy = set({ prohibition: [{ action: 'display', constraint }] });
  const source = { id: 'rst_1', version: 1, scope: { kind: 'agency' as const }, policy, reviewed: true };
  return unwrap(compileRestriction(source)).warnings.map(({ path, message }) => [path, message]);
}
const closed = (operand: string, ...words: string[]) =>
  `A constraint cannot be evaluated and fails closed: no use ever says ${words.map((word) => `"${word}"`).join(', ')} of ${operand}`;

describe('a word that no use ever says', () => {
  it.each<[string, string]>([
    ['deliveryChannel', 'carrier pigeon'],
    ['media', 'website'],
    ['recipient', 'somebody'],
    ['recipient', 'xpar_1'],
    ['recipient', 'par_1 and others'],
    ['virtualLocation', 'localhost'],
    ['virtualLocation', 'https://a.example'],
    ['virtualLocation', 'a.example/path'],
  ])('is reported for %s: "%s"', (operand, word) => {
    expect(warned(where(operand, 'eq', word))).toEqual([
      ['/prohibition/0/constraint/0', closed(operand, word)],
    ]);
  });

  it.each<[string, string]>([
    ['recipient', 'par_12ab'],
    ['recipient', 'urn:imprimatur:partner:par_12ab'],
    ['virtualLocation', 'www.a-b.example'],
    ['deliveryChannel', 'WEB'],
  ])('is not: of %s "%s"', (operand, word) => {
    expect(warned(where(operand, 'eq', word))).toEqual([]);
  });

  it('is told of where it stands inside of others, with all that are strange', () => {
    const both = { or: [any('deliveryChannel', 'web', 'internet', 'wap'), where('count', 'gt', 2)] };
    expect(warned(where('spatial', 'eq', 'DE'), both)).toEqual([
      [
        expect.stringMatching(/^\/prohibition\/0\/constraint\/1\/or\//),
        `${closed('deliveryChannel', 'internet', 'wap')}: did you mean "web"?`,
      ],
    ]);
    for (const [operand, word, meant] of [
      ['deliveryChannel', 'broadcats', 'broadcast'],
      ['media', 'paper', 'print'],
      ['imp:component', 'picture', 'photograph'],
    ] as const)
      expect(warned(where(operand, 'eq', word))[0]?.[1]).toBe(
        `${closed(operand.replace('imp:', ''), word)}: did you mean "${meant}"?`,
      );
    const long = 'x'.repeat(100);
    expect(warned(where('media', 'eq', long))[0]?.[1]).toBe(closed('media', long.slice(0, 80)));
  });
});

describe('what all permissions together reach', () => {
  it('is what each of them names, in one list', () => {
    const found = reach(
      permission(
        any('deliveryChannel', 'web', 'print'),
        any('imp:component', 'dispatch'),
        any('spatial', 'DE'),
      ),
      permission(any('deliveryChannel', 'app'), any('imp:component', 'video'), any('spatial', 'AT')),
    );
    expect(found).toMatchObject({ channels: ['web', 'print', 'app'], components: ['dispatch', 'video'] });
    expect([...found.territories].sort()).toEqual(['AT', 'DE']);
  });

  it('is everything where one of them leaves it open', () => {
    const found = reach(permission(any('deliveryChannel', 'web')), permission());
    expect(found.channels).toHaveLength(9);
    expect(found.components).toHaveLength(6);
    expect(found.purposes).toBeUndefined();
    expect(found.titles).toEqual(['morgen', 'abend']);
  });

  it('is what several constraints of one permission have in common', () => {
    const found = reach(
      permission(
        any('deliveryChannel', 'web', 'print'),
        { and: [any('deliveryChannel', 'print', 'app'), any('imp:title', 'abend')] },
        { andSequence: { '@list': [any('purpose', 'editorial', 'education')] } },
        any('purpose', 'education'),
        { or: [any('imp:component', 'video'), any('imp:component', 'audio')] },
        any('spatial', 'DE', 'AT'),
        any('spatial', 'DE-BY', 'AT', 'CH'),
      ),
    );
    expect(found).toMatchObject({ channels: ['print'], titles: ['abend'], purposes: ['education'] });
    expect(found.components).toHaveLength(6);
    expect([...found.territories].sort()).toEqual(['AT', 'DE-BY']);
  });

  it('leaves what it takes out', () => {
    const found = reach(
      permission(
        any('deliveryChannel', 'web', 'print'),
        where('deliveryChannel', 'isNoneOf', ['app']),
        any('spatial', 'DACH'),
        where('spatial', 'isNoneOf', ['CH']),
      ),
    );
    expect(found.channels).toEqual(['web', 'print']);
    expect([...found.territories].sort()).toEqual(['AT', 'DE']);
  });

  it('has nothing of a permission whose act nobody knows', () => {
    const unknown = { action: 'http://example.com/fly', constraint: [any('deliveryChannel', 'app')] };
    expect(reach(permission(any('deliveryChannel', 'web')), unknown).channels).toEqual(['web']);
  });
});

describe('the parties of a policy', () => {
  const faults = (rules: OdrlJson) => {
    const compiled = compile({ permission: [{ action: 'display' }], ...rules });
    return compiled.ok ? [] : compiled.reason.map(({ path, message }) => [path, message]);
  };

  it('are the partner of the license and the agency', () => {
    expect(faults({ assignee: 'urn:other' })).toEqual([
      [
        '/policy/assignee',
        'The assignee must be the partner of the license (urn:imprimatur:partner:par_1) or be left out, not "urn:other"',
      ],
    ]);
    expect(faults({ assigner: `urn:${'x'.repeat(90)}` })).toEqual([
      [
        '/policy/assigner',
        `The assigner must be the agency (urn:imprimatur:agency) or be left out, not "urn:${'x'.repeat(76)}"`,
      ],
    ]);
  });

  it('are read of it in whichever rule they are named', () => {
    expect(assigneeOf(set({ assignee: 'urn:a', permission: [{ action: 'display' }] }))).toBe('urn:a');
    const two = (one: string, other: string) =>
      set({
        permission: [
          { action: 'display', assignee: one },
          { action: 'print', assignee: other },
        ],
      });
    expect([assigneeOf(two('urn:a', 'urn:a')), assigneeOf(two('urn:a', 'urn:b'))]).toEqual([
      'urn:a',
      undefined,
    ]);
    expect(assigneeOf(set({ permission: [{ action: 'display' }] }))).toBeUndefined();
    expect(assigneeOf({ '@type': 7 })).toBeUndefined();
  });
});

describe('what the terms add to a policy', () => {
  const policyOf = (rules: OdrlJson, change: Partial<PolicyTerms> = {}) =>
    licenseRecord(unwrap(compile(rules, change))).policy;
  const starts = where('dateTime', 'gteq', { '@value': COMMON.starts, '@type': 'xsd:dateTime' });

  it('is their term, once, also where the policy says it itself', () => {
    const count = (...constraint: OdrlJson[]) =>
      policyOf({ permission: [permission(...constraint)] }).permissions[0]?.constraints.length;
    expect(count()).toBe(2);
    expect(count(starts)).toBe(2);
    expect(count(where('spatial', 'eq', 'DE'))).toBe(3);
    expect(count({ or: [starts, where('spatial', 'eq', 'DE')] })).toBe(3);
  });

  it('is shared by the atomic rules of one written rule', () => {
    const [rule, other] = policyOf({ permission: [{ action: ['display', 'print'] }] }).permissions;
    expect(rule?.constraints).toBe(other?.constraints);
  });

  it('is the duty to delete after the term, once', () => {
    const afterTerm = { keep: 'none', deleteWithinDays: 14 } as const;
    const text = 'everything, within 14 days of the end of the term';
    const owed = (...obligation: OdrlJson[]) =>
      policyOf({ permission: [permission()], obligation }, { afterTerm }).obligations.map(
        ({ action, kind, text }) => [action, kind, text],
      );
    const deletion = ['delete', 'duty', text];
    expect(owed()).toEqual([deletion]);
    expect(owed({ action: 'delete', 'imp:text': text })).toEqual([deletion]);
    expect(owed({ action: 'delete' })).toEqual([['delete', 'duty', undefined], deletion]);
    expect(owed({ action: 'inform', 'imp:text': text })).toEqual([['inform', 'duty', text], deletion]);
    const all = { keep: 'all', deleteWithinDays: 14 } as const;
    expect(policyOf({ permission: [permission()] }, { afterTerm: all }).obligations).toEqual([]);
    const license = unwrap(compile({ permission: [permission()] }, { afterTerm }));
    expect(rightsOf(decideOne({ license })).duties).toEqual([{ action: 'delete', text }]);
  });
});
