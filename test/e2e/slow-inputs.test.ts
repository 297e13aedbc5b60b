import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

/** Real time that the search goes on, and that it takes at most, with findings that are made simpler. */
const SECONDS = 120;
const MS_MAX = 10 * 60_000;

describe('the search for slow inputs', () => {
  it(
    'finds no parser that is too dear within two minutes',
    async () => {
      const search = ['test/fuzz/main.ts', 'slow', '--seconds', String(SECONDS), '--seed', '1'];
      const { stdout } = await promisify(execFile)(process.execPath, search).catch(
        (failed: { stdout: string }) => failed,
      );
      expect(stdout).toContain('Nothing is too dear.');
    },
    MS_MAX,
  );
});
