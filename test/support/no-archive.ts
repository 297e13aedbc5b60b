/** What a drain needs of an archive that there is none of. */
import type { DrainArchive } from '../../src/ledger/drain.ts';

export const NO_ARCHIVE: DrainArchive = { archivedBlock: () => null, onRollback: async () => undefined };
