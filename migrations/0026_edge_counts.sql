-- What an isolate has seen at the edge of the requests that may end with a delivery, and how they ended: its own numbers of a UTC
-- day, absolute, so that writing them again is harmless. Held against the log they show what was never entered.
CREATE TABLE edge_counts (
  day TEXT NOT NULL,
  -- a name that an isolate gives itself
  isolate TEXT NOT NULL,
  seen INTEGER NOT NULL,
  entered INTEGER NOT NULL,
  counted INTEGER NOT NULL,
  unauthenticated INTEGER NOT NULL,
  malformed INTEGER NOT NULL,
  limited INTEGER NOT NULL,
  unavailable INTEGER NOT NULL,
  unlogged INTEGER NOT NULL,
  other INTEGER NOT NULL,
  PRIMARY KEY (day, isolate)
) WITHOUT ROWID;
