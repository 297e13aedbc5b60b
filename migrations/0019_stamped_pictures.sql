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
  CHECK ((digest IS NULL) = (bytes IS NULL) AND (digest IS NULL) <> (fault IS NULL))
) WITHOUT ROWID;
