/**
 * Parses XMP as far as keeping it requires: offsets of its properties, and their namespaces. The bytes are
 * hostile, so a packet that is not well-formed, has a DOCTYPE or is nested too deeply is dropped. Pure.
 */
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

/** XML 1.0 §2.3. Unlike `\s` it contains no name character. */
const SPACE = '[\\t\\n\\r ]';
const NAME_START =
  'A-Za-z_\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\u{10000}-\\u{EFFFF}';
const NC_NAME = `[${NAME_START}][${NAME_START}\\-.0-9\\u00B7\\u0300-\\u036F\\u203F-\\u2040]*`;
const Q_NAME = `(?:${NC_NAME}:)?${NC_NAME}`;
/** Text, or the end or start of an element. */
const TOKEN = new RegExp(
  [
    '(?<text>[^<]+)',
    `</(?<end>${Q_NAME})${SPACE}*>`,
    `<(?<start>${Q_NAME})(?<attributes>(?:${SPACE}+${Q_NAME}${SPACE}*=${SPACE}*(?:"[^"<]*"|'[^'<]*'))*)${SPACE}*(?<empty>/?)>`,
  ].join('|'),
  'uy',
);
const TARGET = new RegExp(`<\\?(?<target>${NC_NAME})(?=${SPACE}|\\?>)`, 'uy');
const ATTRIBUTE = new RegExp(
  `${SPACE}+(?<name>${Q_NAME})${SPACE}*=${SPACE}*(?:"(?<double>[^"]*)"|'(?<single>[^']*)')`,
  'uy',
);
/** Complement of the characters of XML 1.0 §2.2. */
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;
const REFERENCE = /&(?:(?<name>amp|lt|gt|quot|apos)|#(?<decimal>\d{1,7})|#x(?<hex>[0-9A-Fa-f]{1,6}));/uy;
const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Thrown and caught in this file only. */
class Broken extends Error {}

const broken = (): never => {
  throw new Broken();
};

interface Scope {
  get(prefix: string): string | undefined;
}
const NO_SCOPE: Scope = new Map();

interface OpenElement {
  qName: string;
  scope: Scope;
  /** Property element of a node that this element is, or is in. */
  property?: XmpProperty;
}

/** Null: the text is not XMP, or cannot be kept. */
export function readXmp(text: string): XmpPacket | null {
  try {
    return new Reader(text).packet();
  } catch (error) {
    if (error instanceof Broken) return null;
    throw error;
  }
}

class Reader {
  readonly #text: string;
  readonly #stack: OpenElement[] = [];
  readonly #nodes: XmpNode[] = [];
  /** Depth of `rdf:RDF`; −1 before and after. */
  #rdfDepth = -1;
  #hasRdf = false;
  #hasRoot = false;
  #node: XmpNode | null = null;
  #nodeScope: Scope = NO_SCOPE;
  #declared: ReadonlySet<string> = new Set();
  #properties = 0;

  constructor(text: string) {
    this.#text = text;
    if (FORBIDDEN.test(text)) broken();
  }

  packet(): XmpPacket {
    const text = this.#text;
    for (let at = 0; at < text.length; ) at = this.#aside(at) ?? this.#token(at);
    if (this.#stack.length > 0 || !this.#hasRdf) broken();
    return { text, nodes: this.#nodes };
  }

  /** Skips a comment, CDATA section or processing instruction; null: there is none. */
  #aside(at: number): number | null {
    const text = this.#text;
    if (text.startsWith('<!--', at)) {
      const end = endOf(text, '--', at + 4);
      return text[end] === '>' ? end + 1 : broken();
    }
    if (text.startsWith('<![CDATA[', at)) return this.#stack.length > 0 ? endOf(text, ']]>', at) : broken();
    if (!text.startsWith('<?', at)) return null;
    TARGET.lastIndex = at;
    const { target = '' } = TARGET.exec(text)?.groups ?? broken();
    // A declaration may come first; it is not kept.
    if (target.toLowerCase() === 'xml' && at > 0) broken();
    return endOf(text, '?>', at);
  }

  #token(at: number): number {
    TOKEN.lastIndex = at;
    const groups = TOKEN.exec(this.#text)?.groups ?? broken();
    const end = TOKEN.lastIndex;
    if (groups.text !== undefined) this.#characters(groups.text);
    else if (groups.end !== undefined) this.#close(groups.end, end);
    else if (groups.start !== undefined) {
      this.#open({ qName: groups.start, attributes: groups.attributes ?? '', at });
      if (groups.empty === '/') this.#close(groups.start, end);
    }
    return end;
  }

  #characters(text: string): void {
    if (text.includes(']]>')) broken();
    if (this.#stack.length === 0 && /[^\s\uFEFF]/u.test(text)) broken();
    decoded(text);
  }

  #open({ qName, attributes, at }: { qName: string; attributes: string; at: number }): void {
    const depth = this.#stack.length;
    if (depth >= XMP_DEPTH_MAX || (depth === 0 && this.#hasRoot)) broken();
    this.#hasRoot = true;
    const parent = this.#stack.at(-1);
    const nameEnd = at + 1 + qName.length;
    const list = attributesOf(attributes, nameEnd);
    const scope = scopeWith(parent?.scope ?? NO_SCOPE, list);
    const names = list.map(({ qName: one }) => this.#resolve(one, scope, false));
    const named = names.filter((name) => name !== null);
    if (new Set(named).size < named.length) broken();
    const name = this.#resolve(qName, scope, true) ?? broken();
    const open: OpenElement = { qName, scope, ...(parent?.property && { property: parent.property }) };
    this.#stack.push(open);

    if (!this.#hasRdf && depth <= 1 && name === nameIn(NS.rdf, 'RDF')) {
      this.#hasRdf = true;
      this.#rdfDepth = depth;
    } else if (this.#rdfDepth >= 0 && depth === this.#rdfDepth + 1) {
      this.#node = { from: at, to: at, nameEnd, about: '', properties: [], outer: new Map() };
      this.#nodeScope = parent?.scope ?? NO_SCOPE;
      this.#declared = new Set(list.filter(isDeclaration).map(({ qName }) => qName.slice('xmlns:'.length)));
      this.#nodes.push(this.#node);
      for (const [index, attribute] of list.entries())
        this.#attribute(this.#node, names[index] ?? null, attribute);
    } else if (this.#node && depth === this.#rdfDepth + 2) {
      open.property = this.#property(this.#node, { name, from: at, to: at });
    }
    if (this.#node) {
      this.#noteOuter(qName, scope, true);
      for (const attribute of list) this.#noteOuter(attribute.qName, scope, false);
    }
  }

  #attribute(node: XmpNode, name: string | null, { value, from, to }: Attribute): void {
    if (name === null) return;
    if (name === nameIn(NS.rdf, 'about')) node.about = value;
    const [namespace] = name.split(' ');
    if (namespace && namespace !== NS.rdf && namespace !== XML_NAMESPACE)
      this.#property(node, { name, from, to });
  }

  #property(node: XmpNode, property: XmpProperty): XmpProperty {
    this.#properties += 1;
    if (this.#properties > XMP_PROPERTIES_MAX) broken();
    node.properties.push(property);
    return property;
  }

  #close(qName: string, end: number): void {
    const open = this.#stack.pop() ?? broken();
    if (open.qName !== qName) broken();
    const depth = this.#stack.length;
    if (depth === this.#rdfDepth) this.#rdfDepth = -1;
    if (!this.#node) return;
    if (depth === this.#rdfDepth + 2 && open.property) open.property.to = end;
    if (depth === this.#rdfDepth + 1) {
      this.#node.to = end;
      this.#node = null;
    }
  }

  /** Namespace and local name; null: a namespace declaration. */
  #resolve(qName: string, scope: Scope, isElement: boolean): string | null {
    const [prefix, local] = splitName(qName);
    if (prefix === 'xmlns' || qName === 'xmlns') return null;
    if (prefix === '') return nameIn(isElement ? decoded(scope.get('') ?? '') : '', local);
    if (prefix === 'xml') return nameIn(XML_NAMESPACE, local);
    return nameIn(decoded(scope.get(prefix) ?? broken()), local);
  }

  #noteOuter(qName: string, scope: Scope, isElement: boolean): void {
    const [prefix] = splitName(qName);
    if (prefix === 'xml' || prefix === 'xmlns' || qName === 'xmlns' || (prefix === '' && !isElement)) return;
    const value = scope.get(prefix);
    const outside = this.#nodeScope.get(prefix);
    if (!this.#node || outside === undefined || this.#declared.has(prefix)) return;
    if (value === outside) this.#node.outer.set(prefix, outside);
  }
}

function endOf(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at === -1 ? broken() : at + mark.length;
}

const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';

const splitName = (qName: string): [string, string] => {
  const colon = qName.indexOf(':');
  return colon === -1 ? ['', qName] : [qName.slice(0, colon), qName.slice(colon + 1)];
};

interface Attribute extends Span {
  qName: string;
  value: string;
}

function attributesOf(text: string, offset: number): Attribute[] {
  const list: Attribute[] = [];
  for (let at = 0; at < text.length; at = ATTRIBUTE.lastIndex) {
    ATTRIBUTE.lastIndex = at;
    const groups = ATTRIBUTE.exec(text)?.groups ?? broken();
    const value = groups.double ?? groups.single ?? '';
    decoded(value);
    if (list.length >= XMP_PROPERTIES_MAX) broken();
    list.push({ qName: groups.name ?? '', value, from: offset + at, to: offset + ATTRIBUTE.lastIndex });
  }
  if (new Set(list.map(({ qName }) => qName)).size < list.length) broken();
  return list;
}

const isDeclaration = ({ qName }: Attribute) => qName === 'xmlns' || qName.startsWith('xmlns:');

/** Extends a scope without copying it: elements within one of thousands of declarations may each add one. */
function scopeWith(outer: Scope, list: Attribute[]): Scope {
  const declarations = new Map<string, string>();
  for (const { qName, value } of list.filter(isDeclaration)) {
    const prefix = qName.slice('xmlns:'.length);
    // Namespaces in XML 1.0 §3: these two prefixes are reserved, and a prefix cannot be undeclared.
    if (prefix === 'xml' || prefix === 'xmlns' || (prefix !== '' && value === '')) broken();
    if (value.length > XMP_NAMESPACE_CHARS_MAX) broken();
    declarations.set(prefix, value);
  }
  return declarations.size === 0 ? outer : { get: (prefix) => declarations.get(prefix) ?? outer.get(prefix) };
}

export function decoded(text: string): string {
  if (!text.includes('&')) return text;
  let result = '';
  for (let at = 0; ; ) {
    const next = text.indexOf('&', at);
    if (next === -1) return result + text.slice(at);
    REFERENCE.lastIndex = next;
    const groups = REFERENCE.exec(text)?.groups ?? broken();
    result += text.slice(at, next) + characterOf(groups);
    at = REFERENCE.lastIndex;
  }
}

function characterOf({ name, decimal, hex }: Record<string, string | undefined>): string {
  if (name !== undefined) return NAMED[name] ?? '';
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number.parseInt(decimal, 10);
  if (code > 0x10ffff) return broken();
  const character = String.fromCodePoint(code);
  return FORBIDDEN.test(character) ? broken() : character;
}
