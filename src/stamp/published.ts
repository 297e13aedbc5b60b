/** A text as somebody published it, as blocks to compare. Hostile until read: nothing of it is kept or shown. */

import type { ArticleText, Published } from './original.ts';
import { foldText } from './text-digest.ts';

/** The rules between which our own plain-text rendition has the article (formats/text.ts). */
const RULE = /^={72}[^\S\n]*$/mu;

export interface PublishedSource {
  headline?: string;
  text?: string;
}

/** Null when nothing was given. */
export function readPublished({ headline, text }: PublishedSource): Published | null {
  if (text === undefined && headline === undefined) return null;
  return { ...withHeadline(headline, readPlainDocument(text ?? '')), page: false };
}

/** A headline that the text begins with as well is one headline, not two. */
function withHeadline(headline: string | undefined, body: string[]): ArticleText {
  if (headline === undefined) return { body };
  const twice = body[0] !== undefined && foldText(body[0]) === foldText(headline);
  return { headline, body: twice ? body.slice(1) : body };
}

/** A text that stands by itself. Of our own rendition it is what stands between the rules, and wrapped: lines of its only block are no blocks. */
export function readPlainDocument(text: string): string[] {
  const parts = text.replace(/\r\n?/gu, '\n').split(RULE);
  return parts.length < 3 ? readPlainBlocks(text) : parted(parts.slice(1, -1).join('\n'));
}

/** Blank lines part blocks; a text without any has a block on each line. */
export function readPlainBlocks(text: string): string[] {
  const unified = text.replace(/\r\n?/gu, '\n').trim();
  const blocks = parted(unified);
  return blocks.length > 1 ? blocks : unified.split('\n').filter((block) => block.trim() !== '');
}

function parted(text: string): string[] {
  return text.split(/\n(?:[^\S\n]*\n)+/u).filter((block) => block.trim() !== '');
}
