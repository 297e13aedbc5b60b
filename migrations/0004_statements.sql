-- What partners report, held against what they were let have, and what a period came to.

-- a license that is reconciled: how far its log has been read, and what its reports were last judged by
CREATE TABLE reconciled_licenses (
  license TEXT PRIMARY KEY,
  -- entries with a smaller index have been read
  next_idx INTEGER NOT NULL,
  -- of the license
  version INTEGER NOT NULL,
  -- the first publication that was reported: deliveries before it are not asked about (null: none yet)
  reporting_since_ms INTEGER,
  looked_ms INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX reconciled_licenses_by_look ON reconciled_licenses (looked_ms, license);

-- the first time that a version was let out to a license and title, by delivery or by another door; stays when the entry goes to the archive
CREATE TABLE let_out (
  license TEXT NOT NULL,
  article TEXT NOT NULL,
  version TEXT NOT NULL,
  -- '' when none was stated
  title TEXT NOT NULL,
  entry TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  -- JSON: every component that was let out under these
  components TEXT NOT NULL,
  -- 1: nobody has looked yet whether it was reported
  unreported INTEGER NOT NULL,
  PRIMARY KEY (license, article, version, title)
) WITHOUT ROWID;
CREATE INDEX let_out_unreported ON let_out (license, at_ms) WHERE unreported = 1;

-- a publication as it was last reported
CREATE TABLE publications (
  license TEXT NOT NULL,
  -- the partner's own name for it, or the entry of the only report
  ref TEXT NOT NULL,
  entry TEXT NOT NULL,
  idx INTEGER NOT NULL,
  article TEXT NOT NULL,
  -- JSON: what the entry says of it
  report TEXT NOT NULL,
  -- when it is to be judged (again); null: as things stand, not any more
  judge_ms INTEGER,
  -- JSON: what was last seen of its page, with the index of its entry
  reading TEXT,
  -- when the watch reads the page again; null: at once, if there is a watch
  watch_ms INTEGER,
  PRIMARY KEY (license, ref)
) WITHOUT ROWID;
CREATE INDEX publications_by_article ON publications (article, license);
CREATE INDEX publications_to_judge ON publications (license, judge_ms) WHERE judge_ms IS NOT NULL;

-- what does not agree between what was reported and what was let out
CREATE TABLE discrepancies (
  -- always the same for kind, license and subject
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  license TEXT NOT NULL,
  partner TEXT NOT NULL,
  article TEXT NOT NULL,
  -- ref of the publication, or `article <id>`
  subject TEXT NOT NULL,
  sentence TEXT NOT NULL,
  -- JSON, and its digest: another evidence opens it again
  evidence TEXT NOT NULL,
  digest TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'explained', 'settled')),
  note TEXT,
  -- null: as it was found, or settled by itself
  operator TEXT,
  since TEXT NOT NULL,
  changed TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX discrepancies_by_subject ON discrepancies (license, subject);
CREATE INDEX discrepancies_by_time ON discrepancies (since, id);
CREATE INDEX discrepancies_by_state ON discrepancies (state, since, id);
CREATE INDEX discrepancies_by_license ON discrepancies (license, since, id);

-- A period of a license that has been closed. Its statement lies in R2 under its digest and is never made again; what is corrected
-- later are entries of the license's log, which the statement is shown with.
CREATE TABLE statements (
  id TEXT PRIMARY KEY,
  license TEXT NOT NULL REFERENCES licenses (id),
  partner TEXT NOT NULL,
  -- day, month, quarter or year, as it was asked for
  period TEXT NOT NULL,
  closed TEXT NOT NULL,
  operator TEXT NOT NULL,
  -- entries of the license's log that it covers
  size INTEGER NOT NULL,
  units INTEGER NOT NULL,
  billed INTEGER NOT NULL,
  -- hex, of its RFC 8785 text
  sha256 TEXT NOT NULL,
  -- what a bill needs without the text
  overage INTEGER NOT NULL,
  shortfall INTEGER NOT NULL,
  adjusted INTEGER NOT NULL,
  UNIQUE (license, period)
) WITHOUT ROWID;
CREATE INDEX statements_by_partner ON statements (partner, id);
-- a month of all licenses
CREATE INDEX statements_by_period ON statements (period, license);
