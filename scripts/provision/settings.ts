/** What wrangler.toml says of one environment, and what is wrong with it. Pure. */

export const ENVIRONMENTS = ['preview', 'production'] as const;
export type Environment = (typeof ENVIRONMENTS)[number];

/** Locations of D1 and R2; the objects have more, and the platform picks the nearest of these. */
const STORE_LOCATIONS = ['weur', 'eeur', 'apac', 'oc', 'wnam', 'enam'];
const REGIONS = [...STORE_LOCATIONS, 'sam', 'afr', 'me', 'apac-ne', 'apac-se'];
/** In the EU there are two. */
const EU_REGIONS = ['weur', 'eeur'];

export interface EnvironmentConfig {
  name?: string | undefined;
  account_id?: string | undefined;
  routes?: unknown;
  workers_dev?: boolean | undefined;
  preview_urls?: boolean | undefined;
  vars: Record<string, unknown>;
  secrets?: { required?: string[] } | undefined;
  d1_databases: { binding: string; database_name?: string; database_id?: string }[];
  r2_buckets: { binding: string; bucket_name?: string; jurisdiction?: string }[];
  durable_objects: { bindings: { name: string }[] };
  ratelimits?: { name: string; namespace_id: string }[];
}

export interface Settings {
  environment: Environment;
  /** The file to name in commands; null: wrangler.toml, which wrangler finds by itself. */
  config: string | null;
  worker: string;
  /** null: not chosen yet. */
  account: string | null;
  database: { name: string; id: string | null };
  bucket: { name: string; jurisdiction: string | null };
  publicUrl: string;
  domain: string;
  logOrigin: string;
  jurisdiction: 'eu' | 'none';
  /** What D1 and R2 are told without a jurisdiction. */
  location: string | null;
  pool: number;
  secrets: string[];
}

export type FaultReason =
  | 'placeholder'
  | 'name'
  | 'domain'
  | 'jurisdiction'
  | 'regions'
  | 'pool'
  | 'open_door'
  | 'shared'
  | 'rate_limit';

export interface Fault {
  reason: FaultReason;
  detail: string;
}

export type ReadSettings = { ok: true; value: Settings } | { ok: false; faults: Fault[] };

/** The file, by the name that people know it by. */
export const fileOf = ({ config }: Pick<Settings, 'config'>) => config ?? 'wrangler.toml';

/** What stands in wrangler.toml where nobody has chosen yet. */
export const PLACEHOLDER = { text: 'TO BE CHOSEN', domain: 'gateway.invalid' };

export function isPlaceholder(value: string): boolean {
  return value.includes(PLACEHOLDER.text) || value.includes(PLACEHOLDER.domain) || /^[0-]+$/.test(value);
}

/** What no two environments may have in common, and why. */
const OF_ITS_OWN = {
  PUBLIC_URL: 'one would take the other’s requests',
  LOG_ORIGIN: 'there would be two logs of one name',
  database_id: 'one would write into the other’s log',
};

export interface Own {
  name: string;
  values: Partial<Record<keyof typeof OF_ITS_OWN, string>>;
}

/** Of an environment as it stands in the file, which may be faulty; null: it is not there. */
export function ownOf(environment: Environment, config: unknown): Own | null {
  if (!isTable(config)) return null;
  const { name, vars, d1_databases: databases } = config;
  const { PUBLIC_URL, LOG_ORIGIN } = isTable(vars) ? vars : {};
  const database: unknown = Array.isArray(databases)
    ? databases.find((database: unknown) => isTable(database) && database.binding === 'DB')
    : undefined;
  const { database_id } = isTable(database) ? database : {};
  const texts = Object.entries({ PUBLIC_URL, LOG_ORIGIN, database_id }).filter(
    ([, value]) => typeof value === 'string',
  );
  return { name: typeof name === 'string' ? name : environment, values: Object.fromEntries(texts) };
}

const isTable = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** `others`: the other environments of the same file. `file`: see `Settings.config`. */
export function readSettings(
  environment: Environment,
  config: EnvironmentConfig,
  { others = [], file = null }: { others?: readonly Own[]; file?: string | null } = {},
): ReadSettings {
  const faults: Fault[] = [];
  const fault = (reason: FaultReason, detail: string) => void faults.push({ reason, detail });
  const vars = Object.fromEntries(Object.entries(config.vars).map(([name, value]) => [name, String(value)]));
  for (const [name, value] of Object.entries(vars))
    if (isPlaceholder(value) && name !== 'LOG_MONTHS')
      fault('placeholder', `${name} is not chosen yet: "${value.slice(0, 60)}"`);

  const own = Object.entries(ownOf(environment, config)?.values ?? {}) as [keyof Own['values'], string][];
  for (const [name, value] of own)
    for (const other of others)
      if (value !== '' && value === other.values[name] && !isPlaceholder(value))
        fault('shared', `${name} is "${value}", and so it is of ${other.name}: ${OF_ITS_OWN[name]}`);

  const { PUBLIC_URL: publicUrl = '', LEDGER_JURISDICTION: jurisdiction = '', LEDGER_REGIONS = '' } = vars;
  const domain = domainOf(publicUrl);
  if (domain === null)
    fault('domain', `PUBLIC_URL must be https://HOST and nothing after it, and is "${publicUrl}"`);
  const [route] = Array.isArray(config.routes) ? (config.routes as Record<string, unknown>[]) : [];
  if (route?.custom_domain !== true || route.pattern !== domain)
    fault(
      'domain',
      `routes must be the custom domain of PUBLIC_URL, and is ${JSON.stringify(config.routes)}`,
    );
  if (config.workers_dev !== false || config.preview_urls !== false)
    fault(
      'open_door',
      'workers_dev and preview_urls must be false: the gateway answers at its PUBLIC_URL alone',
    );

  if (jurisdiction !== 'eu' && jurisdiction !== 'none' && !isPlaceholder(jurisdiction))
    fault('jurisdiction', `LEDGER_JURISDICTION must be "eu" or "none", and is "${jurisdiction}"`);
  const regions = LEDGER_REGIONS.split(',').flatMap((region) => region.trim() || []);
  const known = jurisdiction === 'eu' ? EU_REGIONS : REGIONS;
  for (const region of regions)
    if (!known.includes(region))
      fault('regions', `LEDGER_REGIONS names "${region}", which is none of ${known.join(', ')}`);

  const database = config.d1_databases.find(({ binding }) => binding === 'DB');
  const bucket = config.r2_buckets.find(({ binding }) => binding === 'BUCKET');
  const names = { worker: config.name, database: database?.database_name, bucket: bucket?.bucket_name };
  for (const [what, name] of Object.entries(names))
    if (name !== `imprimatur-${environment}` && !name?.endsWith(`-${environment}`))
      fault(
        'name',
        `the ${what} must be named …-${environment}, so that environments are not mixed up, and is "${name}"`,
      );
  if ((bucket?.jurisdiction ?? 'none') !== jurisdiction && (bucket?.jurisdiction || jurisdiction === 'eu'))
    fault('jurisdiction', `the bucket's jurisdiction must be that of LEDGER_JURISDICTION, "${jurisdiction}"`);
  for (const binding of ['LEDGER', 'OPERATORS', 'AGENCY_LOG', 'MONITOR', 'WEBHOOKS', 'SITES'])
    if (!config.durable_objects.bindings.some(({ name }) => name === binding))
      fault('name', `there must be a binding ${binding}`);
  const ids = (config.ratelimits ?? []).map(({ namespace_id }) => namespace_id);
  if (new Set(ids).size < ids.length)
    fault('rate_limit', 'two rate limits have the same namespace_id: they would count together');
  const pool = Number(vars.LEDGER_POOL_SIZE);
  if (!Number.isInteger(pool) || pool < 1 || pool > 256)
    fault('pool', `LEDGER_POOL_SIZE must be 1 to 256, and is "${vars.LEDGER_POOL_SIZE}"`);
  if (faults.length > 0) return { ok: false, faults };

  const chosen = (value: string | undefined) => (value && !isPlaceholder(value) ? value : null);
  return {
    ok: true,
    value: {
      environment,
      config: file,
      worker: config.name ?? '',
      account: chosen(config.account_id),
      database: { name: database?.database_name ?? '', id: chosen(database?.database_id) },
      bucket: { name: bucket?.bucket_name ?? '', jurisdiction: bucket?.jurisdiction ?? null },
      publicUrl,
      domain: domain ?? '',
      logOrigin: vars.LOG_ORIGIN ?? '',
      jurisdiction: jurisdiction as 'eu' | 'none',
      location: regions.find((region) => STORE_LOCATIONS.includes(region)) ?? null,
      pool,
      secrets: secretsNeeded(config),
    },
  };
}

/** The host of https://HOST; null when it is anything else. */
export function domainOf(publicUrl: string): string | null {
  try {
    const { protocol, host, hostname, origin } = new URL(publicUrl);
    const isName = host === hostname && hostname.includes('.') && !/^[\d.]+$/.test(hostname);
    return protocol === 'https:' && origin === publicUrl && isName ? hostname : null;
  } catch {
    return null;
  }
}

/** R2 keeps the buckets of a jurisdiction apart. */
export const within = ({ jurisdiction }: Settings) =>
  jurisdiction === 'none' ? [] : ['--jurisdiction', jurisdiction];

/** Those that stand in `secrets`, and those that a variable names. */
function secretsNeeded({ vars, secrets }: EnvironmentConfig): string[] {
  const named = Object.values(vars).flatMap(
    (value) => String(value).match(/\b(IDENTITY|ALERT)_SECRET_\w+/g) ?? [],
  );
  return [...new Set([...(secrets?.required ?? []), ...named])];
}
