/** Wrangler as a program of its own: what it is asked, and what it is told to do. */
import { spawn } from 'node:child_process';
import { BUILD_ENV, ROOT, WRANGLER } from '../lib/build.ts';
import { StartFailure } from '../lib/failure.ts';

export interface CommandOutput {
  code: number;
  stdout: string;
  stderr: string;
}

export interface Wrangler {
  /** Runs it with nobody at the keyboard; returns whatever it says. `stdin` is not written down anywhere. */
  ask(args: readonly string[], stdin?: string): Promise<CommandOutput>;
  /** Runs it in sight; it may ask. Writes what it did to the file `output`. Throws a `StartFailure`. */
  show(args: readonly string[], output?: string): Promise<void>;
}

/** `config`: another file than wrangler.toml. `account`: the one of several that is meant. */
export function wranglerWith({ config, account }: { config?: string; account?: string }): Wrangler {
  const { CI: _ci, CLOUDFLARE_CF_FETCH_ENABLED: _fetch, ...env } = BUILD_ENV;
  const settled = { ...env, ...(account !== undefined && { CLOUDFLARE_ACCOUNT_ID: account }) };
  const full = (args: readonly string[]) => [
    WRANGLER,
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

/** Skips what wrangler says before the JSON. Throws a `StartFailure` with its words when there is none. */
export function jsonOf<T>({ code, stdout, stderr }: CommandOutput, what: string): T {
  const start = stdout.search(/^[[{]/m);
  try {
    if (code !== 0 || start < 0) throw new Error();
    return JSON.parse(stdout.slice(start)) as T;
  } catch {
    throw new StartFailure(`wrangler ${what} failed:\n${`${stdout}${stderr}`.trim()}`);
  }
}
