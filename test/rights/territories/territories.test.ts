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
    expect(result).toEqual({
      ok: false,
      reason: [{ path: '/1', message: '"Atlantis" is no ISO 3166 code and no named set' }],
    });
  });

  it('reads the IRIs of IPTC', () => {
    expect([...(territoryCodes('http://cvx.iptc.org/iso3166-1a3/DEU') ?? [])]).toEqual(['DE']);
    expect([...(territoryCodes('http://cvx.iptc.org/iso3166-1a2/ch') ?? [])]).toEqual(['CH']);
    expect(territoryCodes('http://example.com/iso3166-1a2/ch')).toBeUndefined();
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
