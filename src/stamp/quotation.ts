/**
 * Whether a passage is quoted from a text, as teasers and pull quotes are: the same words in a row, whole at
 * either end. Quotation marks and punctuation at its ends belong to the page that quotes. Pure.
 */
import type { Budget } from '../platform/budget.ts';
import { skeletonOf } from './confusables.ts';
import { SEARCHED_CHARS } from './limits.ts';

/** Occurrences that are looked at: a short passage may stand in a text very often. */
const OCCURRENCES_MAX = 20;

/** `passage` is folded. `begins`: it must begin where a sentence or a quotation of the text does. */
export type IsQuoted = (passage: string, how?: { begins: boolean }) => boolean;

/** `blocks`: of the text, folded. */
export function quotedFrom(blocks: readonly string[], budget: Budget): IsQuoted {
  const skeletons = blocks.map(skeletonOf);
  const text = skeletons.join(' ');
  const starts = new Set<number>();
  let start = 0;
  for (const { length } of skeletons) {
    starts.add(start);
    start += length + 1;
  }
  return (passage, { begins } = { begins: false }) => {
    const skeleton = skeletonOf(passage);
    const quoted = withoutEnds(skeleton);
    if (quoted === '') return true;
    const ellipsis = skeleton.lastIndexOf('...');
    const breaksOff = ellipsis >= 0 && !/[\p{L}\p{N}]/u.test(skeleton.slice(ellipsis));
    for (let at = -1, nth = 0; nth < OCCURRENCES_MAX; nth++) {
      budget.spend('characters', Math.ceil(text.length / SEARCHED_CHARS));
      at = text.indexOf(quoted, at + 1);
      if (at < 0) return false;
      if (!isWordStart(text, at)) continue;
      if (!breaksOff && !isWordEnd(text, at + quoted.length)) continue;
      if (!begins || isStart(text, at, starts)) return true;
    }
    return false;
  };
}

/** Without punctuation, quotation marks and brackets at its ends. */
function withoutEnds(text: string): string {
  let [from, to] = [0, text.length];
  while (from < to && ' "\'([.-'.includes(text[from] ?? '')) from += 1;
  while (to > from && ' "\'()[].,;:!?-'.includes(text[to - 1] ?? '')) to -= 1;
  return text.slice(from, to);
}

/** Letters of scripts that part words; others may be cut anywhere. */
const LETTER =
  /[\p{N}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}]/u;
const isLetter = (text: string, at: number) => LETTER.test(text.charAt(at));

/** Not within a word, nor within a number: the `6` of `1.6` is not 6. */
function isWordStart(text: string, at: number): boolean {
  if (isLetter(text, at - 1) && isLetter(text, at)) return false;
  return !(/\d/u.test(text.charAt(at)) && /\d[-.,:/]$/u.test(text.slice(Math.max(0, at - 2), at)));
}

function isWordEnd(text: string, at: number): boolean {
  if (isLetter(text, at - 1) && isLetter(text, at)) return false;
  return !(/\d/u.test(text.charAt(at - 1)) && /^[-.,:/]\d/u.test(text.slice(at, at + 2)));
}

/** At the start of a block, of a sentence, of the words after a dateline, or of a quotation. */
function isStart(text: string, at: number, starts: ReadonlySet<number>): boolean {
  let from = at;
  while (from > 0 && '"\'(['.includes(text[from - 1] ?? '')) from -= 1;
  return (
    from < at || starts.has(from) || /[.!?:。！？-]["')\]]* $/u.test(text.slice(Math.max(0, from - 5), from))
  );
}
