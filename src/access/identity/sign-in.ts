/**
 * Signs in an operator with an identity provider. The first sign-in creates the operator; each takes the role
 * from the provider's token. An operator who was suspended or revoked here stays so, whatever the provider
 * says.
 */
import { createHash } from 'node:crypto';
import { actionMessage } from '../../ledger/actions.ts';
import { commitChange, type OutboxMessage } from '../../ledger/outbox.ts';
import type { OperatorState, Role } from '../../ledger/types.ts';
import type { Env } from '../../platform/env.ts';
import { newRow, nextVersion, operatorMessage, operatorResource } from '../operators/service.ts';
import {
  findGivenRole,
  findOperatorRow,
  type GivenRole,
  insertOperator,
  type OperatorRow,
  storeGivenRole,
  updateOperator,
} from '../operators/store.ts';
import { callOperators } from '../operators-object.ts';
import { isUsed, useOnceStatements } from '../store.ts';
import { PROVIDER_LEEWAY_S, SIGN_IN_ATTEMPTS_MAX } from './limits.ts';
import type { Subject } from './subject-token.ts';

export type SignInResult =
  | { ok: true; role: Role; generation: number }
  | {
      ok: false;
      reason:
        | 'no_role'
        /** Suspended or revoked at this gateway. */
        | 'stopped'
        /** The ID token is older than the operator's last change. */
        | 'outdated'
        | 'replayed'
        /** All attempts met concurrent changes of the operator. */
        | 'contended';
    };

const refused = (reason: Extract<SignInResult, { ok: false }>['reason']): SignInResult => ({
  ok: false,
  reason,
});

/**
 * Signs the subject in. `token` is the original token. Throws a `Refusal` when the operators' object does not
 * acknowledge.
 */
export async function signIn(env: Env, subject: Subject, token: string, now: number): Promise<SignInResult> {
  const digest = digestOf(token);
  for (let attempt = 0; attempt < SIGN_IN_ATTEMPTS_MAX; attempt++) {
    const answer = await trySignIn(env, subject, digest, now);
    if (answer) return answer;
  }
  return refused('contended');
}

/**
 * Digest of the signed part. An ECDSA signature has two encodings, and either would count as another token.
 */
function digestOf(token: string): string {
  return createHash('sha256')
    .update(token.slice(0, token.lastIndexOf('.')))
    .digest('base64url');
}

/** Null if the operator changed since it was read. */
async function trySignIn(
  env: Env,
  subject: Subject,
  digest: string,
  now: number,
): Promise<SignInResult | null> {
  const row = await findOperatorRow(env.DB, subject.operator);
  // D1 may have been restored to a point before the operator was created or stopped.
  const loadStanding = () =>
    callOperators(env, (object) => object.operatorStanding(subject.operator), { repeats: true });
  const standing = row ?? (await loadStanding());
  if (standing && standing.status !== 'active') return refused('stopped');
  if (row && (isStale(subject, row) || isSuperseded(subject, await findGivenRole(env.DB, row.id))))
    return refused('outdated');
  const { role } = subject;
  if (role === null) return row ? revokeRole(env, { subject, row, digest, now }) : refused('no_role');

  const isFirst = !(await isUsed(env.DB, `subject_${digest}`));
  // Access sends the same token with each request of a session. An ID token is accepted once.
  if (!isFirst && subject.provider.kind === 'oidc') return refused('replayed');
  const next = row ? withRole(row, role, now) : firstRow(subject, role, { standing, now });
  const via = subject.provider.issuer;
  const actor = { operator: row?.id ?? next.id, now };
  const before = row && operatorResource(row);
  const after = operatorResource(next);
  const messages: OutboxMessage[] = [];
  const statements: D1PreparedStatement[] = [];
  if (next !== row) {
    statements.push(row ? updateOperator(env.DB, next, { evenTheLast: true }) : insertOperator(env.DB, next));
    const act = row ? 'operator.change' : 'operator.create';
    messages.push(operatorMessage(next), actionMessage(actor, act, next.id, { before, after, via }));
  }
  if (isFirst) {
    statements.push(
      storeGivenRole(env.DB, next.id, subject),
      ...useOnceStatements(env.DB, `subject_${digest}`, subject.expiresMs, now),
    );
    messages.push(actionMessage(actor, 'operator.sign_in', next.id, { before: after, after, via }));
  }
  const isDone = messages.length === 0 || (await tryCommit(env, statements, messages));
  return isDone ? { ok: true, role, generation: next.generation } : null;
}

/**
 * An older unused ID token must not undo a change by a newer token or an owner. Access repeats the same token
 * for a whole session.
 */
function isStale({ provider, issuedMs }: Subject, { version, updated }: OperatorRow): boolean {
  const latestIssueMs = issuedMs + PROVIDER_LEEWAY_S * 1_000;
  return provider.kind === 'oidc' && version > 1 && latestIssueMs < Date.parse(updated);
}

/** A newer token gave another role. One with the same role is another session of the same person. */
function isSuperseded({ issuedMs, role }: Subject, decided: GivenRole | null): boolean {
  return decided !== null && issuedMs < decided.issuedMs && role !== decided.role;
}

/** The provider no longer gives a role: revokes what earlier tokens opened, once for each token. */
async function revokeRole(
  env: Env,
  { subject, row, digest, now }: { subject: Subject; row: OperatorRow; digest: string; now: number },
): Promise<SignInResult | null> {
  const use = `lost_${digest}`;
  if (await isUsed(env.DB, use)) return refused('no_role');
  const actor = { operator: row.id, now };
  const next: OperatorRow = { ...nextVersion(row, actor), generation: row.generation + 1 };
  const statements = [
    updateOperator(env.DB, next, { evenTheLast: true }),
    storeGivenRole(env.DB, row.id, subject),
    ...useOnceStatements(env.DB, use, subject.expiresMs, now),
  ];
  const resources = { before: operatorResource(row), after: operatorResource(next) };
  const action = actionMessage(actor, 'operator.role_lost', row.id, {
    ...resources,
    via: subject.provider.issuer,
  });
  return (await tryCommit(env, statements, [operatorMessage(next), action])) ? refused('no_role') : null;
}

/** Returns the row itself if it has the role already. */
function withRole(row: OperatorRow, role: Role, now: number): OperatorRow {
  return row.role === role ? row : { ...nextVersion(row, { operator: row.id, now }), role };
}

function firstRow(
  { operator: id, subject, name, provider: { issuer } }: Subject,
  role: Role,
  { standing, now }: { standing: OperatorState | null; now: number },
): OperatorRow {
  const identity = JSON.stringify({ issuer, subject });
  // The object may know later versions than D1, which count as older than this one.
  const versionFields = standing && { version: standing.version + 1, generation: standing.generation };
  return newRow({ id, name, role, identity, ...versionFields }, now);
}

/** False if a concurrent request won. Nothing of this one is stored. */
async function tryCommit(
  env: Env,
  statements: D1PreparedStatement[],
  messages: OutboxMessage[],
): Promise<boolean> {
  try {
    await commitChange(env, statements, messages);
    return true;
  } catch (error) {
    if (error instanceof Error && /constraint failed: (used_once|operators)\./.test(error.message))
      return false;
    throw error;
  }
}
