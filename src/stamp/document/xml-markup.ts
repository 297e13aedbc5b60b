/** Converts parsed XHTML and NITF to HTML, so that one reader finds the passages of all three. Pure. */
import type { XmlElement } from './xml-tree.ts';

/** NITF element → HTML element; equal names have equal meanings. */
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
/** Names of HTML elements; of any other element only the words are kept. */
const NAME = /^[a-z][a-z0-9]*$/u;
/** Never shown, in XML as in HTML. */
const INVISIBLE = new Set(['script', 'style', 'title']);
/**
 * HTML switches the parser's mode after these; in XML they are ordinary elements, whose content is visible.
 * `figcaption` replaces those that are not part of a text.
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

export function markupOf({ children }: XmlElement): string {
  return children
    .map((child) => (typeof child === 'string' ? escaped(child) : elementMarkup(child)))
    .join('');
}

function elementMarkup(element: XmlElement): string {
  const name = RAW[element.name] ?? OF_NITF[element.name] ?? element.name;
  if (INVISIBLE.has(name)) return '';
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
