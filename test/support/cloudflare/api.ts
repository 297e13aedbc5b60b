/** The parts of Cloudflare's API that wrangler asks for while it provisions and deploys. Unknown paths are 404, and are told. */
import { randomUUID } from 'node:crypto';
import type { Runtime } from './runtime.ts';
import { type Metadata, newWorker, type State, type Worker } from './state.ts';

export interface Asked {
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

type Handler = (asked: Asked, parts: string[]) => unknown;

export function handlers(state: State, runtime: Runtime): [RegExp, Handler][] {
  const json = <T>({ body }: Asked) => JSON.parse(body.toString()) as T;
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
  const bucketOf = ({ headers }: Asked, name = '') =>
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
  const upload = async (asked: Asked, worker: Worker) => {
    const form = await new Response(new Uint8Array(asked.body), { headers: asked.headers }).formData();
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
    number: worker.versions.findIndex((one) => one.id === id) + 1,
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
      async (asked) => {
        const { name, jurisdiction = null } = json<{ name: string; jurisdiction?: string }>(asked);
        if (state.databases.some((one) => one.name === name))
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
      async (asked, [id]) => {
        const { sql } = json<{ sql: string }>(asked);
        return runtime.query(databaseAt(id), sql).catch((error: Error) => {
          throw new ApiError(400, 7500, error.message);
        });
      },
    ],
    [
      /^POST \/r2\/buckets$/,
      (asked) => {
        const { name } = json<{ name: string }>(asked);
        state.buckets.push(bucketOf(asked, name));
        return { name, location: 'WEUR' };
      },
    ],
    [
      /^GET \/r2\/buckets\/([\w-]+)\/lifecycle$/,
      (asked, [name]) => {
        if (!state.buckets.includes(bucketOf(asked, name)))
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
      (asked, [name]) => {
        if (!state.buckets.includes(bucketOf(asked, name)))
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
      (_, [name]) => [...workerAt(name).secrets.keys()].map((one) => ({ name: one, type: 'secret_text' })),
    ],
    [
      /^PUT \/workers\/scripts\/([\w-]+)\/secrets$/,
      async (asked, [worker]) => {
        const { name, text } = json<{ name: string; text: string }>(asked);
        workerAt(worker).secrets.set(name, text);
        await runtime.settle();
        return { name, type: 'secret_text' };
      },
    ],
    [
      /^PUT \/workers\/scripts\/([\w-]+)$/,
      async (asked, [name = '']) => {
        const worker = state.workers.get(name) ?? newWorker();
        const { id } = await upload(asked, worker);
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
      async (asked, [name]) => {
        const worker = workerAt(name);
        const version = versionResource(worker, await upload(asked, worker));
        return { ...version, startup_time_ms: 20, metadata: { ...version.metadata, has_preview: false } };
      },
    ],
    [
      /^GET \/workers\/scripts\/([\w-]+)\/versions$/,
      (_, [name]) => {
        const worker = workerAt(name);
        return { items: worker.versions.map((one) => versionResource(worker, one)) };
      },
    ],
    [
      /^GET \/workers\/scripts\/([\w-]+)\/versions\/([\w-]+)$/,
      (_, [name, id]) => {
        const worker = workerAt(name);
        const version = worker.versions.find((one) => one.id === id);
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
      (asked, [name]) =>
        deploy(
          workerAt(name),
          json<{ versions: { version_id: string; percentage: number }[] }>(asked).versions,
        ),
    ],
    [/^PATCH \/workers\/scripts\/([\w-]+)\/script-settings$/, (asked) => json(asked)],
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
      (asked, [name]) => {
        workerAt(name).domains = json<{ origins: { hostname: string }[] }>(asked).origins.map(
          ({ hostname }) => hostname,
        );
        return [];
      },
    ],
    [
      /^PUT \/workers\/scripts\/([\w-]+)\/schedules$/,
      (asked, [name]) => {
        workerAt(name).crons = json<{ cron: string }[]>(asked).map(({ cron }) => cron);
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
