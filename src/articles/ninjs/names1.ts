/**
 * ninjs 1.x in the names and shapes of 3.1: singular names, maps by name instead of arrays, `scheme` and `code`
 * instead of `uri` and `literal`, texts in fields named by pattern (`body_xhtml`, `description_caption`).
 */
import {
  type Fault,
  isObject,
  type JsonObject,
  type Key,
  pointer,
  type Renamed,
  type Unknown,
} from './fault.ts';
import { urgencyOf } from './names2.ts';
import { expectType, fromMap, LIST_FIELDS, renameKeys, termsOf } from './shapes1.ts';

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
const TEXT_FIELD = /^(body|description|headline)_([a-zA-Z0-9_].*)$/u;
const TEXT_LISTS: Record<string, string> = {
  body: 'bodies',
  description: 'descriptions',
  headline: 'headlines',
};
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
  faults: Fault[];
  /** Renamed pointer → pointer as sent. */
  origins: Map<string, string>;
}

export function fromNames1(document: JsonObject): Renamed {
  const journey: Journey = { unknown: [], faults: [], origins: new Map() };
  const renamed = itemOf(document, { at: [], to: [], journey });
  return {
    document: renamed,
    unknown: journey.unknown,
    faults: journey.faults,
    origin: (keys) => originOf(keys, journey.origins),
  };
}

/** The pointer as sent of the longest part of the path whose origin is known. */
function originOf(keys: readonly Key[], origins: Map<string, string>): string {
  for (let length = keys.length; length > 0; length -= 1) {
    const origin = origins.get(pointer(keys.slice(0, length)));
    if (origin !== undefined) return origin + pointer(keys.slice(length));
  }
  return pointer(keys);
}

interface Place {
  /** Path as sent. */
  at: Key[];
  /** Path in the renamed document. */
  to: Key[];
  journey: Journey;
}

type Convert = (value: unknown, place: Place) => [name: string, value: unknown][];

/** Fields whose value changes with their name, or that 3.1 has no place for. */
const CONVERTED = new Map<string, Convert>([
  ['representationtype', (value) => [['representationType', representationOf(value)]]],
  ['urgency', (value) => urgencyOf(value)],
  ['digitalsourcetype', (value) => [['digitalSourceType', value]]],
  ['rightsinfo', (value, { at, journey }) => [['rightsInfo', renameKeys(value, RIGHTS, at, journey)]]],
  ['altids', (value, place) => [['altIds', fromMap(value, place, altIdOf)]]],
  ['renditions', (value, place) => [['renditions', fromMap(value, place, renditionOf)]]],
  ['associations', (value, place) => [['associations', fromMap(value, place, associationOf)]]],
  ['mimetype', (value, { at, journey }) => dropped(value, 'string', at, journey)],
  ['charcount', (value, { at, journey }) => dropped(value, 'number', at, journey)],
  ['wordcount', (value, { at, journey }) => dropped(value, 'number', at, journey)],
  // with the other texts
  ['headline', () => []],
]);

export const NAMES_1: readonly string[] = [...SCALARS.keys(), ...LIST_FIELDS.keys(), ...CONVERTED.keys()];

function dropped(value: unknown, type: 'string' | 'number', at: Key[], journey: Journey): [] {
  expectType(value, type, at, journey);
  return [];
}

function itemOf(document: JsonObject, { at, to, journey }: Place): JsonObject {
  const item: JsonObject = {};
  const put = (old: string, name: string, value: unknown) => {
    item[name] = value;
    journey.origins.set(pointer([...to, name]), pointer([...at, old]));
  };
  for (const [key, value] of Object.entries(document)) {
    const path = [...at, key];
    const scalar = SCALARS.get(key);
    const list = LIST_FIELDS.get(key);
    const convert = CONVERTED.get(key);
    if (scalar) put(key, scalar, value);
    else if (list) put(key, list, termsOf(key, value, path, journey));
    else if (convert)
      for (const [name, converted] of convert(value, { at: path, to: [...to, key], journey }))
        put(key, name, converted);
    else if (!TEXT_FIELD.test(key)) journey.unknown.push({ path: pointer(path), value });
  }
  putTexts(document, item, { at, to, journey });
  return item;
}

function associationOf(value: unknown, place: Place): unknown {
  return isObject(value) ? itemOf(value, place) : value;
}

function representationOf(value: unknown): unknown {
  return value === 'complete' ? 'full' : value === 'incomplete' ? 'partial' : { 'not of 1.x': value };
}

/** The texts of the pattern fields, each with the rest of its name as its role. `headline` is the main one. */
function putTexts(document: JsonObject, item: JsonObject, { at, to, journey }: Place): void {
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

function renditionOf(value: unknown, { at, journey }: Place): unknown {
  const rendition = renameKeys(value, RENDITION, at, journey);
  if (!isObject(rendition)) return rendition;
  for (const name of INTEGERS) {
    const number = rendition[name];
    if (typeof number === 'number') rendition[name] = Math.round(number);
  }
  return rendition;
}

/** 1.x leaves the values open; what is no word is written out as JSON. */
function altIdOf(value: unknown): JsonObject {
  return { value: typeof value === 'string' ? value : JSON.stringify(value) };
}
