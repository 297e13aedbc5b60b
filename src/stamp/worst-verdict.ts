/** Selects the worst verdict of a story's versions: the one furthest from the released text. Pure. */
import type { TextVerdict } from './verify.ts';

const ORDER: TextVerdict['text'][] = [
  'not_given',
  'unmodified',
  'with_insertions',
  'altered_as_licensed',
  'unknown',
  'not_covered',
  'altered',
  'another_article',
];

export function worstVerdict<T extends TextVerdict>(verdicts: T[]): T {
  return verdicts.reduce((a, b) => (ORDER.indexOf(b.text) > ORDER.indexOf(a.text) ? b : a));
}
