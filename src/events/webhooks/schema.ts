/** Schema of the own SQLite of an endpoint's object, as migrations that run once each: see `migrate`. */
export const WEBHOOK_SCHEMA = [
  `-- received_n: number of the last event received from the shard. failing_since_ms: since when the endpoint accepts
   -- no event; failures: consecutive failed rounds; unavailable_ms: time of the last one; not_before_ms: no
   -- event is retried before. 0: none
   CREATE TABLE state (
     only INTEGER PRIMARY KEY CHECK (only = 1), received_n INTEGER NOT NULL DEFAULT 0, delivered_ms INTEGER NOT NULL DEFAULT 0,
     failing_since_ms INTEGER NOT NULL DEFAULT 0, failures INTEGER NOT NULL DEFAULT 0, unavailable_ms INTEGER NOT NULL DEFAULT 0,
     not_before_ms INTEGER NOT NULL DEFAULT 0, tested_ms INTEGER NOT NULL DEFAULT 0,
     -- settings: EndpointSettings, JSON; disable_reason: why the endpoint is to be disabled, until D1 has
     -- that
     settings TEXT, disable_reason TEXT);
   INSERT INTO state (only) VALUES (1);
   -- until_ms: end of the overlap in which a replaced secret still signs
   CREATE TABLE secrets (secret TEXT PRIMARY KEY, created_ms INTEGER NOT NULL, until_ms INTEGER) WITHOUT ROWID;
   -- events to send. subject: the article or license that an event is about; events of one subject are sent
   -- in order
   CREATE TABLE queue (
     n INTEGER PRIMARY KEY, event TEXT NOT NULL, type TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL,
     tries INTEGER NOT NULL, queued_ms INTEGER NOT NULL, next_ms INTEGER NOT NULL);
   CREATE INDEX queue_by_subject ON queue (subject, n);
   -- events that the endpoint has accepted, until the log of the license has their acknowledgement: a
   -- LicenseEvent, JSON
   CREATE TABLE delivered (n INTEGER PRIMARY KEY, event TEXT NOT NULL);
   CREATE TABLE attempts (
     id INTEGER PRIMARY KEY, event TEXT NOT NULL, type TEXT NOT NULL, at_ms INTEGER NOT NULL, attempt INTEGER NOT NULL,
     result TEXT NOT NULL, status INTEGER, latency_ms INTEGER NOT NULL, next_ms INTEGER);`,
];
