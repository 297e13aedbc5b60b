/** Money by counted operations. */
import { describe, expect, it } from 'vitest';
import { costOfMillion, SHAPES, spentOf } from '../../bench/lib/cost.ts';

const FACTS = {
  'first, request: object calls': 1,
  'first, request: D1 rows read': 3,
  'first, object: alarms set': 0.5,
  'first, object: D1 rows written': 4,
  'first, object: D1 rows read': 10,
  'first, object: SQL rows written': 6,
  'first, object: SQL rows read': 7,
  'first, hashes': 9,
  'repeated, object: D1 rows written': 100,
};

describe('what a million deliveries cost', () => {
  it('is the sum of requests, processor time, object calls and rows, those of the object like those of D1', () => {
    const spent = spentOf(FACTS, 'first', 2_000);
    expect(spent).toEqual({ requests: 1, cpuMs: 2, objectRequests: 1.5, rowsRead: 20, rowsWritten: 10.5 });
    expect(costOfMillion(spent)).toBeCloseTo(0.3 + 2 * 0.02 + 1.5 * 0.15 + 20 * 0.001 + 10.5 * 1, 10);
  });

  it('has shapes of traffic that leave nothing out and count nothing twice', () => {
    for (const [name, shares] of Object.entries(SHAPES))
      expect(
        Object.values(shares).reduce((sum, share) => sum + share, 0),
        name,
      ).toBeCloseTo(1, 10);
  });
});
