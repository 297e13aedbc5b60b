/** Tables that hold data, and tables that newsletters and old templates lay pages out with. */
import { type Element, isElement, type Parent } from './html-tree.ts';

/** In a cell, these say that the table is layout; of paragraphs and their like it takes two. */
const STRUCTURE = new Set(
  'h1 h2 h3 h4 h5 h6 ul ol dl table article section main header footer nav aside blockquote figure pre form'.split(
    ' ',
  ),
);
const PARAGRAPHS = new Set(['p', 'div', 'address']);

export function isLayoutTable(table: Element): boolean {
  return cellsOf(table).some((cell) => paragraphsIn(cell) > 1);
}

/** Of the table itself; those of a table in it are not reached, since its cell says enough. */
function cellsOf(parent: Parent): Element[] {
  return parent.childNodes.flatMap((node) => {
    if (!isElement(node)) return [];
    if (node.tagName === 'td' || node.tagName === 'th') return [node];
    return ['tbody', 'thead', 'tfoot', 'tr'].includes(node.tagName) ? cellsOf(node) : [];
  });
}

/** How many paragraphs stand in it, as far as two; two for whatever has more structure than a paragraph. */
function paragraphsIn(parent: Parent): number {
  let found = 0;
  for (const node of parent.childNodes) {
    if (!isElement(node)) continue;
    if (STRUCTURE.has(node.tagName)) return 2;
    found += Math.max(PARAGRAPHS.has(node.tagName) ? 1 : 0, paragraphsIn(node));
    if (found > 1) return 2;
  }
  return found;
}
