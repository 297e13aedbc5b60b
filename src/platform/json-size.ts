/**
 * Counts values and depth of JSON text before parsing. A parser allocates 80 bytes for each opening bracket,
 * so 4 MiB of them exceed an isolate's memory. Pure; one pass over the text.
 */

export interface JsonSize {
  /** Number of values. Arrays and objects count once more. */
  values: number;
  /** Nesting of arrays and objects. */
  depth: number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const [OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/** Accepts any text. The parser decides whether it is JSON. */
export function sizeOfJson(text: string): JsonSize {
  const size: JsonSize = { values: 1, depth: 0 };
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case QUOTE:
        at = endOfString(text, at);
        break;
      case COMMA:
        size.values += 1;
        break;
      case OPEN_ARRAY:
      case OPEN_OBJECT:
        size.values += 1;
        depth += 1;
        size.depth = Math.max(size.depth, depth);
        break;
      case CLOSE_ARRAY:
      case CLOSE_OBJECT:
        depth -= 1;
    }
  }
  return size;
}

/** Position of the closing quote of the string at `from`, or the end of the text without one. */
function endOfString(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let escapes = 0;
    while (text.charCodeAt(at - 1 - escapes) === BACKSLASH) escapes += 1;
    if (escapes % 2 === 0) return at;
  }
  return text.length;
}
