/**
 * What stands behind the invented account's API: real D1 on workerd, and the very worker that was uploaded,
 * served.
 */
import { join } from 'node:path';
import { convertV4MiniflareOptions, Miniflare, NoOpLog } from 'miniflare';
import { unstable_splitSqlQuery as splitSqlQuery } from 'wrangler';
import { ROOT } from '../../../scripts/lib/build.ts';
import type { Database, State, Worker } from './state.ts';

export class Runtime {
  readonly #state: State;
  readonly #dir: string;
  #running: Miniflare | undefined;

  constructor(state: State, dir: string) {
    this.#state = state;
    this.#dir = dir;
  }

  /** After anything that it serves has changed. */
  async settle(): Promise<void> {
    const options = this.#options();
    if (this.#running) await this.#running.setOptions(options);
    else this.#running = new Miniflare(options);
    await this.#running.ready;
  }

  /** All statements or none, as D1 does it; one answer for each. */
  async query(database: Database, sql: string): Promise<unknown[]> {
    if (!this.#running) throw new Error('there is no database');
    const db = await this.#running.getD1Database(database.uuid, 'stores');
    const results = await db.batch(splitSqlQuery(sql).map((statement) => db.prepare(statement)));
    return results.map(({ results, success, meta }) => ({ results, success, meta }));
  }

  async fetch(worker: string, url: string, init: RequestInit): Promise<Response> {
    if (!this.#running) throw new Error('nothing is deployed');
    const served = await this.#running.getWorker(worker);
    return (await served.fetch(url, init as never)) as unknown as Response;
  }

  async dispose(): Promise<void> {
    await this.#running?.dispose();
  }

  #options(): ConstructorParameters<typeof Miniflare>[0] {
    const { databases, workers } = this.#state;
    const served = [...workers].flatMap(([name, worker]) =>
      isGateway(worker) ? [workerOf(name, worker)] : [],
    );
    const d1Databases = Object.fromEntries(databases.map(({ uuid }) => [uuid, uuid]));
    const stores = { name: 'stores', modules: true, script: 'export default {}', d1Databases };
    return convertV4MiniflareOptions({
      resourcePersistencePath: this.#dir,
      host: '127.0.0.1',
      port: 0,
      log: new NoOpLog(),
      handleStructuredLogs: () => undefined,
      workers: [stores, ...served],
    } as unknown as Parameters<typeof convertV4MiniflareOptions>[0]);
  }
}

function isGateway({ deployments, versions }: Worker): boolean {
  const serving = deployments.at(-1)?.versions[0]?.version_id;
  return versions.some(
    ({ id, metadata }) => id === serving && metadata.bindings.some(({ name }) => name === 'LEDGER'),
  );
}

/** The bindings that the upload asks for, on this machine's simulation of each. */
function workerOf(name: string, { versions, deployments, secrets }: Worker) {
  const serving = deployments.at(-1)?.versions[0]?.version_id;
  const version = versions.find(({ id }) => id === serving);
  if (!version) throw new Error('a deployment of no version');
  const { bindings, compatibility_date, compatibility_flags } = version.metadata;
  const of = (type: string) => bindings.filter((binding) => binding.type === type);
  const named = <T>(type: string, value: (binding: (typeof bindings)[number]) => T) =>
    Object.fromEntries(of(type).map((binding) => [binding.name, value(binding)]));
  return {
    name,
    modules: [{ type: 'ESModule', path: 'worker.js', contents: version.script }],
    compatibilityDate: compatibility_date,
    compatibilityFlags: compatibility_flags,
    bindings: { ...named('plain_text', ({ text }) => text), ...Object.fromEntries(secrets) },
    d1Databases: named('d1', ({ id }) => id),
    r2Buckets: named('r2_bucket', () => `${name}-bucket`),
    durableObjects: named('durable_object_namespace', ({ class_name }) => ({
      className: class_name,
      useSQLite: true,
    })),
    ratelimits: named('ratelimit', ({ namespace_id, simple }) => ({ namespace_id, simple })),
    versionMetadata: of('version_metadata')[0]?.name,
    serviceBindings: { ASSETS: { disk: { path: join(ROOT, 'dist', 'assets'), writable: false } } },
  };
}
