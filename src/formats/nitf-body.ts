/**
 * Converts blocks to the body of an NITF 3.6 document, which has one heading level and one element for
 * emphasis.
 */
import { cleanText, foldRuns, safeHref } from '../articles/body/clean.ts';
import type { Block, Inline } from '../articles/model.ts';
import { element, type Xml, type XmlContent } from '../platform/xml.ts';

export function blocksToNitf(blocks: Block[]): Xml[] {
  return blocks.flatMap((block) => blockOf(block) ?? []);
}

/** Undefined for an empty list or table, which NITF does not allow. */
function blockOf(block: Block): Xml | undefined {
  switch (block.kind) {
    case 'paragraph':
      return element('p', {}, runsOf(block.inlines));
    case 'heading':
      return element('hl2', {}, runsOf(block.inlines));
    case 'quote':
      return element('bq', {}, element('block', {}, element('p', {}, runsOf(block.inlines))));
    case 'list': {
      const items = block.items.map((item) => element('li', {}, runsOf(item)));
      return items.length > 0 ? element(block.ordered ? 'ol' : 'ul', {}, items) : undefined;
    }
    case 'table': {
      const rows = block.rows.filter((row) => row.length > 0);
      const cells = rows.map((row) =>
        element(
          'tr',
          {},
          row.map((cell) => element('td', {}, runsOf(cell))),
        ),
      );
      return cells.length > 0 ? element('table', {}, cells) : undefined;
    }
    case 'preformatted':
      return element('pre', {}, cleanText(block.text));
  }
}

function runsOf(inlines: Inline[]): XmlContent[] {
  return inlines.map((inline) => [linked(inline), inline.break && element('br')]);
}

function linked({ text, emphasis, href }: Inline): XmlContent {
  const words = foldRuns(cleanText(text));
  const content: XmlContent =
    emphasis === undefined ? words : element('em', emphasis === 'strong' ? { class: 'bold' } : {}, words);
  const url = href === undefined ? undefined : safeHref(href);
  return url === undefined ? content : element('a', { href: url }, content);
}
