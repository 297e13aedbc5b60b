/**
 * Reads a text in NITF 3: its markup, its head, and its own statements about rights, status and release.
 * Pure.
 */
import { attributeOf, childElements, stackElements, type XmlElement } from '../../platform/xml-reader.ts';
import { restrictionsIn } from '../ninjs/components.ts';
import { reportForeign, reportToDesk, sentence } from './account.ts';
import { type Draft, lineOf } from './draft.ts';
import { readNote } from './item-meta.ts';
import { markupOf } from './markup.ts';
import { NITF, RIGHTS_WORDS, XML, XSI } from './names.ts';

/** Elements of NITF 3.6 without statements about rights. */
const PLAIN = new Set(
  `a abstract addressee alt-code bibliography block body body.content body.end body.head bq br byline byttl caption
   care.of chron city col colgroup copyrite.year correction country credit custom-table datasource dateline dd
   del-list delivery.office delivery.point denom distributor dl doc-id docdata du-key dt em event evloc fixture fn fn.content
   fn.ref frac frac-sep from-src function head hedline hl1 hl2 hr identified-content iim imprint jobtitle key-list keyword lang li
   location media-caption media-object media-producer media-reference money name.family name.given nitf nitf-col nitf-colgroup
   nitf-table nitf-table-metadata nitf-table-summary num numer object.title ol org p person postaddr postcode pre pronounce
   property pubdata q region revision-history rt rb ruby rp series state story.date sub sublocation sup table tagline tbody td
   tfoot th thead title tobject tobject.property tobject.subject tr ul urgency virtloc date.issue content-body contents`.split(
    /\s+/u,
  ),
);

/** Names of `media-metadata` about the picture's file. */
const FILE_METADATA =
  /^(?:id|width|height|size|units|mime-?type|duration|orientation|color-?space|resolution|crop)$/iu;

export interface NitfText {
  html: string;
  headline?: XmlElement;
  byline?: XmlElement;
  dateline?: XmlElement;
  abstract?: XmlElement;
}

export function readNitf(root: XmlElement, draft: Draft): NitfText {
  const firstByName = new Map<string, XmlElement>();
  const open = [root];
  for (let element = open.pop(); element; element = open.pop()) {
    if (element.ns !== root.ns) {
      reportForeign(draft.rights, element);
      continue;
    }
    if (!firstByName.has(element.name)) firstByName.set(element.name, element);
    attributes(element, draft);
    if (Object.hasOwn(READERS, element.name)) READERS[element.name]?.(element, draft);
    else if (PLAIN.has(element.name)) stackElements(open, element);
    else reportToDesk(draft.rights, element, `NITF ${element.name}`);
  }
  const keep = (candidate: XmlElement) => candidate.ns === root.ns && !isForEditors(candidate);
  const parts = ['body.content', 'body.end'].flatMap((name) => firstByName.get(name) ?? []);
  const [hl1, byline, dateline, abstract] = ['hl1', 'byline', 'dateline', 'abstract'].map((name) =>
    firstByName.get(name),
  );
  return {
    html: parts.map((part) => markupOf(part, keep)).join(''),
    ...(hl1 && { headline: hl1 }),
    ...(byline && { byline }),
    ...(dateline && { dateline }),
    ...(abstract && { abstract }),
  };
}

export function isNitf({ ns, name }: XmlElement): boolean {
  return name === 'nitf' && (ns === NITF || ns === '');
}

type ElementReader = (element: XmlElement, draft: Draft) => void;

const sendToDesk: ElementReader = (element, draft) =>
  reportToDesk(draft.rights, element, `NITF ${element.name}`);

const READERS: Record<string, ElementReader> = {
  rights: sendToDesk,
  'doc.rights': sendToDesk,
  'doc-scope': sendToDesk,
  copyrite: sendToDesk,
  'doc.copyright': (element, draft) => {
    const holder = attributeOf(element, 'holder');
    if (holder) draft.rights.holders.push(holder);
  },
  'date.release': (element, draft) => draft.narrowEmbargo(isoOf(attributeOf(element, 'norm') ?? ''), element),
  'date.expire': (element, draft) => {
    const expires = isoOf(attributeOf(element, 'norm') ?? '');
    draft.set('expires', expires, element);
    draft.rights.desk.push(sentence(`NITF date.expire: ${expires}`));
  },
  'ed-msg': (element, draft) => {
    // `msg-type` is the newsroom's own classification.
    readNote(attributeOf(element, 'info') ?? '', element, draft);
    if (RIGHTS_WORDS.test(attributeOf(element, 'msg-type') ?? '')) sendToDesk(element, draft);
  },
  ednote: sendToDesk,
  // Datasets of the IPTC's IIM, by number.
  ds: (element, draft) => {
    const value = attributeOf(element, 'value') ?? '';
    const number = Number(/(?<!\d)\d+$/u.exec(attributeOf(element, 'num')?.trim() ?? '')?.[0]);
    if (IIM_RELEASE.has(number))
      draft.fault(element, 'A release date of the IIM is not read: say it in embargoed, or in date.release');
    else if (number === IIM_INSTRUCTIONS) readNote(value, element, draft);
    else if (number === IIM_COPYRIGHT) readNotice(value, draft);
    else if (!IIM_PLAIN.has(number)) sendToDesk(element, draft);
  },
  note: (element, draft) => {
    const kind = attributeOf(element, 'noteclass') ?? '';
    const text = lineOf(element);
    if (isForEditors(element)) readNote(text, element, draft);
    else if (kind === 'cpyrt') readNotice(text, draft);
    else draft.rights.instructions.push(restrictionsIn(text));
    for (const child of childElements(element))
      if (child.ns !== element.ns) reportForeign(draft.rights, child);
  },
  classifier: (element, draft) => {
    draft.rights.instructions.push(
      restrictionsIn(`${attributeOf(element, 'value') ?? ''} ${lineOf(element)}`),
    );
    if (RIGHTS_WORDS.test(attributeOf(element, 'type')?.replaceAll(/[._:-]/gu, ' ') ?? ''))
      sendToDesk(element, draft);
  },
  meta: (element, draft) => {
    if (element.attributes.some(({ value }) => RIGHTS_WORDS.test(value.replaceAll(/[._:-]/gu, ' '))))
      sendToDesk(element, draft);
  },
  media: readMedia,
};

const IIM_RELEASE = new Set([30, 35]);
const IIM_INSTRUCTIONS = 40;
const IIM_COPYRIGHT = 116;
/**
 * Datasets of record 2: names, urgency, subjects, places, dates of making, people, credit, source, caption,
 * language.
 */
const IIM_PLAIN = new Set([
  0, 3, 4, 5, 10, 12, 15, 20, 22, 25, 26, 27, 45, 47, 50, 55, 60, 62, 63, 65, 70, 75, 80, 85, 90, 92, 95, 100,
  101, 103, 105, 110, 115, 118, 120, 121, 122, 130, 131, 135,
]);

function isForEditors({ name, attributes }: XmlElement): boolean {
  return (
    name === 'note' &&
    attributes.some((attribute) => attribute.name === 'noteclass' && attribute.value === 'editorsnote')
  );
}

function readNotice(text: string, { rights }: Draft): void {
  rights.notices.push(text);
  rights.instructions.push(restrictionsIn(text));
}

/**
 * The picture is not ingested here (its own item brings it), so its caption is no text; its restrictions are
 * for the desk.
 */
function readMedia(element: XmlElement, draft: Draft): void {
  const open = [element];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.ns !== element.ns) reportForeign(draft.rights, node);
    else if (node.name === 'media-metadata') {
      if (!FILE_METADATA.test(attributeOf(node, 'name') ?? '')) sendToDesk(node, draft);
    } else if (Object.hasOwn(READERS, node.name) && node !== element) READERS[node.name]?.(node, draft);
    else if (node !== element && !PLAIN.has(node.name)) sendToDesk(node, draft);
    else stackElements(open, node);
  }
}

/** Reads NITF's own status (`management-status`), and attributes of other vocabularies. */
function attributes(element: XmlElement, draft: Draft): void {
  for (const { ns, name, value } of element.attributes) {
    if (ns !== '' && ns !== XML && ns !== XSI)
      draft.rights.desk.push(sentence(`NITF ${element.name} has ${name} of ${ns}: ${value}`));
    if (ns === '' && name === 'management-status') readStatus(value.trim().toLowerCase(), element, draft);
  }
}

function readStatus(status: string, element: XmlElement, draft: Draft): void {
  if (status === 'usable' || status === '') return;
  if (status === 'canceled' || status === 'withheld') draft.release.narrowStatus(status);
  // Embargoed until the date beside it, or until further notice.
  else if (status === 'embargoed') {
    if (!childElements(element).some(({ name }) => name === 'date.release'))
      draft.release.narrowStatus('withheld');
  } else draft.fault(element, `The management status ${status} is not known`);
}

/** Converts NITF's basic form of ISO 8601: 20261124T173000Z, 20261124T173000+0100. */
function isoOf(norm: string): string {
  const basic = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{2}:?\d{2})$/u.exec(norm.trim());
  if (!basic) return norm.trim();
  const [, year, month, day, hour, minute, second = '00', zone = 'Z'] = basic;
  return `${year}-${month}-${day}T${hour}:${minute}:${second}${zone.replace(/^([+-]\d{2})(\d{2})$/u, '$1:$2')}`;
}

export function bylineOf(element: XmlElement): string {
  const own = element.children.filter((child) => typeof child === 'string' || child.name !== 'byttl');
  const name = lineOf({ ...element, children: own }) || lineOf(element);
  let end = name.length;
  while (end > 0 && /[,\s]/u.test(name[end - 1] ?? '')) end -= 1;
  return name.slice(0, end).replace(/^by\s+/iu, '');
}
