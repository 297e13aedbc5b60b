/** Money by counted operations. */
import { describe, expect, it } from 'vitest';
import { costOfMillion, SHAPES, spentOf, storageCostOfMillion } from '../../bench/lib/cost.ts';

const OPERATIONS = {
  'request: object calls': 1,
  'request: D1 rows read': 3,
  'object: alarms set': 0.5,
  'object: alarms run': 0.25,
  'object: D1 rows written': 4,
  'object: D1 rows read': 10,
  'object: SQL rows written': 6,
  'object: SQL rows read': 7,
  'object: R2 writes': 0.1,
  'cron: runs': 0.01,
  'cron: R2 reads': 0.2,
  hashes: 9,
};

describe('what a million deliveries cost', () => {
  it('is the sum of all that is billed, by whichever side makes it, with a row for each alarm that is set', () => {
    const spent = spentOf(OPERATIONS, 2_000);
    expect(spent).toEqual({
      requests: 1.01,
      cpuMs: 2,
      objectRequests: 1.25,
      rowsRead: 20,
      rowsWritten: 10.5,
      r2Writes: 0.1,
      r2Reads: 0.2,
    });
    const operations = 1.01 * 0.3 + 1.25 * 0.15 + 20 * 0.001 + 10.5 * 1 + 0.1 * 4.5 + 0.2 * 0.36;
    expect(costOfMillion(spent)).toBeCloseTo(operations + 2 * 0.02, 10);
  });

  it('is for storage a thousandth of the price of a GB for each byte of an entry', () => {
    const cost = storageCostOfMillion({ d1: 1_600, object: 1_400, r2: 200 });
    expect(cost).toBeCloseTo(1.6 * 0.75 + 1.4 * 0.2 + 0.2 * 0.015, 10);
  });

  it('has shapes of traffic that leave nothing out and count nothing twice', () => {
    for (const [name, shares] of Object.entries(SHAPES))
      expect(
        Object.values(shares).reduce((sum, share) => sum + share, 0),
        name,
      ).toBeCloseTo(1, 10);
  });
});
