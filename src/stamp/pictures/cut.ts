import { cleanText } from '../../platform/clean-text.ts';

/** Puts a text on one line and shortens it, with an ellipsis. `charsMax` in UTF-16 units. */
export function cutLine(text: string, charsMax: number): string {
  const line = cleanText(text).replace(/\s+/gu, ' ').trim();
  return line.length <= charsMax
    ? line
    : `${line
        .slice(0, charsMax - 1)
        .toWellFormed()
        .replace(/\uFFFD$/u, '')}…`;
}
