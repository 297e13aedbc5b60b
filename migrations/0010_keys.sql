-- Keys that are told apart by the secret that was shown, may be public ones, and are looked at on every request.

ALTER TABLE api_keys ADD COLUMN last_used TEXT;
-- 1: tokens only bound to a key of the client's (RFC 9449)
ALTER TABLE api_keys ADD COLUMN dpop INTEGER NOT NULL DEFAULT 0;
ALTER TABLE api_keys ADD COLUMN auth_method TEXT NOT NULL DEFAULT 'client_secret'
  CHECK (auth_method IN ('client_secret', 'private_key_jwt'));

-- of one key each secret has a higher number than the one before; tokens name it, and end with it. 0: from before
ALTER TABLE key_secrets ADD COLUMN generation INTEGER NOT NULL DEFAULT 0;
-- a public key (RFC 7517) in place of a secret; its hash is then 'jwk:<owner>:<thumbprint>'
ALTER TABLE key_secrets ADD COLUMN jwk TEXT;

-- client assertions and DPoP proofs that the token endpoint has taken
CREATE TABLE used_once (
  id TEXT PRIMARY KEY,
  until_ms INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX used_once_by_end ON used_once (until_ms);

-- the ledger objects judge addresses from now on: they are told of the lists that there are
UPDATE api_keys SET version = version + 1 WHERE addresses IS NOT NULL AND status = 'active';
INSERT INTO outbox (object, change, created)
  SELECT partners.ledger, json_object('kind', 'key', 'key', json_patch(
    json_object('id', api_keys.id, 'license', api_keys.license, 'status', api_keys.status, 'version', api_keys.version,
      'addresses', json(api_keys.addresses)),
    json_object('expiresMs', CAST(unixepoch(api_keys.expires, 'subsec') * 1000 AS INTEGER)))),
    strftime('%Y-%m-%dT%H:%M:%fZ')
  FROM api_keys JOIN licenses ON licenses.id = api_keys.license JOIN partners ON partners.id = licenses.partner
  WHERE api_keys.addresses IS NOT NULL AND api_keys.status = 'active';
