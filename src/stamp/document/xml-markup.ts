/** XHTML and NITF, as parsed, written as HTML: one reader tells passages of all three. Pure. */
import type { XmlElement } from './xml-tree.ts';

/** NITF's own elements by what HTML has for them; those of the same name mean the same. */
const OF_NITF: Record<string, string> = {
  hl1: 'h1',
  hl2: 'h2',
  block: 'div',
  bq: 'blockquote',
  media: 'figure',
  'media-caption': 'figcaption',
  'media-producer': 'figcaption',
  'media-reference': 'template',
  'media-metadata': 'template',
  nitf: 'div',
  fn: 'small',
};
const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));
/** Names of HTML; of others, the words stay. */
const NAME = /^[a-z][a-z0-9]*$/u;
/** Never shown, in XML as in HTML. */
const UNSEEN = new Set(['script', 'style', 'title']);
/**
 * HTML reads on in another way after these; in XML they are elements like others, and what is in them is shown. `figcaption` stands for those that are no
 * part of a text.
 */
const RAW: Record<string, string> = {
  plaintext: 'pre',
  xmp: 'pre',
  iframe: 'figcaption',
  noembed: 'figcaption',
  noframes: 'figcaption',
  noscript: 'figcaption',
  textarea: 'figcaption',
};

/** What stands in the element. */
export function markupOf({ children }: XmlElement): string {
  return children.map((child) => (typeof child === 'string' ? escaped(child) : written(child))).join('');
}

function written(element: XmlElement): string {
  const name = RAW[element.name] ?? OF_NITF[element.name] ?? element.name;
  if (UNSEEN.has(name)) return '';
  if (!NAME.test(name)) return markupOf(element);
  const attributes = Object.entries(element.attributes)
    .filter(([key]) => /^[a-z][a-z-]*$/u.test(key))
    .map(([key, value]) => ` ${key}="${escaped(value)}"`);
  const open = `<${name}${attributes.join('')}>`;
  return VOID.has(name) ? open : `${open}${markupOf(element)}</${name}>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
