import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BoundedMap } from '../../src/rights/lru.ts';
import { runs } from '../support/runs.ts';

describe('a bounded map', () => {
  it('answers what was set, until it is deleted', () => {
    const map = new BoundedMap<number>({ entriesMax: 4 });
    map.set('a', 1);
    map.set('a', 2);
    expect(map.get('a')).toBe(2);
    expect(map.size).toBe(1);
    map.delete('a');
    expect(map.get('a')).toBeUndefined();
    expect(map.size).toBe(0);
  });

  it('keeps what is used and forgets what is not', () => {
    const map = new BoundedMap<number>({ entriesMax: 4 });
    map.set('used', 0);
    for (let place = 0; place < 20; place += 1) {
      map.set(`passing ${place}`, place);
      expect(map.get('used')).toBe(0);
    }
    expect(map.get('passing 0')).toBeUndefined();
    expect(map.get('passing 19')).toBe(19);
  });

  it('keeps nothing that weighs more than a generation may', () => {
    const map = new BoundedMap<string>({ entriesMax: 10, weightMax: 10, weigh: (text) => text.length });
    map.set('heavy', 'x'.repeat(6));
    expect(map.get('heavy')).toBeUndefined();
    map.set('light', 'x'.repeat(5));
    expect(map.get('light')).toBe('xxxxx');
    // An entry that has become too heavy is not served in its old form.
    map.set('light', 'x'.repeat(6));
    expect(map.get('light')).toBeUndefined();
    expect(map.weight).toBe(0);
  });

  it('counts what it holds, of both generations', () => {
    const map = new BoundedMap<number>({ entriesMax: 4, weightMax: 20, weigh: (value) => value });
    for (const value of [1, 2, 3]) map.set(`${value}`, value);
    expect([map.size, map.weight]).toEqual([3, 6]);
    // A hit moves an old entry to the young generation, and it counts once.
    expect(map.get('1')).toBe(1);
    expect([map.size, map.weight]).toEqual([3, 6]);
    map.set('4', 4);
    expect([map.size, map.weight]).toEqual([3, 8]);
  });

  it('never holds more entries or weight than its bounds, and never a value that was not set last', () => {
    const step = fc.record({
      key: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
      value: fc.option(fc.integer({ min: 0, max: 6 }), { nil: undefined }),
      read: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const map = new BoundedMap<number>({ entriesMax: 4, weightMax: 12, weigh: (value) => value });
        const last = new Map<string, number | undefined>();
        for (const { key, value, read } of steps) {
          if (read) map.get(key);
          else if (value === undefined) map.delete(key);
          else map.set(key, value);
          if (!read) last.set(key, value);
          expect(map.size).toBeLessThanOrEqual(4);
          expect(map.weight).toBeLessThanOrEqual(12);
          const held = [...last.keys()]
            .map((key) => [key, map.get(key)] as const)
            .filter(([, of]) => of !== undefined);
          for (const [one, of] of held) expect(of).toBe(last.get(one));
        }
      }),
      runs(),
    );
  });
});
