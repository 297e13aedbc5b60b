/** `npm test`: the static checks beside the tests. A check that fails ends the tests at once. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { text } from 'node:stream/consumers';

const PROJECTS = ['pure', 'runtime', 'story', 'smoke'];

// Installed first: a signal without a handler would end this process and leave the check running.
let stoppedBy: NodeJS.Signals | undefined;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => {
    stoppedBy = signal;
    tests.kill(signal);
    stopCheck();
  });

// A process group of its own: npm and shells do not pass signals on to what they have started.
const check = spawn('npm', ['run', 'check'], { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
const tests = spawn(
  'vitest',
  [
    'run',
    ...PROJECTS.flatMap((name) => ['--project', name]),
    '--tags-filter=!slow',
    ...process.argv.slice(2),
  ],
  { stdio: 'inherit' },
);
const testsEnded = once(tests, 'exit');

function stopCheck(): void {
  if (check.pid !== undefined && check.exitCode === null && check.signalCode === null)
    process.kill(-check.pid, 'SIGTERM');
}
process.on('exit', stopCheck);

const [[checkCode], ...output] = await Promise.all([
  once(check, 'exit'),
  text(check.stdout),
  text(check.stderr),
]);
if (checkCode !== 0) tests.kill();
const [testsCode] = await testsEnded;
if (stoppedBy) process.exitCode = 128 + constants.signals[stoppedBy];
else {
  console.log(checkCode === 0 ? 'npm run check: passed' : `npm run check failed:\n${output.join('')}`);
  process.exitCode = (checkCode ?? 1) || (testsCode ?? 1);
}
