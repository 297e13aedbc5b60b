/** Tables of the log of an object. A tree whose leaves are stored elsewhere needs `TILES` only. */

export const TILES = `-- tiles of the Merkle trees (src/ledger/merkle/tiles.ts). records: for each leaf of level 0 the sequence in
   -- this object (0: the line is in another one), the time (milliseconds, UTC) and the billed units, 8 bytes
   -- each
   CREATE TABLE tiles (
     tree TEXT NOT NULL, level INTEGER NOT NULL, n INTEGER NOT NULL, hashes BLOB NOT NULL, records BLOB,
     PRIMARY KEY (tree, level, n)) WITHOUT ROWID;`;

export const LOG_TABLES = `-- the newest entries, one row a commit. entries: RFC 8785 texts, a line each; side: what replaying them needs
   -- beyond the text (JSON). A ring: rows whose entries are in a pack are overwritten
   CREATE TABLE wal (
     slot INTEGER PRIMARY KEY, seq INTEGER NOT NULL, entries TEXT NOT NULL, side TEXT NOT NULL);
   -- all other entries. lines: the texts, deflated; a line is empty if its text is in the archive or was
   -- deleted. texts: number of lines that are not empty; first_at: their earliest date. sha256: of the lines
   CREATE TABLE packs (
     first INTEGER PRIMARY KEY, last INTEGER NOT NULL, lines BLOB NOT NULL, side TEXT NOT NULL,
     texts INTEGER NOT NULL, first_at TEXT NOT NULL, sha256 TEXT NOT NULL);
   CREATE INDEX packs_by_time ON packs (first_at) WHERE texts > 0;
   ${TILES}
   -- as of an entry (as_of): the frontier of a tree, the usage of its license (both in state, JSON), and the
   -- leaves of the partial tile with their records
   CREATE TABLE trees (
     tree TEXT PRIMARY KEY, as_of INTEGER NOT NULL, size INTEGER NOT NULL, state TEXT NOT NULL, leaves BLOB NOT NULL,
     records BLOB NOT NULL) WITHOUT ROWID;`;

export const HOLDINGS_TABLES = `-- items in the order in which this object first delivered them to anybody
   CREATE TABLE items (id TEXT PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID;
   -- as of an entry (as_of): the billed units and the first deliveries of 256 items of one license, a line an
   -- item
   CREATE TABLE holdings (
     tree TEXT NOT NULL, part INTEGER NOT NULL, chunk INTEGER NOT NULL, as_of INTEGER NOT NULL, text TEXT NOT NULL,
     PRIMARY KEY (tree, part, chunk)) WITHOUT ROWID;`;
