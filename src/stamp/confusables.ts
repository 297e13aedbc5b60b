/**
 * Compares texts by appearance: letters that look alike are equal, and invisible characters are ignored. Used
 * for similarity only; digests cover the actual characters (text-digest.ts). Pure.
 */
import { normalized } from '../platform/normalize.ts';

/** Accents of Latin, Greek and Cyrillic letters, and characters that Unicode ignores by default. */
const INVISIBLE = /[\u0300-\u036F]|\p{Default_Ignorable_Code_Point}/gu;

/**
 * Latin letter → lowercase letters that look like it in lower or upper case: the Cyrillic, Greek, Armenian
 * and phonetic letters among Unicode's confusables (UTS #39). Compatibility decomposition folds the others
 * (fullwidth, mathematical, ligatures).
 */
export const CONFUSABLES: Record<string, string> = {
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
  Object.entries(CONFUSABLES).flatMap(([latin, others]) => [...others].map((other) => [other, latin])),
);
/** Blocks of those letters: Latin, phonetic, Greek, Cyrillic, Armenian. Other scripts cost nothing. */
const LETTERS = /[\u00E6-\u058F\u1D00-\u1D7F\u2100-\u214F\uA700-\uA7FF]/gu;

/** Lowercase skeleton of a text (UTS #39): equal for texts that look alike. */
export function skeletonOf(text: string): string {
  // Removing joiners makes separate runs of combining marks one run, which needs normalizing again.
  return normalized(normalized(text, 'NFKD').replace(INVISIBLE, ''), 'NFC')
    .toLowerCase()
    .replace(LETTERS, (letter) => LATIN.get(letter) ?? letter);
}

/** The skeleton without white space, because markup alone may separate words. */
export function compactSkeletonOf(text: string): string {
  return skeletonOf(text).replace(/\s+/gu, '');
}

/** All sequences of `chars` characters in the compact skeleton; a shorter skeleton is one sequence. */
export function sequencesIn(text: string, chars: number): Set<string> {
  const skeleton = compactSkeletonOf(text);
  const sequences = new Set<string>();
  const last = Math.max(0, skeleton.length - chars);
  for (let at = 0; at <= last; at++) sequences.add(skeleton.slice(at, at + chars));
  return sequences;
}
