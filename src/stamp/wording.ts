/** A verdict in words, the same for the page and for programs that show one. Pure. */
import type { VerifyAnswer } from './schema.ts';

type Judged = Pick<VerifyAnswer, 'valid' | 'text' | 'picture' | 'inForce' | 'log'>;

const TEXTS: Record<VerifyAnswer['text'], string> = {
  unmodified: 'unmodified text',
  altered_as_licensed: 'text altered as licensed',
  altered: 'altered text',
  another_article: 'another article',
  not_given: 'no text to compare',
  not_covered: 'the text is not covered',
  unknown: 'text not compared',
};
const PICTURES: Record<NonNullable<VerifyAnswer['picture']>, string> = {
  unmodified: 'unmodified picture',
  not_as_delivered: 'not the picture that was delivered',
  unknown: 'picture not compared',
};

/** The whole verdict in one line: nothing bad about it is left to the small print. */
export function headingOf({ valid, text, picture, inForce, log }: Judged): string {
  if (!valid) return 'Not a genuine receipt';
  return [
    'Genuine receipt',
    picture ? PICTURES[picture] : TEXTS[text],
    ...(inForce === 'over' ? ['rights ended'] : []),
    ...(inForce === 'not_yet' ? ['not yet to be published'] : []),
    ...(log === 'overdue' ? ['missing from the log'] : []),
    ...(log === 'contradicted' ? ['contradicted by the log'] : []),
  ].join(', ');
}

export type Standing = 'genuine' | 'not_genuine' | 'unchecked';

/** `not_genuine`: something is wrong. `unchecked`: something could not be told. */
export function standingOf({ valid, text, picture, log }: Judged): Standing {
  const wrong =
    !valid ||
    ['altered', 'another_article', 'not_covered'].includes(text) ||
    picture === 'not_as_delivered' ||
    log === 'overdue' ||
    log === 'contradicted';
  if (wrong) return 'not_genuine';
  return text === 'unknown' || picture === 'unknown' ? 'unchecked' : 'genuine';
}

export function worstOf(standings: readonly Standing[]): Standing {
  if (standings.includes('not_genuine')) return 'not_genuine';
  return standings.length === 0 || standings.includes('unchecked') ? 'unchecked' : 'genuine';
}
