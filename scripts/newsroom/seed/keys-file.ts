/** The licenses' keys: shown once by the gateway, so they are written down before anything else is done. */
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { StartFailure } from '../../lib/failure.ts';
import type { ClientCredentials } from '../client.ts';
import type { Licensed } from './licensing.ts';

interface Written extends ClientCredentials {
  name: string;
  license: string;
  role: string;
  test?: ClientCredentials;
}

interface KeysFile {
  gateway: string;
  seed: string;
  partners: Written[];
}

/** Secrets by key id, of the same gateway; none when there is no such file. */
export function readKeys(file: string, gateway: string): Map<string, ClientCredentials> {
  if (!existsSync(file)) return new Map();
  try {
    const stored = JSON.parse(readFileSync(file, 'utf8')) as KeysFile;
    if (stored.gateway !== gateway) return new Map();
    const keys = stored.partners.flatMap((partner): ClientCredentials[] => [
      partner,
      ...(partner.test ? [partner.test] : []),
    ]);
    return new Map(keys.map(({ client_id, client_secret }) => [client_id, { client_id, client_secret }]));
  } catch {
    return new Map();
  }
}

/** In place of what was there, whole or not at all; mode 600. */
export function writeKeys(
  file: string,
  { gateway, seed, licensed }: { gateway: string; seed: string; licensed: Licensed[] },
): void {
  const partners = licensed.map(
    ({ id, plan, live, test }): Written => ({
      name: plan.partner.name,
      license: id,
      role: plan.role,
      ...live,
      ...(test && { test }),
    }),
  );
  const text = `${JSON.stringify({ gateway, seed, partners } satisfies KeysFile, null, 2)}\n`;
  const draft = `${file}.new`;
  try {
    writeFileSync(draft, text, { mode: 0o600 });
    chmodSync(draft, 0o600);
    renameSync(draft, file);
  } catch (error) {
    throw new StartFailure(`the keys cannot be written to ${file}: ${(error as Error).message}`);
  }
}
