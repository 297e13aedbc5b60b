/** Position of the self-check in each of its parts. */
import { firstRow } from './row.ts';

export type WalkPart = 'entries' | 'trees' | 'parts' | 'roots' | 'logs' | 'segments' | 'extra';

/** The last checked element: a name, and a position within it. */
export interface WalkPosition {
  name: string;
  rest: unknown;
}

/** Null: the beginning. */
export function readWalkPosition(sql: SqlStorage, part: WalkPart): WalkPosition | null {
  const row = firstRow(
    sql.exec<{ name: string; rest: string }>('SELECT name, rest FROM walk WHERE part = ?', part),
  );
  return row && { name: row.name, rest: JSON.parse(row.rest) };
}

export function writeWalkPosition(sql: SqlStorage, part: WalkPart, { name, rest }: WalkPosition): void {
  sql.exec(
    'INSERT OR REPLACE INTO walk (part, name, rest) VALUES (?, ?, ?)',
    part,
    name,
    JSON.stringify(rest),
  );
}

/** Starts the next walk from the beginning. */
export function resetWalk(sql: SqlStorage): void {
  sql.exec('DELETE FROM walk');
}
