/** wrangler.toml as wrangler reads it, and the same text with edits in it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { unstable_readConfig as readConfig } from 'wrangler';
import { ROOT } from '../lib/build.ts';
import { StartFailure } from '../lib/failure.ts';
import {
  ENVIRONMENTS,
  type Environment,
  type EnvironmentConfig,
  type Read,
  readSettings,
} from './settings.ts';

export const CONFIG = join(ROOT, 'wrangler.toml');

export interface ConfigFile {
  path: string;
  text: string;
}

export function configFile(path = CONFIG): ConfigFile {
  try {
    return { path, text: readFileSync(path, 'utf8') };
  } catch {
    throw new StartFailure(`there is no ${path}`);
  }
}

/** Without an environment: the embedded default. Throws a `StartFailure` when wrangler does not take it. */
export function parsed(toml: string, environment: Environment | undefined): EnvironmentConfig {
  const folder = mkdtempSync(join(tmpdir(), 'imprimatur-config-'));
  try {
    const file = join(folder, 'wrangler.toml');
    writeFileSync(file, toml);
    return readConfig(
      { config: file, ...(environment && { env: environment }) },
      { hideWarnings: true },
    ) as EnvironmentConfig;
  } catch (error) {
    throw new StartFailure(`wrangler.toml cannot be read: ${(error as Error).message}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What the text of the file says of one environment, looked at beside the others in it. */
export function settingsIn(toml: string, environment: Environment, path: string): Read {
  return readSettings(environment, parsed(toml, environment), {
    beside: ENVIRONMENTS.filter((one) => one !== environment).map((one) => parsed(toml, one)),
    file: resolve(path) === CONFIG ? null : relative(process.cwd(), path),
  });
}
