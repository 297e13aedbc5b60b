import type { VerifyAnswer } from './schema.ts';

type VerdictFields = Pick<
  VerifyAnswer,
  'valid' | 'claims' | 'state' | 'text' | 'picture' | 'inForce' | 'log'
>;

const TEXTS: Record<VerifyAnswer['text'], string> = {
  unmodified: 'unmodified text',
  with_insertions: 'complete text with insertions',
  altered_as_licensed: 'text altered as licensed',
  altered: 'altered text',
  another_article: 'another article',
  not_given: 'no text to compare',
  not_covered: 'the text is not covered',
  unknown: 'text not compared',
};
const PICTURES: Record<NonNullable<VerifyAnswer['picture']>, string> = {
  unmodified: 'unmodified picture',
  same_picture: 'by its looks the same picture, scaled or saved anew',
  another_picture: 'by its looks another picture',
  not_as_delivered: 'not the picture that was delivered',
  unknown: 'picture not compared',
};

/**
 * The whole verdict in one line, so that nothing negative is left to the small print. Withdrawn content is
 * never called genuine.
 */
export function headingOf({ valid, claims, state, text, picture, inForce, log }: VerdictFields): string {
  if (!valid) return 'Not a genuine receipt';
  return [
    WITHDRAWN[state?.state ?? 'unknown'] ?? 'Genuine receipt',
    picture ? PICTURES[picture] : TEXTS[text],
    ...(isUnnamed({ claims, text }) ? ['which the license does not name'] : []),
    ...(state?.state === 'corrected' ? ['corrected since'] : []),
    ...(state?.state === 'updated' ? ['a newer version is current'] : []),
    ...(state?.withdrawn && !WITHDRAWN[state.state] ? [partsWithdrawn(state.withdrawn.length)] : []),
    ...(state?.state === 'embargoed' && inForce !== 'not_yet' ? ['embargoed'] : []),
    ...(inForce === 'over' ? ['rights ended'] : []),
    ...(inForce === 'not_yet' ? ['not yet to be published'] : []),
    ...(log === 'overdue' ? ['missing from the log'] : []),
    ...(log === 'contradicted' ? ['contradicted by the log'] : []),
  ].join(', ');
}

/** True if the license does not name the insertions: the text is genuine, and combining is not licensed. */
export function isUnnamed({ claims, text }: Pick<VerdictFields, 'claims' | 'text'>): boolean {
  return text === 'with_insertions' && !claims?.alterations?.includes('combine');
}

const partsWithdrawn = (count: number) =>
  count === 1 ? 'one part of it withdrawn since' : `${count} parts of it withdrawn since`;

const WITHDRAWN: Partial<Record<NonNullable<VerifyAnswer['state']>['state'], string>> = {
  killed: 'Killed by the agency: not for use',
  held: 'Withheld by the agency: not for use for now',
};

/**
 * `withdrawn`: as released, and killed or held since. `unchecked`: something could not be determined. Worst
 * first: a killed text that was altered is `not_genuine`.
 */
export const STANDINGS = ['not_genuine', 'withdrawn', 'unchecked', 'genuine'] as const;
export type Standing = (typeof STANDINGS)[number];

export function standingOf({ valid, state, text, picture, log }: VerdictFields): Standing {
  const isWrong =
    !valid ||
    ['altered', 'another_article', 'not_covered'].includes(text) ||
    picture === 'not_as_delivered' ||
    picture === 'another_picture' ||
    log === 'overdue' ||
    log === 'contradicted';
  if (isWrong) return 'not_genuine';
  if (WITHDRAWN[state?.state ?? 'unknown']) return 'withdrawn';
  const isOpen = text === 'unknown' || picture === 'unknown' || picture === 'same_picture';
  return isOpen ? 'unchecked' : 'genuine';
}

/** Without any verdict: unchecked. */
export function worstOf(standings: readonly Standing[]): Standing {
  return STANDINGS.find((standing) => standings.includes(standing)) ?? 'unchecked';
}
