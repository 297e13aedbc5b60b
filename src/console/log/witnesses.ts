import { cosignedAt, parseNote } from '../../ledger/transparency/note.ts';

export interface Witness {
  name: string;
  /** Milliseconds, UTC; null if the signature has no time. */
  at: number | null;
}

/** Skips the signature of `origin`, the log itself. */
export function witnessesOf(note: string, origin: string): Witness[] {
  const signatures = parseNote(note)?.signatures ?? [];
  return signatures
    .filter(({ name }) => name !== origin)
    .map((signature) => {
      const seconds = cosignedAt(signature);
      return { name: signature.name, at: seconds === null ? null : seconds * 1000 };
    });
}
