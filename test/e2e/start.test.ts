/**
 * `npm start` as a newcomer meets it: ready, keeps its state, stops what it started, and says clearly why it
 * will not start.
 *
 * @module-tag long
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../scripts/lib/build.ts';
import { freePort } from '../../scripts/lib/free-port.ts';
import { temporaryState, tokenOf } from '../support/embedded.ts';

const state = temporaryState();
afterAll(() => state.remove());

interface Started {
  child: ChildProcess;
  output(): string;
  ended: Promise<number | null>;
}

function start(port: number, dir = state.dir): Started {
  const child = spawn(process.execPath, [join(ROOT, 'scripts', 'start.ts')], {
    cwd: ROOT,
    env: {
      ...process.env,
      PORT: String(port),
      STATE_DIR: dir,
      CREDENTIALS_FILE: join(dir, 'out', 'credentials.json'),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (text += chunk));
  return { child, output: () => text, ended: new Promise((resolve) => child.on('exit', resolve)) };
}

async function ready(started: Started, port: number): Promise<void> {
  const deadline = Date.now() + 240_000;
  while (!started.output().includes(`ready on http://localhost:${port}`)) {
    if (Date.now() > deadline || started.child.exitCode !== null)
      throw new Error(`not ready:\n${started.output()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** A process that has ended but was not waited for (`Z`) runs no more. */
function isRunning(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.trim() !== '' && !stdout.trim().startsWith('Z');
}

const credentialsOf = (dir: string) => JSON.parse(readFileSync(join(dir, 'out', 'credentials.json'), 'utf8'));

describe('npm start', () => {
  it('gets ready, keeps its state over a restart, and ends everything that it started', async () => {
    const port = await freePort();
    const first = start(port);
    await ready(first, port);
    const path = join(state.dir, 'out', 'credentials.json');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const credentials = credentialsOf(state.dir);
    expect(credentials).toMatchObject({
      gateway: `http://localhost:${port}`,
      admin: { client_id: expect.any(String) },
      auditor: { client_secret: expect.any(String) },
    });
    expect(credentials.partners.length).toBeGreaterThanOrEqual(6);
    const [partner] = credentials.partners;
    const token = await tokenOf(credentials.gateway, partner);
    const list = await fetch(`${credentials.gateway}/v1/articles`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    expect(((await list.json()) as { items: unknown[] }).items.length).toBeGreaterThan(10);

    const busy = start(await freePort());
    expect(await busy.ended).not.toBe(0);
    expect(busy.output()).toMatch(
      /^imprimatur: the state folder .* is in use by another gateway \(process \d+\)\n$/,
    );

    first.child.kill('SIGINT');
    expect(await first.ended).toBe(0);
    await expect(fetch(credentials.gateway)).rejects.toThrow();

    const second = start(port);
    await ready(second, port);
    expect(credentialsOf(state.dir).partners).toEqual(credentials.partners);
    expect(await tokenOf(credentials.gateway, partner)).not.toBe('');
    second.child.kill('SIGTERM');
    expect(await second.ended).toBe(0);
  });

  it('does the scheduled work at its start: a report of before is reconciled without a request', async () => {
    const port = await freePort();
    const first = start(port);
    await ready(first, port);
    const { gateway, auditor, partners } = credentialsOf(state.dir);
    const reported = await fetch(`${gateway}/v1/publications`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${await tokenOf(gateway, partners[0])}`,
        'Content-Type': 'application/json',
      },
      body: JSON.stringify({
        uri: 'https://tidemark.example/items/never-delivered',
        title: 'hallwanger-post',
        channel: 'web',
        publishedAt: '2026-11-24T07:00:00Z',
      }),
    });
    expect(reported.status, await reported.clone().text()).toBe(201);
    first.child.kill('SIGINT');
    await first.ended;
    const second = start(port);
    await ready(second, port);
    const Authorization = `Bearer ${await tokenOf(gateway, auditor)}`;
    await expect
      .poll(async () => {
        const list = await fetch(`${gateway}/v1/audit/reconciliation`, { headers: { Authorization } });
        return ((await list.json()) as { items: { kind: string }[] }).items.map(({ kind }) => kind);
      })
      .toContain('published_without_delivery');
    second.child.kill('SIGINT');
    expect(await second.ended).toBe(0);
  });

  it('ends the runtime that a killed gateway left behind, instead of writing beside it', async () => {
    const port = await freePort();
    const first = start(port);
    await ready(first, port);
    const { runtimes } = JSON.parse(readFileSync(join(state.dir, 'lock.json'), 'utf8')) as {
      runtimes: number[];
    };
    expect(runtimes.length).toBeGreaterThan(0);
    first.child.kill('SIGKILL');
    await first.ended;
    const second = start(port);
    await ready(second, port);
    expect(runtimes.filter(isRunning)).toEqual([]);
    second.child.kill('SIGINT');
    expect(await second.ended).toBe(0);
  });

  it('begins a first start anew that was cut short, since nobody has seen its keys', async () => {
    const own = temporaryState();
    const port = await freePort();
    const first = start(port, own.dir);
    while (!first.output().includes('loading the sample'))
      await new Promise((resolve) => setTimeout(resolve, 20));
    first.child.kill('SIGKILL');
    await first.ended;
    const second = start(port, own.dir);
    await ready(second, port);
    const { gateway, admin, partners } = credentialsOf(own.dir);
    expect([partners.length >= 6, await tokenOf(gateway, admin)]).toEqual([true, expect.any(String)]);
    second.child.kill('SIGINT');
    expect(await second.ended).toBe(0);
    own.remove();
  });

  it('names no credentials file where an operator was made by command, and says how to sign in', async () => {
    const own = temporaryState();
    const command = [join(ROOT, 'scripts', 'operator.ts'), 'create', '--name', 'Anna Mara'];
    const created = spawnSync(process.execPath, command, {
      cwd: ROOT,
      env: { ...process.env, STATE_DIR: own.dir },
    });
    expect(created.status).toBe(0);
    const port = await freePort();
    const started = start(port, own.dir);
    await ready(started, port);
    await expect.poll(started.output).toContain('npm run operator -- create');
    expect(started.output()).not.toMatch(/credentials|"admin"|demo/);
    started.child.kill('SIGINT');
    expect(await started.ended).toBe(0);
    own.remove();
  });

  it('says in one line that the port is taken', async () => {
    const server = await new Promise<Server>((resolve) => {
      const listening = createServer().listen(0, '127.0.0.1', () => resolve(listening));
    });
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const started = start(port);
    expect(await started.ended).not.toBe(0);
    expect(started.output()).toBe(`imprimatur: port ${port} is taken; set PORT to another one\n`);
    server.close();
  });

  it('says in one line that the state is damaged, and leaves it as it is', async () => {
    const folder = join(state.dir, 'd1');
    const file =
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .map((name) => join(folder, name))
        .find((path) => /[0-9a-f]{64}\.sqlite$/.test(path)) ?? '';
    expect(existsSync(file)).toBe(true);
    writeFileSync(file, 'this is not a database, whatever its name says '.repeat(200));
    const started = start(await freePort());
    expect(await started.ended).not.toBe(0);
    expect(started.output()).toMatch(
      /^imprimatur: the state folder .* is damaged: d1\/.*\.sqlite is not a database\n$/,
    );
    expect(readFileSync(file, 'utf8')).toContain('this is not a database');
  });
});
