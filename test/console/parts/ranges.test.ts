import { describe, expect, it } from 'vitest';
import { daysOfRange, instantsOfDays, withDays } from '../../../src/console/parts/ranges.ts';

/** Already the first of November in Berlin, still October in UTC. */
const BERLIN = { now: Date.parse('2026-10-31T23:30:00Z'), zone: 'Europe/Berlin' };

describe('relative ranges', () => {
  it.each([
    ['today', '2026-11-01', '2026-11-01'],
    ['yesterday', '2026-10-31', '2026-10-31'],
    ['days7', '2026-10-26', '2026-11-01'],
    ['week', '2026-10-26', '2026-11-01'],
    ['last_week', '2026-10-19', '2026-10-25'],
    ['days30', '2026-10-03', '2026-11-01'],
    ['month', '2026-11-01', '2026-11-01'],
    ['last_month', '2026-10-01', '2026-10-31'],
  ])('%s has the days of the reader’s zone', (range, from, to) => {
    expect(daysOfRange(range, BERLIN)).toEqual({ from, to });
  });

  it('are none of what an address makes up', () => {
    for (const name of ['', 'forever', null, undefined]) expect(daysOfRange(name, BERLIN)).toBeNull();
  });

  it('end with the last instant of their last day, also where a clock is changed', () => {
    expect(instantsOfDays({ from: '2026-10-25', to: '2026-10-25' }, 'Europe/Berlin')).toEqual({
      from: '2026-10-24T22:00:00.000Z',
      to: '2026-10-25T23:00:00.000Z',
    });
    expect(instantsOfDays({ from: 'soon', to: '"><b>' }, 'Europe/Berlin')).toEqual({});
  });

  it('leave the other filters of an address as they are', () => {
    const query = new URLSearchParams('range=today&partner=par_1');
    expect(withDays(query, BERLIN).get('partner')).toBe('par_1');
    expect(withDays(query, BERLIN).get('from')).toBe('2026-10-31T23:00:00.000Z');
    expect(withDays(new URLSearchParams('from=x'), BERLIN).toString()).toBe('from=x');
  });
});
