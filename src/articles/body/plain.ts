/** Converts plain-text bodies to blocks. */
import { BLOCKS_MAX, INLINES_MAX } from '../limits.ts';
import type { Block, Inline } from '../model.ts';
import { cleanText, foldSpace } from './clean.ts';

/** A blank line or an indented line begins a paragraph, as on old wires. */
const PARAGRAPH_END = /\n(?:[^\S\n]*\n|(?=[^\S\n]{2,}|\t))/gu;
const LINE_END = /\n/gu;

/**
 * Returns the blocks of a text. Without blank or indented lines, each line is a paragraph; with them, the
 * lines of a paragraph remain lines. `too_complex`: it has more paragraphs or lines than the limits.
 */
export function readPlain(
  source: string,
): { ok: true; blocks: Block[] } | { ok: false; reason: 'too_complex' } {
  const text = cleanText(source).trim();
  const end = text.search(PARAGRAPH_END) >= 0 ? PARAGRAPH_END : LINE_END;
  const blocks: Block[] = [];
  let lines = 0;
  // Lazy, because a text of megabytes may have a million paragraphs.
  for (const paragraph of splitLazily(text, end)) {
    const inlines: Inline[] = [];
    for (const part of splitLazily(paragraph, LINE_END)) {
      const line = foldSpace(part);
      if (line === '') continue;
      const last = inlines.at(-1);
      if (last) last.break = true;
      inlines.push({ text: line });
      lines += 1;
      if (lines > INLINES_MAX) return { ok: false, reason: 'too_complex' };
    }
    if (inlines.length > 0) blocks.push({ kind: 'paragraph', inlines });
    if (blocks.length > BLOCKS_MAX) return { ok: false, reason: 'too_complex' };
  }
  return { ok: true, blocks };
}

function* splitLazily(text: string, end: RegExp): Generator<string> {
  let from = 0;
  for (const { 0: found, index } of text.matchAll(end)) {
    yield text.slice(from, index);
    from = index + found.length;
  }
  yield text.slice(from);
}
