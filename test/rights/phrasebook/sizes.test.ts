import { describe, expect, it } from 'vitest';
import { sizeAt, sizeInProse } from '../../../src/rights/phrasebook/sizes.ts';
import { wordsOf } from '../../../src/rights/phrasebook/words.ts';

const read = (text: string) => sizeAt(wordsOf(text), 0);

describe('a size', () => {
  it.each([
    ['px', 'PIXELS PIXEL PX PIXELES'],
    ['cm', 'CM CENTIMETERS ZENTIMETER CENTIMETRES CENTIMETROS'],
    ['mm', 'MM MILLIMETERS MILLIMETER MILLIMETRES MILIMETROS'],
    ['page', 'PAGE PAGES SEITE PAGINA'],
    ['column', 'COLUMNS COLUMN SPALTEN COLONNES COLUMNAS'],
  ])('in %s is one in %s', (unit, names) => {
    for (const name of names.split(' '))
      expect(read(`600 ${name}`)).toEqual({ value: `600 ${unit}`, end: 2 });
  });

  it.each([
    ['half page', '0.5', 2],
    ['halbe Seite', '0.5', 2],
    ['demi page', '0.5', 2],
    ['media pagina', '0.5', 2],
    ['half of a page', '0.5', 4],
    ['quarter page', '0.25', 2],
    ['viertel einer Seite', '0.25', 3],
    ['quart de page', '0.25', 3],
    ['cuarto de pagina', '0.25', 3],
    ['viertel eine Seite', '0.25', 3],
    ['1/4 page', '0.25', 2],
    ['3/4 page', '0.75', 2],
    ['2/4 page', '0.5', 2],
    ['7/8 page', '0.875', 2],
    ['full page', '1', 2],
    ['1 page', '1', 2],
  ])('is a part of a page: %s', (text, amount, end) => {
    expect(read(text)).toEqual({ value: `${amount} page`, end });
  });

  it.each([
    '1/3 page',
    '4/4 page',
    '0/4 page',
    '1/2 cm',
    'half cm',
    '0 px',
    '100000 px',
    '0600 px',
    '600',
    '600, pixels',
    '600 of, pixels',
    'pixels',
    '600 furlongs',
    '',
  ])('is not %j', (text) => {
    expect(read(text)).toBeUndefined();
  });

  it.each([
    ['600 px', '600 PIXELS'],
    ['10 cm', '10 CM'],
    ['50 mm', '50 MM'],
    ['2 column', '2 COLUMNS'],
    ['1 page', '1 PAGE'],
    ['0.5 page', '1/2 PAGE'],
    ['0.25 page', '1/4 PAGE'],
    ['0.875 page', '7/8 PAGE'],
    ['0.25 cm', undefined],
    ['0 px', undefined],
    ['100000 px', undefined],
    ['x600 px', undefined],
    ['5 furlong', undefined],
    ['600', undefined],
    ['', undefined],
  ])('of %s is printed as %s', (size, prose) => {
    expect(sizeInProse(size)).toBe(prose);
  });
});
