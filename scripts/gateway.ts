/** The gateway on one machine: the built worker on workerd, with all state in a folder. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { convertV4MiniflareOptions, Miniflare, NoOpLog } from 'miniflare';
import { unstable_readConfig as readConfig } from 'wrangler';
import { parseProviders } from '../src/access/identity/providers.ts';
import { keyRing } from '../src/access/keyring.ts';
import { generateKeyRing } from '../src/access/keyring-make.ts';
import { readRetention } from '../src/ledger/retention/rules.ts';
import { checkpointWaitMs } from '../src/ledger/transparency/round.ts';
import { readHooks } from '../src/monitor/hooks.ts';
import { parseLogSettings } from '../src/platform/log-settings.ts';
import { isTrustworthy } from '../src/platform/web-address.ts';
import { gatherAssets } from './assets.mjs';
import { buildWorker, PRODUCT, ROOT, scriptOf, type WorkerSource } from './lib/build.ts';
import { assertSpace, DiskWatch, fullDiskOr } from './lib/disk-space.ts';
import type { Database } from './lib/embedded-d1.ts';
import { StartFailure } from './lib/failure.ts';
import { beginFirstStart, discardUnfinished, endFirstStart } from './lib/first-start.ts';
import { isFree } from './lib/free-port.ts';
import { applyMigrations, MIGRATIONS } from './lib/migrations.ts';
import { type Client, type MadeOperator, makeOperator } from './lib/new-operator.ts';
import { outsideOf } from './lib/outside-network.ts';
import { buildRelease } from './lib/releases.ts';
import { assertStateSound } from './lib/state-check.ts';
import { StateLock } from './lib/state-lock.ts';
import { whileUnreachable } from './lib/while-unreachable.ts';

export type { Client } from './lib/new-operator.ts';

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
  /** The first start has handed out its credentials. Until then, a start that is cut short is begun anew. */
  finished(): void;
  stop(): Promise<void>;
}

/**
 * `vars` override wrangler.toml's. At each of `morePorts` another isolate of the worker serves from the same
 * stores and ledger objects, as many do on an account. `worker` is built and served in the product's place:
 * the benches wrap it. `otherWorker` is another build of it, for `morePorts`: while a release is rolled out,
 * two serve at once. `migrations` is the folder of those that are applied, this release's unless told
 * otherwise: a database is never behind the worker. `isLimited: false` leaves the rate limits out: for the
 * benches, which are not to measure how the runtime simulates the platform's binding. `inspectorPort` opens
 * the runtime to debuggers: for tests that look at its memory, and for profilers. Throws a `StartFailure`
 * with one clear line for what a person can mend.
 */
export async function startGateway({
  port,
  stateDir,
  vars = {},
  morePorts = [],
  worker = PRODUCT,
  otherWorker = worker,
  migrations = MIGRATIONS,
  isLimited = true,
  inspectorPort,
}: {
  port: number;
  stateDir: string;
  vars?: Record<string, string>;
  morePorts?: number[];
  worker?: WorkerSource;
  otherWorker?: WorkerSource;
  migrations?: string;
  isLimited?: boolean;
  inspectorPort?: number;
}): Promise<Gateway> {
  assertSpace(stateDir, say);
  // The lock before all that is started: it ends a runtime that a killed gateway left on this very port.
  const lock = takeLock(stateDir);
  const disk = new DiskWatch(stateDir, say);
  let runtime: Miniflare | undefined;
  const stop = async () => {
    disk.stop();
    await runtime?.dispose();
    lock.release();
  };
  try {
    await assertPortFree(port);
    discardUnfinished(stateDir);
    assertStateSound(stateDir);
    for (const source of new Set([worker, otherWorker])) {
      if (source.root) buildRelease(source.root);
      else buildWorker(source);
    }
    const url = `http://localhost:${port}`;
    runtime = await startRuntime({
      served: [{ port, source: worker }, ...morePorts.map((port) => ({ port, source: otherWorker }))],
      stateDir,
      disk,
      isLimited,
      inspectorPort,
      vars: { ...logSettings(), PUBLIC_URL: url, AGENCY_LICENSE_URL: `${url}/licensing`, ...vars },
    });
    lock.noteRuntimes();
    const { operators, empty } = await prepareDatabase(runtime, stateDir, migrations);
    await assertServing(runtime, url, stateDir);
    return {
      url,
      operators,
      empty,
      runtime,
      finished: () => endFirstStart(stateDir),
      stop,
    };
  } catch (error) {
    const cause = fullDiskOr(error, stateDir);
    await stop().catch(() => undefined);
    throw cause;
  }
}

function say(line: string): void {
  console.error(`imprimatur: ${line}`);
}

function takeLock(stateDir: string): StateLock {
  try {
    return StateLock.take(stateDir);
  } catch (error) {
    throw fullDiskOr(error, stateDir);
  }
}

async function assertPortFree(port: number): Promise<void> {
  if (!(await isFree(port))) throw new StartFailure(`port ${port} is taken; set PORT to another one`);
}

interface RateLimitConfig {
  name: string;
  namespace_id: string;
  simple: { limit: number; period: 10 | 60 };
}

interface ObjectBinding {
  name: string;
  class_name: string;
}

export const WORKER_NAME = 'imprimatur';

/**
 * workerd turns V8's incremental marking off, so each full collection stops all requests for about 100 ms: by
 * V8's own limits, every few thousand deliveries. Flags, sizes in MB:
 * https://github.com/v8/v8/blob/main/src/flags/flag-definitions.h
 */
export const HEAP_FLAGS = '--initial-old-space-size=256 --heap-growing-percent=200';
/** With flags, workerd compiles its own scripts at each start, which takes 40 ms, and says so. */
const UNCACHED = 'NOSENTRY per-isolate bootstrap compile cache failed';

/** Secrets have no place in wrangler.toml: on one machine they come with the environment of the process. */
function namedSecrets(): Record<string, string> {
  const isSecret = (name: string) => /^(IDENTITY|ALERT)_SECRET_/.test(name) || name === 'HEARTBEAT_URL';
  const secrets = Object.entries(process.env).filter(([name]) => isSecret(name));
  return Object.fromEntries(secrets.map(([name, value = '']) => [name, value]));
}

/** On one machine nobody reads a line of each request, unless they ask for it. */
function logSettings(): Record<string, string> {
  const { LOG_LEVEL = 'warn', LOG_SAMPLE } = process.env;
  return { LOG_LEVEL, ...(LOG_SAMPLE !== undefined && { LOG_SAMPLE }) };
}

async function startRuntime({
  served,
  stateDir,
  disk,
  vars,
  isLimited,
  inspectorPort,
}: {
  /** The first one owns the ledger objects. */
  served: { port: number; source: WorkerSource }[];
  stateDir: string;
  disk: DiskWatch;
  vars: Record<string, string>;
  isLimited: boolean;
  inspectorPort: number | undefined;
}): Promise<Miniflare> {
  const secrets = namedSecrets();
  const bound = { ...secrets, ...(configOf(ROOT).vars as Record<string, string>), ...vars };
  const providers = parseProviders(bound.IDENTITY_PROVIDERS);
  if (!providers.ok) throw new StartFailure(providers.reason);
  for (const { codeFlow } of providers.value)
    if (codeFlow?.clientSecret !== undefined && !bound[codeFlow.clientSecret])
      throw new StartFailure(
        `IDENTITY_PROVIDERS names ${codeFlow.clientSecret}, and there is no such secret`,
      );
  if ((bound.LEDGER_JURISDICTION ?? 'none') !== 'none')
    throw new StartFailure('the embedded runtime has no jurisdictions: LEDGER_JURISDICTION must be none');
  const logging = parseLogSettings(bound.LOG_LEVEL, bound.LOG_SAMPLE);
  if (!logging.ok) throw new StartFailure(logging.reason);
  const retention = readRetention(bound.RETENTION);
  if (!retention.ok) throw new StartFailure(retention.reason);
  assertAlertsSound(bound);
  const { WEBHOOK_NETWORK: network = 'public' } = bound;
  if (network !== 'public' && network !== 'local')
    throw new StartFailure(`WEBHOOK_NETWORK=${network} is neither public nor local`);
  const { CHECKPOINT_MINUTES: minutes } = bound;
  if (minutes !== undefined && checkpointWaitMs(minutes) === null)
    throw new StartFailure(`CHECKPOINT_MINUTES=${minutes} is no whole number from 1 to 720`);
  const { PAGE_WATCH_DAYS: days } = bound;
  if (days !== undefined && !/^[1-9]\d{0,2}$/.test(days))
    throw new StartFailure(`PAGE_WATCH_DAYS=${days} is no whole number from 1 to 999`);
  const keys = await signingKeys(stateDir);
  const { MINIFLARE_WORKERD_V8_FLAGS: given } = process.env;
  process.env.MINIFLARE_WORKERD_V8_FLAGS = given ?? HEAP_FLAGS;
  const runtime = new Miniflare(
    convertV4MiniflareOptions({
      resourcePersistencePath: stateDir,
      host: '127.0.0.1',
      port: 0,
      ...(inspectorPort !== undefined && { inspectorPort }),
      log: new NoOpLog(),
      handleStructuredLogs: ({ level, message }) => {
        disk.heard(message);
        if (message.startsWith(UNCACHED)) return;
        // Of other lines only ours, which LOG_LEVEL has asked for.
        if (level === 'error' || level === 'warn' || message.startsWith('{"level":')) console.error(message);
      },
      workers: served.map((listener, index) =>
        workerOptions(listener, index, {
          vars: { ...secrets, ...vars },
          keys,
          isLimited,
          shared: new Set(index === 0 ? [] : classesOf(served[0]?.source)),
        }),
      ),
    }),
  );
  try {
    await runtime.ready;
    return runtime;
  } catch (error) {
    await runtime.dispose().catch(() => undefined);
    throw new StartFailure(`the runtime does not start: ${(error as Error).message.split('\n')[0]}`);
  } finally {
    // Processes that this one starts do without it.
    if (given === undefined) delete process.env.MINIFLARE_WORKERD_V8_FLAGS;
  }
}

function workerOptions(
  { port, source }: { port: number; source: WorkerSource },
  index: number,
  {
    vars,
    keys,
    isLimited,
    shared,
  }: { vars: Record<string, string>; keys: string; isLimited: boolean; shared: ReadonlySet<string> },
) {
  const config = configOf(source.root ?? ROOT);
  const bindings = { ...(config.vars as Record<string, string>), ...vars, SIGNING_KEYS: keys };
  const assets = source.root ? join(source.root, 'dist', 'assets') : gatherAssets();
  return {
    // Object state is keyed by worker name and class: renaming either loses the ledger.
    name: index === 0 ? WORKER_NAME : `${WORKER_NAME}-${index}`,
    modules: true,
    modulesRoot: source.outdir,
    scriptPath: scriptOf(source),
    compatibilityDate: config.compatibility_date ?? '',
    compatibilityFlags: config.compatibility_flags,
    bindings,
    versionMetadata: 'VERSION',
    d1Databases: { DB: 'imprimatur' },
    r2Buckets: { BUCKET: 'imprimatur' },
    images: { binding: 'IMAGES' },
    // On an account the platform's store of assets; here the folder itself.
    serviceBindings: {
      ASSETS: { disk: { path: assets, writable: false } },
      OUTSIDE: { network: outsideOf(bindings) },
    },
    ratelimits: Object.fromEntries(
      (isLimited ? (config.ratelimits as RateLimitConfig[]) : []).map(({ name, ...limit }) => [name, limit]),
    ),
    durableObjects: Object.fromEntries(
      (config.durable_objects.bindings as ObjectBinding[]).map(({ name, class_name: className }) => [
        name,
        { className, useSQLite: true, ...(shared.has(className) && { scriptName: WORKER_NAME }) },
      ]),
    ),
    // The worker's own socket: the simulated edge in front of it costs more than the worker does.
    unsafeDirectSockets: [{ host: '127.0.0.1', port }],
  };
}

/** An isolate of another release beside it has classes of its own besides. */
const classesOf = (source: WorkerSource | undefined): string[] =>
  (configOf(source?.root ?? ROOT).durable_objects.bindings as ObjectBinding[]).map(
    ({ class_name: className }) => className,
  );

function configOf(root: string) {
  return readConfig({ config: join(root, 'wrangler.toml') }, { hideWarnings: true });
}

function assertAlertsSound(bound: Record<string, string>): void {
  const [fault] = readHooks(bound.ALERT_WEBHOOKS, (name) => bound[name]).faults;
  if (fault) throw new StartFailure(fault);
  const { HEARTBEAT_URL: heartbeat } = bound;
  if (heartbeat?.trim() && !isTrustworthy(heartbeat))
    throw new StartFailure('HEARTBEAT_URL is no https address without user or fragment');
}

async function signingKeys(stateDir: string): Promise<string> {
  const path = join(stateDir, 'signing-keys.json');
  if (existsSync(path)) {
    const stored = readFileSync(path, 'utf8');
    await keyRing(stored).catch((error: Error) => {
      throw new StartFailure(`the signing keys in ${path} cannot be used: ${error.message}`);
    });
    return stored;
  }
  const created = await generateKeyRing();
  mkdirSync(stateDir, { recursive: true, mode: 0o700 });
  writeFileSync(path, created, { mode: 0o600, flag: 'wx' });
  return created;
}

async function prepareDatabase(
  runtime: Miniflare,
  stateDir: string,
  migrations: string,
): Promise<{ operators: Operators | null; empty: boolean }> {
  try {
    const db = await runtime.getD1Database('DB');
    await applyMigrations(db, migrations);
    const counts = await db
      .prepare(
        'SELECT (SELECT count(*) FROM operators) AS operators, (SELECT count(*) FROM partners) AS partners',
      )
      .first<{ operators: number; partners: number }>();
    const empty = counts?.partners === 0;
    if (counts?.operators) return { operators: null, empty };
    if (empty) beginFirstStart(stateDir);
    return { operators: await firstOperators(db), empty };
  } catch (error) {
    throw new StartFailure(
      `the database in ${stateDir} cannot be used: ${(error as Error).message.split('\n')[0]}`,
    );
  }
}

/** Both in one batch: there is never one without the other. */
async function firstOperators(db: Database): Promise<Operators> {
  const admin = await makeOperator({ name: 'First owner', role: 'owner', reason: 'first start' });
  const auditor = await makeOperator({ name: 'First auditor', role: 'auditor', reason: 'first start' });
  const statements = [...admin.statements, ...auditor.statements];
  await db.batch(statements.map(({ sql, values }) => db.prepare(sql).bind(...values)));
  return { admin: clientOf(admin), auditor: clientOf(auditor) };
}

function clientOf({ client: { client_id, client_secret = '' } }: MadeOperator): Client {
  return { client_id, client_secret };
}

/** One object of each class, and a call that only opens its file. The first call also starts the monitor. */
const OPENED: [binding: string, object: string, call: string][] = [
  ['LEDGER', 'ledger-0', 'health'],
  ['OPERATORS', 'operators', 'health'],
  ['AGENCY_LOG', 'agency', 'health'],
  ['MONITOR', 'monitor', 'alerts'],
];

async function assertServing(runtime: Miniflare, url: string, stateDir: string): Promise<void> {
  const response = await whileUnreachable(`the worker at ${url}`, () =>
    fetch(`${url}/.well-known/jwks.json`, { signal: AbortSignal.timeout(30_000) }),
  );
  if (!response.ok) throw new StartFailure(`the worker answers ${response.status} at ${url}`);
  for (const [binding, name, call] of OPENED) {
    const namespace = await runtime.getDurableObjectNamespace(binding);
    const object = namespace.get(namespace.idFromName(name)) as unknown as Record<
      string,
      () => Promise<unknown>
    >;
    await whileUnreachable(`the object ${name}`, async () => object[call]?.()).catch((error: Error) => {
      if (error instanceof StartFailure) throw error;
      throw new StartFailure(
        `the object ${name} in ${stateDir} cannot be opened: ${error.message.split('\n')[0]}. Restore the folder from a backup, or set STATE_DIR to another one`,
      );
    });
  }
}
