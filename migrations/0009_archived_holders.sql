-- who was let have what by entries that have gone to the archive, so that a kill finds every holder: the last version of each
-- component for each license and title
CREATE TABLE archived_holders (
  article TEXT NOT NULL,
  license TEXT NOT NULL,
  -- '' when no title was stated
  title TEXT NOT NULL,
  component TEXT NOT NULL,
  partner TEXT NOT NULL,
  version TEXT NOT NULL,
  at TEXT NOT NULL,
  entry TEXT NOT NULL,
  PRIMARY KEY (article, license, title, component)
) WITHOUT ROWID;
