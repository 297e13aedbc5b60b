/** What the desk does with API keys. A secret is answered once and kept as a hash. */
import { mintApiKey } from '../../access/api-key.ts';
import { commitChange, type Told } from '../../ledger/outbox.ts';
import type { By } from '../../platform/desk.ts';
import type { Env } from '../../platform/env.ts';
import { type Attempt, conflicting, done, faulty, missing, unlessChanged } from '../../platform/failure.ts';
import { newId } from '../../platform/ids.ts';
import type { KeyPatch, KeyResource, NewKey } from './schemas.ts';
import {
  deleteSecrets,
  findKey,
  insertKey,
  insertSecret,
  type KeyRow,
  licenseForKey,
  retireSecrets,
  updateKey,
} from './store.ts';

const HOUR_MS = 3_600_000;
const REVOKED = conflicting('This key is revoked; make a new one.');

type WithSecret = KeyResource & { client_secret: string };

export async function createKey(env: Env, input: NewKey, by: By): Promise<Attempt<WithSecret>> {
  const license = await licenseForKey(env.DB, input.license);
  if (!license) return faulty('/license', 'There is no license with this id');
  if (license.status === 'terminated') return conflicting('The license is terminated.');
  if (over(input.expires, by)) return faulty('/expires', 'This is over already');
  const id = newId('key');
  const { secret, hash, hint } = mintApiKey(input.env, id);
  const at = new Date(by.now).toISOString();
  const row: KeyRow = {
    id,
    license: input.license,
    name: input.name,
    env: input.env,
    status: 'active',
    hint,
    expires: input.expires ?? null,
    addresses: input.addresses ?? null,
    version: 1,
    created: at,
    updated: at,
    ledger: license.ledger,
  };
  const statements = [insertKey(env.DB, row), insertSecret(env.DB, { hash, owner: id, created: at })];
  await commitChange(env, statements, [toldOf(row)]);
  return done({ ...keyResource(row), client_secret: secret });
}

export async function changeKey(
  env: Env,
  id: string,
  patch: KeyPatch,
  by: By,
): Promise<Attempt<KeyResource>> {
  const row = await findKey(env.DB, id);
  if (!row) return missing('key');
  if (row.status === 'revoked') return REVOKED;
  if (over(patch.expires, by)) return faulty('/expires', 'This is over already; DELETE revokes a key');
  const next: KeyRow = {
    ...following(row, by),
    ...(patch.name !== undefined && { name: patch.name }),
    ...(patch.expires !== undefined && { expires: patch.expires }),
    ...(patch.addresses !== undefined && { addresses: patch.addresses }),
  };
  const committed = await unlessChanged(commitChange(env, [updateKey(env.DB, next)], [toldOf(next)]));
  return committed.ok ? done(keyResource(next)) : committed;
}

/**
 * A new secret; the old ones work on for `overlapHours`, those that would have ended earlier until then. Tokens that
 * were issued for an old secret live out their minutes: to stop a key that has leaked, revoke it.
 */
export async function rotateKey(
  env: Env,
  id: string,
  overlapHours: number,
  by: By,
): Promise<Attempt<WithSecret & { previousExpires: string }>> {
  const row = await findKey(env.DB, id);
  if (!row) return missing('key');
  if (row.status === 'revoked') return REVOKED;
  const { secret, hash, hint } = mintApiKey(row.env, id);
  const next: KeyRow = { ...following(row, by), hint };
  const previousExpires = new Date(by.now + overlapHours * HOUR_MS).toISOString();
  const statements = [
    updateKey(env.DB, next),
    ...retireSecrets(env.DB, id, previousExpires, next.updated),
    insertSecret(env.DB, { hash, owner: id, created: next.updated }),
  ];
  const committed = await unlessChanged(commitChange(env, statements, []));
  return committed.ok ? done({ ...keyResource(next), client_secret: secret, previousExpires }) : committed;
}

/** Final. A second call tells the object once more: it may come after a 503. */
export async function revokeKey(env: Env, id: string, by: By): Promise<Attempt<void>> {
  const row = await findKey(env.DB, id);
  if (!row) return missing('key');
  const next: KeyRow = row.status === 'revoked' ? row : { ...following(row, by), status: 'revoked' };
  const statements = next === row ? [] : [updateKey(env.DB, next), deleteSecrets(env.DB, id)];
  return unlessChanged(commitChange(env, statements, [toldOf(next)]));
}

function following(row: KeyRow, by: By): KeyRow {
  return { ...row, version: row.version + 1, updated: new Date(by.now).toISOString() };
}

function over(expires: string | null | undefined, by: By): boolean {
  return typeof expires === 'string' && Date.parse(expires) <= by.now;
}

function toldOf({ id, license, status, expires, version, ledger }: KeyRow): Told {
  const ends = expires === null ? {} : { expiresMs: Date.parse(expires) };
  return { object: ledger, change: { kind: 'key', key: { id, license, status, ...ends, version } } };
}

export function keyResource(row: KeyRow): KeyResource {
  const { id, license, name, env, status, hint, expires, addresses, version, created, updated } = row;
  return {
    id,
    client_id: id,
    license,
    name,
    env,
    status,
    hint,
    ...(expires !== null && { expires }),
    ...(addresses !== null && { addresses }),
    version,
    created,
    updated,
  };
}
