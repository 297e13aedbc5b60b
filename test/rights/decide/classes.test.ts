/** Values of a use that no applicable rule distinguishes. */
import { describe, expect, it } from 'vitest';
import { applicablePolicies } from '../../../src/rights/decide/applicable-policies.ts';
import { tokenOf } from '../../../src/rights/decide/token.ts';
import type { NamedTerms, Title } from '../../../src/rights/terms.ts';
import type { DecideInput, Entitlement, OdrlJson, StatedUse } from '../../../src/rights/types.ts';
import { license, restriction, set, TITLES, where } from '../fixtures.ts';

const forbid = (...constraint: OdrlJson[]) =>
  restriction(set({ prohibition: { action: 'use', constraint } }));

interface Change {
  terms?: Partial<NamedTerms>;
  titles?: Title[];
  restrictions?: DecideInput['restrictions'];
  token?: Entitlement;
}
const policies = ({ terms: change = {}, titles = TITLES, restrictions = [], token }: Change = {}) =>
  applicablePolicies(license(change, titles), restrictions, tokenOf(token));
type Part = 'action' | 'title' | 'territory' | 'channel' | 'purpose';
const groups = (part: Part, change: Change = {}, use: StatedUse = {}) =>
  policies(change)
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
    expect(policies({ terms: { uses } }).dimensions.of({}).action).toEqual([
      { values: ['display', 'print'], representative: 'display' },
      { values: ['archive', 'index'], representative: 'archive' },
    ]);
  });

  it('are classed apart from the alterations', () => {
    const { dimensions } = policies({
      terms: { alterations: ['headline', 'shorten', 'crop', 'translate'] },
      restrictions: [restriction(set({ prohibition: { action: ['imp:crop', 'translate'] } }))],
    });
    expect(dimensions.alterations.map(({ values }) => values.join(' '))).toEqual([
      'headline shorten',
      'translate crop',
    ]);
    expect(dimensions.alterations).toBe(dimensions.alterations);
    expect(policies().dimensions.alterations).toEqual([]);
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
      { terms: { territoryBasis: 'audience' }, restrictions: [forbid(where('imp:title', 'eq', 'b'))] },
      ['a c d', 'b'],
    ],
    [
      'are of one kind',
      { terms: { territoryBasis: 'audience' }, restrictions: [forbid(where('product', 'eq', 'magazine'))] },
      ['a c', 'b', 'd'],
    ],
    [
      'have sites that are out alike',
      {
        terms: { territoryBasis: 'audience' },
        restrictions: [forbid(where('virtualLocation', 'isAnyOf', ['a.example', 'c.example']))],
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
      { terms: { territories: ['world'] }, restrictions: [forbid(where('spatial', 'eq', 'FR'))] },
      ['a b c', 'd'],
    ],
  ])('%s', (_, change, expected) => {
    expect(groups('title', { ...named, ...change })).toEqual(expected);
  });

  it('are one class of none for a partner without titles', () => {
    expect(policies({ titles: [] }).dimensions.of({}).title).toEqual([
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
      { restrictions: [forbid(where('spatial', 'isAnyOf', ['DE', 'AT', 'JP']))] },
      ['AT DE', 'CH FR'],
    ],
    [
      'are those that two restrictions name alike',
      {
        restrictions: [
          forbid(where('spatial', 'isAnyOf', ['DE', 'AT'])),
          forbid(where('spatial', 'isNoneOf', ['AT', 'CH'])),
        ],
      },
      ['AT', 'CH', 'DE', 'FR'],
    ],
    ['are those that the token names', { token: { locations: ['DE', 'FR'] } }, ['AT CH', 'DE FR']],
    [
      'are parts, where a restriction names one',
      { restrictions: [forbid(where('spatial', 'eq', 'DE-BY'))] },
      [`AT CH ${byLand} FR`, 'DE-BY'],
    ],
    [
      'are parts, where the token names one',
      { token: { locations: ['DE-BY'] } },
      [`AT CH ${byLand} FR`, 'DE-BY'],
    ],
    [
      'are no parts of what is not licensed',
      { restrictions: [forbid(where('spatial', 'eq', 'US-CA'))] },
      ['AT CH DE FR'],
    ],
  ])('%s', (_, change, expected) => {
    expect(sorted(regions(change))).toEqual(sorted(expected));
  });

  it('leave the license as it is', () => {
    const compiled = license({ territories: ['DE'], territoryBasis: 'audience' });
    const of = (restrictions: DecideInput['restrictions']) =>
      applicablePolicies(compiled, restrictions, tokenOf(undefined))
        .dimensions.of({})
        .territory.flatMap(({ values }) => values);
    expect(of([forbid(where('spatial', 'eq', 'DE-BY'))])).toHaveLength(16);
    expect(of([])).toEqual(['DE']);
  });
});

describe('channels that no rule tells apart', () => {
  const channels: NamedTerms['channels'] = ['web', 'app', 'print', 'broadcast', 'newsletter'];
  it.each<[string, Change, string[]]>([
    ['have a territory or have none', {}, ['web app newsletter', 'print broadcast']],
    [
      'are those that a restriction names',
      { restrictions: [forbid(where('deliveryChannel', 'isAnyOf', ['app', 'print']))] },
      ['web newsletter', 'app', 'print', 'broadcast'],
    ],
    [
      'are of one medium',
      { restrictions: [forbid(where('media', 'eq', 'print'))] },
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
  const classes = (change: Change, use: StatedUse = {}) => policies(change).dimensions.of(use).purpose;
  const editorial = forbid(where('purpose', 'neq', 'editorial'));

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
    expect(classes({ restrictions: [forbid(where('purpose', 'isAnyOf', ['charity', 'research']))] })).toEqual(
      [
        {
          values: [
            'editorial',
            'commercial',
            'advertising',
            'promotional',
            'educational',
            'any other purpose',
          ],
          representative: 'editorial',
          open: true,
        },
        { values: ['research', 'charity'], representative: 'research' },
      ],
    );
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
    const restrictions = [forbid(where('purpose', 'eq', 'Brand-Safety'))];
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
    expect(policies().dimensions.of(use)).toEqual({
      action: [{ values: ['teleport'], representative: 'teleport' }],
      title: [{ values: ['x'], representative: 'x' }],
      territory: [{ values: ['y'], representative: 'y' }],
      channel: [{ values: ['web'], representative: 'web' }],
      purpose: [{ values: ['editorial'], representative: 'editorial' }],
    });
  });
});
