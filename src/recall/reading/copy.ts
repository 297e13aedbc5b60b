/** Finds which sentences of an article stand on a page. Pure. */
import type { Budget } from '../../platform/budget.ts';
import { compactSkeletonOf } from '../../stamp/confusables.ts';
import { sentencesOf } from '../../stamp/licensed-edit.ts';
import type { ArticleText } from '../../stamp/original.ts';
import { foldText } from '../../stamp/text-digest.ts';
import { EDITED_SHARE_MIN, SEQUENCE_CHARS, SYLLABLE_SEQUENCE_CHARS } from './limits.ts';
import type { Passages } from './passages.ts';

/** A sentence of an article, or a headline. */
export interface Sentence {
  /** Index of its block; the headline, if there is one, is the first. */
  block: number;
  isHeadline: boolean;
  /** Folded, without spaces and without the punctuation at its ends. */
  text: string;
}

export interface FoundSentence extends Sentence {
  /** Word for word. */
  isExact: boolean;
  /** Not word for word, but with most of its characters in runs. */
  isEdited: boolean;
  /** Number of its characters that are there. */
  chars: number;
}

/** `TARVIK (Agency) - `: many publishers leave it out. */
const DATELINE = /^[^.!?]{1,60}? - /u;

/** Without the dateline. Short sentences are joined to the one before: they recur by chance. */
export function sentencesOfArticle({ headline, body }: ArticleText): Sentence[] {
  const [first = '', ...others] = body.map(foldText);
  const texts = [foldText(headline ?? ''), first.replace(DATELINE, ''), ...others];
  const leastChars = sequenceChars(texts.join(' '));
  const blocks = texts
    .map((text, nth) => ({ text, isHeadline: nth === 0 }))
    .filter(({ text }) => text !== '');
  return blocks.flatMap(({ text, isHeadline }, block) => {
    const joined: string[] = [];
    for (const sentence of isHeadline ? [text] : sentencesOf(text)) {
      const last = joined.at(-1);
      const isShort = compact(sentence).length < leastChars || (last && compact(last).length < leastChars);
      if (last !== undefined && isShort) joined[joined.length - 1] = `${last} ${sentence}`;
      else joined.push(sentence);
    }
    return joined.map((sentence) => ({ block, isHeadline, text: trimmed(compact(sentence)) }));
  });
}

const compact = (folded: string) => folded.replace(/ /gu, '');
/** Pages set other punctuation around a sentence. */
const trimmed = (text: string) => text.replace(/^["'([-]{1,4}/u, '').replace(/["'()[\].,;:!?-]{1,4}$/u, '');

const SYLLABLES = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/gu;

/** Characters of a sequence that recurs by copying alone, in the script of a text. */
export function sequenceChars(text: string): number {
  const syllables = text.match(SYLLABLES)?.length ?? 0;
  return syllables > text.length / 3 ? SYLLABLE_SEQUENCE_CHARS : SEQUENCE_CHARS;
}

/** The part of a page that has text of an article. */
export class Copy {
  readonly #length: number;
  /** Sequences of the article that are on the page. */
  readonly #found = new Set<string>();
  /**
   * Passages with such a sequence, and all, as compact text. Others, such as advertisements, stand between.
   */
  readonly #own: string;
  readonly #shown: string;
  readonly #all: string;

  constructor(articles: readonly ArticleText[], { shown, beside }: Passages, budget: Budget) {
    const blocks = articles.flatMap(({ headline = '', body }) => [headline, ...body]);
    this.#length = sequenceChars(blocks.join(' '));
    const articleSequences = new Set(
      blocks.flatMap((block) => this.#sequencesOf(compactSkeletonOf(foldText(block)))),
    );
    const isOwn = (passage: string) => {
      budget.spend('characters', passage.length);
      const found = this.#sequencesOf(compactSkeletonOf(passage)).filter((sequence) =>
        articleSequences.has(sequence),
      );
      for (const sequence of found) this.#found.add(sequence);
      return found.length > 0;
    };
    const folded = shown.map(foldText);
    const foldedBeside = beside.map(foldText);
    const ownShown = folded.filter(isOwn);
    const own = [...ownShown, ...foldedBeside.filter(isOwn)];
    this.#shown = ownShown.map(compact).join('');
    this.#own = own.map(compact).join('');
    this.#all = [...folded, ...foldedBeside].map(compact).join('');
    // A sentence may be split over passages.
    for (const sequence of this.#sequencesOf(compactSkeletonOf(own.join(' '))))
      if (articleSequences.has(sequence)) this.#found.add(sequence);
  }

  find(sentence: Sentence): FoundSentence {
    const { text } = sentence;
    const skeleton = compactSkeletonOf(text);
    const chars = this.#coveredChars(skeleton);
    const mayBeExact = skeleton.length < this.#length || chars === skeleton.length;
    const isExact = mayBeExact && (contains(this.#own, text) || contains(this.#all, text));
    const isEdited =
      !isExact && chars >= skeleton.length * EDITED_SHARE_MIN && skeleton.length >= this.#length;
    return { ...sentence, isExact, isEdited, chars: isExact ? text.length : Math.min(chars, text.length) };
  }

  /** Whether two sentences stand one after the other in the running text. */
  follow(first: Sentence, second: Sentence): boolean {
    const at = this.#shown.indexOf(first.text);
    if (at < 0) return false;
    // Only the punctuation that was trimmed stands between.
    const next = this.#shown.slice(at + first.text.length, at + first.text.length + second.text.length + 8);
    return next.includes(second.text);
  }

  *#walk(text: string): Generator<[number, string]> {
    for (let at = 0; at + this.#length <= text.length; at++) yield [at, text.slice(at, at + this.#length)];
  }

  #sequencesOf(text: string): string[] {
    return Array.from(this.#walk(text), ([, sequence]) => sequence);
  }

  #coveredChars(text: string): number {
    let covered = 0;
    let until = 0;
    for (const [at, sequence] of this.#walk(text)) {
      if (!this.#found.has(sequence)) continue;
      covered += at + this.#length - Math.max(at, until);
      until = at + this.#length;
    }
    return covered;
  }
}

const DIGIT = /\d/u;

/** Not within a longer number. */
function contains(text: string, part: string): boolean {
  if (part === '') return false;
  for (
    let at = text.indexOf(part), tries = 0;
    at >= 0 && tries < 20;
    at = text.indexOf(part, at + 1), tries++
  ) {
    const isCutBefore = DIGIT.test(part[0] ?? '') && DIGIT.test(text[at - 1] ?? '');
    const isCutAfter = DIGIT.test(part.at(-1) ?? '') && DIGIT.test(text[at + part.length] ?? '');
    if (!isCutBefore && !isCutAfter) return true;
  }
  return false;
}
