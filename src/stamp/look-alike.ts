/**
 * Texts as they look, to tell whether one is made of another: letters that look the same are the same, and what shows
 * nothing counts for nothing. For likeness alone: digests are of the characters (text-digest.ts). Pure.
 */
import { normalized } from '../platform/normalize.ts';

/** Accents and their like on Latin, Greek and Cyrillic letters; and what Unicode calls ignorable by default. */
const UNSEEN = /[\u0300-\u036F]|\p{Default_Ignorable_Code_Point}/gu;

/**
 * Of lowercase letters, the Latin one that each looks like, in lower or upper case: of Unicode's confusables (UTS #39) the
 * letters of Cyrillic, Greek, Armenian and of phonetic alphabets. What compatibility decomposition folds (fullwidth,
 * mathematical, ligatures) is not among them.
 */
const LOOKING_LIKE: Record<string, string> = {
  a: 'аαɑᴀ',
  b: 'вьβʙ',
  c: 'сϲᴄ',
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
  q: 'ԛզǫ',
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
const OTHERS = /\P{ASCII}/gu;

/** In lower case. */
export function lookOf(text: string): string {
  // Joiners kept marks apart that are in one run without them: that takes long to put in order, too.
  return normalized(normalized(text, 'NFKD').replace(UNSEEN, ''), 'NFC')
    .toLowerCase()
    .replace(OTHERS, (letter) => LATIN.get(letter) ?? letter);
}

/** The same without white space: words may be set apart by markup alone. */
export function strokesOf(text: string): string {
  return lookOf(text).replace(/\s+/gu, '');
}
