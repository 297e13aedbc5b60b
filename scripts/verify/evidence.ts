/** What is saved beside receipts: each is judged by what it is evidence for. */
import { LOG_SIGNATURE } from '../../src/ledger/transparency/note.ts';
import { resemblanceTo } from '../../src/stamp/pictures/perceptual/digest.ts';
import type { ReceiptClaims } from '../../src/stamp/types.ts';
import { checkPack } from '../check-evidence.mjs';
import { checkpointFinding, isConsistent, signedHeads } from './checkpoints.ts';
import {
  type ConsistencyProof,
  type InclusionProof,
  type ReceiptRecord,
  recordIn,
  type SavedFile,
} from './files.ts';
import type { Finding, Verdict } from './finding.ts';
import { type Evidence, triedProof } from './receipts.ts';
import { isOf } from './text.ts';

type Judged = Pick<Finding, 'kind' | 'verdict' | 'says'>;

export function evidenceFinding(
  evidence: Evidence,
  { name, content }: SavedFile,
  claims: ReceiptClaims[],
): Finding {
  switch (content.kind) {
    case 'checkpoint':
      return checkpointFinding(evidence.keys, { name, content }, evidence.files);
    case 'record':
      return { file: name, ...recordJudged(content.record, claims) };
    case 'inclusion':
      return { file: name, ...inclusionJudged(evidence, content.proof, claims) };
    case 'consistency':
      return { file: name, ...consistencyJudged(evidence, content.proof) };
    case 'picture':
      return { file: name, ...pictureJudged(evidence, content, claims) };
    case 'pack':
      return { file: name, ...packJudged(evidence, content.zip) };
    case 'unreadable':
      return { file: name, kind: 'unknown', verdict: 'unchecked', says: content.reason };
    case 'receipts':
    case 'unknown':
      return {
        file: name,
        kind: 'unknown',
        verdict: 'unchecked',
        says: 'neither a receipt nor a checkpoint nor a proof, and no receipt in it',
      };
  }
}

function recordJudged(record: ReceiptRecord, claims: ReceiptClaims[]): Judged {
  const receipt = claims.find(({ jti }) => jti === record.id);
  const tried = receipt ? [isOf(record, receipt)] : [];
  return judged('record', `record of ${record.id}`, tried, {
    holds: 'what the receipt was signed for',
    fails: 'not what the receipt was signed for',
    unused: 'its receipt was not given, or is not genuine',
  });
}

/** A receipt binds the bytes: it cannot be in the file, and stands beside it. */
function pictureJudged(
  { files }: Evidence,
  { digest, bytes }: { digest: string; bytes: Uint8Array },
  claims: ReceiptClaims[],
): Judged {
  const known = claims.flatMap((receipt) => {
    const record = recordIn(files, receipt.jti);
    return record && isOf(record, receipt) ? [{ receipt, record }] : [];
  });
  for (const { receipt, record } of known) {
    const component = record.delivered.find((part) => part.digest === digest)?.component;
    if (component !== undefined) return deliveredPicture(receipt, record, component);
  }
  const { found: looks, same } = resemblanceTo(
    bytes,
    known.flatMap(({ record }) => record.pictures ?? []),
  );
  const alike = 'by its looks the same, scaled or saved anew; that is no proof';
  const isWithdrawn = known.some(({ record }) =>
    record.state?.withdrawn?.some((component) => same.includes(component)),
  );
  if (isWithdrawn) return aboutPicture('withdrawn', `withdrawn by the agency, not for use; ${alike}`);
  if (looks === 'same') return aboutPicture('unchecked', alike);
  if (known.length === 0) return aboutPicture('unchecked', missingFor(files, claims));
  return aboutPicture(
    'not_genuine',
    looks === 'other'
      ? 'by its looks another picture, or one with much cut off'
      : 'not what was delivered by the receipts given',
  );
}

const aboutPicture = (verdict: Verdict, says: string): Judged => ({
  kind: 'picture',
  verdict,
  says: `picture: ${says}`,
});

/** Its bytes were delivered; the record says whether it was withdrawn since. */
function deliveredPicture(receipt: ReceiptClaims, { state }: ReceiptRecord, component: string): Judged {
  const delivered = `as delivered by ${receipt.jti}`;
  const stopped =
    state?.state === 'killed' || state?.state === 'held'
      ? state.state
      : state?.withdrawn?.includes(component) && 'withdrawn by itself';
  return stopped
    ? aboutPicture('withdrawn', `${delivered}, and ${stopped} since`)
    : aboutPicture('genuine', `unmodified, ${delivered}`);
}

/** What has to be given for a picture to be judged. */
function missingFor(files: readonly SavedFile[], claims: ReceiptClaims[]): string {
  if (claims.length === 0)
    return 'give the receipt that came with it, in the header Rights-Receipt, and the record of that receipt';
  const recordless = claims.filter(({ jti }) => !recordIn(files, jti));
  if (recordless.length === 0) return 'the record given is not what the receipt was signed for';
  const addresses = recordless.map(({ iss, jti }) => `GET ${iss}/v1/receipts/${jti}`).join(', ');
  return `give the record of the receipt (${addresses})`;
}

/** By the program that every pack carries. */
function packJudged({ keys }: Evidence, zip: Buffer): Judged {
  const named = keys.named.filter(({ type }) => type === LOG_SIGNATURE).map(({ publicKey }) => publicKey);
  const logs = [...keys.log, ...named].map((key) => Buffer.from(key));
  const judged = (verdict: Verdict, says: string): Judged => ({
    kind: 'pack',
    verdict,
    says: `evidence pack: ${says}`,
  });
  if (logs.length === 0) return judged('unchecked', 'no key of the log was given');
  try {
    return judged('genuine', checkPack(zip, { logs, receipts: new Map() }).join('; '));
  } catch (error) {
    return judged('not_genuine', (error as Error).message);
  }
}

function inclusionJudged(evidence: Evidence, proof: InclusionProof, claims: ReceiptClaims[]): Judged {
  const tried = claims
    .filter(({ log }) => log.index === proof.index)
    .flatMap((receipt) => triedProof(evidence, proof, receipt).map(({ holds }) => holds));
  return judged('inclusion', `proof for entry ${proof.index} of ${proof.size}`, tried, {
    holds: 'holds',
    fails: 'does not hold',
    unused: 'for no receipt given, or for a checkpoint that was not given or is signed with no key given',
  });
}

function consistencyJudged({ keys, files }: Evidence, proof: ConsistencyProof): Judged {
  const heads = signedHeads(keys, files);
  const tried = heads.flatMap((older) =>
    heads
      .filter(({ origin, size }) => origin === older.origin && older.size === proof.from && size === proof.to)
      .map((newer) => isConsistent(older, newer, proof)),
  );
  return judged('consistency', `proof from ${proof.from} to ${proof.to} entries`, tried, {
    holds: 'holds',
    fails: 'does not hold',
    unused: 'for no two checkpoints given',
  });
}

/** One use that holds is enough: logs of two licenses may have entries of the same number. */
function judged(
  kind: Finding['kind'],
  about: string,
  tried: boolean[],
  words: { holds: string; fails: string; unused: string },
): Judged {
  const outcome = tried.length === 0 ? 'unused' : tried.includes(true) ? 'holds' : 'fails';
  const verdicts: Record<typeof outcome, Verdict> = {
    holds: 'genuine',
    fails: 'not_genuine',
    unused: 'unchecked',
  };
  return { kind, verdict: verdicts[outcome], says: `${about}: ${words[outcome]}` };
}
