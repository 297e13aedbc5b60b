/**
 * The log from outside: a checker that shares no code with the gateway, a witness, a time-stamping authority,
 * and an insider who changes what was written.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Gateway, startGateway } from '../../scripts/gateway.ts';
import { freePort } from '../../scripts/lib/free-port.ts';
import { call, temporaryState, tokenOf } from '../support/embedded.ts';
import { ingestText, openSmallSite } from '../support/small-site.ts';
import { alterEntries } from '../support/stored-log.ts';
import { openAuthority } from '../support/time-stamping.ts';
import { TestWitness } from '../support/witness.ts';

const state = temporaryState();
const folder = mkdtempSync(join(tmpdir(), 'imprimatur-kept-'));
const witness = new TestWitness('witness.example/one');
const authority = openAuthority();
const CHECKER = new URL('../../scripts/check-log.mjs', import.meta.url).pathname;

let outside: Server;
let gateway: Gateway;
let license: string;
let token: string;
let auditor: string;
let article: string;
let verifierKey: string;

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** Witness and authority, side by side. */
async function openOutside(): Promise<{ server: Server; url: string }> {
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    if (request.url === '/witness/add-checkpoint') {
      const answer = witness.addCheckpoint(body.toString());
      response.writeHead(answer.status, { 'Content-Type': answer.type ?? 'text/plain' }).end(answer.body);
    } else if (request.url === '/tsa' && authority) {
      response.writeHead(200, { 'Content-Type': 'application/timestamp-reply' }).end(authority.reply(body));
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

beforeAll(async () => {
  const { server, url } = await openOutside();
  outside = server;
  gateway = await startGateway({
    port: await freePort(),
    stateDir: state.dir,
    vars: {
      WITNESSES: JSON.stringify([{ name: witness.name, key: witness.verifierKey, url: `${url}/witness` }]),
      ...(authority && { TIMESTAMP_URL: `${url}/tsa` }),
    },
  });
  if (!gateway.operators) throw new Error('the state is not new');
  const admin = await tokenOf(gateway.url, gateway.operators.admin);
  auditor = await tokenOf(gateway.url, gateway.operators.auditor);
  const { keys, origin } = (await (await fetch(`${gateway.url}/v1/log/keys`)).json()) as {
    origin: string;
    keys: { verifierKey: string }[];
  };
  verifierKey = keys[0]?.verifierKey ?? '';
  witness.trust(origin, verifierKey);
  const desk = { url: gateway.url, token: admin };
  ({ license, token } = await openSmallSite(desk));
  article = await ingestText(desk, 'urn:test:log:1', 'Ferry line “Órla” — back');
  // A new object's first round comes with its first alarm, a second after its start; from then on only asking
  // signs.
  await new Promise((next) => setTimeout(next, 2_500));
});

afterAll(async () => {
  await gateway?.stop();
  outside?.close();
  authority?.remove();
  state.remove();
  rmSync(folder, { recursive: true, force: true });
});

async function deliver(times: number): Promise<string> {
  let receipt = '';
  for (let n = 0; n < times; n++) {
    const response = await fetch(`${gateway.url}/v1/articles/${article}`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    expect(response.status).toBe(200);
    await response.arrayBuffer();
    receipt = response.headers.get('Rights-Receipt') ?? '';
  }
  return receipt;
}

async function logged(count: number): Promise<void> {
  await until(async () => {
    const path = `${gateway.url}/v1/audit/deliveries?license=${license}&limit=200`;
    return (await call<{ items: object[] }>(path, auditor, 'GET')).items.length === count;
  });
}

async function until(done: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 20_000; !(await done()); await new Promise((next) => setTimeout(next, 250)))
    if (Date.now() > end) throw new Error('it did not come about in time');
}

function check(as: string): Promise<{ code: number; output: string }> {
  const env = { PATH: process.env.PATH ?? '', TOKEN: as };
  return new Promise((resolve) => {
    // Elsewhere than in this repository: nothing of it can be within reach.
    execFile(
      process.execPath,
      [CHECKER, gateway.url, license, verifierKey, folder],
      { env, cwd: folder },
      (error, out, err) => resolve({ code: error ? Number(error.code) : 0, output: out + err }),
    );
  });
}

describe('a log that is checked from outside', () => {
  it('holds: entries, proofs, checkpoint, and the way into the agency log', async () => {
    await deliver(5);
    await logged(5);
    for (const as of [token, auditor]) {
      const { code, output } = await check(as);
      expect(output).toMatch(/5 entries are exactly those/);
      expect(output).toMatch(/5 proofs hold/);
      // The other leaf is the operators' log.
      expect(output).toMatch(/leaf [01] of [12] is this log at 5 entries/);
      expect(code).toBe(0);
    }
  });

  it('shows what a receipt promised, proved against a checkpoint', async () => {
    const receipt = await deliver(1);
    const response = await fetch(`${gateway.url}/v1/receipts/verify`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ receipt }),
    });
    const origin = `${verifierKey.split('+')[0]}/license/${license}`;
    expect(await response.json()).toMatchObject({
      valid: true,
      log: 'included',
      checkpoint: { origin, size: 5 },
      claims: { log: { origin, index: 0 } },
    });
  });

  it('is cosigned by a witness that has checked it', async () => {
    const note = async () => (await fetch(`${gateway.url}/v1/log/checkpoint`)).text();
    await until(async () => (await note()).includes(`— ${witness.name} `));
    expect((await check(auditor)).output).toMatch(/cosigned by 1 others/);
    expect([...witness.cosigned.values()].map(({ size }) => size)).toEqual([
      Number((await note()).split('\n')[1]),
    ]);
  });

  it.skipIf(!authority)('is dated by an authority, and OpenSSL agrees', async () => {
    let response = await fetch(`${gateway.url}/v1/log/timestamp`);
    await until(async () => {
      response = await fetch(`${gateway.url}/v1/log/timestamp`);
      return response.status === 200;
    });
    expect(response.headers.get('Content-Type')).toBe('application/timestamp-reply');
    // The log may have grown since: by the operators' log, or by this one.
    const size = new URL(response.headers.get('Content-Location') ?? '', gateway.url).searchParams.get(
      'size',
    );
    const checkpoint = await fetch(`${gateway.url}/v1/log/checkpoint?size=${size}`);
    // What was dated is the note up to the log's own signature line.
    const [text = '', lines = ''] = (await checkpoint.text()).split('\n\n');
    expect(checkpoint.headers.get('Link')).toContain(`/v1/log/timestamp?size=${size}`);
    expect(text.split('\n')[1]).toBe(size);
    const note = `${text}\n\n${lines.split('\n')[0]}\n`;
    const token = Buffer.from(await response.arrayBuffer());
    expect(authority?.verify(token, Buffer.from(note))).toContain('OK');
    expect(() => authority?.verify(token, Buffer.from(`${note} `))).toThrow();
  });

  it('does not hold when D1 shows other entries than were written', async () => {
    await logged(6);
    const db = await gateway.runtime.getD1Database('DB');
    const undo = await alterEntries(db, { license, index: 2 }, (line) =>
      line.replace('"billable":0', '"billable":1'),
    );
    expect(await check(auditor)).toMatchObject({
      code: 1,
      output: expect.stringContaining('not those that were signed'),
    });
    await undo();
    expect((await check(auditor)).code).toBe(0);
  });

  it('does not hold when it no longer continues a checkpoint that somebody kept', async () => {
    const { readdirSync, readFileSync, writeFileSync } = await import('node:fs');
    const file = readdirSync(folder).find((name) => name.includes('license'));
    const path = join(folder, file ?? '');
    const note = readFileSync(path, 'utf8');
    expect(note.split('\n')[1]).toBe('5');
    writeFileSync(path, note.replace('\n5\n', '\n4\n'));
    expect(await check(auditor)).toMatchObject({ code: 1, output: expect.stringContaining('not signed') });
    writeFileSync(path, note);
    expect((await check(auditor)).code).toBe(0);
  });

  it('does not hold under another key', async () => {
    const right = verifierKey;
    verifierKey = witness.verifierKey;
    expect((await check(auditor)).code).toBe(1);
    verifierKey = right;
  });
});
