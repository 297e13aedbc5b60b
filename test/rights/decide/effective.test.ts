/** Remaining rights: their end, alterations, duties, and stated facts. */
import { describe, expect, it } from 'vitest';
import type { OdrlJson } from '../../../src/rights/types.ts';
import { DAY_MS, decideOne, license, NOW, restriction, rightsOf, set, sparse, subject } from '../fixtures.ts';
import { byPolicy, is, summaryOf } from './support.ts';

const END = Date.parse('2027-01-01T00:00:00Z');
const iso = (instant: number) => new Date(instant).toISOString();
const fromThen = (instant: number) => is('dateTime', iso(instant), 'gteq');
const before = (instant: number) => is('dateTime', iso(instant), 'lt');
const forbid = (...prohibition: OdrlJson[]) => restriction(set({ prohibition }));
const EMBARGO = NOW + 2 * DAY_MS;
const embargoed = { subject: subject({ embargoedUntil: EMBARGO }) };

const CHANNELS = ['web', 'app', 'newsletter', 'social', 'print'];
const PLACES = 'AT DE CH FR IT ES PT GB IE NL BE LU DK SE NO FI PL CZ HU'.split(' ');

/**
 * Rules of an act that no test uses, which distinguish 20 territories, all channels and a number of purposes.
 */
function separateRules(purposes: number): OdrlJson[] {
  const rule = (operand: string) => (value: string) => ({ action: 'print', constraint: is(operand, value) });
  return [
    ...PLACES.map(rule('spatial')),
    ...CHANNELS.map(rule('deliveryChannel')),
    ...Array.from({ length: purposes - 1 }, (_, place) => `purpose ${place}`).map(rule('purpose')),
  ];
}

describe('rights in full', () => {
  it('say nothing of what there is none of', () => {
    expect(rightsOf(decideOne({ license: license({ uses: ['display'] }) }))).toStrictEqual({
      grants: [
        {
          uses: ['display'],
          titles: ['morgen', 'abend'],
          territories: ['DACH'],
          except: [],
          channels: ['web', 'newsletter', 'print'],
        },
      ],
      duties: [],
      expires: END,
    });
  });

  it('say what a rule asked for of what was stated, and nothing else that was stated', () => {
    const restriction = forbid({ action: 'display', constraint: is('count', 3, 'gt') });
    const change = { license: license({ uses: ['display'] }), restrictions: [restriction] };
    const stated = (context: Record<string, string | number>, restrictions = [restriction]) =>
      rightsOf(decideOne({ ...change, restrictions, use: { context } })).stated;
    expect(stated({ count: 2, absoluteSize: '1200 px' })).toStrictEqual({ count: 2 });
    expect(stated({ absoluteSize: '1200 px' }, [])).toBeUndefined();
  });

  it('name the duties of each rule that permits something, once', () => {
    const credit = (text: string) => ({ action: 'attribute', 'imp:text': text });
    const policy = byPolicy({
      permission: [
        { action: 'display', constraint: is('spatial', 'DE'), duty: [credit('A'), { action: 'inform' }] },
        { action: 'display', constraint: is('spatial', 'AT'), duty: [credit('B'), { action: 'inform' }] },
        { action: 'archive', constraint: is('spatial', 'AT') },
      ],
    });
    expect(rightsOf(decideOne({ license: policy })).duties).toEqual([
      { action: 'attribute', text: 'A' },
      { action: 'inform' },
      { action: 'attribute', text: 'B' },
    ]);
    expect(rightsOf(decideOne({ license: policy, use: { action: 'archive' } })).duties).toEqual([]);
  });

  it('are none where only purposes that nobody can name are left', () => {
    const known = ['editorial', 'commercial', 'advertising', 'promotional', 'educational', 'research'];
    const none = forbid({ action: 'use', constraint: is('purpose', known, 'isAnyOf') });
    const decision = decideOne({ restrictions: [none], use: { title: 'morgen' } });
    expect(summaryOf(decision)).toEqual(['deny', 'restricted', 'rst_1#rule-1']);
    expect(decision.rights).toBeUndefined();
  });
});

describe('the end of the rights', () => {
  const display = license({ uses: ['display'] });
  const endOf = (...rules: OdrlJson[]) =>
    rightsOf(decideOne({ license: display, restrictions: [forbid(...rules)] })).expires;

  it('is the first instant at which a rule forbids some of them', () => {
    const later = NOW + 5 * DAY_MS;
    const sooner = NOW + 3 * DAY_MS;
    expect(endOf({ action: 'display', constraint: fromThen(later) })).toBe(later);
    expect(
      endOf(
        { action: 'display', constraint: [is('imp:title', 'morgen'), fromThen(later)] },
        { action: 'display', constraint: [is('imp:title', 'abend'), fromThen(sooner)] },
      ),
    ).toBe(sooner);
  });

  it('is no instant at which nothing that is permitted changes', () => {
    const elsewhere = { action: 'display', constraint: [is('spatial', 'JP'), fromThen(NOW + DAY_MS)] };
    const later = { action: 'display', constraint: fromThen(NOW + 2 * DAY_MS) };
    expect(endOf(elsewhere)).toBe(END);
    expect(endOf(elsewhere, later)).toBe(NOW + 2 * DAY_MS);
    expect(endOf({ action: 'archive', constraint: fromThen(NOW + DAY_MS) })).toBe(END);
  });

  it.each([
    ['neither has a duty', [], [], END],
    ['only the first has one', [{ action: 'inform' }], [], END],
    ['the second has one', [], [{ action: 'inform' }], NOW + DAY_MS],
    ['both have one', [{ action: 'inform' }], [{ action: 'attribute' }], NOW + DAY_MS],
  ])('is where a rule gives way to another whose duty is not named: %s', (_name, first, second, expires) => {
    const policy = byPolicy({
      permission: [
        sparse({ action: 'display', constraint: before(NOW + DAY_MS), duty: first }),
        sparse({ action: 'display', constraint: fromThen(NOW + DAY_MS), duty: second }),
      ],
    });
    expect(rightsOf(decideOne({ license: policy })).expires).toBe(expires);
  });

  it('is an instant that was not looked at any more, where there are more than 64', () => {
    const instants = Array.from({ length: 70 }, (_, place) => NOW + (place + 1) * 3_600_000);
    const rules = (count: number) =>
      instants
        .slice(0, count)
        .map((instant) => ({ action: 'display', constraint: [is('spatial', 'JP'), fromThen(instant)] }));
    expect(endOf(...rules(64))).toBe(END);
    expect(endOf(...rules(65))).toBe(instants[64]);
    expect(endOf(...rules(70))).toBe(instants[64]);
  });
});

describe('an alteration is named', () => {
  const wide = license({ uses: ['display'], alterations: ['headline', 'crop'] });
  const namesWhere = (...constraint: OdrlJson[]) =>
    rightsOf(decideOne({ license: wide, restrictions: [forbid({ action: 'imp:crop', constraint })] }))
      .alterations;

  it.each([
    ['DE', is('spatial', 'DE')],
    ['AT', is('spatial', 'AT')],
    ['CH', is('spatial', 'CH')],
    ['all but DE', is('spatial', 'DE', 'neq')],
    ['one title', is('imp:title', 'morgen')],
    ['the other title', is('imp:title', 'abend')],
    ['web', is('deliveryChannel', 'web')],
    ['print', is('deliveryChannel', 'print')],
    ['an editorial purpose', is('purpose', 'editorial')],
    ['any other purpose', is('purpose', 'editorial', 'neq')],
  ])('not where it is forbidden in %s', (_name, constraint) => {
    expect(namesWhere(constraint)).toEqual(['headline']);
  });

  it('where it is forbidden only where nothing is permitted', () => {
    expect(namesWhere(is('spatial', 'JP'))).toEqual(['headline', 'crop']);
  });

  it('not at all where all are forbidden', () => {
    const none = forbid({ action: ['imp:crop', 'imp:headline'] });
    expect('alterations' in rightsOf(decideOne({ license: wide, restrictions: [none] }))).toBe(false);
  });

  it('ends the rights when it ends', () => {
    const soon = forbid({ action: 'imp:crop', constraint: fromThen(NOW + DAY_MS) });
    expect(rightsOf(decideOne({ license: wide, restrictions: [soon] }))).toMatchObject({
      alterations: ['headline', 'crop'],
      expires: NOW + DAY_MS,
    });
  });

  it('where the places are as many as can be judged, and not where they are more', () => {
    const acts = ['imp:headline', 'imp:shorten', 'imp:crop', 'extract', 'translate'];
    const constraint = is('deliveryChannel', CHANNELS, 'isAnyOf');
    const policy = byPolicy({
      permission: [
        { action: 'display', constraint },
        { action: acts, constraint },
      ],
    });
    const past = is('dateTime', '2020-01-01T00:00:00Z', 'lt');
    const apart = acts.map((action) => ({ action, constraint: past }));
    const named = (purposes: number) =>
      rightsOf(
        decideOne({
          license: policy,
          restrictions: [forbid(...separateRules(purposes), ...apart)],
          use: { title: 'morgen' },
        }),
      ).alterations;
    // 20 territories × 5 channels × 20 purposes, and five alterations.
    expect(named(20)).toEqual(['headline', 'shorten', 'excerpt', 'translate', 'crop']);
    expect(named(21)).toBeUndefined();
  });
});

describe('the cases of a use that leaves parts open', () => {
  it('are judged up to ten thousand, and more are too open', () => {
    const policy = byPolicy({
      permission: [{ action: 'display', constraint: is('deliveryChannel', CHANNELS, 'isAnyOf') }],
    });
    const titles = { action: 'print', constraint: is('imp:title', 'morgen') };
    const judged = (purposes: number) =>
      decideOne({ license: policy, restrictions: [forbid(...separateRules(purposes), titles)] });
    // 2 titles × 20 territories × 5 channels × 50 purposes.
    expect(summaryOf(judged(50))).toEqual(['permit', undefined, 'lic_1#rule-1']);
    const open = judged(51);
    expect(summaryOf(open)).toEqual(['deny', 'indeterminate', 'lic_1#too-open']);
    expect(open.sentence).toBe(
      'Dispatch withheld: the use leaves so much open that it cannot be decided; state the act, the title or the territory.',
    );
    expect(open.trace).toEqual([]);
  });
});

describe('before an embargo lifts', () => {
  const wide = license({ uses: ['display', 'reproduce'] });
  const usesOf = (...rules: OdrlJson[]) => {
    const rights = rightsOf(decideOne({ ...embargoed, license: wide, restrictions: [forbid(...rules)] }));
    return [rights.grants.flatMap(({ uses }) => uses), rights.notBefore, rights.expires];
  };

  it.each([
    ['a day before', -DAY_MS, ['display'], END],
    ['a millisecond before', -1, ['display'], END],
    ['at once', 0, ['display'], END],
    ['a millisecond after', 1, ['display', 'reproduce'], EMBARGO + 1],
    ['a day after', DAY_MS, ['display', 'reproduce'], EMBARGO + DAY_MS],
  ])('what ends %s stands in the rights or does not', (_name, shift, uses, expires) => {
    const rule = { action: 'reproduce', constraint: fromThen(EMBARGO + shift) };
    expect(usesOf(rule)).toEqual([uses, EMBARGO, expires]);
  });

  it('nothing ends at an instant between now and then', () => {
    const elsewhere = [is('spatial', 'JP'), fromThen(NOW + DAY_MS)];
    expect(usesOf({ action: ['display', 'reproduce'], constraint: elsewhere })).toEqual([
      ['display', 'reproduce'],
      EMBARGO,
      END,
    ]);
  });

  it('a preparation with a duty lasts as long as the same rule permits it', () => {
    const policy = byPolicy({
      permission: [{ action: ['display', 'reproduce'], duty: [{ action: 'inform' }] }],
    });
    const elsewhere = [is('spatial', 'JP'), fromThen(NOW + DAY_MS)];
    const rights = rightsOf(
      decideOne({
        ...embargoed,
        license: policy,
        restrictions: [forbid({ action: 'reproduce', constraint: elsewhere })],
        use: { territory: 'DE' },
      }),
    );
    expect(rights.grants.flatMap(({ uses }) => uses)).toEqual(['display', 'reproduce', 'extract']);
    expect(rights.duties).toEqual([{ action: 'inform' }]);
  });
});
