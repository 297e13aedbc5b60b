/** The keys of the licenses. The gateway shows a secret once, so they are stored before anything is delivered. */
import { readFileSync } from 'node:fs';
import { StartFailure } from '../../lib/failure.ts';
import { writePrivate } from '../../lib/private-file.ts';
import type { ClientCredentials } from '../client.ts';
import type { Licensed } from './licensing.ts';

interface KeysFile {
  gateway: string;
  seed: string;
  partners: (ClientCredentials & { name: string; license: string; role: string; test?: ClientCredentials })[];
}

/** By key id. Empty if the file does not exist, or is of another gateway. */
export function readKeys(file: string, gateway: string): Map<string, ClientCredentials> {
  try {
    const stored = JSON.parse(readFileSync(file, 'utf8')) as KeysFile;
    if (stored.gateway !== gateway) return new Map();
    const keys = stored.partners.flatMap((partner) => [partner, ...(partner.test ? [partner.test] : [])]);
    return new Map(keys.map(({ client_id, client_secret }) => [client_id, { client_id, client_secret }]));
  } catch {
    return new Map();
  }
}

export function writeKeys(file: string, gateway: string, seed: string, licensed: Licensed[]): void {
  const partners = licensed.map(({ id, plan, live, test }) => ({
    name: plan.partner.name,
    license: id,
    role: plan.role,
    ...live,
    ...(test && { test }),
  }));
  try {
    writePrivate(file, `${JSON.stringify({ gateway, seed, partners } satisfies KeysFile, null, 2)}\n`);
  } catch (error) {
    throw new StartFailure(`the keys cannot be written to ${file}: ${(error as Error).message}`);
  }
}
