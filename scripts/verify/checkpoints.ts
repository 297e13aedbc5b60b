/** Saved checkpoints: signed by the log, cosigned by witnesses, and one the continuation of the other. */
import { verifyConsistency } from '../../src/ledger/merkle/verify.ts';
import type { Checkpoint } from '../../src/ledger/transparency/checkpoint.ts';
import { cosignedAt, type Note, verifiedSignatures } from '../../src/ledger/transparency/note.ts';
import type { ConsistencyProof, SavedFile } from './files.ts';
import type { Finding } from './finding.ts';
import { type KeySet, logKeys, witnessKeys } from './keys.ts';

type SavedCheckpoint = SavedFile & { content: { kind: 'checkpoint' } };

export function isSigned(keys: KeySet, { note, head }: { note: Note; head: Checkpoint }): boolean | 'no_key' {
  const known = logKeys(keys, head.origin);
  if (!note.signatures.some(({ name, id }) => known.some((key) => key.name === name && key.id === id)))
    return 'no_key';
  return verifiedSignatures(note, known) !== null;
}

export function signedHeads(keys: KeySet, files: SavedFile[]): Checkpoint[] {
  return files.flatMap(({ content }) =>
    content.kind === 'checkpoint' && isSigned(keys, content) === true ? [content.head] : [],
  );
}

export function checkpointFinding(keys: KeySet, file: SavedCheckpoint, all: SavedFile[]): Finding {
  const { note, head } = file.content;
  const about = `checkpoint of ${head.origin}, ${head.size} entries`;
  const base = { file: file.name, kind: 'checkpoint' as const, origin: head.origin, size: head.size };
  const signed = isSigned(keys, file.content);
  if (signed === 'no_key')
    return { ...base, verdict: 'unchecked', says: `${about}: signed with no key given` };
  if (!signed) return { ...base, verdict: 'not_genuine', says: `${about}: the signature does not hold` };
  const witnesses = cosigners(keys, note);
  if (!witnesses) return { ...base, verdict: 'not_genuine', says: `${about}: a cosignature does not hold` };
  const continued = all.flatMap((other) =>
    other.content !== file.content &&
    other.content.kind === 'checkpoint' &&
    other.content.head.origin === head.origin
      ? continuation(other.name, other.content.head, head, all)
      : [],
  );
  const verdict = continued.some(({ holds }) => holds === false)
    ? 'not_genuine'
    : continued.some(({ holds }) => holds === null)
      ? 'unchecked'
      : 'genuine';
  const says = [
    `${about}: signed`,
    ...witnesses.map(({ name, at }) => `cosigned by ${name} on ${at}`),
    ...continued.map((check) => check.says),
  ].join('; ');
  return { ...base, verdict, says, witnesses };
}

/** Null: one of them does not hold. Those of witnesses without a key given are not looked at. */
function cosigners(keys: KeySet, note: Note): { name: string; at: string }[] | null {
  const known = witnessKeys(keys);
  const theirs = note.signatures.filter(({ name, id }) =>
    known.some((key) => key.name === name && key.id === id),
  );
  if (theirs.length === 0) return [];
  const verified = verifiedSignatures({ ...note, signatures: theirs }, known);
  return (
    verified?.map(({ key, signature }) => ({
      name: key.name,
      at: new Date((cosignedAt(signature) ?? 0) * 1000).toISOString(),
    })) ?? null
  );
}

/** Told once, of the larger; of two with the same size, of both. */
function continuation(
  name: string,
  older: Checkpoint,
  newer: Checkpoint,
  all: SavedFile[],
): { holds: boolean | null; says: string }[] {
  if (older.size > newer.size) return [];
  if (older.size === newer.size) {
    if (Buffer.from(older.root).equals(newer.root)) return [{ holds: true, says: `the same as ${name}` }];
    return [{ holds: false, says: `${name} has another root for the same size: two histories` }];
  }
  if (older.size === 0) return [{ holds: true, says: `continues ${name}, which is empty` }];
  const proofs = all.flatMap(({ content }) =>
    content.kind === 'consistency' && content.proof.from === older.size && content.proof.to === newer.size
      ? [content.proof]
      : [],
  );
  if (proofs.some((proof) => isConsistent(older, newer, proof)))
    return [{ holds: true, says: `continues ${name}` }];
  const what = `that it continues ${name} (${older.size} entries)`;
  return proofs.length > 0
    ? [{ holds: false, says: `the proof ${what} does not hold` }]
    : [{ holds: null, says: `a proof ${what} was not given` }];
}

export function isConsistent(
  older: Checkpoint,
  newer: Checkpoint,
  { from, to, hashes }: ConsistencyProof,
): boolean {
  return verifyConsistency({
    from,
    to,
    fromRoot: older.root,
    toRoot: newer.root,
    hashes: hashes.map((hash) => Buffer.from(hash, 'base64')),
  });
}
