import { describe, expect, it } from 'vitest';
import { expandTerritories } from '../../../src/rights/index.ts';
import { compressTerritories } from '../../../src/rights/territories/compress.ts';
import { territoryCodes } from '../../../src/rights/territories/expand.ts';
import { ALPHA_2, countryCode } from '../../../src/rights/territories/iso3166.ts';
import { NAMED_SETS } from '../../../src/rights/territories/sets.ts';
import { unwrap } from '../fixtures.ts';

describe('ISO 3166-1', () => {
  it('has its 249 assigned codes, each once, each with a name in CLDR', () => {
    const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
    expect(new Set(ALPHA_2).size).toBe(249);
    expect(ALPHA_2.filter((code) => names.of(code) === undefined)).toEqual([]);
  });

  it('reads alpha-3, in any case', () => {
    expect(countryCode('DEU')).toBe('DE');
    expect(countryCode('jpn')).toBe('JP');
    expect(countryCode('gb')).toBe('GB');
  });

  it.each(['UK', 'EU', 'XX', 'ZZ', 'AN', 'SU', '', 'D', 'GERMANY'])('does not take %j for a code', (code) => {
    expect(countryCode(code)).toBeUndefined();
  });
});

describe('named sets', () => {
  it('have the members that they had on the date they are given for', () => {
    const size = (name: string) => NAMED_SETS.get(name)?.size;
    expect([size('world'), size('EEA'), size('EU'), size('DACH')]).toEqual([249, 30, 27, 3]);
    expect(NAMED_SETS.get('EU')?.has('GB')).toBe(false);
    expect(NAMED_SETS.get('EEA')?.has('CH')).toBe(false);
  });
});

describe('expandTerritories', () => {
  it('unites codes and sets', () => {
    expect([...unwrap(expandTerritories(['DACH', 'LI', 'aut']))].sort()).toEqual(['AT', 'CH', 'DE', 'LI']);
  });

  it('says which name it does not know', () => {
    const result = expandTerritories(['DE', 'Atlantis', 'world']);
    expect(result).toMatchObject({
      ok: false,
      reason: [{ path: '/1', message: '"Atlantis" is no ISO 3166 code and no named set' }],
    });
  });

  it.each([
    ['Norway', 'NO'],
    ['Norwegen', 'NO'],
    ['Südtirol', 'IT-BZ'],
    ['-south tyrol', '-IT-BZ'],
    ['Georgia', 'GE'],
  ])('suggests the code of %s in place of its name', (name, code) => {
    const message = `"${name}" is no ISO 3166 code and no named set: did you mean "${code}"?`;
    expect(expandTerritories([name])).toMatchObject({ ok: false, reason: [{ path: '/0', message }] });
  });

  it('suggests no code for a name of several parts', () => {
    expect(expandTerritories(['Limburg'])).toMatchObject({
      ok: false,
      reason: [{ message: '"Limburg" is no ISO 3166 code and no named set' }],
    });
  });

  it('has no place for no names', () => {
    expect(unwrap(expandTerritories([])).size).toBe(0);
  });

  it('names only the fault that was made, cut short, whatever stands in the list', () => {
    const faults = (...names: unknown[]) => {
      const result = expandTerritories(names as string[]);
      return result.ok ? [] : result.reason;
    };
    expect(faults('-Atlantis', '-JP')).toMatchObject([
      { path: '/0', message: '"-Atlantis" is no ISO 3166 code and no named set' },
    ]);
    expect(faults('x'.repeat(50))[0]?.message).toBe(
      `"${'x'.repeat(40)}" is no ISO 3166 code and no named set`,
    );
    expect(faults('DE', 5)).toMatchObject([
      { path: '/1', message: 'This is no ISO 3166 code and no named set' },
    ]);
  });

  it.each([
    'http://cvx.iptc.org/iso3166-1a3/DEU',
    'http://cvx.iptc.org/iso3166-1a2/de',
    'https://cv.iptc.org/newscodes/iso3166-1a3/DEU',
    'http://cv.iptc.org/newscodes/iso3166-1a2/DE',
  ])('reads %s of IPTC', (iri) => {
    expect([...(territoryCodes(iri) ?? [])]).toEqual(['DE']);
  });

  it.each([
    'http://example.com/iso3166-1a2/ch',
    'xhttp://cvx.iptc.org/iso3166-1a2/ch',
    'http://cvx.iptc.org/iso3166-1a3/CHEESE',
    'x-urn:iso:std:iso:3166:-2:GB-SCT',
    'urn:iso:std:iso:3166:-2:GB-SCTX',
  ])('does not take %s for a place', (iri) => {
    expect(territoryCodes(iri)).toBeUndefined();
  });

  it.each([
    ['WORLD', 249],
    ['World', 249],
    ['eu', 27],
    ['Dach', 3],
  ])('knows the set %s in any case', (name, size) => {
    expect(territoryCodes(name)?.size).toBe(size);
  });
});

describe('compressTerritories', () => {
  const compress = (names: string[], out: string[] = []) =>
    compressTerritories(new Set([...unwrap(expandTerritories(names))].filter((code) => !out.includes(code))));

  it('uses a named set where it is one', () => {
    expect(compress(['AT', 'DE', 'CH'])).toEqual({ territories: ['DACH'], except: [] });
    expect(compress(['EU'])).toEqual({ territories: ['EU'], except: [] });
  });

  it('takes codes out of the world rather than listing the rest', () => {
    expect(compress(['world'], ['JP'])).toEqual({ territories: ['world'], except: ['JP'] });
  });

  it('lists codes where a set would say less', () => {
    expect(compress(['DE', 'FR'])).toEqual({ territories: ['DE', 'FR'], except: [] });
    expect(compress(['EU', 'CH', 'US'], ['FR'])).toEqual({ territories: ['EU', 'CH', 'US'], except: ['FR'] });
  });

  it('sorts what it takes out, and the parts of countries', () => {
    expect(compress(['EEA'], ['SE', 'IS'])).toEqual({ territories: ['EEA'], except: ['IS', 'SE'] });
    expect(compress(['FR-BRE', 'DE-BY'])).toEqual({ territories: ['DE-BY', 'FR-BRE'], except: [] });
  });

  it('says exactly the set that it was given', () => {
    for (const [names, out] of [
      [['EEA'], ['IS', 'LI', 'NO']],
      [['EEA', 'CH'], ['DE']],
      [['world'], ALPHA_2.slice(0, 100)],
      [['DACH', 'JP'], []],
    ] as [string[], string[]][]) {
      const { territories, except } = compress(names, out);
      const back = [...unwrap(expandTerritories(territories))].filter((code) => !except.includes(code));
      const given = [...unwrap(expandTerritories(names))].filter((code) => !out.includes(code));
      expect(back.sort()).toEqual(given.sort());
    }
  });
});
