/** Schema of a monitor's own SQLite, as migrations that run once each: see `migrate`. */
export const MONITOR_SCHEMA = [
  `CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
   -- message: what the detail is the English of, as JSON
   CREATE TABLE alerts (id TEXT PRIMARY KEY, kind TEXT NOT NULL, object TEXT NOT NULL, state TEXT NOT NULL, detail TEXT NOT NULL, since_ms INTEGER NOT NULL,
     held INTEGER NOT NULL, clear INTEGER NOT NULL, told INTEGER NOT NULL, told_ms INTEGER NOT NULL, over_ms INTEGER, message TEXT) WITHOUT ROWID;
   CREATE UNIQUE INDEX alerts_not_over ON alerts (kind, object) WHERE over_ms IS NULL;
   CREATE TABLE alert_messages (id TEXT PRIMARY KEY, alert TEXT NOT NULL, at_ms INTEGER NOT NULL, body TEXT NOT NULL) WITHOUT ROWID;
   CREATE INDEX alert_messages_by_alert ON alert_messages (alert, at_ms);
   CREATE TABLE alert_deliveries (message TEXT, hook TEXT, state TEXT NOT NULL, tries INTEGER NOT NULL, due_ms INTEGER NOT NULL, at_ms INTEGER, status INTEGER,
     reason TEXT, PRIMARY KEY (message, hook)) WITHOUT ROWID;
   CREATE INDEX alert_deliveries_waiting ON alert_deliveries (due_ms) WHERE state = 'waiting';
   -- requests that failed, by the minute
   CREATE TABLE failed_requests (minute_ms INTEGER, kind TEXT, count INTEGER NOT NULL, PRIMARY KEY (minute_ms, kind)) WITHOUT ROWID;`,
];
