/**
 * How the work for an input grows with its size, in processor time of this thread: a busy machine changes it
 * little.
 */
import { expect } from 'vitest';

const RATIO_MAX = 2.6;
/** Milliseconds: less cannot be told from noise. */
const LEAST_MS = 20;
/** One is enough as a rule; on a busy machine others throw what is at hand out of the processor's caches. */
const ROUNDS = 30;

/** Of this thread, or of the process where the runtime tells no more; what others do does not count. */
export function processorMs(work: () => unknown): number {
  const usage = process.threadCpuUsage ?? process.cpuUsage;
  const began = usage();
  work();
  const { user, system } = usage(began);
  return (user + system) / 1000;
}

/**
 * Twice the input takes at most 2.6 times as long, up to inputs of `sizeMax` characters or parts; `input`
 * makes one of a size.
 */
export function expectLinear<Input>(
  read: (input: Input) => unknown,
  input: (size: number) => Input,
  sizeMax: number,
): void {
  const [half, whole] = [input(Math.floor(sizeMax / 2)), input(sizeMax)];
  read(half);
  const once: number[] = [];
  const twice: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    once.push(processorMs(() => read(half)));
    twice.push(processorMs(() => read(whole)));
    if (Math.min(...twice) < LEAST_MS || ratio(once, twice, 0) <= RATIO_MAX) return;
  }
  // A busy machine only adds to a measurement, so the least are compared. But garbage collection spares a
  // few of the small inputs altogether: then the medians tell.
  expect(ratio(once, twice, ROUNDS / 2)).toBeLessThanOrEqual(RATIO_MAX);
}

const ratio = (once: number[], twice: number[], rank: number) => ranked(twice, rank) / ranked(once, rank);
const ranked = (values: number[], rank: number) =>
  values.toSorted((one, other) => one - other)[rank] ?? Number.NaN;

/** Inputs that are one text again and again, between two others. */
export function repeated(unit: string, before = '', after = ''): (size: number) => string {
  return (size) => before + unit.repeat(Math.ceil(size / unit.length)) + after;
}

/** The same with a number in each, so that no two are equal; `unit` makes one of its number. */
export function numbered(
  unit: (number: number) => string,
  before = '',
  after = '',
): (size: number) => string {
  return (size) => {
    const count = Math.ceil(size / unit(10_000).length);
    return before + Array.from({ length: count }, (_, number) => unit(number)).join('') + after;
  };
}
