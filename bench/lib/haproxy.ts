/**
 * HAProxy that verifies a JWT and answers with the article from memory, for information: what a proxy alone
 * would do, on one thread as an isolate has. It verifies no EdDSA, so its tokens are ES256.
 */
import { execFileSync, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { exportSPKI, generateKeyPair, SignJWT } from 'jose';
import { freePort } from '../../scripts/lib/free-port.ts';
import { temporaryState } from '../../test/support/embedded.ts';
import { type RuntimeProcess, runtimeOf } from './runtime-process.ts';

const TRIES_MAX = 50;
const TRY_MS = 100;

export interface Haproxy {
  url: string;
  token: string;
  process: RuntimeProcess;
  stop(): Promise<void>;
}

/** Null when it is not installed. */
export async function startHaproxy(document: string): Promise<Haproxy | null> {
  if (!isInstalled()) return null;
  const state = temporaryState();
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  writeFileSync(join(state.dir, 'key.pem'), await exportSPKI(publicKey));
  writeFileSync(join(state.dir, 'article.json'), document);
  const port = await freePort();
  writeFileSync(join(state.dir, 'haproxy.cfg'), configOf(port, document.length));
  const child = spawn('haproxy', ['-db', '-f', 'haproxy.cfg'], { cwd: state.dir, stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const stop = async () => {
    child.kill();
    await ended;
    state.remove();
  };
  const url = `http://127.0.0.1:${port}`;
  try {
    const token = await new SignJWT({ scope: 'articles' })
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt' })
      .setIssuer('bench')
      .setExpirationTime('1h')
      .sign(privateKey);
    await answering(`${url}/v1/articles/any`, token);
    return { url, token, process: runtimeOf(child.pid ?? 0), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function isInstalled(): boolean {
  try {
    execFileSync('haproxy', ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function configOf(port: number, documentBytes: number): string {
  return `global
  nbthread 1
  tune.bufsize ${2 * documentBytes + 16_384}
defaults
  mode http
  timeout client 30s
  timeout server 30s
  timeout connect 5s
frontend bench
  bind 127.0.0.1:${port}
  http-request set-var(txn.token) http_auth_bearer
  http-request set-var(txn.alg) var(txn.token),jwt_header_query('$.alg')
  http-request deny deny_status 401 unless { var(txn.alg) -m str ES256 }
  http-request deny deny_status 401 unless { var(txn.token),jwt_verify(txn.alg,"key.pem") 1 }
  http-request set-var(txn.exp) var(txn.token),jwt_payload_query('$.exp','int')
  http-request set-var(txn.now) date()
  http-request deny deny_status 401 if { var(txn.exp),sub(txn.now) lt 0 }
  http-request return status 200 content-type application/json file article.json
`;
}

/** With the token it answers, and without it, it does not. */
async function answering(url: string, token: string): Promise<void> {
  const status = async (authorization: string) =>
    (await fetch(url, { headers: { Authorization: authorization } }).catch(() => null))?.status;
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    if ((await status(`Bearer ${token}`)) === 200) {
      if ((await status(`Bearer ${token.slice(0, -4)}AAAA`)) !== 401)
        throw new Error('HAProxy verifies nothing');
      return;
    }
    await pause(TRY_MS);
  }
  throw new Error('HAProxy does not answer');
}
