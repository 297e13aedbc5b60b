/** API key administration. A secret is returned once and stored as a hash. */
import { newCredential } from '../../access/credential.ts';
import { idempotencyStatements, rejectDuplicate } from '../../access/idempotency.ts';
import { deleteSecrets, insertSecret, retireSecrets, secretsOf } from '../../access/secret-store.ts';
import { actionMessage } from '../../ledger/actions.ts';
import { commitChange, type OutboxMessage } from '../../ledger/outbox.ts';
import type { Env } from '../../platform/env.ts';
import {
  type Attempt,
  clashing,
  conflicting,
  done,
  type Failure,
  failed,
  faulty,
  missing,
  unlessChanged,
} from '../../platform/failure.ts';
import type { FaultKey } from '../../platform/fault-keys.ts';
import { newId } from '../../platform/ids.ts';
import type { Actor } from '../../platform/openapi.ts';
import { problemMessage } from '../../platform/templates.ts';
import type { Message } from '../../rights/message.ts';
import type { KeyPatch, KeyResource, NewKey, Rotation } from './schemas.ts';
import { findKey, insertKey, type KeyRow, type LicenseForKey, licenseForKey, updateKey } from './store.ts';

const HOUR_MS = 3_600_000;
const REVOKED = conflicting(problemMessage('conflict.key_revoked'));

type WithSecret = KeyResource & { client_secret?: string };

/** Creates a key. See access/idempotency.ts for `idempotencyKey`. */
export async function createKey(
  env: Env,
  input: NewKey,
  actor: Actor,
  idempotencyKey?: string,
): Promise<Attempt<WithSecret>> {
  const license = await licenseForKey(env.DB, input.license);
  if (!license) return faulty('/license', 'There is no license with this id', 'no_license');
  const refusal = refusalOf(input.license, license, actor);
  if (refusal) return failed(refusal);
  if (isPast(input.expires, actor)) return faulty('/expires', 'This time has passed', 'in_the_past');
  const id = newId('key');
  const credential = await newCredential(input.env, id, input.jwk);
  if (!credential.ok) return credential;
  const { hash, hint, jwk, authMethod, secret } = credential.value;
  const at = new Date(actor.now).toISOString();
  const row: KeyRow = {
    id,
    license: input.license,
    name: input.name,
    env: input.env,
    status: 'active',
    hint,
    expires: input.expires ?? null,
    addresses: input.addresses ?? null,
    auth_method: authMethod,
    dpop: input.dpop,
    last_used: null,
    last_refused: null,
    feed_created: null,
    feed_expires: null,
    older_expires: null,
    version: 1,
    created: at,
    updated: at,
    ledger: license.ledger,
  };
  const generation = row.version;
  const statements = [
    ...idempotencyStatements(env.DB, idempotencyKey, actor),
    insertKey(env.DB, row),
    insertSecret(env.DB, { hash, owner: id, created: at, generation, jwk }),
  ];
  const messages = [
    keyMessage(row, [{ generation, expires: null }]),
    actionMessage(actor, 'key.create', id, { after: keyResource(row, actor.now) }),
  ];
  const result = await rejectDuplicate(env, commitChange(env, statements, messages).then(done));
  if (!result.ok) return result;
  return done({ ...keyResource(row, actor.now), ...(secret !== undefined && { client_secret: secret }) });
}

/** Refuses a key that could never get anything. */
function refusalOf(id: string, { status, ends }: LicenseForKey, { now }: Actor): Failure | null {
  const refused = (key: FaultKey, sentence: Message) =>
    clashing(sentence, [{ path: '/license', message: sentence.text, key, parameters: { license: id } }]);
  if (status === 'terminated')
    return refused('license_terminated', problemMessage('conflict.key_of_terminated'));
  return Date.parse(ends) <= now ? refused('license_over', problemMessage('conflict.key_of_ended')) : null;
}

/** Changes name, expiry, addresses or the DPoP requirement. A revoked key cannot change. */
export async function changeKey(
  env: Env,
  id: string,
  patch: KeyPatch,
  actor: Actor,
): Promise<Attempt<KeyResource>> {
  const row = await findKey(env.DB, id);
  if (!row) return missing('key');
  if (row.status === 'revoked') return REVOKED;
  if (isPast(patch.expires, actor))
    return faulty('/expires', 'This time has passed. Use DELETE to revoke a key', 'in_the_past_key');
  const next: KeyRow = {
    ...nextVersion(row, actor),
    ...(patch.name !== undefined && { name: patch.name }),
    ...(patch.expires !== undefined && { expires: patch.expires }),
    ...(patch.addresses !== undefined && { addresses: patch.addresses }),
    ...(patch.dpop !== undefined && { dpop: patch.dpop }),
  };
  const secrets = await secretsOf(env.DB, id, next.updated);
  const action = actionMessage(actor, 'key.change', id, {
    before: keyResource(row, actor.now),
    after: keyResource(next, actor.now),
  });
  const result = await unlessChanged(
    commitChange(env, [updateKey(env.DB, next)], [keyMessage(next, secrets), action]),
  );
  return result.ok ? done(keyResource(next, actor.now)) : result;
}

/**
 * Replaces the secret or public key. Previous ones stay valid for `overlapHours`, but not beyond their own
 * end. Tokens end with their secret: at once without overlap.
 */
export async function rotateKey(
  env: Env,
  id: string,
  { overlapHours, jwk: newJwk }: Rotation,
  actor: Actor,
  idempotencyKey?: string,
): Promise<Attempt<WithSecret & { previousExpires: string }>> {
  const row = await findKey(env.DB, id);
  if (!row) return missing('key');
  if (row.status === 'revoked') return REVOKED;
  const credential = await newCredential(row.env, id, newJwk);
  if (!credential.ok) return credential;
  const { hash, hint, jwk, authMethod, secret } = credential.value;
  const previousExpires = new Date(actor.now + overlapHours * HOUR_MS).toISOString();
  const changed = { hint, auth_method: authMethod, older_expires: previousExpires };
  const next: KeyRow = { ...nextVersion(row, actor), ...changed };
  const generation = next.version;
  const older = (await secretsOf(env.DB, id, next.updated)).map((secret) => ({
    ...secret,
    expires: secret.expires !== null && secret.expires < previousExpires ? secret.expires : previousExpires,
  }));
  const statements = [
    ...idempotencyStatements(env.DB, idempotencyKey, actor),
    updateKey(env.DB, next),
    ...retireSecrets(env.DB, id, previousExpires, next.updated),
    insertSecret(env.DB, { hash, owner: id, created: next.updated, generation, jwk }),
  ];
  const keyChange = keyMessage(next, [...older, { generation, expires: null }]);
  const action = actionMessage(actor, 'key.rotate', id, {
    before: keyResource(row, actor.now),
    after: keyResource(next, actor.now),
  });
  const result = await rejectDuplicate(
    env,
    unlessChanged(commitChange(env, statements, [keyChange, action])),
  );
  if (!result.ok) return result;
  return done({
    previousExpires,
    ...keyResource(next, actor.now),
    ...(secret !== undefined && { client_secret: secret }),
  });
}

/** Revokes a key permanently. A repeated call notifies the ledger shard again: it may follow a 503. */
export async function revokeKey(env: Env, id: string, actor: Actor): Promise<Attempt<void>> {
  const row = await findKey(env.DB, id);
  if (!row) return missing('key');
  const next: KeyRow = row.status === 'revoked' ? row : { ...nextVersion(row, actor), status: 'revoked' };
  const statements = next === row ? [] : [updateKey(env.DB, next), deleteSecrets(env.DB, id)];
  const action = actionMessage(actor, 'key.revoke', id, {
    before: keyResource(row, actor.now),
    after: keyResource(next, actor.now),
  });
  return unlessChanged(
    commitChange(env, statements, [keyMessage(next, []), ...(next === row ? [] : [action])]),
  );
}

export function nextVersion(row: KeyRow, actor: Actor): KeyRow {
  return { ...row, version: row.version + 1, updated: new Date(actor.now).toISOString() };
}

function isPast(expires: string | null | undefined, actor: Actor): boolean {
  return typeof expires === 'string' && Date.parse(expires) <= actor.now;
}

export function keyMessage(
  { id, license, status, expires, addresses, dpop, version, ledger }: KeyRow,
  secrets: { generation: number; expires: string | null }[],
): OutboxMessage {
  const key = {
    id,
    license,
    status,
    ...(expires !== null && { expiresMs: Date.parse(expires) }),
    ...(addresses !== null && { addresses }),
    ...(dpop && { dpop }),
    secrets: secrets.map((secret) => ({
      generation: secret.generation,
      ...(secret.expires !== null && { untilMs: Date.parse(secret.expires) }),
    })),
    version,
  };
  return { object: ledger, change: { kind: 'key', key } };
}

/** `now`, in milliseconds, decides whether an older secret still works. */
export function keyResource(row: KeyRow, now: number): KeyResource {
  const { id, license, name, env, status, hint, expires, addresses, version, created, updated } = row;
  return {
    id,
    client_id: id,
    license,
    name,
    env,
    status,
    hint,
    authMethod: row.auth_method,
    dpop: row.dpop,
    ...(expires !== null && { expires }),
    ...previousExpiresOf(row, now),
    ...(addresses !== null && { addresses }),
    ...(row.last_used !== null && { lastUsed: row.last_used }),
    ...(row.last_refused !== null && { lastRefused: row.last_refused }),
    ...(row.feed_created !== null && {
      feedAddress: {
        created: row.feed_created,
        ...(row.feed_expires !== null && { expires: row.feed_expires }),
      },
    }),
    version,
    created,
    updated,
  };
}

/** No secret outlives its key. */
function previousExpiresOf({ status, expires, older_expires: older }: KeyRow, now: number) {
  if (older === null || status === 'revoked') return {};
  const ends = expires !== null && Date.parse(expires) < Date.parse(older) ? expires : older;
  return Date.parse(ends) > now ? { previousExpires: ends } : {};
}
