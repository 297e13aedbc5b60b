import { afterEach, expect, it, vi } from 'vitest';
import { QuietReporter } from './reporter.ts';

afterEach(() => {
  vi.useRealTimers();
});

it('waits until its run begins: other instances belong to no run and cannot print', () => {
  vi.useFakeTimers();
  new QuietReporter();
  vi.advanceTimersByTime(3_600_000);
  expect(vi.getTimerCount()).toBe(0);
});
