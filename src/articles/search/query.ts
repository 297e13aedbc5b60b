/**
 * Parses a search: words, all required; "several words" as a phrase; begin* as a prefix; -word as excluded.
 * All other characters are literal. Pure.
 */
import { SEARCH_PREFIX_CHARS_MIN, SEARCH_TERMS_MAX } from '../limits.ts';
import { joinExpressions } from './facets.ts';
import { wordsOf } from './words.ts';

export interface Term {
  words: string[];
  /** The last word is a prefix. */
  isPrefix: boolean;
  /** Folded words of which any may stand for the term. Absent: only the term itself. */
  spellings?: string[];
}

export interface SearchWords {
  /** All of these are required. */
  all: Term[];
  /** None of these may match. */
  none: Term[];
}

export type QueryFault = 'no_words' | 'too_many_terms';

export const QUERY_FAULTS: Record<QueryFault, string> = {
  no_words: 'The search has no word: give letters or digits',
  too_many_terms: `More than ${SEARCH_TERMS_MAX} words or phrases`,
};

/** A phrase, possibly unterminated, or a run without spaces. */
const TERM = /(-?)(?:"([^"]*)"?|([^\s"]+))/gu;

export function parseQuery(q: string): { ok: true; value: SearchWords } | { ok: false; reason: QueryFault } {
  const all: Term[] = [];
  const none: Term[] = [];
  for (const [, minus, phrase, word] of q.matchAll(TERM)) {
    const term = termOf(phrase ?? word ?? '', phrase === undefined);
    if (term) (minus === '-' ? none : all).push(term);
  }
  const terms = all.length + none.length;
  if (terms === 0) return { ok: false, reason: 'no_words' };
  if (terms > SEARCH_TERMS_MAX) return { ok: false, reason: 'too_many_terms' };
  return { ok: true, value: { all, none } };
}

function termOf(text: string, mayBePrefix: boolean): Term | null {
  const words = wordsOf(text);
  const last = words.at(-1);
  if (!last) return null;
  const isRequestedPrefix =
    mayBePrefix && text.endsWith('*') && [...last.text].length >= SEARCH_PREFIX_CHARS_MIN;
  return { words: words.map((word) => word.text), isPrefix: isRequestedPrefix || last.isCharacter };
}

/** FTS5 form of a term. Words only have letters and digits, so inside quotes they have no other meaning. */
export function matchOf({ words, isPrefix, spellings = [words.join(' ')] }: Term): string {
  const alternatives = spellings.map((text) => `"${text}"${isPrefix ? ' *' : ''}`);
  return joinExpressions(alternatives, 'OR');
}
