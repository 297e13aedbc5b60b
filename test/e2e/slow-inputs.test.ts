/** @module-tag long */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { BYTES_PER_BYTE_MAX, MS_PER_KB_MAX } from '../fuzz/slow/limits.ts';

/** Real time that the search goes on, and that it takes at most, with findings that are made simpler. */
const SECONDS = 60;
const MS_MAX = 10 * 60_000;
/** How far memory may be beyond its limit: on a busy machine garbage is collected late, and is counted. */
const MEMORY_TOLERANCE = 2;

describe('the search for slow inputs', () => {
  it(
    `finds no parser that is too dear within ${SECONDS} seconds`,
    async () => {
      const search = ['test/fuzz/main.ts', 'slow', '--seconds', String(SECONDS), '--seed', '1'];
      const { stdout } = await promisify(execFile)(process.execPath, search).catch(
        (failed: { stdout: string }) => failed,
      );
      expect(stdout).toMatch(/Nothing is too dear\.|TOO DEAR/);
      const tried = [...stdout.matchAll(/ {2}(\d+) inputs {2}/g)].map(([, count]) => Number(count));
      expect(Math.min(...tried)).toBeGreaterThan(0);
      const findings = [...stdout.matchAll(/^TOO DEAR: (.+?): (.+)$/gm)];
      const far = findings.filter(([, , figures = '']) => {
        const [, figure = Number.NaN, unit] = /^([\d.]+) (ms\/KB|B\/B)/.exec(figures) ?? [];
        const limit = unit === 'B/B' ? MEMORY_TOLERANCE * BYTES_PER_BYTE_MAX : MS_PER_KB_MAX;
        return !(Number(figure) <= limit);
      });
      expect(far.map(([line]) => line)).toEqual([]);
    },
    MS_MAX,
  );
});
