/**
 * An operator who signs in with an identity provider: made at the first sign-in, with the role that the provider's token gives at
 * each. Who was stopped here stays stopped, whatever the provider says.
 */
import { createHash } from 'node:crypto';
import { actionTold } from '../../ledger/actions.ts';
import { commitChange, type Told } from '../../ledger/outbox.ts';
import type { OperatorState, Role } from '../../ledger/types.ts';
import type { Env } from '../../platform/env.ts';
import { following, newRow, operatorResource, toldOf } from '../operators/service.ts';
import {
  type Decided,
  findDecided,
  findOperatorRow,
  insertOperator,
  noteDecided,
  type OperatorRow,
  updateOperator,
} from '../operators/store.ts';
import { askOperators } from '../operators-object.ts';
import { isUsed, useOnceStatements } from '../store.ts';
import { PROVIDER_LEEWAY_S, SIGN_IN_ATTEMPTS_MAX } from './limits.ts';
import type { Subject } from './subject-token.ts';

export type SignedIn =
  | { ok: true; role: Role; generation: number }
  | {
      ok: false;
      reason:
        | 'no_role'
        /** Suspended or revoked here. */
        | 'stopped'
        /** An ID token from before the operator was last changed. */
        | 'outdated'
        /** An ID token that has been exchanged before. */
        | 'replayed'
        /** Others change the same operator all the time. */
        | 'contended';
    };

const refused = (reason: Extract<SignedIn, { ok: false }>['reason']): SignedIn => ({ ok: false, reason });

/** `token` as it was shown. Throws a `Refusal` when the operators' object does not acknowledge. */
export async function signIn(env: Env, subject: Subject, token: string, now: number): Promise<SignedIn> {
  const digest = digestOf(token);
  for (let attempt = 0; attempt < SIGN_IN_ATTEMPTS_MAX; attempt++) {
    const answer = await trySignIn(env, subject, digest, now);
    if (answer) return answer;
  }
  return refused('contended');
}

/** Of what is signed. An ECDSA signature can be spelled in two ways, and either would count as another token. */
function digestOf(token: string): string {
  return createHash('sha256')
    .update(token.slice(0, token.lastIndexOf('.')))
    .digest('base64url');
}

/** Null: something of it has changed since it was read. */
async function trySignIn(env: Env, subject: Subject, digest: string, now: number): Promise<SignedIn | null> {
  const row = await findOperatorRow(env.DB, subject.operator);
  // D1 may have been restored to before the operator was made, or stopped.
  const standing = () =>
    askOperators(env, (object) => object.operatorStanding(subject.operator), { repeats: true });
  const known = row ?? (await standing());
  if (known && known.status !== 'active') return refused('stopped');
  if (row && (isOutdated(subject, row) || isOverruled(subject, await findDecided(env.DB, row.id))))
    return refused('outdated');
  const { role } = subject;
  if (role === null) return row ? loseRole(env, { subject, row, digest, now }) : refused('no_role');

  const isFirst = !(await isUsed(env.DB, `subject_${digest}`));
  // Access sends the same token with each request of a session; an ID token is shown for one.
  if (!isFirst && subject.provider.kind === 'oidc') return refused('replayed');
  const next = row ? withRole(row, role, now) : firstRow(subject, role, { known, now });
  const via = subject.provider.issuer;
  const by = { operator: row?.id ?? next.id, now };
  const before = row && operatorResource(row);
  const after = operatorResource(next);
  const told: Told[] = [];
  const statements: D1PreparedStatement[] = [];
  if (next !== row) {
    statements.push(row ? updateOperator(env.DB, next, { evenTheLast: true }) : insertOperator(env.DB, next));
    const act = row ? 'operator.change' : 'operator.create';
    told.push(toldOf(next), actionTold(by, act, next.id, { before, after, via }));
  }
  if (isFirst) {
    statements.push(
      noteDecided(env.DB, next.id, subject),
      ...useOnceStatements(env.DB, `subject_${digest}`, subject.expiresMs, now),
    );
    told.push(actionTold(by, 'operator.sign_in', next.id, { before: after, after, via }));
  }
  const isDone = told.length === 0 || (await committed(env, statements, told));
  return isDone ? { ok: true, role, generation: next.generation } : null;
}

/**
 * What a newer token or an owner has changed is not changed back by a token that was got before, and not used yet. Of Access the
 * same one comes for a whole session.
 */
function isOutdated({ provider, issuedMs }: Subject, { version, updated }: OperatorRow): boolean {
  const madeMs = issuedMs + PROVIDER_LEEWAY_S * 1_000;
  return provider.kind === 'oidc' && version > 1 && madeMs < Date.parse(updated);
}

/** A newer token has said otherwise. One that said the same is another session of the same person. */
function isOverruled({ issuedMs, role }: Subject, decided: Decided | null): boolean {
  return decided !== null && issuedMs < decided.issuedMs && role !== decided.role;
}

/** The provider says that it is nobody for us any more: what its earlier tokens have opened is closed. Once for each token. */
async function loseRole(
  env: Env,
  { subject, row, digest, now }: { subject: Subject; row: OperatorRow; digest: string; now: number },
): Promise<SignedIn | null> {
  const use = `lost_${digest}`;
  if (await isUsed(env.DB, use)) return refused('no_role');
  const by = { operator: row.id, now };
  const next: OperatorRow = { ...following(row, by), generation: row.generation + 1 };
  const statements = [
    updateOperator(env.DB, next, { evenTheLast: true }),
    noteDecided(env.DB, row.id, subject),
    ...useOnceStatements(env.DB, use, subject.expiresMs, now),
  ];
  const resources = { before: operatorResource(row), after: operatorResource(next) };
  const action = actionTold(by, 'operator.role_lost', row.id, { ...resources, via: subject.provider.issuer });
  return (await committed(env, statements, [toldOf(next), action])) ? refused('no_role') : null;
}

/** The row itself when it has the role already. */
function withRole(row: OperatorRow, role: Role, now: number): OperatorRow {
  return row.role === role ? row : { ...following(row, { operator: row.id, now }), role };
}

function firstRow(
  { operator: id, subject, name, provider: { issuer } }: Subject,
  role: Role,
  { known, now }: { known: OperatorState | null; now: number },
): OperatorRow {
  const identity = JSON.stringify({ issuer, subject });
  // What the object has been told before counts as older.
  const told = known && { version: known.version + 1, generation: known.generation };
  return newRow({ id, name, role, identity, ...told }, now);
}

/** False: another request was faster, and nothing of this one is stored. */
async function committed(env: Env, statements: D1PreparedStatement[], told: Told[]): Promise<boolean> {
  try {
    await commitChange(env, statements, told);
    return true;
  } catch (error) {
    if (error instanceof Error && /constraint failed: (used_once|operators)\./.test(error.message))
      return false;
    throw error;
  }
}
