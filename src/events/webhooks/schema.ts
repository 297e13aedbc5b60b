/** Schema of the own SQLite of an endpoint's object, as migrations that run once each: see `migrate`. */
export const WEBHOOK_SCHEMA = [
  `-- taken: the last event that was taken over. failing_since_ms: since when the endpoint takes nothing; failures: how
   -- often it was away, one after the other; away_ms: when last; not_before_ms: no event is retried before; 0: none
   CREATE TABLE state (
     only INTEGER PRIMARY KEY CHECK (only = 1), taken INTEGER NOT NULL DEFAULT 0, delivered_ms INTEGER NOT NULL DEFAULT 0,
     failing_since_ms INTEGER NOT NULL DEFAULT 0, failures INTEGER NOT NULL DEFAULT 0, away_ms INTEGER NOT NULL DEFAULT 0,
     not_before_ms INTEGER NOT NULL DEFAULT 0, tested_ms INTEGER NOT NULL DEFAULT 0,
     -- EndpointSettings, JSON; and why the endpoint is to be disabled, until the catalogue knows
     settings TEXT, disable_reason TEXT);
   INSERT INTO state (only) VALUES (1);
   -- until_ms: when an old one ceases to sign
   CREATE TABLE secrets (secret TEXT PRIMARY KEY, created_ms INTEGER NOT NULL, until_ms INTEGER) WITHOUT ROWID;
   -- events to send. subject: the article or license that it is about; those of one subject are sent in order
   CREATE TABLE queue (
     n INTEGER PRIMARY KEY, event TEXT NOT NULL, type TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL,
     tries INTEGER NOT NULL, queued_ms INTEGER NOT NULL, next_ms INTEGER NOT NULL);
   CREATE INDEX queue_by_subject ON queue (subject, n);
   -- events that were taken, until the log of the license has their acknowledgement: a LicenseEvent, JSON
   CREATE TABLE taken (n INTEGER PRIMARY KEY, event TEXT NOT NULL);
   CREATE TABLE attempts (
     id INTEGER PRIMARY KEY, event TEXT NOT NULL, type TEXT NOT NULL, at_ms INTEGER NOT NULL, attempt INTEGER NOT NULL,
     result TEXT NOT NULL, status INTEGER, latency_ms INTEGER NOT NULL, next_ms INTEGER);`,
];
