/** `itemMeta`: type, version, status and dates of the item. Pure. */
import { childElements, type XmlElement } from '../../platform/xml-reader.ts';
import { restrictionsIn } from '../ninjs/components.ts';
import { type Draft, lineOf, type Status } from './draft.ts';
import { NAR } from './names.ts';
import { conceptOf, iptcCode, labelOf } from './qcodes.ts';

/** The IPTC's natures of news items that partners receive; a package has its own. */
const TYPES: Record<string, string> = {
  text: 'text',
  picture: 'picture',
  graphic: 'graphic',
  audio: 'audio',
  video: 'video',
  composite: 'composite',
};

type ElementReader = (element: XmlElement, draft: Draft) => void;

const READERS: Record<string, ElementReader> = {
  itemClass: (element, draft) => draft.set('type', typeIn(element, draft), element),
  versionCreated: (element, draft) => draft.set('versionCreated', lineOf(element), element),
  firstCreated: (element, draft) => draft.set('firstCreated', lineOf(element), element),
  embargoed: (element, draft) => markUnderstood(element, draft).narrowEmbargo(lineOf(element), element),
  pubStatus: (element, draft) => readStatus(element, markUnderstood(element, draft)),
  expires: (element, draft) => markUnderstood(element, draft).set('expires', lineOf(element), element),
  title: (element, draft) => draft.set('title', lineOf(element), element),
  edNote: (element, draft) => readNote(lineOf(element), element, markUnderstood(element, draft)),
  signal: readSignal,
};

export function readItemMeta(element: XmlElement, draft: Draft): void {
  for (const child of childElements(element))
    if (child.ns === NAR && Object.hasOwn(READERS, child.name)) READERS[child.name]?.(child, draft);
  if (draft.ninjs.type === undefined && draft.faults.length === 0)
    draft.fault(element, 'An itemClass says what kind of item it is; there is none');
  if (draft.ninjs.versionCreated === undefined)
    draft.fault(element, 'versionCreated says which version is newer; there is none');
}

function markUnderstood(element: XmlElement, draft: Draft): Draft {
  draft.understood.add(element);
  return draft;
}

/** Undefined, with a fault: this gateway has no such type. */
export function typeIn(element: XmlElement, draft: Draft): string | undefined {
  const concept = conceptOf(element, draft.catalog);
  const code = iptcCode(concept, 'ninature');
  if (code !== undefined && Object.hasOwn(TYPES, code)) return TYPES[code];
  const className = concept.qcode ?? concept.uri ?? 'nothing';
  draft.fault(
    element,
    `Items of the class ${className} are not taken; ${Object.keys(TYPES).join(', ')} of ninat: are`,
  );
  return undefined;
}

/** An unknown status must not count as usable. Undefined, with a fault: unknown. */
export function statusIn(element: XmlElement, draft: Draft): Status | undefined {
  const concept = conceptOf(element, draft.catalog);
  const code = iptcCode(concept, 'pubstatusg2');
  if (code === 'usable' || code === 'withheld' || code === 'canceled') return code;
  const statusName = concept.qcode ?? concept.uri ?? 'nothing';
  draft.fault(
    element,
    `The publishing status ${statusName} is not known; stat:usable, withheld and canceled are`,
  );
  return undefined;
}

function readStatus(element: XmlElement, draft: Draft): void {
  draft.release.narrowStatus(statusIn(element, draft) ?? 'withheld');
}

/** Adds a note. Its prohibitions are for the phrasebook and the desk, as in ninjs. */
export function readNote(text: string, element: XmlElement, draft: Draft): void {
  if (text === '') return;
  draft.set('edNote', text, element);
  draft.notes.add(text);
  draft.rights.instructions.push(restrictionsIn(text));
}

function readSignal(element: XmlElement, draft: Draft): void {
  const concept = conceptOf(element, draft.catalog);
  const code = iptcCode(concept, 'signal') ?? labelOf(concept);
  if (code === 'correction') draft.change = 'correction';
  if (code === 'update') draft.change ??= 'update';
}
