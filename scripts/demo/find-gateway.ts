/** A gateway to tell the story on: the one that runs, or one of our own in a temporary folder. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startGateway } from '../gateway.ts';
import { CREDENTIALS_FILE, readCredentials } from '../lib/credentials-file.ts';
import { freePort } from '../lib/free-port.ts';
import { requestToken } from '../newsroom/client.ts';
import { loadSample } from '../newsroom/load.ts';
import type { Credentials } from './cast.ts';

export interface Found {
  credentials: Credentials;
  /** True: it was running already, and goes on running. */
  running: boolean;
  stop(): Promise<void>;
}

export async function findGateway(): Promise<Found> {
  const credentials = existsSync(CREDENTIALS_FILE) ? (readCredentials() as Credentials) : null;
  if (credentials && (await isOurs(credentials))) return { credentials, running: true, stop: async () => {} };
  return startOwn();
}

/** Credentials may outlive the state that they belong to. */
async function isOurs({ gateway, admin }: Credentials): Promise<boolean> {
  const answer = await requestToken(gateway, admin).catch(() => null);
  return answer?.status === 200;
}

async function startOwn(): Promise<Found> {
  const stateDir = mkdtempSync(join(tmpdir(), 'imprimatur-demo-'));
  // On exit, not on stop: the runtime has exit hooks of its own, which can end a broken-off story before ours
  // are done.
  process.once('exit', () => rmSync(stateDir, { recursive: true, force: true }));
  // Partners of the story have their endpoints on this machine.
  const vars = { WEBHOOK_NETWORK: 'local' };
  const gateway = await startGateway({ port: await freePort(), stateDir, vars });
  const { operators, url, stop } = gateway;
  try {
    if (!operators) throw new Error('a new gateway has no operators');
    const partners = await loadSample(url, operators.admin);
    return { credentials: { gateway: url, ...operators, partners }, running: false, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
