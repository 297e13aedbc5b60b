/** `contentMeta`: subjects, authors and headlines of the content. Pure. */
import { attributeOf, childElements, type XmlElement } from '../../platform/xml-reader.ts';
import type { JsonObject } from '../ninjs/fault.ts';
import { instantOf } from '../ninjs/scalars.ts';
import { type Draft, lineOf } from './draft.ts';
import { NAR } from './names.ts';
import { conceptOf, iptcCode, labelOf } from './qcodes.ts';
import { nameOf } from './rights.ts';

type ElementReader = (element: XmlElement, draft: Draft) => void;

const text = (name: string): ElementReader => {
  return (element, draft) => draft.set(name, lineOf(element), element);
};

const READERS: Record<string, ElementReader> = {
  urgency: (element, draft) => draft.set('urgency', numberIn(lineOf(element)), element),
  contentCreated: (element, draft) => {
    // ninjs has no partial dates.
    if (instantOf(lineOf(element)) !== null) draft.set('contentCreated', lineOf(element), element);
  },
  slugline: text('slugline'),
  by: text('by'),
  located: (element, draft) => {
    draft.set('located', nameOf(element), element);
    draft.add('places', termOf(element, draft), element);
  },
  dateline: text('located'),
  headline: (element, draft) => addText('headlines', element, draft),
  description: (element, draft) => addText('descriptions', element, draft),
  creditline: (element, draft) => addText('descriptions', element, draft, 'creditline'),
  genre: (element, draft) => draft.add('genres', termOf(element, draft), element),
  keyword: (element, draft) => draft.add('subjects', { name: lineOf(element), rel: 'keyword' }, element),
  subject: (element, draft) => draft.add(listOf(element, draft), termOf(element, draft), element),
  infoSource: (element, draft) => draft.add('infoSources', termOf(element, draft), element),
  digitalSourceType: (element, draft) => draft.set('digitalSourceType', termOf(element, draft), element),
  language: (element, draft) => draft.set('language', attributeOf(element, 'tag'), element),
};

export function readContentMeta(element: XmlElement, draft: Draft): void {
  const children = childElements(element).filter(({ ns }) => ns === NAR);
  for (const child of children) if (Object.hasOwn(READERS, child.name)) READERS[child.name]?.(child, draft);
  const creators = children.filter(({ name }) => name === 'creator');
  const [first] = creators;
  if (first) draft.set('by', creators.map(nameOf).filter(Boolean).join(', '), first);
}

function numberIn(line: string): number | undefined {
  return /^\d$/u.test(line) ? Number(line) : undefined;
}

export function addText(list: string, element: XmlElement, draft: Draft, stated?: string): void {
  const value = lineOf(element);
  const role = stated ?? labelOf(conceptOf(element, draft.catalog, 'role'));
  if (value === '') return;
  draft.add(list, { ...(role && { role }), contentType: 'text/plain', value }, element);
}

/** Lists of ninjs by the IPTC's natures of concepts. Abstract ones and all others are subjects. */
const LISTS: Record<string, string> = {
  person: 'people',
  organisation: 'organisations',
  geoArea: 'places',
  poi: 'places',
  event: 'events',
  object: 'objects',
};

function listOf(element: XmlElement, draft: Draft): string {
  const nature = iptcCode(conceptOf(element, draft.catalog, 'type'), 'cpnature');
  return (nature !== undefined && Object.hasOwn(LISTS, nature) && LISTS[nature]) || 'subjects';
}

/** Keeps the code besides its URI, because products name either. */
function termOf(element: XmlElement, draft: Draft): JsonObject {
  const { uri, qcode } = conceptOf(element, draft.catalog);
  const name = childElements(element).find((child) => child.ns === NAR && child.name === 'name');
  const literal = qcode ?? attributeOf(element, 'literal');
  return {
    ...(name && { name: lineOf(name) }),
    // In other vocabularies a QCode may stand for a URI with spaces or without a scheme, which ninjs refuses.
    ...(uri !== undefined && URL.canParse(uri) && !/\s/u.test(uri) && { uri }),
    ...(literal !== undefined && { literal }),
  };
}
