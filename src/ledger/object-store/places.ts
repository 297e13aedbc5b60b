/** Where the self-check is, beside its walk over the entries: in each of what it goes through afterwards. */
import { firstRow } from './row.ts';

export type WalkPart = 'parts' | 'units' | 'grants' | 'roots' | 'logs' | 'segments' | 'strangers';

/** The last that was looked at: a name, or a name and what comes after it. */
export interface Place {
  name: string;
  rest: unknown;
}

/** Null: at the beginning. */
export function readPlace(sql: SqlStorage, part: WalkPart): Place | null {
  const row = firstRow(
    sql.exec<{ license: string; units: string }>('SELECT license, units FROM walk WHERE part = ?', part),
  );
  return row && { name: row.license, rest: JSON.parse(row.units) };
}

export function writePlace(sql: SqlStorage, part: WalkPart, { name, rest }: Place): void {
  sql.exec(
    'INSERT OR REPLACE INTO walk (part, license, idx, units) VALUES (?, ?, 0, ?)',
    part,
    name,
    JSON.stringify(rest),
  );
}

/** Also in the walk over the entries: the next one begins with the first. */
export function forgetPlaces(sql: SqlStorage): void {
  sql.exec('DELETE FROM walk');
}
