/** `--help` of the commands: how to call them, without a fault. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const run = promisify(execFile);

describe('a command that is asked for help', () => {
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
  ])('%s prints how to call it, and succeeds', async (name) => {
    const script = join(import.meta.dirname, '..', '..', 'scripts', `${name}.ts`);
    const { stdout, stderr } = await run(process.execPath, [script, '--help']);
    expect(stdout).toMatch(new RegExp(`^Usage: npm run ${name} -- `));
    expect(stderr).toBe('');
  });

  it('gets the reason first when it is called in a wrong way, and fails', async () => {
    const script = join(import.meta.dirname, '..', '..', 'scripts', 'deploy.ts');
    const failed = await run(process.execPath, [script, '--env', 'nowhere']).catch((error: unknown) => error);
    expect(failed).toMatchObject({ code: 1, stdout: '' });
    expect((failed as { stderr: string }).stderr).toMatch(
      /^--env must be \w+ or \w+\n\nUsage: npm run deploy/,
    );
  });
});
