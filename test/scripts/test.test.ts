/** `npm test` with a check and tests that are shell scripts. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'npm-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Where the stubs tell each other how far they are. */
const file = (name: string) => join(folder, name);

function start(check: string, tests: string) {
  for (const [name, script] of Object.entries({ npm: check, vitest: tests }))
    writeFileSync(file(name), `#!/bin/sh\ncd ${folder}\n${script}\n`, { mode: 0o755 });
  const PATH = [folder, process.env.PATH].join(delimiter);
  return spawn(process.execPath, ['scripts/test.ts'], {
    env: { ...process.env, PATH },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** Once nothing that it started has its output open any more. */
const codeOf = async (run: ReturnType<typeof start>): Promise<unknown> => (await once(run, 'close'))[0];

it.each([
  ['both pass', 'exit 0', 'exit 0', 0],
  ['the tests fail', 'exit 0', 'exit 3', 3],
  ['the check fails, and ends the tests', 'exit 2', 'exec sleep 20', 2],
  [
    'the check is killed after the tests have passed',
    'until [ -e passed ]; do :; done; kill -9 $$',
    ': >passed',
    1,
  ],
])('ends with the right code if %s', async (_, check, tests, code) => {
  expect(await codeOf(start(check, tests))).toBe(code);
});

it.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('ends the check and the tests on %s', async (signal, code) => {
  const run = start('sleep 20 & : >checking; wait', ': >testing; exec sleep 20');
  await vi.waitUntil(() => existsSync(file('checking')) && existsSync(file('testing')), 10_000);
  run.kill(signal);
  expect(await codeOf(run)).toBe(code);
});
