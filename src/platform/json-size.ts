/**
 * What JSON text would become, told before it is parsed: a parser takes eighty bytes of memory for a bracket
 * that opens, and more than an isolate has for four megabytes of them. Pure; one pass over the text.
 */

export interface JsonSize {
  /** Values, an empty array or object counted twice. */
  values: number;
  /** Arrays and objects within each other. */
  depth: number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Of text that may not be JSON at all, which is the parser's to say. */
export function sizeOfJson(text: string): JsonSize {
  const size: JsonSize = { values: 1, depth: 0 };
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case QUOTE:
        at = endOfString(text, at);
        break;
      case 0x2c: // ,
        size.values += 1;
        break;
      case 0x5b: // [
      case 0x7b: // {
        size.values += 1;
        depth += 1;
        size.depth = Math.max(size.depth, depth);
        break;
      case 0x5d: // ]
      case 0x7d: // }
        depth -= 1;
    }
  }
  return size;
}

/** Where the string that begins at `from` has its closing quote; the end of the text, if it has none. */
function endOfString(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let escapes = 0;
    while (text.charCodeAt(at - 1 - escapes) === BACKSLASH) escapes += 1;
    if (escapes % 2 === 0) return at;
  }
  return text.length;
}
