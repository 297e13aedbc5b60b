/** Wrangler as a program of its own: what it is asked, and what it is told to do. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { BUILD_ENV, ROOT } from '../lib/build.ts';
import { StartFailure } from '../lib/failure.ts';

const PROGRAM = join(ROOT, 'node_modules', 'wrangler', 'bin', 'wrangler.js');

export interface CommandOutput {
  code: number;
  stdout: string;
  stderr: string;
}

export interface Wrangler {
  /**
   * Asks, with nobody at the keyboard; gives what it says, whatever that is. `stdin` is what it reads, and
   * stands nowhere else.
   */
  ask(args: readonly string[], stdin?: string): Promise<CommandOutput>;
  /**
   * Does, in sight of whoever started this, who may be asked by it; writes what it did to the file `output`.
   * Throws a `StartFailure` when it fails.
   */
  show(args: readonly string[], output?: string): Promise<void>;
}

/**
 * `config` is another file than wrangler.toml, `account` the account that is meant where the token opens
 * several.
 */
export function wranglerWith({ config, account }: { config?: string; account?: string }): Wrangler {
  const { CI: _ci, CLOUDFLARE_CF_FETCH_ENABLED: _fetch, ...env } = BUILD_ENV;
  const settled = { ...env, ...(account !== undefined && { CLOUDFLARE_ACCOUNT_ID: account }) };
  const full = (args: readonly string[]) => [
    PROGRAM,
    ...args,
    ...(config === undefined ? [] : ['--config', config]),
  ];
  return {
    ask: (args, stdin) =>
      new Promise((resolve, reject) => {
        const child = spawn(process.execPath, full(args), {
          cwd: ROOT,
          env: { ...settled, CI: 'true', NO_COLOR: '1' },
        });
        const output = { stdout: '', stderr: '' };
        for (const stream of ['stdout', 'stderr'] as const)
          child[stream].setEncoding('utf8').on('data', (piece: string) => {
            output[stream] += piece;
          });
        child.once('error', reject);
        child.once('close', (code) => resolve({ code: code ?? 1, ...output }));
        child.stdin.end(stdin);
      }),
    show: (args, output) =>
      new Promise((resolve, reject) => {
        // At a keyboard it asks before it takes a domain from another worker; without one it takes it.
        const isAlone = !process.stdin.isTTY;
        const child = spawn(process.execPath, full(args), {
          cwd: ROOT,
          env: {
            ...settled,
            ...(isAlone && { CI: 'true' }),
            ...(output !== undefined && { WRANGLER_OUTPUT_FILE_PATH: output }),
          },
          stdio: [isAlone ? 'ignore' : 'inherit', 'inherit', 'inherit'],
        });
        child.once('error', reject);
        child.once('close', (code) => (code === 0 ? resolve() : reject(failure(args))));
      }),
  };
}

/** What is said when a command failed; with its words, unless they have been seen. */
export function failure(args: readonly string[], output?: CommandOutput): StartFailure {
  const words = output ? `:\n${`${output.stdout}${output.stderr}`.trim()}\n` : '; ';
  const what = args.slice(0, 3).filter((arg) => !arg.startsWith('-'));
  return new StartFailure(`wrangler ${what.join(' ')} failed${words}mend what it says, and run this again`);
}

/**
 * The JSON in what wrangler says, without what it may say before. Throws a `StartFailure` with its words when
 * there is none.
 */
export function jsonOf<T>({ code, stdout, stderr }: CommandOutput, what: string): T {
  const start = stdout.search(/^[[{]/m);
  try {
    if (code !== 0 || start < 0) throw new Error();
    return JSON.parse(stdout.slice(start)) as T;
  } catch {
    throw new StartFailure(`wrangler ${what} failed:\n${`${stdout}${stderr}`.trim()}`);
  }
}
