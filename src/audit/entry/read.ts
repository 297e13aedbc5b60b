/**
 * One entry, with its position in the license's log. Operators may read any entry; a partner only its own.
 */
import type { Context } from 'hono';
import { authenticate, checkOperator } from '../../access/guard.ts';
import type { Role } from '../../access/roles.ts';
import type { LogStore } from '../../ledger/blocks/files.ts';
import { verifyInclusion } from '../../ledger/merkle/verify.ts';
import { OPERATORS_LOG } from '../../ledger/names.ts';
import { parseCheckpoint } from '../../ledger/transparency/checkpoint.ts';
import { parseNote } from '../../ledger/transparency/note.ts';
import type { LogAnswer, LogQuestion } from '../../ledger/transparency/types.ts';
import type { AppEnv } from '../../platform/http.ts';
import { Refusal } from '../../platform/problem.ts';
import type { Audience } from '../../rights/types.ts';
import { entryById, type StoredEntry } from '../../stamp/store.ts';
import { askLog } from '../proofs/reader.ts';

/** For a partner, entries of others do not exist: the response is identical to the byte. */
const unknownEntry = () =>
  new Refusal({
    code: 'not_found',
    detail: 'The log has no entry with this id. A new entry appears within seconds.',
  });

/** Operators who may read an entry by id. */
const READERS: Role[] = ['auditor', 'desk'];

export interface ReadEntry {
  stored: StoredEntry;
  /** Answer of the license's log with the inclusion proof. */
  answer: LogAnswer | undefined;
  audience: Audience;
}

export async function readEntry(c: Context<AppEnv>, id: string): Promise<ReadEntry> {
  const [principal, stored] = [await authenticate(c), await licenseEntry(c.env, id)];
  if (principal.kind === 'operator') {
    if (stored) {
      const answer = await askLog(c, stored.entry.license, inclusionQuestion(stored), READERS);
      return { stored, answer, audience: 'desk' };
    }
    await checkOperator(c, principal, READERS);
    throw unknownEntry();
  }
  const ownEntry = stored?.entry.license === principal.license ? stored : undefined;
  const answer = await askLog(c, principal.license, ownEntry && inclusionQuestion(ownEntry));
  if (!ownEntry) throw unknownEntry();
  return { stored: ownEntry, answer, audience: 'partner' };
}

/** Operators' actions have a separate list. */
async function licenseEntry(store: LogStore, id: string): Promise<StoredEntry | undefined> {
  const stored = await entryById(store, id);
  return stored?.entry.license === OPERATORS_LOG ? undefined : stored;
}

const inclusionQuestion = ({ entry: { license: tree, index } }: StoredEntry): LogQuestion => ({
  kind: 'inclusion',
  tree,
  index,
});

type Inclusion =
  | { state: 'included'; index: number; size: number; hashes: string[]; checkpoint: string }
  /** `due`: when a checkpoint will cover it. */
  | { state: 'pending'; due: string }
  /** The log has another leaf at this index, or is shorter. */
  | { state: 'contradicted' };

/** Null: the log did not answer the question. `leaf` is base64. */
export function inclusionIn(answer: LogAnswer | undefined, leaf: string): Inclusion | null {
  switch (answer?.kind) {
    case 'uncovered':
      return (answer.leaf ?? leaf) === leaf
        ? { state: 'pending', due: new Date(answer.dueMs).toISOString() }
        : { state: 'contradicted' };
    case 'beyond':
      return { state: 'contradicted' };
    case 'inclusion': {
      const { index, size, hashes, checkpoint } = answer;
      const note = parseNote(checkpoint?.note ?? '');
      const head = note && parseCheckpoint(note.text);
      if (!checkpoint || !head || head.size !== size) return null;
      const steps = hashes.map((hash) => Buffer.from(hash, 'base64'));
      const claim = { index, size, root: head.root, leaf: Buffer.from(leaf, 'base64') };
      if (!verifyInclusion({ ...claim, hashes: steps })) return { state: 'contradicted' };
      return { state: 'included', index, size, hashes, checkpoint: checkpoint.note };
    }
    default:
      return null;
  }
}
