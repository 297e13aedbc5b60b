import { describe, expect, it } from 'vitest';
import { addDuration, durationOf, instantOf, spanOf } from '../../src/rights/odrl/time.ts';

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
});
