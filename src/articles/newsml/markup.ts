/** Converts XML text to markup for body/html.ts: element names and links, with every string escaped. Pure. */
import type { XmlElement } from '../../platform/xml-reader.ts';
import { escapeMarkup } from '../blocks.ts';

/** Elements of NITF with other names. Its line breaks, lists, tables, emphasis and links are HTML's. */
const HTML_NAMES: Record<string, string> = {
  bq: 'blockquote',
  ednote: 'template',
  media: 'template',
  'body.content': 'div',
  'body.end': 'div',
};

/** `keep` returns false for an element that is dropped with its content. */
export function markupOf(element: XmlElement, keep: (child: XmlElement) => boolean): string {
  const name = HTML_NAMES[element.name] ?? element.name;
  const href = element.attributes.find(
    (attribute) => attribute.ns === '' && attribute.name === 'href',
  )?.value;
  const inner = element.children
    .map((child) =>
      typeof child === 'string' ? escapeMarkup(child) : keep(child) ? markupOf(child, keep) : ' ',
    )
    .join('');
  const link = href === undefined ? '' : ` href="${escapeMarkup(href)}"`;
  return `<${name}${link}>${inner}</${name}>`;
}
