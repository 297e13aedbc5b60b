/** Countries that words which were not understood probably misspell. They are suggested, never read. */
import { editsToPropose, nearestOf } from '../odrl/nearest.ts';
import { countryNames } from './places.ts';
import { readProse } from './read.ts';

/** Maximum unread words that are compared: more are prose, not a list with a slip. */
const WORDS_COMPARED_MAX = 10;

/** Maximum texts that are read once more, each with a suggestion in place of a word. */
const SUGGESTIONS_MAX = 3;

/** Returns the names, as they are written in their language, with which more of the text is understood. */
export function countriesMeant(text: string, unaccounted: readonly string[]): string[] {
  const suggestions = new Map<string, string>();
  // A short word is no misspelled name.
  const words = unaccounted.filter((word) => editsToPropose(word) > 0);
  for (const word of words.slice(0, WORDS_COMPARED_MAX)) {
    // Slips are rarely in the first letter, and lists show many texts.
    const name = nearestOf(
      word,
      countryNames().filter((known) => known[0] === word[0]?.toUpperCase()),
    );
    if (name !== undefined && suggestions.size < SUGGESTIONS_MAX) suggestions.set(name, word);
  }
  return [...suggestions]
    .filter(([name, word]) => readProse(text.replace(word, name)).unaccounted.length < unaccounted.length)
    .map(([name]) => name);
}
