/** A text in XHTML: its markup, and what it says of rights in its head or beside its words. Pure. */
import { childElements, stackElements, type XmlElement } from '../../platform/xml-reader.ts';
import { isOwn, tell, tellForeign } from './account.ts';
import type { Draft } from './draft.ts';
import { markupOf } from './markup.ts';
import { RIGHTSY, XHTML, XML } from './names.ts';

/** Attributes that say what something means: RDFa, microdata, links, classes of microformats. */
const MEANING = new Set([
  'rel',
  'rev',
  'property',
  'typeof',
  'itemprop',
  'itemtype',
  'name',
  'content',
  'about',
  'resource',
]);
/** Whose content is data or code, and never part of the text. */
const DATA = new Set(['script', 'meta', 'link', 'object', 'template']);

/** The markup of the text. What it says of rights goes to the desk. */
export function readXhtml(root: XmlElement, draft: Draft): string {
  const open = [root];
  for (let element = open.pop(); element; element = open.pop()) {
    if (element.ns !== XHTML) tellForeign(draft.said, element);
    else {
      if (isAboutRights(element, draft)) tell(draft.said, element, `XHTML ${element.name}`);
      stackElements(open, element);
    }
  }
  const body = root.name === 'html' ? childElements(root).filter(({ name }) => name === 'body') : [root];
  return body.map((one) => markupOf(one, ({ ns }) => ns === XHTML)).join('');
}

function isAboutRights(element: XmlElement, draft: Draft): boolean {
  const href = element.attributes.find(({ ns, name }) => ns === '' && name === 'href')?.value;
  if (href !== undefined && isOwn(href, draft)) return false;
  const said = element.attributes.some(
    ({ ns, name, value }) => (ns !== '' && ns !== XML) || (MEANING.has(name) && RIGHTSY.test(value)),
  );
  const data =
    DATA.has(element.name) && element.children.some((one) => typeof one === 'string' && RIGHTSY.test(one));
  return said || data;
}
