/**
 * Console sessions. Every function runs in one turn, so nothing happens between its reads and writes.
 * Beginning and end of a session are logged in the same transaction.
 */

import { digestOf } from '../ledger/actions.ts';
import {
  SESSION_IDLE_MS,
  SESSION_LIFE_MS,
  SESSION_SEEN_EVERY_MS,
  SESSIONS_MAX,
  SESSIONS_OF_OPERATOR_MAX,
} from '../ledger/limits.ts';
import type { LogView } from '../ledger/log-memory.ts';
import { isUsed, markUsed } from '../ledger/object-store/replay-guard.ts';
import type { SessionRequest, SessionState } from '../ledger/types.ts';
import type { Operator } from '../platform/http.ts';
import { newId } from '../platform/ids.ts';
import type { OperatorMemory } from './memory.ts';
import { enterAction } from './operator.ts';
import {
  deleteExpiredSessions,
  deleteOldestSessions,
  deleteSession,
  insertSession,
  markSeen,
  readSession,
  readSessionsOf,
  type StoredSession,
} from './session-store.ts';

export interface SessionDeps {
  sql: SqlStorage;
  memory: OperatorMemory;
  transaction(body: () => void): void;
  /** Milliseconds, UTC. */
  now(): number;
}

/** The operator must be valid. Null: the token has opened another session already. */
export function openSession(
  deps: SessionDeps,
  { id: operator, role }: Operator,
  { id, name, via, generation, token, untilMs, instead }: SessionRequest,
): SessionState | null {
  const { sql, now } = deps;
  if (token && isUsed(sql, token.id)) return null;
  const nowMs = now();
  const session: StoredSession = {
    id,
    operator,
    name,
    role,
    generation,
    ...(via !== undefined && { via }),
    createdMs: nowMs,
    seenMs: nowMs,
    expiresMs: Math.min(nowMs + SESSION_LIFE_MS, untilMs ?? Number.POSITIVE_INFINITY),
  };
  write(deps, (view) => {
    if (token) markUsed(sql, { ...token, license: '' });
    const previous = instead === undefined ? null : readSession(sql, instead);
    if (previous) endSession(sql, view, previous, nowMs);
    deleteExpiredSessions(sql, nowMs);
    deleteOldestSessions(sql, operator, {
      ofOperator: SESSIONS_OF_OPERATOR_MAX - 1,
      ofAll: SESSIONS_MAX - 1,
    });
    insertSession(sql, session);
    logSession(sql, view, 'session.open', session, nowMs);
  });
  return toSessionState(session);
}

/**
 * Returns the session if it is open and its operator is still active, with the same role and secret. Deletes
 * an invalid session.
 */
export function checkSession({ sql, memory, now }: SessionDeps, id: string): SessionState | null {
  const session = readSession(sql, id);
  if (!session) return null;
  const nowMs = now();
  if (hasExpired(session, nowMs) || !isOfOperator(session, memory)) {
    deleteSession(sql, id);
    return null;
  }
  if (nowMs - session.seenMs >= SESSION_SEEN_EVERY_MS) markSeen(sql, id, nowMs);
  return toSessionState(session);
}

export function sessionsOf({ sql, memory, now }: SessionDeps, operator: string): SessionState[] {
  const nowMs = now();
  return readSessionsOf(sql, operator)
    .filter((session) => !hasExpired(session, nowMs) && isOfOperator(session, memory))
    .map(toSessionState);
}

/** Ends one session of the operator or, without an id, all. */
export function endSessions(deps: SessionDeps, operator: string, id: string | undefined): void {
  const nowMs = deps.now();
  const open = readSessionsOf(deps.sql, operator).filter((session) => id === undefined || session.id === id);
  if (open.length === 0) return;
  write(deps, (view) => {
    for (const session of open) endSession(deps.sql, view, session, nowMs);
  });
}

function hasExpired({ seenMs, expiresMs }: SessionState, nowMs: number): boolean {
  return nowMs >= expiresMs || nowMs - seenMs >= SESSION_IDLE_MS;
}

function isOfOperator({ operator: id, role, generation }: StoredSession, memory: OperatorMemory): boolean {
  const operator = memory.operator(id);
  return operator?.status === 'active' && operator.role === role && generation >= operator.generation;
}

/** Removes the internal `generation`. */
function toSessionState({ generation: _generation, ...session }: StoredSession): SessionState {
  return session;
}

function endSession(sql: SqlStorage, view: LogView, session: StoredSession, nowMs: number): void {
  deleteSession(sql, session.id);
  logSession(sql, view, 'session.end', session, nowMs);
}

function logSession(
  sql: SqlStorage,
  view: LogView,
  act: 'session.open' | 'session.end',
  { id, operator, role, via, createdMs, expiresMs }: StoredSession,
  nowMs: number,
): void {
  const digest = digestOf({
    id,
    operator,
    role,
    created: new Date(createdMs).toISOString(),
    expires: new Date(expiresMs).toISOString(),
  });
  const opens = act === 'session.open';
  enterAction(sql, view, {
    id: newId('act'),
    operator,
    act,
    resource: id,
    before: opens ? null : digest,
    after: opens ? digest : null,
    done: new Date(nowMs).toISOString(),
    ...(via !== undefined && { via }),
  });
}

/** Writes in one transaction. Memory changes only after it has returned. */
function write({ memory, transaction }: SessionDeps, body: (view: LogView) => void): void {
  const view = memory.view();
  transaction(() => {
    body(view);
    memory.entries.commit(view.draft);
  });
  memory.take(view);
}
