/** Which values of a use no rule in play tells apart, and what follows from the policies in play alone. */
import { describe, expect, it } from 'vitest';
import { alike, benchesFor } from '../../../src/rights/decide/bench.ts';
import { docketOf, dutiesOf } from '../../../src/rights/decide/docket.ts';
import { tokenOf } from '../../../src/rights/decide/token.ts';
import { compileLicense } from '../../../src/rights/index.ts';
import { parsePolicy } from '../../../src/rights/odrl/parse.ts';
import type { NamedTerms, PolicyTerms, Title } from '../../../src/rights/terms.ts';
import type { DecideInput, Entitlement, OdrlJson, StatedUse } from '../../../src/rights/types.ts';
import { input, license, NOW, restriction, set, subject, TITLES, terms, unwrap } from '../fixtures.ts';

const is = (leftOperand: string, operator: string, rightOperand: unknown): OdrlJson => ({
  leftOperand,
  operator,
  rightOperand,
});
const forbid = (...constraint: OdrlJson[]) =>
  restriction(set({ prohibition: { action: 'use', constraint } }));
const { uses: _u, components: _c, territories: _t, channels: _ch, ...COMMON } = terms();

interface Change {
  terms?: Partial<NamedTerms>;
  titles?: Title[];
  restrictions?: DecideInput['restrictions'];
  token?: Entitlement;
}
const docket = ({ terms: change = {}, titles = TITLES, restrictions = [], token }: Change = {}) =>
  docketOf(license(change, titles), restrictions, tokenOf(token));
type Part = 'action' | 'title' | 'territory' | 'channel' | 'purpose';
const groups = (part: Part, change: Change = {}, use: StatedUse = {}) =>
  docket(change)
    .dimensions.of(use)
    [part].map(({ values }) => values.join(' '));

const FOUR: Title[] = [
  { id: 'a', name: 'A', domains: ['a.example'], market: 'DE', kind: 'newspaper' },
  { id: 'b', name: 'B', domains: ['b.example'], market: 'DE', kind: 'magazine' },
  { id: 'c', name: 'C', domains: ['c.example'], market: 'AT', kind: 'newspaper' },
  { id: 'd', name: 'D', domains: [], market: 'FR' },
];
const named = { titles: FOUR };

describe('acts that no rule tells apart', () => {
  const uses = ['display', 'print', 'archive', 'index'];
  it.each<[string, Change, string[]]>([
    ['are one class for publishing, one for preparing', {}, ['display print', 'archive index']],
    [
      'unless a restriction names one',
      { restrictions: [restriction(set({ prohibition: { action: 'print' } }))] },
      ['display', 'print', 'archive index'],
    ],
    [
      'unless a restriction permits one',
      { restrictions: [restriction(set({ permission: { action: 'play' } }))] },
      ['display', 'print', 'archive index'],
    ],
    [
      'unless the token names one',
      { token: { actions: ['index', 'display'] } },
      ['display', 'print', 'archive', 'index'],
    ],
    ['and the token names all of them', { token: { actions: ['use'] } }, ['display print', 'archive index']],
  ])('%s', (_, change, expected) => {
    expect(groups('action', { ...change, terms: { uses } })).toEqual(expected);
  });

  it('are judged by their first', () => {
    expect(docket({ terms: { uses } }).dimensions.of({}).action).toEqual([
      { values: ['display', 'print'], representative: 'display' },
      { values: ['archive', 'index'], representative: 'archive' },
    ]);
  });

  it('are classed apart from the alterations', () => {
    const { dimensions } = docket({
      terms: { alterations: ['headline', 'shorten', 'crop', 'translate'] },
      restrictions: [restriction(set({ prohibition: { action: ['imp:crop', 'translate'] } }))],
    });
    expect(dimensions.alterations.map(({ values }) => values.join(' '))).toEqual([
      'headline shorten',
      'translate crop',
    ]);
    expect(dimensions.alterations).toBe(dimensions.alterations);
    expect(docket().dimensions.alterations).toEqual([]);
  });
});

describe('titles that no rule tells apart', () => {
  it.each<[string, Change, string[]]>([
    ['have a home market in the license, or have none there', {}, ['a b c', 'd']],
    [
      'or any, where the territory that is stated counts alone',
      { terms: { territoryBasis: 'audience' } },
      ['a b c d'],
    ],
    ['or any that no rule tells apart', { terms: { territories: ['world'] } }, ['a b c d']],
    [
      'are none of those that a restriction names',
      { terms: { territoryBasis: 'audience' }, restrictions: [forbid(is('imp:title', 'eq', 'b'))] },
      ['a c d', 'b'],
    ],
    [
      'are of one kind',
      { terms: { territoryBasis: 'audience' }, restrictions: [forbid(is('product', 'eq', 'magazine'))] },
      ['a c', 'b', 'd'],
    ],
    [
      'have sites that are out alike',
      {
        terms: { territoryBasis: 'audience' },
        restrictions: [forbid(is('virtualLocation', 'isAnyOf', ['a.example', 'c.example']))],
      },
      ['a c', 'b', 'd'],
    ],
    [
      'have home markets that the token treats alike',
      { terms: { territories: ['world'] }, token: { locations: ['DE', 'FR'] } },
      ['a b d', 'c'],
    ],
    [
      'have home markets that a restriction treats alike',
      { terms: { territories: ['world'] }, restrictions: [forbid(is('spatial', 'eq', 'FR'))] },
      ['a b c', 'd'],
    ],
  ])('%s', (_, change, expected) => {
    expect(groups('title', { ...named, ...change })).toEqual(expected);
  });

  it('are one class of none for a partner without titles', () => {
    expect(docket({ titles: [] }).dimensions.of({}).title).toEqual([
      { values: [], representative: undefined },
    ]);
  });
});

describe('territories that no rule tells apart', () => {
  const regions = (change: Change) =>
    groups('territory', { ...change, terms: { territories: ['DACH', 'FR'], ...change.terms } });
  const byLand = 'BB BE BW HB HE HH MV NI NW RP SH SL SN ST TH'
    .split(' ')
    .map((land) => `DE-${land}`)
    .join(' ');
  const sorted = (list: string[]) => list.map((group) => group.split(' ').sort().join(' ')).sort();

  it.each<[string, Change, string[]]>([
    ['are all of the license', {}, ['AT CH DE FR']],
    [
      'are those that a restriction names and those that it does not',
      { restrictions: [forbid(is('spatial', 'isAnyOf', ['DE', 'AT', 'JP']))] },
      ['AT DE', 'CH FR'],
    ],
    [
      'are those that two restrictions name alike',
      {
        restrictions: [
          forbid(is('spatial', 'isAnyOf', ['DE', 'AT'])),
          forbid(is('spatial', 'isNoneOf', ['AT', 'CH'])),
        ],
      },
      ['AT', 'CH', 'DE', 'FR'],
    ],
    ['are those that the token names', { token: { locations: ['DE', 'FR'] } }, ['AT CH', 'DE FR']],
    [
      'are parts, where a restriction names one',
      { restrictions: [forbid(is('spatial', 'eq', 'DE-BY'))] },
      [`AT CH ${byLand} FR`, 'DE-BY'],
    ],
    [
      'are parts, where the token names one',
      { token: { locations: ['DE-BY'] } },
      [`AT CH ${byLand} FR`, 'DE-BY'],
    ],
    [
      'are no parts of what is not licensed',
      { restrictions: [forbid(is('spatial', 'eq', 'US-CA'))] },
      ['AT CH DE FR'],
    ],
  ])('%s', (_, change, expected) => {
    expect(sorted(regions(change))).toEqual(sorted(expected));
  });

  it('leave the license as it is', () => {
    const compiled = license({ territories: ['DE'], territoryBasis: 'audience' });
    const of = (restrictions: DecideInput['restrictions']) =>
      docketOf(compiled, restrictions, tokenOf(undefined))
        .dimensions.of({})
        .territory.flatMap(({ values }) => values);
    expect(of([forbid(is('spatial', 'eq', 'DE-BY'))])).toHaveLength(16);
    expect(of([])).toEqual(['DE']);
  });
});

describe('channels that no rule tells apart', () => {
  const channels: NamedTerms['channels'] = ['web', 'app', 'print', 'broadcast', 'newsletter'];
  it.each<[string, Change, string[]]>([
    ['have a territory or have none', {}, ['web app newsletter', 'print broadcast']],
    [
      'are those that a restriction names',
      { restrictions: [forbid(is('deliveryChannel', 'isAnyOf', ['app', 'print']))] },
      ['web newsletter', 'app', 'print', 'broadcast'],
    ],
    [
      'are of one medium',
      { restrictions: [forbid(is('media', 'eq', 'print'))] },
      ['web app newsletter', 'print', 'broadcast'],
    ],
    [
      'are those that the token names',
      { token: { channels: ['web', 'print'] } },
      ['web', 'app newsletter', 'print', 'broadcast'],
    ],
  ])('%s', (_, change, expected) => {
    expect(groups('channel', { ...change, terms: { channels } })).toEqual(expected);
  });
});

describe('purposes that no rule tells apart', () => {
  const KNOWN = 'editorial commercial advertising promotional educational research';
  const classes = (change: Change, use: StatedUse = {}) => docket(change).dimensions.of(use).purpose;
  const editorial = forbid(is('purpose', 'neq', 'editorial'));

  it('are all that we know, and any other', () => {
    expect(classes({})).toEqual([
      { values: [...KNOWN.split(' '), 'any other purpose'], representative: 'editorial', open: true },
    ]);
  });

  it('are those that a restriction does not name', () => {
    expect(classes({ restrictions: [editorial] })).toEqual([
      { values: ['editorial'], representative: 'editorial' },
      {
        values: ['commercial', 'advertising', 'promotional', 'educational', 'research', 'any other purpose'],
        representative: 'commercial',
        open: true,
      },
    ]);
    expect(classes({ restrictions: [forbid(is('purpose', 'isAnyOf', ['charity', 'research']))] })).toEqual([
      {
        values: ['editorial', 'commercial', 'advertising', 'promotional', 'educational', 'any other purpose'],
        representative: 'editorial',
        open: true,
      },
      { values: ['research', 'charity'], representative: 'research' },
    ]);
  });

  it('are those of the license, where it names some', () => {
    const purposes = ['editorial', 'research', 'charity'];
    expect(classes({ terms: { purposes } })).toEqual([{ values: purposes, representative: 'editorial' }]);
    expect(classes({ terms: { purposes }, restrictions: [editorial] })).toEqual([
      { values: ['editorial'], representative: 'editorial' },
      { values: ['research', 'charity'], representative: 'research' },
    ]);
  });

  it.each<[string, string, string | undefined]>([
    ['editorial', 'editorial', 'editorial'],
    [' Editorial ', 'editorial', 'editorial'],
    ['RESEARCH', 'research', 'research'],
    ['marketing', 'marketing', undefined],
    ['any other purpose', 'any other purpose', 'any other purpose'],
    ['', '', undefined],
  ])('stated as "%s" is %s', (purpose, value, representative) => {
    expect(classes({}, { purpose })).toEqual([{ values: [value], representative }]);
  });

  it('stated in any spelling is the one that a policy names', () => {
    const restrictions = [forbid(is('purpose', 'eq', 'Brand-Safety'))];
    const [{ values = [], representative } = {}] = classes({ restrictions }, { purpose: 'BRAND-safety' });
    expect([...values, representative].map((name) => name?.toLowerCase())).toEqual([
      'brand-safety',
      'brand-safety',
    ]);
    expect(classes({}, { purpose: 'BRAND-safety' })).toEqual([
      { values: ['BRAND-safety'], representative: undefined },
    ]);
    expect(classes({ terms: { purposes: ['charity'] } }, { purpose: 'Charity' })).toEqual([
      { values: ['charity'], representative: 'charity' },
    ]);
  });
});

describe('a part that is stated', () => {
  it('is one class of its own value', () => {
    const use = {
      action: 'teleport',
      title: 'x',
      territory: 'y',
      channel: 'web',
      purpose: 'editorial',
    } as const;
    expect(docket().dimensions.of(use)).toEqual({
      action: [{ values: ['teleport'], representative: 'teleport' }],
      title: [{ values: ['x'], representative: 'x' }],
      territory: [{ values: ['y'], representative: 'y' }],
      channel: [{ values: ['web'], representative: 'web' }],
      purpose: [{ values: ['editorial'], representative: 'editorial' }],
    });
  });
});

describe('what follows from the policies in play', () => {
  it('is kept for the same license, restrictions and token, and for no other', () => {
    const compiled = license();
    const [one, other] = [forbid(is('spatial', 'eq', 'DE')), forbid(is('spatial', 'eq', 'AT'))];
    const of = (restrictions: DecideInput['restrictions'], token?: Entitlement, own = compiled) =>
      docketOf(own, restrictions, tokenOf(token));
    expect(of([one])).toBe(of([one]));
    expect(of([one], { channels: ['web'] })).toBe(of([one], { channels: ['web'] }));
    const all = [
      of([]),
      of([one]),
      of([other]),
      of([one, other]),
      of([other, one]),
      of([one], {}),
      of([one], { channels: ['web'] }),
      of([], { channels: ['web'] }),
      of([], undefined, license()),
    ];
    expect(new Set(all).size).toBe(all.length);
  });

  it('is of the license first, then of each restriction that says anything', () => {
    const silent = restriction(null, { id: 'rst_0' });
    const archive = restriction(
      set({ prohibition: { action: 'archive', constraint: is('spatial', 'eq', 'DE') } }),
      { id: 'rst_a' },
    );
    const made = docketOf(license(), [silent, archive], tokenOf({ actions: ['play'] }));
    expect(made.restrictions.map(({ id, label }) => [id, label])).toEqual([
      ['rst_a', "the item's restrictions"],
    ]);
    expect([made.license.id, made.license.label]).toEqual(['lic_1', 'the license']);
    expect(made.policies).toHaveLength(2);
    expect(made.tests('spatial').map(({ shown }) => shown.operator)).toEqual(['isAnyOf', 'eq']);
    const act = made.act('archive');
    expect(act.license.permissions.map(({ id }) => id)).toEqual(['uses']);
    expect(act.restrictions.map(({ prohibitions }) => prohibitions.length)).toEqual([1]);
    expect(act.inToken).toBe(false);
    expect(made.act('display').inToken).toBe(true);
    expect(made.act('teleport').inToken).toBe(false);
    expect(docketOf(license(), [], tokenOf({})).act('teleport').inToken).toBe(true);
    expect(made.act('archive')).toBe(act);
    expect(made.act('teleport')).not.toBe(made.act('teleport'));
  });

  it('are the duties of the license and of all restrictions, each once, a credit by its line', () => {
    const credit = restriction(
      set({ obligation: [{ action: 'attribute' }, { action: 'inform' }, { action: 'compensate' }] }),
      { id: 'rst_c' },
    );
    const allowed = restriction(set({ permission: { action: 'use', duty: { action: 'nextPolicy' } } }), {
      id: 'rst_d',
    });
    const made = docketOf(
      license({ credit: { line: 'Agency', byline: false } }),
      [credit, allowed],
      tokenOf(undefined),
    );
    expect(made.duties).toEqual([
      { action: 'attribute', text: 'Agency' },
      { action: 'inform' },
      { action: 'nextPolicy' },
    ]);
    expect(docketOf(license(), [credit], tokenOf(undefined)).duties).toEqual([
      { action: 'attribute' },
      { action: 'inform' },
    ]);
    expect(docketOf(license(), [], tokenOf(undefined)).duties).toEqual([]);
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
    const targeted = (rules: OdrlJson) => docket({ restrictions: [restriction(set(rules))] }).targeted;
    expect(docket().targeted).toBe(false);
    expect(targeted({ permission: { action: 'use', target: 'urn:x' } })).toBe(true);
    expect(targeted({ permission: { action: 'use' } })).toBe(false);
    expect(targeted({ prohibition: { action: 'archive', target: 'urn:x' } })).toBe(false);
    const uploaded = (rules: OdrlJson) =>
      docketOf(
        unwrap(
          compileLicense({
            id: 'lic_u',
            version: 1,
            terms: { ...COMMON, policy: set({ conflict: 'prohibit', ...rules }) } as PolicyTerms,
            titles: TITLES,
          }),
        ),
        [],
        tokenOf(undefined),
      ).targeted;
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
    const asked = input({ subject: both, ...change });
    const [first, second] = benchesFor(asked, asked.use, tokenOf(asked.entitlement));
    return first && second ? alike(first, second) : undefined;
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
      { restrictions: [forbid(is('imp:component', 'eq', 'graphic'))] },
    ],
    ['of which one is named as a target', false, { restrictions: [aimed] }],
    ['of which one has a restriction of its own', false, { restrictions: [own('one')] }],
    ['of an item of which a third has one', true, { restrictions: [own('three')] }],
    ['that both wait for the desk', true, { restrictions: [restriction(null, { reviewed: false })] }],
  ])('%s: alike %s', (_, expected, change) => {
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
    const asked = input(change);
    const [first] = benchesFor(asked, asked.use, tokenOf(asked.entitlement));
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
    expect(bench({ restrictions })).toMatchObject({ unreviewed: undefined, shown: waiting });
    expect(bench({ restrictions, subject: subject({}, 'photograph') })).toMatchObject({
      unreviewed: waiting,
      shown: undefined,
    });
    expect(bench({ restrictions: [restriction(null)] })).toMatchObject({
      unreviewed: undefined,
      shown: undefined,
    });
  });
});
