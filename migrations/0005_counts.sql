-- What is counted, and not entered in the log.

-- what a stranger or a mistake can cause, by the minute
CREATE TABLE refusal_counts (
  minute TEXT NOT NULL,
  object TEXT NOT NULL,
  license TEXT NOT NULL,
  code TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (minute, object, license, code)
) WITHOUT ROWID;

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

-- What isolates have counted: requests, times, look-ups (src/platform/metrics/definitions.ts). A row is one isolate's own numbers since
-- it began, absolute, so that writing them again is harmless. Those of isolates that are gone are added up in the row without a name,
-- so that the sums over all rows never fall and the table stays small.
CREATE TABLE isolate_counts (
  -- a name that an isolate gives itself; '': those that are gone
  isolate TEXT PRIMARY KEY,
  -- when it was last written, milliseconds UTC
  at_ms INTEGER NOT NULL,
  -- JSON: whole numbers by series
  counts TEXT NOT NULL
) WITHOUT ROWID;
