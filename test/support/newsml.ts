/** NewsML-G2 as an invented newsroom writes it. Only what a test is about need be said. */

export const NAR = 'http://iptc.org/std/nar/2006-10-01/';
const CATALOG = '<catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_40.xml"/>';

export interface Parts {
  guid?: string;
  version?: string;
  created?: string;
  itemClass?: string;
  /** Attributes of the root. */
  attributes?: string;
  /** Before itemMeta: `rightsInfo` and the like. */
  head?: string;
  /** Further children of itemMeta. */
  meta?: string;
  content?: string;
  /** The children of contentSet; '' for none. */
  set?: string;
  /** After all. */
  tail?: string;
}

let count = 0;
export const newGuid = () => `tag:tidemark.example,2026:item-${Date.now().toString(36)}-${count++}`;

export const xhtml = (body: string, head = '') =>
  `<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title/>${head}</head><body>${body}</body></html></inlineXML>`;

export const nitf = (content: string, { head = '', bodyHead = '' } = {}) =>
  `<inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/">${head && `<head>${head}</head>`}<body>${bodyHead && `<body.head>${bodyHead}</body.head>`}<body.content>${content}</body.content></body></nitf></inlineXML>`;

export function newsItem({
  guid = newGuid(),
  version = '1',
  created = '2026-11-24T12:00:00Z',
  itemClass = 'ninat:text',
  attributes = '',
  head = '',
  meta = '',
  content = '<headline>Harbor pilots end strike</headline>',
  set = xhtml(
    '<p>LIMWICK (Tidemark) - Pilots went back to work.</p><h2>Deal</h2><p>The deal runs two years.</p>',
  ),
  tail = '',
}: Parts = {}): string {
  return `<newsItem xmlns="${NAR}" guid="${guid}" version="${version}" standard="NewsML-G2" standardversion="2.35" conformance="power" xml:lang="en" ${attributes}>${CATALOG}${head}
<itemMeta><itemClass qcode="${itemClass}"/><provider qcode="nprov:TIDE"/><versionCreated>${created}</versionCreated>${meta}</itemMeta>
<contentMeta>${content}</contentMeta>${set && `<contentSet>${set}</contentSet>`}${tail}</newsItem>`;
}

export const rights = (inner: string, attributes = '') => `<rightsInfo ${attributes}>${inner}</rightsInfo>`;

export function packageItem(refs: string, { guid = newGuid(), head = '', meta = '' }: Parts = {}): string {
  return `<packageItem xmlns="${NAR}" guid="${guid}" version="1" standard="NewsML-G2" standardversion="2.35" conformance="power" xml:lang="en">${CATALOG}${head}
<itemMeta><itemClass qcode="ninat:composite"/><provider qcode="nprov:TIDE"/><versionCreated>2026-11-24T12:00:00Z</versionCreated>${meta}</itemMeta>
<contentMeta><headline>Harbors</headline></contentMeta>
<groupSet root="G1"><group id="G1" role="group:main">${refs}</group></groupSet></packageItem>`;
}

export const newsMessage = (...items: string[]) =>
  `<?xml version="1.0" encoding="UTF-8"?><newsMessage xmlns="${NAR}"><header><sent>2026-11-24T12:00:00Z</sent><sender>tidemark.example</sender></header><itemSet>${items.join('')}</itemSet></newsMessage>`;
