/** The credentials that `npm start` writes for this machine's gateway, and other commands read. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ClientCredentials, valueAt } from '../newsroom/client.ts';
import { ROOT } from './build.ts';
import { StartFailure } from './failure.ts';

export const CREDENTIALS_FILE = process.env.CREDENTIALS_FILE ?? join(ROOT, '.local', 'credentials.json');

export interface Credentials {
  gateway?: string;
  admin: ClientCredentials;
  auditor?: ClientCredentials;
}

/** Also reads a client's id and secret alone, as `npm run operator` prints them. Throws a `StartFailure`. */
export function readCredentials(file = CREDENTIALS_FILE): Credentials {
  if (!existsSync(file))
    throw new StartFailure(`there are no credentials in ${file}: start a gateway, or name another file`);
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new StartFailure(`${file} is not JSON`);
  }
  const admin = valueAt(json, 'admin') ?? json;
  if (typeof valueAt(admin, 'client_id') !== 'string' || typeof valueAt(admin, 'client_secret') !== 'string')
    throw new StartFailure(`${file} has no client_id and client_secret of an owner`);
  return { ...(json as Credentials), admin: admin as ClientCredentials };
}
