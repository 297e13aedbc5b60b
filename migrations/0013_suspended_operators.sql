-- An operator can be suspended: out at once, and in again when an owner says so. A revoked one never is.
CREATE TABLE operators_with_suspension (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('owner', 'desk', 'ingest', 'auditor')),
  status TEXT NOT NULL CHECK (status IN ('active', 'suspended', 'revoked')),
  -- how the newest secret ends; null: from before, or one who signs in with an identity provider
  hint TEXT,
  expires TEXT,
  -- of the newest secret, or of what is left of one who signs in elsewhere: tokens of older ones are over
  generation INTEGER NOT NULL DEFAULT 0,
  -- issuer and subject at the identity provider, as JSON; null: a key of ours
  identity TEXT UNIQUE,
  version INTEGER NOT NULL DEFAULT 1,
  created TEXT NOT NULL,
  updated TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO operators_with_suspension (id, name, role, status, hint, expires, generation, identity, version, created, updated)
  SELECT id, name, role, status, hint, expires, generation, identity, version, created, updated FROM operators;
DROP TABLE operators;
ALTER TABLE operators_with_suspension RENAME TO operators;
