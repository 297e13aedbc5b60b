-- Reports of partners compared with their deliveries, and statements of periods.

-- Licenses under reconciliation: how far their log was read, and the last judgement of their reports.
CREATE TABLE reconciled_licenses (
  license TEXT PRIMARY KEY,
  -- index of the next entry to read
  next_idx INTEGER NOT NULL,
  -- of the license
  version INTEGER NOT NULL,
  -- time of the first reported publication: earlier deliveries need no report (null: none so far)
  reporting_since_ms INTEGER,
  reconciled_ms INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX reconciled_licenses_by_time ON reconciled_licenses (reconciled_ms, license);

-- The first release of a version to a license and title, by delivery or otherwise. It stays when the entry is
-- archived.
CREATE TABLE first_releases (
  license TEXT NOT NULL,
  article TEXT NOT NULL,
  version TEXT NOT NULL,
  -- '' if no title was stated
  title TEXT NOT NULL,
  entry TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  -- JSON: all components that were released for this license, version and title
  components TEXT NOT NULL,
  -- 1: not yet compared with the reports
  unreported INTEGER NOT NULL,
  PRIMARY KEY (license, article, version, title)
) WITHOUT ROWID;
CREATE INDEX first_releases_unreported ON first_releases (license, at_ms) WHERE unreported = 1;

-- The last report of a publication.
CREATE TABLE publications (
  license TEXT NOT NULL,
  -- the partner's reference, or the entry of the only report
  ref TEXT NOT NULL,
  entry TEXT NOT NULL,
  idx INTEGER NOT NULL,
  article TEXT NOT NULL,
  -- JSON: the report in the entry
  report TEXT NOT NULL,
  -- time of the next judgement; null: none is due
  judge_ms INTEGER,
  -- JSON: what was last seen of its page, with the index of its entry
  reading TEXT,
  -- when the watch reads the page again; null: at once, if there is a watch
  watch_ms INTEGER,
  PRIMARY KEY (license, ref)
) WITHOUT ROWID;
CREATE INDEX publications_by_article ON publications (article, license);
CREATE INDEX publications_to_watch ON publications (watch_ms)
  WHERE report ->> 'url' IS NOT NULL AND report ->> 'withdrawnAt' IS NULL;
CREATE INDEX publications_to_judge ON publications (license, judge_ms) WHERE judge_ms IS NOT NULL;

-- Discrepancies between reports and deliveries.
CREATE TABLE discrepancies (
  -- derived from kind, license and subject
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  license TEXT NOT NULL,
  partner TEXT NOT NULL,
  article TEXT NOT NULL,
  -- ref of the publication, or `article <id>`
  subject TEXT NOT NULL,
  sentence TEXT NOT NULL,
  -- JSON and its digest: other evidence reopens the discrepancy
  evidence TEXT NOT NULL,
  digest TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'explained', 'settled')),
  note TEXT,
  -- null: unchanged since it was found, or settled automatically
  operator TEXT,
  since TEXT NOT NULL,
  changed TEXT NOT NULL,
  -- JSON: states that operators set before, each with its note, operator and time, oldest first
  earlier TEXT NOT NULL DEFAULT '[]'
) WITHOUT ROWID;
CREATE INDEX discrepancies_by_subject ON discrepancies (license, subject);
CREATE INDEX discrepancies_by_time ON discrepancies (since, id);
CREATE INDEX discrepancies_by_state ON discrepancies (state, since, id);
CREATE INDEX discrepancies_by_license ON discrepancies (license, since, id);

-- Closed periods of licenses. The statement is in R2 under its digest and never recreated. Later corrections
-- are entries of the license's log, and are shown with the statement.
CREATE TABLE statements (
  id TEXT PRIMARY KEY,
  license TEXT NOT NULL REFERENCES licenses (id),
  partner TEXT NOT NULL,
  -- day, month, quarter or year, as it was requested
  period TEXT NOT NULL,
  closed TEXT NOT NULL,
  operator TEXT NOT NULL,
  -- number of entries of the license's log that it covers
  size INTEGER NOT NULL,
  units INTEGER NOT NULL,
  billed INTEGER NOT NULL,
  -- hex, of its RFC 8785 text
  sha256 TEXT NOT NULL,
  -- figures of the bill, which needs no text
  overage INTEGER NOT NULL,
  shortfall INTEGER NOT NULL,
  adjusted INTEGER NOT NULL,
  UNIQUE (license, period)
) WITHOUT ROWID;
CREATE INDEX statements_by_partner ON statements (partner, id);
-- for a month of all licenses
CREATE INDEX statements_by_period ON statements (period, license);
