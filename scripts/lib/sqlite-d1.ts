/** D1's interface on an SQLite file: the gateway's own statements, without the runtime's socket. */
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';

export interface OpenD1 {
  db: D1Database;
  close(): void;
}

/** Nothing is on disk before it is closed. */
export function openD1(path: string): OpenD1 {
  const database = new DatabaseSync(path);
  database.exec('PRAGMA synchronous = OFF; PRAGMA cache_size = -200000; PRAGMA temp_store = MEMORY');
  return { db: d1On(database), close: () => database.close() };
}

export function d1On(database: DatabaseSync): D1Database {
  const prepared = new Map<string, StatementSync>();
  const statementOf = (sql: string) => {
    const known = prepared.get(sql) ?? database.prepare(sql);
    prepared.set(sql, known);
    return known;
  };
  const run = ({ sql, values }: Bound) => {
    const statement = statementOf(sql);
    const meta = (changes: number) => ({ success: true, meta: { changes } });
    if (statement.columns().length > 0) return { results: statement.all(...values), ...meta(0) };
    return { results: [], ...meta(Number(statement.run(...values).changes)) };
  };
  const bound = (sql: string, values: SQLInputValue[]): Bound => ({
    sql,
    values,
    bind: (...given: SQLInputValue[]) => bound(sql, given),
    run: async () => run({ sql, values } as Bound),
    all: async () => run({ sql, values } as Bound),
    first: async (column?: string) => {
      const row = statementOf(sql).get(...values) ?? null;
      return column === undefined || row === null ? row : (row[column] ?? null);
    },
  });
  const batch = async (statements: Bound[]) => {
    database.exec('BEGIN IMMEDIATE');
    try {
      const results = statements.map(run);
      database.exec('COMMIT');
      return results;
    } catch (error) {
      database.exec('ROLLBACK');
      throw error;
    }
  };
  return { prepare: (sql: string) => bound(sql, []), batch } as unknown as D1Database;
}

interface Bound {
  sql: string;
  values: SQLInputValue[];
  bind(...values: SQLInputValue[]): Bound;
  run(): Promise<unknown>;
  all(): Promise<unknown>;
  first(column?: string): Promise<unknown>;
}
