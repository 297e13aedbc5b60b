/** A receipt, the text beside it, its term, and the promise that its entry is in the log. */
import { verifyInclusion } from '../../src/ledger/merkle/verify.ts';
import { type Checkpoint, parseCheckpoint } from '../../src/ledger/transparency/checkpoint.ts';
import { parseNote } from '../../src/ledger/transparency/note.ts';
import type { PublishedDocument } from '../../src/stamp/document/read.ts';
import { verifyReceiptSignature } from '../../src/stamp/receipt.ts';
import type { ReceiptClaims } from '../../src/stamp/types.ts';
import { inForceAt, notYet } from '../../src/stamp/verify.ts';
import { isSigned, signedHeads } from './checkpoints.ts';
import { type InclusionProof, recordIn, type SavedFile } from './files.ts';
import type { Finding, Verdict } from './finding.ts';
import type { KeySet } from './keys.ts';
import { textPart } from './text.ts';

export interface Evidence {
  keys: KeySet;
  files: SavedFile[];
  /** The text as published, from a file of its own. */
  text: PublishedDocument | null;
  /** The text as delivered, in any rendition. */
  original: PublishedDocument | null;
  /** Milliseconds, UTC. */
  now: number;
}

export interface Part {
  verdict: Verdict;
  says: string;
}

export async function receiptFinding(
  evidence: Evidence,
  { file, receipt, document }: { file: string; receipt: string; document: PublishedDocument | null },
): Promise<Finding> {
  const base = { file, kind: 'receipt' as const };
  const signed = await verifyReceiptSignature(receipt, evidence.keys.receipt);
  if (!signed.ok) {
    const verdict = signed.reason === 'unknown_key' ? 'unchecked' : 'not_genuine';
    const says = signed.reason === 'unknown_key' ? 'signed with no key given' : FAULTS[signed.reason];
    return { ...base, verdict, says: `receipt: ${says}`, reason: signed.reason };
  }
  const { claims } = signed;
  const inForce = inForceAt(claims, evidence.now);
  const text = await textPart(evidence, { claims, receipt }, document);
  const log = logPart(evidence, claims);
  const parts = [text.part, log.part, statePart(evidence, claims)];
  const worst = (['not_genuine', 'withdrawn', 'unchecked'] as const).find((verdict) =>
    parts.some((part) => part.verdict === verdict),
  );
  const says = [
    `receipt ${claims.jti} of ${claims.iss}, signed`,
    TERM[inForce](claims),
    ...parts.map((part) => part.says).filter((sentence) => sentence !== ''),
  ];
  return {
    ...base,
    verdict: worst ?? 'genuine',
    says: says.join('; '),
    claims,
    inForce,
    ...text.verdict,
    log: log.state,
  };
}

const FAULTS = {
  too_large: 'larger than any receipt',
  malformed: 'malformed',
  wrong_algorithm: 'not signed as receipts are',
  wrong_type: 'something else',
  bad_signature: 'the signature does not hold',
  bad_claims: 'it does not say what a receipt says',
} as const;

const minuteOf = (instant: string) => `${instant.slice(0, 16).replace('T', ' ')} UTC`;
const minuteAt = (seconds: number) => minuteOf(new Date(seconds * 1000).toISOString());
const TERM: Record<ReturnType<typeof inForceAt>, (claims: ReceiptClaims) => string> = {
  not_yet: ({ nbf }) => `rights begin on ${minuteAt(nbf ?? 0)}`,
  in_force: ({ expires }) => `rights in force until ${minuteAt(expires)}`,
  over: ({ expires }) => `rights ended on ${minuteAt(expires)}`,
};

/** The record says what had become of the item when it was saved; a receipt alone cannot. */
function statePart({ files, now }: Evidence, { iss, jti }: ReceiptClaims): Part {
  const state = recordIn(files, jti)?.state;
  if (!state || state.state === 'unknown') {
    const asOf = state?.asOf ?? new Date(now).toISOString();
    return {
      verdict: 'genuine',
      says: `state of the item unknown, as of ${minuteOf(asOf)} (GET ${iss}/v1/receipts/${jti} has it)`,
    };
  }
  const since = state.since === undefined ? '' : ` since ${minuteOf(state.since)}`;
  const parts = state.withdrawn ? `, withdrawn by themselves: ${state.withdrawn.join(' ')}` : '';
  const notice = state.notice === undefined ? '' : `: ${JSON.stringify(state.notice)}`;
  return {
    verdict: state.state === 'killed' || state.state === 'held' ? 'withdrawn' : 'genuine',
    says: `${state.state}${since}${notice}${parts}, as of ${minuteOf(state.asOf)}`,
  };
}

interface LogFinding {
  part: Part;
  state: 'included' | 'pending' | 'unproved' | 'broken_promise' | 'contradicted';
}

function logPart(evidence: Evidence, claims: ReceiptClaims): LogFinding {
  const { index, origin } = claims.log;
  const logFinding = (state: LogFinding['state'], verdict: Verdict, says: string) => ({
    part: { verdict, says },
    state,
  });
  const tried = evidence.files.flatMap(({ content }) =>
    content.kind === 'inclusion' && content.proof.index === index
      ? triedProof(evidence, content.proof, claims)
      : [],
  );
  const held = tried.find(({ holds }) => holds);
  if (held)
    return logFinding(
      'included',
      'genuine',
      `entry ${index} is in the log of ${held.size} entries, by proof`,
    );
  if (tried.length > 0)
    return logFinding('contradicted', 'not_genuine', `the log has something else in place of entry ${index}`);
  if (notYet(claims, evidence.now) === 'pending')
    return logFinding('pending', 'genuine', 'inclusion in the log pending: promised within 24 hours');
  // A signed checkpoint that does not reach the entry says more than a proof that nobody asked for.
  const sizes = signedHeads(evidence.keys, evidence.files)
    .filter((head) => head.origin === origin)
    .map(({ size }) => size);
  const largest = Math.max(...sizes);
  if (sizes.length > 0 && largest <= index)
    return logFinding(
      'broken_promise',
      'not_genuine',
      `broken promise: the log has ${largest} entries, and this is number ${index + 1}`,
    );
  return logFinding(
    'unproved',
    'unchecked',
    'its inclusion in the log is due by now, and no proof was given',
  );
}

/** Against the checkpoint that came with the proof, or the saved ones, if this log has signed them. */
export function triedProof(
  { keys, files }: Evidence,
  proof: InclusionProof,
  { log }: ReceiptClaims,
): { holds: boolean; size: number }[] {
  const own = headOf(keys, proof);
  const heads = proof.checkpoint === undefined ? signedHeads(keys, files) : own ? [own] : [];
  return heads
    .filter(({ origin, size }) => origin === log.origin && size === proof.size)
    .map(({ size, root }) => ({
      size,
      holds: verifyInclusion({
        index: log.index,
        size,
        leaf: Buffer.from(log.leaf, 'base64'),
        root,
        hashes: proof.hashes.map((hash) => Buffer.from(hash, 'base64')),
      }),
    }));
}

function headOf(keys: KeySet, { checkpoint }: InclusionProof): Checkpoint | null {
  const note = checkpoint === undefined ? null : parseNote(checkpoint);
  const head = note && parseCheckpoint(note.text);
  return note && head && isSigned(keys, { note, head }) === true ? head : null;
}
