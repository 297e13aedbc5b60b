/** Reads NewsML-G2 (up to 2.35): a newsItem, a packageItem, or a newsMessage with several items. Pure. */
import { createHash } from 'node:crypto';
import type { Budget } from '../../platform/budget.ts';
import {
  attributeOf,
  childElements,
  readXml,
  stackNodes,
  type XmlElement,
} from '../../platform/xml-reader.ts';
import type { SubmittedItem } from '../ingest/version-placement.ts';
import { FAULTS_MAX } from '../limits.ts';
import type { Fault } from '../ninjs/fault.ts';
import type { ReadingOptions, Result } from '../ninjs/parse.ts';
import { duplicateFaults, tooMany } from '../packages/read.ts';
import { accountFor, sentence } from './account.ts';
import { readContentMeta } from './content-meta.ts';
import { readContentSet } from './content-set.ts';
import { Draft } from './draft.ts';
import { readGroupSet } from './group-set.ts';
import { toParsedItem } from './item.ts';
import { readItemMeta } from './item-meta.ts';
import { NAR, NAR_ELEMENTS } from './names.ts';
import { catalogOf } from './qcodes.ts';
import { languageOf, readRightsInfo } from './rights.ts';

export interface NewsmlOptions extends ReadingOptions {
  budget: Budget;
  /** Address of this gateway: links to its receipts are no third-party terms. */
  ownUrl?: string | undefined;
}

/**
 * Returns the document's items, and whether it is a message, which may have several. Faults name element and
 * line.
 */
export function readNewsml(
  source: Uint8Array | string,
  options: NewsmlOptions,
): Result<{ items: SubmittedItem[]; message: boolean }, Fault[]> {
  const document = readXml(source, options.budget);
  if (!document.ok) return { ok: false, reason: [document.fault] };
  const { root } = document;
  const items = itemsOf(root);
  if (!items.ok) return items;
  const envelope = envelopeOf(root, items.value, options);
  const messageStatements = envelope.rights.prose();
  const messageRights = messageStatements === '' ? '' : sentence(`message: ${messageStatements}`);
  const faults: Fault[] = [...envelope.faults];
  const submitted = items.value.flatMap((element): SubmittedItem[] => {
    const item = readItem(element, messageRights, options);
    if (item.ok) return [item.value];
    faults.push(...item.reason);
    return [];
  });
  faults.push(...duplicateFaults(submitted));
  if (faults.length > 0) return { ok: false, reason: faults.slice(0, FAULTS_MAX) };
  return { ok: true, value: { items: submitted, message: root.name === 'newsMessage' } };
}

/** Items of the standard that are not news, and why they are refused. */
const UNSUPPORTED_ITEMS: Record<string, string> = {
  conceptItem: 'A conceptItem describes a term, and is no news for partners',
  knowledgeItem: 'A knowledgeItem describes terms, and is no news for partners',
  catalogItem: 'A catalogItem lists schemes; catalogs are built in, and are not ingested',
  planningItem:
    'A planningItem tells newsrooms what will be covered; send plans for partners as a ninjs item of type planning',
};

function itemsOf(root: XmlElement): Result<XmlElement[], Fault[]> {
  const refused = ({ path, line }: XmlElement, message: string): { ok: false; reason: Fault[] } => ({
    ok: false,
    reason: [{ path, message: `Line ${line}: ${message}` }],
  });
  if (root.ns !== NAR)
    return refused(root, `{${root.ns}}${root.name} is no NewsML-G2, whose namespace is ${NAR}`);
  if (Object.hasOwn(UNSUPPORTED_ITEMS, root.name)) return refused(root, UNSUPPORTED_ITEMS[root.name] ?? '');
  if (root.name === 'newsItem' || root.name === 'packageItem') return { ok: true, value: [root] };
  if (root.name !== 'newsMessage') {
    const description = NAR_ELEMENTS.has(root.name) ? 'a part of an item' : 'no element of NewsML-G2';
    return refused(
      root,
      `${root.name} is ${description}; a newsItem, a packageItem or a newsMessage is a document`,
    );
  }
  const sets = childElements(root).filter(({ ns, name }) => ns === NAR && name === 'itemSet');
  const items = sets.flatMap(childElements);
  for (const item of items) {
    if (item.ns !== NAR) return refused(item, 'An itemSet holds items of NewsML-G2');
    if (item.name === 'newsItem' || item.name === 'packageItem') continue;
    return refused(item, UNSUPPORTED_ITEMS[item.name] ?? `${item.name} is no item`);
  }
  if (items.length === 0) return refused(root, 'The newsMessage holds no item');
  return tooMany(items.length, sets[0]?.path) ?? { ok: true, value: items };
}

/**
 * Statements of a message outside its items may concern the rights in each of them: the desk reads them with
 * each.
 */
function envelopeOf(root: XmlElement, items: XmlElement[], options: NewsmlOptions): Draft {
  const draft = new Draft(root, catalogOf(root), options);
  if (root.name !== 'newsMessage') return draft;
  for (const item of items) draft.content.add(item);
  accountFor(draft);
  return draft;
}

/** `messageRights`: the message's statement about the rights in all its items, for the desk. */
function readItem(
  root: XmlElement,
  messageRights: string,
  options: NewsmlOptions,
): Result<SubmittedItem, Fault[]> {
  const draft = new Draft(root, catalogOf(root), options);
  if (messageRights !== '') draft.rights.desk.push(messageRights);
  draft.set('uri', attributeOf(root, 'guid')?.trim(), root);
  draft.set('version', attributeOf(root, 'version')?.trim() ?? '1', root);
  if (draft.ninjs.uri === undefined) draft.fault(root, 'An item has a guid');
  const parts = childElements(root).filter(({ ns }) => ns === NAR);
  const partsNamed = (requestedName: string) => parts.filter(({ name }) => name === requestedName);
  for (const part of partsNamed('rightsInfo')) readRightsInfo(part, draft.rights, draft);
  const metas = partsNamed('itemMeta');
  for (const meta of metas) readItemMeta(meta, draft);
  if (metas.length === 0) draft.fault(root, 'An item has an itemMeta');
  for (const part of partsNamed('contentMeta')) readContentMeta(part, draft);
  for (const part of partsNamed('contentSet')) readContentSet(part, draft);
  for (const part of partsNamed('groupSet')) readGroupSet(part, draft);
  draft.set('language', languageOf(root), root);
  accountFor(draft);
  const parsedItem = toParsedItem(draft, options);
  return parsedItem.ok
    ? { ok: true, value: { ...parsedItem.value, digest: digestOf(root), path: root.path } }
    : parsedItem;
}

/** Hex SHA-256 of an item, independent of prefixes, the order of attributes, and the envelope. */
function digestOf(root: XmlElement): string {
  const hash = createHash('sha256');
  const open: (XmlElement | string)[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (typeof node === 'string') hash.update(JSON.stringify(node));
    else {
      const attributes = node.attributes
        .map(({ ns, name, value }) => [ns, name, value].join('\u0000'))
        .sort();
      hash.update(JSON.stringify([node.ns, node.name, attributes, node.children.length]));
      stackNodes(open, node);
    }
  }
  return hash.digest('hex');
}
