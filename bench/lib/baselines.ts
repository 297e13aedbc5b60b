/**
 * The workers that the gateway is compared with, each on a socket of its own in one runtime beside the
 * gateway's.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { convertV4MiniflareOptions, Miniflare, NoOpLog } from 'miniflare';
import { unstable_readConfig as readConfig, unstable_splitSqlQuery as splitSqlQuery } from 'wrangler';
import { HEAP_FLAGS } from '../../scripts/gateway.ts';
import { buildWorker, ROOT, scriptOf, type WorkerSource } from '../../scripts/lib/build.ts';
import { freePort } from '../../scripts/lib/free-port.ts';
import type { SmallSite } from '../../test/support/small-site.ts';
import { newRuntime, type RuntimeProcess, runtimePids } from './runtime-process.ts';

export type BaselineName = 'bare' | 'object' | 'jwt' | 'naive' | 'naive, counted';

const FOLDER = join(ROOT, 'bench', 'workers');
const ENTRIES: Record<BaselineName, string> = {
  bare: join(FOLDER, 'bare.ts'),
  object: join(FOLDER, 'object.ts'),
  jwt: join(FOLDER, 'jwt.ts'),
  naive: join(FOLDER, 'naive.ts'),
  'naive, counted': join(ROOT, 'bench', 'lib', 'counting-naive.ts'),
};
const CONFIG = join(FOLDER, 'wrangler.toml');
/** Rows of one batch to D1: an article of 100 KB is delivered in twice as many. */
const ROWS_AT_ONCE = 50;

export interface Baselines {
  urls: Record<BaselineName, string>;
  process: RuntimeProcess;
  stop(): Promise<void>;
}

/** What the baselines know: the gateway's own data, as far as they need it. */
export interface BaselineData {
  issuer: string;
  /** What an article is answered with, by its id. */
  documents: Map<string, string>;
  section: string;
  licenses: SmallSite[];
}

export async function startBaselines(stateDir: string, data: BaselineData): Promise<Baselines> {
  const before = runtimePids();
  const config = readConfig({ config: CONFIG }, { hideWarnings: true });
  const bindings = {
    DOCUMENT: JSON.parse([...data.documents.values()][0] ?? '{}'),
    PUBLIC_KEY: await accessKey(data.issuer),
    ISSUER: data.issuer,
  };
  const urls: Partial<Record<BaselineName, string>> = {};
  const workers = [];
  for (const [name, entry] of Object.entries(ENTRIES) as [BaselineName, string][]) {
    const source: WorkerSource = { entry, outdir: join(ROOT, 'dist', 'bench', name), config: CONFIG };
    buildWorker(source);
    const port = await freePort();
    urls[name] = `http://127.0.0.1:${port}`;
    workers.push({
      name,
      modules: true,
      modulesRoot: source.outdir,
      scriptPath: scriptOf(source),
      compatibilityDate: config.compatibility_date ?? '',
      compatibilityFlags: config.compatibility_flags,
      bindings,
      ...(name === 'object' && { durableObjects: { NOTHING: { className: 'Nothing', useSQLite: true } } }),
      ...(name.startsWith('naive') && { d1Databases: { DB: 'naive' } }),
      unsafeDirectSockets: [{ host: '127.0.0.1', port }],
    });
  }
  // As the gateway has it.
  process.env.MINIFLARE_WORKERD_V8_FLAGS ??= HEAP_FLAGS;
  const runtime = new Miniflare(
    convertV4MiniflareOptions({
      resourcePersistencePath: stateDir,
      rootPath: ROOT,
      host: '127.0.0.1',
      port: 0,
      log: new NoOpLog(),
      workers,
    }),
  );
  await runtime.ready;
  await fillNaive(runtime, data);
  return {
    urls: urls as Record<BaselineName, string>,
    process: newRuntime(before),
    stop: () => runtime.dispose(),
  };
}

/** The public half of the key that access tokens are signed with, as a JWK. */
async function accessKey(issuer: string): Promise<Record<string, string>> {
  const response = await fetch(`${issuer}/.well-known/jwks.json`);
  const { keys } = (await response.json()) as { keys: Record<string, string>[] };
  const key = keys.find(({ purpose, status }) => purpose === 'access' && status === 'current');
  if (!key) throw new Error('the gateway publishes no key of its access tokens');
  return { kty: key.kty ?? '', crv: key.crv ?? '', x: key.x ?? '' };
}

async function fillNaive(runtime: Miniflare, { documents, licenses, section }: BaselineData): Promise<void> {
  const db = await runtime.getD1Database('DB', 'naive');
  const schema = splitSqlQuery(readFileSync(join(FOLDER, 'naive.sql'), 'utf8'));
  await db.batch(schema.map((sql) => db.prepare(sql)));
  const rows = [
    ...[...documents].map(([id, document]) =>
      db
        .prepare('INSERT INTO articles (id, section, version, document) VALUES (?, ?, 1, ?)')
        .bind(id, section, document),
    ),
    ...licenses.map(({ license, partner }) =>
      db
        .prepare(
          'INSERT INTO licenses (id, partner, status, sections, starts, ends) VALUES (?, ?, ?, ?, ?, ?)',
        )
        .bind(license, partner, 'active', JSON.stringify([section]), '2026-01-01', '2036-01-01'),
    ),
  ];
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
    await db.batch(rows.slice(from, from + ROWS_AT_ONCE));
}
