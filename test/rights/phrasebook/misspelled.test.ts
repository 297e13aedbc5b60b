/** Misspelled countries in a restriction: what is suggested, and that nothing of it is read. */
import { describe, expect, it } from 'vitest';
import { countriesMeant, readProse } from '../../../src/rights/index.ts';

const meantIn = (text: string) => countriesMeant(text, readProse(text).unaccounted);

describe('a misspelled country', () => {
  it.each([
    ['Nicht in Norwegn verwenden', ['Norwegen']],
    ['Not for use in Norwya', ['Norway']],
    ['NO SALES IN GERMNAY', ['Germany']],
    ['FRANCE AND ITALLY OUT, SPIAN OUT', ['Italy', 'Spain']],
  ])('in %j is suggested in the language of the text', (text, names) => {
    expect(meantIn(text)).toEqual(names);
  });

  it('is not read as the country', () => {
    const { policy, unaccounted } = readProse('Nicht in Norwegn verwenden');
    expect([policy, unaccounted]).toEqual([null, ['Nicht', 'in', 'Norwegn', 'verwenden']]);
  });

  it.each(['Nicht in Norwegen verwenden', 'Send us a mail', 'SEE NOTE', 'JAPAN OUT. ASK FOR A SPAN', ''])(
    'is not suspected in %j',
    (text) => {
      expect(meantIn(text)).toEqual([]);
    },
  );
});
