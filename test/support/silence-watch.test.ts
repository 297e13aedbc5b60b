import { afterEach, expect, it, vi } from 'vitest';
import { SilenceWatch } from './silence-watch.ts';

afterEach(() => {
  vi.useRealTimers();
});

it('names the tests that run after a long silence, and no test that has ended', () => {
  vi.useFakeTimers();
  const printed: string[] = [];
  const watch = new SilenceWatch(120_000, (line) => printed.push(line));
  watch.note('a.test.ts', 'hangs');
  watch.note('b.test.ts', 'passes');
  vi.advanceTimersByTime(119_999);
  watch.ended('b.test.ts');
  vi.advanceTimersByTime(119_999);
  expect(printed).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(printed).toEqual(['no result for 2 minutes; running:', '    a.test.ts: hangs']);
});
