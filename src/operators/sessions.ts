/**
 * Who is signed in to the console. All here is of one turn: between what is read and what
 * is written nothing else happens. That somebody came and went stands in the operators' log, in the same transaction.
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
import { isSpent, spend } from '../ledger/object-store/spent.ts';
import type { SessionRequest, SessionState } from '../ledger/types.ts';
import type { Operator } from '../platform/http.ts';
import { newId } from '../platform/ids.ts';
import type { OperatorMemory } from './memory.ts';
import { enterAction } from './operator.ts';
import {
  dropOldestSessions,
  dropSession,
  dropSessionsOver,
  insertSession,
  type KeptSession,
  readSession,
  readSessionsOf,
  sessionSeen,
} from './session-store.ts';

export interface SessionKeeper {
  sql: SqlStorage;
  memory: OperatorMemory;
  transaction(body: () => void): void;
  /** Milliseconds, UTC. */
  now(): number;
}

/** Of an operator that is good. Null: another session was opened with this token. */
export function openSession(
  keeper: SessionKeeper,
  { id: operator, role }: Operator,
  { id, name, via, generation, token, untilMs, instead }: SessionRequest,
): SessionState | null {
  const { sql, now } = keeper;
  if (token && isSpent(sql, token.id)) return null;
  const nowMs = now();
  const session: KeptSession = {
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
  write(keeper, (view) => {
    if (token) spend(sql, { ...token, license: '' });
    const before = instead === undefined ? null : readSession(sql, instead);
    if (before) end(sql, view, before, nowMs);
    dropSessionsOver(sql, nowMs);
    dropOldestSessions(sql, operator, { ofOperator: SESSIONS_OF_OPERATOR_MAX - 1, ofAll: SESSIONS_MAX - 1 });
    insertSession(sql, session);
    enter(sql, view, 'session.open', session, nowMs);
  });
  return shown(session);
}

/** The session, if its operator is active, of the same role and of no later secret, and it is not over. What is not good is forgotten. */
export function goodSession({ sql, memory, now }: SessionKeeper, id: string): SessionState | null {
  const session = readSession(sql, id);
  if (!session) return null;
  const nowMs = now();
  if (isOver(session, nowMs) || !isOfOperator(session, memory)) {
    dropSession(sql, id);
    return null;
  }
  if (nowMs - session.seenMs >= SESSION_SEEN_EVERY_MS) sessionSeen(sql, id, nowMs);
  return shown(session);
}

export function sessionsOf({ sql, memory, now }: SessionKeeper, operator: string): SessionState[] {
  const nowMs = now();
  return readSessionsOf(sql, operator)
    .filter((session) => !isOver(session, nowMs) && isOfOperator(session, memory))
    .map(shown);
}

/** One of the operator's or, without an id, all. */
export function endSessions(keeper: SessionKeeper, operator: string, id: string | undefined): void {
  const nowMs = keeper.now();
  const ended = readSessionsOf(keeper.sql, operator).filter((one) => id === undefined || one.id === id);
  if (ended.length === 0) return;
  write(keeper, (view) => {
    for (const session of ended) end(keeper.sql, view, session, nowMs);
  });
}

function isOver({ seenMs, expiresMs }: SessionState, nowMs: number): boolean {
  return nowMs >= expiresMs || nowMs - seenMs >= SESSION_IDLE_MS;
}

function isOfOperator({ operator: id, role, generation }: KeptSession, memory: OperatorMemory): boolean {
  const operator = memory.operator(id);
  return operator?.status === 'active' && operator.role === role && generation >= operator.generation;
}

/** What leaves the object. */
function shown({ generation: _generation, ...session }: KeptSession): SessionState {
  return session;
}

function end(sql: SqlStorage, view: LogView, session: KeptSession, nowMs: number): void {
  dropSession(sql, session.id);
  enter(sql, view, 'session.end', session, nowMs);
}

function enter(
  sql: SqlStorage,
  view: LogView,
  act: 'session.open' | 'session.end',
  { id, operator, role, via, createdMs, expiresMs }: KeptSession,
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

/** One transaction. Memory changes only after it has returned. */
function write({ memory, transaction }: SessionKeeper, body: (view: LogView) => void): void {
  const view = memory.view();
  transaction(() => {
    body(view);
    memory.entries.commit(view.draft);
  });
  memory.take(view);
}
