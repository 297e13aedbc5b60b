/**
 * Checks whether a leaf is in a stored checkpoint of the license's log: the leaf of a receipt, or of a row in
 * D1. Signature and proof are verified as an outsider would. The caller is anonymous, so the checkpoint is
 * the first stored one that covers the leaf: its size reveals little more of the license's volume than the
 * receipt does, and none is signed on request.
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

export type EntryClaims = Pick<ReceiptClaims, 'license' | 'iat' | 'log'>;

/** `unknown`: the ledger is out of reach. */
export interface Inclusion {
  log: LogState | 'unknown';
  checkpoint?: { origin: string; size: number; at: string };
}

/** `storedState`: the state according to D1. */
export async function inclusionOf(
  env: Env,
  claims: EntryClaims,
  { storedState, now }: { storedState: LogState; now: number },
): Promise<Inclusion> {
  const { license, log } = claims;
  const origin = licenseOrigin(env.LOG_ORIGIN, license);
  // Early receipts name the agency log, with the position in the license's log.
  if (log.origin !== origin && log.origin !== env.LOG_ORIGIN) return { log: 'contradicted' };
  const answer = await askLedger(env, license, origin, log.index);
  switch (answer?.kind) {
    case 'inclusion':
      return proven(env, claims, origin, answer);
    case 'uncovered':
      return { log: (answer.leaf ?? log.leaf) === log.leaf ? notYet(claims, now) : 'contradicted' };
    case 'beyond':
      // The log ends before the entry's position; the shard does not reveal its size. If D1 has the entry
      // there, the log has been truncated; otherwise the entry was never written.
      return { log: storedState === 'included' ? 'contradicted' : notYet(claims, now) };
    default:
      return { log: 'unknown' };
  }
}

async function askLedger(
  env: Env,
  license: string,
  origin: string,
  index: number,
): Promise<LogAnswer | null> {
  const [object, storedCheckpoint] = await Promise.all([
    objectOfLicense(env.DB, license),
    firstCovering(env.DB, origin, index),
  ]);
  if (!object) return null;
  const leaf = { kind: 'inclusion', tree: license, index } as const;
  const question: LogQuestion = storedCheckpoint
    ? { ...leaf, size: storedCheckpoint.size }
    : { ...leaf, signs: false };
  const answer = await askObject(env, object, question).catch(() => null);
  if (!storedCheckpoint || answer?.kind !== 'inclusion') return answer;
  const { size, at, note, cosignatures } = storedCheckpoint;
  return { ...answer, checkpoint: { size, atMs: Date.parse(at), note: note + cosignatures } };
}

function proven(
  env: Env,
  { log }: EntryClaims,
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
