/** Reads texts in XHTML and HTML: the markup, and statements about rights outside of the words. Pure. */
import { childElements, stackElements, type XmlElement } from '../../platform/xml-reader.ts';
import { decodeReferences } from '../body/tokens.ts';
import { isOwnAddress, reportForeign, reportToDesk, sentence } from './account.ts';
import type { Draft } from './draft.ts';
import { markupOf } from './markup.ts';
import { RIGHTS_WORDS, XHTML, XML } from './names.ts';

/** Attributes with a meaning: RDFa, microdata, links, classes of microformats. */
const MEANING = new Set('rel rev property typeof itemprop itemtype name content about resource'.split(' '));
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

/** The same attributes, anywhere in a text. */
const MEANING_IN_TEXT =
  /\b(?:rel|rev|property|typeof|itemprop|itemtype|name|content|about|resource)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/giu;

/** Elements with data instead of text. */
const DATA_IN_TEXT = /<(?:meta|link)\b[^>]*>?|<script\b.*?(?:<\/script|$)/gisu;

/** Reports statements about rights in an HTML text to the desk; the reader of bodies reads its markup. */
export function readHtml(html: string, { rights }: Draft): void {
  for (const [attribute, double, single, bare] of html.matchAll(MEANING_IN_TEXT)) {
    const value = decodeReferences(double ?? single ?? bare ?? '');
    if (RIGHTS_WORDS.test(value)) rights.desk.push(sentence(`HTML ${decodeReferences(attribute)}`));
  }
  for (const [tag] of html.matchAll(DATA_IN_TEXT))
    if (RIGHTS_WORDS.test(tag)) rights.desk.push(sentence(`HTML: ${tag}`));
}
