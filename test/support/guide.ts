/** The commands of a guide, run in one shell against a running gateway, and what stands below them. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { ROOT } from '../../scripts/lib/build.ts';
import type { Started } from './started.ts';

export interface Block {
  /** 1-based, among the blocks of commands. */
  number: number;
  commands: string;
  /** The block right below, whatever its language; empty without one. */
  output: string;
}

/** Blocks of `sh` with the block that follows each, if it is one of output. */
export function blocksOf(page: string): Block[] {
  const fences = [...page.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language, content = '']) => ({
    language,
    content,
  }));
  let number = 0;
  return fences.flatMap(({ language, content }, index) => {
    if (language !== 'sh') return [];
    number += 1;
    const next = fences[index + 1];
    const hasOutput = next !== undefined && next.language !== 'sh' && next.language !== 'bash';
    return [{ number, commands: content, output: hasOutput ? next.content : '' }];
  });
}

/** Of `tools`, those that this machine lacks. CI installs all of them (.ci/run), so nothing is missing there. */
export function missingTools(tools: string[]): string[] {
  if (process.env.CI === 'true') return [];
  return tools.filter((tool) => spawnSync(tool, ['--version']).error);
}

export interface GuideShell {
  /** What the commands print. Throws when one of them fails, which also ends the shell. */
  run(commands: string): Promise<string>;
  end(): void;
}

export function guideShell({ url, credentialsFile }: Pick<Started, 'url' | 'credentialsFile'>): GuideShell {
  const shell: ChildProcess = spawn('bash', ['-euo', 'pipefail', '-s'], {
    cwd: ROOT,
    env: {
      ...process.env,
      PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
      CREDENTIALS_FILE: credentialsFile,
    },
  });
  let printed = '';
  let heard = () => {};
  for (const stream of [shell.stdout, shell.stderr])
    stream?.on('data', (chunk) => {
      printed += chunk;
      heard();
    });
  shell.once('exit', () => heard());

  return {
    async run(commands) {
      printed = '';
      const here = commands
        .replaceAll('/tmp/', `${dirname(credentialsFile)}/`)
        .replaceAll('http://localhost:8787', url)
        .replaceAll('.local/credentials.json', credentialsFile);
      shell.stdin?.write(`${here}\necho '<done>'\n`);
      while (!printed.includes('<done>\n')) {
        if (shell.exitCode !== null)
          throw new Error(`${printed}\nthe shell has ended with ${shell.exitCode}`);
        await new Promise<void>((resolve) => {
          heard = resolve;
        });
      }
      return printed.replace('<done>\n', '');
    },
    end: () => shell.kill(),
  };
}
