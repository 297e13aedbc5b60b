-- What the catalogue owes the ledger objects, and what the ledger objects have written back.

-- a change that an object must acknowledge before the admin is told that it holds
CREATE TABLE outbox (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  object TEXT NOT NULL,
  change TEXT NOT NULL,
  created TEXT NOT NULL
);
CREATE INDEX outbox_by_object ON outbox (object, seq);

-- the delivery log, drained from the objects; body is the RFC 8785 entry itself
CREATE TABLE entries (
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
) WITHOUT ROWID;
CREATE UNIQUE INDEX entries_by_id ON entries (id);
CREATE INDEX entries_by_time ON entries (at, license, idx);
CREATE INDEX entries_by_article ON entries (article, at);

-- what a stranger or a mistake can cause is counted by the minute, not entered
CREATE TABLE refusal_counts (
  minute TEXT NOT NULL,
  object TEXT NOT NULL,
  license TEXT NOT NULL,
  code TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (minute, object, license, code)
) WITHOUT ROWID;
