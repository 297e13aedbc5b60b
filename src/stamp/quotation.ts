/**
 * Decides whether a passage quotes a text, as teasers and pull quotes do: consecutive words, complete at both
 * ends. Quotation marks and punctuation at its ends belong to the quoting page. Pure.
 */
import type { Budget } from '../platform/budget.ts';
import { skeletonOf } from './confusables.ts';
import { SEARCHED_CHARS } from './limits.ts';

/** Occurrences that are examined: a short passage may occur very often. */
const OCCURRENCES_MAX = 20;

/** `passage` is folded. `begins`: it must begin at the start of a sentence or quotation of the text. */
export type IsQuoted = (passage: string, how?: { begins: boolean }) => boolean;

/** `blocks`: folded blocks of the text. */
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

function withoutEnds(text: string): string {
  let [from, to] = [0, text.length];
  while (from < to && ' "\'([.-'.includes(text[from] ?? '')) from += 1;
  while (to > from && ' "\'()[].,;:!?-'.includes(text[to - 1] ?? '')) to -= 1;
  return text.slice(from, to);
}

/** Letters of scripts that separate words; other scripts can be cut anywhere. */
const LETTER =
  /[\p{N}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}]/u;
const isLetter = (text: string, at: number) => LETTER.test(text.charAt(at));

/** Not within a word or a number: the `6` of `1.6` is not 6. */
function isWordStart(text: string, at: number): boolean {
  if (isLetter(text, at - 1) && isLetter(text, at)) return false;
  return !(/\d/u.test(text.charAt(at)) && /\d[-.,:/]$/u.test(text.slice(Math.max(0, at - 2), at)));
}

function isWordEnd(text: string, at: number): boolean {
  if (isLetter(text, at - 1) && isLetter(text, at)) return false;
  return !(/\d/u.test(text.charAt(at - 1)) && /^[-.,:/]\d/u.test(text.slice(at, at + 2)));
}

/** True at the start of a block, a sentence, a quotation, or the words after a dateline. */
function isStart(text: string, at: number, starts: ReadonlySet<number>): boolean {
  let from = at;
  while (from > 0 && '"\'(['.includes(text[from - 1] ?? '')) from -= 1;
  return (
    from < at || starts.has(from) || /[.!?:。！？-]["')\]]* $/u.test(text.slice(Math.max(0, from - 5), from))
  );
}
