/**
 * Allowed characters of texts. Wire text is cleaned, because a wire item cannot be refused for a character.
 * Names, notes and terms from people or programs are refused instead, so that the stored text is what was
 * typed. Pure.
 */

import type { FaultKey, KeyedFault } from './fault-keys.ts';

const LINE_ENDS = /\r\n?|\u0085|\u2028/gu;
/** Control characters except tab and line feed, and the two noncharacters that XML 1.0 §2.2 forbids. */
const FORBIDDEN = /(?![\t\n])[\p{Cc}\uFFFE\uFFFF]/gu;

/** Makes a text valid for any output: well-formed, without the characters that XML 1.0 §2.2 forbids. */
export function cleanText(text: string): string {
  return text.toWellFormed().replace(LINE_ENDS, '\n').replace(FORBIDDEN, '');
}

/**
 * Control characters, line and paragraph separators, lone surrogates, the byte order mark, noncharacters, and
 * the marks that change the display order (Unicode UAX #9 §2). Right-to-left scripts need none of these.
 * Joiners (U+200C, U+200D) are allowed.
 */
const HIDDEN_CHARACTER = String.raw`[\p{Cc}\u2028\u2029\p{Cs}\uFEFF\p{Noncharacter_Code_Point}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]`;
const HIDDEN = new RegExp(HIDDEN_CHARACTER, 'u');
const EVERY_HIDDEN = new RegExp(HIDDEN_CHARACTER, 'gu');
const HIDDEN_IN_LINES = new RegExp(`(?!\\n)${HIDDEN_CHARACTER}`, 'u');
const SHOWN = /[^\s\p{Default_Ignorable_Code_Point}]/u;

export function cleanLine(text: string): string {
  return cleanText(text)
    .replace(/[\t\n\u2029]+/gu, ' ')
    .replace(EVERY_HIDDEN, '');
}

/** Cleans wire text into lines. Tabs become spaces. */
export function cleanLines(text: string): string {
  const lines = cleanText(text).replaceAll('\u2029', '\n').split('\n');
  return lines.map(cleanLine).join('\n');
}

/**
 * Message of the fault of a line, or of lines. Null if the text is accepted. The caller checks for empty
 * text.
 */
export function faultOfLine(text: string, options = { lines: false }): string | null {
  return lineFault(text, options)?.message ?? null;
}

export function lineFault(
  text: string,
  { lines } = { lines: false },
): (KeyedFault & { message: string; key: FaultKey }) | null {
  const [character] = (lines ? HIDDEN_IN_LINES : HIDDEN).exec(text) ?? [];
  if (character !== undefined) {
    const name = nameOf(character);
    const message = `Must not hold ${name}, ${kindOf(character)}`;
    return { message, key: 'hidden_character', parameters: { character: name } };
  }
  if (text === '' || SHOWN.test(text)) return null;
  return { message: 'Must hold a character that can be seen', key: 'only_invisible' };
}

/** `U+202E` */
function nameOf(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  return `U+${hex.padStart(4, '0')}`;
}

function kindOf(character: string): string {
  if (/[\n\r\u2028\u2029]/u.test(character)) return 'a line break';
  if (/\p{Cc}/u.test(character)) return 'a control character';
  if (/\p{Cs}/u.test(character)) return 'half of a surrogate pair';
  return /[\uFEFF\p{Noncharacter_Code_Point}]/u.test(character)
    ? 'a code point that is no character of a text'
    : 'which shows a text in another order than it is written';
}
