/**
 * Parses XMP as far as keeping it requires: offsets of its properties, and their namespaces. The bytes are
 * hostile, so a packet that is not well-formed, has a DOCTYPE or is nested too deeply is dropped. Pure.
 */
import { SaxesParser, type SaxesTagNS } from 'saxes';
import { XMP_DEPTH_MAX, XMP_NAMESPACE_CHARS_MAX, XMP_PROPERTIES_MAX } from './limits.ts';
import { NS, nameIn } from './xmp-names.ts';

interface Span {
  from: number;
  to: number;
}

/** A property, as an attribute of its node or an element in it. */
export interface XmpProperty extends Span {
  name: string;
}

/** A child of `rdf:RDF`: an `rdf:Description` with properties. */
export interface XmpNode extends Span {
  /** Offset for further attributes, after the element's name. */
  nameEnd: number;
  /** Raw `rdf:about`, or empty. */
  about: string;
  properties: XmpProperty[];
  /** Prefixes that it uses without declaring them, with raw namespaces. */
  outer: Map<string, string>;
}

export interface XmpPacket {
  text: string;
  nodes: XmpNode[];
}

/** Thrown and caught in this file only. */
class Broken extends Error {}

const broken = (): never => {
  throw new Broken();
};

/** Null: the text is not XMP, or cannot be kept. */
export function readXmp(text: string): XmpPacket | null {
  try {
    return new Reader(text).packet();
  } catch (error) {
    if (error instanceof Broken) return null;
    throw error;
  }
}

interface Attribute extends Span {
  qName: string;
  value: string;
}

class Reader {
  readonly #text: string;
  readonly #parser = new SaxesParser({ xmlns: true });
  readonly #nodes: XmpNode[] = [];
  #depth = 0;
  /** Depth of `rdf:RDF`; −1 before and after. */
  #rdfDepth = -1;
  #hasRdf = false;
  #node: XmpNode | null = null;
  #property: XmpProperty | null = null;
  /** Raw namespaces that the nodes inherit, and prefixes that the current one declares itself. */
  readonly #outer = new Map<string, string>();
  #declared: Record<string, string> = {};
  #properties = 0;
  /** Of the current element. */
  #nameEnd = 0;
  #attributes: Attribute[] = [];

  constructor(text: string) {
    this.#text = text;
    const parser = this.#parser;
    parser.on('error', broken);
    parser.on('doctype', broken);
    parser.on('opentagstart', () => this.#begin());
    parser.on('attribute', ({ name }) => this.#attribute(name));
    parser.on('opentag', (tag) => this.#open(tag));
    parser.on('closetag', () => this.#close());
  }

  packet(): XmpPacket {
    const text = this.#text;
    this.#parser.write(text).close();
    if (!this.#hasRdf) broken();
    return { text, nodes: this.#nodes };
  }

  /** The parser has read what ends the name: one character, or CR LF. */
  #begin(): void {
    if (this.#depth >= XMP_DEPTH_MAX) broken();
    const end = this.#parser.position - 1;
    this.#nameEnd = this.#text[end - 1] === '\r' ? end - 1 : end;
    this.#attributes = [];
  }

  /** From the white space before the name to the quotation mark after the value. */
  #attribute(qName: string): void {
    const from = this.#attributes.at(-1)?.to ?? this.#nameEnd;
    const to = this.#parser.position;
    const raw = this.#text.slice(from, to);
    const value = raw
      .slice(raw.indexOf('=') + 1)
      .trim()
      .slice(1, -1);
    if (this.#attributes.length >= XMP_PROPERTIES_MAX) broken();
    if (declaredBy(qName) !== null && value.length > XMP_NAMESPACE_CHARS_MAX) broken();
    this.#attributes.push({ qName, value, from, to });
  }

  #open(tag: SaxesTagNS): void {
    const depth = this.#depth++;
    const at = this.#nameEnd - tag.name.length - 1;
    const name = nameIn(tag.uri, tag.local);
    const isRdf = !this.#hasRdf && depth <= 1 && name === nameIn(NS.rdf, 'RDF');
    if (isRdf || depth === 0)
      for (const { qName, value } of this.#attributes) {
        const prefix = declaredBy(qName);
        if (prefix !== null) this.#outer.set(prefix, value);
      }
    if (isRdf) {
      this.#hasRdf = true;
      this.#rdfDepth = depth;
    } else if (this.#rdfDepth >= 0 && depth === this.#rdfDepth + 1) {
      this.#node = { from: at, to: at, nameEnd: this.#nameEnd, about: '', properties: [], outer: new Map() };
      this.#nodes.push(this.#node);
      this.#declared = tag.ns;
      for (const { qName, value, from, to } of this.#attributes) {
        const { uri = '', local = '' } = tag.attributes[qName] ?? {};
        if (nameIn(uri, local) === nameIn(NS.rdf, 'about')) this.#node.about = value;
        if (uri !== '' && uri !== NS.rdf && uri !== XML_NAMESPACE && uri !== XMLNS_NAMESPACE)
          this.#add(this.#node, { name: nameIn(uri, local), from, to });
      }
    } else if (this.#node && depth === this.#rdfDepth + 2) {
      this.#property = this.#add(this.#node, { name, from: at, to: at });
    }
    if (!this.#node) return;
    this.#noteOuter(this.#node, tag);
    for (const attribute of Object.values(tag.attributes))
      if (attribute.prefix !== '') this.#noteOuter(this.#node, attribute);
  }

  #add(node: XmpNode, property: XmpProperty): XmpProperty {
    this.#properties += 1;
    if (this.#properties > XMP_PROPERTIES_MAX) broken();
    node.properties.push(property);
    return property;
  }

  #close(): void {
    this.#depth -= 1;
    const depth = this.#depth;
    const end = this.#parser.position;
    if (depth === this.#rdfDepth) this.#rdfDepth = -1;
    if (!this.#node) return;
    if (this.#property && depth === this.#rdfDepth + 2) this.#property.to = end;
    if (depth === this.#rdfDepth + 1) {
      this.#node.to = end;
      this.#node = null;
    }
  }

  #noteOuter(node: XmpNode, { prefix, uri }: { prefix: string; uri: string }): void {
    const outside = this.#outer.get(prefix);
    if (outside === undefined || prefix in this.#declared || decoded(outside).trim() !== uri) return;
    node.outer.set(prefix, outside);
  }
}

const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';
const XMLNS_NAMESPACE = 'http://www.w3.org/2000/xmlns/';

/** Prefix that an attribute declares; null: it is no declaration. */
function declaredBy(qName: string): string | null {
  if (qName === 'xmlns') return '';
  return qName.startsWith('xmlns:') ? qName.slice('xmlns:'.length) : null;
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Text of a raw value, which is well-formed. */
export const decoded = (raw: string): string =>
  raw.replace(/&(?:(\w+)|#(\d+)|#x([0-9A-Fa-f]+));/gu, (_, name, decimal, hex) =>
    name === undefined ? String.fromCodePoint(Number(decimal ?? `0x${hex}`)) : (NAMED[name] ?? ''),
  );
