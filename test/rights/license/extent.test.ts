/** How far a license reaches, and what two of them both reach: the ground of every clash of exclusivities. */
import { describe, expect, it } from 'vitest';
import {
  exclusiveExtent,
  type LicenseExtent,
  licensedExtent,
  overlapOf,
  widestActs,
} from '../../../src/rights/license/extent.ts';
import type { Exclusivity, LicenseTerms, NamedTerms } from '../../../src/rights/terms.ts';
import { COMMON, terms } from '../fixtures.ts';

const STARTS = Date.parse('2026-01-01T00:00:00Z');
const ENDS = Date.parse('2027-01-01T00:00:00Z');
const set = (...names: string[]) => new Set(names);
const BY_POLICY = { ...COMMON, policy: {} } as LicenseTerms;
const sorted = (names: ReadonlySet<string> | undefined) => [...(names ?? [])].sort();

describe('the extent of a license', () => {
  it('is what its terms name', () => {
    expect(licensedExtent(terms({ uses: ['archive'] }))).toEqual({
      acts: set('archive'),
      components: set('dispatch', 'photograph', 'graphic', 'logo'),
      territories: set('DE', 'AT', 'CH'),
      channels: set('web', 'newsletter', 'print'),
      from: STARTS,
      until: ENDS,
    });
    expect(licensedExtent(terms({ purposes: ['editorial'], languages: ['de'] }))).toMatchObject({
      purposes: ['editorial'],
      languages: ['de'],
    });
  });

  it('has acts with what they include, alterations that are named, and none that are not', () => {
    const acts = (change: Partial<NamedTerms>) => sorted(licensedExtent(terms(change)).acts);
    expect(acts({ uses: ['play'] })).toEqual(['display', 'play']);
    expect(acts({ uses: ['archive'], alterations: ['crop'] })).toEqual(['archive', 'crop']);
    expect(acts({ uses: ['reproduce'] })).not.toContain('extract');
    expect(acts({ uses: ['reproduce'], alterations: ['excerpt'] })).toContain('extract');
  });

  it('by a policy is its term, and nobody can tell the rest', () => {
    expect(licensedExtent(BY_POLICY)).toEqual({ from: STARTS, until: ENDS });
  });

  it('without a readable term or place is without an end, and nowhere', () => {
    expect(licensedExtent(terms({ starts: 'x', ends: 'y', territories: ['Narnia'] }))).toMatchObject({
      territories: set(),
      from: Number.NEGATIVE_INFINITY,
      until: Number.POSITIVE_INFINITY,
    });
  });
});

describe('the extent of an exclusivity', () => {
  const reserved = (exclusivity: Exclusivity, change: Partial<NamedTerms> = {}) =>
    exclusiveExtent(terms({ exclusivity, ...change }));

  it('is none where there is none', () => {
    expect(exclusiveExtent(terms())).toBeUndefined();
  });

  it('is that of the license where it says nothing itself', () => {
    expect(reserved({}, { uses: ['archive'], purposes: ['editorial'], languages: ['de'] })).toEqual({
      ...licensedExtent(terms({ uses: ['archive'] })),
      purposes: ['editorial'],
      languages: ['de'],
    });
  });

  it('is what it names', () => {
    const exclusivity: Exclusivity = {
      uses: ['play'],
      components: ['photograph'],
      territories: ['DE'],
      channels: ['web'],
      from: '2026-02-01T00:00:00Z',
      until: '2026-03-01T00:00:00Z',
      firstHours: 24,
    };
    const extent = {
      acts: set('play', 'display'),
      components: set('photograph'),
      territories: set('DE'),
      channels: set('web'),
      from: Date.parse('2026-02-01T00:00:00Z'),
      until: Date.parse('2026-03-01T00:00:00Z'),
      firstHours: 24,
    };
    expect(reserved(exclusivity)).toEqual(extent);
    expect(exclusiveExtent({ ...BY_POLICY, exclusivity } as LicenseTerms)).toEqual(extent);
  });

  it('of a license by a policy is empty in what it does not name', () => {
    const none = { acts: set(), components: set(), territories: set(), channels: set() };
    expect(exclusiveExtent({ ...BY_POLICY, exclusivity: {} } as LicenseTerms)).toMatchObject(none);
  });

  it('without a readable window has no end', () => {
    expect(reserved({ from: 'x', until: 'y' })).toMatchObject({
      from: Number.NEGATIVE_INFINITY,
      until: Number.POSITIVE_INFINITY,
    });
  });
});

describe('what two extents both reach', () => {
  const extent = (change: Partial<LicenseExtent> = {}): LicenseExtent => ({
    acts: set('display', 'print'),
    components: set('dispatch', 'video'),
    territories: set('DE', 'AT'),
    channels: set('web', 'print'),
    from: 10,
    until: 20,
    ...change,
  });
  const withOut = (part: 'acts' | 'components' | 'territories' | 'channels') => {
    const { [part]: _, ...rest } = extent();
    return rest;
  };
  const both = (a: Partial<LicenseExtent>, b: Partial<LicenseExtent>) => overlapOf(extent(a), extent(b));

  it('is what is in both, from the later beginning to the earlier end', () => {
    const other = {
      acts: set('print', 'archive'),
      components: set('video', 'audio'),
      territories: set('AT', 'CH'),
      channels: set('print', 'app'),
      from: 12,
      until: 30,
    };
    const shared = {
      acts: set('print'),
      components: set('video'),
      territories: set('AT'),
      channels: set('print'),
      from: 12,
      until: 20,
      certain: true,
    };
    expect(both({}, other)).toEqual(shared);
    expect(both(other, {})).toEqual(shared);
  });

  it.each<[string, Partial<LicenseExtent>]>([
    ['acts', { acts: set('archive') }],
    ['components', { components: set('logo') }],
    ['territories', { territories: set('JP') }],
    ['channels', { channels: set('app') }],
    ['time before', { from: 0, until: 10 }],
    ['time after', { from: 20, until: 30 }],
  ])('is nothing without common %s', (_name, other) => {
    expect(both({}, other)).toBeUndefined();
    expect(both(other, {})).toBeUndefined();
  });

  it('is one instant at least', () => {
    expect(both({}, { from: 19, until: 30 })).toMatchObject({ from: 19, until: 20 });
  });

  it('is the part of a country where one has the country', () => {
    const places = (...two: [string[], string[]]) =>
      sorted(both({ territories: set(...two[0]) }, { territories: set(...two[1]) })?.territories);
    expect(places(['DE', 'AT'], ['DE-BY'])).toEqual(['DE-BY']);
    expect(places(['DE-BY'], ['DE', 'CH'])).toEqual(['DE-BY']);
    expect(places(['DE-BY'], ['DE-BE'])).toEqual([]);
  });

  it.each(['acts', 'components', 'territories', 'channels'] as const)(
    'is not certain where nobody can tell the %s of one side',
    (part) => {
      const known = extent();
      expect(overlapOf(withOut(part), known)).toEqual({ ...known, certain: false });
      expect(overlapOf(known, withOut(part))).toEqual({ ...known, certain: false });
      expect(overlapOf(withOut(part), withOut(part))).toEqual({ ...known, [part]: set(), certain: false });
    },
  );

  it('is for a common purpose in any case, or for any', () => {
    const common = (a?: string[], b?: string[]) =>
      both(a ? { purposes: a } : {}, b ? { purposes: b } : {}) !== undefined;
    expect(common(['Editorial', 'education'], ['news', 'EDITORIAL'])).toBe(true);
    expect(common(['editorial'], ['advertising'])).toBe(false);
    expect([common(['editorial']), common(undefined, ['editorial'])]).toEqual([true, true]);
  });

  it('is in a common language, or one inside the other', () => {
    const common = (a?: string[], b?: string[], components = set('dispatch')) =>
      both({ ...(a && { languages: a }), components }, { ...(b && { languages: b }), components }) !==
      undefined;
    expect(common(['de', 'fr'], ['en', 'FR'])).toBe(true);
    expect(common(['de'], ['de-AT'])).toBe(true);
    expect(common(['DE-at'], ['de'])).toBe(true);
    expect(common(['de'], ['den'])).toBe(false);
    expect(common(['de-AT'], ['de-CH'])).toBe(false);
    expect(common(['de'], ['en'])).toBe(false);
    expect([common(['de']), common(undefined, ['de'])]).toEqual([true, true]);
    for (const wordless of ['photograph', 'logo'])
      expect(common(['de'], ['en'], set('dispatch', wordless))).toBe(true);
  });
});

describe('acts in few words', () => {
  it('are those that no other one includes', () => {
    expect(widestActs(set('display', 'play', 'archive'))).toEqual(['play', 'archive']);
    expect(widestActs(set('display'))).toEqual(['display']);
    expect(widestActs(set())).toEqual([]);
  });
});
