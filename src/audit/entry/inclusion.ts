/**
 * Verifies the inclusion of an entry in the database in the license's log, as an outside verifier would.
 * Pure.
 */
import { verifyInclusion } from '../../ledger/merkle/verify.ts';
import { parseCheckpoint } from '../../ledger/transparency/checkpoint.ts';
import { parseNote } from '../../ledger/transparency/note.ts';
import type { LogAnswer } from '../../ledger/transparency/types.ts';

export type Inclusion =
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
