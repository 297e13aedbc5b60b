/**
 * The gateway on one machine: the built worker on the embedded runtime (workerd), with D1, R2 and the ledger objects
 * in a folder. No account, no network.
 */

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { convertV4MiniflareOptions, Miniflare, NoOpLog } from 'miniflare';
import { unstable_readConfig as readConfig } from 'wrangler';
import { mintApiKey } from '../src/access/api-key.ts';
import { keyRing } from '../src/access/keyring.ts';
import { generateKeyRing } from '../src/access/keyring-make.ts';
import { newId } from '../src/platform/ids.ts';
import { buildWorker, ROOT, WORKER_DIR } from './lib/build.ts';
import { StartFailure } from './lib/failure.ts';
import { applyMigrations } from './lib/migrations.ts';
import { assertStateSound } from './lib/state-check.ts';
import { StateLock } from './lib/state-lock.ts';

export interface Client {
  client_id: string;
  client_secret: string;
}

export interface Operators {
  admin: Client;
  auditor: Client;
}

export interface Gateway {
  url: string;
  /** The first operators; null when the database already had some: their keys are shown once. */
  operators: Operators | null;
  /** True when there was nothing in the database yet. */
  empty: boolean;
  /** The runtime underneath, for tests that look at what was stored. */
  runtime: Miniflare;
  stop(): Promise<void>;
}

/** `vars` override wrangler.toml's. Throws a `StartFailure` with one clear line for what a person can mend. */
export async function startGateway({
  port,
  stateDir,
  vars = {},
}: {
  port: number;
  stateDir: string;
  vars?: Record<string, string>;
}): Promise<Gateway> {
  // The lock first: it ends a runtime that a killed gateway left on this very port.
  const lock = StateLock.take(stateDir);
  let runtime: Miniflare | undefined;
  const stop = async () => {
    await runtime?.dispose();
    lock.release();
  };
  try {
    await assertPortFree(port);
    discardHalfSeeded(stateDir);
    assertStateSound(stateDir);
    buildWorker();
    const url = `http://localhost:${port}`;
    runtime = await startRuntime({
      port,
      stateDir,
      vars: { PUBLIC_URL: url, AGENCY_LICENSE_URL: `${url}/licensing`, ...vars },
    });
    lock.noteRuntimes();
    const { operators, empty } = await prepareDatabase(runtime, stateDir);
    await assertServing(url);
    return { url, operators, empty, runtime, stop };
  } catch (error) {
    await stop().catch(() => undefined);
    throw error;
  }
}

async function assertPortFree(port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const server = createServer();
    server.once('error', () => reject(new StartFailure(`port ${port} is taken; set PORT to another one`)));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve()));
  });
}

async function startRuntime({
  port,
  stateDir,
  vars,
}: {
  port: number;
  stateDir: string;
  vars: Record<string, string>;
}): Promise<Miniflare> {
  const config = readConfig({ config: join(ROOT, 'wrangler.toml') }, { hideWarnings: true });
  const runtime = new Miniflare(
    convertV4MiniflareOptions({
      resourcePersistencePath: stateDir,
      rootPath: WORKER_DIR,
      host: '127.0.0.1',
      port: 0,
      log: new NoOpLog(),
      handleStructuredLogs: ({ level, message }) => {
        if (level === 'error' || level === 'warn') console.error(message);
      },
      workers: [
        {
          // Object state is keyed by worker name and class: renaming either loses the ledger.
          name: 'imprimatur',
          modules: true,
          modulesRoot: WORKER_DIR,
          scriptPath: join(WORKER_DIR, 'worker.js'),
          compatibilityDate: config.compatibility_date ?? '',
          compatibilityFlags: config.compatibility_flags,
          bindings: {
            ...(config.vars as Record<string, string>),
            ...vars,
            SIGNING_KEYS: await signingKeys(stateDir),
          },
          d1Databases: { DB: 'imprimatur' },
          r2Buckets: { BUCKET: 'imprimatur' },
          durableObjects: { LEDGER: { className: 'Ledger', useSQLite: true } },
          // The worker's own socket: the simulated edge in front of it costs more than the worker does.
          unsafeDirectSockets: [{ host: '127.0.0.1', port }],
        },
      ],
    }),
  );
  try {
    await runtime.ready;
    return runtime;
  } catch (error) {
    await runtime.dispose().catch(() => undefined);
    throw new StartFailure(`the runtime does not start: ${(error as Error).message.split('\n')[0]}`);
  }
}

const seedingMark = (stateDir: string) => join(stateDir, 'seeding');

/** Marks that the sample is being loaded, so that a start that is cut short leaves nothing half-loaded behind. */
export async function whileSeeding<T>(stateDir: string, seeding: () => Promise<T>): Promise<T> {
  writeFileSync(seedingMark(stateDir), '');
  const seeded = await seeding();
  rmSync(seedingMark(stateDir));
  return seeded;
}

/** Only ever holds part of the sample: nobody else's data. */
function discardHalfSeeded(stateDir: string): void {
  if (!existsSync(seedingMark(stateDir))) return;
  for (const folder of ['d1', 'do', 'r2']) rmSync(join(stateDir, folder), { recursive: true, force: true });
  rmSync(seedingMark(stateDir));
}

/** The signing keys of an embedded gateway live beside its state, readable by its owner only. */
async function signingKeys(stateDir: string): Promise<string> {
  const path = join(stateDir, 'signing-keys.json');
  if (existsSync(path)) {
    const kept = readFileSync(path, 'utf8');
    await keyRing(kept).catch((error: Error) => {
      throw new StartFailure(`the signing keys in ${path} cannot be used: ${error.message}`);
    });
    return kept;
  }
  const made = await generateKeyRing();
  mkdirSync(stateDir, { recursive: true, mode: 0o700 });
  writeFileSync(path, made, { mode: 0o600, flag: 'wx' });
  return made;
}

async function prepareDatabase(
  runtime: Miniflare,
  stateDir: string,
): Promise<{ operators: Operators | null; empty: boolean }> {
  try {
    const db = await runtime.getD1Database('DB');
    await applyMigrations(db);
    const counts = await db
      .prepare(
        'SELECT (SELECT count(*) FROM operators) AS operators, (SELECT count(*) FROM partners) AS partners',
      )
      .first<{ operators: number; partners: number }>();
    const operators = counts?.operators ? null : await firstOperators(db);
    return { operators, empty: counts?.partners === 0 };
  } catch (error) {
    throw new StartFailure(
      `the database in ${stateDir} cannot be used: ${(error as Error).message.split('\n')[0]}`,
    );
  }
}

async function firstOperators(db: Awaited<ReturnType<Miniflare['getD1Database']>>): Promise<Operators> {
  const at = new Date().toISOString();
  const make = async (role: 'admin' | 'auditor', name: string): Promise<Client> => {
    const id = newId('opr');
    const { secret, hash } = mintApiKey('live', id);
    await db.batch([
      db
        .prepare(
          `INSERT INTO operators (id, name, role, status, created, updated) VALUES (?, ?, ?, 'active', ?, ?)`,
        )
        .bind(id, name, role, at, at),
      db
        .prepare('INSERT INTO key_secrets (hash, owner, expires, created) VALUES (?, ?, NULL, ?)')
        .bind(hash, id, at),
    ]);
    return { client_id: id, client_secret: secret };
  };
  return {
    admin: await make('admin', 'First licensing desk'),
    auditor: await make('auditor', 'First auditor'),
  };
}

/** The ledger objects answer too, or the state is not usable: their files are opened on the first request. */
async function assertServing(url: string): Promise<void> {
  const response = await fetch(`${url}/.well-known/jwks.json`);
  if (!response.ok) throw new StartFailure(`the worker answers ${response.status} at ${url}`);
}
