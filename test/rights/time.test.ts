import { describe, expect, it } from 'vitest';
import { addDuration, dayOfWeek, durationOf, instantOf, spanOf } from '../../src/rights/odrl/time.ts';

const iso = (ms: number | undefined) => (ms === undefined ? undefined : new Date(ms).toISOString());

describe('dates and times in policies', () => {
  it('let a date span its whole day, UTC', () => {
    const span = spanOf('2026-11-20');
    expect([iso(span?.from), iso(span?.to)]).toEqual([
      '2026-11-20T00:00:00.000Z',
      '2026-11-21T00:00:00.000Z',
    ]);
  });

  it('read zones, and take none for UTC', () => {
    expect(iso(instantOf('2026-11-20T10:00:00+01:00'))).toBe('2026-11-20T09:00:00.000Z');
    expect(iso(instantOf('2026-11-20T10:00:00'))).toBe('2026-11-20T10:00:00.000Z');
  });

  it.each(['2026-02-30', '2026-13-01', '2026-02-30T10:00:00Z', '20 Nov 2026', '2026', '', 'now'])(
    'do not take %j for a date',
    (text) => {
      expect(spanOf(text)).toBeUndefined();
    },
  );

  it('add months by the calendar, ending on the last day of a short one', () => {
    const add = (from: string, text: string) =>
      iso(addDuration(Date.parse(from), durationOf(text) ?? { months: 0, ms: 0 }));
    expect(add('2026-01-31T08:00:00Z', 'P1M')).toBe('2026-02-28T08:00:00.000Z');
    expect(add('2026-01-31T08:00:00Z', 'P14D')).toBe('2026-02-14T08:00:00.000Z');
    expect(add('2024-02-29T00:00:00Z', 'P1Y')).toBe('2025-02-28T00:00:00.000Z');
    expect(add('2026-01-01T00:00:00Z', 'P1W')).toBe('2026-01-08T00:00:00.000Z');
  });

  it.each(['P', 'PT', '-P1D', 'P1.5D', '14', 'P99999999D'])('do not take %j for a duration', (text) => {
    const duration = durationOf(text);
    expect(duration === undefined || (duration.ms === 0 && duration.months === 0)).toBe(true);
  });

  it.each([
    ['2026-11-20Z', '2026-11-20T00:00:00.000Z', 86_400_000],
    ['2026-11-20+02:00', '2026-11-19T22:00:00.000Z', 86_400_000],
    ['2026-11-20T10:00Z', '2026-11-20T10:00:00.000Z', 1],
    ['2026-11-20T10:00:30', '2026-11-20T10:00:30.000Z', 1],
    ['2026-11-20T10:00:30.5-01:00', '2026-11-20T11:00:30.500Z', 1],
    ['2024-02-29', '2024-02-29T00:00:00.000Z', 86_400_000],
  ])('%s begins at %s and lasts %d ms', (text, from, length) => {
    const span = spanOf(text);
    expect(iso(span?.from)).toBe(from);
    expect((span?.to ?? 0) - (span?.from ?? 0)).toBe(length);
  });

  it.each([
    'x2026-11-20',
    '2026-11-20x',
    '2026-11-20 ',
    'x2026-11-20T10:00:00Z',
    '2026-11-20T10:00:00Zx',
    '2026-11-20T25:00:00Z',
    '2026-11-20T10:00:00.1234567890Z',
    '2026-11-20T10',
    '2026-11-20+25:00',
    '2023-02-29',
  ])('do not take %j for a date either', (text) => {
    expect(spanOf(text)).toBeUndefined();
  });

  it.each([
    ['P2Y', 24, 0],
    ['P12345Y', 148_140, 0],
    ['P12345M', 12_345, 0],
    ['P12345W', 0, 86_415 * 86_400_000],
    ['P123456D', 0, 123_456 * 86_400_000],
    ['PT123456H', 0, 123_456 * 3_600_000],
    ['PT1234567M', 0, 1_234_567 * 60_000],
    ['PT123456789.125S', 0, 123_456_789_125],
    ['P3M', 3, 0],
    ['P2W', 0, 14 * 86_400_000],
    ['P4D', 0, 4 * 86_400_000],
    ['PT5H', 0, 5 * 3_600_000],
    ['PT6M', 0, 6 * 60_000],
    ['PT7.5S', 0, 7_500],
    ['P1Y2M3W4DT5H6M7S', 14, 25 * 86_400_000 + 5 * 3_600_000 + 6 * 60_000 + 7_000],
    ['PT0S', 0, 0],
  ])('read the duration %s', (text, months, ms) => {
    expect(durationOf(text)).toEqual({ months, ms });
  });

  it.each(['', 'P', 'PT', 'xP1D', 'P1Dx', 'P1H', 'PT1D', 'P100000Y', 'PT1.2345S', 'P1D2Y', '-P1D'])(
    'take %j for no duration',
    (text) => {
      expect(durationOf(text)).toBeUndefined();
    },
  );

  it('add months first, then the rest, over the end of a year', () => {
    const add = (from: string, text: string) =>
      iso(addDuration(Date.parse(from), durationOf(text) ?? { months: 0, ms: 0 }));
    expect(add('2026-01-31T08:00:00Z', 'P1M1DT1H')).toBe('2026-03-01T09:00:00.000Z');
    expect(add('2026-11-15T08:00:00Z', 'P3M')).toBe('2027-02-15T08:00:00.000Z');
    expect(add('2026-10-31T08:00:00Z', 'P13M')).toBe('2027-11-30T08:00:00.000Z');
  });

  it('name the day of the week', () => {
    const monday = Date.parse('2026-11-23T23:59:59Z');
    expect([0, 1, 2, 3, 4, 5, 6, 7].map((days) => dayOfWeek(monday + days * 86_400_000))).toEqual([
      'Monday',
      'Tuesday',
      'Wednesday',
      'Thursday',
      'Friday',
      'Saturday',
      'Sunday',
      'Monday',
    ]);
    expect(dayOfWeek(Number.NaN)).toBeUndefined();
  });
});
