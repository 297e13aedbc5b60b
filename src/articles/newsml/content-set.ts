/** `contentSet`: the text, in XHTML, NITF or plain, and the files of pictures, sounds and films. Pure. */
import { attributeOf, childElements, textIn, type XmlElement } from '../../platform/xml-reader.ts';
import type { JsonObject } from '../ninjs/fault.ts';
import { reportForeign } from './account.ts';
import { addText } from './content-meta.ts';
import { type Draft, lineOf } from './draft.ts';
import { NAR, XHTML } from './names.ts';
import { bylineOf, isNitf, readNitf } from './nitf.ts';
import { conceptOf, labelOf } from './qcodes.ts';
import { languageOf } from './rights.ts';
import { readHtml, readXhtml } from './xhtml.ts';

/**
 * Several contents are alternative forms: the first text is used, and statements about rights, status and
 * embargo in any of them count.
 */
export function readContentSet(element: XmlElement, draft: Draft): void {
  for (const child of childElements(element)) {
    if (child.ns !== NAR) continue;
    switch (child.name) {
      case 'inlineXML':
        readInlineXml(child, draft);
        break;
      case 'inlineData':
        readInlineData(child, draft);
        break;
      case 'remoteContent':
        draft.add('renditions', remoteOf(child, draft), child);
        break;
      default:
        draft.fault(child, `${child.name} is no content; inlineXML, inlineData and remoteContent are`);
    }
  }
}

function readInlineXml(element: XmlElement, draft: Draft): void {
  const [root, ...others] = childElements(element);
  if (!root) {
    draft.fault(element, 'inlineXML holds no element: the text of the item is missing');
    return;
  }
  for (const child of childElements(element)) draft.content.add(child);
  for (const other of others) reportForeign(draft.rights, other);
  if (isNitf(root)) readNitfBody(root, draft);
  else if (root.ns === XHTML) addBody(element, 'application/xhtml+xml', readXhtml(root, draft), draft);
  else draft.fault(root, `A text in {${root.ns}}${root.name} cannot be read; XHTML and NITF can`);
  for (const source of [root, element]) draft.set('language', languageOf(source), source);
}

function readNitfBody(root: XmlElement, draft: Draft): void {
  const { html, headline, byline, dateline, abstract } = readNitf(root, draft);
  addBody(root, 'application/nitf+xml', html, draft);
  if (headline && draft.ninjs.headlines === undefined) addText('headlines', headline, draft);
  if (byline) draft.set('by', bylineOf(byline), byline);
  if (dateline) draft.set('located', lineOf(dateline), dateline);
  if (abstract && draft.ninjs.descriptions === undefined) addText('descriptions', abstract, draft, 'summary');
}

function addBody(from: XmlElement, contentType: string, value: string, draft: Draft): void {
  if (draft.ninjs.bodies === undefined) draft.add('bodies', { role: 'main', contentType, value }, from);
}

const BASE64 = /(?:^|[:/])base64$/iu;

/** Reads plain text, or the bytes of a picture, sound or film in base64. */
function readInlineData(element: XmlElement, draft: Draft): void {
  const contentType = attributeOf(element, 'contenttype')?.trim().toLowerCase() ?? 'text/plain';
  const encoding = attributeOf(element, 'encoding') ?? attributeOf(element, 'encodinguri') ?? '';
  if (BASE64.test(encoding) && /^(?:image|audio|video)\//u.test(contentType)) {
    const bytes = textIn(element).replaceAll(/\s+/gu, '');
    const rendition = { ...remoteOf(element, draft), href: `data:${contentType};base64,${bytes}` };
    draft.add('renditions', rendition, element);
  } else if (encoding === '' && /^text\/(?:plain|html)\b/u.test(contentType)) {
    const text = textIn(element);
    if (contentType.startsWith('text/html')) readHtml(text, draft);
    addBody(element, contentType, text, draft);
    draft.set('language', languageOf(element), element);
  } else
    draft.fault(
      element,
      `inlineData of ${contentType}${encoding && ` in ${encoding}`} cannot be read; text/plain can, and base64 of media`,
    );
}

/**
 * Reads a file of the content. Its bytes are delivered to the component; only a web address, or inline bytes,
 * are kept.
 */
function remoteOf(element: XmlElement, draft: Draft): JsonObject {
  const number = (name: string) => {
    const value = attributeOf(element, name)?.trim() ?? '';
    return /^\d{1,12}$/u.test(value) ? Number(value) : undefined;
  };
  const href = attributeOf(element, 'href')?.trim() ?? '';
  const all = {
    name: labelOf(conceptOf(element, draft.catalog, 'rendition')) ?? 'main',
    contentType: attributeOf(element, 'contenttype'),
    width: number('width'),
    height: number('height'),
    sizeInBytes: number('size'),
    href: /^(?:https?:|data:)/iu.test(href) && !/\s/u.test(href) ? href : undefined,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}
