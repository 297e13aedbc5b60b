import { describe, expect, it } from 'vitest';
import { mayMeanPeriod, periodSpoken } from '../../../src/audit/reports/spoken-period.ts';

/** Berlin's third of December has begun, the second is not over in UTC. */
const CLOCK = { now: Date.UTC(2026, 11, 2, 23, 30), zone: 'Europe/Berlin' };

const spoken = (text: string) => {
  const found = periodSpoken(text, CLOCK);
  return found && [...(found.range ? [found.range] : [found.days.from, found.days.to]), found.rest];
};

describe('a period in a sentence', () => {
  it.each([
    ['Ablehnungen am 1. Dezember 2026', '2026-12-01', '2026-12-01'],
    ['Ablehnungen am 01.12.26', '2026-12-01', '2026-12-01'],
    ['Ablehnungen 01.12.26', '2026-12-01', '2026-12-01'],
    ['Ablehnungen am 2.12.', '2026-12-02', '2026-12-02'],
    ['Ablehnungen am 4.12.', '2025-12-04', '2025-12-04'],
    ['refusals on 1 Dec 2026', '2026-12-01', '2026-12-01'],
    ['refusals on 2026-12-01', '2026-12-01', '2026-12-01'],
    ['Ablehnungen 11/2026', '2026-11-01', '2026-11-30'],
    ['Ablehnungen im Nov. 2026', '2026-11-01', '2026-11-30'],
    ['Ablehnungen im Januar', '2026-01-01', '2026-01-31'],
    ['refusals December', '2026-12-01', '2026-12-31'],
    ['Ablehnungen 4. Quartal 2026', '2026-10-01', '2026-12-31'],
    ['Ablehnungen im 4. Quartal', '2026-10-01', '2026-12-31'],
    ['refusals Q4 2026', '2026-10-01', '2026-12-31'],
    ['refusals in the 3rd quarter 2026', '2026-07-01', '2026-09-30'],
    ['Ablehnungen seit 1.11.2026', '2026-11-01', '2026-12-03'],
    ['refusals since 1.11.2026', '2026-11-01', '2026-12-03'],
    ['refusals since November', '2026-11-01', '2026-12-03'],
    ['Ablehnungen vom 1.11. bis 5.11.2026', '2026-11-01', '2026-11-05'],
    ['Ablehnungen vom 30.12. bis zum 2.1.2026', '2025-12-30', '2026-01-02'],
    ['refusals from 1 November to 5 November 2026', '2026-11-01', '2026-11-05'],
    ['refusals October to November 2026', '2026-10-01', '2026-11-30'],
    ['Ablehnungen im Jahr 2026', '2026-01-01', '2026-12-31'],
    ['refusals 2026', '2026-01-01', '2026-12-31'],
    ['Ablehnungen letztes Jahr', '2025-01-01', '2025-12-31'],
    ['Ablehnungen im letzten Quartal', '2026-07-01', '2026-09-30'],
    ['refusals this year', '2026-01-01', '2026-12-31'],
  ])('is read as people write it: %s', (text, from, to) => {
    expect(spoken(text)).toEqual([from, to, text.split(' ')[0]]);
  });

  it.each([
    ['Ablehnungen vom 1.12.2026 an Querblick', '2026-12-01', 'Ablehnungen an Querblick'],
    ['auslieferungen an querblick am 2.12.', '2026-12-02', 'auslieferungen an querblick'],
    ['deliveries of Snow on 1 Dec to Querblick', '2026-12-01', 'deliveries of Snow to Querblick'],
  ])('is found before, between and after names: %s', (text, day, rest) => {
    expect(spoken(text)).toEqual([day, day, rest]);
  });

  it.each([
    'Ablehnungen',
    'deliveries of Budget 2026',
    'deliveries of Snow in March falls on Alps',
    'Auslieferungen am 31.11.2026',
    'Auslieferungen seit 1.11.2027',
    'Auslieferungen vom 5.11.2026 bis 1.11.2026',
    'Ablehnungen im Novemver 2026',
    'refusals on 1/12/2026',
  ])('is not guessed: %s', (text) => {
    expect(spoken(text)).toBeUndefined();
  });

  it.each([
    ['de', 'Ablehnungen im Novemver', true],
    ['en', 'refusals in Octobre', true],
    ['de', 'Auslieferungen am 31.11.', true],
    ['de', 'Auslieferungen der Woche', false],
  ] as const)('may be meant by a number or a misspelled month, in %s: %s', (language, text, is) => {
    expect(mayMeanPeriod(text, language)).toBe(is);
  });
});
