/**
 * `npm run operator`: the first owner of a gateway that nobody can sign in to yet, on this machine and on an
 * account.
 */
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportJWK, generateKeyPair } from 'jose';
import { afterAll, describe, expect, it } from 'vitest';
import { type Gateway, startGateway } from '../../scripts/gateway.ts';
import { BUILD_ENV, ROOT } from '../../scripts/lib/build.ts';
import { freePort } from '../../scripts/lib/free-port.ts';
import { call, temporaryState, tokenOf } from '../support/embedded.ts';

const state = temporaryState();
afterAll(() => state.remove());

interface Ran {
  status: number | null;
  stdout: string;
  stderr: string;
}

/**
 * Not `spawnSync`: the gateway that a test has started must be served meanwhile, on a busy machine for
 * minutes.
 */
function run(command: string, args: string[], env: NodeJS.ProcessEnv): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const output = { stdout: '', stderr: '' };
    for (const stream of ['stdout', 'stderr'] as const)
      child[stream].setEncoding('utf8').on('data', (piece: string) => {
        output[stream] += piece;
      });
    child.once('close', (status) => resolve({ status, ...output }));
  });
}

const operator = (args: string[], env: Record<string, string> = {}) =>
  run(process.execPath, [join(ROOT, 'scripts', 'operator.ts'), 'create', ...args], {
    ...process.env,
    STATE_DIR: state.dir,
    ...env,
  });
const printedValue = (stdout: string, what: string) =>
  new RegExp(`^${what} +(\\S+)$`, 'm').exec(stdout)?.[1] ?? '';
const clientIn = (stdout: string) => ({
  client_id: printedValue(stdout, 'client_id'),
  client_secret: printedValue(stdout, 'client_secret'),
});

const OWNER_THERE = /^imprimatur: there is an owner already/;

describe('on this machine', () => {
  let gateway: Gateway | undefined;
  afterAll(() => gateway?.stop());

  it('makes the first owner, who signs in and adds others; its making is an entry of the operators’ log', async () => {
    const first = await operator(['--name', 'Anna Mara']);
    expect([first.status, first.stderr]).toEqual([0, '']);
    const owner = clientIn(first.stdout);
    expect(owner.client_secret).toMatch(/^imp_live_opr_/);

    expect((await operator(['--name', 'Another'])).stderr).toMatch(OWNER_THERE);
    const repeated = await operator([
      '--name',
      "Bo O'Hara",
      '--role',
      'auditor',
      '--again',
      "the owner's key is lost",
    ]);
    expect(repeated.status).toBe(0);
    const auditor = clientIn(repeated.stdout);

    gateway = await startGateway({ port: await freePort(), stateDir: state.dir });
    expect(gateway.operators).toBeNull();
    const { url } = gateway;
    const running = await operator(['--name', 'Late', '--again', 'x']);
    expect([running.status, running.stderr]).toEqual([1, expect.stringMatching(/in use by another gateway/)]);

    const desk = await tokenOf(url, owner);
    expect(await call(`${url}/v1/admin/operators`, desk, 'GET')).toMatchObject({
      items: [
        { id: owner.client_id, name: 'Anna Mara', role: 'owner' },
        { id: auditor.client_id, name: "Bo O'Hara", role: 'auditor' },
      ],
    });
    await call(`${url}/v1/admin/operators`, desk, 'POST', { name: 'Wire', role: 'ingest' });
    const entries = await logOf(url, await tokenOf(url, auditor), 3);
    const byCommand = { act: 'operator.create', operator: 'command', via: 'command', before: null };
    expect(entries).toMatchObject([
      { ...byCommand, resource: owner.client_id, index: 0 },
      { ...byCommand, resource: auditor.client_id, reason: "the owner's key is lost" },
      { act: 'operator.create', operator: owner.client_id },
    ]);
    expect(entries[0]).not.toHaveProperty('reason');
  });

  /** Oldest first, once there are so many in D1. */
  async function logOf(url: string, token: string, count: number): Promise<Record<string, unknown>[]> {
    for (;;) {
      const { items } = await call<{ items: Record<string, unknown>[] }>(
        `${url}/v1/audit/actions`,
        token,
        'GET',
      );
      if (items.length >= count) return items.reverse();
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  it('stores no secret, only its hash', async () => {
    const own = temporaryState();
    const { stdout } = await operator(['--name', 'Anna Mara'], { STATE_DIR: own.dir });
    const { client_secret } = clientIn(stdout);
    expect(spawnSync('grep', ['-r', client_secret.slice(0, 80), own.dir]).status).toBe(1);
    own.remove();
  });

  it('registers a public key in place of a secret, and refuses a private one', async () => {
    const own = temporaryState();
    const file = join(own.dir, 'key.json');
    const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
    const make = async (key: CryptoKey) => {
      writeFileSync(file, JSON.stringify(await exportJWK(key)));
      return operator(['--name', 'Machine', '--jwk', file], { STATE_DIR: own.dir });
    };
    expect((await make(privateKey)).stderr).toMatch(/^imprimatur: jwk: .*private/);
    const created = await make(publicKey);
    expect([created.status, created.stdout.includes('client_secret')]).toEqual([0, false]);
    own.remove();
  });

  it.each<[string, string[]]>([
    ['a name', ['--role', 'owner']],
    ['a reason', ['--name', 'x', '--again', ' ']],
    ['an account for its environment', ['--name', 'x', '--env', 'production']],
    ['options that there are', ['--name', 'x', '--force']],
  ])('needs %s', async (_, args) => {
    const { status, stderr } = await operator(args);
    expect([status, stderr]).toEqual([1, expect.stringMatching(/^Usage: npm run operator -- create/)]);
  });

  it('knows no other role', async () => {
    expect((await operator(['--name', 'x', '--role', 'admin'])).stderr).toMatch(/^imprimatur: role: .*owner/);
  });
});

describe('on an account', () => {
  it('is a command for wrangler, which takes it as it is printed, and does it once', async () => {
    const folder = temporaryState();
    const local = `--local --persist-to ${folder.dir}`;
    const wrangler = (command: string) => run('bash', ['-c', command], BUILD_ENV);
    expect((await wrangler(`npx wrangler d1 migrations apply imprimatur ${local}`)).status).toBe(0);

    const printed = await operator(['--name', `Anna "$HOME" O'Mara`, '--env', 'production', '--print']);
    const command = /^npx wrangler [\s\S]*?;'$/m.exec(printed.stdout)?.[0] ?? '';
    expect(command).toMatch(
      /^npx wrangler d1 execute DB --remote --env production --yes --command 'UPDATE operators SET version = NULL WHERE role = /,
    );
    const { client_id, client_secret } = clientIn(printed.stdout);
    expect(command).not.toContain(client_secret);

    const here = command.replace('--remote --env production', local);
    expect((await wrangler(here)).status).toBe(0);
    const rows = await wrangler(
      `npx wrangler d1 execute imprimatur ${local} --json --command "SELECT operators.id, name, role, status, operators.generation,
         (SELECT count(*) FROM key_secrets WHERE owner = operators.id) AS secrets, (SELECT count(*) FROM outbox) AS words FROM operators"`,
    );
    const one = {
      id: client_id,
      name: `Anna "$HOME" O'Mara`,
      role: 'owner',
      status: 'active',
      generation: 1,
    };
    expect(JSON.parse(rows.stdout)[0].results).toEqual([{ ...one, secrets: 1, words: 2 }]);

    const other = (await operator(['--name', 'Another', '--print'])).stdout;
    const second = await wrangler(
      (/^npx wrangler [\s\S]*?;'$/m.exec(other)?.[0] ?? '').replace('--remote', local),
    );
    expect([second.status, `${second.stdout}${second.stderr}`]).toEqual([
      1,
      expect.stringContaining('NOT NULL constraint failed: operators.version'),
    ]);
    folder.remove();
  });

  /** What is run in place of `npx`: notes what it is asked for, and says what it is to say. */
  function withNpx(answer: string, status: number) {
    const folder = temporaryState();
    const bin = join(folder.dir, 'bin');
    mkdirSync(bin);
    const script = `#!/bin/sh\nprintf '%s\\0' "$@" > ${folder.dir}/asked\necho ${JSON.stringify(answer)} >&2\nexit ${status}\n`;
    writeFileSync(join(bin, 'npx'), script);
    chmodSync(join(bin, 'npx'), 0o755);
    return {
      env: { PATH: `${bin}:${process.env.PATH}` },
      asked: () => readFileSync(join(folder.dir, 'asked'), 'utf8').split('\0').slice(0, -1),
      remove: folder.remove,
    };
  }

  it('is run by itself with --remote, and shows the secret when it is done', async () => {
    const npx = withNpx('done', 0);
    const { status, stdout } = await operator(
      ['--name', 'Anna', '--remote', '--env', 'production', '--database', 'other', '--again', 'lost'],
      npx.env,
    );
    expect([status, clientIn(stdout).client_secret]).toEqual([0, expect.stringMatching(/^imp_live_/)]);
    const commands = npx.asked();
    expect(commands.slice(0, -1)).toEqual([
      ...['--no-install', 'wrangler', 'd1', 'execute', 'other', '--remote', '--env', 'production', '--yes'],
      '--command',
    ]);
    expect(commands.at(-1)).toMatch(/^INSERT INTO operators [\s\S]*reason\W+lost/);
    expect(commands.at(-1)).not.toContain('version = NULL');
    npx.remove();
  });

  it.each<[string, string, RegExp]>([
    [
      'an owner is there',
      'D1_ERROR: NOT NULL constraint failed: operators.version: SQLITE_CONSTRAINT',
      OWNER_THERE,
    ],
    [
      'wrangler fails',
      'Authentication error [code: 10000]',
      /^imprimatur: wrangler could not do it:\n.*Authentication/,
    ],
  ])('shows no secret when %s', async (_, answer, message) => {
    const npx = withNpx(answer, 1);
    const { status, stdout, stderr } = await operator(['--name', 'Anna', '--remote'], npx.env);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(message);
    npx.remove();
  });
});
