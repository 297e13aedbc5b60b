-- How the ledger objects look after what they have written to D1.

-- how far each object has drained, as D1 remembers it: written with the entries themselves, so that a D1 that was restored
-- to an earlier point says so
CREATE TABLE drains (
  object TEXT PRIMARY KEY,
  drained INTEGER NOT NULL
) WITHOUT ROWID;

-- what a self-check has found wrong; idx is -1 for what concerns a license's whole log
CREATE TABLE findings (
  license TEXT NOT NULL,
  idx INTEGER NOT NULL,
  kind TEXT NOT NULL,
  object TEXT NOT NULL,
  detail TEXT NOT NULL,
  since TEXT NOT NULL,
  seen TEXT NOT NULL,
  -- when a check found it in order again; null while it is open
  settled TEXT,
  PRIMARY KEY (license, idx, kind)
) WITHOUT ROWID;
CREATE INDEX findings_open ON findings (since) WHERE settled IS NULL;

-- months of the log that have gone to R2: one file each, at most a few thousand entries of one object and month
CREATE TABLE archive_parts (
  object TEXT NOT NULL,
  -- sequence, in the object, of the first entry
  part INTEGER NOT NULL,
  month TEXT NOT NULL,
  entries INTEGER NOT NULL,
  -- the manifest, as it also lies beside the file
  manifest TEXT NOT NULL,
  -- when its rows were put back into D1's log; null while they are not there
  restored TEXT,
  PRIMARY KEY (object, part)
) WITHOUT ROWID;
CREATE INDEX archive_parts_by_month ON archive_parts (month, object, part);

-- partners that were moved to another object
CREATE TABLE partner_moves (
  partner TEXT NOT NULL,
  began TEXT NOT NULL,
  source TEXT NOT NULL,
  target TEXT NOT NULL,
  -- when the partner began to live in the target; null while it still moves
  ended TEXT,
  PRIMARY KEY (partner, began)
) WITHOUT ROWID;
