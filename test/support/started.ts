/**
 * `npm start` as a person runs it: a process of its own, on a free port, with its state and credentials in a
 * temporary folder.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Credentials } from '../../scripts/demo/cast.ts';
import { ROOT } from '../../scripts/lib/build.ts';
import { freePort } from '../../scripts/lib/free-port.ts';
import { temporaryState } from './embedded.ts';
import { holdToDescription } from './openapi/in-node.ts';

export interface RunningGateway {
  url: string;
  stateDir: string;
  credentialsFile: string;
  credentials(): Credentials;
  /** Everything it has printed so far. */
  output(): string;
  /** Ends it as Ctrl-C does. Resolves to its exit code; the state stays. */
  stop(): Promise<number | null>;
  /** Starts it again on the same port and state. */
  restart(): Promise<void>;
  remove(): void;
}

/** Throws what was printed if it ends before it is ready. */
export async function npmStart(): Promise<RunningGateway> {
  const state = temporaryState();
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const credentialsFile = join(state.dir, 'given.json');
  let child: ChildProcess;
  let ended: Promise<number | null>;
  let output = '';

  async function start(): Promise<void> {
    output = '';
    child = spawn(process.execPath, [join(ROOT, 'scripts', 'start.ts')], {
      cwd: ROOT,
      env: { ...process.env, PORT: String(port), STATE_DIR: state.dir, CREDENTIALS_FILE: credentialsFile },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    ended = new Promise((resolve) => child.once('close', resolve));
    const ready = new Promise<void>((resolve) => {
      for (const stream of [child.stdout, child.stderr])
        stream?.on('data', (chunk) => {
          output += chunk;
          if (output.includes(`ready on ${url}\n`)) resolve();
        });
    });
    const failed = ended.then((code) => {
      if (!output.includes('ready on')) throw new Error(`npm start has ended with ${code}:\n${output}`);
    });
    await Promise.race([ready, failed]);
    holdToDescription(url);
  }

  await start();
  return {
    url,
    stateDir: state.dir,
    credentialsFile,
    credentials: () => JSON.parse(readFileSync(credentialsFile, 'utf8')) as Credentials,
    output: () => output,
    stop: () => {
      child.kill('SIGINT');
      return ended;
    },
    restart: start,
    remove: () => state.remove(),
  };
}
