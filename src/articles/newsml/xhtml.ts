/** Reads a text in XHTML: its markup, and statements about rights in its head or attributes. Pure. */
import { childElements, stackElements, type XmlElement } from '../../platform/xml-reader.ts';
import { isOwnAddress, reportForeign, reportToDesk } from './account.ts';
import type { Draft } from './draft.ts';
import { markupOf } from './markup.ts';
import { RIGHTS_WORDS, XHTML, XML } from './names.ts';

/** Attributes with a meaning: RDFa, microdata, links, classes of microformats. */
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
/** Elements whose content is data or code, and never part of the text. */
const DATA = new Set(['script', 'meta', 'link', 'object', 'template']);

/** Returns the text's markup, and reports statements about rights to the desk. */
export function readXhtml(root: XmlElement, draft: Draft): string {
  const open = [root];
  for (let element = open.pop(); element; element = open.pop()) {
    if (element.ns !== XHTML) reportForeign(draft.rights, element);
    else {
      if (isAboutRights(element, draft)) reportToDesk(draft.rights, element, `XHTML ${element.name}`);
      stackElements(open, element);
    }
  }
  const body = root.name === 'html' ? childElements(root).filter(({ name }) => name === 'body') : [root];
  return body.map((part) => markupOf(part, ({ ns }) => ns === XHTML)).join('');
}

function isAboutRights(element: XmlElement, draft: Draft): boolean {
  const href = element.attributes.find(({ ns, name }) => ns === '' && name === 'href')?.value;
  if (href !== undefined && isOwnAddress(href, draft)) return false;
  const hasRightsAttribute = element.attributes.some(
    ({ ns, name, value }) => (ns !== '' && ns !== XML) || (MEANING.has(name) && RIGHTS_WORDS.test(value)),
  );
  const hasRightsData =
    DATA.has(element.name) &&
    element.children.some((node) => typeof node === 'string' && RIGHTS_WORDS.test(node));
  return hasRightsAttribute || hasRightsData;
}
