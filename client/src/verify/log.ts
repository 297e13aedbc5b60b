/** Verifies checkpoints (C2SP tlog-checkpoint) and proofs (RFC 9162) offline, against a stored checkpoint. */

import {
  verifyConsistency as consistencyHolds,
  verifyInclusion as inclusionHolds,
} from '../../../src/ledger/merkle/verify.ts';
import { leafHash } from '../../../src/ledger/merkle.ts';
import { parseCheckpoint } from '../../../src/ledger/transparency/checkpoint.ts';
import { cosignedAt, parseNote, verifiedSignatures } from '../../../src/ledger/transparency/note.ts';
import { logKeysOf, type TrustedKeys } from './keys.ts';
import type { Checkpoint } from './types.ts';

export interface SignedCheckpoint extends Checkpoint {
  /** Witnesses with valid cosignatures, and the times of these (POSIX seconds). */
  cosigned: { name: string; at: number }[];
}

export type CheckpointCheck =
  | { valid: true; checkpoint: SignedCheckpoint }
  | { valid: false; reason: 'malformed' | 'wrong_origin' | 'bad_signature' | 'bad_cosignature' };

/** `origin`: expected name of the log, if known. Never throws. */
export function verifyCheckpoint(
  note: string,
  keys: Pick<TrustedKeys, 'log' | 'witnesses'>,
  { origin }: { origin?: string } = {},
): CheckpointCheck {
  const parsed = parseNote(note);
  const head = parsed && parseCheckpoint(parsed.text);
  if (!parsed || !head) return { valid: false, reason: 'malformed' };
  if (origin !== undefined && head.origin !== origin) return { valid: false, reason: 'wrong_origin' };
  const trusted = { receipt: new Map(), ...keys };
  if (!verifiedSignatures(parsed, logKeysOf(trusted, head.origin)))
    return { valid: false, reason: 'bad_signature' };
  const theirs = parsed.signatures.filter(({ name, id }) =>
    keys.witnesses.some((key) => key.name === name && key.id === id),
  );
  const cosigned =
    theirs.length === 0 ? [] : verifiedSignatures({ ...parsed, signatures: theirs }, keys.witnesses);
  if (!cosigned) return { valid: false, reason: 'bad_cosignature' };
  return {
    valid: true,
    checkpoint: {
      ...head,
      cosigned: cosigned.map(({ key, signature }) => ({ name: key.name, at: cosignedAt(signature) ?? 0 })),
    },
  };
}

/** `leaf`: base64, as in receipts and entries. `proof`: the response of /v1/audit/proofs. */
export function verifyInclusion(
  { leaf, index }: { leaf: string; index: number },
  { size, hashes }: { size: number; hashes: string[] },
  checkpoint: Checkpoint,
): boolean {
  return (
    size === checkpoint.size &&
    inclusionHolds({ index, size, leaf: bytes(leaf), root: checkpoint.root, hashes: hashes.map(bytes) })
  );
}

/** Verifies that the log of `newer` extends the log of `older`. */
export function verifyConsistency(
  older: Checkpoint,
  newer: Checkpoint,
  { from, to, hashes }: { from: number; to: number; hashes: string[] },
): boolean {
  if (older.origin !== newer.origin || from !== older.size || to !== newer.size) return false;
  return consistencyHolds({
    from,
    to,
    fromRoot: older.root,
    toRoot: newer.root,
    hashes: hashes.map(bytes),
  });
}

/** Computes the leaf of an entry from its RFC 8785 text, in base64. */
export function leafOf(entry: string): string {
  return Buffer.from(leafHash(entry)).toString('base64');
}

const bytes = (base64: string) => Buffer.from(base64, 'base64');
