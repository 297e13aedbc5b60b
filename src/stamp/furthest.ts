/** Of a story that is told more than once, the telling that is furthest from what was released. Pure. */
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

export function furthest<T extends TextVerdict>(verdicts: T[]): T {
  return verdicts.reduce((a, b) => (ORDER.indexOf(b.text) > ORDER.indexOf(a.text) ? b : a));
}
