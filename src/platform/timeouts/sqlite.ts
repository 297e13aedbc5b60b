/** SQLite's error names, as both D1 and an object's storage report them. */

/** The store is full, corrupt, locked or read-only: the statement is not at fault. */
const STORE_CODES = 'BUSY|LOCKED|FULL|IOERR|NOMEM|CANTOPEN|INTERRUPT|CORRUPT|NOTADB|READONLY|PROTOCOL';
export const STORE_ERROR = new RegExp(`SQLITE_(?:${STORE_CODES})`, 'i');
export const STATEMENT_ERROR = new RegExp(`SQLITE_(?!${STORE_CODES})`, 'i');
