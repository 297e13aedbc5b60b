/**
 * wrangler.toml has two environments beside the embedded default, and wrangler hands bindings and variables
 * down to neither. So each is read as wrangler reads it, and compared with the default in full: what may
 * differ stands here, and nothing else does.
 */
import { describe, expect, it } from 'vitest';
import { configFile, parsed } from '../../scripts/provision/config.ts';
import { ENVIRONMENTS, isPlaceholder } from '../../scripts/provision/settings.ts';

type Value = Record<string, unknown>;

/**
 * A key of the normalized configuration, and what is made of both sides before they are compared: nothing,
 * where they may differ freely.
 */
const MAY_DIFFER: Record<string, (value: unknown) => unknown> = {
  name: () => null,
  account_id: () => null,
  // Given by provisioning; that they are custom domains is looked at below.
  routes: () => null,
  targetEnvironment: () => null,
  // Read from a copy in another folder.
  ...Object.fromEntries(
    ['configPath', 'userConfigPath', 'main', 'assets', 'build', 'alias', 'definedEnvironments'].map((key) => [
      key,
      relativeTo,
    ]),
  ),
  topLevelName: () => null,
  secrets: () => null,
  observability: () => null,
  // The embedded runtime has no such engine, and the worker does without.
  analytics_engine_datasets: () => null,
  // The same variables, but for what only an account has, with values of their own.
  vars: (value) =>
    Object.keys(value as Value)
      .filter((name) => name !== 'LEDGER_REGIONS')
      .sort(),
  d1_databases: (value) => each(value, ['database_name', 'database_id']),
  r2_buckets: (value) => each(value, ['bucket_name', 'jurisdiction']),
  ratelimits: (value) => each(value, ['namespace_id']),
};

function relativeTo(value: unknown): unknown {
  return JSON.stringify(value)?.replace(/\/[^"]*imprimatur-config-\w+/g, '');
}

/** A list of bindings without what each environment has for itself. */
function each(value: unknown, own: string[]): unknown {
  return (value as Value[]).map((table) => Object.entries(table).filter(([key]) => !own.includes(key)));
}

const toml = configFile().text;
const top = parsed(toml, undefined) as unknown as Value;

it('writes the measures of each environment into a dataset of its own', () => {
  for (const name of ENVIRONMENTS)
    expect(parsed(toml, name)).toMatchObject({
      analytics_engine_datasets: [{ binding: 'METRICS', dataset: `imprimatur_${name}` }],
    });
});

describe.each(ENVIRONMENTS)('the environment %s', (name) => {
  const environment = parsed(toml, name) as unknown as Value;
  const config = parsed(toml, name);

  it('has every setting of the default, but for what is its own', () => {
    const keys = [...new Set([...Object.keys(top), ...Object.keys(environment)])].sort();
    expect(keys).toContain('durable_objects');
    for (const key of keys) {
      const normalize = MAY_DIFFER[key] ?? ((value: unknown) => value);
      expect(normalize(environment[key]), key).toEqual(normalize(top[key]));
    }
  });

  it('is named after itself, answers at a domain of its own and nowhere else', () => {
    const { routes, workers_dev, preview_urls, d1_databases, r2_buckets } = config;
    expect(config.name).toBe(`imprimatur-${name}`);
    expect(d1_databases.map(({ database_name }) => database_name)).toEqual([`imprimatur-${name}`]);
    expect(r2_buckets.map(({ bucket_name }) => bucket_name)).toEqual([`imprimatur-${name}`]);
    expect([workers_dev, preview_urls]).toEqual([false, false]);
    expect(routes).toEqual([{ pattern: new URL(String(config.vars.PUBLIC_URL)).host, custom_domain: true }]);
  });

  it('cannot be deployed without signing keys, and logs no line of the platform’s own', () => {
    expect(config.secrets).toEqual({ required: ['SIGNING_KEYS'] });
    const { observability } = environment as { observability: { logs: Value } };
    expect(observability.logs).toMatchObject({ enabled: true, invocation_logs: false });
  });
});

it('counts each rate limit of each environment by itself', () => {
  const ids = [undefined, ...ENVIRONMENTS].flatMap((name) =>
    (parsed(toml, name).ratelimits ?? []).map(({ namespace_id }) => namespace_id),
  );
  expect(ids).toHaveLength(18);
  expect(new Set(ids).size).toBe(18);
});

it('has a pool of 16 in production, and says of what nobody has chosen that nobody has', () => {
  const { vars } = parsed(toml, 'production');
  expect(vars.LEDGER_POOL_SIZE).toBe('16');
  for (const name of ['PUBLIC_URL', 'AGENCY_NAME', 'AGENCY_NOTICE', 'LOG_ORIGIN', 'LEDGER_JURISDICTION'])
    expect(isPlaceholder(String(vars[name])), name).toBe(true);
});
