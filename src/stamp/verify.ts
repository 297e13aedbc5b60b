/**
 * What can be said of a text as published, given a receipt whose signature holds. Pure: the log entry and the original
 * text are looked up by the caller and may each be out of reach.
 */
import type { Component } from '../articles/model.ts';
import type { UseEntry } from '../ledger/types.ts';
import type { Budget } from '../platform/budget.ts';
import { type BlockDiff, diffBlocks } from './diff.ts';
import { doctoredFrom } from './doctored.ts';
import { areKin } from './kinship.ts';
import { isLicensedEdit } from './licensed-edit.ts';
import { likenessOf } from './likeness.ts';
import { COMPARISONS_A_TEXT, COPY_LIKENESS_MIN, INCLUSION_HOURS } from './limits.ts';
import { type ArticleText, type Original, originalOf, type Published } from './original.ts';
import { type Place, placesOf } from './places.ts';
import { quotedFrom } from './quotation.ts';
import { isReordered, withReordered } from './reordered.ts';
import { settled } from './settled.ts';
import { componentsDigest, listDigest, truncatedDigest } from './text-digest.ts';
import type { ReceiptClaims } from './types.ts';

/** An item version as far as its receipts are about it. */
export interface Released {
  text: ArticleText;
  components: readonly Component[];
}

export interface LoggedEntry {
  delivered: UseEntry['delivered'];
  index: number;
  /** base64 SHA-256, recomputed from the entry as stored. */
  leaf: string;
}

export interface VerifyInput {
  claims: ReceiptClaims;
  /** Null: not in D1's log, yet or any more. */
  entry: LoggedEntry | null;
  /** What the receipt is known to be signed for without an entry that agrees with it (signed-for.ts). */
  delivered?: UseEntry['delivered'] | null;
  /** Digests of what the delivered components say beside the text (captions.ts). */
  captions?: ReadonlySet<string>;
  /** The dispatch of the item version that the receipt names. Null: not kept any more. */
  original: ArticleText | null;
  /** Null: no text was given. */
  published: Published | null;
}

/**
 * `with_insertions`: every delivered block, word for word and in order, and between them blocks that are no
 * version of any of it (an advertisement, an editor's subheading), listed as `added`. A license that allows
 * another headline, and does not name combining, may have changed the headline as well.
 * `altered_as_licensed`: the receipt's alterations allow all that was done to the text (another headline,
 * shortening, an excerpt); `altered`: they do not. `not_covered`: the delivery did not include the text.
 * `unknown`: the original is not stored any more, or whether it was delivered is unknown. Indexes count
 * blocks that are not empty, the headline first; `changed` and `missing` in the original, `added` in the
 * published text.
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
  /** The same in the order of the text, and versions of it that stand beside it; the first PLACES_MAX of them. */
  where?: Place[];
}

export type InForce = 'not_yet' | 'in_force' | 'over';
/** `overdue`: not there within the promised time. `contradicted`: the log has something else. */
export type LogState = 'pending' | 'included' | 'overdue' | 'contradicted';

export type Verdict = TextVerdict & { inForce: InForce; log: LogState };

/** What it costs to begin on these texts, whatever is found: spent before the first is compared. */
export function spendOnTexts(texts: Published[], original: ArticleText | null, budget: Budget): void {
  budget.spend('comparisons', texts.length * COMPARISONS_A_TEXT);
  const each = original ? charsOf(original) : 0;
  for (const text of texts) budget.spend('characters', each + charsOf(text));
}

/** `now` in milliseconds, UTC. What pairs of blocks cost beyond `spendOnTexts` is spent as they are compared. */
export function verifyPublished(input: VerifyInput, now: number, budget: Budget): Verdict {
  return { ...textVerdict(input, budget), inForce: inForceAt(input.claims, now), log: logState(input, now) };
}

export function inForceAt(claims: Pick<ReceiptClaims, 'nbf' | 'expires'>, now: number): InForce {
  if (now >= claims.expires * 1000) return 'over';
  return claims.nbf !== undefined && now < claims.nbf * 1000 ? 'not_yet' : 'in_force';
}

/** What it means, by now, that the log does not show the entry. */
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
  if (!published || (published.apart && !text)) return { text: 'not_given' };
  // Without the text, what was published is compared with itself.
  const original = originalOf(text ?? published);
  if (original.blocksOf(published).length === 0) return { text: 'not_given' };
  // The text may have been withheld: of what is not known to have been let out, nothing is said.
  const signed = [entry?.delivered, delivered].find(
    (list) => list && componentsDigest(list) === claims.digest,
  );
  if (!signed) return { text: 'unknown' };
  const comparing = { alterations: claims.alterations, delivery: claims.digest, captions, budget };
  const released = new Set(signed.map(({ digest }) => digest));
  const isReleased = released.has(original.once(wholeDigest));
  if (!text) {
    // Word for word what was released, it is the original that what stands beside it is compared with.
    const isOriginal = isReleased && !original.blocks.some(isReordered);
    return isOriginal ? compare(original, { ...published, page: false }, comparing) : { text: 'unknown' };
  }
  if (!isReleased) return { text: 'not_covered' };
  const verdict = compared(original, published, comparing);
  return published.apart && verdict.text !== 'another_article' ? { text: 'not_given' } : verdict;
}

const NO_CAPTIONS: ReadonlySet<string> = new Set();

interface Comparing {
  alterations: string[] | undefined;
  /** Digest of the components that were delivered, of which the captions are. */
  delivery: string;
  captions: ReadonlySet<string>;
  budget: Budget;
}

/** Many receipts of one article may stand in a document, and each is held against the same texts. */
function compared(original: Original, published: Published, comparing: Comparing): TextVerdict {
  const name = JSON.stringify([comparing.delivery, comparing.alterations ?? []]);
  const verdicts = original.once(verdictsOnTexts);
  const known = verdicts.get(published)?.get(name);
  if (known) return known;
  const verdict = compare(original, published, comparing);
  verdicts.set(published, (verdicts.get(published) ?? new Map()).set(name, verdict));
  return verdict;
}

/** By text, and by what was delivered and may be altered of it. */
const verdictsOnTexts = () => new WeakMap<Published, Map<string, TextVerdict>>();

function compare(original: Original, published: Published, comparing: Comparing): TextVerdict {
  const { alterations, budget } = comparing;
  const texts = withReordered(original, settled(original, original.blocksOf(published)));
  const likeness = likenessOf(original, texts);
  const diff = diffBlocks(original.once(blockDigests), texts.map(digestIn(original)), {
    likeness,
    page: published.page,
    budget,
  });
  const { changed, missing, added } = diff;
  const completeness = completenessOf(original, published, texts, diff);
  const others = published.page || completeness ? added.map((index) => texts[index] ?? '') : [];
  const doctoredAmong = doctoredIn(original, published, comparing);
  const doctored = [
    ...new Set([
      ...copiesAmong(completeness?.insertions ?? [], { original, texts, likeness, budget }),
      ...doctoredAmong(others),
      ...doctoredAmong(published.beside ?? []),
    ]),
  ];
  const where = placesOf(diff, texts, { doctored, page: published.page });
  if (doctored.length === 0) {
    const isLicensed = !completeness?.isRetitled || alterations?.includes('headline');
    if (completeness && isLicensed) {
      const listed = { ...(missing.length > 0 && { missing }), ...(added.length > 0 && { added }) };
      const isCombined = completeness.insertions.length > 0;
      if (!completeness.isRetitled)
        return isCombined ? { text: 'with_insertions', ...listed, where } : { text: 'unmodified', ...listed };
      const isNamed = !isCombined || alterations?.includes('combine');
      return { text: isNamed ? 'altered_as_licensed' : 'with_insertions', changed, missing, added, where };
    }
    if (isLicensedEdit(original.text, withTexts(original, published, texts), { alterations, budget }))
      return { text: 'altered_as_licensed', changed, missing, added, where };
  }
  return doctored.length > 0 || areKin(original, texts)
    ? { text: 'altered', changed, missing, added, where }
    : { text: 'another_article' };
}

/** Inserted blocks that are a delivered block with other words, and neither repeat nor quote one. */
function copiesAmong(
  insertions: readonly number[],
  {
    original,
    texts,
    likeness,
    budget,
  }: {
    original: Original;
    texts: readonly string[];
    likeness: (original: number, published: number) => number;
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
      original.blocks.some((_, block) => likeness(block, index) >= COPY_LIKENESS_MIN);
    return isCopy ? [text] : [];
  });
}

/** Where another headline is licensed, one that is like the released one is no false one. */
function doctoredIn(
  original: Original,
  published: Published,
  { alterations = [], delivery, captions, budget }: Comparing,
) {
  const { headline: title = '', body } = original.text;
  const isRetitled = alterations.includes('headline');
  const known = original.once(doctoredKnown);
  const name = JSON.stringify([delivery, isRetitled, published.headline ?? '']);
  const isCaption = (folded: string) =>
    captions.size > 0 && captions.has(truncatedDigest(original.digest(folded)));
  const doctoredAmong =
    known.get(name) ??
    doctoredFrom(isRetitled ? body : [title, ...body], [title, published.headline ?? ''], {
      isCaption,
      budget,
    });
  known.set(name, doctoredAmong);
  return doctoredAmong;
}

const doctoredKnown = () => new Map<string, ReturnType<typeof doctoredFrom>>();

function withTexts({ fold }: Original, published: Published, texts: string[]): Published {
  const headed = fold(published.headline ?? '') !== '';
  return { ...published, body: headed ? texts.slice(1) : texts };
}

interface Completeness {
  /** Another headline stands in the place of the delivered one, or none. */
  isRetitled: boolean;
  /**
   * Indexes of other blocks within the text; on a page, of those between the first block of the body and the
   * last.
   */
  insertions: number[];
}

/**
 * Null: the body is not there word for word and in order. A headline that was not given is not judged, unless
 * in a page, where it would be seen. On a page, other matter may stand before the body (also between headline
 * and body) and after it.
 */
function completenessOf(
  original: Original,
  published: Published,
  texts: string[],
  { kept, changed, missing, added }: BlockDiff,
): Completeness | null {
  const headlines = original.fold(original.text.headline ?? '') === '' ? 0 : 1;
  if ([...changed, ...missing].some((index) => index >= headlines)) return null;
  const isUntitled = !published.page && published.headline === undefined;
  const isRetitled = changed.length > 0 || (missing.length > 0 && !isUntitled);
  // Block digests are truncated: that it is the same text is said only on the whole digest.
  const standing = kept.map(([, index]) => texts[index] ?? '');
  const delivered = original.blocks.slice(changed.length + missing.length);
  if (delivered.length === 0 || digestOf(original, standing) !== digestOf(original, delivered)) return null;
  const body = kept.filter(([index]) => index >= headlines).map(([, index]) => index);
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

function charsOf({ headline = '', body, beside = [] }: ArticleText & { beside?: string[] }): number {
  return [headline, ...body, ...beside].reduce((sum, { length }) => sum + length, 0);
}
