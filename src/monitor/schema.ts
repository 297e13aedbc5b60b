/** Schema of a monitor's own SQLite, as migrations that run once each: see `migrate`. */
export const MONITOR_SCHEMA = [
  `CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
   -- message: JSON of the message whose English text is detail. held, clear: consecutive checks in which the
   -- condition held, or did not. notifications: number of alert.firing messages; notified_ms: time of the
   -- last one
   CREATE TABLE alerts (id TEXT PRIMARY KEY, kind TEXT NOT NULL, object TEXT NOT NULL, state TEXT NOT NULL, detail TEXT NOT NULL, since_ms INTEGER NOT NULL,
     held INTEGER NOT NULL, clear INTEGER NOT NULL, notifications INTEGER NOT NULL, notified_ms INTEGER NOT NULL, resolved_ms INTEGER, message TEXT) WITHOUT ROWID;
   CREATE UNIQUE INDEX alerts_open ON alerts (kind, object) WHERE resolved_ms IS NULL;
   CREATE TABLE alert_messages (id TEXT PRIMARY KEY, alert TEXT NOT NULL, at_ms INTEGER NOT NULL, body TEXT NOT NULL) WITHOUT ROWID;
   CREATE INDEX alert_messages_by_alert ON alert_messages (alert, at_ms);
   CREATE TABLE alert_deliveries (message TEXT, hook TEXT, state TEXT NOT NULL, tries INTEGER NOT NULL, due_ms INTEGER NOT NULL, at_ms INTEGER, status INTEGER,
     reason TEXT, PRIMARY KEY (message, hook)) WITHOUT ROWID;
   CREATE INDEX alert_deliveries_waiting ON alert_deliveries (due_ms) WHERE state = 'waiting';
   -- requests that failed, by the minute
   CREATE TABLE failed_requests (minute_ms INTEGER, kind TEXT, count INTEGER NOT NULL, PRIMARY KEY (minute_ms, kind)) WITHOUT ROWID;`,
];
