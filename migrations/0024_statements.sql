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
  UNIQUE (license, period)
) WITHOUT ROWID;
CREATE INDEX statements_by_partner ON statements (partner, id);

-- few, and asked for with every report
CREATE INDEX entries_adjustments ON entries (license, at) WHERE kind = 'adjustment';
