/** The first visible words of a name, to be typed as a confirmation. Pure. */

const CHARS_MAX = 40;

const wordsOf = (text: string) =>
  text
    .replace(/\p{Cf}+/gu, '')
    .trim()
    .split(/\s+/u);

export function shortName(text: string, max = CHARS_MAX): string {
  const words = wordsOf(text);
  let name = words.shift() ?? '';
  while (words[0] !== undefined && name.length + 1 + words[0].length <= max) name += ` ${words.shift()}`;
  const short = [...name].slice(0, max).join('');
  // Where words are cut off, a mark at the end would read like a mistake.
  return words.length > 0 ? short.replace(/ ?[.:;,·–—-]$/u, '') : short;
}

/** The same in a sentence or heading; an ellipsis stands for the words left out. */
export function firstWords(text: string, max = CHARS_MAX): string {
  const name = shortName(text, max);
  return name === wordsOf(text).join(' ') ? name : `${name}…`;
}
