/** Values derived from the applicable policies alone, and the equivalence of components. */
import { describe, expect, it } from 'vitest';
import { applicablePolicies, dutiesOf } from '../../../src/rights/decide/applicable-policies.ts';
import { areEquivalent, evaluationContexts } from '../../../src/rights/decide/evaluation-context.ts';
import { tokenOf } from '../../../src/rights/decide/token.ts';
import { parsePolicy } from '../../../src/rights/odrl/parse.ts';
import type { DecideInput, Entitlement, OdrlJson, StatedUse } from '../../../src/rights/types.ts';
import { input, license, NOW, restriction, set, subject, unwrap, where } from '../fixtures.ts';
import { byPolicy } from './support.ts';

const forbid = (...constraint: OdrlJson[]) =>
  restriction(set({ prohibition: { action: 'use', constraint } }));
const applicable = (restrictions: DecideInput['restrictions'] = []) =>
  applicablePolicies(license(), restrictions, tokenOf(undefined));

describe('what follows from the policies in play', () => {
  it('is kept for the same license, restrictions and token, and for no other', () => {
    const compiled = license();
    const [restriction, other] = [forbid(where('spatial', 'eq', 'DE')), forbid(where('spatial', 'eq', 'AT'))];
    const of = (restrictions: DecideInput['restrictions'], token?: Entitlement, own = compiled) =>
      applicablePolicies(own, restrictions, tokenOf(token));
    expect(of([restriction])).toBe(of([restriction]));
    expect(of([restriction], { channels: ['web'] })).toBe(of([restriction], { channels: ['web'] }));
    const all = [
      of([]),
      of([restriction]),
      of([other]),
      of([restriction, other]),
      of([other, restriction]),
      of([restriction], {}),
      of([restriction], { channels: ['web'] }),
      of([], { channels: ['web'] }),
      of([], undefined, license()),
    ];
    expect(new Set(all).size).toBe(all.length);
  });

  it('is of the license first, then of each restriction that says anything', () => {
    const silent = restriction(null, { id: 'rst_0' });
    const archive = restriction(
      set({ prohibition: { action: 'archive', constraint: where('spatial', 'eq', 'DE') } }),
      { id: 'rst_a' },
    );
    const policies = applicablePolicies(license(), [silent, archive], tokenOf({ actions: ['play'] }));
    expect(policies.restrictions.map(({ id, label }) => [id, label.text])).toEqual([
      ['rst_a', "the article's restrictions"],
    ]);
    expect([policies.license.id, policies.license.label.text]).toEqual(['lic_1', 'the license']);
    expect(policies.indexes).toHaveLength(2);
    expect(policies.tests('spatial').map(({ display }) => display.operator)).toEqual(['isAnyOf', 'eq']);
    const act = policies.rulesFor('archive');
    expect(act.license.permissions.map(({ id }) => id)).toEqual(['uses']);
    expect(act.restrictions.map(({ prohibitions }) => prohibitions.length)).toEqual([1]);
    expect(act.inToken).toBe(false);
    expect(policies.rulesFor('display').inToken).toBe(true);
    expect(policies.rulesFor('teleport').inToken).toBe(false);
    expect(applicablePolicies(license(), [], tokenOf({})).rulesFor('teleport').inToken).toBe(true);
    expect(policies.rulesFor('archive')).toBe(act);
    expect(policies.rulesFor('teleport')).not.toBe(policies.rulesFor('teleport'));
  });

  it('are the duties of the license and of all restrictions, each once, a credit by its line', () => {
    const credit = restriction(
      set({ obligation: [{ action: 'attribute' }, { action: 'inform' }, { action: 'compensate' }] }),
      { id: 'rst_c' },
    );
    const allowed = restriction(set({ permission: { action: 'use', duty: { action: 'nextPolicy' } } }), {
      id: 'rst_d',
    });
    const policies = applicablePolicies(
      license({ credit: { line: 'Agency', byline: false } }),
      [credit, allowed],
      tokenOf(undefined),
    );
    expect(policies.duties).toEqual([
      { action: 'attribute', text: 'Agency' },
      { action: 'inform' },
      { action: 'nextPolicy' },
    ]);
    expect(applicablePolicies(license(), [credit], tokenOf(undefined)).duties).toEqual([
      { action: 'attribute' },
      { action: 'inform' },
    ]);
    expect(applicablePolicies(license(), [], tokenOf(undefined)).duties).toEqual([]);
  });

  it('are only duties that the gateway discharges', () => {
    const { obligations } = unwrap(
      parsePolicy(
        set({
          obligation: [
            'attribute',
            'cc:Attribution',
            'cc:Notice',
            'nextPolicy',
            'inform',
            'delete',
            'compensate',
            'obtainConsent',
          ].map((action) => ({ action })),
        }),
      ),
    ).policy;
    expect(dutiesOf(obligations).map(({ action }) => action)).toEqual(
      obligations
        .map(({ action }) => action)
        .filter((action) => action !== 'compensate' && action !== 'obtainConsent'),
    );
  });

  it('are alike for components only where no rule names a target that counts', () => {
    const targeted = (rules: OdrlJson) => applicable([restriction(set(rules))]).targeted;
    expect(applicable().targeted).toBe(false);
    expect(targeted({ permission: { action: 'use', target: 'urn:x' } })).toBe(true);
    expect(targeted({ permission: { action: 'use' } })).toBe(false);
    expect(targeted({ prohibition: { action: 'archive', target: 'urn:x' } })).toBe(false);
    const uploaded = (rules: OdrlJson) =>
      applicablePolicies(byPolicy(rules), [], tokenOf(undefined)).targeted;
    expect(uploaded({ permission: { action: 'display' } })).toBe(false);
    expect(uploaded({ permission: { action: 'display', target: 'urn:x' } })).toBe(true);
    expect(
      uploaded({ permission: { action: 'display' }, prohibition: { action: 'print', target: 'urn:x' } }),
    ).toBe(true);
  });
});

describe('two components', () => {
  const pair = (
    change: Partial<DecideInput> = {},
    one: 'photograph' | 'dispatch' = 'photograph',
    other: typeof one | 'graphic' = 'graphic',
  ) => {
    const both = {
      ...subject(),
      components: [
        { id: 'one', type: one },
        { id: 'two', type: other },
      ],
    };
    const question = input({ subject: both, ...change });
    const [first, second] = evaluationContexts(question, question.use, tokenOf(question.entitlement));
    return first && second ? areEquivalent(first, second) : undefined;
  };
  const aimed = restriction(set({ permission: { action: 'use', target: 'one' } }));
  const own = (component: string) =>
    restriction(set({ prohibition: { action: 'archive' } }), { scope: { kind: 'component', component } });

  it.each<[string, boolean, Partial<DecideInput>]>([
    ['of kinds that no rule tells apart', true, {}],
    ['of kinds of which the license has one', false, { license: license({ components: ['photograph'] }) }],
    ['of kinds of which the token has one', false, { entitlement: { datatypes: ['photograph'] } }],
    ['of kinds that the token has both', true, { entitlement: { datatypes: ['photograph', 'graphic'] } }],
    ['of kinds that the token has neither', true, { entitlement: { datatypes: ['video'] } }],
    [
      'of kinds of which a restriction names one',
      false,
      { restrictions: [forbid(where('imp:component', 'eq', 'graphic'))] },
    ],
    ['of which one is named as a target', false, { restrictions: [aimed] }],
    ['of which one has a restriction of its own', false, { restrictions: [own('one')] }],
    ['of an item of which a third has one', true, { restrictions: [own('three')] }],
    ['that both wait for the desk', true, { restrictions: [restriction(null, { reviewed: false })] }],
  ])('share their policies for %s: %s', (_, expected, change) => {
    expect(pair(change)).toBe(expected);
  });

  it('of which only one waits for the desk are not', () => {
    expect(pair({ restrictions: [restriction(null, { reviewed: false })] }, 'dispatch', 'photograph')).toBe(
      false,
    );
    expect(pair({}, 'dispatch', 'photograph')).toBe(true);
  });
});

describe('a bench', () => {
  const bench = (change: Partial<DecideInput> = {}) => {
    const question = input(change);
    const [first] = evaluationContexts(question, question.use, tokenOf(question.entitlement));
    if (!first) throw new Error('no component');
    return first;
  };

  it('knows an embargo only until it lifts', () => {
    const of = (embargoedUntil: number) => bench({ subject: subject({ embargoedUntil }) }).embargoedUntil;
    expect([of(NOW - 1), of(NOW), of(NOW + 1)]).toEqual([undefined, undefined, NOW + 1]);
    expect(bench().embargoedUntil).toBeUndefined();
  });

  it.each<[StatedUse, boolean, boolean]>([
    [{}, false, false],
    [{ territory: 'DE' }, true, false],
    [{ territory: 'DE-BY' }, true, false],
    [{ territory: 'EU' }, true, true],
    [{ territory: '' }, true, true],
  ])('knows of %j whether a territory is stated, and whether it is none', (use, territoryStated, nowhere) => {
    expect(bench({ use })).toMatchObject({ territoryStated, nowhere });
  });

  it('withholds or shows what waits for the desk', () => {
    const waiting = restriction(null, { id: 'rst_w', reviewed: false });
    const restrictions = [restriction(null), waiting, restriction(null, { id: 'rst_x', reviewed: false })];
    expect(bench({ restrictions })).toMatchObject({ unreviewed: undefined, shownUnreviewed: waiting });
    expect(bench({ restrictions, subject: subject({}, 'photograph') })).toMatchObject({
      unreviewed: waiting,
      shownUnreviewed: undefined,
    });
    expect(bench({ restrictions: [restriction(null)] })).toMatchObject({
      unreviewed: undefined,
      shownUnreviewed: undefined,
    });
  });
});
