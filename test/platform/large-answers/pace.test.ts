import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Pace } from '../../../src/platform/large-answers/pace.ts';

const STALL_MS = 60_000;
const BYTES_PER_S = 1_000;
const pace = () => new Pace({ stallMs: STALL_MS, bytesPerS: BYTES_PER_S });

/** Milliseconds that a reader of this speed needs for a piece. */
const msFor = (bytes: number, bytesPerS: number) => (bytes / bytesPerS) * 1_000;

describe('the pace of a reader', () => {
  it('leaves whoever reads at the slowest speed, or faster, its full time', () => {
    const reads = fc.array(
      fc.record({
        bytes: fc.integer({ min: 1, max: 50_000 }),
        times: fc.double({ min: 1, max: 50, noNaN: true }),
      }),
    );
    fc.assert(
      fc.property(reads, (pieces) => {
        const own = pace();
        for (const { bytes, times } of pieces) own.noteRead(bytes, msFor(bytes, BYTES_PER_S * times));
        expect(own.leftMs).toBeCloseTo(STALL_MS, 3);
      }),
    );
  });

  it('runs out for whoever is slower for long, whatever the size of a piece', () => {
    const speed = fc.double({ min: 1, max: 0.9 * BYTES_PER_S, noNaN: true });
    fc.assert(
      fc.property(speed, fc.integer({ min: 100, max: 50_000 }), (bytesPerS, bytes) => {
        const own = pace();
        let ms = 0;
        for (; msFor(bytes, bytesPerS) < own.leftMs; ms += msFor(bytes, bytesPerS))
          own.noteRead(bytes, msFor(bytes, bytesPerS));
        expect(ms).toBeLessThanOrEqual(STALL_MS / (1 - bytesPerS / BYTES_PER_S) + 1);
      }),
    );
  });

  it('lets a reader pause for less than its full time again and again, if it catches up', () => {
    const own = pace();
    for (let n = 0; n < 100; n++) {
      own.noteRead(1, 0.9 * STALL_MS);
      expect(own.leftMs).toBeCloseTo(0.1 * STALL_MS + 1, 3);
      own.noteRead(msFor(1, 1_000) * 0.9 * STALL_MS, 0);
    }
  });

  it('is never none: a timer for it is one', () => {
    const own = pace();
    own.noteRead(0, 10 * STALL_MS);
    expect(own.leftMs).toBe(1);
  });
});
