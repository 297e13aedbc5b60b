/** Text in XML as the markup that body/html.ts reads: element names and links, every string escaped. Pure. */
import type { XmlElement } from '../../platform/xml-reader.ts';
import { escapeMarkup } from '../blocks.ts';

/** What NITF calls otherwise. Its line breaks, lists, tables, emphasis and links are HTML's. */
const HTML_NAMES: Record<string, string> = {
  bq: 'blockquote',
  ednote: 'template',
  media: 'template',
  'body.content': 'div',
  'body.end': 'div',
};

/** `keep` is false for an element that is left out with all that is in it. */
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
