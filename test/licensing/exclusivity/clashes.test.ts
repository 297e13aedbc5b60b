/** Which licenses cannot stand beside each other, which may with a warning, and how the desk mends it. */
import { describe, expect, it } from 'vitest';
import { compareLicenses, type Findings } from '../../../src/licensing/exclusivity/clashes.ts';
import { mayOverlap } from '../../../src/licensing/exclusivity/selections.ts';
import type { NamedTerms } from '../../../src/rights/terms.ts';
import { NOW, terms } from '../../rights/fixtures.ts';

const SELECTIONS = new Map([
  ['prd_1', { sections: ['sport'] }],
  ['prd_2', { sections: ['sport', 'politics'] }],
  ['prd_3', { sections: ['arts'] }],
]);

const WORLD: Partial<NamedTerms> = { territories: ['world'] };
const JAPAN_ALONE: Partial<NamedTerms> = { ...WORLD, exclusivity: { territories: ['JP'] } };

const compare = (own: Partial<NamedTerms>, other: Partial<NamedTerms>, now = NOW): Findings =>
  compareLicenses(
    { id: 'lic_own', partner: 'par_own', terms: terms(own) },
    { id: 'lic_other', partner: 'par_other', terms: terms(other) },
    SELECTIONS,
    now,
  );
const codes = ({ clashes, warnings }: Findings) =>
  [...clashes, ...warnings].map(({ path, code }) => [path, code.replace('exclusivity_', '')]);

describe('two licenses', () => {
  it('of which none is exclusive stand beside each other', () => {
    expect(codes(compare(WORLD, WORLD))).toEqual([]);
  });

  it('clash when one has alone what the other grants, whichever is stored last', () => {
    expect(codes(compare(WORLD, JAPAN_ALONE))).toEqual([['/territories', 'clash']]);
    expect(codes(compare(JAPAN_ALONE, WORLD))).toEqual([['/exclusivity', 'clash']]);
    expect(codes(compare(JAPAN_ALONE, JAPAN_ALONE))).toEqual([
      ['/exclusivity', 'clash'],
      ['/territories', 'clash'],
    ]);
  });

  it.each<[string, Partial<NamedTerms>]>([
    ['territory', { territories: ['world', '-JP'] }],
    ['channel', { channels: ['podcast'] }],
    ['component', { components: ['video'] }],
    ['act', { uses: ['search', 'print'] }],
    ['term, before', { ends: '2026-06-01T00:00:00Z' }],
    ['term, after', { starts: '2027-01-01T00:00:00Z', ends: '2028-01-01T00:00:00Z' }],
    ['product', { products: ['prd_3'] }],
  ])('do not when they have no %s in common', (_, apart) => {
    const alone = { ...JAPAN_ALONE, starts: '2026-06-01T00:00:00Z' };
    expect(codes(compare({ ...WORLD, ...apart }, alone))).toEqual([]);
    expect(codes(compare(alone, { ...WORLD, ...apart }))).toEqual([]);
  });

  it('clash by acts that include each other, either way', () => {
    const alone = (uses: string[]) => ({ ...WORLD, uses: ['use'], exclusivity: { uses } });
    expect(codes(compare({ ...WORLD, uses: ['display'] }, alone(['play'])))).toHaveLength(1);
    expect(codes(compare({ ...WORLD, uses: ['play'] }, alone(['display'])))).toHaveLength(1);
    expect(codes(compare({ ...WORLD, uses: ['print'] }, alone(['display'])))).toHaveLength(0);
  });

  it('clash by alterations that they license', () => {
    const alone: Partial<NamedTerms> = {
      uses: ['display'],
      alterations: ['translate'],
      exclusivity: { uses: ['translate'] },
    };
    expect(codes(compare({ uses: ['display'] }, alone))).toEqual([]);
    expect(codes(compare({ uses: ['display'], alterations: ['translate'] }, alone))).toHaveLength(1);
  });

  it('clash by a part of a country', () => {
    const bavaria: Partial<NamedTerms> = { exclusivity: { territories: ['DE-BY'] } };
    expect(compare({ territories: ['DE'] }, bavaria).clashes[0]?.message).toContain('add "-DE-BY"');
    expect(codes(compare({ territories: ['DE', '-DE-BY'] }, bavaria))).toEqual([]);
  });

  it('with languages or purposes that keep them apart do not clash, but pictures have no language', () => {
    const french: Partial<NamedTerms> = { components: ['dispatch'], languages: ['fr'], exclusivity: {} };
    expect(codes(compare({ languages: ['de'] }, french))).toEqual([]);
    expect(codes(compare({ languages: ['fr-CH'] }, french))).toHaveLength(1);
    expect(codes(compare({ languages: ['de'] }, { ...french, components: ['photograph'] }))).toHaveLength(1);
    const editorial: Partial<NamedTerms> = { purposes: ['editorial'], exclusivity: {} };
    expect(codes(compare({ purposes: ['advertising'] }, editorial))).toEqual([]);
    expect(codes(compare({}, editorial))).toHaveLength(1);
  });

  it('do not clash over what is past', () => {
    const spring: Partial<NamedTerms> = { ...WORLD, exclusivity: { until: '2026-04-01T00:00:00Z' } };
    expect(codes(compare(WORLD, spring, Date.parse('2026-03-31T23:59:59Z')))).toHaveLength(1);
    expect(codes(compare(WORLD, spring, Date.parse('2026-04-01T00:00:00Z')))).toEqual([]);
  });

  it('whose products may select the same items only warn', () => {
    expect(codes(compare({ ...WORLD, products: ['prd_2'] }, JAPAN_ALONE))).toEqual([
      ['/territories', 'possible'],
    ]);
    expect(codes(compare({ ...JAPAN_ALONE, products: ['prd_2'] }, WORLD))).toEqual([
      ['/exclusivity', 'possible'],
    ]);
  });

  it('of which one is given as a policy only warn: nobody knows what it reaches', () => {
    const named = { uses: undefined, components: undefined, territories: undefined, channels: undefined };
    const policy = { '@type': 'Set', conflict: 'prohibit', permission: [{ action: 'use' }] };
    const unknown = { ...named, policy } as unknown as Partial<NamedTerms>;
    expect(compare(unknown, JAPAN_ALONE).warnings.map(({ code }) => code)).toEqual(['exclusivity_possible']);
    expect(compare(JAPAN_ALONE, unknown).warnings.map(({ code }) => code)).toEqual(['exclusivity_possible']);
  });

  it('only warn about first hours, unless both would be first', () => {
    const first: Partial<NamedTerms> = { ...WORLD, exclusivity: { territories: ['JP'], firstHours: 24 } };
    expect(codes(compare(WORLD, first))).toEqual([['/territories', 'first_hours']]);
    expect(codes(compare(first, WORLD))).toEqual([['/exclusivity', 'first_hours']]);
    expect(compare(first, first).clashes.map(({ path }) => path)).toEqual(['/exclusivity']);
    expect(
      compare(first, { ...WORLD, exclusivity: { territories: ['KR'], firstHours: 24 } }).clashes,
    ).toEqual([]);
  });
});

describe('what the desk reads', () => {
  it('names the other license, the part that clashes, and each change that would do', () => {
    expect(
      compare(WORLD, {
        ...JAPAN_ALONE,
        exclusivity: { territories: ['JP'], channels: ['web'], from: '2026-12-01T00:00:00Z' },
      }).clashes,
    ).toMatchObject([
      {
        path: '/territories',
        code: 'exclusivity_clash',
        message:
          'License lic_other of par_other has display, distribute and archive of dispatch, photograph, graphic and logo in JP on web, from 2026-12-01T00:00:00Z until 2027-01-01T00:00:00Z, in product prd_1 alone. To mend it, narrow one part: territories: add "-JP"; or channels: leave out web; or ends: no later than 2026-12-01T00:00:00Z',
      },
    ]);
    expect(compare(JAPAN_ALONE, { territories: ['JP', 'KR'] }).clashes[0]?.message).toBe(
      'License lic_other of par_other grants display, distribute and archive of dispatch, photograph, graphic and logo in JP on web, newsletter and print, from 2026-01-01T00:00:00Z until 2027-01-01T00:00:00Z, in product prd_1, which this license would have alone. There is no one part that could be narrowed and leave something, or take that out of license lic_other first',
    );
  });
});

describe('two selections', () => {
  it.each([
    [{}, { sections: ['sport'] }, true],
    [{ sections: ['sport'] }, { sections: ['arts'] }, false],
    [{ sections: ['sport'] }, { sections: ['arts', 'sport'], types: ['picture'] }, true],
    [{ types: ['text'] }, { types: ['picture'] }, false],
    [{ languages: ['en'] }, { languages: ['en-GB'] }, true],
    [{ languages: ['en-GB'] }, { languages: ['en-US', 'de'] }, false],
    [{ subjects: ['medtop:1'] }, { subjects: ['medtop:2'] }, false],
    [{ backfileDays: 1 }, { backfileDays: 9 }, true],
  ])('%j and %j overlap: %s', (a, b, expected) => {
    expect([mayOverlap(a, b), mayOverlap(b, a)]).toEqual([expected, expected]);
  });
});
