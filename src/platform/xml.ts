/**
 * Writer of XML 1.0. Documents are built from elements; strings become character data, escaped once, here.
 * The output is well-formed whatever the text. Pure.
 */
import { cleanText } from './clean-text.ts';

/** Well-formed XML. Only this file creates it. */
export class Xml {
  readonly #text: string;
  constructor(text: string) {
    this.#text = text;
  }
  toString(): string {
    return this.#text;
  }
}

/** Strings and numbers become text. `undefined`, `null` and `false` are omitted. */
export type XmlContent = Xml | string | number | undefined | null | false | readonly XmlContent[];
/** An attribute with the value `undefined` is omitted. */
export type XmlAttributes = Record<string, string | number | undefined>;

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Escapes text and attribute values of XML and HTML. Removes characters that XML forbids. */
export function escapeMarkup(text: string): string {
  return cleanText(text).replace(/[&<>"']/gu, (character) => ENTITIES[character] ?? '');
}

/**
 * XML 1.0 §3.3.3: processors normalize white space of attributes to spaces unless it is written as a
 * character reference.
 */
function attributeValue(value: string | number): string {
  return escapeMarkup(String(value)).replaceAll('\t', '&#9;').replaceAll('\n', '&#10;');
}

/**
 * `element('headline', { 'xml:lang': 'en' }, 'Cats & dogs')`. Names are never foreign input, so they are not
 * escaped.
 */
export function element(name: string, attributes: XmlAttributes = {}, ...content: XmlContent[]): Xml {
  const attributeText = Object.entries(attributes)
    .map(([key, value]) => (value === undefined ? '' : ` ${key}="${attributeValue(value)}"`))
    .join('');
  const inner = contentText(content);
  return new Xml(inner === '' ? `<${name}${attributeText}/>` : `<${name}${attributeText}>${inner}</${name}>`);
}

/** An element, if its text is not blank. */
export function textElement(name: string, text: string | undefined, attributes?: XmlAttributes): XmlContent {
  return text === undefined || cleanText(text).trim() === '' ? undefined : element(name, attributes, text);
}

/** Marks a string as well-formed, escaped markup (of `blocksToHtml`). Never use it for foreign input. */
export function markup(wellFormed: string): Xml {
  return new Xml(wellFormed);
}

export function xmlDocument(root: Xml): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;
}

function contentText(content: readonly XmlContent[]): string {
  return content.map(oneText).join('');
}

function oneText(content: XmlContent): string {
  if (content === undefined || content === null || content === false) return '';
  if (content instanceof Xml) return content.toString();
  return typeof content === 'object' ? contentText(content) : escapeMarkup(String(content));
}
