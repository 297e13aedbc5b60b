/** `--help` of every command prints its usage text and succeeds. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const run = promisify(execFile);

describe('a command with --help', () => {
  it.each([
    'archive',
    'deploy',
    'fill',
    'keys',
    'move',
    'operator',
    'provision',
    'rehearse',
    'release',
    'seed',
    'verify',
  ])('%s prints its usage text, and succeeds', async (name) => {
    const script = join(import.meta.dirname, '..', '..', 'scripts', `${name}.ts`);
    const { stdout, stderr } = await run(process.execPath, [script, '--help']);
    expect(stdout).toMatch(new RegExp(`^Usage: npm run ${name} -- `));
    expect(stderr).toBe('');
  });

  it.each([
    ['keys', 'rotate', 'receipt'],
    ['move', 'par_1', 'ledger-1'],
  ])('%s does nothing else, whatever precedes --help', async (name, ...args) => {
    const script = join(import.meta.dirname, '..', '..', 'scripts', `${name}.ts`);
    const { stdout } = await run(process.execPath, [script, ...args, '--help']);
    expect(stdout).toMatch(new RegExp(`^Usage: npm run ${name} -- `));
  });

  it.each([
    ['start', '--port', '8790', /^imprimatur: npm start takes no arguments, not --port: set PORT, .*\n$/],
    ['demo', '--fast', '', /^imprimatur: npm run demo takes no arguments, not --fast: .*\n$/],
  ])('%s refuses an argument in one line, before it starts anything', async (name, option, value, line) => {
    const script = join(import.meta.dirname, '..', '..', 'scripts', `${name}.ts`);
    const failed = await run(process.execPath, [script, option, value]).catch((error: unknown) => error);
    expect(failed).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(line) });
  });

  it('prints the reason before the usage text when its arguments are invalid, and fails', async () => {
    const script = join(import.meta.dirname, '..', '..', 'scripts', 'deploy.ts');
    const failed = await run(process.execPath, [script, '--env', 'nowhere']).catch((error: unknown) => error);
    expect(failed).toMatchObject({ code: 1, stdout: '' });
    expect((failed as { stderr: string }).stderr).toMatch(
      /^--env must be \w+ or \w+\n\nUsage: npm run deploy/,
    );
  });
});
