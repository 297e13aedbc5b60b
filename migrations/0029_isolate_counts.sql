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
