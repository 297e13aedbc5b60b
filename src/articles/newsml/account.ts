/**
 * Accounts for every element and attribute of an item: each is understood, unrelated to rights, reported to
 * the desk, or refused. Nothing that may concern rights is ignored, wherever it is. Pure.
 */
import { attributeOf, stackElements, stackNodes, type XmlElement } from '../../platform/xml-reader.ts';
import { type Draft, lineOf, type StatedRights } from './draft.ts';
import { NAR, NAR_ATTRIBUTES, NAR_ELEMENTS, NAR_RIGHTS, RIGHTS_WORDS, XML, XMLDSIG, XSI } from './names.ts';

/** Characters of one sentence for the desk: a longer one is cut, and marked. */
const SENTENCE_CHARS_MAX = 1_000;

/** Runs after all other readers of the item. */
export function accountFor(draft: Draft): void {
  const open = [draft.root];
  for (let element = open.pop(); element; element = open.pop()) {
    if (draft.content.has(element)) continue;
    if (element.ns === XMLDSIG) continue;
    if (element.ns !== NAR) {
      reportForeign(draft.rights, element);
      continue;
    }
    if (!NAR_ELEMENTS.has(element.name)) {
      draft.fault(element, `${element.name} is no element of NewsML-G2 2.35`);
      continue;
    }
    accountForAttributes(draft, element);
    const isRights = NAR_RIGHTS.has(element.name) || isPrivateRights(element, draft);
    if (isRights && !draft.understood.has(element)) reportToDesk(draft.rights, element);
    else stackElements(open, element);
  }
}

function accountForAttributes(draft: Draft, element: XmlElement): void {
  for (const { ns, name, value } of element.attributes) {
    if (ns === XML || ns === XSI) continue;
    if (ns !== '') draft.rights.desk.push(sentence(`${element.name} has ${name} of ${ns}: ${value}`));
    else if (!NAR_ATTRIBUTES.has(name)) draft.fault(element, `${name} is no attribute of NewsML-G2 2.35`);
    else if (name.startsWith('pubconstraint'))
      draft.rights.desk.push(sentence(`${element.name} is under the publishing constraint ${value}`));
  }
}

/**
 * Extension properties, links and signals have their provider's meaning: their words decide whether they
 * concern rights.
 */
function isPrivateRights(element: XmlElement, draft: Draft): boolean {
  if (isOwnAddress(attributeOf(element, 'href') ?? '', draft)) return false;
  const open = element.name.endsWith('ExtProperty') || element.name === 'link' || element.name === 'signal';
  if (!open) return false;
  const names = ['rel', 'reluri', 'qcode', 'uri', 'value', 'literal', 'valueuri'];
  return names.some((name) =>
    RIGHTS_WORDS.test(attributeOf(element, name)?.replaceAll(/[_:/-]/gu, ' ') ?? ''),
  );
}

/** True for our own addresses: a receipt, the page to verify it, the page to license. */
export function isOwnAddress(href: string, { ownUrl }: Pick<Draft, 'ownUrl'>): boolean {
  if (ownUrl === undefined || !URL.canParse(href)) return false;
  const [url, ours] = [new URL(href), new URL(ownUrl)];
  return url.origin === ours.origin && /^\/(?:verify|licensing|v1\/receipts(?:\/.*)?)$/u.test(url.pathname);
}

export function reportToDesk(rights: StatedRights, element: XmlElement, about = element.name): void {
  rights.desk.push(sentence(`${about}: ${wordsOf(element)}`));
}

export function reportForeign(rights: StatedRights, element: XmlElement): void {
  reportToDesk(rights, element, `extension {${element.ns}}${element.name}`);
}

/**
 * Returns a sentence that no phrasebook accounts for. Equal input gives an equal sentence, so the desk
 * reviews it only once.
 */
export function sentence(text: string): string {
  const line = `NewsML-G2 ${text}`.replaceAll(/\s+/gu, ' ').trim();
  return line.length <= SENTENCE_CHARS_MAX ? line : `${line.slice(0, SENTENCE_CHARS_MAX).toWellFormed()} […]`;
}

/** Attribute values and text of an element and its descendants. */
function wordsOf(element: XmlElement): string {
  const parts: string[] = [];
  const open: (XmlElement | string)[] = [element];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (typeof node === 'string') parts.push(node);
    else {
      if (node !== element) parts.push(`[${node.name}]`);
      parts.push(...node.attributes.map(({ name, value }) => `${name}=${value}`));
      stackNodes(open, node);
    }
    if (parts.length > 500) break;
  }
  return parts.join(' ') || lineOf(element);
}
