-- What the catalogue owes the objects, the log that they have written back, and how they look after it.

-- a change that an object must acknowledge before the admin is told that it holds
CREATE TABLE outbox (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  object TEXT NOT NULL,
  change TEXT NOT NULL,
  created TEXT NOT NULL
);
CREATE INDEX outbox_by_object ON outbox (object, seq);

-- The log of every shard, drained in blocks: at most 256 entries of one shard in the order of their sequence. `body` is a JSON array of the
-- entries as they were hashed (RFC 8785), one a line; `null` stands for an entry whose text was deleted. The newest block of a shard is open: each
-- drain writes it again until it is full. An entry has one address for ever, its shard and its sequence there.
-- With a rowid, as all tables of long texts: SQLite compares keys in a table without one by reading whole rows.
CREATE TABLE blocks (
  shard TEXT NOT NULL,
  -- sequences of the first entry and the last
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  -- earliest and latest date of its entries, ISO 8601 UTC; '' when it has no text any more
  first_at TEXT NOT NULL,
  last_at TEXT NOT NULL,
  -- hex, of the lines with newlines between them, an empty one for each deleted text: what the shard's own copy has
  sha256 TEXT NOT NULL,
  -- null: it is in R2, in the file of its segment
  body TEXT,
  PRIMARY KEY (shard, first)
);

-- The shards that have drained anything, and how many changes of the catalogue each had been told when it last said so: one that was told
-- more knows that the database was restored to an earlier point.
CREATE TABLE log_shards (
  shard TEXT PRIMARY KEY,
  told INTEGER NOT NULL DEFAULT 0,
  -- sequence of the last note that the recalls have been derived from
  recalled INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

-- Segments: runs of 16 full blocks of one shard, indexed and counted in `log_pages`. What is after the last segment of a shard is scanned.
CREATE TABLE log_segments (
  shard TEXT NOT NULL,
  -- sequences of the first entry and the last
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  -- of the entries that could be found when it was indexed, ISO 8601 UTC; '' when there were none
  first_at TEXT NOT NULL,
  last_at TEXT NOT NULL,
  -- entries that can be found: none of the operators' log, and none whose text was deleted
  entries INTEGER NOT NULL,
  PRIMARY KEY (shard, first)
) WITHOUT ROWID;
CREATE INDEX log_segments_by_time ON log_segments (last_at);

-- The index of a segment and the sums of its entries, written by its shard; writing one again replaces it, but for sums of which texts were deleted.
-- `kind` says what a page has (src/ledger/segments/pages.ts); `low` and `high` are the first key in it and the last.
CREATE TABLE log_pages (
  kind TEXT NOT NULL,
  shard TEXT NOT NULL,
  -- sequence of the segment's first entry
  segment INTEGER NOT NULL,
  part INTEGER NOT NULL,
  low TEXT NOT NULL,
  high TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (kind, shard, segment, part)
);

-- Entries that are no delivery or refusal, and those of the operators' log, once more: few, and found by their kind.
CREATE TABLE notes (
  license TEXT NOT NULL,
  idx INTEGER NOT NULL,
  shard TEXT NOT NULL,
  seq INTEGER NOT NULL,
  id TEXT NOT NULL,
  at TEXT NOT NULL,
  kind TEXT NOT NULL,
  leaf TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (license, idx)
);
CREATE INDEX notes_by_time ON notes (license, at, idx);
CREATE INDEX notes_published ON notes (license, at, idx) WHERE kind = 'publication';
CREATE INDEX notes_declared ON notes (license, at, idx) WHERE kind = 'declaration';
-- what recalls are derived from, in the order of each shard (src/recall/cases/store.ts has the same words), and the entries of one recall
CREATE INDEX notes_for_recalls ON notes (shard, seq) WHERE kind IN ('notice', 'acknowledgement', 'reading', 'publication');
CREATE INDEX notes_of_recall ON notes (body ->> 'recall', license, idx) WHERE body ->> 'recall' IS NOT NULL;
CREATE INDEX notes_adjusted ON notes (license, at, idx) WHERE kind = 'adjustment';
-- the audit log without sign-ins and ingests, of which there are a thousand for each change (src/audit/actions/store.ts has the same words)
CREATE INDEX notes_changes_by_operators ON notes (at, idx)
  WHERE license = 'operators'
    AND body ->> 'act' NOT IN ('operator.sign_in', 'session.open', 'session.end', 'article.ingest', 'article.bytes');

-- The log as a table. A query that names a shard and blocks (`shard = ? AND first = ?`) parses these blocks alone.
CREATE VIEW entries AS
  SELECT shard, first + line.key AS seq, first, last_at,
    line.value ->> '$.license' AS license, line.value ->> '$.index' AS idx, line.value ->> '$.id' AS id, line.value ->> '$.at' AS at,
    line.value ->> '$.kind' AS kind, line.value ->> '$.outcome' AS outcome, line.value ->> '$.code' AS code, line.value ->> '$.env' AS env,
    line.value ->> '$.partner' AS partner, line.value ->> '$.article' AS article, line.value ->> '$.billable' AS billable, line.value AS body
  FROM blocks CROSS JOIN json_each(blocks.body) AS line WHERE line.value IS NOT NULL;

-- Blocks that are in no segment yet: at most 16 of a shard, and its open one.
CREATE VIEW tail_blocks AS
  SELECT blocks.* FROM log_shards CROSS JOIN blocks ON blocks.shard = log_shards.shard
    AND blocks.first > coalesce((SELECT last FROM log_segments WHERE log_segments.shard = log_shards.shard ORDER BY log_segments.first DESC LIMIT 1), 0);

-- Their entries: what no index and no sum has yet.
CREATE VIEW tail_entries AS
  SELECT shard, first + line.key AS seq, first, last_at,
    line.value ->> '$.license' AS license, line.value ->> '$.index' AS idx, line.value ->> '$.id' AS id, line.value ->> '$.at' AS at,
    line.value ->> '$.kind' AS kind, line.value ->> '$.outcome' AS outcome, line.value ->> '$.code' AS code, line.value ->> '$.env' AS env,
    line.value ->> '$.partner' AS partner, line.value ->> '$.article' AS article, line.value ->> '$.billable' AS billable, line.value AS body
  FROM tail_blocks CROSS JOIN json_each(tail_blocks.body) AS line WHERE line.value IS NOT NULL AND line.value ->> '$.license' <> 'operators';

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
  PRIMARY KEY (license, idx, kind, object)
) WITHOUT ROWID;
CREATE INDEX findings_open ON findings (since) WHERE settled IS NULL;

-- segments whose blocks are in R2: one file each
CREATE TABLE archive_parts (
  object TEXT NOT NULL,
  -- sequence, in the object, of the first entry: that of the segment
  part INTEGER NOT NULL,
  -- YYYY-MM, of the first entry and the last
  first_month TEXT NOT NULL,
  last_month TEXT NOT NULL,
  entries INTEGER NOT NULL,
  -- the manifest, as it also lies beside the file
  manifest TEXT NOT NULL,
  -- when the bodies of its blocks were put back; null while they are in R2 alone
  restored TEXT,
  PRIMARY KEY (object, part)
) WITHOUT ROWID;
CREATE INDEX archive_parts_by_month ON archive_parts (first_month, object, part);

-- who was let have what by entries whose text was deleted, so that a kill finds every holder: the last version of each component for each
-- license and title
CREATE TABLE deleted_holders (
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
