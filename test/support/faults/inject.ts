/** Does to one call what a fault says. */
import type { Fault } from './plan.ts';

/** Longer than anybody waits. A timer, since the runtime cancels a request that waits for nothing at all. */
const HANG_MS = 600_000;

export const never = () =>
  new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error('nobody was to wait for this')), HANG_MS);
  });

export async function inject<T, Word>(
  fault: Fault<Word> | undefined,
  { call, fails, count }: { call: () => Promise<T>; fails: (says?: Word) => Error; count: () => number },
): Promise<T> {
  if (!fault) return call();
  const nth = count();
  switch (fault.kind) {
    case 'fail':
      throw fails(fault.says);
    case 'hang':
      return never();
    case 'slow':
      await new Promise((resolve) => setTimeout(resolve, fault.ms));
      return call();
    case 'every':
      if (nth % fault.k === 0) throw fails(fault.says);
      return call();
    case 'lost':
      await call();
      throw fails(fault.says);
  }
}
