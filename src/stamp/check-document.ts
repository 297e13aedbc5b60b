/**
 * Verdict on a whole document: compares the text of each receipt in it with the original. The document is
 * neither stored nor logged.
 */
import type { Env } from '../platform/env.ts';
import { LookUps, type Texts, type VerificationContext, verdictOn } from './check.ts';
import type { PublishedDocument } from './document/read.ts';
import { knownHeadline, type NamedReceipt, textsOf } from './document/receipt-text.ts';
import type { DocumentKind, Story } from './document/types.ts';
import { DOCUMENT_RECEIPTS_MAX } from './limits.ts';
import type { DocumentAnswer, DocumentVerdict } from './schema.ts';
import { headingOf, type Standing, standingOf, worstOf } from './wording.ts';

/** `receipt`: a receipt from outside the document, or the only one in it to check. */
export async function checkDocument(
  env: Env,
  { kind, stories }: PublishedDocument,
  receipt: string | undefined,
  context: VerificationContext,
): Promise<DocumentAnswer> {
  const pairs = pairsOf(stories, receipt);
  const lookUps = new LookUps(env);
  const genuine = await genuineAmong(lookUps, new Set(stories.flatMap(({ receipts }) => receipts)));
  const verdicts: DocumentVerdict[] = [];
  for (const { story: index, receipt: one } of pairs.slice(0, DOCUMENT_RECEIPTS_MAX)) {
    const story = stories[index];
    if (!story) continue;
    const others = genuine.filter((other) => other.receipt !== one && story.receipts.includes(other.receipt));
    verdicts.push({
      story: index,
      ...(await verdictIn(env, lookUps, { story, receipt: one, others }, context)),
    });
  }
  const isOutside = receipt !== undefined && !stories.some(({ receipts }) => receipts.includes(receipt));
  const relevant = withoutOthers(verdicts, isOutside);
  const standing = worstOf(relevant.map(standingOf));
  return {
    kind,
    standing,
    heading:
      relevant.length === 0
        ? 'No receipt in this document'
        : ((relevant.length === 1 ? relevant[0]?.heading : undefined) ?? summaryOf(relevant)),
    stories: stories.length,
    verdicts: relevant,
    ...noteOn(pairs.length, kind),
  };
}

/** Pairs a receipt from outside the document with every story. */
function pairsOf(stories: Story[], receipt: string | undefined): { story: number; receipt: string }[] {
  if (receipt === undefined)
    return stories.flatMap(({ receipts }, story) => receipts.map((receipt) => ({ story, receipt })));
  const holding = stories.flatMap(({ receipts }, story) => (receipts.includes(receipt) ? [story] : []));
  return (holding.length > 0 ? holding : [...stories.keys()]).map((story) => ({ story, receipt }));
}

async function verdictIn(
  env: Env,
  lookUps: LookUps,
  { story, receipt, others }: { story: Story; receipt: string; others: NamedReceipt[] },
  context: VerificationContext,
): Promise<Omit<DocumentVerdict, 'story'>> {
  let marked = false;
  const texts: Texts = ({ id, original }) => {
    const receiptTexts = textsOf(story, { receipt, id }, { others, isHeadline: knownHeadline(original) });
    marked = receiptTexts.marked;
    return receiptTexts.texts;
  };
  const answer = await verdictOn(env, receipt, { texts }, context, lookUps);
  return { heading: headingOf(answer), marked, ...answer };
}

/** Receipts with a valid signature: only their marks delimit a text. */
async function genuineAmong(lookUps: LookUps, receipts: ReadonlySet<string>): Promise<NamedReceipt[]> {
  const signed = await Promise.all(
    [...receipts]
      .slice(0, DOCUMENT_RECEIPTS_MAX)
      .map(async (receipt) => ({ receipt, verdict: await lookUps.signature(receipt) })),
  );
  return signed.flatMap(({ receipt, verdict }) => (verdict.ok ? [{ receipt, id: verdict.claims.jti }] : []));
}

/**
 * Drops verdicts on stories that a receipt does not belong to if it belongs to another story: stories without
 * a text, such as the pictures of a package; and other articles, if the receipt is from outside the document
 * and was compared with every story. A story that carries the receipt claims to be the released text.
 */
function withoutOthers(verdicts: DocumentVerdict[], isOutside: boolean): DocumentVerdict[] {
  const of = new Map<string, boolean>();
  const isOf = ({ valid, text }: DocumentVerdict) =>
    valid && text !== 'not_given' && !(isOutside && text === 'another_article');
  for (const verdict of verdicts) {
    const id = verdict.claims?.jti;
    if (id !== undefined) of.set(id, (of.get(id) ?? false) || isOf(verdict));
  }
  return verdicts.filter((verdict) => isOf(verdict) || !of.get(verdict.claims?.jti ?? ''));
}

const SUMMARIES: Record<Exclude<Standing, 'genuine'>, string> = {
  not_genuine: 'not as released',
  withdrawn: 'killed or withheld by the agency',
  unchecked: 'could not be checked',
};

function summaryOf(verdicts: DocumentVerdict[]): string {
  const standings = verdicts.map(standingOf);
  const others = Object.entries(SUMMARIES).flatMap(([name, description]) => {
    const count = standings.filter((standing) => standing === name).length;
    return count > 0 ? [`${count} ${description}`] : [];
  });
  return `${verdicts.length} receipts, ${others.length > 0 ? others.join(', ') : 'all genuine'}`;
}

function noteOn(receiptCount: number, kind: DocumentKind): { note?: string } {
  const notes = [
    ...(receiptCount > DOCUMENT_RECEIPTS_MAX
      ? [`Of ${receiptCount} receipts, the first ${DOCUMENT_RECEIPTS_MAX} were checked.`]
      : []),
    ...(kind === 'html'
      ? ['What a style sheet, a script or a picture shows or hides was not looked at.']
      : []),
  ];
  return notes.length > 0 ? { note: notes.join(' ') } : {};
}
