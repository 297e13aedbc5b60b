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
