-- The log by rowid: in a table without one, a row larger than a quarter of a page takes a page of its own, and most entries are.
-- The key is an index now; the drain's "already there" goes by it as before.
CREATE TABLE entries_by_rowid (
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
  PRIMARY KEY (license, idx)
);
INSERT INTO entries_by_rowid (license, idx, id, at, kind, outcome, code, env, partner, article, billable, leaf, body)
SELECT license, idx, id, at, kind, outcome, code, env, partner, article, billable, leaf, body FROM entries ORDER BY at, license, idx;
DROP TABLE entries;
ALTER TABLE entries_by_rowid RENAME TO entries;
CREATE UNIQUE INDEX entries_by_id ON entries (id);
CREATE INDEX entries_by_time ON entries (at, license, idx);
CREATE INDEX entries_by_article ON entries (article, at);
