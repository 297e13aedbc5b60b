/** Schema of the operators' object's own SQLite, as migrations that run once each: see `migrate`. */
import { ENTRY_TABLES } from '../ledger/object-store/schema.ts';

export const OPERATORS_SCHEMA = [
  `${ENTRY_TABLES}
   CREATE TABLE operators (id TEXT PRIMARY KEY, role TEXT NOT NULL, status TEXT NOT NULL, version INTEGER NOT NULL, generation INTEGER NOT NULL) WITHOUT ROWID;
   -- those that the operators' log has
   CREATE TABLE actions (id TEXT PRIMARY KEY) WITHOUT ROWID;
   -- who is signed in to the console, by the SHA-256 of what the browser's cookie holds
   CREATE TABLE sessions (id TEXT PRIMARY KEY, operator TEXT NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL, generation INTEGER NOT NULL, via TEXT,
     created_ms INTEGER NOT NULL, seen_ms INTEGER NOT NULL, expires_ms INTEGER NOT NULL) WITHOUT ROWID;
   CREATE INDEX sessions_by_operator ON sessions (operator, created_ms);`,
];
