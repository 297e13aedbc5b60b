/** Spellings that differ from a word by a letter or in umlauts, for names that are mistyped. Pure. */
import { fold } from '../../articles/search/words.ts';

/** Shorter words have no letter that may be wrong; longer ones would have too many spellings. */
const LETTERS = { min: 5, max: 24 };
/** Letters that a pattern must have, or it would fit most names. */
const PATTERN_LETTERS_MIN = 4;
/** Of UTF-8. A pattern of LIKE, which has three more, may have 50. */
const PATTERN_BYTES_MAX = 40;
const ALPHABET = [...'abcdefghijklmnopqrstuvwxyz'];

const WRITTEN_OUT: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };
const UMLAUT = /[äöüß]/g;

/** With one letter too many, two swapped, and one of `others` instead of a letter or added. */
function edited(letters: string[], others: string[]): string[] {
  return [...letters, ''].flatMap((letter, index) => {
    const before = letters.slice(0, index).join('');
    const [next = '', ...rest] = letters.slice(index + 1);
    const [end, after] = [rest.join(''), next + rest.join('')];
    const changed = others.flatMap((other) => [before + other + after, before + other + letter + after]);
    return [before + after, before + next + letter + end, ...changed];
  });
}

/** Patterns of LIKE for names with the word or a near one; only the word if it is short or too long. */
export function nearPatterns(word: string): string[] {
  const letters = [...word.toLowerCase().replace(/[%_]/g, '')];
  const within = letters.slice(0, PATTERN_BYTES_MAX);
  while (Buffer.byteLength(within.join('')) > PATTERN_BYTES_MAX) within.pop();
  const isExact = letters.length < LETTERS.min || within.length < letters.length;
  // SQLite folds the case of ASCII only, so that an accented letter is any letter.
  const folding = letters.map((letter) => (fold(letter) === letter ? letter : '_'));
  const spelled = letters.join('').replace(UMLAUT, (letter) => WRITTEN_OUT[letter] ?? letter);
  const near = [...edited(folding, ['_']), folding.join(''), spelled, spelled.replace(/ae|oe|ue|ss/g, '_')];
  const fitsFew = (pattern: string) => [...pattern.replace(/_/g, '')].length >= PATTERN_LETTERS_MIN;
  const patterns = new Set([within.join(''), ...(isExact ? [] : near.filter(fitsFew))]);
  return [...patterns].map((pattern) => `%${pattern}%`);
}

/** Folded spellings to look up in the index of words: the word and up to 2,500 near ones. */
export function nearWords(word: string): string[] {
  const letters = [...word];
  if (letters.length < LETTERS.min || letters.length > LETTERS.max) return [word];
  const spelled = word.replace(/ae|oe|ue/g, ([letter = '']) => letter);
  return [...new Set([word, ...edited(letters, [...ALPHABET, ...letters]), spelled])];
}
