/** Tables of the agency log's own SQLite, as steps that are applied once each: see `migrate`. */
import { TILES } from '../ledger/log/schema.ts';
import { CHECKPOINT_TABLES, META_TABLES, WALK_TABLE } from '../ledger/object-store/schema.ts';

export const AGENCY_LOG_SCHEMA = [
  `${META_TABLES}
   ${CHECKPOINT_TABLES}
   ${WALK_TABLE}
   ${TILES}
   -- the agency log itself: the entries and leaves of its tree
   CREATE TABLE roots (
     idx INTEGER PRIMARY KEY, license TEXT NOT NULL, size INTEGER NOT NULL, root BLOB NOT NULL, at_ms INTEGER NOT NULL,
     body TEXT NOT NULL, leaf BLOB NOT NULL);
   CREATE UNIQUE INDEX roots_by_license ON roots (license, size);
   CREATE TABLE witnesses (name TEXT PRIMARY KEY, size INTEGER NOT NULL, at_ms INTEGER NOT NULL) WITHOUT ROWID;`,
];
