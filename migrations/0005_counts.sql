-- Counters of events that have no log entry.

-- Refusals that strangers or misconfigured clients can cause, per minute.
CREATE TABLE refusal_counts (
  minute TEXT NOT NULL,
  object TEXT NOT NULL,
  license TEXT NOT NULL,
  code TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (minute, object, license, code)
) WITHOUT ROWID;

-- Requests at the edge that could deliver content, and their outcomes: absolute counters of one isolate and
-- UTC day, so that a repeated write is harmless. A comparison with the log shows deliveries without an entry.
CREATE TABLE edge_counts (
  day TEXT NOT NULL,
  -- random name of the isolate
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

-- Counters of isolates: requests, times, look-ups (src/platform/metrics/definitions.ts). A row has the
-- absolute counters of one isolate, so that a repeated write is harmless. Rows of former isolates are added
-- up in the row without a name, so that sums never decrease and the table stays small.
CREATE TABLE isolate_counts (
  -- random name of the isolate; '' for all former ones
  isolate TEXT PRIMARY KEY,
  -- time of the last write, milliseconds UTC
  at_ms INTEGER NOT NULL,
  -- JSON: integers by series
  counts TEXT NOT NULL
) WITHOUT ROWID;
