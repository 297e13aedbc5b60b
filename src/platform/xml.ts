/**
 * The one writer of XML 1.0: a document is built of elements, and what is a string becomes character data, escaped once, here.
 * Whatever text goes in, what comes out is well-formed. Pure.
 */
import { cleanText } from './clean-text.ts';

/** XML that is well-formed by itself. Only this file makes any. */
export class Xml {
  readonly #text: string;
  constructor(text: string) {
    this.#text = text;
  }
  toString(): string {
    return this.#text;
  }
}

/** Strings and numbers are text. What is `undefined`, `null` or `false` is left out. */
export type XmlContent = Xml | string | number | undefined | null | false | readonly XmlContent[];
/** An attribute that is `undefined` is left out. */
export type XmlAttributes = Record<string, string | number | undefined>;

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** For text and attribute values of XML and HTML alike. Characters that XML forbids are left out. */
export function escapeMarkup(text: string): string {
  return cleanText(text).replace(/[&<>"']/gu, (character) => ENTITIES[character] ?? '');
}

/** A processor reads white space of an attribute as spaces (XML 1.0 §3.3.3) unless it is written as a reference. */
function attributeValue(value: string | number): string {
  return escapeMarkup(String(value)).replaceAll('\t', '&#9;').replaceAll('\n', '&#10;');
}

/** `element('headline', { 'xml:lang': 'en' }, 'Cats & dogs')`. Names are ours, never from outside: they are not escaped. */
export function element(name: string, attributes: XmlAttributes = {}, ...content: XmlContent[]): Xml {
  const written = Object.entries(attributes)
    .map(([key, value]) => (value === undefined ? '' : ` ${key}="${attributeValue(value)}"`))
    .join('');
  const inner = contentText(content);
  return new Xml(inner === '' ? `<${name}${written}/>` : `<${name}${written}>${inner}</${name}>`);
}

/** The element if there is anything to say in it. */
export function textElement(name: string, text: string | undefined, attributes?: XmlAttributes): XmlContent {
  return text === undefined || cleanText(text).trim() === '' ? undefined : element(name, attributes, text);
}

/** Markup that something else has made well-formed and escaped (`blocksToHtml`). Never for a string from outside. */
export function markup(wellFormed: string): Xml {
  return new Xml(wellFormed);
}

/** The document with its declaration. `root` is its only element. */
export function xmlDocument(root: Xml): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;
}

function contentText(content: readonly XmlContent[]): string {
  return content.map(oneText).join('');
}

function oneText(one: XmlContent): string {
  if (one === undefined || one === null || one === false) return '';
  if (one instanceof Xml) return one.toString();
  return typeof one === 'object' ? contentText(one) : escapeMarkup(String(one));
}
