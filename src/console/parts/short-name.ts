/** The first visible words of a name, to be typed as a confirmation. Pure. */

const CHARS_MAX = 40;

const wordsOf = (text: string) =>
  text
    .replace(/\p{Cf}+/gu, '')
    .trim()
    .split(/\s+/u);

/** Removes a punctuation mark from the end, where words that are cut off would read like a mistake. */
export const withoutEndMark = (text: string) => text.replace(/ ?[.:;,–—-]$/u, '');

export function shortName(text: string): string {
  const words = wordsOf(text);
  let name = words.shift() ?? '';
  while (words[0] !== undefined && name.length + 1 + words[0].length <= CHARS_MAX)
    name += ` ${words.shift()}`;
  const short = [...name].slice(0, CHARS_MAX).join('');
  return words.length > 0 ? withoutEndMark(short) : short;
}

/** The same in a sentence or heading; an ellipsis stands for the words left out. */
export function firstWords(text: string): string {
  const name = shortName(text);
  return name === wordsOf(text).join(' ') ? name : `${name}…`;
}
