/** The text beside a receipt: what was published, held against what the receipt was signed for. */
import { unbounded } from '../../src/platform/budget.ts';
import { diffBlocks } from '../../src/stamp/diff.ts';
import type { PublishedDocument } from '../../src/stamp/document/read.ts';
import { type NamedReceipt, textsOf } from '../../src/stamp/document/receipt-text.ts';
import type { Story } from '../../src/stamp/document/types.ts';
import type { ArticleText, Published } from '../../src/stamp/original.ts';
import { verifyReceiptSignature } from '../../src/stamp/receipt.ts';
import type { TextDifference } from '../../src/stamp/text-differences.ts';
import { componentsDigest, textDigest } from '../../src/stamp/text-digest.ts';
import type { ReceiptClaims } from '../../src/stamp/types.ts';
import { type TextVerdict, verifyPublished } from '../../src/stamp/verify.ts';
import { isUnnamed } from '../../src/stamp/wording.ts';
import { worstVerdict } from '../../src/stamp/worst-verdict.ts';
import { type ReceiptRecord, recordIn } from './files.ts';
import type { Verdict } from './finding.ts';
import type { Evidence, Part } from './receipts.ts';

interface TextFinding {
  part: Part;
  verdict: TextVerdict;
}

const finding = (verdict: Verdict, says: string, text: TextVerdict): TextFinding => ({
  part: { verdict, says },
  verdict: text,
});
const unknown = (says: string) => finding('unchecked', `text not compared: ${says}`, { text: 'unknown' });

/** `publishedDocument`: what the receipt stands in. */
export async function textPart(
  evidence: Evidence,
  { claims, receipt }: { claims: ReceiptClaims; receipt: string },
  publishedDocument: PublishedDocument | null,
): Promise<TextFinding> {
  const document = evidence.text ?? publishedDocument;
  if (!document) return finding('genuine', '', { text: 'not_given' });
  const record = recordIn(evidence.files, claims.jti);
  if (!record) return unknown(`give the record of the receipt (GET ${claims.iss}/v1/receipts/${claims.jti})`);
  if (!isOf(record, claims)) return unknown('the record given is not what the receipt was signed for');
  const named = { receipt, id: claims.jti };
  const published = await textsIn(evidence, document, named, record);
  if (published.length === 0) return finding('genuine', '', { text: 'not_given' });
  const delivered = evidence.original ? await textsIn(evidence, evidence.original, named, record) : [];
  const original = [...delivered, ...published, ...published.map((text) => standingIn(text, record))].find(
    (digest) => digest && wasDelivered(digest, record),
  );
  if (!original && evidence.original) return unknown('the original given is not what was delivered');
  const verdict = worstVerdict(
    published.map((text) =>
      verdictOn(evidence, claims, { record, original: original ?? null, published: text }),
    ),
  );
  return foundIn(verdict, claims);
}

/** Every text of the stories that carry the receipt; of all stories, if none does. */
async function textsIn(
  { keys }: Evidence,
  { stories }: PublishedDocument,
  named: NamedReceipt,
  record: ReceiptRecord,
): Promise<Published[]> {
  const holding = stories.filter(({ receipts }) => receipts.includes(named.receipt));
  const [first] = record.text?.blocks ?? [];
  const isHeadline = (text: string) => textDigest([text]).blocks[0] === first;
  const found = (holding.length > 0 ? holding : stories).map(async (story) => {
    const others = await genuineIn(keys, story, named.receipt);
    return textsOf(story, named, { others, isHeadline }).texts;
  });
  return (await Promise.all(found)).flat();
}

async function genuineIn(
  { receipt: keys }: Evidence['keys'],
  { receipts }: Story,
  own: string,
): Promise<NamedReceipt[]> {
  const signed = await Promise.all(
    receipts
      .filter((receipt) => receipt !== own)
      .map(async (receipt) => ({ receipt, verdict: await verifyReceiptSignature(receipt, keys) })),
  );
  return signed.flatMap(({ receipt, verdict }) => (verdict.ok ? [{ receipt, id: verdict.claims.jti }] : []));
}

function verdictOn(
  { now }: Evidence,
  claims: ReceiptClaims,
  {
    record,
    original,
    published,
  }: { record: ReceiptRecord; original: ArticleText | null; published: Published },
): TextVerdict {
  const entry = { delivered: record.delivered, index: claims.log.index, leaf: claims.log.leaf };
  const {
    inForce: _inForce,
    log: _log,
    ...verdict
  } = verifyPublished(
    { claims, entry, original, published, captions: new Set(record.captions) },
    now,
    unbounded(),
  );
  return verdict;
}

function foundIn(verdict: TextVerdict, claims: ReceiptClaims): TextFinding {
  if (verdict.text !== 'unknown') return { part: partOf(verdict, claims), verdict };
  return allowsEdits(claims)
    ? unknown('it is not word for word what was delivered; give that (--original) to tell how it differs')
    : finding(
        'not_genuine',
        'the text is not word for word what was delivered, and no edit is licensed',
        verdict,
      );
}

function allowsEdits({ alterations = [] }: ReceiptClaims): boolean {
  return ['headline', 'shorten', 'excerpt'].some((edit) => alterations.includes(edit));
}

function partOf({ text, added, where = [] }: TextVerdict, claims: ReceiptClaims): Part {
  const places = where.map(placeSays);
  const located = places.length > 0 ? ` (${places.join(', ')})` : '';
  switch (text) {
    case 'unmodified':
      return {
        verdict: 'genuine',
        says: added?.length ? `text unmodified, among ${added.length} other passages` : 'text unmodified',
      };
    case 'with_insertions': {
      const unnamed = isUnnamed({ claims, text }) ? ', which the license does not name' : '';
      return { verdict: 'genuine', says: `text complete, with insertions${unnamed}${located}` };
    }
    case 'altered_as_licensed':
      return { verdict: 'genuine', says: `text altered as licensed${located}` };
    case 'altered':
      return { verdict: 'not_genuine', says: `text altered beyond the license${located}` };
    case 'another_article':
      return { verdict: 'not_genuine', says: 'text of another article' };
    case 'not_covered':
      return { verdict: 'not_genuine', says: 'the receipt does not cover the text' };
    case 'not_given':
    case 'unknown':
      return { verdict: 'genuine', says: '' };
  }
}

const nameOf = (block: number) => (block === 0 ? 'the headline' : `block ${block}`);

function placeSays({ change, block = 0, reads }: TextDifference): string {
  const words = reads === undefined ? '' : `: ${JSON.stringify(reads)}`;
  switch (change) {
    case 'changed':
      return `${nameOf(block)} changed${words}`;
    case 'missing':
      return `${nameOf(block)} missing`;
    case 'added':
      return `added ${block < 0 ? 'before the headline' : `after ${nameOf(block)}`}${words}`;
    case 'beside':
      return `another version beside the text${words}`;
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

/** The record is not signed; the signed digest of the whole text proves the passages it points to. */
function standingIn(published: Published, { text }: ReceiptRecord): ArticleText | null {
  if (!text) return null;
  const blocks = blocksOf(published);
  const { equal: equalBlocks } = diffBlocks(text.blocks, textDigest(blocks).blocks, { budget: unbounded() });
  const [headline = '', ...body] = equalBlocks.map(([, index]) => blocks[index] ?? '');
  return body.length > 0 ? { headline, body } : { body: [headline] };
}

/** Blocks that count, as the digests have them. */
function blocksOf({ headline, body }: ArticleText): string[] {
  const blocks = headline === undefined ? body : [headline, ...body];
  return blocks.filter((block) => textDigest([block]).blocks.length > 0);
}
