/** Tables of the objects' own SQLite. Each class has its own; tables of several classes are here. */
import { HOLDINGS_TABLES, LOG_TABLES } from '../log/schema.ts';

export const META_TABLES = `CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
   -- time of the last alarm; of an object without alarms, time of its creation
   INSERT INTO meta (name, value) VALUES ('alarm_ms', unixepoch() * 1000);`;

/**
 * The newest signed checkpoint of each tree, and problems of a log. `message`: JSON of the message whose
 * English text is `detail`.
 */
export const CHECKPOINT_TABLES = `CREATE TABLE checkpoints (tree TEXT PRIMARY KEY, size INTEGER NOT NULL, at_ms INTEGER NOT NULL, note TEXT NOT NULL, cosignatures TEXT NOT NULL, is_stored INTEGER NOT NULL) WITHOUT ROWID;
   CREATE TABLE log_findings (kind TEXT, origin TEXT, detail TEXT NOT NULL, since_ms INTEGER NOT NULL, message TEXT, PRIMARY KEY (kind, origin)) WITHOUT ROWID;`;

/** The position of the self-check in each of its parts (rest: JSON). */
export const WALK_TABLE =
  'CREATE TABLE walk (part TEXT PRIMARY KEY, name TEXT NOT NULL, rest TEXT NOT NULL) WITHOUT ROWID;';

/** A log of entries, its archived parts, and the catalogue state that every class of objects has. */
export const ENTRY_TABLES = `${META_TABLES}
   ${CHECKPOINT_TABLES}
   ${WALK_TABLE}
   ${LOG_TABLES}
   -- each license's newest root in the agency log
   CREATE TABLE published (license TEXT PRIMARY KEY, size INTEGER NOT NULL, idx INTEGER NOT NULL) WITHOUT ROWID;
   -- segments whose texts are in R2. is_reported: whether D1 knows of it; texts: number of texts that are
   -- left; first_at: their earliest date; held: the basis (retention.ts) on which all of them whose time was
   -- over were held; replaced: the manifest of the previous file, while that is still in the bucket
   CREATE TABLE filed (
     first INTEGER PRIMARY KEY, last INTEGER NOT NULL, manifest TEXT NOT NULL, is_reported INTEGER NOT NULL,
     texts INTEGER NOT NULL, first_at TEXT NOT NULL, held TEXT, replaced TEXT);
   -- blocks that D1 has to get again, by their first entry. deletes: it may have deleted texts of them
   CREATE TABLE rewritten (first INTEGER PRIMARY KEY, deletes INTEGER NOT NULL);
   -- entries whose texts were deleted
   CREATE TABLE deleted (
     license TEXT NOT NULL, month TEXT NOT NULL, entries INTEGER NOT NULL, PRIMARY KEY (license, month)) WITHOUT ROWID;
   CREATE TABLE holds (id TEXT PRIMARY KEY, version INTEGER NOT NULL, state TEXT NOT NULL) WITHOUT ROWID;
   -- revoked tokens and used proofs, until they expire
   CREATE TABLE used_ids (id TEXT PRIMARY KEY, license TEXT NOT NULL, until_ms INTEGER NOT NULL) WITHOUT ROWID;
   CREATE INDEX used_ids_by_end ON used_ids (until_ms);`;

export const LEDGER_SCHEMA = [
  `${ENTRY_TABLES}
   CREATE TABLE licenses (id TEXT PRIMARY KEY, state TEXT NOT NULL) WITHOUT ROWID;
   -- conditions: JSON of all in a KeyState that has no column
   CREATE TABLE keys (id TEXT PRIMARY KEY, license TEXT NOT NULL, status TEXT NOT NULL, expires_ms INTEGER, version INTEGER NOT NULL, conditions TEXT NOT NULL DEFAULT '{}') WITHOUT ROWID;
   CREATE TABLE partners (id TEXT PRIMARY KEY, status TEXT NOT NULL, version INTEGER NOT NULL) WITHOUT ROWID;
   CREATE TABLE fences (item TEXT PRIMARY KEY, seq INTEGER NOT NULL, killed INTEGER NOT NULL, until_ms INTEGER NOT NULL) WITHOUT ROWID;
   ${HOLDINGS_TABLES}
   CREATE TABLE counts (minute TEXT, license TEXT, code TEXT, count INTEGER NOT NULL, PRIMARY KEY (minute, license, code)) WITHOUT ROWID;
   -- the newest move of each partner that has moved from or to here, and licenses whose pages are only partly here
   CREATE TABLE moves (
     partner TEXT PRIMARY KEY, target TEXT NOT NULL, epoch INTEGER NOT NULL, state TEXT NOT NULL,
     began_seq INTEGER NOT NULL, progress TEXT) WITHOUT ROWID;
   CREATE TABLE in_transit (license TEXT PRIMARY KEY, partner TEXT NOT NULL) WITHOUT ROWID;`,
  `-- what the partner of a license is notified of, numbered from 1 within the license. body: a LicenseEvent, JSON
   CREATE TABLE events (
     license TEXT NOT NULL, n INTEGER NOT NULL, id TEXT NOT NULL, at_ms INTEGER NOT NULL, body TEXT NOT NULL,
     PRIMARY KEY (license, n)) WITHOUT ROWID;
   CREATE INDEX events_by_time ON events (at_ms);
   -- who holds an item
   CREATE INDEX holdings_by_part ON holdings (part, tree);`,
  `-- endpoints that the events of a license are pushed to. settings: EndpointSettings, JSON. n: the last event that the
   -- endpoint's object has received. is_pending: its object has to learn of events or settings
   CREATE TABLE endpoints (
     license TEXT NOT NULL, id TEXT NOT NULL, is_active INTEGER NOT NULL, settings TEXT NOT NULL,
     version INTEGER NOT NULL, n INTEGER NOT NULL, is_pending INTEGER NOT NULL, PRIMARY KEY (license, id)) WITHOUT ROWID;
   CREATE INDEX endpoints_pending ON endpoints (license) WHERE is_pending = 1;
   -- is_entered: whether the log of the license has the event as a notice
   ALTER TABLE events ADD COLUMN is_entered INTEGER NOT NULL DEFAULT 0;
   CREATE INDEX events_unentered ON events (license, n) WHERE is_entered = 0;
   -- types of events that a license has asked for, and that are not entered for others
   CREATE TABLE subscriptions (license TEXT NOT NULL, type TEXT NOT NULL, PRIMARY KEY (license, type)) WITHOUT ROWID;
   -- the highest threshold of a license's quota that its partner was notified of, in the newest window
   CREATE TABLE quota_reached (license TEXT PRIMARY KEY, quota_window TEXT NOT NULL, percent INTEGER NOT NULL) WITHOUT ROWID;`,
];

/**
 * Applies the steps that were not yet, in order. The version is a table: objects have no `PRAGMA
 * user_version`.
 */
export function migrate(sql: SqlStorage, steps: readonly string[]): void {
  sql.exec('CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)');
  const version = Number(sql.exec('SELECT max(version) AS version FROM schema_version').one().version ?? 0);
  steps.slice(version).forEach((step, index) => {
    sql.exec(step);
    sql.exec('INSERT INTO schema_version (version) VALUES (?)', version + index + 1);
  });
}
