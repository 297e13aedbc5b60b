-- Outgoing changes for the ledger shards, the log that they have drained, and its maintenance.

-- A change that a shard must acknowledge before the admin gets a success.
CREATE TABLE outbox (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  object TEXT NOT NULL,
  change TEXT NOT NULL,
  created TEXT NOT NULL
);
CREATE INDEX outbox_by_object ON outbox (object, seq);

-- The log of all shards, drained in blocks of at most 256 consecutive entries of one shard. `body` is a JSON
-- array of the entries as they were hashed (RFC 8785), one on each line; `null` is an entry whose text was
-- deleted. The newest block of a shard is open: each drain rewrites it until it is full. The address of an
-- entry, its shard and sequence, never changes.
-- Like all tables of long texts it has a rowid: in a table without one, SQLite reads whole rows to compare
-- keys.
CREATE TABLE blocks (
  shard TEXT NOT NULL,
  -- sequences of the first entry and the last
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  -- earliest and latest date of its entries, ISO 8601 UTC; '' if all texts were deleted
  first_at TEXT NOT NULL,
  last_at TEXT NOT NULL,
  -- hex, of the lines joined by newlines, an empty line for each deleted text; equals the hash of the shard's
  -- copy
  sha256 TEXT NOT NULL,
  -- JSON array: where each 16th entry begins in `body`, as positions of `substr` in its bytes, and one after the
  -- last entry; null as `body` is. It precedes `body`, since SQLite reads through a long text to reach what
  -- follows it.
  offsets TEXT,
  -- null: archived in R2, in the file of its segment
  body TEXT,
  PRIMARY KEY (shard, first)
);

-- Shards that have drained entries. `applied_changes`: number of catalogue changes that the shard had
-- applied at its last drain. If the shard remembers more, the database was restored to an earlier point.
CREATE TABLE log_shards (
  shard TEXT PRIMARY KEY,
  applied_changes INTEGER NOT NULL DEFAULT 0,
  -- sequence of the last note from which the recalls were derived
  recalls_seq INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

-- Segments: runs of 16 full blocks of one shard, indexed and summed in `log_pages`. Blocks after a shard's
-- last segment are scanned.
CREATE TABLE log_segments (
  shard TEXT NOT NULL,
  -- sequences of the first entry and the last
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  -- Dates of the entries that could be found at the time of indexing, ISO 8601 UTC; '' if there were none.
  first_at TEXT NOT NULL,
  last_at TEXT NOT NULL,
  -- number of entries that can be found: without the operators' log, and without deleted texts
  entries INTEGER NOT NULL,
  PRIMARY KEY (shard, first)
) WITHOUT ROWID;
CREATE INDEX log_segments_by_time ON log_segments (last_at);

-- Index and sums of a segment, written by its shard. A rewrite replaces all pages except sums whose texts
-- were deleted. `kind`: see src/ledger/segments/pages.ts. `low` and `high`: first and last key of the page.
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

-- A copy of all entries that are neither deliveries nor refusals, and of the operators' log. They are few,
-- and are found by kind.
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
CREATE INDEX notes_published_by_article ON notes (license, body ->> 'article', idx) WHERE kind = 'publication';
CREATE INDEX notes_published_by_ref ON notes (license, body ->> 'clientRef', idx)
  WHERE kind = 'publication' AND body ->> 'clientRef' IS NOT NULL;
CREATE INDEX notes_declared ON notes (license, at, idx) WHERE kind = 'declaration';
-- what recalls are derived from, in the order of each shard (src/audit/recalls/derive-store.ts has the same words), and the entries of one recall
CREATE INDEX notes_for_recalls ON notes (shard, seq) WHERE kind IN ('notice', 'acknowledgement', 'reading', 'publication');
CREATE INDEX notes_of_recall ON notes (body ->> 'recall', license, idx) WHERE body ->> 'recall' IS NOT NULL;
CREATE INDEX notes_acknowledged ON notes (license, body ->> 'event') WHERE kind = 'acknowledgement';
CREATE INDEX notes_adjusted ON notes (license, at, idx) WHERE kind = 'adjustment';
-- The audit log without sign-ins and ingests, of which there are a thousand for each other change. An ingest
-- that kills, holds, releases or embargoes an article has a `change` and is in it. The same condition is in
-- src/audit/actions/store.ts.
CREATE INDEX notes_changes_by_operators ON notes (at, idx)
  WHERE license = 'operators'
    AND (body ->> 'act' NOT IN ('operator.sign_in', 'session.open', 'session.end', 'article.ingest', 'article.bytes')
      OR body ->> 'change' IS NOT NULL);

-- The log as a table. A query with `shard = ? AND first = ?` parses only these blocks.
CREATE VIEW entries AS
  SELECT shard, first + line.key AS seq, first, last_at,
    line.value ->> '$.license' AS license, line.value ->> '$.index' AS idx, line.value ->> '$.id' AS id, line.value ->> '$.at' AS at,
    line.value ->> '$.kind' AS kind, line.value ->> '$.outcome' AS outcome, line.value ->> '$.code' AS code, line.value ->> '$.env' AS env,
    line.value ->> '$.partner' AS partner, line.value ->> '$.article' AS article, line.value ->> '$.billable' AS billable, line.value AS body
  FROM blocks CROSS JOIN json_each(blocks.body) AS line WHERE line.value IS NOT NULL;

-- Blocks without a segment: at most 16 full ones for each shard, and its open one.
CREATE VIEW tail_blocks AS
  SELECT blocks.* FROM log_shards CROSS JOIN blocks ON blocks.shard = log_shards.shard
    AND blocks.first > coalesce((SELECT last FROM log_segments WHERE log_segments.shard = log_shards.shard ORDER BY log_segments.first DESC LIMIT 1), 0);

-- Entries of these blocks, which no index and no sum has yet.
CREATE VIEW tail_entries AS
  SELECT shard, first + line.key AS seq, first, last_at,
    line.value ->> '$.license' AS license, line.value ->> '$.index' AS idx, line.value ->> '$.id' AS id, line.value ->> '$.at' AS at,
    line.value ->> '$.kind' AS kind, line.value ->> '$.outcome' AS outcome, line.value ->> '$.code' AS code, line.value ->> '$.env' AS env,
    line.value ->> '$.partner' AS partner, line.value ->> '$.article' AS article, line.value ->> '$.billable' AS billable, line.value AS body
  FROM tail_blocks CROSS JOIN json_each(tail_blocks.body) AS line WHERE line.value IS NOT NULL AND line.value ->> '$.license' <> 'operators';

-- Published checkpoints as they were signed. A size that is here is never signed differently.
CREATE TABLE checkpoints (
  origin TEXT NOT NULL,
  size INTEGER NOT NULL,
  at TEXT NOT NULL,
  note TEXT NOT NULL,
  -- signature lines of witnesses, appended to the note
  cosignatures TEXT NOT NULL DEFAULT '',
  -- base64 of an RFC 3161 response over the note
  timestamp TEXT,
  PRIMARY KEY (origin, size)
) WITHOUT ROWID;

-- Findings of self-checks. `idx` is -1 for a finding about a license's whole log.
CREATE TABLE findings (
  license TEXT NOT NULL,
  idx INTEGER NOT NULL,
  kind TEXT NOT NULL,
  object TEXT NOT NULL,
  detail TEXT NOT NULL,
  since TEXT NOT NULL,
  seen TEXT NOT NULL,
  -- when a later check found it correct; null while it is open
  settled TEXT,
  -- the message as JSON, from which pages in other languages are written; `detail` is its English text
  message TEXT,
  PRIMARY KEY (license, idx, kind, object)
) WITHOUT ROWID;
CREATE INDEX findings_open ON findings (since) WHERE settled IS NULL;

-- Archived segments: those with their blocks in R2, one file each.
CREATE TABLE archive_parts (
  object TEXT NOT NULL,
  -- sequence of the segment's first entry in the shard
  part INTEGER NOT NULL,
  -- YYYY-MM, of the first entry and the last
  first_month TEXT NOT NULL,
  last_month TEXT NOT NULL,
  entries INTEGER NOT NULL,
  -- the manifest, which is also stored next to the file
  manifest TEXT NOT NULL,
  -- when the bodies of its blocks were restored; null while they are only in R2
  restored TEXT,
  PRIMARY KEY (object, part)
) WITHOUT ROWID;
CREATE INDEX archive_parts_by_month ON archive_parts (first_month, object, part);

-- Deliveries in entries whose texts were deleted, so that a kill finds every holder: the last version of each
-- component for each license and title.
CREATE TABLE deleted_holders (
  article TEXT NOT NULL,
  license TEXT NOT NULL,
  -- '' if no title was stated
  title TEXT NOT NULL,
  component TEXT NOT NULL,
  partner TEXT NOT NULL,
  version TEXT NOT NULL,
  at TEXT NOT NULL,
  entry TEXT NOT NULL,
  PRIMARY KEY (article, license, title, component)
) WITHOUT ROWID;

-- Legal holds, which override the retention. Each shard is notified of a hold, and deletes by its own list.
CREATE TABLE legal_holds (
  id TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('license', 'partner', 'article')),
  target TEXT NOT NULL,
  reason TEXT NOT NULL,
  operator TEXT NOT NULL,
  since TEXT NOT NULL,
  -- null while the hold is in force
  released_at TEXT,
  released_by TEXT,
  released_reason TEXT
) WITHOUT ROWID;
CREATE INDEX legal_holds_open ON legal_holds (kind, target) WHERE released_at IS NULL;

-- Number of entries of a license and month whose texts were deleted at the end of their retention, as
-- reported by their shard. The shard keeps their leaves.
CREATE TABLE deleted_entries (
  license TEXT NOT NULL,
  month TEXT NOT NULL,
  object TEXT NOT NULL,
  entries INTEGER NOT NULL,
  -- when the last text was deleted
  at TEXT NOT NULL,
  PRIMARY KEY (license, month, object)
) WITHOUT ROWID;
CREATE INDEX deleted_entries_by_month ON deleted_entries (month);

-- Migrations of partners to another shard.
CREATE TABLE partner_moves (
  partner TEXT NOT NULL,
  began TEXT NOT NULL,
  source TEXT NOT NULL,
  target TEXT NOT NULL,
  -- when the target took over; null during the migration
  ended TEXT,
  PRIMARY KEY (partner, began)
) WITHOUT ROWID;

-- Licenses that were suspended because the database was restored. A row applies while the license has the
-- version that the suspension created: any later change by the desk confirms the license.
CREATE TABLE unconfirmed_licenses (
  license TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  object TEXT NOT NULL,
  -- version in the restored database, and the version that the shard had been notified of
  restored_version INTEGER NOT NULL,
  known_version INTEGER NOT NULL,
  known_status TEXT NOT NULL,
  since TEXT NOT NULL
) WITHOUT ROWID;
