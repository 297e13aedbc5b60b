import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generated } from '../../../scripts/territories/subdivisions.ts';
import { expandTerritories } from '../../../src/rights/index.ts';
import { compressTerritories } from '../../../src/rights/territories/compress.ts';
import { territoryCodes } from '../../../src/rights/territories/expand.ts';
import { ALPHA_2, countryCode } from '../../../src/rights/territories/iso3166.ts';
import { DOUBLES, NAMES } from '../../../src/rights/territories/subdivisions.generated.ts';
import { partsOf, placeCode, widerPlaces } from '../../../src/rights/territories/subdivisions.ts';
import { extentIn } from '../../../src/rights/territories/within.ts';
import { decideOne, license, restriction, rightsOf, set, TITLES, unwrap } from '../fixtures.ts';

const parts = (country: string): string[] => partsOf(country).flatMap((part) => [part, ...parts(part)]);
const places = (...names: string[]) => unwrap(expandTerritories(names));

describe('ISO 3166-2', () => {
  it('has the 5,046 assigned parts, less those that are countries of their own', () => {
    const all = ALPHA_2.flatMap((country) => parts(country));
    expect(new Set(all).size).toBe(all.length);
    expect(all.length + DOUBLES.split(' ').length).toBe(5_046);
    expect(all.filter((code) => placeCode(code) !== code)).toEqual([]);
  });

  it('knows where a part lies, through every level', () => {
    expect(widerPlaces('DE-BY')).toEqual(['DE']);
    expect(widerPlaces('FR-75C')).toEqual(['FR-IDF', 'FR']);
    expect(widerPlaces('FR-67')).toEqual(['FR-6AE', 'FR-GES', 'FR']);
    expect(widerPlaces('DE')).toEqual([]);
    expect(widerPlaces('DE-XX')).toEqual([]);
    expect(partsOf('DE')).toHaveLength(16);
  });

  it('reads a part in any case, as an ISO URN, and a territory with two codes as the country', () => {
    expect(placeCode('de-by')).toBe('DE-BY');
    expect(placeCode('US-PR')).toBe('PR');
    expect(placeCode('FR-974')).toBe('RE');
    expect([...(territoryCodes('urn:iso:std:iso:3166:-2:GB-SCT') ?? [])]).toEqual(['GB-SCT']);
  });

  it.each(['DE-XX', 'XX-BY', 'DE-', '-BY', 'DE-BYYY', 'D-BY', 'RE-USE', '--', 'DE-BY '])(
    'does not take %j for a part',
    (code) => {
      expect(placeCode(code)).toBeUndefined();
    },
  );

  it('has names only for parts that exist', () => {
    const codes = NAMES.trim()
      .split('\n')
      .map((line) => line.split('=')[0] ?? '');
    expect(codes.length).toBeGreaterThan(200);
    expect(codes.filter((code) => placeCode(code) !== code)).toEqual([]);
  });
});

describe('inclusion', () => {
  it.each([
    ['DE-BY', ['DE'], 'within'],
    ['DE', ['DE-BY'], 'part'],
    ['DE-BE', ['DE-BY'], 'outside'],
    ['AT', ['DE-BY'], 'outside'],
    ['FR-75C', ['FR-IDF'], 'within'],
    ['FR-IDF', ['FR-75C'], 'part'],
    ['FR', ['FR-75C'], 'part'],
    ['GB', ['GB-ENG', 'GB-NIR', 'GB-SCT', 'GB-WLS'], 'within'],
    ['DE-BY', ['world'], 'within'],
  ])('%s lies in %j: %s', (place, names, extent) => {
    expect(extentIn(places(...names), place)).toBe(extent);
  });
});

describe('a list that takes places out', () => {
  it('is the rest', () => {
    expect(places('world', '-JP').size).toBe(248);
    expect(places('world', '-JP').has('JP')).toBe(false);
    expect([...places('-LI', '-IS', '-NO', 'EEA')].sort()).toEqual([...places('EU')].sort());
    expect([...places('DACH', '-EU')]).toEqual(['CH']);
  });

  it('leaves the other parts of a country', () => {
    const rest = places('DE', '-DE-BY');
    expect(rest.size).toBe(15);
    expect(extentIn(rest, 'DE')).toBe('part');
    expect(extentIn(places('FR', '-FR-75C'), 'FR-78')).toBe('within');
    expect(extentIn(places('FR', '-FR-75C'), 'FR-75C')).toBe('outside');
    expect(extentIn(places('FR', '-FR-75C'), 'FR-BRE')).toBe('within');
  });

  it('gives way to what is named more closely, and to nothing else', () => {
    expect([...places('DACH', '-DE', 'DE-BY')].sort()).toEqual(['AT', 'CH', 'DE-BY']);
    expect([...places('DE', 'AT', '-DE')]).toEqual(['AT']);
    expect([...places('DE', '-DE-BY', '-DE', 'AT')]).toEqual(['AT']);
  });

  it('takes a part out of a part, and adds nothing beside it', () => {
    const rest = places('FR-IDF', '-FR-75C');
    expect(rest.has('FR-78')).toBe(true);
    expect([...rest].filter((code) => !widerPlaces(code).includes('FR-IDF'))).toEqual([]);
  });

  it('must have something to take them out of', () => {
    expect(expandTerritories(['-JP'])).toMatchObject({
      ok: false,
      reason: [{ path: '/0', message: 'There is nothing that this could be taken out of' }],
    });
    expect(expandTerritories(['world', '-Atlantis']).ok).toBe(false);
  });

  it('is written back exactly', () => {
    for (const names of [
      ['world', '-DE-BY'],
      ['DACH', '-DE', 'DE-BY'],
      ['EU', '-FR', 'FR-IDF', 'FR-BRE'],
    ]) {
      const { territories, except } = compressTerritories(places(...names));
      expect([...places(...territories, ...except.map((code) => `-${code}`))].sort()).toEqual(
        [...places(...names)].sort(),
      );
    }
  });
});

describe('a decision about a part of a country', () => {
  const out = restriction(
    set({
      prohibition: {
        action: 'use',
        constraint: { leftOperand: 'spatial', operator: 'isAnyOf', rightOperand: ['DE-BY'] },
      },
    }),
  );
  const audience = license({ territoryBasis: 'audience' });
  const inPlace = (territory: string) =>
    decideOne({ license: audience, restrictions: [out], use: { action: 'display', territory } });

  it('is made where the part is stated', () => {
    expect(inPlace('DE-BY')).toMatchObject({ outcome: 'deny', code: 'restricted' });
    expect(inPlace('DE-BE').outcome).toBe('permit');
    expect(inPlace('AT').outcome).toBe('permit');
  });

  it('is open, and denied, where only the country is', () => {
    expect(inPlace('DE')).toMatchObject({ outcome: 'deny', code: 'indeterminate' });
  });

  it('leaves the other parts, where no territory is stated', () => {
    const { grants } = rightsOf(decideOne({ license: audience, restrictions: [out] }));
    const [grant] = grants;
    expect(grant?.territories).toContain('DE-BE');
    expect(grant?.territories).not.toContain('DE-BY');
    expect(grant?.territories).not.toContain('DE');
    expect(grant?.territories).toContain('AT');
  });

  it('knows a title at home in a part', () => {
    const [title] = TITLES;
    const at = (market: string) =>
      decideOne({
        license: license({}, title ? [{ ...title, market }] : []),
        restrictions: [out],
        use: { action: 'display', channel: 'web' },
      }).outcome;
    expect([at('DE-BE'), at('DE-BY'), at('DE')]).toEqual(['permit', 'deny', 'deny']);
  });

  it('honors terms that take places out', () => {
    const terms = license({ territories: ['world', '-JP', '-DE-BY'], territoryBasis: 'audience' });
    const outcome = (territory: string) =>
      decideOne({ license: terms, use: { action: 'display', territory } }).outcome;
    expect(['FR', 'DE-BE', 'JP', 'DE-BY', 'DE'].map(outcome)).toEqual([
      'permit',
      'permit',
      'deny',
      'deny',
      'deny',
    ]);
    const closer = license({ territories: ['world', '-DE', 'DE-BY'], territoryBasis: 'audience' });
    expect(decideOne({ license: closer, use: { action: 'display', territory: 'DE-BY' } }).outcome).toBe(
      'permit',
    );
    expect(decideOne({ license: closer, use: { action: 'display', territory: 'DE-BE' } }).outcome).toBe(
      'deny',
    );
  });

  it('lets a token name parts of what is licensed, or take places out', () => {
    const narrowed = (locations: string[], territory: string) =>
      decideOne({ license: audience, entitlement: { locations }, use: { action: 'display', territory } })
        .outcome;
    expect([narrowed(['DE-BE'], 'DE-BE'), narrowed(['DE-BE'], 'DE'), narrowed(['DE'], 'DE-BE')]).toEqual([
      'permit',
      'deny',
      'permit',
    ]);
    expect([
      narrowed(['DACH', '-AT'], 'AT'),
      narrowed(['DACH', '-AT'], 'CH'),
      narrowed(['-AT'], 'CH'),
    ]).toEqual(['deny', 'permit', 'deny']);
    expect(
      rightsOf(decideOne({ license: audience, entitlement: { locations: ['DE-BE'] } })).grants[0]
        ?.territories,
    ).toEqual(['DE-BE']);
  });
});

describe('the generated lists', () => {
  it('are what the published ones say', () => {
    const file = join(import.meta.dirname, '../../../src/rights/territories/subdivisions.generated.ts');
    expect(readFileSync(file, 'utf8')).toBe(generated());
    const mappings = createRequire(import.meta.url)('cldr-core/supplemental/codeMappings.json').supplemental;
    for (const code of ALPHA_2) expect(countryCode(mappings.codeMappings[code]._alpha3)).toBe(code);
  });
});
