-- The catalogue: partners, products, licenses, items and restrictions. Times are ISO 8601 UTC text unless the
-- name ends in `_ms` (milliseconds, UTC). JSON columns hold documents that are read and written as a whole.

CREATE TABLE partners (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('active', 'suspended')),
  -- name of the ledger shard that holds the keys, licenses and trees of this partner
  ledger TEXT NOT NULL,
  titles TEXT NOT NULL,
  contact TEXT,
  version INTEGER NOT NULL,
  created TEXT NOT NULL,
  updated TEXT NOT NULL
) WITHOUT ROWID;
-- Every fence and every change of the epoch selects the shards that have partners.
CREATE INDEX partners_by_ledger ON partners (ledger);
CREATE INDEX partners_by_name ON partners (name COLLATE NOCASE, id);

CREATE TABLE products (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  selection TEXT NOT NULL,
  version INTEGER NOT NULL,
  created TEXT NOT NULL,
  updated TEXT NOT NULL
) WITHOUT ROWID;

-- The current version. `license_versions` has all versions with their authors.
CREATE TABLE licenses (
  id TEXT PRIMARY KEY,
  partner TEXT NOT NULL REFERENCES partners (id),
  version INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('active', 'suspended', 'terminated')),
  terms TEXT NOT NULL,
  created TEXT NOT NULL,
  updated TEXT NOT NULL,
  -- Public id of the license's exclusivity, shown to other partners. It is assigned with the first
  -- exclusivity and never removed, so that the log stays readable.
  exclusivity TEXT
) WITHOUT ROWID;
CREATE INDEX licenses_by_partner ON licenses (partner);
CREATE UNIQUE INDEX licenses_by_exclusivity ON licenses (exclusivity) WHERE exclusivity IS NOT NULL;
-- licenses whose terms require reports
CREATE INDEX licenses_reporting ON licenses (id) WHERE terms ->> '$.reporting' IS NOT NULL;
CREATE INDEX licenses_by_end ON licenses (unixepoch(terms ->> '$.ends')) WHERE status = 'active';
-- orders of the desk's paged lists
CREATE INDEX licenses_by_reference ON licenses ((terms ->> '$.consent.reference') COLLATE NOCASE, id);
CREATE INDEX licenses_by_term_end ON licenses (unixepoch(terms ->> '$.ends'), id);

CREATE TABLE license_versions (
  license TEXT NOT NULL,
  version INTEGER NOT NULL,
  status TEXT NOT NULL,
  terms TEXT NOT NULL,
  at TEXT NOT NULL,
  operator TEXT NOT NULL,
  PRIMARY KEY (license, version)
) WITHOUT ROWID;

-- Products and partners as they were at a decision. Rows are written with the change and never modified.
CREATE TABLE product_versions (
  product TEXT NOT NULL,
  version INTEGER NOT NULL,
  name TEXT NOT NULL,
  selection TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (product, version)
) WITHOUT ROWID;

CREATE TABLE partner_versions (
  partner TEXT NOT NULL,
  version INTEGER NOT NULL,
  name TEXT NOT NULL,
  status TEXT NOT NULL,
  titles TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (partner, version)
) WITHOUT ROWID;

-- The current state of each item, which lists are read from.
CREATE TABLE items (
  id TEXT PRIMARY KEY,
  uri TEXT NOT NULL UNIQUE,
  version TEXT NOT NULL,
  version_created_ms INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  type TEXT NOT NULL,
  pub_status TEXT NOT NULL,
  embargoed_until_ms INTEGER,
  language TEXT,
  headline TEXT,
  sections TEXT NOT NULL,
  subjects TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX items_by_time ON items (version_created_ms DESC, id);
CREATE UNIQUE INDEX items_by_seq ON items (seq);
CREATE INDEX items_by_embargo ON items (embargoed_until_ms) WHERE embargoed_until_ms IS NOT NULL;
-- Held and killed items by their last change. They are few, so the desk lists them at once.
CREATE INDEX items_stopped ON items (seq) WHERE pub_status <> 'usable';

CREATE TABLE item_versions (
  item TEXT NOT NULL,
  version TEXT NOT NULL,
  version_created_ms INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  -- digest of the newsroom's document, which distinguishes a repeated version from a changed one
  source_digest TEXT NOT NULL,
  -- who sent the version, or made the change
  operator TEXT NOT NULL,
  -- kill, hold, release, embargo or lift; null: neither status nor embargo changed
  change TEXT,
  -- the ItemVersion; null if it is too large for a row and is in the bucket under `document_key`
  document TEXT,
  document_key TEXT,
  PRIMARY KEY (item, version)
) WITHOUT ROWID;

-- Items that contain others (by uri), so that a kill reaches packages.
CREATE TABLE item_links (
  uri TEXT NOT NULL,
  item TEXT NOT NULL,
  PRIMARY KEY (uri, item)
) WITHOUT ROWID;
CREATE INDEX item_links_by_item ON item_links (item);

-- The item that contains a component in its current version.
CREATE TABLE components (
  id TEXT PRIMARY KEY,
  item TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX components_by_item ON components (item);

-- Every change, in the order that partners follow. A row records the item's state at the change, so that
-- later changes of the item do not affect which partners see it.
CREATE TABLE changes (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  item TEXT NOT NULL,
  version TEXT NOT NULL,
  change_type TEXT NOT NULL,
  at TEXT NOT NULL,
  item_type TEXT,
  item_language TEXT,
  item_sections TEXT,
  item_subjects TEXT,
  item_created_ms INTEGER,
  item_status TEXT,
  -- 1: under an embargo that had not ended at this point of the sequence
  item_embargoed INTEGER
);
CREATE INDEX changes_by_item ON changes (item, seq);

CREATE TABLE restrictions (
  id TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  scope_kind TEXT NOT NULL CHECK (scope_kind IN ('agency', 'section', 'item', 'component')),
  -- section name, item id or component id; '' for the agency
  scope_id TEXT NOT NULL,
  -- the item of a component restriction, so that one query finds all restrictions of an article
  item TEXT,
  policy TEXT,
  text TEXT,
  reading TEXT,
  reviewed INTEGER NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('desk', 'wire')),
  status TEXT NOT NULL CHECK (status IN ('active', 'withdrawn')),
  created TEXT NOT NULL,
  updated TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX restrictions_by_item ON restrictions (item) WHERE item IS NOT NULL;
CREATE INDEX restrictions_by_scope ON restrictions (scope_kind, scope_id);
CREATE INDEX restrictions_unreviewed ON restrictions (id) WHERE reviewed = 0 AND status = 'active';

CREATE TABLE restriction_versions (
  restriction TEXT NOT NULL,
  version INTEGER NOT NULL,
  policy TEXT,
  text TEXT,
  reviewed INTEGER NOT NULL,
  status TEXT NOT NULL,
  -- 'wire': a delivery of the newsroom wrote this version
  source TEXT NOT NULL CHECK (source IN ('desk', 'wire')),
  at TEXT NOT NULL,
  operator TEXT NOT NULL,
  PRIMARY KEY (restriction, version)
) WITHOUT ROWID;
-- the desk's changes of existing restrictions, by time
CREATE INDEX restriction_versions_by_desk ON restriction_versions (at, restriction, version)
  WHERE source = 'desk' AND version > 1;

-- Meanings of texts that the desk has confirmed. The same text on a later item needs no review.
CREATE TABLE readings (
  text_key TEXT PRIMARY KEY,
  text TEXT NOT NULL,
  policy TEXT,
  operator TEXT NOT NULL,
  at TEXT NOT NULL
) WITHOUT ROWID;

-- Phrases that the desk has added to the phrasebook. Withdrawn ones stay as history and are not applied.
CREATE TABLE phrases (
  id TEXT PRIMARY KEY,
  -- the words in upper case, as they are matched; unique among active phrases
  phrase_key TEXT NOT NULL,
  phrase TEXT NOT NULL,
  language TEXT NOT NULL,
  -- the name of a meaning in the phrasebook; null if the phrase has its own policy
  meaning TEXT,
  policy TEXT,
  status TEXT NOT NULL CHECK (status IN ('active', 'withdrawn')),
  operator TEXT NOT NULL,
  created TEXT NOT NULL,
  updated TEXT NOT NULL,
  CHECK ((meaning IS NULL) <> (policy IS NULL))
) WITHOUT ROWID;
CREATE UNIQUE INDEX phrases_active ON phrases (phrase_key) WHERE status = 'active';

-- Full-text search. `search_words` has a row for each component of an item's current version, because a
-- component that is withheld from a license must not match for it. It stores folded words and no text: the
-- table is only an index.

-- The item of rows in `search_words`. Row `position * 256 + n` is component `parts[n]`. Positions ascend with
-- the time of the version, so that the newest matches are found first without sorting.
CREATE TABLE search_items (
  position INTEGER PRIMARY KEY,
  item TEXT NOT NULL UNIQUE,
  parts TEXT NOT NULL,
  -- Identifies one write of the item, so that words are only added to the row that they were created with.
  write_id TEXT NOT NULL
);

-- Words are split and folded before they are inserted (articles/search/words.ts), so the tokenizer changes
-- only ASCII.
CREATE VIRTUAL TABLE search_words USING fts5(words, facets, content='', contentless_delete=1, tokenize='ascii');

-- Items that a rebuild of the search has yet to index. `tries`: attempts so far.
CREATE TABLE search_pending (
  item TEXT PRIMARY KEY,
  tries INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX search_pending_by_tries ON search_pending (tries, item);

-- Pictures with embedded rights. `key` identifies picture, words and writer, so a row never changes and no
-- picture is stamped twice. `digest` is the base64url SHA-256 of the stamped bytes, which are in the bucket
-- under it; null: the picture cannot be stamped.
CREATE TABLE stamped_pictures (
  key TEXT PRIMARY KEY,
  -- base64url SHA-256 of the newsroom's bytes
  source TEXT NOT NULL,
  digest TEXT,
  bytes INTEGER,
  -- reason for a missing digest
  fault TEXT,
  created_ms INTEGER NOT NULL,
  -- 1: the picture has Content Credentials (C2PA) and is delivered unchanged. Then `digest` equals `source`,
  -- and nothing is stored for it.
  credentials INTEGER NOT NULL DEFAULT 0 CHECK (credentials IN (0, 1)),
  -- perceptual digest (PDQ, 64 hexadecimal digits) of the newsroom's picture, which shows whether another
  -- file has the same picture; null: not computed
  perceptual TEXT,
  -- pixels, for a smaller picture that is delivered on its own; null: full size
  width INTEGER,
  CHECK ((digest IS NULL) = (bytes IS NULL) AND (digest IS NULL) <> (fault IS NULL))
) WITHOUT ROWID;
-- Renditions that a picture may have been delivered as: for verifying a receipt whose entry is not in the
-- log's table.
CREATE INDEX stamped_pictures_source ON stamped_pictures (source);

-- Single values.
-- `epoch`: number of changes of agency and section restrictions, products and titles.
-- `licenses`, `exclusive_licenses`: number of writes of licenses and of exclusive ones; the clash check
-- compares them.
-- `lifted`: instant (ms) up to which ended embargoes have a `release` in the sequence of changes.
-- `reconciled`: last change for which publications were marked for another judgement.
-- `reconciliation_ended`: when a reconciliation of all licenses last ended (ms); 0: never.
CREATE TABLE gateway_state (
  name TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO gateway_state (name, value)
  VALUES ('epoch', 1), ('licenses', 1), ('exclusive_licenses', 1), ('lifted', 0), ('reconciled', 0),
    ('reconciliation_ended', 0);
