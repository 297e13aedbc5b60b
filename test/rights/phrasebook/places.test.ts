/** Places in prose: names in four languages, codes, abbreviations, and ambiguous names. */
import { describe, expect, it } from 'vitest';
import { readProse } from '../../../src/rights/index.ts';
import { ALIASES, AMBIGUOUS, NOT_CODES } from '../../../src/rights/phrasebook/place-names.ts';
import { placeInProse, placesAt } from '../../../src/rights/phrasebook/places.ts';
import { wordsOf } from '../../../src/rights/phrasebook/words.ts';
import { territoryCodes } from '../../../src/rights/territories/expand.ts';
import { ALPHA_2, alpha3, countryCode } from '../../../src/rights/territories/iso3166.ts';

const lists = (text: string) => placesAt(wordsOf(text), 0).map(({ names, end }) => [names, end]);
/** The longest list at the beginning of the text, and its end. */
const longest = (text: string) => lists(text).at(-1);

describe('a list of places', () => {
  it('may end after each of them', () => {
    expect(lists('FRANCE, JAPAN AND THE NETHERLANDS OUT')).toEqual([
      [['FR'], 1],
      [['FR', 'JP'], 2],
      [['FR', 'JP', 'NL'], 5],
    ]);
  });

  it.each(['AND', 'UND', 'ET', 'Y', 'OR', 'ODER', 'OU', 'O', 'NOR', 'NI'])('is joined by %s', (joiner) => {
    expect(longest(`JAPAN ${joiner} FRANCE`)).toEqual([['FR', 'JP'], 3]);
  });

  it.each(['JAPAN/FRANCE', 'JAPAN, FRANCE', 'JAPAN FRANCE', 'JAPAN: FRANCE'])('is %s', (text) => {
    expect(longest(text)).toEqual([['FR', 'JP'], 2]);
  });

  it('ends with its sentence, and with what is no place', () => {
    expect(longest('JAPAN. FRANCE')).toEqual([['JP'], 1]);
    expect(longest('JAPAN AND. FRANCE')).toEqual([['JP'], 1]);
    expect(longest('JAPAN. AND FRANCE')).toEqual([['JP'], 1]);
    expect(longest('JAPAN AND RURITANIA')).toEqual([['JP'], 1]);
    expect(lists('RURITANIA')).toEqual([]);
    expect(lists('')).toEqual([]);
  });

  it.each(['THE', 'LE', 'LA', 'LES', 'L', 'EL', 'LOS', 'LAS', 'DIE', 'DER', 'DEN'])(
    'may have the article %s',
    (article) => {
      expect(longest(`${article} FRANCE`)).toEqual([['FR'], 2]);
    },
  );

  it('may have an article in its name', () => {
    expect(longest('LA RIOJA OUT')).toEqual([['AR-F', 'ES-RI'], 2]);
    expect(longest('EL SALVADOR OUT')).toEqual([['SV'], 2]);
    expect(longest('DEN USA OUT')).toEqual([['US'], 2]);
    expect(longest('DEN OUT')).toBeUndefined();
  });

  it('has no article alone, nor one that stands apart', () => {
    expect(lists('THE')).toEqual([]);
    expect(lists('THE, FRANCE')).toEqual([]);
  });

  it('names each place once, and each question', () => {
    const [, last] = placesAt(wordsOf('KOREA, KOREA, GEORGIA'), 0).slice(1);
    expect(last).toEqual({
      names: ['GE', 'KP', 'KR', 'US-GA'],
      end: 3,
      confirm: 'Korea: which one? Read as both; Georgia: the country, or the state of the USA? Read as both',
      unclear: [
        { name: 'KOREA', codes: ['KP', 'KR'] },
        { name: 'GEORGIA', codes: ['GE', 'US-GA'] },
      ],
    });
    expect(placesAt(wordsOf('JAPAN'), 0)).toStrictEqual([{ names: ['JP'], end: 1 }]);
  });

  it('has sixty places at most', () => {
    expect(lists('JAPAN '.repeat(100))).toHaveLength(60);
  });

  it('is the same when it is asked for again', () => {
    const words = wordsOf('JAPAN, FRANCE OUT');
    expect(placesAt(words, 0)).toBe(placesAt(words, 0));
    expect(placesAt(words, 1)).not.toBe(placesAt(words, 0));
  });
});

describe('a name', () => {
  it.each([
    ['Myanmar', 'MM'],
    ['Myanmar (Burma)', 'MM'],
    ['MYANMAR BURMA', 'MM'],
    ['Österreich', 'AT'],
    ['Autriche', 'AT'],
    ['Austria', 'AT'],
    ['Côte d’Ivoire', 'CI'],
    ['South Korea', 'KR'],
    ['Papua New Guinea', 'PG'],
    ['Bosnia & Herzegovina', 'BA'],
    ['Bavaria', 'DE-BY'],
    ['Bayern', 'DE-BY'],
    ['Scotland', 'GB-SCT'],
    ['Schottland', 'GB-SCT'],
    ['Nordirland', 'GB-NIR'],
    ['South Tyrol', 'IT-BZ'],
    ['Südtirol', 'IT-BZ'],
    ['SUEDTIROL', 'IT-BZ'],
    ['Alto Adige', 'IT-BZ'],
    ['Trentino', 'IT-TN'],
    ['Trentino-Südtirol', 'IT-32'],
    ['Tyrol', 'AT-7'],
    ['Tirol', 'AT-7'],
    ['KAERNTEN', 'AT-2'],
    ['Katalonien', 'ES-CT'],
    ['Catalogne', 'ES-CT'],
    ['Kanaren', 'ES-CN'],
    ['Valencia', 'ES-VC'],
    ['Flandern', 'BE-VLG'],
    ['Brüssel', 'BE-BRU'],
    ['Bretagne', 'FR-BRE'],
    ['Brittany', 'FR-BRE'],
    ['Normandy', 'FR-NOR'],
    ['Korsika', 'FR-20R'],
    ['Alsace', 'FR-6AE'],
    ['Elsass', 'FR-6AE'],
    ['Sizilien', 'IT-82'],
    ['Genf', 'CH-GE'],
    ['Kalifornien', 'US-CA'],
    ['New York State', 'US-NY'],
    ['Azoren', 'PT-20'],
    ['Krim', 'UA-43'],
    ['DAENEMARK', 'DK'],
    ['Cocos Islands', 'CC'],
    ['Asturias', 'ES-AS'],
    ['US', 'US'],
    ['U.S.', 'US'],
    ['World', undefined],
  ])('%s is %s', (name, code) => {
    expect(longest(name)?.[0]).toEqual(code === undefined ? undefined : [code]);
  });

  it('is the longest that there is', () => {
    expect(longest('GUINEA BISSAU')).toEqual([['GW'], 2]);
    expect(longest('GUINEA, BISSAU')).toEqual([['GN'], 1]);
    expect(longest('NEW CALEDONIA')).toEqual([['NC'], 2]);
  });

  it('is no pronoun', () => {
    for (const text of ['us', 'Us', 'contact us', 'US-based'])
      expect(lists(text === 'US-based' ? 'u.s.' : text)).toEqual([]);
    expect(lists('X US')).toEqual([]);
  });

  it.each(Object.entries(ALIASES))('%s is a short form of %s', (name, target) => {
    expect(territoryCodes(target)).toBeDefined();
    expect(longest(name.replaceAll('_', ' '))).toEqual([[target], name.split('_').length]);
  });

  it.each(Object.entries(AMBIGUOUS))('%s means several places, or a question', (name, { names, confirm }) => {
    for (const code of names) expect(territoryCodes(code)).toBeDefined();
    expect([...names]).toEqual([...names].sort());
    expect(confirm === undefined ? names.length > 1 : /\? Read as /.test(confirm)).toBe(true);
    const [found] = placesAt(wordsOf(name.replaceAll('_', ' ')), 0).slice(-1);
    expect(found).toMatchObject({ names: [...names] });
    expect(found?.confirm).toBe(confirm);
  });

  it.each([
    ['GEORGIA', ['GE', 'US-GA']],
    ['KOREA', ['KP', 'KR']],
    ['CONGO', ['CD', 'CG']],
    ['IRELAND', ['GB-NIR', 'IE']],
    ['BENELUX', ['BE', 'LU', 'NL']],
    ['NORDICS', ['DK', 'FI', 'IS', 'NO', 'SE']],
    ['BALTICS', ['EE', 'LT', 'LV']],
    ['BALTIC STATES', ['EE', 'LT', 'LV']],
    ['WASHINGTON', ['US-DC', 'US-WA']],
    ['NEW YORK', ['US-NY']],
  ])('%s is read as all that it can mean: %j', (name, codes) => {
    expect(longest(name)?.[0]).toEqual(codes);
  });

  it('that several parts of countries share means all of them, until the desk says which', () => {
    const { confirm, names } = placesAt(wordsOf('LIMBURG'), 0).at(-1) ?? { names: [] };
    expect(names).toEqual(['BE-VLI', 'NL-LI']);
    expect(confirm).toBe('LIMBURG: which one? Read as all of BE-VLI, NL-LI');
    // If a part and its container share a name, only the container is meant.
    expect(longest('LA RIOJA')).toEqual([['AR-F', 'ES-RI'], 2]);
  });
});

describe('a code', () => {
  it.each([
    ['FRA', ['FR'], 1],
    ['DE-BY', ['DE-BY'], 2],
    ['FR-75C', ['FR-75C'], 3],
    ['US-PR', ['PR'], 2],
    ['FR-75C-X', ['FR-75C'], 3],
  ])('%s is %j', (text, names, end) => {
    expect(longest(text)).toEqual([names, end]);
  });

  it.each(['fra', 'Fra', 'FRAX', 'XXX', 'DE', 'FR', 'de-by', 'DE BY', 'DE-XX', 'DE-', 'DE - BY', 'XDE-BY'])(
    '%s is none',
    (text) => {
      expect(lists(text).filter(([names]) => JSON.stringify(names) !== '["BY"]')).toEqual([]);
    },
  );

  it('that is a word of restrictions is that word', () => {
    for (const code of NOT_CODES) {
      expect(countryCode(code)).toBeDefined();
      expect(lists(code)).toEqual([]);
    }
  });
});

describe('a place is printed', () => {
  it.each([
    ['FR', 'FRANCE'],
    ['BA', 'BOSNIA AND HERZEGOVINA'],
    ['MM', 'MYANMAR'],
    ['EU', 'EU'],
    ['world', 'WORLD'],
    ['DE-BY', 'BAVARIA'],
    ['IT-BZ', 'SOUTH TYROL'],
    ['FR-75C', 'FR-75C'],
    ['US-GA', 'US-GA'],
    ['GE', 'GEO'],
    ['IE', 'IRL'],
    ['XX', 'XX'],
    ['xx-y', 'xx-y'],
  ])('prints %s as %s', (name, prose) => {
    expect(placeInProse(name)).toBe(prose);
  });

  it('as what is read as it again, every country', () => {
    for (const code of ALPHA_2) {
      const text = placeInProse(code);
      expect([code, longest(text)?.[0]]).toEqual([code, [code]]);
      expect([code, text]).not.toEqual([code, NOT_CODES.has(text) ? alpha3(code) : '']);
    }
  });
});

describe('the world', () => {
  it('is no place of a list: a phrase of its own takes places out of it', () => {
    expect(readProse('WORLD RIGHTS EXCEPT ITALY').policy).toMatchObject({
      prohibition: [{ constraint: [{ operator: 'isAnyOf', rightOperand: ['IT'] }] }],
    });
  });
});
