/** Plain-text bodies to blocks. */
import { BLOCKS_MAX } from '../limits.ts';
import type { Block, Inline } from '../model.ts';
import { cleanText, foldSpace } from './clean.ts';

/** Paragraphs stand apart by a blank line or begin indented, as on the old wires. */
const PARAGRAPH_END = /\n(?:[^\S\n]*\n|(?=[^\S\n]{2,}|\t))/u;

/**
 * A text without any blank or indented line has a paragraph in each line; in one that has them, the lines of a
 * paragraph are kept as lines. `too_complex`: more paragraphs than any story has.
 */
export function readPlain(
  source: string,
): { ok: true; blocks: Block[] } | { ok: false; reason: 'too_complex' } {
  const text = cleanText(source).trim();
  const paragraphs = PARAGRAPH_END.test(text) ? text.split(PARAGRAPH_END) : text.split('\n');
  const blocks = paragraphs.map(linesOf).filter((inlines) => inlines.length > 0);
  if (blocks.length > BLOCKS_MAX) return { ok: false, reason: 'too_complex' };
  return { ok: true, blocks: blocks.map((inlines) => ({ kind: 'paragraph', inlines })) };
}

function linesOf(paragraph: string): Inline[] {
  const lines = paragraph
    .split('\n')
    .map(foldSpace)
    .filter((line) => line !== '');
  return lines.map((text, index) => (index < lines.length - 1 ? { text, break: true } : { text }));
}
