/**
 * Operator administration. Each change has reached the operators' object before the owner gets the response.
 */
import { actionMessage, statusChange } from '../../ledger/actions.ts';
import { OPERATORS_OBJECT } from '../../ledger/names.ts';
import { commitChange, type OutboxMessage } from '../../ledger/outbox.ts';
import type { Env } from '../../platform/env.ts';
import { type Attempt, conflicting, done, faulty, missing, unlessChanged } from '../../platform/failure.ts';
import { newId } from '../../platform/ids.ts';
import type { Actor } from '../../platform/openapi.ts';
import { problemMessage } from '../../platform/templates.ts';
import { newCredential } from '../credential.ts';
import { idempotencyStatements, rejectDuplicate } from '../idempotency.ts';
import { deleteSecrets, insertSecret } from '../secret-store.ts';
import type { NewOperator, OperatorPatch, OperatorResource } from './schemas.ts';
import { findOperatorRow, hasOtherOwner, insertOperator, type OperatorRow, updateOperator } from './store.ts';

type WithSecret = OperatorResource & { client_secret?: string };

const LAST_OWNER = conflicting(problemMessage('conflict.last_owner'));
const REVOKED = conflicting(problemMessage('conflict.operator_revoked'));
const FEDERATED = conflicting(problemMessage('conflict.operator_without_key'));

/** Creates an operator. See idempotency.ts for `idempotencyKey`. */
export async function createOperator(
  env: Env,
  input: NewOperator,
  actor: Actor,
  idempotencyKey?: string,
): Promise<Attempt<WithSecret>> {
  if (input.expires !== undefined && Date.parse(input.expires) <= actor.now)
    return faulty('/expires', 'This time has passed', 'in_the_past');
  const id = newId('opr');
  const credential = await newCredential('live', id, input.jwk);
  if (!credential.ok) return credential;
  const { hash, hint, jwk, secret } = credential.value;
  const { name, role, expires = null } = input;
  const row = newRow({ id, name, role, hint, expires }, actor.now);
  const storedSecret = { hash, owner: id, created: row.created, generation: row.generation, expires, jwk };
  const action = actionMessage(actor, 'operator.create', id, { after: operatorResource(row) });
  const statements = [
    ...idempotencyStatements(env.DB, idempotencyKey, actor),
    insertOperator(env.DB, row),
    insertSecret(env.DB, storedSecret),
  ];
  const result = await rejectDuplicate(
    env,
    commitChange(env, statements, [operatorMessage(row), action]).then(done),
  );
  if (!result.ok) return result;
  return done({ ...operatorResource(row), ...(secret !== undefined && { client_secret: secret }) });
}

export async function changeOperator(
  env: Env,
  id: string,
  patch: OperatorPatch,
  actor: Actor,
): Promise<Attempt<OperatorResource>> {
  const row = await findOperatorRow(env.DB, id);
  if (!row) return missing('operator');
  if (row.status === 'revoked') return REVOKED;
  if (row.identity !== null && patch.role !== undefined)
    return conflicting(problemMessage('conflict.role_of_provider'));
  const next: OperatorRow = {
    ...nextVersion(row, actor),
    ...(patch.name !== undefined && { name: patch.name }),
    ...(patch.role !== undefined && { role: patch.role }),
    ...(patch.status !== undefined && { status: patch.status }),
  };
  return storeChange(env, { row, next, act: 'operator.change', statements: [] }, actor);
}

/** Replaces the key. The previous one and all its tokens end at once. */
export async function rotateOperator(
  env: Env,
  id: string,
  { jwk: newJwk, idempotencyKey }: { jwk?: { kty: string } | undefined; idempotencyKey?: string | undefined },
  actor: Actor,
): Promise<Attempt<WithSecret>> {
  const row = await findOperatorRow(env.DB, id);
  if (!row) return missing('operator');
  if (row.status === 'revoked') return REVOKED;
  if (row.identity !== null) return FEDERATED;
  const credential = await newCredential('live', id, newJwk);
  if (!credential.ok) return credential;
  const { hash, hint, jwk, secret } = credential.value;
  const next: OperatorRow = { ...nextVersion(row, actor), hint, generation: row.generation + 1 };
  const storedSecret = {
    hash,
    owner: id,
    created: next.updated,
    generation: next.generation,
    expires: row.expires,
    jwk,
  };
  const statements = [
    ...idempotencyStatements(env.DB, idempotencyKey, actor),
    deleteSecrets(env.DB, id),
    insertSecret(env.DB, storedSecret),
  ];
  const result = await rejectDuplicate(
    env,
    storeChange(env, { row, next, act: 'operator.rotate', statements }, actor),
  );
  return result.ok
    ? done({ ...result.value, ...(secret !== undefined && { client_secret: secret }) })
    : result;
}

/** Revokes an operator permanently. A repeated call notifies the object again: it may follow a 503. */
export async function revokeOperator(env: Env, id: string, actor: Actor): Promise<Attempt<void>> {
  const row = await findOperatorRow(env.DB, id);
  if (!row) return missing('operator');
  if (row.status === 'revoked') return done(await commitChange(env, [], [operatorMessage(row)]));
  const next: OperatorRow = { ...nextVersion(row, actor), status: 'revoked' };
  const statements = [deleteSecrets(env.DB, id)];
  const result = await storeChange(env, { row, next, act: 'operator.revoke', statements }, actor);
  return result.ok ? done(undefined) : result;
}

interface Change {
  row: OperatorRow;
  next: OperatorRow;
  act: string;
  statements: D1PreparedStatement[];
}

async function storeChange(
  env: Env,
  { row, next, act, statements }: Change,
  actor: Actor,
): Promise<Attempt<OperatorResource>> {
  const endsOwnership = isActiveOwner(row) && !isActiveOwner(next);
  if (endsOwnership && !(await hasOtherOwner(env.DB, row.id))) return LAST_OWNER;
  const action = actionMessage(actor, act, row.id, {
    change: statusChange(row, next),
    before: operatorResource(row),
    after: operatorResource(next),
  });
  const messages = [operatorMessage(next), action];
  const result = await unlessChanged(
    commitChange(env, [updateOperator(env.DB, next), ...statements], messages),
  );
  return result.ok ? done(operatorResource(next)) : result;
}

export function newRow(
  fields: Pick<OperatorRow, 'id' | 'name' | 'role'> & Partial<OperatorRow>,
  nowMs: number,
): OperatorRow {
  const at = new Date(nowMs).toISOString();
  return {
    status: 'active',
    hint: null,
    expires: null,
    generation: 1,
    identity: null,
    version: 1,
    created: at,
    updated: at,
    ...fields,
  };
}

const isActiveOwner = ({ role, status }: OperatorRow) => role === 'owner' && status === 'active';

export function nextVersion(row: OperatorRow, actor: Actor): OperatorRow {
  return { ...row, version: row.version + 1, updated: new Date(actor.now).toISOString() };
}

export function operatorMessage({ id, role, status, generation, version }: OperatorRow): OutboxMessage {
  const operator = { id, role, status, generation, version };
  return { object: OPERATORS_OBJECT, change: { kind: 'operator', operator } };
}

export function operatorResource(row: OperatorRow): OperatorResource {
  const { id, name, role, status, hint, expires, identity, version, created, updated } = row;
  return {
    id,
    client_id: id,
    name,
    role,
    status,
    ...(hint !== null && { hint }),
    ...(expires !== null && { expires }),
    ...(identity !== null && { identity: JSON.parse(identity) as { issuer: string; subject: string } }),
    version,
    created,
    updated,
  };
}
