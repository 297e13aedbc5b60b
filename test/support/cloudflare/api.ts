/**
 * The parts of Cloudflare's API that wrangler asks for while it provisions and deploys. Unknown paths are
 * 404, and are told.
 */
import { randomUUID } from 'node:crypto';
import type { Runtime } from './runtime.ts';
import { type Metadata, newWorker, type State, type Worker } from './state.ts';

export interface ApiCall {
  method: string;
  /** Below /accounts/ID. */
  path: string;
  headers: Headers;
  body: Buffer;
}

/** A refusal of the API: a code of Cloudflare's, and a status. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: number;
  constructor(status: number, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

type Handler = (call: ApiCall, parts: string[]) => unknown;

export function handlers(state: State, runtime: Runtime): [RegExp, Handler][] {
  const json = <T>({ body }: ApiCall) => JSON.parse(body.toString()) as T;
  const workerAt = (name = ''): Worker => {
    const worker = state.workers.get(name);
    if (!worker) throw new ApiError(404, 10007, 'This Worker does not exist on your account.');
    return worker;
  };
  const databaseAt = (id = '') => {
    const database = state.databases.find(({ uuid, name }) => uuid === id || name === id);
    if (!database) throw new ApiError(404, 7404, 'The database could not be found.');
    return database;
  };
  const bucketOf = ({ headers }: ApiCall, name = '') =>
    [headers.get('cf-r2-jurisdiction'), name].filter(Boolean).join('/');
  const deploy = async (worker: Worker, versions: Worker['deployments'][number]['versions']) => {
    const deployment = {
      id: randomUUID(),
      created_on: new Date().toISOString(),
      source: 'wrangler',
      strategy: 'percentage',
      author_email: 'a@tidemark.example',
      annotations: {},
      versions,
    };
    worker.deployments.push(deployment);
    await runtime.settle();
    return deployment;
  };
  const upload = async (call: ApiCall, worker: Worker) => {
    const form = await new Response(new Uint8Array(call.body), { headers: call.headers }).formData();
    const metadata = JSON.parse(String(form.get('metadata'))) as Metadata;
    metadata.bindings ??= [];
    for (const { name, type } of metadata.bindings)
      if (type === 'inherit' && !worker.secrets.has(name))
        throw new ApiError(400, 10057, `inherit binding '${name}' is invalid`);
    const main = form.get(metadata.main_module) as File;
    const version = {
      id: randomUUID(),
      metadata,
      script: await main.text(),
      created: new Date().toISOString(),
    };
    worker.versions.push(version);
    if (metadata.migrations?.new_tag) worker.migrationTag = metadata.migrations.new_tag;
    return version;
  };
  const versionResource = (worker: Worker, { id, metadata, created }: Worker['versions'][number]) => ({
    id,
    number: worker.versions.findIndex((version) => version.id === id) + 1,
    metadata: { created_on: created, author_email: 'a@tidemark.example', source: 'wrangler' },
    annotations: {},
    resources: {
      bindings: [
        ...metadata.bindings.filter(({ type }) => type !== 'inherit'),
        ...[...worker.secrets.keys()].map((name) => ({ name, type: 'secret_text' })),
      ],
      script: { etag: id, handlers: ['fetch', 'scheduled'] },
      script_runtime: { compatibility_date: metadata.compatibility_date, usage_model: 'standard' },
    },
  });

  return [
    [/^GET \/d1\/database$/, () => state.databases],
    [
      /^POST \/d1\/database$/,
      async (call) => {
        const { name, jurisdiction = null } = json<{ name: string; jurisdiction?: string }>(call);
        if (state.databases.some((database) => database.name === name))
          throw new ApiError(400, 7502, `a database named ${name} exists`);
        const database = { uuid: randomUUID(), name, jurisdiction };
        state.databases.push(database);
        await runtime.settle();
        return database;
      },
    ],
    [/^GET \/d1\/database\/([\w-]+)$/, (_, [id]) => databaseAt(id)],
    [
      /^POST \/d1\/database\/([\w-]+)\/query$/,
      async (call, [id]) => {
        const { sql } = json<{ sql: string }>(call);
        return runtime.query(databaseAt(id), sql).catch((error: Error) => {
          throw new ApiError(400, 7500, error.message);
        });
      },
    ],
    [
      /^POST \/r2\/buckets$/,
      (call) => {
        const { name } = json<{ name: string }>(call);
        state.buckets.push(bucketOf(call, name));
        return { name, location: 'WEUR' };
      },
    ],
    [
      /^GET \/r2\/buckets\/([\w-]+)\/lifecycle$/,
      (call, [name]) => {
        if (!state.buckets.includes(bucketOf(call, name)))
          throw new ApiError(404, 10006, 'The specified bucket does not exist.');
        const abort = { condition: { type: 'Age', maxAge: 604_800 } };
        return {
          rules: [
            {
              id: 'Default Multipart Abort Rule',
              enabled: true,
              conditions: { prefix: '' },
              abortMultipartUploadsTransition: abort,
            },
          ],
        };
      },
    ],
    [
      /^GET \/r2\/buckets\/([\w-]+)$/,
      (call, [name]) => {
        if (!state.buckets.includes(bucketOf(call, name)))
          throw new ApiError(404, 10006, 'The specified bucket does not exist.');
        return { name };
      },
    ],
    [
      /^GET \/workers\/services\/([\w-]+)$/,
      (_, [name]) => {
        const { migrationTag } = workerAt(name);
        return {
          id: name,
          default_environment: {
            environment: 'production',
            script: {
              id: name,
              ...(migrationTag && { migration_tag: migrationTag }),
              last_deployed_from: 'wrangler',
            },
          },
        };
      },
    ],
    [
      /^GET \/workers\/scripts\/([\w-]+)\/secrets$/,
      (_, [name]) => [...workerAt(name).secrets.keys()].map((key) => ({ name: key, type: 'secret_text' })),
    ],
    [
      /^PUT \/workers\/scripts\/([\w-]+)\/secrets$/,
      async (call, [worker]) => {
        const { name, text } = json<{ name: string; text: string }>(call);
        workerAt(worker).secrets.set(name, text);
        await runtime.settle();
        return { name, type: 'secret_text' };
      },
    ],
    [
      /^PUT \/workers\/scripts\/([\w-]+)$/,
      async (call, [name = '']) => {
        const worker = state.workers.get(name) ?? newWorker();
        const { id } = await upload(call, worker);
        state.workers.set(name, worker);
        await deploy(worker, [{ version_id: id, percentage: 100 }]);
        return {
          id: name,
          etag: id,
          startup_time_ms: 20,
          // Of the version, whatever it is called.
          deployment_id: id,
          entry_point: 'worker.js',
        };
      },
    ],
    [
      /^POST \/workers\/scripts\/([\w-]+)\/versions$/,
      async (call, [name]) => {
        const worker = workerAt(name);
        const version = versionResource(worker, await upload(call, worker));
        return { ...version, startup_time_ms: 20, metadata: { ...version.metadata, has_preview: false } };
      },
    ],
    [
      /^GET \/workers\/scripts\/([\w-]+)\/versions$/,
      (_, [name]) => {
        const worker = workerAt(name);
        return { items: worker.versions.map((version) => versionResource(worker, version)) };
      },
    ],
    [
      /^GET \/workers\/scripts\/([\w-]+)\/versions\/([\w-]+)$/,
      (_, [name, id]) => {
        const worker = workerAt(name);
        const version = worker.versions.find((version) => version.id === id);
        if (!version) throw new ApiError(404, 10021, 'There is no such version.');
        return versionResource(worker, version);
      },
    ],
    [
      /^GET \/workers\/scripts\/([\w-]+)\/deployments$/,
      (_, [name]) => ({ deployments: workerAt(name).deployments.toReversed() }),
    ],
    [
      /^POST \/workers\/scripts\/([\w-]+)\/deployments$/,
      (call, [name]) =>
        deploy(
          workerAt(name),
          json<{ versions: { version_id: string; percentage: number }[] }>(call).versions,
        ),
    ],
    [/^PATCH \/workers\/scripts\/([\w-]+)\/script-settings$/, (call) => json(call)],
    [/^GET \/workers\/scripts\/([\w-]+)\/settings$/, () => ({ bindings: [], tags: [] })],
    [/^PATCH \/workers\/scripts\/([\w-]+)\/settings$/, () => ({})],
    [/^POST \/workers\/scripts\/([\w-]+)\/assets-upload-session$/, () => ({ jwt: jwt(), buckets: [] })],
    [
      /^(GET|POST) \/workers\/scripts\/([\w-]+)\/subdomain$/,
      () => ({ enabled: false, previews_enabled: false }),
    ],
    [
      /^GET \/workers\/workers\/([\w-]+)$/,
      (_, [name]) => ({ id: name, name, subdomain: { enabled: false, previews_enabled: false } }),
    ],
    [/^GET \/workers\/subdomain$/, () => ({ subdomain: 'tidemark' })],
    [
      /^POST \/workers\/scripts\/([\w-]+)\/domains\/changeset$/,
      () => ({ added: [], removed: [], updated: [], conflicting: [] }),
    ],
    [
      /^PUT \/workers\/scripts\/([\w-]+)\/domains\/records$/,
      (call, [name]) => {
        workerAt(name).domains = json<{ origins: { hostname: string }[] }>(call).origins.map(
          ({ hostname }) => hostname,
        );
        return [];
      },
    ],
    [
      /^PUT \/workers\/scripts\/([\w-]+)\/schedules$/,
      (call, [name]) => {
        workerAt(name).crons = json<{ cron: string }[]>(call).map(({ cron }) => cron);
        return { schedules: [] };
      },
    ],
  ];
}

/** Wrangler reads its claims and does not check it. */
function jwt(): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none' })}.${part({ exp: Math.floor(Date.now() / 1000) + 3600 })}.`;
}
