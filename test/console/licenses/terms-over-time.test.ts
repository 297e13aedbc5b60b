import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { edgeInWords } from '../../../src/console/licenses/instants.ts';
import { nextTerm } from '../../../src/console/licenses/next-term.ts';
import { licenseStateOf } from '../../../src/console/licenses/standing.ts';
import { runs } from '../../support/runs.ts';
import { ZONES } from './terms.ts';
import { english, german } from './words.ts';

const at = (iso: string) => Date.parse(iso);

describe('an instant in words', () => {
  it.each([
    ['2026-04-01T00:00:00Z', 'UTC', 'from 1 April 2026', 'through 31 March 2026'],
    ['2026-03-31T15:00:00Z', 'Asia/Tokyo', 'from 1 April 2026', 'through 31 March 2026'],
    ['2026-04-01T00:00:00+09:00', 'Asia/Tokyo', 'from 1 April 2026', 'through 31 March 2026'],
    ['2026-04-01T09:30:00Z', 'UTC', 'from 09:30 on 1 April 2026', 'until 09:30 on 1 April 2026'],
    [
      '2026-04-01T09:30:05.007Z',
      'UTC',
      'from 09:30:05.007 on 1 April 2026',
      'until 09:30:05.007 on 1 April 2026',
    ],
  ])('prints %s in %s', (iso, zone, from, until) => {
    expect(edgeInWords(iso, zone, 'from', english)).toBe(from);
    expect(edgeInWords(iso, zone, 'until', english)).toBe(until);
  });

  it('is said differently from every other, whatever the clocks of the zone do', { tags: 'slow' }, () => {
    const hour = 3_600_000;
    const instant = fc
      .record({
        day: fc.integer({ min: 0, max: 800 }),
        hours: fc.integer({ min: 0, max: 47 }),
        ms: fc.constantFrom(0, 1, 1_000, 60_000),
      })
      .map(({ day, hours, ms }) => at('2026-01-01T00:00:00Z') + day * 24 * hour + (hours * hour) / 2 + ms);
    const near = fc.tuple(instant, fc.constantFrom(1, 1_000, hour / 2, hour, 2 * hour, 24 * hour));
    fc.assert(
      fc.property(
        near,
        fc.constantFrom(...ZONES),
        fc.constantFrom(english, german),
        ([ms, later], zone, t) => {
          const [a, b] = [ms, ms + later].map((instant) => new Date(instant).toISOString());
          expect(edgeInWords(a ?? '', zone, 'from', t)).not.toBe(edgeInWords(b ?? '', zone, 'from', t));
          expect(edgeInWords(a ?? '', zone, 'until', t)).not.toBe(edgeInWords(b ?? '', zone, 'until', t));
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe('the term after a term', () => {
  it.each([
    ['2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z', undefined, '2028-01-01T00:00:00.000Z'],
    ['2026-04-01T00:00:00Z', '2026-05-01T00:00:00Z', undefined, '2026-06-01T00:00:00.000Z'],
    // Half a year of Berlin, over the change of its clocks.
    ['2025-12-31T23:00:00Z', '2026-06-30T22:00:00Z', 'Europe/Berlin', '2026-12-31T23:00:00.000Z'],
    // Ends of months: of February, and back to the 31st.
    ['2025-12-31T00:00:00Z', '2026-01-31T00:00:00Z', undefined, '2026-02-28T00:00:00.000Z'],
    ['2025-08-31T00:00:00Z', '2026-02-28T00:00:00Z', undefined, '2026-08-31T00:00:00.000Z'],
    ['2024-02-29T00:00:00Z', '2025-02-28T00:00:00Z', undefined, '2026-02-28T00:00:00.000Z'],
    ['2027-02-01T00:00:00Z', '2027-03-01T00:00:00Z', undefined, '2027-04-01T00:00:00.000Z'],
    // Begun within a month: through the last day of one again.
    ['2026-12-03T00:00:00Z', '2028-01-01T00:00:00Z', undefined, '2029-02-01T00:00:00.000Z'],
    ['2026-03-14T23:00:00Z', '2026-12-31T23:00:00Z', 'Europe/Berlin', '2027-10-31T23:00:00.000Z'],
    // A few weeks: as many days, also when the clocks change.
    ['2026-01-01T00:00:00Z', '2026-01-11T00:00:00Z', undefined, '2026-01-21T00:00:00.000Z'],
    ['2026-03-09T23:00:00Z', '2026-03-19T23:00:00Z', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
    ['2026-01-01T00:00:00Z', '2026-02-15T00:00:00Z', undefined, '2026-04-01T00:00:00.000Z'],
    ['9990-01-01T00:00:00Z', '9999-12-31T00:00:00Z', undefined, '+010009-12-29T00:00:00.000Z'],
  ])('from %s to %s (%s) ends %s', (starts, ends, timeZone, next) => {
    expect(nextTerm({ starts, ends, timeZone })).toEqual({ starts: ends, ends: next });
  });
});

it('a term of whole months is followed by one of as many, on whichever day it begins', () => {
  const day = fc.integer({ min: 0, max: 3_000 });
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 60 }), (days, months) => {
      const first = new Date(Date.UTC(2024, 0, 1 + days));
      const later = (count: number) => {
        const lastDay = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + count + 1, 0));
        return new Date(lastDay.setUTCDate(Math.min(first.getUTCDate(), lastDay.getUTCDate()))).toISOString();
      };
      const term = { starts: first.toISOString(), ends: later(months) };
      expect(nextTerm(term)).toEqual({ starts: term.ends, ends: later(2 * months) });
    }),
    runs(500),
  );
});

describe('how a license stands', () => {
  const term = { starts: '2026-01-01T00:00:00Z', ends: '2027-01-01T00:00:00Z' };
  it.each([
    ['active', '2025-12-31T23:59:59Z', 'scheduled'],
    ['active', '2026-01-01T00:00:00Z', 'active'],
    ['active', '2026-12-31T23:59:59Z', 'active'],
    ['active', '2027-01-01T00:00:00Z', 'over'],
    ['suspended', '2027-01-01T00:00:00Z', 'suspended'],
    ['terminated', '2026-06-01T00:00:00Z', 'terminated'],
  ] as const)('%s at %s is %s', (status, now, standing) => {
    expect(licenseStateOf({ status, ...term }, at(now))).toBe(standing);
  });
});
