-- The catalogue: who is licensed for what, and what there is to license. Times are ISO 8601 UTC text unless
-- the name ends in _ms. JSON columns hold documents that are read and written whole.

CREATE TABLE partners (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('active', 'suspended')),
  -- name of the ledger shard that keeps this partner's keys, licenses and trees; fixed at creation
  ledger TEXT NOT NULL,
  titles TEXT NOT NULL,
  contact TEXT,
  version INTEGER NOT NULL,
  created TEXT NOT NULL,
  updated TEXT NOT NULL
) WITHOUT ROWID;
-- every fence and every change of the epoch asks which objects have partners
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

-- the current version; every version, with who changed it, stands in license_versions
CREATE TABLE licenses (
  id TEXT PRIMARY KEY,
  partner TEXT NOT NULL REFERENCES partners (id),
  version INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('active', 'suspended', 'terminated')),
  terms TEXT NOT NULL,
  created TEXT NOT NULL,
  updated TEXT NOT NULL,
  -- the id under which other partners meet the license's exclusivity; given with the first exclusivity and kept for good, so
  -- that the log can always be read back
  exclusivity TEXT
) WITHOUT ROWID;
CREATE INDEX licenses_by_partner ON licenses (partner);
CREATE UNIQUE INDEX licenses_by_exclusivity ON licenses (exclusivity) WHERE exclusivity IS NOT NULL;
-- those whose terms demand reports
CREATE INDEX licenses_reporting ON licenses (id) WHERE terms ->> '$.reporting' IS NOT NULL;
CREATE INDEX licenses_by_end ON licenses (unixepoch(terms ->> '$.ends')) WHERE status = 'active';
-- the orders that the desk's lists are read in, a page at a time
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

-- What a product selected and what a partner was when something was decided: written with the change and never changed.
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

-- the current state of each item: what lists are made from
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
-- what is held or killed, by its last change: few of many, so that the desk has them at once
CREATE INDEX items_stopped ON items (seq) WHERE pub_status <> 'usable';

CREATE TABLE item_versions (
  item TEXT NOT NULL,
  version TEXT NOT NULL,
  version_created_ms INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  -- digest of what the newsroom sent, so that the same version sent again is told from a changed one
  source_digest TEXT NOT NULL,
  -- the ItemVersion; null when it is too large for a row and stands in the bucket under document_key
  document TEXT,
  document_key TEXT,
  PRIMARY KEY (item, version)
) WITHOUT ROWID;

-- which items contain which others (by uri), so that a kill reaches packages
CREATE TABLE item_links (
  uri TEXT NOT NULL,
  item TEXT NOT NULL,
  PRIMARY KEY (uri, item)
) WITHOUT ROWID;
CREATE INDEX item_links_by_item ON item_links (item);

-- which item a component belongs to in its current version
CREATE TABLE components (
  id TEXT PRIMARY KEY,
  item TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX components_by_item ON components (item);

-- Every change, in the one order that partners follow. It keeps what the item was like with it, so that who may be told of it does not
-- depend on what has become of the item since.
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
  -- 1: under an embargo that had not lifted in the sequence
  item_embargoed INTEGER
);
CREATE INDEX changes_by_item ON changes (item, seq);

CREATE TABLE restrictions (
  id TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  scope_kind TEXT NOT NULL CHECK (scope_kind IN ('agency', 'section', 'item', 'component')),
  -- section name, item id or component id; '' for the agency
  scope_id TEXT NOT NULL,
  -- the item that a component restriction belongs to, so that an article's are read in one look-up
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
  at TEXT NOT NULL,
  operator TEXT NOT NULL,
  PRIMARY KEY (restriction, version)
) WITHOUT ROWID;

-- what the desk has confirmed a text to mean; the same words on a later item need no second look
CREATE TABLE readings (
  text_key TEXT PRIMARY KEY,
  text TEXT NOT NULL,
  policy TEXT,
  operator TEXT NOT NULL,
  at TEXT NOT NULL
) WITHOUT ROWID;

-- phrases that the desk has taught the phrasebook; a withdrawn one stays as history and is read no more
CREATE TABLE phrases (
  id TEXT PRIMARY KEY,
  -- the words as they are matched, upper case: what may be taught once at a time
  phrase_key TEXT NOT NULL,
  phrase TEXT NOT NULL,
  language TEXT NOT NULL,
  -- the name of a meaning of the phrasebook, or a policy of its own
  meaning TEXT,
  policy TEXT,
  status TEXT NOT NULL CHECK (status IN ('active', 'withdrawn')),
  operator TEXT NOT NULL,
  created TEXT NOT NULL,
  updated TEXT NOT NULL,
  CHECK ((meaning IS NULL) <> (policy IS NULL))
) WITHOUT ROWID;
CREATE UNIQUE INDEX phrases_active ON phrases (phrase_key) WHERE status = 'active';

-- Full-text search. One row of search_words for each component of an item that may be found, of the item's current version: what is
-- withheld from a license must not match for it, so parts are found apart. Folded words, no text: the table has only the index.

-- the item that rows of search_words belong to. Row <place> * 256 + n is of component parts[n]; places ascend with the version's
-- time, so that the newest is found first without sorting.
CREATE TABLE search_items (
  place INTEGER PRIMARY KEY,
  item TEXT NOT NULL UNIQUE,
  parts TEXT NOT NULL,
  -- names one writing, so that words are only ever added to the row that they were made with
  written TEXT NOT NULL
);

-- words are split and folded before they come here (articles/search/words.ts): this tokenizer leaves everything but ASCII as it is
CREATE VIRTUAL TABLE search_words USING fts5(words, facets, content='', contentless_delete=1, tokenize='ascii');

-- items whose words are to come in, for whoever builds the search anew; tries: how often that was begun
CREATE TABLE search_pending (
  item TEXT PRIMARY KEY,
  tries INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX search_pending_by_tries ON search_pending (tries, item);

-- Pictures with rights written into them. `key` names picture, words and writer, so that the same are never made twice and a row never
-- changes. `digest` is base64url SHA-256 of the stamped bytes, which stand in the bucket under it; null: they cannot be written into.
CREATE TABLE stamped_pictures (
  key TEXT PRIMARY KEY,
  -- base64url SHA-256 of the bytes as the newsroom sent them
  source TEXT NOT NULL,
  digest TEXT,
  bytes INTEGER,
  -- why there is no digest
  fault TEXT,
  made_ms INTEGER NOT NULL,
  -- 1: it carries Content Credentials (C2PA) and leaves as the newsroom sent it; `digest` is `source` then, and nothing is stored for it
  credentials INTEGER NOT NULL DEFAULT 0 CHECK (credentials IN (0, 1)),
  -- perceptual digest (PDQ, 64 hexadecimal digits) of the newsroom's picture: whether another file shows the same; null: none was made
  perceptual TEXT,
  -- in pixels, of a smaller picture, which goes out by itself; null: the picture is as large as the newsroom's
  width INTEGER,
  CHECK ((digest IS NULL) = (bytes IS NULL) AND (digest IS NULL) <> (fault IS NULL))
) WITHOUT ROWID;
-- what a picture may have gone out as: asked by whoever checks a receipt whose entry is not in the log's table
CREATE INDEX stamped_pictures_source ON stamped_pictures (source);

-- Single values. `epoch` counts changes of what is neither license, key, partner status nor item: agency and section restrictions,
-- products, titles. `licenses`, `exclusive_licenses`: how often a license was stored, and how often an exclusive one, which is what a check
-- of clashes was made on. `lifted`: the instant (ms) up to which embargoes have lifted in the sequence of changes; each is a `release`
-- there, written once. `reconciled`: up to which change publications have been marked to be judged again.
CREATE TABLE gateway_state (
  name TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO gateway_state (name, value)
  VALUES ('epoch', 1), ('licenses', 1), ('exclusive_licenses', 1), ('lifted', 0), ('reconciled', 0);
