/** Distinguishes data tables from tables that newsletters and old templates use for layout. */
import { type Element, isElement, type Parent } from './html-tree.ts';

/** Elements that mark a cell as layout; of paragraphs it takes two. */
const STRUCTURE = new Set(
  'h1 h2 h3 h4 h5 h6 ul ol dl table article section main header footer nav aside blockquote figure pre form'.split(
    ' ',
  ),
);
const PARAGRAPHS = new Set(['p', 'div', 'address']);

export function isLayoutTable(table: Element): boolean {
  return cellsOf(table).some((cell) => paragraphsIn(cell) > 1);
}

/** Cells of the table itself; a nested table is not searched, because its cell decides already. */
function cellsOf(parent: Parent): Element[] {
  return parent.childNodes.flatMap((node) => {
    if (!isElement(node)) return [];
    if (node.tagName === 'td' || node.tagName === 'th') return [node];
    return ['tbody', 'thead', 'tfoot', 'tr'].includes(node.tagName) ? cellsOf(node) : [];
  });
}

/** Number of paragraphs, at most two; two for any richer structure. */
function paragraphsIn(parent: Parent): number {
  let count = 0;
  for (const node of parent.childNodes) {
    if (!isElement(node)) continue;
    if (STRUCTURE.has(node.tagName)) return 2;
    count += Math.max(PARAGRAPHS.has(node.tagName) ? 1 : 0, paragraphsIn(node));
    if (count > 1) return 2;
  }
  return count;
}
