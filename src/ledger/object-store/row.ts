/**
 * SQL of a ledger object's own SQLite, a file for each kind of table. Every function is synchronous and runs
 * inside the caller's transaction. Times are milliseconds, UTC.
 */

/** The first row, or null. */
export function firstRow<T extends Record<string, SqlStorageValue>>(cursor: SqlStorageCursor<T>): T | null {
  const row = cursor.next();
  return row.done ? null : row.value;
}
