import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearestNames, normalized, slugOf, type TextKind } from '../../../src/console/forms/normalize.ts';
import { territoryCodes } from '../../../src/rights/index.ts';
import { ALPHA_2 } from '../../../src/rights/territories/iso3166.ts';
import { NAMED_SETS } from '../../../src/rights/territories/sets.ts';
import { NAMES } from '../../../src/rights/territories/subdivisions.generated.ts';
import { placeCode, widerPlaces } from '../../../src/rights/territories/subdivisions.ts';
import { english, german } from '../licenses/words.ts';

describe('a text that stands for a code', () => {
  it.each<[TextKind, string, string[]]>([
    ['place', 'Norway', ['NO']],
    ['web_address', 'www.example.it/rss', ['https://www.example.it/rss']],
    ['web_address', 'example.it', ['https://example.it']],
    ['web_address', 'http://example.it/rss', ['http://example.it/rss']],
    ['web_address', 'localhost:8787/rss', ['localhost:8787/rss']],
    ['web_address', 'javascript:alert(1)', ['javascript:alert(1)']],
    ['place', 'norwegen', ['NO']],
    ['place', 'no', ['NO']],
    ['place', 'NOR', ['NO']],
    ['place', 'Bavaria', ['DE-BY']],
    ['place', 'Bayern', ['DE-BY']],
    ['place', 'de-by', ['DE-BY']],
    ['place', 'Südtirol', ['IT-BZ']],
    ['place', 'Ireland', ['IE']],
    ['place', 'Narnia', ['Narnia']],
    ['territory', 'Schweiz', ['CH']],
    ['territory', '-Japan', ['-JP']],
    ['territory', '− Japan', ['-JP']],
    ['territory', 'the Netherlands', ['NL']],
    ['territory', '-Alto Adige', ['-IT-BZ']],
    ['territory', 'Benelux', ['BE', 'LU', 'NL']],
    ['territory', 'DACH', ['DACH']],
    ['territory', 'Korea', ['Korea']],
    ['language', 'French', ['fr']],
    ['language', 'Französisch', ['fr']],
    ['language', 'de-AT', ['de-AT']],
    ['host', 'https://www.x.no/', ['x.no']],
    ['host', 'http://user@News.Example:8080/a?b#c', ['news.example']],
    ['host', 'x.no/sport', ['x.no']],
    ['host', 'www.x.no', ['www.x.no']],
    ['title_kind', 'Magazine', ['magazine']],
    ['title_kind', 'Zeitschrift', ['magazine']],
    ['title_kind', 'Hörfunk', ['broadcaster']],
    ['title_kind', 'Werkszeitung', ['werkszeitung']],
    ['hex', 'AB:cd 12', ['abcd12']],
    ['currency', 'Euro', ['EUR']],
    ['currency', '€', ['EUR']],
    ['currency', '£', ['GBP']],
    ['currency', 'US$', ['USD']],
    ['currency', 'A$', ['AUD']],
    ['currency', '$', ['$']],
    ['currency', '¥', ['¥']],
    ['currency', 'chf', ['CHF']],
    ['currency', 'US-Dollar', ['USD']],
    ['currency', 'Taler', ['Taler']],
    ['zone', 'berlin', ['Europe/Berlin']],
    ['zone', 'Vienna', ['Europe/Vienna']],
    ['territory', 'weltweit', ['world']],
    ['territory', 'EWR', ['EEA']],
    ['zone', 'Wien', ['Europe/Vienna']],
    ['zone', 'Tokio', ['Asia/Tokyo']],
    ['zone', 'new york', ['America/New_York']],
    ['zone', 'utc', ['UTC']],
    ['zone', 'Europe/Atlantis', ['Europe/Atlantis']],
  ])('of the kind %s reads %j as %j', (kind, text, codes) => {
    expect(normalized(text, kind)).toEqual(codes);
  });

  it.each([
    ['English', english],
    ['German', german],
  ])('reads each place as the console shows it, in %s', (_, t) => {
    const parts = NAMES.trim()
      .split('\n')
      .map((line) => line.split('=')[0] ?? '');
    const shownOf = (code: string) => t.codeName('region', code);
    for (const code of [...ALPHA_2, ...parts, 'IT-57']) {
      // A part may have the name of the wider part that it is in.
      const [read = ''] = normalized(`“-${shownOf(code)}”`, 'territory');
      const meant = [placeCode(code) ?? code, ...widerPlaces(code)];
      expect(meant.map((place) => `-${place}`)).toContain(read);
    }
    for (const set of NAMED_SETS.keys()) {
      const codes = normalized(t.word('place', set), 'territory').map(territoryCodes);
      expect(codes).toEqual([territoryCodes(set)]);
    }
    expect(normalized(shownOf('US-GA'), 'territory')).toEqual(['US-GA']);
  });

  it('stays to the letter where it is a territory already, so that saving a form changes nothing', () => {
    const code = fc.constantFrom('JP', 'world', 'EEA', 'DE-BY', '-DE', 'jp', 'NLD');
    fc.assert(
      fc.property(code, (text) => {
        expect(normalized(text, 'territory')).toEqual([text]);
      }),
    );
  });

  it('is read without a failure whatever it is, and never as a territory that there is not', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        for (const kind of ['place', 'language', 'host', 'title_kind', 'hex', 'zone'] as const)
          expect(normalized(text, kind)).toHaveLength(1);
        for (const code of normalized(text, 'territory'))
          expect(code === text || territoryCodes(code.replace(/^-/, '')) !== undefined, code).toBe(true);
      }),
    );
  });
});

describe('the names that an unknown one may be meant as', () => {
  it('are of the language of the page', () => {
    expect(nearestNames('Norwey', 'place', 'en')).toContain('Norway');
    expect(nearestNames('Norwegn', 'place', 'de')).toContain('Norwegen');
    expect(nearestNames('-Jappan', 'territory', 'en')).toContain('Japan');
    expect(nearestNames('Frensh', 'language', 'en')[0]).toBe('French');
    expect(nearestNames('Berlim', 'zone', 'en')).toContain('Europe/Berlin');
    expect(nearestNames('Norw', 'place', 'en')).toContain('Norway');
  });

  it.each(['qqqqqqq', 'Nor', 'Peru!!', 'Narnia', 'Atlantis'])('are none for %s', (text) => {
    expect(nearestNames(text, 'place', 'en')).toEqual([]);
  });
});

describe('an id made of a name', () => {
  it.each([
    ['Der Morgen', 'der-morgen'],
    ['  Straße & Söhne (Wien)', 'strasse-sohne-wien'],
    ['日本', ''],
    ['a'.repeat(60), 'a'.repeat(40)],
  ])('is of %j: %j', (name, id) => {
    expect(slugOf(name, 40)).toBe(id);
  });
});
