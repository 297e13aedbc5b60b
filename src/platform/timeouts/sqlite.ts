/** SQLite's error names, as both D1 and an object's storage report them. */

/** The store is full, corrupt, locked or read-only: the statement is not at fault. */
const OF_THE_STORE = 'BUSY|LOCKED|FULL|IOERR|NOMEM|CANTOPEN|INTERRUPT|CORRUPT|NOTADB|READONLY|PROTOCOL';
export const STORE_ERROR = new RegExp(`SQLITE_(?:${OF_THE_STORE})`, 'i');
/** Any other SQLite error. */
export const STATEMENT_ERROR = new RegExp(`SQLITE_(?!${OF_THE_STORE})`, 'i');
