/** A published document held against the article that its receipts are for, without signatures, log and database. */

import { readDocument } from '../../../src/stamp/document/read.ts';
import { knownHeadline, textsOf } from '../../../src/stamp/document/receipt-text.ts';
import type { Story } from '../../../src/stamp/document/types.ts';
import type { ArticleText, Published } from '../../../src/stamp/original.ts';
import { receiptClaims } from '../../../src/stamp/receipt-claims.ts';
import { textDigest } from '../../../src/stamp/text-digest.ts';
import { spendOnTexts, type TextVerdict, verifyPublished } from '../../../src/stamp/verify.ts';
import { worstVerdict } from '../../../src/stamp/worst-verdict.ts';
import { anonymousBudget } from '../../support/budget.ts';
import { body, headline, idOfEntry, input, license } from '../fixtures.ts';

export const RECEIPT_ID = idOfEntry(1);
const header = Buffer.from('{"alg":"EdDSA","kid":"k","typ":"rights-receipt+jwt"}').toString('base64url');
/** Looks like a receipt, as far as it takes to be found; `of` tells one from another. */
export const receiptNamed = (of: string) =>
  `${header}.${Buffer.from(`{"jti":"${of}"}`.padEnd(40)).toString('base64url')}.${'A'.repeat(86)}`;
export const RECEIPT = receiptNamed(RECEIPT_ID);

/** Whose receipts are genuine. */
const KNOWN = [RECEIPT_ID, idOfEntry(2)];

export const ARTICLE: ArticleText & { headline: string } = { headline, body };

export function storiesIn(document: string, mediaType?: string): Story[] {
  const read = readDocument(document, anonymousBudget(), mediaType);
  if (!read.ok) throw new Error(read.reason);
  return read.value.stories;
}

/** What is held against the article: of the first story, or of the one that carries the receipt. */
export function textsIn(
  document: string,
  original: ArticleText = ARTICLE,
  {
    id = RECEIPT_ID,
    receipt = RECEIPT,
    mediaType,
  }: { id?: string; receipt?: string; mediaType?: string } = {},
): Published[] {
  const stories = storiesIn(document, mediaType);
  const story = stories.find(({ receipts }) => receipts.includes(receipt)) ?? stories[0];
  if (!story) return [];
  const others = story.receipts.flatMap((other) =>
    other === receipt
      ? []
      : KNOWN.filter((known) => receiptNamed(known) === other).map((of) => ({ receipt: other, id: of })),
  );
  return textsOf(story, { receipt, id }, { others, isHeadline: knownHeadline(original) }).texts;
}

/** The verdict on the text, under a license with these alterations. */
export function verdictIn(
  document: string,
  original: ArticleText = ARTICLE,
  given: {
    id?: string;
    receipt?: string;
    mediaType?: string;
    alterations?: string[];
    captions?: string[];
  } = {},
): TextVerdict {
  const blocks = original.headline === undefined ? original.body : [original.headline, ...original.body];
  const delivered = [{ component: 'cmp_1', digest: textDigest(blocks).digest }];
  const claims = {
    ...receiptClaims({ ...input, delivered, partner: license.terms.partner }),
    alterations: given.alterations ?? [],
  };
  const entry = { delivered, index: claims.log.index, leaf: claims.log.leaf };
  const texts = textsIn(document, original, given);
  const budget = anonymousBudget();
  spendOnTexts(texts, original, budget);
  const verdicts = (texts.length > 0 ? texts : [null]).map((published) =>
    verifyPublished(
      { claims, entry, original, published, captions: new Set(given.captions) },
      input.first.atMs,
      budget,
    ),
  );
  const { inForce: _inForce, log: _log, ...verdict } = worstVerdict(verdicts);
  return verdict;
}
