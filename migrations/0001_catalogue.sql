-- The catalogue: who is licensed for what, and what there is to license. Times are ISO 8601 UTC text unless
-- the name ends in _ms. JSON columns hold documents that are read and written whole.

CREATE TABLE partners (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('active', 'suspended')),
  -- name of the pool object that keeps this partner's keys, licenses and trees; fixed at creation
  ledger TEXT NOT NULL,
  titles TEXT NOT NULL,
  contact TEXT,
  version INTEGER NOT NULL,
  created TEXT NOT NULL,
  updated TEXT NOT NULL
) WITHOUT ROWID;

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
  updated TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX licenses_by_partner ON licenses (partner);

CREATE TABLE license_versions (
  license TEXT NOT NULL,
  version INTEGER NOT NULL,
  status TEXT NOT NULL,
  terms TEXT NOT NULL,
  at TEXT NOT NULL,
  operator TEXT NOT NULL,
  PRIMARY KEY (license, version)
) WITHOUT ROWID;

-- one row a key; its secrets (more than one while a rotation overlaps) stand in key_secrets, hashed
CREATE TABLE api_keys (
  id TEXT PRIMARY KEY,
  license TEXT NOT NULL REFERENCES licenses (id),
  name TEXT NOT NULL,
  env TEXT NOT NULL CHECK (env IN ('live', 'test')),
  status TEXT NOT NULL CHECK (status IN ('active', 'revoked')),
  hint TEXT NOT NULL,
  expires TEXT,
  addresses TEXT,
  version INTEGER NOT NULL,
  created TEXT NOT NULL,
  updated TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX api_keys_by_license ON api_keys (license);

-- operators: admins and auditors. A key of theirs is a key_secrets row whose owner is the operator's id.
CREATE TABLE operators (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('admin', 'auditor')),
  status TEXT NOT NULL CHECK (status IN ('active', 'revoked')),
  created TEXT NOT NULL,
  updated TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE key_secrets (
  -- SHA-256 of the whole key, hex: secrets are looked up by hash, never compared
  hash TEXT PRIMARY KEY,
  -- api_keys.id or operators.id
  owner TEXT NOT NULL,
  expires TEXT,
  created TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX key_secrets_by_owner ON key_secrets (owner);

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

-- every change, in the one order that partners follow
CREATE TABLE changes (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  item TEXT NOT NULL,
  version TEXT NOT NULL,
  change_type TEXT NOT NULL,
  at TEXT NOT NULL
);

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

-- single values; `epoch` counts changes of what is neither license, key, partner status nor item:
-- agency and section restrictions, products, titles
CREATE TABLE gateway_state (
  name TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO gateway_state (name, value) VALUES ('epoch', 1);
CREATE INDEX item_links_by_item ON item_links (item);
CREATE INDEX changes_by_item ON changes (item, seq);
CREATE UNIQUE INDEX items_by_seq ON items (seq);

-- which item a component belongs to in its current version
CREATE TABLE components (
  id TEXT PRIMARY KEY,
  item TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX components_by_item ON components (item);
