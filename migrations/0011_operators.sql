-- Operators with a role each for what they do, a version, and keys that can be rotated. Who was an admin could do all: an owner.
CREATE TABLE operators_with_roles (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('owner', 'desk', 'ingest', 'auditor')),
  status TEXT NOT NULL CHECK (status IN ('active', 'revoked')),
  -- how the newest secret ends; null: from before, or one who signs in with an identity provider
  hint TEXT,
  expires TEXT,
  -- of the newest secret: tokens of older ones are over
  generation INTEGER NOT NULL DEFAULT 0,
  -- issuer and subject at the identity provider, as JSON; null: a key of ours
  identity TEXT UNIQUE,
  version INTEGER NOT NULL DEFAULT 1,
  created TEXT NOT NULL,
  updated TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO operators_with_roles (id, name, role, status, created, updated)
  SELECT id, name, CASE role WHEN 'admin' THEN 'owner' ELSE role END, status, created, updated FROM operators;
DROP TABLE operators;
ALTER TABLE operators_with_roles RENAME TO operators;

-- the operators' own log, as the others drained from its object; who reads the log by time does not read this one
CREATE INDEX entries_of_operators ON entries (at, idx) WHERE license = 'operators';
