/**
 * Reads a published text as blocks for comparison. The input is hostile: nothing of it is stored or shown.
 */
import type { ArticleText, Published } from './original.ts';
import { foldText } from './text-digest.ts';

/** The rules around the article in our plain-text rendition (formats/text.ts). */
const RULE = /^={72}[^\S\n]*$/mu;

export interface PublishedSource {
  headline?: string;
  text?: string;
}

export function readPublished({ headline, text }: PublishedSource): Published | null {
  if (text === undefined && headline === undefined) return null;
  return { ...withHeadline(headline, readPlainDocument(text ?? '')), page: false };
}

/** Removes the headline from a body that begins with it. */
function withHeadline(headline: string | undefined, body: string[]): ArticleText {
  if (headline === undefined) return { body };
  const twice = body[0] !== undefined && foldText(body[0]) === foldText(headline);
  return { headline, body: twice ? body.slice(1) : body };
}

/**
 * A standalone text. In our own rendition it is the part between the rules, which is wrapped: lines of its
 * only block are not blocks.
 */
export function readPlainDocument(text: string): string[] {
  const parts = text.replace(/\r\n?/gu, '\n').split(RULE);
  return parts.length < 3 ? readPlainBlocks(text) : parted(parts.slice(1, -1).join('\n'));
}

/** Blank lines separate blocks; in a text without any, each line is a block. */
export function readPlainBlocks(text: string): string[] {
  const unified = text.replace(/\r\n?/gu, '\n').trim();
  const blocks = parted(unified);
  return blocks.length > 1 ? blocks : unified.split('\n').filter((block) => block.trim() !== '');
}

function parted(text: string): string[] {
  return text.split(/\n(?:[^\S\n]*\n)+/u).filter((block) => block.trim() !== '');
}
