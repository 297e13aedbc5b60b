/** Strings from outside, made fit for any output: well-formed, without the characters that XML 1.0 §2.2 forbids. */

const LINE_ENDS = /\r\n?|\u0085|\u2028/gu;
/** Controls but tab and line feed, and the two noncharacters that XML forbids. */
const FORBIDDEN = /(?![\t\n])[\p{Cc}\uFFFE\uFFFF]/gu;

export function cleanText(text: string): string {
  return text.toWellFormed().replace(LINE_ENDS, '\n').replace(FORBIDDEN, '');
}
