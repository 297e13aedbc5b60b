import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { edgeInWords } from '../../../src/console/licenses/instants.ts';
import { nextTerm } from '../../../src/console/licenses/next-term.ts';
import { licenseStateOf } from '../../../src/console/licenses/standing.ts';
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
    // Not of whole months: as many days.
    ['2026-01-01T00:00:00Z', '2026-01-11T00:00:00Z', undefined, '2026-01-21T00:00:00.000Z'],
    ['2025-12-31T00:00:00Z', '2026-01-31T00:00:00Z', undefined, '2026-03-03T00:00:00.000Z'],
  ])('from %s to %s (%s) ends %s', (starts, ends, timeZone, next) => {
    expect(nextTerm({ starts, ends, timeZone })).toEqual({ starts: ends, ends: next });
  });
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
