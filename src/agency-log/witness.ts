/** What is said to a witness and what it may answer (C2SP tlog-witness, add-checkpoint). Pure. */

import type { Hash } from '../ledger/merkle.ts';
import { message } from '../ledger/templates.ts';
import { readSize } from '../ledger/transparency/checkpoint.ts';
import { CLOCK_SKEW_MS } from '../ledger/transparency/limits.ts';
import {
  COSIGNATURE,
  cosignedAt,
  isKeyName,
  parseNote,
  parseSignatureLines,
  parseVerifierKey,
  signatureLine,
  type VerifierKey,
  verifiedSignatures,
} from '../ledger/transparency/note.ts';
import type { Message } from '../rights/types.ts';

export interface Witness {
  name: string;
  key: VerifierKey;
  /** Submission prefix, without a slash at its end. */
  url: string;
}

/**
 * The variable WITNESSES: a JSON list of `{name, key, url}`. Throws, naming the entry that cannot be used.
 */
export function readWitnesses(text: string | undefined): Witness[] {
  if (!text) return [];
  const listed: unknown = JSON.parse(text);
  if (!Array.isArray(listed)) throw new Error('WITNESSES is not a list');
  return listed.map((element: unknown, index) => {
    const { name, key: printed, url } = (element ?? {}) as Record<string, unknown>;
    const key = typeof printed === 'string' ? parseVerifierKey(printed) : null;
    if (typeof name !== 'string' || !isKeyName(name))
      throw new Error(`WITNESSES/${index}/name is not a key name`);
    if (key?.type !== COSIGNATURE || key.name !== name)
      throw new Error(`WITNESSES/${index}/key is not a verifier key for cosignatures of this name`);
    if (typeof url !== 'string' || !/^https?:\/\//.test(url) || !URL.canParse(url))
      throw new Error(`WITNESSES/${index}/url is not a web address`);
    return { name, key, url: url.replace(/(?<!\/)\/+$/, '') };
  });
}

/** Body of the request: the size that the witness has, the proof from there, the checkpoint. */
export function addCheckpointBody(old: number, hashes: Hash[], note: string): string {
  const lines = hashes.map((hash) => `${Buffer.from(hash).toString('base64')}\n`).join('');
  return `old ${old}\n${lines}\n${note}`;
}

export type WitnessAnswer =
  /** One signature line of the witness, verified. */
  | { kind: 'cosigned'; line: string; atMs: number }
  /** It has cosigned this size. */
  | { kind: 'has'; size: number }
  | { kind: 'contradicts'; detail: Message }
  | { kind: 'failed'; detail: Message };

/** `now` in milliseconds, UTC. */
export function readAnswer(
  { status, body }: { status: number; body: string },
  request: { witness: Witness; note: string; now: number },
): WitnessAnswer {
  switch (status) {
    case 200:
      return readCosignature(body, request);
    case 409: {
      const size = readSize(body.replace(/\n$/, ''));
      return size === null ? { kind: 'failed', detail: message('log.witness_409') } : { kind: 'has', size };
    }
    case 422:
      return { kind: 'contradicts', detail: message('log.witness_inconsistent') };
    default:
      return { kind: 'failed', detail: message('log.witness_answers', { status }) };
  }
}

function readCosignature(
  body: string,
  { witness, note, now }: { witness: Witness; note: string; now: number },
): WitnessAnswer {
  const text = parseNote(note)?.text;
  const signatures = parseSignatureLines(body);
  if (text === undefined || !signatures) return { kind: 'failed', detail: message('log.witness_no_lines') };
  const [verified] = verifiedSignatures({ text, signatures }, [witness.key]) ?? [];
  const seconds = verified && cosignedAt(verified.signature);
  if (!verified || !seconds) return { kind: 'failed', detail: message('log.witness_no_signature') };
  if (seconds * 1000 > now + CLOCK_SKEW_MS) return { kind: 'failed', detail: message('log.witness_future') };
  return { kind: 'cosigned', line: signatureLine(verified.signature), atMs: seconds * 1000 };
}
