/** wrangler.toml as wrangler reads it, and the same text with edits in it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative, resolve } from 'node:path';
import { unstable_readConfig as readConfig, experimental_readRawConfig as readRawConfig } from 'wrangler';
import { ROOT } from '../lib/build.ts';
import { StartFailure } from '../lib/failure.ts';
import {
  ENVIRONMENTS,
  type Environment,
  type EnvironmentConfig,
  type Own,
  ownOf,
  type ReadSettings,
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

/** As people know the file: from where they are. */
export const shown = (path: string) =>
  resolve(path) === CONFIG ? basename(CONFIG) : relative(process.cwd(), path);

/** `environment` undefined: the embedded default. `path`: where the text is from. */
export function parsed(toml: string, environment: Environment | undefined, path = CONFIG): EnvironmentConfig {
  const env = environment && { env: environment };
  return readWith(
    (config) => readConfig({ config, ...env }, { hideWarnings: true }),
    toml,
    path,
  ) as EnvironmentConfig;
}

/** What the text of the file says of one environment, looked at beside the others in it. */
export function settingsIn(toml: string, environment: Environment, path: string): ReadSettings {
  return readSettings(environment, parsed(toml, environment, path), {
    others: othersIn(toml, environment, path),
    file: resolve(path) === CONFIG ? null : shown(path),
  });
}

/** Not as wrangler takes them: one that is not there, or has faults, keeps nobody from this one. */
function othersIn(toml: string, environment: Environment, path: string): Own[] {
  const { env } = readWith((config) => readRawConfig({ config }), toml, path).rawConfig;
  return ENVIRONMENTS.flatMap((name) => (name === environment ? [] : (ownOf(name, env?.[name]) ?? [])));
}

/** Wrangler reads files: it is given one with this text, of the same name. */
function readWith<T>(read: (file: string) => T, toml: string, path: string): T {
  const folder = mkdtempSync(join(tmpdir(), 'imprimatur-config-'));
  const file = join(folder, basename(path));
  try {
    writeFileSync(file, toml);
    return read(file);
  } catch (error) {
    const name = shown(path);
    // It says where the copy lies, and takes every file of TOML for a wrangler.toml.
    const parts = (error as Error).message.split(relative(process.cwd(), file));
    const renamed = parts.map((part) => part.replaceAll(basename(CONFIG), name)).join(name);
    throw new StartFailure(`${name} cannot be read: ${renamed}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
