-- checkpoints as they were signed and given out; what is here is never signed differently again
CREATE TABLE checkpoints (
  origin TEXT NOT NULL,
  size INTEGER NOT NULL,
  at TEXT NOT NULL,
  note TEXT NOT NULL,
  -- signature lines of witnesses, to be appended to the note
  cosignatures TEXT NOT NULL DEFAULT '',
  -- base64 of an RFC 3161 response over the note
  timestamp TEXT,
  PRIMARY KEY (origin, size)
) WITHOUT ROWID;
