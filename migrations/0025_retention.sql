-- What must be kept, whatever the retention says. The objects that delete have each been told of it, and go by what they were told.
CREATE TABLE legal_holds (
  id TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('license', 'partner', 'article')),
  target TEXT NOT NULL,
  reason TEXT NOT NULL,
  operator TEXT NOT NULL,
  since TEXT NOT NULL,
  -- null while it is in force
  released_at TEXT,
  released_by TEXT,
  released_reason TEXT
) WITHOUT ROWID;
CREATE INDEX legal_holds_open ON legal_holds (kind, target) WHERE released_at IS NULL;

-- Entries whose texts are kept nowhere any more, since the time that RETENTION gives them is over: how many of a license and month, as
-- the object that had them says. Their leaves stay with the object.
CREATE TABLE deleted_entries (
  license TEXT NOT NULL,
  month TEXT NOT NULL,
  object TEXT NOT NULL,
  entries INTEGER NOT NULL,
  -- when the last of them went
  at TEXT NOT NULL,
  PRIMARY KEY (license, month, object)
) WITHOUT ROWID;
CREATE INDEX deleted_entries_by_month ON deleted_entries (month);
