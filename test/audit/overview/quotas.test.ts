import { describe, expect, it } from 'vitest';
import { resetsMs } from '../../../src/audit/overview/quotas.ts';

const at = Date.parse('2026-03-28T23:30:00Z');
const near = (per: 'day' | 'month' | 'term', timeZone = 'UTC', ends = '2027-01-01T00:00:00Z') => ({
  license: 'lic_1',
  partner: 'par_1',
  quota: { limit: 10, per, onExceed: 'refuse' as const },
  used: 9,
  timeZone,
  endsMs: Date.parse(ends),
});
const resets = (...of: Parameters<typeof near>) => new Date(resetsMs(near(...of), at)).toISOString();

describe('the reset of a quota', () => {
  it('is the end of the day or month in the license’s zone, also when the clocks change', () => {
    expect(resets('day')).toBe('2026-03-29T00:00:00.000Z');
    expect(resets('month')).toBe('2026-04-01T00:00:00.000Z');
    // It is the 29th already, which has 23 hours.
    expect(resets('day', 'Europe/Berlin')).toBe('2026-03-29T22:00:00.000Z');
    expect(resets('month', 'Asia/Tokyo')).toBe('2026-03-31T15:00:00.000Z');
  });

  it('is never after the end of the term', () => {
    expect(resets('term')).toBe('2027-01-01T00:00:00.000Z');
    expect(resets('month', 'UTC', '2026-03-30T00:00:00Z')).toBe('2026-03-30T00:00:00.000Z');
  });
});
