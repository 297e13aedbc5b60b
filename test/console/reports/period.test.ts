import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adjacentPeriod, dayAfter, periodOf } from '../../../src/audit/reports/period.ts';
import { translator } from '../../../src/console/frame/messages.ts';
import {
  choicesAt,
  monthAt,
  periodName,
  periodQuery,
  toPeriod,
} from '../../../src/console/parts/period-choices.ts';
import { instantsOfDays } from '../../../src/console/parts/ranges.ts';

const NOVEMBER = Date.UTC(2026, 10, 26);
const english = translator('en', { 'period.quarter': 'Q{quarter} {year}' });
const german = translator('de', { 'period.quarter': '{quarter}. Quartal {year}' });

describe('the period that an address asks for', () => {
  it.each([
    [{ period: '2026-10' }, { period: '2026-10' }],
    [
      { period: '', from: '2026-10-01', to: '2026-10-05' },
      { from: '2026-10-01', to: '2026-10-05' },
    ],
    [{ period: '2026', from: '2026-10-01' }, { from: '2026-10-01' }],
    [
      { period: '2026-11', from: '2026-10-01', to: '2026-10-05', days: '/' },
      { from: '2026-10-01', to: '2026-10-05' },
    ],
    [
      { period: '2026-11', from: '2026-10-01', to: '2026-10-05', days: '2026-10-01/2026-10-05' },
      { period: '2026-11' },
    ],
    [{ period: '2026-11', from: '', to: '', days: '2026-10-01/2026-10-05' }, { period: '2026-11' }],
    [
      { period: '', from: '2026-10-01', to: '2026-10-05', days: '2026-10-01/2026-10-05' },
      { from: '2026-10-01', to: '2026-10-05' },
    ],
    [{ period: '', from: '2026-10-01', to: '' }, { from: '2026-10-01' }],
    [{}, { period: '2026-11' }],
  ])('of %j is %j', (query, expected) => {
    expect(periodQuery(query as Record<string, string>, monthAt(NOVEMBER))).toEqual(expected);
  });

  it('ends, as instants, where its last day does', () => {
    const period = toPeriod({ period: '2026-Q4' });
    expect(period && instantsOfDays(period, 'UTC')).toEqual({
      from: '2026-10-01T00:00:00.000Z',
      to: '2027-01-01T00:00:00.000Z',
    });
    expect(toPeriod({ from: '2026-02-30', to: '2026-03-01' })).toBeNull();
  });
});

describe('the periods to choose from', () => {
  it('are the present ones and those before', () => {
    const { months, quarters, years } = choicesAt(NOVEMBER);
    expect([months[0], months[13]]).toEqual(['2026-11', '2025-10']);
    expect([quarters[0], quarters[7]]).toEqual(['2026-Q4', '2025-Q1']);
    expect(years).toEqual(['2026', '2025', '2024', '2023', '2022']);
    expect(monthAt(Date.UTC(2026, 0, 31), 1)).toBe('2025-12');
  });

  const name = fc
    .tuple(
      fc.integer({ min: 1990, max: 2100 }),
      fc.integer({ min: 1, max: 12 }),
      fc.constantFrom('day', 'month', 'quarter', 'year'),
    )
    .map(([year, month, kind]) => {
      const two = String(month).padStart(2, '0');
      return {
        day: `${year}-${two}-28`,
        month: `${year}-${two}`,
        quarter: `${year}-Q${Math.ceil(month / 3)}`,
        year: `${year}`,
      }[kind] as string;
    });

  it('follow each other without a gap, and lead back', () => {
    fc.assert(
      fc.property(name, (one) => {
        const next = adjacentPeriod(one, 1) ?? '';
        expect(periodOf(next)?.from).toBe(dayAfter(periodOf(one)?.to ?? ''));
        expect(adjacentPeriod(next, -1)).toBe(one);
      }),
    );
    expect(adjacentPeriod('2026-10-01/2026-10-05', 1)).toBeNull();
  });
});

describe('the name of a period', () => {
  it.each([
    ['2026-11', 'November 2026', 'November 2026'],
    ['2026-Q4', 'Q4 2026', '4. Quartal 2026'],
    ['2026', '2026', '2026'],
    ['2026-10-05', '5 Oct 2026', '05.10.2026'],
    ['2026-10-05/2026-10-11', '5–11 Oct 2026', '05.–11.10.2026'],
    ['soon', 'soon', 'soon'],
  ])('%s is %s, and %s', (period, inEnglish, inGerman) => {
    const plain = (text: string) => text.replaceAll(/\s+/g, ' ').replaceAll(' – ', '–');
    expect(plain(periodName(period, english))).toBe(inEnglish);
    expect(plain(periodName(period, german))).toBe(inGerman);
  });
});
