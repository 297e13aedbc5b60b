-- Who may come in: partners by their keys, operators by theirs or by an identity provider.

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
  updated TEXT NOT NULL,
  last_used TEXT,
  -- 1: tokens only bound to a key of the client's (RFC 9449)
  dpop INTEGER NOT NULL DEFAULT 0,
  auth_method TEXT NOT NULL DEFAULT 'client_secret' CHECK (auth_method IN ('client_secret', 'private_key_jwt'))
) WITHOUT ROWID;
CREATE INDEX api_keys_by_license ON api_keys (license);
CREATE INDEX api_keys_by_name ON api_keys (name COLLATE NOCASE, id);
CREATE INDEX api_keys_by_use ON api_keys (coalesce(last_used, ''), id);

-- A key of an operator's is a key_secrets row whose owner is the operator's id. A suspended operator is out at once, and in again when an
-- owner says so; a revoked one never is.
CREATE TABLE operators (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('owner', 'desk', 'ingest', 'auditor')),
  status TEXT NOT NULL CHECK (status IN ('active', 'suspended', 'revoked')),
  -- how the newest secret ends; null: of one who signs in with an identity provider
  hint TEXT,
  expires TEXT,
  -- of the newest secret, or of what is left of one who signs in elsewhere: tokens of older ones are over
  generation INTEGER NOT NULL DEFAULT 0,
  -- issuer and subject at the identity provider, as JSON; null: a key of ours
  identity TEXT UNIQUE,
  version INTEGER NOT NULL DEFAULT 1,
  created TEXT NOT NULL,
  updated TEXT NOT NULL,
  -- Of the newest token that was shown for an operator who signs in elsewhere: when its provider issued it (milliseconds UTC), and as what
  -- it let in ('' for as nothing). An older token that says otherwise does not count any more. Null: none was shown.
  decided_ms INTEGER,
  decided_role TEXT
) WITHOUT ROWID;

CREATE TABLE key_secrets (
  -- SHA-256 of the whole key, hex: secrets are looked up by hash, never compared
  hash TEXT PRIMARY KEY,
  -- api_keys.id or operators.id
  owner TEXT NOT NULL,
  expires TEXT,
  created TEXT NOT NULL,
  -- of one key each secret has a higher number than the one before; tokens name it, and end with it
  generation INTEGER NOT NULL DEFAULT 0,
  -- a public key (RFC 7517) in place of a secret; its hash is then 'jwk:<owner>:<thumbprint>'
  jwk TEXT
) WITHOUT ROWID;
CREATE INDEX key_secrets_by_owner ON key_secrets (owner);

-- client assertions, DPoP proofs and tokens of identity providers that the token endpoint has taken
CREATE TABLE used_once (
  id TEXT PRIMARY KEY,
  until_ms INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX used_once_by_end ON used_once (until_ms);
