/** Keeping what nobody can get back: the ring of signing keys, and the key of the first owner. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { keyRing } from '../../src/access/keyring.ts';
import { generateKeyRing } from '../../src/access/keyring-make.ts';
import { ROOT } from '../lib/build.ts';
import { type Credentials, readCredentials } from '../lib/credentials-file.ts';
import { StartFailure } from '../lib/failure.ts';
import type { MadeOperator } from '../lib/new-operator.ts';
import { writePrivate } from '../lib/private-file.ts';
import type { Keeper } from './plan.ts';

/** Stores the ring before it is used. The file of a run that was cut off is used as it is. */
export async function storedRing(keeper: Keeper): Promise<string> {
  if (keeper.kind === 'file' && existsSync(keeper.path)) {
    if (statSync(keeper.path).mode & 0o077)
      throw new StartFailure(
        `the signing keys in ${keeper.path} can be read by others than you: if nobody has, chmod 600 ${keeper.path}; else take the file away, and new ones are made`,
      );
    const stored = readFileSync(keeper.path, 'utf8').trim();
    await keyRing(stored).catch((error: Error) => {
      throw new StartFailure(`the signing keys in ${keeper.path} cannot be used: ${error.message}`);
    });
    return stored;
  }
  const ring = await generateKeyRing();
  if (keeper.kind === 'file') writePrivate(keeper.path, ring);
  else handTo(keeper.command, ring);
  return ring;
}

function handTo(command: string, ring: string): void {
  const { CLOUDFLARE_API_TOKEN: _token, CLOUDFLARE_API_KEY: _key, ...env } = process.env;
  const { status } = spawnSync(command, {
    shell: true,
    input: ring,
    env,
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  if (status !== 0)
    throw new StartFailure(
      `the command that is to keep the signing keys failed (${status}): nothing was done with them`,
    );
}

/** Null: nothing is stored. Throws a `StartFailure` when the file is of another gateway. */
export function storedOwner(file: string, gateway: string): Credentials | null {
  if (!existsSync(file)) return null;
  const stored = readCredentials(file);
  if (stored.gateway !== gateway)
    throw new StartFailure(`${file} has the key of ${stored.gateway}; say --credentials FILE`);
  return stored;
}

/** In the form of the credentials of `npm start`, so that the other commands take it as CREDENTIALS_FILE. */
export function keepOwner(file: string, gateway: string, { client }: MadeOperator): void {
  storedOwner(file, gateway);
  const { client_id, client_secret = '' } = client;
  writePrivate(file, `${JSON.stringify({ gateway, admin: { client_id, client_secret } }, null, 2)}\n`);
}

/** Secrets in a checkout are one `git add` away from everybody; `.local` is ignored. */
export function assertOutside(path: string, what: string): void {
  const inside = relative(ROOT, resolve(path));
  const [first = ''] = inside.split(sep);
  // Absolute: on another drive.
  if (first !== '..' && !isAbsolute(inside) && !(first === '.local' && inside !== first))
    throw new StartFailure(`${what} must not lie in the checkout: ${path}`);
}
