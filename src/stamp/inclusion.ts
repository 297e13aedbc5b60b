/**
 * Whether a leaf is in a kept checkpoint of the license's log: a receipt's, as it promises, or that of the row that D1 has. Nothing is believed here; signature
 * and proof are checked as a stranger would check them. Whoever asks is a stranger: the checkpoint is the first kept one that covers
 * the leaf, whose size tells of the license's volume little more than the receipt does, and none is signed for the asking.
 */
import { verifyInclusion } from '../ledger/merkle/verify.ts';
import { askObject } from '../ledger/transparency/ask.ts';
import { parseCheckpoint } from '../ledger/transparency/checkpoint.ts';
import { parseNote, verifiedSignatures } from '../ledger/transparency/note.ts';
import { licenseOrigin } from '../ledger/transparency/origins.ts';
import { verifierKeysOf } from '../ledger/transparency/signer.ts';
import { firstCovering, objectOfLicense } from '../ledger/transparency/store.ts';
import type { LogAnswer, LogQuestion } from '../ledger/transparency/types.ts';
import type { Env } from '../platform/env.ts';
import type { ReceiptClaims } from './types.ts';
import { type LogState, notYet } from './verify.ts';

/** What says where an entry is: of a receipt, or of the row that D1 has. */
export type PlacedClaims = Pick<ReceiptClaims, 'license' | 'iat' | 'log'>;

/** `unknown`: the ledger is out of reach just now. */
export interface Inclusion {
  log: LogState | 'unknown';
  checkpoint?: { origin: string; size: number; at: string };
}

/** `seen`: what D1's own log says of it. */
export async function inclusionOf(
  env: Env,
  claims: PlacedClaims,
  { seen, now }: { seen: LogState; now: number },
): Promise<Inclusion> {
  const { license, log } = claims;
  const origin = licenseOrigin(env.LOG_ORIGIN, license);
  // Receipts once named the agency log, for the same place in the license's.
  if (log.origin !== origin && log.origin !== env.LOG_ORIGIN) return { log: 'contradicted' };
  const answer = await asked(env, license, origin, log.index);
  switch (answer?.kind) {
    case 'inclusion':
      return proven(env, claims, origin, answer);
    case 'uncovered':
      return { log: (answer.leaf ?? log.leaf) === log.leaf ? notYet(claims, now) : 'contradicted' };
    case 'beyond':
      // The log ends before the entry's place, and the object says so without its size: that is nobody's business. If D1
      // has the entry there, the log has been cut short; if not, it was never written.
      return { log: seen === 'included' ? 'contradicted' : notYet(claims, now) };
    default:
      return { log: 'unknown' };
  }
}

async function asked(env: Env, license: string, origin: string, index: number): Promise<LogAnswer | null> {
  const [object, kept] = await Promise.all([
    objectOfLicense(env.DB, license),
    firstCovering(env.DB, origin, index),
  ]);
  if (!object) return null;
  const leaf = { kind: 'inclusion', tree: license, index } as const;
  const question: LogQuestion = kept ? { ...leaf, size: kept.size } : { ...leaf, signs: false };
  const answer = await askObject(env, object, question).catch(() => null);
  if (!kept || answer?.kind !== 'inclusion') return answer;
  const { size, at, note, cosignatures } = kept;
  return { ...answer, checkpoint: { size, atMs: Date.parse(at), note: note + cosignatures } };
}

function proven(
  env: Env,
  { log }: PlacedClaims,
  origin: string,
  { checkpoint, size, hashes }: Extract<LogAnswer, { kind: 'inclusion' }>,
): Inclusion {
  const note = parseNote(checkpoint?.note ?? '');
  const signed = note && verifiedSignatures(note, verifierKeysOf(env.SIGNING_KEYS, origin));
  const head = signed && parseCheckpoint(note.text);
  const holds =
    head?.origin === origin &&
    head.size === size &&
    verifyInclusion({
      index: log.index,
      size,
      leaf: Buffer.from(log.leaf, 'base64'),
      root: head.root,
      hashes: hashes.map((hash) => Buffer.from(hash, 'base64')),
    });
  if (!holds || !checkpoint) return { log: 'contradicted' };
  return { log: 'included', checkpoint: { origin, size, at: new Date(checkpoint.atMs).toISOString() } };
}
