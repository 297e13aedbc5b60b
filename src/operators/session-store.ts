/** SQL of console sessions. */
import { SESSION_IDLE_MS } from '../ledger/limits.ts';
import { firstRow } from '../ledger/object-store/row.ts';
import type { OperatorState, SessionState } from '../ledger/types.ts';

/** `generation`: that of the operator's secret when the session began. */
export interface StoredSession extends SessionState {
  generation: number;
}

const COLUMNS = 'id, operator, name, role, generation, via, created_ms, seen_ms, expires_ms';

interface SessionColumns {
  id: string;
  operator: string;
  name: string;
  role: SessionState['role'];
  generation: number;
  via: string | null;
  created_ms: number;
  seen_ms: number;
  expires_ms: number;
  [column: string]: SqlStorageValue;
}

function sessionOf({
  via,
  created_ms: createdMs,
  seen_ms: seenMs,
  expires_ms: expiresMs,
  ...row
}: SessionColumns): StoredSession {
  const { id, operator, name, role, generation } = row;
  return {
    id,
    operator,
    name,
    role,
    generation,
    ...(via !== null && { via }),
    createdMs,
    seenMs,
    expiresMs,
  };
}

export function readSession(sql: SqlStorage, id: string): StoredSession | null {
  const row = firstRow(sql.exec<SessionColumns>(`SELECT ${COLUMNS} FROM sessions WHERE id = ?`, id));
  return row && sessionOf(row);
}

/** Newest first. */
export function readSessionsOf(sql: SqlStorage, operator: string): StoredSession[] {
  return sql
    .exec<SessionColumns>(
      `SELECT ${COLUMNS} FROM sessions WHERE operator = ? ORDER BY created_ms DESC, id`,
      operator,
    )
    .toArray()
    .map(sessionOf);
}

export function insertSession(sql: SqlStorage, session: StoredSession): void {
  const { id, operator, name, role, generation, via = null, createdMs, seenMs, expiresMs } = session;
  sql.exec(
    `INSERT INTO sessions (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    id,
    operator,
    name,
    role,
    generation,
    via,
    createdMs,
    seenMs,
    expiresMs,
  );
}

export function markSeen(sql: SqlStorage, id: string, atMs: number): void {
  sql.exec('UPDATE sessions SET seen_ms = ? WHERE id = ?', atMs, id);
}

export function deleteSession(sql: SqlStorage, id: string): void {
  sql.exec('DELETE FROM sessions WHERE id = ?', id);
}

/** Deletes sessions of an earlier role or secret, or of an inactive operator. */
export function deleteOutdatedSessions(sql: SqlStorage, operator: OperatorState): void {
  const { id, status, role, generation } = operator;
  sql.exec(
    'DELETE FROM sessions WHERE operator = ? AND (? OR role <> ? OR generation < ?)',
    id,
    Number(status !== 'active'),
    role,
    generation,
  );
}

export function deleteExpiredSessions(sql: SqlStorage, nowMs: number): void {
  sql.exec('DELETE FROM sessions WHERE expires_ms <= ? OR seen_ms <= ?', nowMs, nowMs - SESSION_IDLE_MS);
}

/** Retains the newest sessions of the operator, and of all operators. */
export function deleteOldestSessions(
  sql: SqlStorage,
  operator: string,
  { ofOperator, ofAll }: { ofOperator: number; ofAll: number },
): void {
  sql.exec(
    `DELETE FROM sessions WHERE id IN
       (SELECT id FROM sessions WHERE operator = ? ORDER BY created_ms DESC LIMIT -1 OFFSET ?)`,
    operator,
    ofOperator,
  );
  sql.exec(
    'DELETE FROM sessions WHERE id IN (SELECT id FROM sessions ORDER BY created_ms DESC LIMIT -1 OFFSET ?)',
    ofAll,
  );
}
