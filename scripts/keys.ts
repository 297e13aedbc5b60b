/** `npm run keys -- list | prepare | rotate | compromised`: signing keys of KEYS_FILE or of this machine. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KEY_PURPOSES, type KeyPurpose, keyRing, type StoredKeyRing } from '../src/access/keyring.ts';
import { markCompromised, prepareKey, rotateKey } from '../src/access/keyring-rotate.ts';
import { ROOT } from './lib/build.ts';
import { StartFailure, stopWith, UsageFailure } from './lib/failure.ts';
import { writePrivate } from './lib/private-file.ts';

const USAGE = `Usage: npm run keys -- list|prepare|rotate|compromised

  list                 list the signing keys in KEYS_FILE, or of this machine
  prepare [PURPOSE]    create the next signing key, which is published but does not sign yet
  rotate [PURPOSE]     sign with the next key, and retire the current one
  compromised KID      trust nothing that this key has signed

  PURPOSE              ${KEY_PURPOSES.join(', ')} (default: all)
  --help               print this help`;

const FILE =
  process.env.KEYS_FILE ?? join(process.env.STATE_DIR ?? join(ROOT, '.local', 'state'), 'signing-keys.json');

async function main(): Promise<void> {
  const [act, argument] = process.argv.slice(2);
  if (process.argv.includes('--help')) throw new UsageFailure(USAGE);
  if (!existsSync(FILE)) throw new StartFailure(`there are no signing keys in ${FILE}`);
  const ring = JSON.parse(readFileSync(FILE, 'utf8')) as StoredKeyRing;
  if (act === 'list') return print(ring);
  const changed = await change(ring, act, argument);
  await keyRing(JSON.stringify(changed));
  writePrivate(FILE, JSON.stringify(changed));
  print(changed);
  console.log(
    `written to ${FILE}; takes effect at the next start, or once it is deployed as the secret SIGNING_KEYS`,
  );
}

async function change(ring: StoredKeyRing, act = '', argument?: string): Promise<StoredKeyRing> {
  const now = new Date();
  switch (act) {
    case 'prepare':
    case 'rotate': {
      const step = act === 'prepare' ? prepareKey : rotateKey;
      let changed = ring;
      for (const purpose of purposes(argument)) changed = await step(changed, purpose, now);
      return changed;
    }
    case 'compromised': {
      const changed = argument === undefined ? null : await markCompromised(ring, argument, now);
      if (!changed) throw new StartFailure(`there is no key ${argument ?? ''} in ${FILE}`);
      return changed;
    }
    default:
      throw new UsageFailure(USAGE);
  }
}

function purposes(named: string | undefined): readonly KeyPurpose[] {
  if (named === undefined) return KEY_PURPOSES;
  const found = KEY_PURPOSES.filter((purpose) => purpose === named);
  if (found.length === 0)
    throw new StartFailure(`unknown purpose ${named}; use one of ${KEY_PURPOSES.join(', ')}`);
  return found;
}

function print({ keys }: StoredKeyRing): void {
  for (const { purpose, status, since = '', jwk } of keys)
    console.log([purpose.padEnd(10), status.padEnd(11), jwk.kid, since].join('  ').trimEnd());
}

main().catch(stopWith);
