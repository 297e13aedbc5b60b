/** Commands that take a version or a name: what they refuse, before they touch anything. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../scripts/lib/build.ts';
import { previousRelease, readReleases } from '../../scripts/lib/releases.ts';

function run(script: string, ...args: string[]) {
  const { status, stderr, stdout } = spawnSync(process.execPath, [join(ROOT, 'scripts', script), ...args], {
    encoding: 'utf8',
  });
  return { status, said: stderr + stdout };
}

describe('npm run release', () => {
  it.each([
    ['a version that is none', ['v1'], 'npm run release -- VERSION'],
    ['the last version again', [previousRelease().version], 'is not higher than'],
  ])('refuses %s', (_, args, text) => {
    const before = readReleases();
    expect(run('release.ts', ...args)).toEqual({ status: 1, said: expect.stringContaining(text) });
    expect(readReleases()).toEqual(before);
  });
});

describe('npm run rehearse', () => {
  it.each([[['release', 'restore']], [['release', '--seconds', 'x']]])('refuses %j', (args) => {
    expect(run('rehearse.ts', ...args)).toEqual({
      status: 1,
      said: expect.stringContaining('npm run rehearse -- release'),
    });
  });
});
