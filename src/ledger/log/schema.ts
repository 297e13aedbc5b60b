/** Tables of the log of an object. `TILES` alone is what a tree needs that has its leaves elsewhere. */

export const TILES = `-- tiles of the Merkle trees (src/ledger/merkle/tiles.ts). places: of each leaf of level 0, its sequence in this object (0: its line
   -- is in another one), its time (milliseconds, UTC) and the units that it was billed, 8 bytes each
   CREATE TABLE tiles (tree TEXT NOT NULL, level INTEGER NOT NULL, n INTEGER NOT NULL, hashes BLOB NOT NULL, places BLOB, PRIMARY KEY (tree, level, n)) WITHOUT ROWID;`;

export const LOG_TABLES = `-- the newest entries, a row a commit. entries: their RFC 8785 texts, a line each; side: what replaying them needs besides (JSON). A ring: rows of
   -- entries that are in a pack are out of use
   CREATE TABLE wal (slot INTEGER PRIMARY KEY, seq INTEGER NOT NULL, entries TEXT NOT NULL, side TEXT NOT NULL);
   -- all others. lines: the texts, deflated; the line of an entry whose text is elsewhere is empty. moved: they came with a partner, whose pages came
   -- too. texts: lines that are not empty; first_at: the earliest date of theirs. sha256: of the lines
   CREATE TABLE packs (first INTEGER PRIMARY KEY, last INTEGER NOT NULL, lines BLOB NOT NULL, side TEXT NOT NULL, moved INTEGER NOT NULL, texts INTEGER NOT NULL, first_at TEXT NOT NULL, sha256 TEXT NOT NULL);
   CREATE INDEX packs_by_time ON packs (first_at) WHERE texts > 0;
   ${TILES}
   -- as of an entry (as_of): the frontier of a tree and what is used of its license (state, JSON), and the leaves of its open tile
   CREATE TABLE trees (tree TEXT PRIMARY KEY, as_of INTEGER NOT NULL, size INTEGER NOT NULL, state TEXT NOT NULL, leaves BLOB NOT NULL, places BLOB NOT NULL) WITHOUT ROWID;`;

export const HOLDINGS_TABLES = `-- items in the order in which this object first had something to remember of them
   CREATE TABLE items (id TEXT PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID;
   -- as of an entry: the units that were billed of 256 items each, and the first deliveries of grants, of one license. A line an item
   CREATE TABLE holdings (tree TEXT NOT NULL, part INTEGER NOT NULL, chunk INTEGER NOT NULL, as_of INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY (tree, part, chunk)) WITHOUT ROWID;`;
