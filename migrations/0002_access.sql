-- Credentials: keys of partners, keys of operators, and operators of identity providers.

-- One row for each key. Its hashed secrets are in `key_secrets`; during a rotation there are several.
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
  -- JSON: time and reason of the last refused request for a token
  last_refused TEXT,
  -- 1: tokens must be bound to a key of the client (RFC 9449)
  dpop INTEGER NOT NULL DEFAULT 0,
  auth_method TEXT NOT NULL DEFAULT 'client_secret' CHECK (auth_method IN ('client_secret', 'private_key_jwt'))
) WITHOUT ROWID;
CREATE INDEX api_keys_by_license ON api_keys (license);
CREATE INDEX api_keys_by_name ON api_keys (name COLLATE NOCASE, id);
CREATE INDEX api_keys_by_use ON api_keys (coalesce(last_used, ''), id);

-- An operator's key is a row of `key_secrets` with the operator's id as its owner. A suspended operator is
-- locked out at once, until an owner reactivates it; a revoked one stays out.
CREATE TABLE operators (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('owner', 'desk', 'ingest', 'auditor')),
  status TEXT NOT NULL CHECK (status IN ('active', 'suspended', 'revoked')),
  -- last characters of the newest secret; null for operators of an identity provider
  hint TEXT,
  expires TEXT,
  -- generation of the newest secret, or of the current identity session; tokens of older generations are
  -- invalid
  generation INTEGER NOT NULL DEFAULT 0,
  -- issuer and subject at the identity provider, as JSON; null: the operator has its own key
  identity TEXT UNIQUE,
  version INTEGER NOT NULL DEFAULT 1,
  created TEXT NOT NULL,
  updated TEXT NOT NULL,
  -- Of the newest token of an identity provider: its time of issue (milliseconds, UTC), and the granted
  -- role ('' for none). Older tokens with another role are ignored. Null: no token so far.
  token_issued_ms INTEGER,
  token_role TEXT
) WITHOUT ROWID;

CREATE TABLE key_secrets (
  -- SHA-256 of the whole key, hex: secrets are looked up by their hash and never compared
  hash TEXT PRIMARY KEY,
  -- api_keys.id or operators.id
  owner TEXT NOT NULL,
  expires TEXT,
  created TEXT NOT NULL,
  -- Ascends with each secret of a key. Tokens carry it, and become invalid with the secret.
  generation INTEGER NOT NULL DEFAULT 0,
  -- a public key (RFC 7517) instead of a secret; its hash is then 'jwk:<owner>:<thumbprint>'
  jwk TEXT
) WITHOUT ROWID;
CREATE INDEX key_secrets_by_owner ON key_secrets (owner);

-- Used client assertions, DPoP proofs and tokens of identity providers, to reject a replay.
CREATE TABLE used_once (
  id TEXT PRIMARY KEY,
  until_ms INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX used_once_by_end ON used_once (until_ms);
