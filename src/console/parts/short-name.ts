/** Text to type when confirming something named by a sentence: its first visible words. Pure. */

const CHARS_MAX = 40;

export function shortName(text: string): string {
  const words = text
    .replace(/\p{Cf}+/gu, '')
    .trim()
    .split(/\s+/u);
  let name = words.shift() ?? '';
  while (words[0] !== undefined && name.length + 1 + words[0].length <= CHARS_MAX)
    name += ` ${words.shift()}`;
  return [...name].slice(0, CHARS_MAX).join('');
}
