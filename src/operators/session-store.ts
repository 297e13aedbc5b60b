/** The table of who is signed in to the console. */
import { SESSION_IDLE_MS } from '../ledger/limits.ts';
import { firstRow } from '../ledger/object-store/row.ts';
import type { OperatorState, SessionState } from '../ledger/types.ts';

/** `generation`: of the operator when it began. */
export interface KeptSession extends SessionState {
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
}: SessionColumns): KeptSession {
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

export function readSession(sql: SqlStorage, id: string): KeptSession | null {
  const row = firstRow(sql.exec<SessionColumns>(`SELECT ${COLUMNS} FROM sessions WHERE id = ?`, id));
  return row && sessionOf(row);
}

/** Newest first. */
export function readSessionsOf(sql: SqlStorage, operator: string): KeptSession[] {
  return sql
    .exec<SessionColumns>(
      `SELECT ${COLUMNS} FROM sessions WHERE operator = ? ORDER BY created_ms DESC, id`,
      operator,
    )
    .toArray()
    .map(sessionOf);
}

export function insertSession(sql: SqlStorage, session: KeptSession): void {
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

export function sessionSeen(sql: SqlStorage, id: string, atMs: number): void {
  sql.exec('UPDATE sessions SET seen_ms = ? WHERE id = ?', atMs, id);
}

export function dropSession(sql: SqlStorage, id: string): void {
  sql.exec('DELETE FROM sessions WHERE id = ?', id);
}

/** Those that began when the operator was something else, or of a secret that is over. */
export function dropSessionsUnlike(sql: SqlStorage, operator: OperatorState): void {
  const { id, status, role, generation } = operator;
  sql.exec(
    'DELETE FROM sessions WHERE operator = ? AND (? OR role <> ? OR generation < ?)',
    id,
    Number(status !== 'active'),
    role,
    generation,
  );
}

export function dropSessionsOver(sql: SqlStorage, nowMs: number): void {
  sql.exec('DELETE FROM sessions WHERE expires_ms <= ? OR seen_ms <= ?', nowMs, nowMs - SESSION_IDLE_MS);
}

/** Of an operator, and of all, the newest stay. */
export function dropOldestSessions(
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
