/**
 * Verdict on a published text, for a receipt with a valid signature. Pure: the caller loads the log entry and
 * the original text, and each may be out of reach.
 */
import type { Component } from '../articles/model.ts';
import type { UseEntry } from '../ledger/types.ts';
import type { Budget } from '../platform/budget.ts';
import { similarityOf } from './block-similarity.ts';
import { type BlockDiff, diffBlocks } from './diff.ts';
import { isLicensedEdit } from './licensed-edit.ts';
import { COMPARISONS_A_TEXT, COPY_SIMILARITY_MIN, INCLUSION_HOURS } from './limits.ts';
import { type ArticleText, type Original, originalOf, type Published } from './original.ts';
import { quotedFrom } from './quotation.ts';
import { isReordered, withReordered } from './reordered.ts';
import { undoSubstitutions } from './substitutions.ts';
import { createTamperingFinder } from './tampered.ts';
import { type TextDifference, textDifferences } from './text-differences.ts';
import { componentsDigest, listDigest, truncatedDigest } from './text-digest.ts';
import { isSameArticle } from './text-similarity.ts';
import type { ReceiptClaims } from './types.ts';

export interface Released {
  text: ArticleText;
  components: readonly Component[];
}

export interface LoggedEntry {
  delivered: UseEntry['delivered'];
  index: number;
  /** base64 SHA-256, recomputed from the stored entry. */
  leaf: string;
}

export interface VerifyInput {
  claims: ReceiptClaims;
  /** Null: not in D1's log yet, or no longer. */
  entry: LoggedEntry | null;
  /** The delivery as reconstructed without a matching entry (delivered-components.ts). */
  delivered?: UseEntry['delivered'] | null;
  /** Digests of the texts of delivered components besides the article (captions.ts). */
  captions?: ReadonlySet<string>;
  /** The dispatch of the receipt's item version. Null: it is no longer stored. */
  original: ArticleText | null;
  /** Null: no text was given. */
  published: Published | null;
}

/**
 * `with_insertions`: every delivered block, word for word and in order, with other blocks in between that are
 * not altered versions of it (an advertisement, an editor's subheading), listed as `added`. If the license
 * allows a new headline without naming combining, the headline may differ as well. `altered_as_licensed`: the
 * receipt's alterations allow every change of the text (a new headline, shortening, an excerpt); `altered`:
 * they do not. `not_covered`: the delivery did not include the text. `unknown`: the original is no longer
 * stored, or it is unknown whether it was delivered. Indexes count blocks that are not empty, the headline
 * first; `changed` and `missing` in the original, `added` in the published text.
 */
export interface TextVerdict {
  text:
    | 'unmodified'
    | 'with_insertions'
    | 'altered_as_licensed'
    | 'altered'
    | 'another_article'
    | 'not_given'
    | 'not_covered'
    | 'unknown';
  changed?: number[];
  missing?: number[];
  added?: number[];
  /** The same in text order, with altered versions next to the text; the first PLACES_MAX of them. */
  where?: TextDifference[];
}

export type InForce = 'not_yet' | 'in_force' | 'over';
/** `overdue`: not there within the promised time. `contradicted`: the log has something else. */
export type LogState = 'pending' | 'included' | 'overdue' | 'contradicted';

export type Verdict = TextVerdict & { inForce: InForce; log: LogState };

/** Spends the fixed cost of these texts before the first comparison. */
export function spendOnTexts(texts: Published[], original: ArticleText | null, budget: Budget): void {
  budget.spend('comparisons', texts.length * COMPARISONS_A_TEXT);
  const each = original ? charsOf(original) : 0;
  for (const text of texts) budget.spend('characters', each + charsOf(text));
}

/** `now`: milliseconds, UTC. Pairs of blocks cost further budget as they are compared. */
export function verifyPublished(input: VerifyInput, now: number, budget: Budget): Verdict {
  return { ...textVerdict(input, budget), inForce: inForceAt(input.claims, now), log: logState(input, now) };
}

export function inForceAt(claims: Pick<ReceiptClaims, 'nbf' | 'expires'>, now: number): InForce {
  if (now >= claims.expires * 1000) return 'over';
  return claims.nbf !== undefined && now < claims.nbf * 1000 ? 'not_yet' : 'in_force';
}

/** Log state of an entry that the log does not show. */
export function notYet({ iat }: Pick<ReceiptClaims, 'iat'>, now: number): 'pending' | 'overdue' {
  return now < (iat + INCLUSION_HOURS * 3600) * 1000 ? 'pending' : 'overdue';
}

function logState({ claims, entry }: VerifyInput, now: number): LogState {
  if (!entry) return notYet(claims, now);
  const agrees =
    entry.leaf === claims.log.leaf &&
    entry.index === claims.log.index &&
    componentsDigest(entry.delivered) === claims.digest;
  return agrees ? 'included' : 'contradicted';
}

function textVerdict(
  { claims, entry, delivered, captions = NO_CAPTIONS, original: text, published }: VerifyInput,
  budget: Budget,
): TextVerdict {
  if (!published || (published.isSeparate && !text)) return { text: 'not_given' };
  // Without the original, the published text stands in for it.
  const original = originalOf(text ?? published);
  if (original.blocksOf(published).length === 0) return { text: 'not_given' };
  // The text may have been withheld, so nothing is said unless it is known to have been delivered.
  const signed = [entry?.delivered, delivered].find(
    (list) => list && componentsDigest(list) === claims.digest,
  );
  if (!signed) return { text: 'unknown' };
  const context = { alterations: claims.alterations, delivery: claims.digest, captions, budget };
  const released = new Set(signed.map(({ digest }) => digest));
  const isReleased = released.has(original.once(wholeDigest));
  if (!text) {
    // A text that equals the released one word for word can stand in for the original when passages next to
    // it are compared.
    const isOriginal = isReleased && !original.blocks.some(isReordered);
    return isOriginal ? compare(original, { ...published, page: false }, context) : { text: 'unknown' };
  }
  if (!isReleased) return { text: 'not_covered' };
  const verdict = compared(original, published, context);
  return published.isSeparate && verdict.text !== 'another_article' ? { text: 'not_given' } : verdict;
}

const NO_CAPTIONS: ReadonlySet<string> = new Set();

interface ComparisonContext {
  alterations: string[] | undefined;
  /** Digest of the delivered components, which the captions belong to. */
  delivery: string;
  captions: ReadonlySet<string>;
  budget: Budget;
}

/** Caches verdicts, because many receipts of one article in a document are compared with the same texts. */
function compared(original: Original, published: Published, context: ComparisonContext): TextVerdict {
  const name = JSON.stringify([context.delivery, context.alterations ?? []]);
  const verdicts = original.once(verdictsOnTexts);
  const cached = verdicts.get(published)?.get(name);
  if (cached) return cached;
  const verdict = compare(original, published, context);
  verdicts.set(published, (verdicts.get(published) ?? new Map()).set(name, verdict));
  return verdict;
}

/** Text → delivery and alterations → verdict. */
const verdictsOnTexts = () => new WeakMap<Published, Map<string, TextVerdict>>();

function compare(original: Original, published: Published, context: ComparisonContext): TextVerdict {
  const { alterations, budget } = context;
  const texts = withReordered(original, undoSubstitutions(original, original.blocksOf(published)));
  const similarity = similarityOf(original, texts);
  const diff = diffBlocks(original.once(blockDigests), texts.map(digestIn(original)), {
    similarity,
    page: published.page,
    budget,
  });
  const { changed, missing, added } = diff;
  const completeness = completenessOf(original, published, texts, diff);
  const others = published.page || completeness ? added.map((index) => texts[index] ?? '') : [];
  const findTampered = tamperingFinderFor(original, published, context);
  const tampered = [
    ...new Set([
      ...copiesAmong(completeness?.insertions ?? [], { original, texts, similarity, budget }),
      ...findTampered(others),
      ...findTampered(published.otherPassages ?? []),
    ]),
  ];
  const differences = textDifferences(diff, texts, { tampered, page: published.page });
  if (tampered.length === 0) {
    const isLicensed = !completeness?.isRetitled || alterations?.includes('headline');
    if (completeness && isLicensed) {
      const indexes = { ...(missing.length > 0 && { missing }), ...(added.length > 0 && { added }) };
      const isCombined = completeness.insertions.length > 0;
      if (!completeness.isRetitled)
        return isCombined
          ? { text: 'with_insertions', ...indexes, where: differences }
          : { text: 'unmodified', ...indexes };
      const isNamed = !isCombined || alterations?.includes('combine');
      return {
        text: isNamed ? 'altered_as_licensed' : 'with_insertions',
        changed,
        missing,
        added,
        where: differences,
      };
    }
    if (isLicensedEdit(original.text, withTexts(original, published, texts), { alterations, budget }))
      return { text: 'altered_as_licensed', changed, missing, added, where: differences };
  }
  return tampered.length > 0 || isSameArticle(original, texts)
    ? { text: 'altered', changed, missing, added, where: differences }
    : { text: 'another_article' };
}

/** Inserted blocks that are altered copies of a delivered block, and neither repeat nor quote one. */
function copiesAmong(
  insertions: readonly number[],
  {
    original,
    texts,
    similarity,
    budget,
  }: {
    original: Original;
    texts: readonly string[];
    similarity: (original: number, published: number) => number;
    budget: Budget;
  },
): string[] {
  if (insertions.length === 0) return [];
  budget.spend('comparisons', insertions.length * original.blocks.length);
  const isQuoted = quotedFrom(original.blocks.map(original.fold), budget);
  return insertions.flatMap((index) => {
    const text = texts[index] ?? '';
    const isCopy =
      !isQuoted(original.fold(text), { begins: true }) &&
      original.blocks.some((_, block) => similarity(block, index) >= COPY_SIMILARITY_MIN);
    return isCopy ? [text] : [];
  });
}

/** If a new headline is licensed, one similar to the released headline is not false. */
function tamperingFinderFor(
  original: Original,
  published: Published,
  { alterations = [], delivery, captions, budget }: ComparisonContext,
) {
  const { headline: title = '', body } = original.text;
  const isRetitled = alterations.includes('headline');
  const cached = original.once(tamperingFinders);
  const name = JSON.stringify([delivery, isRetitled, published.headline ?? '']);
  const isCaption = (folded: string) =>
    captions.size > 0 && captions.has(truncatedDigest(original.digest(folded)));
  const findTampered =
    cached.get(name) ??
    createTamperingFinder(isRetitled ? body : [title, ...body], [title, published.headline ?? ''], {
      isCaption,
      budget,
    });
  cached.set(name, findTampered);
  return findTampered;
}

const tamperingFinders = () => new Map<string, ReturnType<typeof createTamperingFinder>>();

function withTexts({ fold }: Original, published: Published, texts: string[]): Published {
  const headed = fold(published.headline ?? '') !== '';
  return { ...published, body: headed ? texts.slice(1) : texts };
}

interface Completeness {
  /** The delivered headline was replaced or removed. */
  isRetitled: boolean;
  /**
   * Indexes of other blocks within the text; on a page, of those between the first and the last block of the
   * body.
   */
  insertions: number[];
}

/**
 * Null: the body is not complete, word for word and in order. A headline that was not given is not judged,
 * except on a page, where it would be visible. On a page, other content may precede the body (also between
 * headline and body) and follow it.
 */
function completenessOf(
  original: Original,
  published: Published,
  texts: string[],
  { equal, changed, missing, added }: BlockDiff,
): Completeness | null {
  const headlines = original.fold(original.text.headline ?? '') === '' ? 0 : 1;
  if ([...changed, ...missing].some((index) => index >= headlines)) return null;
  const isUntitled = !published.page && published.headline === undefined;
  const isRetitled = changed.length > 0 || (missing.length > 0 && !isUntitled);
  // Block digests are truncated, so equality is decided by the full digest.
  const matchedTexts = equal.map(([, index]) => texts[index] ?? '');
  const delivered = original.blocks.slice(changed.length + missing.length);
  if (delivered.length === 0 || digestOf(original, matchedTexts) !== digestOf(original, delivered))
    return null;
  const body = equal.filter(([index]) => index >= headlines).map(([, index]) => index);
  const [first = 0, last = 0] = [body[0], body.at(-1)];
  const insertions = added.filter((index) => !published.page || (index > first && index < last));
  return { isRetitled, insertions };
}

function digestOf(original: Original, blocks: readonly string[]): string {
  return listDigest(blocks.map((text) => original.digest(text)));
}
const wholeDigest = (original: Original) => digestOf(original, original.blocks);

const digestIn = (original: Original) => (text: string) => truncatedDigest(original.digest(text));
const blockDigests = (original: Original) => original.blocks.map(digestIn(original));

function charsOf({
  headline = '',
  body,
  otherPassages = [],
}: ArticleText & { otherPassages?: string[] }): number {
  return [headline, ...body, ...otherPassages].reduce((sum, { length }) => sum + length, 0);
}
