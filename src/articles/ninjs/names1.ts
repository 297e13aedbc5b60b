/**
 * ninjs 1.x in the names and shapes of 3.1: singular names, maps by name instead of arrays, `scheme` and `code`
 * instead of `uri` and `literal`, texts in fields named by pattern (`body_xhtml`, `description_caption`).
 */
import { isObject, type JsonObject, type Key, pointer, type Renamed, type Unknown } from './fault.ts';
import { urgencyOf } from './names2.ts';
import { fromMap, LIST_FIELDS, renameKeys, termsOf } from './shapes1.ts';

const SCALARS = new Map<string, string>([
  ...['uri', 'type', 'profile', 'version', 'title', 'slugline', 'located', 'language', 'expires'].map(
    (n): [string, string] => [n, n],
  ),
  ['firstcreated', 'firstCreated'],
  ['versioncreated', 'versionCreated'],
  ['contentcreated', 'contentCreated'],
  ['embargoed', 'embargoedUntil'],
  ['pubstatus', 'pubStatus'],
  ['copyrightholder', 'copyrightHolder'],
  ['copyrightnotice', 'copyrightNotice'],
  ['usageterms', 'usageTerms'],
  ['ednote', 'edNote'],
  ['byline', 'by'],
  ['$standard', 'standard'],
]);
const STRUCTURES = [
  'representationtype',
  'urgency',
  'headline',
  'mimetype',
  'charcount',
  'wordcount',
  'renditions',
  'associations',
  'altids',
  'rightsinfo',
  'digitalsourcetype',
];

export const NAMES_1: readonly string[] = [...SCALARS.keys(), ...LIST_FIELDS.keys(), ...STRUCTURES];

const TEXT_FIELD = /^(body|description|headline)_([a-zA-Z0-9_]+.*)$/u;
const TEXT_LISTS: Record<string, string> = {
  body: 'bodies',
  description: 'descriptions',
  headline: 'headlines',
};
const REPRESENTATION: Record<string, string> = { complete: 'full', incomplete: 'partial' };
const RIGHTS = new Map([
  ['langid', 'langId'],
  ['linkedrights', 'linkedRights'],
  ['encodedrights', 'encodedRights'],
]);
const RENDITION = new Map([
  ...['href', 'title', 'height', 'width', 'duration', 'format'].map((n): [string, string] => [n, n]),
  ['mimetype', 'contentType'],
  ['sizeinbytes', 'sizeInBytes'],
]);
const INTEGERS = ['height', 'width', 'sizeInBytes'];

/** Collects what is met on the way: strangers, and where each renamed field came from. */
export interface Journey {
  unknown: Unknown[];
  /** Renamed pointer → pointer as sent. */
  origins: Map<string, string>;
}

export function fromNames1(document: JsonObject): Renamed {
  const journey: Journey = { unknown: [], origins: new Map() };
  const renamed = itemOf(document, [], [], journey);
  return { document: renamed, unknown: journey.unknown, origin: (keys) => originOf(keys, journey.origins) };
}

/** The pointer as sent of the longest part of the path whose origin is known. */
function originOf(keys: readonly Key[], origins: Map<string, string>): string {
  for (let length = keys.length; length > 0; length -= 1) {
    const origin = origins.get(pointer(keys.slice(0, length)));
    if (origin !== undefined) return origin + pointer(keys.slice(length));
  }
  return pointer(keys);
}

/** `at` is the path as sent, `to` the path in the renamed document. */
function itemOf(document: JsonObject, at: Key[], to: Key[], journey: Journey): JsonObject {
  const item: JsonObject = {};
  const put = (old: string, name: string, value: unknown) => {
    item[name] = value;
    journey.origins.set(pointer([...to, name]), pointer([...at, old]));
  };
  for (const [key, value] of Object.entries(document)) {
    const path = [...at, key];
    const scalar = SCALARS.get(key);
    const list = LIST_FIELDS.get(key);
    if (scalar) put(key, scalar, value);
    else if (list) put(key, list, termsOf(key, value, path, journey));
    else if (key === 'representationtype')
      put(key, 'representationType', REPRESENTATION[String(value)] ?? value);
    else if (key === 'urgency') for (const [name, urgency] of urgencyOf(value)) put(key, name, urgency);
    else if (key === 'rightsinfo') put(key, 'rightsInfo', renameKeys(value, RIGHTS, path, journey));
    else if (key === 'digitalsourcetype') put(key, 'digitalSourceType', value);
    else if (key === 'altids') put(key, 'altIds', altIdsOf(value));
    else if (key === 'renditions')
      put(
        key,
        key,
        fromMap(value, path, [...to, key], journey, (one, from) => renditionOf(one, from, journey)),
      );
    else if (key === 'associations')
      put(
        key,
        key,
        fromMap(value, path, [...to, key], journey, (one, from, into) =>
          isObject(one) ? itemOf(one, from, into, journey) : one,
        ),
      );
    else if (key !== 'headline' && !TEXT_FIELD.test(key) && !NAMES_1.includes(key))
      journey.unknown.push({ path: pointer(path), value });
  }
  putTexts(document, item, at, to, journey);
  return item;
}

/** The texts of the pattern fields, each with the rest of its name as its role. `headline` is the main one. */
function putTexts(document: JsonObject, item: JsonObject, at: Key[], to: Key[], journey: Journey): void {
  const lists: Record<string, JsonObject[]> = { bodies: [], descriptions: [], headlines: [] };
  const add = (list: string, key: string, text: JsonObject) => {
    const texts = lists[list] ?? [];
    journey.origins.set(pointer([...to, list, texts.length, 'value']), pointer([...at, key]));
    texts.push(text);
  };
  if (document.headline !== undefined)
    add('headlines', 'headline', { role: 'main', contentType: 'text/plain', value: document.headline });
  for (const [key, value] of Object.entries(document)) {
    const [, kind = '', role = ''] = TEXT_FIELD.exec(key) ?? [];
    const list = TEXT_LISTS[kind];
    if (list) add(list, key, { role, contentType: contentTypeOf(role), value });
  }
  for (const [list, texts] of Object.entries(lists)) if (texts.length > 0) item[list] = texts;
}

function contentTypeOf(role: string): string {
  if (/xhtml/iu.test(role)) return 'application/xhtml+xml';
  return /html|nitf|xml/iu.test(role) ? 'text/html' : 'text/plain';
}

function renditionOf(value: unknown, at: Key[], journey: Journey): unknown {
  const rendition = renameKeys(value, RENDITION, at, journey);
  if (!isObject(rendition)) return rendition;
  for (const name of INTEGERS) {
    const number = rendition[name];
    if (typeof number === 'number') rendition[name] = Math.round(number);
  }
  return rendition;
}

/** 1.x leaves the values open; what is no word or number is written out as JSON. */
function altIdsOf(value: unknown): unknown {
  if (!isObject(value)) return value;
  return Object.entries(value).map(([role, id]) => ({
    role,
    value: typeof id === 'string' ? id : JSON.stringify(id),
  }));
}
