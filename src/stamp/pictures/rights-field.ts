/**
 * `Rights-Statement`: the texts of a picture's file in a response header, for a picture with Content
 * Credentials, whose file must not be changed. An RFC 9651 dictionary of display strings, so that names keep
 * their letters. Pure.
 */
import { STATEMENT_LINE_BYTES_MAX, STATEMENT_TERMS_BYTES_MAX } from './limits.ts';
import type { PictureWords } from './words.ts';

export function rightsStatement(words: PictureWords): string {
  const line = (text: string) => displayString(text, STATEMENT_LINE_BYTES_MAX);
  return [
    `notice=${line(words.copyrightNotice)}`,
    `owner=${line(words.copyrightOwner)}`,
    `credit=${line(words.creditLine)}`,
    `licensor=${line(words.licensor)}`,
    `license=${line(words.licenseUrl)}`,
    `data-mining=${words.dataMining}`,
    `terms=${displayString(words.usageTerms, STATEMENT_TERMS_BYTES_MAX)}`,
  ].join(', ');
}

const ELLIPSIS = '%e2%80%a6';

/** RFC 9651 §4.1.11. A text that is too long is cut between characters, with an ellipsis. */
function displayString(text: string, bytesMax: number): string {
  const characters = Array.from(text.toWellFormed(), encodedCharacter);
  const joinedText = characters.join('');
  if (joinedText.length <= bytesMax) return `%"${joinedText}"`;
  let cut = '';
  for (const character of characters) {
    if (cut.length + character.length + ELLIPSIS.length > bytesMax) break;
    cut += character;
  }
  return `%"${cut}${ELLIPSIS}"`;
}

function encodedCharacter(character: string): string {
  if (/[ !#$&-~]/u.test(character)) return character;
  return [...Buffer.from(character)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
}
