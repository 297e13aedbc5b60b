/**
 * Renders a block tree as XHTML, as plain text, and as the list of texts for the digest. Pure. Only the shape
 * of the tree is trusted: every string is escaped or cleaned again, so a badly stored tree cannot become
 * markup.
 */
import { escapeMarkup } from '../platform/xml.ts';
import { cleanText, foldSpace, safeHref, trimPreformatted } from './body/clean.ts';
import type { Block, Inline } from './model.ts';

export { escapeMarkup } from '../platform/xml.ts';

/**
 * Returns a safe XHTML fragment: block elements in order, without a wrapper, and without attributes except
 * `href`.
 */
export function blocksToHtml(blocks: Block[]): string {
  return blocks.map(blockToHtml).join('\n');
}

function blockToHtml(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p>${inlinesToHtml(block.inlines)}</p>`;
    case 'heading': {
      const tag = block.level === 2 ? 'h2' : block.level === 3 ? 'h3' : 'h4';
      return `<${tag}>${inlinesToHtml(block.inlines)}</${tag}>`;
    }
    case 'quote':
      return `<blockquote><p>${inlinesToHtml(block.inlines)}</p></blockquote>`;
    case 'list': {
      const tag = block.ordered ? 'ol' : 'ul';
      return `<${tag}>${block.items.map((item) => `<li>${inlinesToHtml(item)}</li>`).join('')}</${tag}>`;
    }
    case 'table': {
      const rows = block.rows.map(
        (row) => `<tr>${row.map((cell) => `<td>${inlinesToHtml(cell)}</td>`).join('')}</tr>`,
      );
      return `<table><tbody>${rows.join('')}</tbody></table>`;
    }
    case 'preformatted':
      return `<pre>${escapeMarkup(block.text)}</pre>`;
  }
}

function inlinesToHtml(inlines: Inline[]): string {
  return inlines.map(inlineToHtml).join('');
}

function inlineToHtml(inline: Inline): string {
  const text = escapeMarkup(inline.text);
  const emphasized =
    inline.emphasis === 'strong'
      ? `<strong>${text}</strong>`
      : inline.emphasis === 'em'
        ? `<em>${text}</em>`
        : text;
  const href = inline.href === undefined ? undefined : safeHref(inline.href);
  const linked = href === undefined ? emphasized : `<a href="${escapeMarkup(href)}">${emphasized}</a>`;
  return inline.break ? `${linked}<br/>` : linked;
}

/**
 * Returns plain text: each block of the digest is one paragraph, separated by blank lines, so the delivered
 * text has the same digest as the tree. Therefore lists have no bullets, and tabs separate the cells of a
 * row.
 */
export function blocksToText(blocks: Block[]): string {
  return textBlocks(undefined, blocks).join('\n\n');
}

/**
 * Returns headline and body as plain-text blocks in reading order: the input of imprimatur-text-1. Each
 * paragraph, heading, quote, list item, table row and preformatted text is a block; none is empty or contains
 * a blank line.
 */
export function textBlocks(headline: string | undefined, blocks: Block[]): string[] {
  const texts = [headline === undefined ? '' : foldSpace(cleanText(headline)), ...blocks.flatMap(textsOf)];
  return texts.filter((text) => text !== '');
}

function textsOf(block: Block): string[] {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
    case 'quote':
      return [inlinesToText(block.inlines)];
    case 'list':
      return block.items.map(inlinesToText);
    case 'table':
      return block.rows.map((row) => row.map(inlinesToText).join('\t').trim());
    case 'preformatted':
      return [trimPreformatted(cleanText(block.text).replace(/\n(?:[^\S\n]*\n)+/gu, '\n'))];
  }
}

function inlinesToText(inlines: Inline[]): string {
  const lines = inlines.map(
    (inline) => `${cleanText(inline.text).replaceAll('\n', ' ')}${inline.break ? '\n' : ''}`,
  );
  return lines
    .join('')
    .split('\n')
    .map(foldSpace)
    .filter((line) => line !== '')
    .join('\n');
}
