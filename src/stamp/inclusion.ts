/**
 * Whether a receipt's promise is kept: its leaf is in a kept checkpoint of the license's log. Nothing is believed here; signature
 * and proof are checked as a stranger would check them.
 */
import { verifyInclusion } from '../ledger/merkle/verify.ts';
import { askObject } from '../ledger/transparency/ask.ts';
import { parseCheckpoint } from '../ledger/transparency/checkpoint.ts';
import { parseNote, verifiedSignatures } from '../ledger/transparency/note.ts';
import { licenseOrigin } from '../ledger/transparency/origins.ts';
import { verifierKeysOf } from '../ledger/transparency/signer.ts';
import { objectOfLicense } from '../ledger/transparency/store.ts';
import type { LogAnswer } from '../ledger/transparency/types.ts';
import type { Env } from '../platform/env.ts';
import type { ReceiptClaims } from './types.ts';
import { type LogState, notYet } from './verify.ts';

/** `unknown`: the ledger is out of reach just now. */
export interface Inclusion {
  log: LogState | 'unknown';
  checkpoint?: { origin: string; size: number; at: string };
}

export async function inclusionOf(env: Env, claims: ReceiptClaims, now: number): Promise<Inclusion> {
  const { license, log } = claims;
  const origin = licenseOrigin(env.LOG_ORIGIN, license);
  // Receipts once named the agency log, for the same place in the license's.
  if (log.origin !== origin && log.origin !== env.LOG_ORIGIN) return { log: 'contradicted' };
  const answer = await asked(env, license, log.index);
  switch (answer?.kind) {
    case 'inclusion':
      return proven(env, claims, origin, answer);
    case 'uncovered':
      return { log: notYet(claims, now) };
    case 'beyond':
      return { log: 'contradicted' };
    default:
      return { log: 'unknown' };
  }
}

async function asked(env: Env, license: string, index: number): Promise<LogAnswer | null> {
  const object = await objectOfLicense(env.DB, license);
  if (!object) return null;
  return askObject(env, object, { kind: 'inclusion', tree: license, index }).catch(() => null);
}

function proven(
  env: Env,
  { log }: ReceiptClaims,
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
