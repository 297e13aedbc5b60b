/** What an owner does with operators: each change is known to their ledger object before the owner has the answer. */
import { actionTold } from '../../ledger/actions.ts';
import { OPERATORS_OBJECT } from '../../ledger/names.ts';
import { commitChange, type Told } from '../../ledger/outbox.ts';
import type { By } from '../../platform/desk.ts';
import type { Env } from '../../platform/env.ts';
import { type Attempt, conflicting, done, faulty, missing, unlessChanged } from '../../platform/failure.ts';
import { newId } from '../../platform/ids.ts';
import { problemMessage } from '../../platform/templates.ts';
import { newCredential } from '../credential.ts';
import { onceStatements, unlessDone } from '../once.ts';
import { deleteSecrets, insertSecret } from '../secret-store.ts';
import type { NewOperator, OperatorPatch, OperatorResource } from './schemas.ts';
import { findOperatorRow, hasOtherOwner, insertOperator, type OperatorRow, updateOperator } from './store.ts';

type WithSecret = OperatorResource & { client_secret?: string };

const LAST_OWNER = conflicting(problemMessage('conflict.last_owner'));
const REVOKED = conflicting(problemMessage('conflict.operator_revoked'));
const SIGNS_IN = conflicting(problemMessage('conflict.operator_without_key'));

/** `once`: what only one request may be done with (once.ts). */
export async function createOperator(
  env: Env,
  input: NewOperator,
  by: By,
  once?: string,
): Promise<Attempt<WithSecret>> {
  if (input.expires !== undefined && Date.parse(input.expires) <= by.now)
    return faulty('/expires', 'This is over already', 'in_the_past');
  const id = newId('opr');
  const credential = await newCredential('live', id, input.jwk);
  if (!credential.ok) return credential;
  const { hash, hint, jwk, secret } = credential.value;
  const { name, role, expires = null } = input;
  const row = newRow({ id, name, role, hint, expires }, by.now);
  const kept = { hash, owner: id, created: row.created, generation: row.generation, expires, jwk };
  const action = actionTold(by, 'operator.create', id, { after: operatorResource(row) });
  const statements = [
    ...onceStatements(env.DB, once, by),
    insertOperator(env.DB, row),
    insertSecret(env.DB, kept),
  ];
  const committed = await unlessDone(env, commitChange(env, statements, [toldOf(row), action]).then(done));
  if (!committed.ok) return committed;
  return done({ ...operatorResource(row), ...(secret !== undefined && { client_secret: secret }) });
}

export async function changeOperator(
  env: Env,
  id: string,
  patch: OperatorPatch,
  by: By,
): Promise<Attempt<OperatorResource>> {
  const row = await findOperatorRow(env.DB, id);
  if (!row) return missing('operator');
  if (row.status === 'revoked') return REVOKED;
  if (row.identity !== null && patch.role !== undefined)
    return conflicting(problemMessage('conflict.role_of_provider'));
  const next: OperatorRow = {
    ...following(row, by),
    ...(patch.name !== undefined && { name: patch.name }),
    ...(patch.role !== undefined && { role: patch.role }),
    ...(patch.status !== undefined && { status: patch.status }),
  };
  return stored(env, { row, next, act: 'operator.change', statements: [] }, by);
}

/** A new key; the one before, and every token of it, is over at once. */
export async function rotateOperator(
  env: Env,
  id: string,
  { jwk: newJwk, once }: { jwk?: { kty: string } | undefined; once?: string | undefined },
  by: By,
): Promise<Attempt<WithSecret>> {
  const row = await findOperatorRow(env.DB, id);
  if (!row) return missing('operator');
  if (row.status === 'revoked') return REVOKED;
  if (row.identity !== null) return SIGNS_IN;
  const credential = await newCredential('live', id, newJwk);
  if (!credential.ok) return credential;
  const { hash, hint, jwk, secret } = credential.value;
  const next: OperatorRow = { ...following(row, by), hint, generation: row.generation + 1 };
  const kept = {
    hash,
    owner: id,
    created: next.updated,
    generation: next.generation,
    expires: row.expires,
    jwk,
  };
  const statements = [
    ...onceStatements(env.DB, once, by),
    deleteSecrets(env.DB, id),
    insertSecret(env.DB, kept),
  ];
  const changed = await unlessDone(env, stored(env, { row, next, act: 'operator.rotate', statements }, by));
  return changed.ok
    ? done({ ...changed.value, ...(secret !== undefined && { client_secret: secret }) })
    : changed;
}

/** Final. A second call tells the object once more: it may come after a 503. */
export async function revokeOperator(env: Env, id: string, by: By): Promise<Attempt<void>> {
  const row = await findOperatorRow(env.DB, id);
  if (!row) return missing('operator');
  if (row.status === 'revoked') return done(await commitChange(env, [], [toldOf(row)]));
  const next: OperatorRow = { ...following(row, by), status: 'revoked' };
  const statements = [deleteSecrets(env.DB, id)];
  const revoked = await stored(env, { row, next, act: 'operator.revoke', statements }, by);
  return revoked.ok ? done(undefined) : revoked;
}

interface Change {
  row: OperatorRow;
  next: OperatorRow;
  act: string;
  statements: D1PreparedStatement[];
}

async function stored(
  env: Env,
  { row, next, act, statements }: Change,
  by: By,
): Promise<Attempt<OperatorResource>> {
  const stops = isActiveOwner(row) && !isActiveOwner(next);
  if (stops && !(await hasOtherOwner(env.DB, row.id))) return LAST_OWNER;
  const digests = { before: operatorResource(row), after: operatorResource(next) };
  const told = [toldOf(next), actionTold(by, act, row.id, digests)];
  const committed = await unlessChanged(
    commitChange(env, [updateOperator(env.DB, next), ...statements], told),
  );
  return committed.ok ? done(operatorResource(next)) : committed;
}

/** Of an operator who was not there before. */
export function newRow(
  made: Pick<OperatorRow, 'id' | 'name' | 'role'> & Partial<OperatorRow>,
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
    ...made,
  };
}

const isActiveOwner = ({ role, status }: OperatorRow) => role === 'owner' && status === 'active';

export function following(row: OperatorRow, by: By): OperatorRow {
  return { ...row, version: row.version + 1, updated: new Date(by.now).toISOString() };
}

export function toldOf({ id, role, status, generation, version }: OperatorRow): Told {
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
