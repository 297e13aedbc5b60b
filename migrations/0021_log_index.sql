-- The log, numbered: `n` is a place in it that nothing else ever gets, so that an index may name entries by it. Lists by article
-- are answered by that index too: one index less that every delivery writes.
CREATE TABLE entries_numbered (
  -- in the order in which entries came into D1; of an entry that is put back from the archive, a new one
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  license TEXT NOT NULL,
  idx INTEGER NOT NULL,
  id TEXT NOT NULL,
  at TEXT NOT NULL,
  kind TEXT NOT NULL,
  outcome TEXT NOT NULL,
  code TEXT,
  env TEXT NOT NULL,
  partner TEXT NOT NULL,
  article TEXT,
  billable INTEGER NOT NULL,
  leaf TEXT NOT NULL,
  body TEXT NOT NULL,
  -- 1: put back from the archive. It is found again, and was counted when it was there first
  again INTEGER NOT NULL DEFAULT 0,
  UNIQUE (license, idx)
);
INSERT INTO entries_numbered (license, idx, id, at, kind, outcome, code, env, partner, article, billable, leaf, body)
SELECT license, idx, id, at, kind, outcome, code, env, partner, article, billable, leaf, body FROM entries ORDER BY at, license, idx;
DROP TABLE entries;
ALTER TABLE entries_numbered RENAME TO entries;
CREATE INDEX entries_by_time ON entries (at, license, idx);

-- A stretch of the log that is indexed and counted: every entry with first <= n <= last that was there then. Written once, in one
-- transaction with all that is known of it; what is after the last segment is looked through as it is. Each begins where the one before
-- it ends: of two objects that make the same one, one fails.
CREATE TABLE log_segments (
  first INTEGER PRIMARY KEY,
  last INTEGER NOT NULL,
  -- of its entries; null when it has none to find
  first_at TEXT,
  last_at TEXT,
  -- that can be found: those of the operators' log are not among them
  entries INTEGER NOT NULL,
  -- how many of them the archive or the end of their keeping has taken out of D1 since
  gone INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX log_segments_by_time ON log_segments (last_at);

-- which entries of a segment have a value: `places` holds a bit for each n (src/ledger/segments/places.ts)
CREATE TABLE log_places (
  facet TEXT NOT NULL,
  value TEXT NOT NULL,
  segment INTEGER NOT NULL,
  count INTEGER NOT NULL,
  places TEXT NOT NULL,
  PRIMARY KEY (facet, value, segment)
) WITHOUT ROWID;

-- what a segment adds to the use of a license on one of its days, for a title and kind of key: sums, never changed
CREATE TABLE usage_cells (
  license TEXT NOT NULL,
  -- date in the license's time zone as of the version that was judged on
  day TEXT NOT NULL,
  segment INTEGER NOT NULL,
  -- '' when none was stated
  title TEXT NOT NULL,
  env TEXT NOT NULL,
  entries INTEGER NOT NULL,
  deliveries INTEGER NOT NULL,
  refusals INTEGER NOT NULL,
  -- deliveries that carried nothing: HEAD, 304
  empty INTEGER NOT NULL,
  -- deliveries that carried content and added nothing to the bill
  repeats INTEGER NOT NULL,
  units INTEGER NOT NULL,
  first_at TEXT NOT NULL,
  last_at TEXT NOT NULL,
  -- JSON: sums by section, component type, supplier, code, rule, hour (src/ledger/segments/cells.ts)
  parts TEXT NOT NULL,
  PRIMARY KEY (license, day, segment, title, env)
) WITHOUT ROWID;
-- for the recount of a segment: what is not of its entries shows as well
CREATE INDEX usage_cells_by_segment ON usage_cells (segment);
