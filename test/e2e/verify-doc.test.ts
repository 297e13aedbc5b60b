/** docs/verify.md does what it says: its commands, run in one shell against a running gateway, say what stands below them. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../scripts/lib/build.ts';
import { freePort } from '../../scripts/lib/free-port.ts';
import { temporaryState } from '../support/embedded.ts';

const TOOLS = ['bash', 'curl', 'openssl', 'jq', 'base64', 'cmp'];
const missing = TOOLS.filter((tool) => spawnSync(tool, ['--version']).error);
// CI installs them (.ci/run): there, a missing tool is a failure.
const skipped = missing.length > 0 && process.env.CI !== 'true';
if (skipped) console.warn(`docs/verify.md is not tried here: this machine has no ${missing.join(', ')}`);

interface Block {
  commands: string;
  output: string;
}

function blocksOf(page: string): Block[] {
  const fences = [...page.matchAll(/^```(sh|text)\n(.*?)^```$/gms)].map(([, kind, content = '']) => ({
    kind,
    content,
  }));
  return fences.flatMap(({ kind, content }, place) => {
    const next = fences[place + 1];
    return kind === 'sh' ? [{ commands: content, output: next?.kind === 'text' ? next.content : '' }] : [];
  });
}

/** What differs from one newsroom to the next. */
function masked(text: string): string {
  return text
    .replace(/\b(dlv|lic|itm)_[0-9a-f]{32}\b/g, '$1_')
    .replace(/http:\/\/localhost:\d+/g, 'GATEWAY')
    .trim();
}

const page = readFileSync(join(ROOT, 'docs', 'verify.md'), 'utf8');
const blocks = blocksOf(page);
const nextDay = blocks.findIndex(({ commands }) => commands.startsWith('PARTNER='));
const state = temporaryState();
let port: number;
let gateway: ChildProcess;
let shell: ChildProcess;
let said = '';

async function start(): Promise<void> {
  gateway = spawn(process.execPath, [join(ROOT, 'scripts', 'start.ts')], {
    cwd: ROOT,
    env: { ...process.env, PORT: String(port), STATE_DIR: state.dir, CREDENTIALS_FILE: credentials() },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  gateway.stdout?.on('data', (chunk) => (output += chunk));
  while (!output.includes('ready on')) {
    if (gateway.exitCode !== null) throw new Error(`the gateway does not start: ${output}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function stop(): Promise<void> {
  const ended = new Promise((resolve) => gateway.once('exit', resolve));
  gateway.kill('SIGTERM');
  await ended;
}

const credentials = () => join(state.dir, 'given.json');

/** The page says "the next day"; here, what was signed is a day older after a restart. */
function passADay(): void {
  const folder = join(state.dir, 'do', 'imprimatur-Ledger');
  for (const name of readdirSync(folder).filter((name) => name.endsWith('.sqlite'))) {
    const database = new DatabaseSync(join(folder, name));
    if (database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'checkpoints'").get())
      database.exec(`UPDATE checkpoints SET at_ms = at_ms - ${24 * 3_600_000}`);
    database.close();
  }
}

/** What the commands print; the shell ends with the first that fails. */
async function run({ commands }: Block): Promise<string> {
  said = '';
  shell.stdin?.write(
    `${commands.replaceAll('http://localhost:8787', `http://localhost:${port}`)}\necho '<done>'\n`,
  );
  while (!said.includes('<done>')) {
    if (shell.exitCode !== null) return `${said}\nthe shell has ended with ${shell.exitCode}`;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return said.replace('<done>\n', '');
}

beforeAll(async () => {
  if (skipped) return;
  port = await freePort();
  await start();
  shell = spawn('bash', ['-euo', 'pipefail', '-s'], {
    cwd: ROOT,
    env: {
      ...process.env,
      PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
      CREDENTIALS_FILE: credentials(),
    },
  });
  for (const stream of [shell.stdout, shell.stderr]) stream?.on('data', (chunk) => (said += chunk));
});

afterAll(async () => {
  if (skipped) return;
  shell?.kill();
  await stop();
  state.remove();
});

describe.skipIf(skipped)('docs/verify.md', () => {
  it('has commands', () => {
    expect(blocks.length).toBeGreaterThan(10);
    expect(nextDay).toBeGreaterThan(0);
  });

  it.each(blocks.map((block, place) => [place + 1, block] as const))(
    'block %i says what the page says',
    async (number, block) => {
      if (number === nextDay + 1) {
        await stop();
        passADay();
        await start();
      }
      expect(masked(await run(block)), block.commands).toBe(masked(block.output));
    },
  );
});
