/** Regressions: uses and policies that once permitted, revealed or threw too much. */
import { describe, expect, it } from 'vitest';
import {
  checkRestriction,
  compileLicense,
  compileRestriction,
  decide,
  evaluatePolicy,
} from '../../src/rights/index.ts';
import type { PolicyTerms } from '../../src/rights/terms.ts';
import type { CompiledLicense, OdrlJson, StatedUse } from '../../src/rights/types.ts';
import { NOW, restriction, set, subject, TITLES, terms, unwrap } from './fixtures.ts';

const { partner, products, starts, consent } = terms();
const common = { partner, products, starts, ends: '2028-01-01T00:00:00Z', consent };

function byPolicy(rules: OdrlJson, change: Partial<PolicyTerms> = {}): CompiledLicense {
  const policy = set({
    '@context': ['http://www.w3.org/ns/odrl.jsonld', { imp: 'urn:imprimatur:profile:1#' }],
    profile: ['urn:imprimatur:profile:1'],
    conflict: 'prohibit',
    ...rules,
  });
  const source = { ...common, policy, territoryBasis: 'audience' as const, ...change };
  return unwrap(compileLicense({ id: 'lic_1', version: 1, titles: TITLES, terms: source }));
}

const own = (rules: OdrlJson) =>
  set({
    '@context': ['http://www.w3.org/ns/odrl.jsonld', { imp: 'urn:imprimatur:profile:1#' }],
    profile: ['urn:imprimatur:profile:1'],
    ...rules,
  });
const where = (leftOperand: string, operator: string, rightOperand: unknown) => ({
  leftOperand,
  operator,
  rightOperand,
});
const outOf = (place: string) =>
  restriction(set({ prohibition: [{ action: 'use', constraint: [where('spatial', 'eq', place)] }] }));

describe('a territory that is none', () => {
  const license = byPolicy({ permission: [{ action: 'display' }] });
  const use = (territory: string): StatedUse => ({
    action: 'display',
    title: 'morgen',
    channel: 'web',
    territory,
  });

  it.each([
    ['EU', 'names several countries'],
    ['world', 'names several countries'],
    ['FRANCE', 'is no country and no part of one'],
    ['XX', 'is no country and no part of one'],
    ['FR-99', 'is no country and no part of one'],
  ])('%s does not get round what is out in France', (territory, reason) => {
    const answer = decide({
      license,
      restrictions: [outOf('FR')],
      subject: subject(),
      use: use(territory),
      now: NOW,
    });
    expect(answer).toMatchObject({ outcome: 'deny', code: 'territory_not_licensed' });
    expect(answer.sentence).toContain(`${territory} ${reason}`);
    expect(JSON.stringify(answer.components[0]?.trace[0])).toContain('the use names another territory');
  });

  it('is refused without any restriction, while a country and its parts are permitted', () => {
    const outcome = (territory: string) =>
      decide({ license, restrictions: [], subject: subject(), use: use(territory), now: NOW }).outcome;
    expect(['EU', 'Narnia', 'DE', 'DE-BY', 'jpn'].map(outcome)).toEqual([
      'deny',
      'deny',
      'permit',
      'permit',
      'permit',
    ]);
  });
});

describe('isAllOf and hasPart of places', () => {
  it.each(['isAllOf', 'hasPart'])('forbid in its parts what is forbidden in a country: %s', (operator) => {
    const restricted = restriction(
      set({ prohibition: [{ action: 'use', constraint: [where('spatial', operator, ['DE'])] }] }),
    );
    const license = byPolicy({ permission: [{ action: 'display' }] });
    for (const territory of ['DE', 'DE-BY'])
      expect(
        decide({
          license,
          restrictions: [restricted],
          subject: subject(),
          use: { action: 'display', territory },
          now: NOW,
        }).outcome,
      ).toBe('deny');
    const bare = set({
      conflict: 'prohibit',
      permission: [{ action: 'display' }],
      prohibition: [{ action: 'display', constraint: [where('spatial', operator, ['DE'])] }],
    });
    const answer = (spatial: unknown) =>
      evaluatePolicy(bare, { action: 'display', context: { spatial } }).decision;
    expect([answer('DE'), answer('DE-BY'), answer('FR')]).toEqual(['deny', 'deny', 'permit']);
  });

  it('of a part, the country is not decided before the part is stated', () => {
    const permission = [{ action: 'display', constraint: [where('spatial', 'isAllOf', ['US-CA'])] }];
    const answer = (spatial: string) =>
      evaluatePolicy(set({ permission }), { action: 'display', context: { spatial } });
    expect(answer('US')).toMatchObject({ decision: 'deny', code: 'indeterminate' });
    expect(answer('US-CA').decision).toBe('permit');
    expect(answer('US-NY').code).toBe('not_permitted');
  });
});

describe('rights that are told of', () => {
  const rightsOf = (license: CompiledLicense, use: StatedUse = {}, now = NOW) =>
    decide({ license, restrictions: [], subject: subject(), use, now }).rights;

  it('end where the same use goes on only with a duty that they do not name', () => {
    const change = '2026-12-31T00:00:00Z';
    const license = byPolicy({
      permission: [
        {
          action: 'display',
          constraint: [where('dateTime', 'lt', { '@value': change, '@type': 'xsd:dateTime' })],
        },
        { action: 'display', duty: [{ action: 'attribute', 'imp:text': 'NAME US' }] },
      ],
    });
    expect(rightsOf(license)).toMatchObject({ duties: [], expires: Date.parse(change) });
    expect(rightsOf(license, {}, Date.parse(change))).toMatchObject({
      duties: [{ action: 'attribute', text: 'NAME US' }],
      expires: Date.parse('2028-01-01T00:00:00Z'),
    });
  });

  it('name the duties of the alterations that they name', () => {
    const license = byPolicy({
      permission: [
        { action: 'display' },
        { action: 'imp:crop', duty: [{ action: 'attribute', 'imp:text': 'CROPPED' }] },
      ],
    });
    expect(rightsOf(license)).toMatchObject({
      alterations: ['crop'],
      duties: [{ action: 'attribute', text: 'CROPPED' }],
    });
  });

  it('are for one purpose only, even if it is called "any other purpose"', () => {
    const license = byPolicy({
      permission: [{ action: 'display', constraint: [where('purpose', 'eq', 'any other purpose')] }],
    });
    expect(rightsOf(license)?.grants.map(({ purposes }) => purposes)).toEqual([['any other purpose']]);
    const open = byPolicy({ permission: [{ action: 'display' }] });
    expect(rightsOf(open)?.grants.map(({ purposes }) => purposes)).toEqual([undefined]);
    expect(rightsOf(open, { purpose: 'any other purpose' })?.grants[0]?.purposes).toEqual([
      'any other purpose',
    ]);
  });
});

describe('other partners in a restriction', () => {
  const reasonFor = (constraint: OdrlJson, audience: 'partner' | 'desk') => {
    const policy = own({ prohibition: [{ action: 'use', constraint: [constraint] }] });
    return JSON.stringify(
      decide({
        license: byPolicy({ permission: [{ action: 'display' }] }),
        restrictions: [restriction(policy)],
        subject: subject(),
        use: { action: 'display' },
        now: NOW,
        audience,
      }),
    );
  };

  it.each([
    ['a title', where('imp:title', 'isNoneOf', ['Secret Gazette'])],
    [
      'a title that is out',
      { or: [where('imp:title', 'eq', 'Secret Gazette'), where('spatial', 'eq', 'DE')] },
    ],
    ['a site', where('virtualLocation', 'isNoneOf', ['Secret.example'])],
    ['a client', where('recipient', 'isNoneOf', ['par_Secret'])],
    [
      'a group of clients that nobody is known to be in',
      where('recipient', 'isAnyOf', ['Secret News Group']),
    ],
  ])('%s is shown to the desk and to no partner', (_, constraint) => {
    expect(reasonFor(constraint, 'desk')).toContain('Secret');
    expect(reasonFor(constraint, 'partner')).not.toContain('Secret');
  });

  it('a partner reads its own titles in its own license', () => {
    const license = byPolicy({ permission: [{ action: 'display' }] }, { titles: ['morgen'] });
    const answer = decide({
      license,
      restrictions: [],
      subject: subject(),
      use: { action: 'display', title: 'abend' },
      now: NOW,
    });
    expect(answer.sentence).toBe('Dispatch withheld: the license permits display by morgen, not Abendpost.');
  });
});

describe('a number that JSON has and nobody can store', () => {
  // JSON.parse reads it as infinity.
  const policy = JSON.parse(
    JSON.stringify(
      set({ prohibition: [{ action: 'print', constraint: [where('count', 'gt', 'HUGE')] }] }),
    ).replace('"HUGE"', '1e400'),
  ) as OdrlJson;

  it('is a fault and no throw', () => {
    const message = 'A number in it is too large to be told from others';
    const source = { id: 'r', version: 1, scope: { kind: 'agency' } as const, policy, reviewed: true };
    expect(compileRestriction(source)).toEqual({ ok: false, reason: [{ path: '', message }] });
    expect(checkRestriction(policy, NOW).faults).toMatchObject([{ message }]);
    expect(evaluatePolicy(policy, { action: 'print' })).toMatchObject({
      decision: 'deny',
      code: 'policy_void',
    });
    const license = compileLicense({
      id: 'lic_1',
      version: 1,
      titles: TITLES,
      terms: { ...common, policy } as PolicyTerms,
    });
    expect(license).toMatchObject({ ok: false, reason: [{ path: '/policy', message }] });
  });
});

describe('a prohibition in another spelling than the use', () => {
  const outcome = (operand: string, operator: string, value: string, use: StatedUse = {}) => {
    const policy = own({ prohibition: [{ action: 'use', constraint: [where(operand, operator, value)] }] });
    return decide({
      license: byPolicy({ permission: [{ action: 'display' }] }),
      restrictions: [restriction(policy)],
      subject: subject(),
      use: { action: 'display', title: 'morgen', ...use },
      now: NOW,
    }).outcome;
  };
  const stating = (context: StatedUse['context']): StatedUse => (context ? { context } : {});

  it.each([
    ['industry', 'eq', 'Tobacco', stating({ industry: 'tobacco' })],
    ['industry', 'eq', 'tobacco', stating({ industry: 'TOBACCO' })],
    ['fileFormat', 'isAnyOf', 'JPEG', stating({ fileFormat: 'jpeg' })],
    ['systemDevice', 'eq', 'E Reader', stating({ systemDevice: 'e-reader' })],
    ['event', 'gteq', 'ELECTION', stating({ event: 'election' })],
    ['event', 'gt', 'END OF THE MATCH', stating({ event: 'end-of-the-match' })],
    ['virtualLocation', 'eq', 'MORGEN.example', {}],
    ['imp:component', 'eq', 'Dispatch', {}],
  ])('%s %s %s is met', (operand, operator, value, use) => {
    expect(outcome(operand, operator, value, use)).toBe('deny');
  });

  it.each([
    ['virtualLocation', 'https://morgen.example/'],
    ['imp:component', 'text'],
    ['language', 'German'],
    ['product', 'urn:example:magazines'],
  ])('%s eq %s is said by no use, so it always forbids, and the desk is told', (operand, value) => {
    expect(outcome(operand, 'eq', value)).toBe('deny');
    const policy = own({ prohibition: [{ action: 'use', constraint: [where(operand, 'eq', value)] }] });
    expect(restriction(policy).warnings).toMatchObject([{ path: '/prohibition/0/constraint/0' }]);
  });

  it('still lets out what it is not about', () => {
    expect(outcome('industry', 'eq', 'Tobacco', stating({ industry: 'food' }))).toBe('permit');
    expect(outcome('virtualLocation', 'eq', 'other.example')).toBe('permit');
    expect(outcome('imp:component', 'eq', 'photograph')).toBe('permit');
    expect(outcome('language', 'eq', 'fr')).toBe('permit');
  });

  it('what is held until an event is out once the use states it', () => {
    expect(outcome('event', 'lt', 'END OF THE MATCH')).toBe('deny');
    expect(outcome('event', 'lt', 'END OF THE MATCH', stating({ event: 'End of the match' }))).toBe('permit');
  });
});
