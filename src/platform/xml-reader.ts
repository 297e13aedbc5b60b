/**
 * Parser of foreign XML: well-formed XML 1.0 with namespaces, in UTF-8, within limits, and without features
 * that data does not need. There are no document types, hence only the five predefined entities (XML 1.0
 * §4.6), and no processing instructions. Nothing is ever fetched. A rejection names its position.
 */
import { type SaxesAttributeNS, SaxesParser, type SaxesTagNS, type XMLDecl } from 'saxes';
import type { Budget } from './budget.ts';

/** Nesting of elements: NewsML-G2 with a table in its text has about twenty. */
const DEPTH_MAX = 64;
/** Attributes of one element, including namespace declarations. */
const ATTRIBUTES_MAX = 64;
/**
 * UTF-16 units of a name: element, attribute, prefix or namespace. A namespace is written once but stored for
 * every element.
 */
const NAME_CHARS_MAX = 200;

export interface XmlAttribute {
  /** '' if there is none, as for attributes without a prefix (Namespaces in XML §6.2). */
  ns: string;
  name: string;
  value: string;
}

export interface XmlElement {
  ns: string;
  name: string;
  attributes: XmlAttribute[];
  children: (XmlElement | string)[];
  /** XPath without prefixes: `/newsItem/rightsInfo[2]/usageTerms`. */
  path: string;
  /** Counted from 1. */
  line: number;
}

export interface XmlFault {
  path: string;
  message: string;
}

export type XmlResult = { ok: true; root: XmlElement } | { ok: false; fault: XmlFault };

class XmlRejection extends Error {
  readonly path: string;
  constructor(path: string, message: string) {
    super(message);
    this.path = path;
  }
}

/** Parses a document and returns its root element. Comments are dropped, and CDATA becomes text. */
export function readXml(source: Uint8Array | string, budget: Budget): XmlResult {
  try {
    return { ok: true, root: parse(typeof source === 'string' ? source : decodeUtf8(source), budget) };
  } catch (error) {
    if (error instanceof XmlRejection)
      return { ok: false, fault: { path: error.path, message: error.message } };
    throw error;
  }
}

/** Other encodings fail: their byte order mark or bytes are not valid UTF-8. */
function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    throw new XmlRejection('/', 'The document is not in UTF-8, which is the only encoding that is read');
  }
}

function parse(text: string, budget: Budget): XmlElement {
  const parser = new SaxesParser({ xmlns: true, position: true });
  const tree = new Tree(parser, budget);
  parser.on('error', (error) => tree.refuse(error.message.replace(/^\d+:\d+: /u, '')));
  parser.on('xmldecl', (declaration) => tree.declaration(declaration));
  parser.on('doctype', () => tree.refuse('A document type declaration (DOCTYPE) is not accepted'));
  parser.on('processinginstruction', ({ target }) =>
    tree.refuse(`Processing instructions are not accepted: ${target.slice(0, NAME_CHARS_MAX)}`),
  );
  parser.on('attribute', (attribute) => tree.attribute(attribute));
  parser.on('opentag', (tag) => tree.open(tag));
  parser.on('closetag', () => tree.close());
  parser.on('text', (text) => tree.text(text));
  parser.on('cdata', (text) => tree.text(text));
  // Checked first, because the parser would buffer a document type as long as the document.
  if (/<!DOCTYPE/iu.test(prolog(text))) tree.refuse('A document type declaration (DOCTYPE) is not accepted');
  parser.write(text).close();
  return tree.root();
}

function prolog(text: string): string {
  const start = /<[\p{L}_:]/u.exec(text.slice(0, 100_000))?.index;
  return text.slice(0, start ?? 100_000);
}

class Tree {
  #root: XmlElement | undefined;
  readonly #open: XmlElement[] = [];
  /** Occurrences of each name below the element at the same index of `#open`. Null before the first child. */
  readonly #counts: (Map<string, number> | null)[] = [null];
  #attributes = 0;
  readonly #parser: { line: number };
  readonly #budget: Budget;
  constructor(parser: { line: number }, budget: Budget) {
    this.#parser = parser;
    this.#budget = budget;
  }

  refuse(message: string): never {
    throw new XmlRejection(this.#open.at(-1)?.path ?? '/', `Line ${this.#parser.line}: ${message}`);
  }

  declaration({ version, encoding }: XMLDecl): void {
    if (version !== undefined && version !== '1.0') this.refuse('XML 1.0 is read, and no other version');
    if (encoding !== undefined && encoding.toLowerCase() !== 'utf-8')
      this.refuse(
        `The document says that it is in ${encoding.slice(0, NAME_CHARS_MAX)}; UTF-8 is the only encoding that is read`,
      );
  }

  attribute({ name, value }: Pick<SaxesAttributeNS, 'name' | 'value'>): void {
    this.#attributes += 1;
    if (this.#attributes > ATTRIBUTES_MAX)
      this.refuse(`An element has more than ${ATTRIBUTES_MAX} attributes`);
    const namespace = /^xmlns(?::|$)/u.test(name) ? value : '';
    if (name.length > NAME_CHARS_MAX || namespace.length > NAME_CHARS_MAX)
      this.refuse(`A name is longer than ${NAME_CHARS_MAX} characters`);
  }

  open({ uri, local, attributes }: SaxesTagNS): void {
    this.#budget.spend('nodes', 1 + this.#attributes);
    this.#attributes = 0;
    if (local.length > NAME_CHARS_MAX) this.refuse(`A name is longer than ${NAME_CHARS_MAX} characters`);
    if (this.#open.length >= DEPTH_MAX) this.refuse(`Elements are nested more than ${DEPTH_MAX} levels deep`);
    const count = this.#countOf(local);
    const parent = this.#open.at(-1);
    const element: XmlElement = {
      ns: uri,
      name: local,
      attributes: Object.values(attributes)
        .filter((attribute) => attribute.uri !== 'http://www.w3.org/2000/xmlns/')
        .map((attribute) => ({ ns: attribute.uri, name: attribute.local, value: attribute.value })),
      children: [],
      path: `${parent?.path ?? ''}/${local}${count > 1 ? `[${count}]` : ''}`,
      line: this.#parser.line,
    };
    parent?.children.push(element);
    this.#root ??= element;
    this.#open.push(element);
    this.#counts.push(null);
  }

  /** Creates the map on demand, because most elements have no child elements. */
  #countOf(name: string): number {
    const counts = this.#counts.at(-1) ?? new Map<string, number>();
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    this.#counts[this.#counts.length - 1] = counts;
    return count;
  }

  close(): void {
    this.#open.pop();
    this.#counts.pop();
  }

  text(text: string): void {
    const children = this.#open.at(-1)?.children;
    if (!children || text === '') return;
    const last = children.at(-1);
    if (typeof last === 'string') children[children.length - 1] = last + text;
    else children.push(text);
  }

  root(): XmlElement {
    if (!this.#root) this.refuse('There is no element');
    return this.#root;
  }
}

export function childElements(element: XmlElement): XmlElement[] {
  return element.children.filter((child) => typeof child !== 'string');
}

/**
 * Pushes the children onto a stack, the first on top. One by one, because there may be more than a call's
 * arguments allow.
 */
export function stackNodes(open: (XmlElement | string)[], { children }: XmlElement): void {
  for (let at = children.length - 1; at >= 0; at -= 1) open.push(children[at] as XmlElement | string);
}

/** Pushes only the child elements. */
export function stackElements(open: XmlElement[], element: XmlElement): void {
  for (const child of childElements(element).reverse()) open.push(child);
}

/** Text content in document order. */
export function textIn(element: XmlElement): string {
  return element.children.map((child) => (typeof child === 'string' ? child : textIn(child))).join('');
}

/** Value of an attribute without a prefix. */
export function attributeOf(element: XmlElement, name: string): string | undefined {
  return element.attributes.find((attribute) => attribute.ns === '' && attribute.name === name)?.value;
}
