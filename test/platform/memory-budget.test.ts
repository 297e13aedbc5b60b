import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MemoryBudget } from '../../src/platform/memory-budget.ts';

describe('what requests hold together', () => {
  it('is no more than there is room for, and given back once', () => {
    const held = new MemoryBudget(100, 1_000);
    const first = held.reserve(60, 0);
    expect(held.reserve(41, 0)).toBeNull();
    expect(held.reserve(40, 0)).not.toBeNull();
    first?.();
    first?.();
    expect(held.bytes).toBe(40);
  });

  it('may be anything alone', () => {
    const held = new MemoryBudget(100, 1_000);
    const large = held.reserve(500, 0);
    expect(held.reserve(1, 0)).toBeNull();
    large?.();
    expect(held.reserve(1, 0)).not.toBeNull();
  });

  it('lapses when nobody gives it back, and cannot be given back after that', () => {
    const held = new MemoryBudget(100, 1_000);
    const late = held.reserve(100, 0);
    expect(held.reserve(1, 999)).toBeNull();
    expect(held.reserve(70, 1_000)).not.toBeNull();
    late?.();
    expect(held.bytes).toBe(70);
  });

  it('is the sum of what is held, whoever comes and goes', () => {
    const step = fc.record({ bytes: fc.integer({ min: 1, max: 120 }), gone: fc.nat(9), ms: fc.nat(400) });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const held = new MemoryBudget(100, 1_000);
        const naive: { bytes: number; untilMs: number; giveBack: () => void }[] = [];
        let nowMs = 0;
        for (const { bytes, gone, ms } of steps) {
          nowMs += ms;
          const isLive = ({ untilMs }: { untilMs: number }) => nowMs < untilMs;
          naive.splice(0, naive.length, ...naive.filter(isLive));
          const sum = naive.reduce((all, one) => all + one.bytes, 0);
          const room = sum === 0 || sum + bytes <= 100;
          const giveBack = held.reserve(bytes, nowMs);
          expect(giveBack !== null).toBe(room);
          if (giveBack) naive.push({ bytes, untilMs: nowMs + 1_000, giveBack });
          const [leaving] = naive.splice(gone % (naive.length + 1), 1);
          leaving?.giveBack();
          expect(held.bytes).toBe(naive.reduce((sum, one) => sum + one.bytes, 0));
        }
      }),
    );
  });
});
