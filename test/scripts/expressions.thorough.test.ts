/** @module-tag long */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { ROOT } from '../../scripts/lib/build.ts';

it('finds every regular expression of the gateway linear when all are judged anew', {
  timeout: 600_000,
}, async () => {
  const script = ['scripts/expressions.ts', '--anew'];
  const { stdout } = await promisify(execFile)(process.execPath, script, { cwd: ROOT });
  expect(stdout).toMatch(/^regular expressions: (\d+) linear \(\1 judged now\), 0 faults$/m);
});
