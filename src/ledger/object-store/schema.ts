/** Tables of a ledger object's own SQLite, as steps that are applied once each: see `migrate`. */
export const LEDGER_SCHEMA = [
  `CREATE TABLE licenses (id TEXT PRIMARY KEY, state TEXT NOT NULL) WITHOUT ROWID;
   CREATE TABLE trees (license TEXT PRIMARY KEY, size INTEGER NOT NULL) WITHOUT ROWID;
   CREATE TABLE keys (id TEXT PRIMARY KEY, license TEXT NOT NULL, status TEXT NOT NULL, expires_ms INTEGER, version INTEGER NOT NULL) WITHOUT ROWID;
   CREATE TABLE partners (id TEXT PRIMARY KEY, status TEXT NOT NULL, version INTEGER NOT NULL) WITHOUT ROWID;
   CREATE TABLE operators (id TEXT PRIMARY KEY, role TEXT NOT NULL, status TEXT NOT NULL, version INTEGER NOT NULL) WITHOUT ROWID;
   CREATE TABLE fences (item TEXT PRIMARY KEY, seq INTEGER NOT NULL, killed INTEGER NOT NULL, until_ms INTEGER NOT NULL) WITHOUT ROWID;
   CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
   -- hashes: the leaf, then every perfect subtree that ends with it, 32 bytes each
   CREATE TABLE entries (seq INTEGER PRIMARY KEY, license TEXT NOT NULL, idx INTEGER NOT NULL, body TEXT NOT NULL, hashes BLOB NOT NULL);
   CREATE UNIQUE INDEX entries_by_license ON entries (license, idx);
   CREATE TABLE grants (key TEXT PRIMARY KEY, id TEXT NOT NULL, at_ms INTEGER NOT NULL, idx INTEGER NOT NULL, leaf TEXT NOT NULL) WITHOUT ROWID;
   CREATE TABLE units (license TEXT, term_ms INTEGER, item TEXT, component TEXT, title TEXT, PRIMARY KEY (license, term_ms, item, component, title)) WITHOUT ROWID;
   CREATE TABLE usage (license TEXT, period TEXT, used INTEGER NOT NULL, PRIMARY KEY (license, period)) WITHOUT ROWID;
   CREATE TABLE counts (minute TEXT, license TEXT, code TEXT, count INTEGER NOT NULL, PRIMARY KEY (minute, license, code)) WITHOUT ROWID;`,
  // Checkpoints: the newest one signed of each tree; each license's newest root in the agency log; and, in the object that keeps
  // it, the agency log itself, its hashes as in entries.
  `CREATE TABLE checkpoints (tree TEXT PRIMARY KEY, size INTEGER NOT NULL, at_ms INTEGER NOT NULL, note TEXT NOT NULL, cosignatures TEXT NOT NULL, kept INTEGER NOT NULL) WITHOUT ROWID;
   CREATE TABLE published (license TEXT PRIMARY KEY, size INTEGER NOT NULL, idx INTEGER NOT NULL) WITHOUT ROWID;
   CREATE TABLE roots (idx INTEGER PRIMARY KEY, license TEXT NOT NULL, size INTEGER NOT NULL, root BLOB NOT NULL, at_ms INTEGER NOT NULL, body TEXT NOT NULL, hashes BLOB NOT NULL);
   CREATE UNIQUE INDEX roots_by_license ON roots (license, size);
   CREATE TABLE witnesses (name TEXT PRIMARY KEY, size INTEGER NOT NULL, at_ms INTEGER NOT NULL) WITHOUT ROWID;
   CREATE TABLE log_findings (kind TEXT, origin TEXT, detail TEXT NOT NULL, since_ms INTEGER NOT NULL, PRIMARY KEY (kind, origin)) WITHOUT ROWID;`,
  // Its upkeep.
  `-- billed_on: the day (date and term) that the entry's units are counted on; null when it has none
   ALTER TABLE entries ADD COLUMN billed_on TEXT;
   -- unexplained: units whose entries do not say their day, or are not here any more
   ALTER TABLE usage ADD COLUMN unexplained INTEGER NOT NULL DEFAULT 0;
   UPDATE usage SET unexplained = used;
   UPDATE usage SET period = period || '@' || (SELECT coalesce(state ->> 'termMs', state ->> 'startsMs') FROM licenses WHERE id = usage.license)
     WHERE period NOT LIKE 'term:%';
   -- units.at_ms, grants.license: what a move needs to find them by; null: from before
   ALTER TABLE units ADD COLUMN at_ms INTEGER;
   ALTER TABLE grants ADD COLUMN license TEXT;
   UPDATE grants SET license = (SELECT license FROM entries WHERE entries.idx = grants.idx AND entries.body ->> 'id' = grants.id);
   -- partners that leave or have left, and the licenses whose rows are only partly here
   CREATE TABLE moves (partner TEXT PRIMARY KEY, target TEXT NOT NULL, state TEXT NOT NULL, began_ms INTEGER NOT NULL, place TEXT) WITHOUT ROWID;
   CREATE TABLE in_transit (license TEXT PRIMARY KEY, partner TEXT NOT NULL) WITHOUT ROWID;
   -- where the self-check is: in its walk over all entries, and then in the licenses that D1 has rows of
   CREATE TABLE walk (part TEXT PRIMARY KEY, license TEXT NOT NULL, idx INTEGER NOT NULL, units TEXT NOT NULL) WITHOUT ROWID;
   -- what stays of entries that have gone to the archive, and what went there; told: the number of the telling by which D1 knows of the part, 0: it does not
   CREATE TABLE archived (license TEXT NOT NULL, idx INTEGER NOT NULL, hashes BLOB NOT NULL, PRIMARY KEY (license, idx)) WITHOUT ROWID;
   CREATE TABLE archive_parts (part INTEGER PRIMARY KEY, manifest TEXT NOT NULL, told INTEGER NOT NULL);
   CREATE VIEW leaves AS SELECT license, idx, hashes FROM entries UNION ALL SELECT license, idx, hashes FROM archived;`,
  // D1 is told of every part once more: it keeps who holds what by it now.
  `UPDATE archive_parts SET told = 0;`,
  // Conditions of keys: JSON of all in a KeyState that has no column; and what is used up before its time.
  `ALTER TABLE keys ADD COLUMN conditions TEXT NOT NULL DEFAULT '{}';
   CREATE TABLE spent (id TEXT PRIMARY KEY, license TEXT NOT NULL, until_ms INTEGER NOT NULL) WITHOUT ROWID;
   CREATE INDEX spent_by_end ON spent (until_ms);`,
  // Operators: a role for what each does; who was an admin could do all. actions: those that their log has.
  `ALTER TABLE operators ADD COLUMN generation INTEGER;
   UPDATE operators SET role = 'owner' WHERE role = 'admin';
   CREATE TABLE actions (id TEXT PRIMARY KEY) WITHOUT ROWID;`,
  // Where the self-check is in all but the entries is written otherwise now.
  `DELETE FROM walk WHERE part <> 'entries';`,
  // How long entries are kept. Of a part: its month, how many texts are left in its file, the mark of the holds (holds.ts) that all of them
  // were found to be held by, and the manifest of the file before, while that is still in the bucket.
  `CREATE TABLE holds (id TEXT PRIMARY KEY, version INTEGER NOT NULL, state TEXT NOT NULL) WITHOUT ROWID;
   ALTER TABLE archive_parts ADD COLUMN month TEXT;
   ALTER TABLE archive_parts ADD COLUMN texts INTEGER;
   ALTER TABLE archive_parts ADD COLUMN held INTEGER;
   ALTER TABLE archive_parts ADD COLUMN replaced TEXT;
   UPDATE archive_parts SET month = manifest ->> 'month', texts = manifest ->> 'entries';
   CREATE INDEX archive_parts_by_month ON archive_parts (month, part, texts, held);
   CREATE INDEX archive_parts_replaced ON archive_parts (part) WHERE replaced IS NOT NULL;`,
  // Who is signed in to the console, by the SHA-256 of what the browser's cookie holds.
  `CREATE TABLE sessions (id TEXT PRIMARY KEY, operator TEXT NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL, generation INTEGER NOT NULL, via TEXT,
     created_ms INTEGER NOT NULL, seen_ms INTEGER NOT NULL, expires_ms INTEGER NOT NULL) WITHOUT ROWID;
   CREATE INDEX sessions_by_operator ON sessions (operator, created_ms);`,
  // When its alarm last ran; one whose alarm never does is seen by it, too.
  `INSERT OR IGNORE INTO meta (name, value) VALUES ('alarm_ms', unixepoch() * 1000);`,
  // The message that a detail is the English of, as JSON.
  `ALTER TABLE log_findings ADD COLUMN message TEXT;`,
];

/** Applies the steps that were not yet, in order. The version is a table: objects have no `PRAGMA user_version`. */
export function migrate(sql: SqlStorage, steps: readonly string[]): void {
  sql.exec('CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)');
  const version = Number(sql.exec('SELECT max(version) AS version FROM schema_version').one().version ?? 0);
  steps.slice(version).forEach((step, index) => {
    sql.exec(step);
    sql.exec('INSERT INTO schema_version (version) VALUES (?)', version + index + 1);
  });
}
