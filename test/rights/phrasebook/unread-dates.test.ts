import { expect, it } from 'vitest';
import { readProse, unreadDates } from '../../../src/rights/index.ts';

it.each([
  ['Nicht nach dem 31.11.2027 verwenden', ['31.11.2027 no_such_day']],
  ['Not after 2027-02-30', ['2027-02-30 no_such_day']],
  ['FRANCE OUT UNTIL 31st of November 2027', ['31st of November 2027 no_such_day']],
  ['Sperrfrist 31. November 2027, 18 Uhr MEZ', ['31. November 2027 no_such_day']],
  ['Nutzung nur bis 1.11.27', ['1.11.27 short_year']],
  ['EMBARGO 11/30/27', ['11/30/27 short_year']],
  ['Nicht vor 29.2.2027. Nicht nach 1.3.27', ['29.2.2027 no_such_day', '1.3.27 short_year']],
  ['Nicht nach dem 29.2.2028 verwenden', []],
  ['FLUMMERY 29.2.2028', []],
  ['FLUMMERY NOV 2027 1.2.3 40.11.27', []],
])('the dates of "%s" that are not read, and why', (text, expected) => {
  const found = unreadDates(text, readProse(text).unaccounted);
  expect(found.map(({ date, reason }) => `${date} ${reason}`)).toEqual(expected);
});
