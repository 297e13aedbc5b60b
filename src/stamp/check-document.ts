/**
 * The verdict on a whole document: each of its receipts against the text that stands with it. Nothing of the
 * document is stored or logged.
 */
import type { Env } from '../platform/env.ts';
import { type Asking, LookUps, type Texts, verdictOn } from './check.ts';
import { knownHeadline, type Named, textsOf } from './document/part.ts';
import type { PublishedDocument } from './document/read.ts';
import type { DocumentKind, Story } from './document/types.ts';
import { DOCUMENT_RECEIPTS_MAX } from './limits.ts';
import type { DocumentAnswer, DocumentVerdict } from './schema.ts';
import { headingOf, type Standing, standingOf, worstOf } from './wording.ts';

/** `receipt`: one that is not in the document, or the only one of it that is asked about. */
export async function checkDocument(
  env: Env,
  { kind, stories }: PublishedDocument,
  receipt: string | undefined,
  asking: Asking,
): Promise<DocumentAnswer> {
  const asked = pairsOf(stories, receipt);
  const lookUps = new LookUps(env);
  const genuine = await genuineAmong(lookUps, new Set(stories.flatMap(({ receipts }) => receipts)));
  const verdicts: DocumentVerdict[] = [];
  for (const { story: index, receipt: one } of asked.slice(0, DOCUMENT_RECEIPTS_MAX)) {
    const story = stories[index];
    if (!story) continue;
    const others = genuine.filter((other) => other.receipt !== one && story.receipts.includes(other.receipt));
    verdicts.push({
      story: index,
      ...(await verdictIn(env, lookUps, { story, receipt: one, others }, asking)),
    });
  }
  const isOutside = receipt !== undefined && !stories.some(({ receipts }) => receipts.includes(receipt));
  const told = withoutOthers(verdicts, isOutside);
  const standing = worstOf(told.map(standingOf));
  return {
    kind,
    standing,
    heading:
      told.length === 0
        ? 'No receipt in this document'
        : ((told.length === 1 ? told[0]?.heading : undefined) ?? summaryOf(told)),
    stories: stories.length,
    verdicts: told,
    ...noteOn(asked.length, kind),
  };
}

/** A receipt that stands in no story is asked of each. */
function pairsOf(stories: Story[], receipt: string | undefined): { story: number; receipt: string }[] {
  if (receipt === undefined)
    return stories.flatMap(({ receipts }, story) => receipts.map((one) => ({ story, receipt: one })));
  const holding = stories.flatMap(({ receipts }, story) => (receipts.includes(receipt) ? [story] : []));
  return (holding.length > 0 ? holding : [...stories.keys()]).map((story) => ({ story, receipt }));
}

async function verdictIn(
  env: Env,
  lookUps: LookUps,
  { story, receipt, others }: { story: Story; receipt: string; others: Named[] },
  asking: Asking,
): Promise<Omit<DocumentVerdict, 'story'>> {
  let marked = false;
  const texts: Texts = ({ id, original }) => {
    const found = textsOf(story, { receipt, id }, { others, isHeadline: knownHeadline(original) });
    marked = found.marked;
    return found.texts;
  };
  const answer = await verdictOn(env, receipt, { texts }, asking, lookUps);
  return { heading: headingOf(answer), marked, ...answer };
}

/** The receipts whose signature holds: only their marks set a text apart. */
async function genuineAmong(lookUps: LookUps, receipts: ReadonlySet<string>): Promise<Named[]> {
  const signed = await Promise.all(
    [...receipts]
      .slice(0, DOCUMENT_RECEIPTS_MAX)
      .map(async (receipt) => ({ receipt, verdict: await lookUps.signature(receipt) })),
  );
  return signed.flatMap(({ receipt, verdict }) => (verdict.ok ? [{ receipt, id: verdict.claims.jti }] : []));
}

/**
 * Drops the verdicts on stories that a receipt is not of, if it is of another one: stories without a text, as
 * the pictures of a package; and, for a receipt from outside the document, which is held against every story,
 * other articles. A story that carries the receipt claims to be what was released.
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
  const others = Object.entries(SUMMARIES).flatMap(([name, says]) => {
    const count = standings.filter((standing) => standing === name).length;
    return count > 0 ? [`${count} ${says}`] : [];
  });
  return `${verdicts.length} receipts, ${others.length > 0 ? others.join(', ') : 'all genuine'}`;
}

function noteOn(found: number, kind: DocumentKind): { note?: string } {
  const notes = [
    ...(found > DOCUMENT_RECEIPTS_MAX
      ? [`Of ${found} receipts, the first ${DOCUMENT_RECEIPTS_MAX} were checked.`]
      : []),
    ...(kind === 'html'
      ? ['What a style sheet, a script or a picture shows or hides was not looked at.']
      : []),
  ];
  return notes.length > 0 ? { note: notes.join(' ') } : {};
}
