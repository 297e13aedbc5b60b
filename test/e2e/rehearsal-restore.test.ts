/**
 * D1 set back, and everything that the guide says to do about it, with the guide's own command; the long form
 * is `npm run rehearse -- restore`.
 */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { ROOT } from '../../scripts/lib/build.ts';
import { rehearseRestore } from '../../scripts/rehearse/restore.ts';

/** The block of docs/operations.md that confirms what was held. */
function snippet(): string {
  const guide = readFileSync(join(ROOT, 'docs', 'operations.md'), 'utf8');
  const found = [...guide.matchAll(/```bash\n([\s\S]*?)```/g)]
    .map(([, text]) => text ?? '')
    .find((text) => text.includes('license_unconfirmed'));
  if (!found) throw new Error('the guide has no such command');
  return found;
}

it('D1 set back to an earlier copy is refilled, lets nothing out that was stopped, and goes on when the desk has said so', async () => {
  const lines: string[] = [];
  const { faults, figures } = await rehearseRestore((line) => lines.push(line), {
    isWhole: false,
    async confirm(url, token) {
      const env = { ...process.env, G: url, AUTH: `Authorization: Bearer ${token}` };
      const { stderr } = await promisify(execFile)('bash', ['-c', snippet()], { env });
      expect(stderr).toBe('');
    },
  });
  expect(faults, lines.join('\n')).toEqual([]);
  expect(figures).toHaveLength(2);
});
