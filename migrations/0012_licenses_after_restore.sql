-- How many changes of the catalogue an object had been told when it last wrote it here: one that was told more knows that D1 was
-- restored to before them.
ALTER TABLE drains ADD COLUMN told INTEGER NOT NULL DEFAULT 0;

-- licenses that were suspended because D1 was restored. A row stands for as long as the license is of the version that this made:
-- whatever the desk does with it next is its word on it.
CREATE TABLE unconfirmed_licenses (
  license TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  object TEXT NOT NULL,
  -- what D1 had, and what the object had been told
  restored_version INTEGER NOT NULL,
  known_version INTEGER NOT NULL,
  known_status TEXT NOT NULL,
  since TEXT NOT NULL
) WITHOUT ROWID;
