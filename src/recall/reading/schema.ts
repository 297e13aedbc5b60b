/** Schema of the own SQLite of a host's object, as migrations that run once each: see `migrate`. */
export const SITE_SCHEMA = [
  `-- next_ms: no request is made before
   CREATE TABLE state (only INTEGER PRIMARY KEY CHECK (only = 1), next_ms INTEGER NOT NULL);
   INSERT INTO state (only, next_ms) VALUES (1, 0);
   -- text: null if it was unreachable
   CREATE TABLE robots (only INTEGER PRIMARY KEY CHECK (only = 1), text TEXT, expires_ms INTEGER NOT NULL);`,
];
