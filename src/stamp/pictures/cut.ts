/** Texts on one line, and no longer than the metadata of a file has room for. Pure. */
import { cleanText } from '../../platform/clean-text.ts';

/** What is left out shows. `charsMax` in UTF-16 units. */
export function cutLine(text: string, charsMax: number): string {
  const line = cleanText(text).replace(/\s+/gu, ' ').trim();
  return line.length <= charsMax
    ? line
    : `${line
        .slice(0, charsMax - 1)
        .toWellFormed()
        .replace(/\uFFFD$/u, '')}…`;
}
