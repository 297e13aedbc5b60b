import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayAfter, monthsEndingIn, periodBetween, periodOf } from '../../../src/audit/reports/period.ts';

describe('the parser of periods', () => {
  it.each([
    ['2026', '2026-01-01', '2026-12-31'],
    ['2026-Q1', '2026-01-01', '2026-03-31'],
    ['2026-Q4', '2026-10-01', '2026-12-31'],
    ['2026-02', '2026-02-01', '2026-02-28'],
    ['2028-02', '2028-02-01', '2028-02-29'],
    ['2026-10-25', '2026-10-25', '2026-10-25'],
  ])('reads %s as the days from %s to %s', (name, from, to) => {
    expect(periodOf(name)).toEqual({ name, from, to });
  });

  it.each([
    '',
    '26',
    '2026-13',
    '2026-00',
    '2026-Q5',
    '2026-Q0',
    '2026-2',
    '2026-02-30',
    '2026-10-5',
    '2026-10-05 ',
    '+2026',
  ])('refuses %j', (name) => expect(periodOf(name)).toBeNull());

  it('accepts an interval of days', () => {
    expect(periodBetween('2026-10-05', '2026-10-11')).toEqual({
      name: '2026-10-05/2026-10-11',
      from: '2026-10-05',
      to: '2026-10-11',
    });
    expect(periodBetween('2026-10-05', '2026-10-05')?.to).toBe('2026-10-05');
    expect(periodBetween('2026-10-06', '2026-10-05')).toBeNull();
    expect(periodBetween('2026-02-29', '2026-03-01')).toBeNull();
    expect(periodBetween('', '')).toBeNull();
  });
});

describe('the months that end in a period', () => {
  const endingIn = (from: string, to: string) => monthsEndingIn({ name: '', from, to });

  it('have their last day in the period', () => {
    expect(endingIn('2026-10-01', '2026-10-31')).toEqual(['2026-10']);
    expect(endingIn('2026-10-31', '2026-10-31')).toEqual(['2026-10']);
    expect(endingIn('2026-10-01', '2026-10-30')).toEqual([]);
    expect(endingIn('2026-11-15', '2027-02-28')).toEqual(['2026-11', '2026-12', '2027-01', '2027-02']);
  });

  it('are each in exactly one part of a divided period', () => {
    const day = fc
      .integer({ min: 0, max: 800 })
      .map((days) => new Date(Date.UTC(2026, 0, 1 + days)).toISOString().slice(0, 10));
    fc.assert(
      fc.property(fc.uniqueArray(day, { minLength: 3, maxLength: 3 }), (days) => {
        const [from = '', cut = '', to = ''] = days.sort();
        expect([...endingIn(from, cut), ...endingIn(dayAfter(cut), to)]).toEqual(endingIn(from, to));
      }),
    );
  });
});
