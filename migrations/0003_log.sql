-- What the catalogue owes the objects, the log that they have written back, and how they look after it.

-- a change that an object must acknowledge before the admin is told that it holds
CREATE TABLE outbox (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  object TEXT NOT NULL,
  change TEXT NOT NULL,
  created TEXT NOT NULL
);
CREATE INDEX outbox_by_object ON outbox (object, seq);

-- The delivery log, drained from the objects; body is the RFC 8785 entry itself. `n` is a place in it that nothing else ever gets, so that an
-- index may name entries by it. An entry's id says when it was written, to the millisecond, so the index by time finds it as well: each index
-- is a row more that every delivery writes.
CREATE TABLE entries (
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
CREATE INDEX entries_by_time ON entries (at, license, idx);
-- Entries that are no delivery or refusal: found by their kind. Deliveries pay nothing for it.
CREATE INDEX entries_published ON entries (license, at, idx) WHERE kind = 'publication';
CREATE INDEX entries_declared ON entries (license, at, idx) WHERE kind = 'declaration';
CREATE INDEX entries_adjusted ON entries (license, at, idx) WHERE kind = 'adjustment';
-- few, and asked for with every report
CREATE INDEX entries_adjustments ON entries (license, at) WHERE kind = 'adjustment';
-- the audit log without sign-ins and ingests, of which there are a thousand for each change (src/audit/actions/store.ts has the same words)
CREATE INDEX entries_changes_by_operators ON entries (at, idx)
  WHERE license = 'operators'
    AND body ->> 'act' NOT IN ('operator.sign_in', 'session.open', 'session.end', 'article.ingest', 'article.bytes');

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

-- what a segment adds to an hour, of all licenses together
CREATE TABLE log_hours (
  -- UTC, `2026-11-26T16`
  hour TEXT NOT NULL,
  segment INTEGER NOT NULL,
  deliveries INTEGER NOT NULL,
  refusals INTEGER NOT NULL,
  PRIMARY KEY (hour, segment)
) WITHOUT ROWID;
CREATE INDEX log_hours_by_segment ON log_hours (segment);

-- checkpoints as they were signed and given out; what is here is never signed differently again
CREATE TABLE checkpoints (
  origin TEXT NOT NULL,
  size INTEGER NOT NULL,
  at TEXT NOT NULL,
  note TEXT NOT NULL,
  -- signature lines of witnesses, to be appended to the note
  cosignatures TEXT NOT NULL DEFAULT '',
  -- base64 of an RFC 3161 response over the note
  timestamp TEXT,
  PRIMARY KEY (origin, size)
) WITHOUT ROWID;

-- How far each object has drained, as D1 remembers it: written with the entries themselves, so that a D1 that was restored to an earlier
-- point says so.
CREATE TABLE drains (
  object TEXT PRIMARY KEY,
  drained INTEGER NOT NULL,
  -- how many changes of the catalogue the object had been told when it last wrote it here: one that was told more knows that D1 was
  -- restored to before them
  told INTEGER NOT NULL DEFAULT 0,
  -- The number of the last time that the object told D1 of a part of its archive, written with what it told: one that has told more since
  -- knows that D1 was restored to before that, though nothing was drained since. Of a part whose row somebody deleted it does not say so.
  parts INTEGER NOT NULL DEFAULT 0
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
  -- the message that `detail` is the English of, as JSON: pages in other languages are written from it
  message TEXT,
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

-- who was let have what by entries that have gone to the archive, so that a kill finds every holder: the last version of each
-- component for each license and title
CREATE TABLE archived_holders (
  article TEXT NOT NULL,
  license TEXT NOT NULL,
  -- '' when no title was stated
  title TEXT NOT NULL,
  component TEXT NOT NULL,
  partner TEXT NOT NULL,
  version TEXT NOT NULL,
  at TEXT NOT NULL,
  entry TEXT NOT NULL,
  PRIMARY KEY (article, license, title, component)
) WITHOUT ROWID;

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

-- licenses that were suspended because D1 was restored. A row stands for as long as the license is of the version that this made:
-- whatever the desk does with it next is its word on it.
CREATE TABLE unconfirmed_licenses (
  license TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  object TEXT NOT NULL,
  -- what D1 had, and what the object had been told
  restored_version INTEGER NOT NULL,
  known_version INTEGER NOT NULL,
  known_status TEXT NOT NULL,
  since TEXT NOT NULL
) WITHOUT ROWID;
