/** The commands of a guide, run in one shell against a running gateway, and what stands below them. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { ROOT } from '../../scripts/lib/build.ts';
import type { RunningGateway } from './started.ts';

export interface Block {
  /** 1-based, among the blocks of commands. */
  number: number;
  commands: string;
  /** The next fence unless it holds commands; otherwise empty. */
  output: string;
  /** Of the output. */
  language: string;
}

/** Languages of fences that are no output: commands, and programs of the reader's own. */
const COMMANDS = new Set(['sh', 'bash', 'js']);

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
    const shown = next && !COMMANDS.has(next.language ?? '') ? next : undefined;
    return [{ number, commands: content, output: shown?.content ?? '', language: shown?.language ?? '' }];
  });
}

/**
 * Returns the tools that this machine lacks; none in CI, so that a missing tool fails there (.ci/run installs
 * them).
 */
export function missingTools(tools: string[]): string[] {
  if (process.env.CI === 'true') return [];
  return tools.filter((tool) => spawnSync(tool, ['--version']).error);
}

export interface GuideShell {
  /** What the commands print. Throws when one of them fails, which also ends the shell. */
  run(commands: string): Promise<string>;
  end(): void;
}

export function guideShell({
  url,
  credentialsFile,
}: Pick<RunningGateway, 'url' | 'credentialsFile'>): GuideShell {
  const shell: ChildProcess = spawn('bash', ['-euo', 'pipefail', '-s'], {
    cwd: ROOT,
    env: {
      ...process.env,
      PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
      CREDENTIALS_FILE: credentialsFile,
    },
  });
  let printed = '';
  let onOutput = () => {};
  for (const stream of [shell.stdout, shell.stderr])
    stream?.on('data', (chunk) => {
      printed += chunk;
      onOutput();
    });
  shell.once('exit', () => onOutput());

  return {
    async run(commands) {
      printed = '';
      const here = commands
        .replaceAll('/tmp/', `${dirname(credentialsFile)}/`)
        .replaceAll('http://localhost:8787', url)
        .replaceAll('.local/credentials.json', credentialsFile);
      shell.stdin?.write(`${here}\necho '<done>'\n`);
      while (!printed.includes('<done>\n')) {
        const { exitCode, signalCode } = shell;
        if (exitCode !== null || signalCode !== null)
          throw new Error(`${printed}
the shell has ended with ${exitCode ?? signalCode}`);
        await new Promise<void>((resolve) => {
          onOutput = resolve;
        });
      }
      return printed.replace('<done>\n', '');
    },
    end: () => shell.kill(),
  };
}
