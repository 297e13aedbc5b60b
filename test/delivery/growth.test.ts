/** What partners send takes time that grows as it does. */
import { it } from 'vitest';
import { matches } from '../../src/delivery/conditional.ts';
import { readTable } from '../../src/delivery/publication-reports/table.ts';
import { expectLinear, repeated } from '../support/growth.ts';

it.each<[string, (size: number) => string]>([
  ['records', repeated('a,b,c\n')],
  ['empty lines', repeated('\r\n')],
  ['commas', repeated(',')],
  ['quotes within a field', repeated('""', '"', '"')],
  ['lines within a field', repeated('\n', '"', '"')],
  ['a field that does not end', repeated('a""', '"')],
  ['values of a list', repeated('a;', 'x,y,')],
  ['digits', repeated('9', 'x,', ',y')],
])('a table is read in time that grows with %s', (_, rows) => {
  const read = (text: string) => readTable(text, { url: 'text', figure: 'number', urls: 'list' });
  expectLinear(read, (size) => `url,figure,urls\n${rows(size)}`, 100_000);
});

it.each<[string, (size: number) => string]>([
  ['commas', repeated(',')],
  ['spaces', repeated(' ', 'W/', ',')],
  ['tags', repeated('W/"a", ')],
])('If-None-Match is read in time that grows with %s', (_, tags) => {
  expectLinear((header) => matches(header, '"b"'), tags, 100_000);
});
