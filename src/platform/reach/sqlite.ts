/** SQLite's own names of errors, in D1's words as in those of an object's storage. */

/** The store is full, broken, locked, or not to be written: the statement is not at fault. */
const OF_THE_STORE = 'BUSY|LOCKED|FULL|IOERR|NOMEM|CANTOPEN|INTERRUPT|CORRUPT|NOTADB|READONLY|PROTOCOL';
export const STORE_ERROR = new RegExp(`SQLITE_(?:${OF_THE_STORE})`, 'i');
/** Any other error of SQLite. */
export const STATEMENT_ERROR = new RegExp(`SQLITE_(?!${OF_THE_STORE})`, 'i');
