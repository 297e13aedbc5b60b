/** `npm test`: the static checks beside the tests. A check that fails ends the tests at once. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

const PROJECTS = ['pure', 'runtime', 'story', 'smoke'];

const check = spawn('npm', ['run', 'check'], { stdio: ['ignore', 'pipe', 'pipe'] });
const tests = spawn(
  'vitest',
  ['run', ...PROJECTS.flatMap((name) => ['--project', name]), ...process.argv.slice(2)],
  { stdio: 'inherit' },
);
const testsEnded = once(tests, 'exit');

const [[checkCode], ...output] = await Promise.all([
  once(check, 'exit'),
  text(check.stdout),
  text(check.stderr),
]);
if (checkCode !== 0) tests.kill();
const [testsCode] = await testsEnded;
console.log(checkCode === 0 ? 'npm run check: passed' : `npm run check failed:\n${output.join('')}`);
process.exitCode = checkCode || (testsCode ?? 1);
