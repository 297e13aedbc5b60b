import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DayCounts, EdgeTally, REQUEST_OUTCOMES } from '../../../src/delivery/edge/tally.ts';

const NOON = Date.parse('2026-10-05T12:00:00Z');
const DAY_MS = 86_400_000;

describe('the tally of an isolate', () => {
  it('counts by UTC day what came and how it ended', () => {
    const tally = new EdgeTally();
    tally.arrived(NOON);
    tally.arrived(NOON, 2);
    tally.ended(NOON, 'entered');
    tally.ended(NOON + DAY_MS, 'counted', 3);
    expect(tally.take()).toMatchObject([
      { day: '2026-10-05', seen: 3, entered: 1, counted: 0 },
      { day: '2026-10-06', seen: 0, entered: 0, counted: 3 },
    ]);
  });

  it('hands out only what has changed, as it stands by then', () => {
    const tally = new EdgeTally();
    expect([tally.isChanged, tally.take()]).toEqual([false, []]);
    tally.arrived(NOON);
    expect(tally.isChanged).toBe(true);
    tally.take();
    expect([tally.isChanged, tally.take()]).toEqual([false, []]);
    tally.arrived(NOON);
    expect(tally.take()).toMatchObject([{ seen: 2 }]);
  });

  it('loses nothing by writes that fail, however they fall: what was written last is all there is', () => {
    const step = fc.record({
      day: fc.nat(3),
      ending: fc.constantFrom(...REQUEST_OUTCOMES),
      write: fc.constantFrom('none', 'done', 'failed'),
    });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const tally = new EdgeTally();
        const written = new Map<string, DayCounts>();
        const expected = new Map<string, number>();
        let today = 0;
        const write = (isDone: boolean) => {
          const taken = tally.take();
          if (!isDone) return tally.restore(taken);
          for (const count of taken) written.set(count.day, count);
        };
        for (const { day, ending, write: how } of steps) {
          // Time goes on, and an answer may be of the day before.
          today = Math.max(today, day);
          const atMs = NOON + Math.max(day, today - 1) * DAY_MS;
          tally.arrived(atMs);
          tally.ended(atMs, ending);
          const key = `${new Date(atMs).toISOString().slice(0, 10)} ${ending}`;
          expected.set(key, (expected.get(key) ?? 0) + 1);
          if (how !== 'none') write(how === 'done');
        }
        write(true);
        for (const [key, count] of expected) {
          const [day = '', ending = ''] = key.split(' ');
          expect([key, written.get(day)?.[ending as 'entered']]).toEqual([key, count]);
        }
      }),
    );
  });
});
