/** A receipt, the text beside it, its term, and the promise that its entry is in the log. */
import { verifyInclusion } from '../../src/ledger/merkle/verify.ts';
import { type Checkpoint, parseCheckpoint } from '../../src/ledger/transparency/checkpoint.ts';
import { parseNote } from '../../src/ledger/transparency/note.ts';
import { diffBlocks } from '../../src/stamp/diff.ts';
import { verifyReceiptSignature } from '../../src/stamp/receipt.ts';
import { componentsDigest, textDigest } from '../../src/stamp/text-digest.ts';
import type { ReceiptClaims } from '../../src/stamp/types.ts';
import {
  type ArticleText,
  inForceAt,
  notYet,
  type Published,
  type TextVerdict,
  verifyPublished,
} from '../../src/stamp/verify.ts';
import { isSigned, signedHeads } from './checkpoints.ts';
import type { InclusionProof, ReceiptRecord, SavedFile } from './files.ts';
import type { Finding, Verdict } from './finding.ts';
import type { KeySet } from './keys.ts';

export interface Evidence {
  keys: KeySet;
  files: SavedFile[];
  /** The text as published, from a file of its own. */
  text: Published | null;
  /** The text as delivered. */
  original: Published | null;
  /** Milliseconds, UTC. */
  now: number;
}

interface Part {
  verdict: Verdict;
  says: string;
}

export async function receiptFinding(
  evidence: Evidence,
  { file, receipt, published }: { file: string; receipt: string; published: Published | null },
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
  const text = textPart(evidence, claims, published);
  const log = logPart(evidence, claims);
  const parts = [text.part, log.part];
  const worst = (['not_genuine', 'unchecked'] as const).find((verdict) =>
    parts.some((part) => part.verdict === verdict),
  );
  const says = [
    `receipt ${claims.jti} of ${claims.iss}, signed`,
    TERM[inForce](claims),
    ...parts.map((part) => part.says).filter((one) => one !== ''),
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

const day = (seconds: number) => new Date(seconds * 1000).toISOString().slice(0, 16).replace('T', ' ');
const TERM: Record<ReturnType<typeof inForceAt>, (claims: ReceiptClaims) => string> = {
  not_yet: ({ nbf }) => `rights begin on ${day(nbf ?? 0)} UTC`,
  in_force: ({ expires }) => `rights in force until ${day(expires)} UTC`,
  over: ({ expires }) => `rights ended on ${day(expires)} UTC`,
};

// the text

interface TextFinding {
  part: Part;
  verdict: TextVerdict;
}

function textPart(evidence: Evidence, claims: ReceiptClaims, beside: Published | null): TextFinding {
  const published = evidence.text ?? beside;
  const told = (verdict: Verdict, says: string, text: TextVerdict): TextFinding => ({
    part: { verdict, says },
    verdict: text,
  });
  if (!published) return told('genuine', '', { text: 'not_given' });
  const unknown = (says: string) => told('unchecked', `text not compared: ${says}`, { text: 'unknown' });
  const records = evidence.files.flatMap(({ content }) =>
    content.kind === 'record' ? [content.record] : [],
  );
  const record = records.find(({ id }) => id === claims.jti);
  if (!record) return unknown(`give the record of the receipt (GET ${claims.iss}/v1/receipts/${claims.jti})`);
  if (!isOf(record, claims)) return unknown('the record given is not what the receipt was signed for');
  const originals = [evidence.original, beside, standingIn(published, record)];
  const original = originals.find((one) => one && wasDelivered(one, record));
  if (!original && evidence.original) return unknown('the original given is not what was delivered');
  const entry = { delivered: record.delivered, index: claims.log.index, leaf: claims.log.leaf };
  const {
    inForce: _inForce,
    log: _log,
    ...verdict
  } = verifyPublished({ claims, entry, original: original ?? null, published }, evidence.now);
  if (verdict.text === 'unknown')
    return allowsEdits(claims)
      ? unknown('it is not word for word what was delivered; give that (--original) to tell how it differs')
      : told(
          'not_genuine',
          'the text is not word for word what was delivered, and no edit is licensed',
          verdict,
        );
  return { part: partOf(verdict), verdict };
}

function allowsEdits({ alterations = [] }: ReceiptClaims): boolean {
  return ['headline', 'shorten', 'excerpt'].some((edit) => alterations.includes(edit));
}

function partOf({ text, added }: TextVerdict): Part {
  switch (text) {
    case 'unmodified':
      return {
        verdict: 'genuine',
        says: added?.length ? `text unmodified, among ${added.length} other passages` : 'text unmodified',
      };
    case 'altered_as_licensed':
      return { verdict: 'genuine', says: 'text altered as licensed' };
    case 'altered':
      return { verdict: 'not_genuine', says: 'text altered beyond the license' };
    case 'another_article':
      return { verdict: 'not_genuine', says: 'text of another article' };
    case 'not_covered':
      return { verdict: 'not_genuine', says: 'the receipt does not cover the text' };
    case 'not_given':
    case 'unknown':
      return { verdict: 'genuine', says: '' };
  }
}

/** The digest over what was let out is signed. */
export function isOf({ id, delivered }: ReceiptRecord, claims: ReceiptClaims): boolean {
  return id === claims.jti && componentsDigest(delivered) === claims.digest;
}

function wasDelivered(text: ArticleText, { delivered }: ReceiptRecord): boolean {
  const { digest } = textDigest(blocksOf(text));
  return delivered.some((component) => component.digest === digest);
}

/**
 * The passages of a text that the record's block digests point to. The record is not signed, but whether these passages are what
 * was delivered is told by their own whole digest, which is.
 */
function standingIn(published: Published, { text }: ReceiptRecord): ArticleText | null {
  if (!text) return null;
  const blocks = blocksOf(published);
  const { kept } = diffBlocks(text.blocks, textDigest(blocks).blocks);
  const [headline = '', ...body] = kept.map(([, index]) => blocks[index] ?? '');
  return body.length > 0 ? { headline, body } : { body: [headline] };
}

/** Blocks that count, as the digests have them. */
function blocksOf({ headline, body }: ArticleText): string[] {
  const blocks = headline === undefined ? body : [headline, ...body];
  return blocks.filter((block) => textDigest([block]).blocks.length > 0);
}

// the log

interface LogFinding {
  part: Part;
  state: 'included' | 'pending' | 'unproved' | 'broken_promise' | 'contradicted';
}

function logPart(evidence: Evidence, claims: ReceiptClaims): LogFinding {
  const { index, origin } = claims.log;
  const told = (state: LogFinding['state'], verdict: Verdict, says: string) => ({
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
    return told('included', 'genuine', `entry ${index} is in the log of ${held.size} entries, by proof`);
  if (tried.length > 0)
    return told('contradicted', 'not_genuine', `the log has something else in place of entry ${index}`);
  if (notYet(claims, evidence.now) === 'pending')
    return told('pending', 'genuine', 'inclusion in the log pending: promised within 24 hours');
  // A signed checkpoint that does not reach the entry says more than a proof that nobody asked for.
  const sizes = signedHeads(evidence.keys, evidence.files)
    .filter((head) => head.origin === origin)
    .map(({ size }) => size);
  const largest = Math.max(...sizes);
  if (sizes.length > 0 && largest <= index)
    return told(
      'broken_promise',
      'not_genuine',
      `broken promise: the log has ${largest} entries, and this is number ${index + 1}`,
    );
  return told('unproved', 'unchecked', 'its inclusion in the log is due by now, and no proof was given');
}

/** Against the checkpoint that came with the proof, or those that were saved; only against those that this log has signed. */
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
