/**
 * Texts as they look, to compare them: letters that look the same are equal, and characters that show nothing
 * are left out. For similarity alone: digests are of the characters (text-digest.ts). Pure.
 */
import { normalized } from '../platform/normalize.ts';

/** Accents of Latin, Greek and Cyrillic letters, and characters that Unicode ignores by default. */
const UNSEEN = /[\u0300-\u036F]|\p{Default_Ignorable_Code_Point}/gu;

/**
 * Lowercase letters by the Latin one that they look like, in lower or upper case: of Unicode's confusables
 * (UTS #39) the letters of Cyrillic, Greek, Armenian and of phonetic alphabets. Compatibility decomposition
 * folds the others (fullwidth, mathematical, ligatures).
 */
export const LOOKING_LIKE: Record<string, string> = {
  a: 'аαɑᴀ',
  b: 'вьβʙ',
  c: 'сᴄ',
  d: 'ԁɖđᴅ',
  e: 'еεєҽᴇ℮',
  f: 'ғꜰ',
  g: 'ɡցɢ',
  h: 'һнհħʜ',
  i: 'іιıɩɪӏ',
  j: 'јϳᴊ',
  k: 'кκᴋ',
  l: 'ʟłꞁ',
  m: 'мᴍ',
  n: 'пηոɴ',
  o: 'оοσօøᴏ',
  p: 'рρᴘ',
  q: 'ԛզ',
  r: 'гʀ',
  s: 'ѕꜱ',
  t: 'тτŧᴛ',
  u: 'υսʋᴜ',
  v: 'νѵᴠ',
  w: 'ԝωᴡ',
  x: 'хχ',
  y: 'уγүʏ',
  z: 'ᴢ',
};
const LATIN = new Map(
  Object.entries(LOOKING_LIKE).flatMap(([latin, others]) => [...others].map((other) => [other, latin])),
);
/** The blocks of those: Latin, phonetic, Greek, Cyrillic, Armenian. Other scripts are left as they are at no cost. */
const LETTERS = /[\u00E6-\u058F\u1D00-\u1D7F\u2100-\u214F\uA700-\uA7FF]/gu;

/** The skeleton of a text (UTS #39), in lower case: equal for texts that look alike. */
export function skeletonOf(text: string): string {
  // Marks that joiners kept apart are one run without them, which has to be put in order again.
  return normalized(normalized(text, 'NFKD').replace(UNSEEN, ''), 'NFC')
    .toLowerCase()
    .replace(LETTERS, (letter) => LATIN.get(letter) ?? letter);
}

/** The same without white space: words may be set apart by markup alone. */
export function compactSkeletonOf(text: string): string {
  return skeletonOf(text).replace(/\s+/gu, '');
}

/** Sequences of so many characters in the compact skeleton; of a shorter one, all of it. */
export function sequencesIn(text: string, chars: number): Set<string> {
  const skeleton = compactSkeletonOf(text);
  const sequences = new Set<string>();
  const last = Math.max(0, skeleton.length - chars);
  for (let at = 0; at <= last; at++) sequences.add(skeleton.slice(at, at + chars));
  return sequences;
}
