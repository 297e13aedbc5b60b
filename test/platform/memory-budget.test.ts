import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MemoryBudget } from '../../src/platform/memory-budget.ts';

describe('what requests hold together', () => {
  it('is no more than there is room for, and given back once', () => {
    const budget = new MemoryBudget(100, 1_000);
    const first = budget.reserve(60, 0);
    expect(budget.reserve(41, 0)).toBeNull();
    expect(budget.reserve(40, 0)).not.toBeNull();
    first?.();
    first?.();
    expect(budget.bytes).toBe(40);
  });

  it('may be anything alone', () => {
    const budget = new MemoryBudget(100, 1_000);
    const large = budget.reserve(500, 0);
    expect(budget.reserve(1, 0)).toBeNull();
    large?.();
    expect(budget.reserve(1, 0)).not.toBeNull();
  });

  it('lapses when nobody gives it back, and cannot be given back after that', () => {
    const budget = new MemoryBudget(100, 1_000);
    const late = budget.reserve(100, 0);
    expect(budget.reserve(1, 999)).toBeNull();
    expect(budget.reserve(70, 1_000)).not.toBeNull();
    late?.();
    expect(budget.bytes).toBe(70);
  });

  it('is the sum of what is held, whoever comes and goes', () => {
    const step = fc.record({ bytes: fc.integer({ min: 1, max: 120 }), gone: fc.nat(9), ms: fc.nat(400) });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const budget = new MemoryBudget(100, 1_000);
        const naive: { bytes: number; untilMs: number; giveBack: () => void }[] = [];
        let nowMs = 0;
        for (const { bytes, gone: releasedIndex, ms } of steps) {
          nowMs += ms;
          const isLive = ({ untilMs }: { untilMs: number }) => nowMs < untilMs;
          naive.splice(0, naive.length, ...naive.filter(isLive));
          const sum = naive.reduce((all, held) => all + held.bytes, 0);
          const room = sum === 0 || sum + bytes <= 100;
          const giveBack = budget.reserve(bytes, nowMs);
          expect(giveBack !== null).toBe(room);
          if (giveBack) naive.push({ bytes, untilMs: nowMs + 1_000, giveBack });
          const [leaving] = naive.splice(releasedIndex % (naive.length + 1), 1);
          leaving?.giveBack();
          expect(budget.bytes).toBe(naive.reduce((sum, held) => sum + held.bytes, 0));
        }
      }),
    );
  });
});
