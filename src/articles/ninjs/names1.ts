/**
 * Converts ninjs 1.x to the names and shapes of 3.1: singular names, maps by name instead of arrays, `scheme`
 * and `code` instead of `uri` and `literal`, texts in fields with patterns (`body_xhtml`,
 * `description_caption`).
 */
import {
  type Fault,
  isObject,
  type JsonObject,
  type Key,
  pointer,
  type RenamedDocument,
  type UnknownField,
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

/** Collects unknown fields, and the origin of each renamed field. */
export interface RenameLog {
  unknown: UnknownField[];
  faults: Fault[];
  /** Renamed pointer → submitted pointer. */
  origins: Map<string, string>;
}

export function fromNames1(document: JsonObject): RenamedDocument {
  const log: RenameLog = { unknown: [], faults: [], origins: new Map() };
  const renamed = itemOf(document, { at: [], to: [], log });
  return {
    document: renamed,
    unknown: log.unknown,
    faults: log.faults,
    origin: (keys) => originOf(keys, log.origins),
  };
}

/** Submitted pointer of the longest part of the path with a known origin. */
function originOf(keys: readonly Key[], origins: Map<string, string>): string {
  for (let length = keys.length; length > 0; length -= 1) {
    const origin = origins.get(pointer(keys.slice(0, length)));
    if (origin !== undefined) return origin + pointer(keys.slice(length));
  }
  return pointer(keys);
}

interface FieldPath {
  /** Path in the submitted document. */
  at: Key[];
  /** Path in the renamed document. */
  to: Key[];
  log: RenameLog;
}

type Convert = (value: unknown, fieldPath: FieldPath) => [name: string, value: unknown][];

/** Fields whose value changes too, or that 3.1 does not have. */
const CONVERTED = new Map<string, Convert>([
  ['representationtype', (value) => [['representationType', representationOf(value)]]],
  ['urgency', (value) => urgencyOf(value)],
  ['digitalsourcetype', (value) => [['digitalSourceType', value]]],
  ['rightsinfo', (value, { at, log }) => [['rightsInfo', renameKeys(value, RIGHTS, at, log)]]],
  ['altids', (value, fieldPath) => [['altIds', fromMap(value, fieldPath, altIdOf)]]],
  ['renditions', (value, fieldPath) => [['renditions', fromMap(value, fieldPath, renditionOf)]]],
  ['associations', (value, fieldPath) => [['associations', fromMap(value, fieldPath, associationOf)]]],
  ['mimetype', (value, { at, log }) => checkDropped(value, 'string', at, log)],
  ['charcount', (value, { at, log }) => checkDropped(value, 'number', at, log)],
  ['wordcount', (value, { at, log }) => checkDropped(value, 'number', at, log)],
  // Converted with the other texts.
  ['headline', () => []],
]);

export const NAMES_1: readonly string[] = [...SCALARS.keys(), ...LIST_FIELDS.keys(), ...CONVERTED.keys()];

function checkDropped(value: unknown, type: 'string' | 'number', at: Key[], log: RenameLog): [] {
  expectType(value, type, at, log);
  return [];
}

function itemOf(document: JsonObject, { at, to, log }: FieldPath): JsonObject {
  const item: JsonObject = {};
  const putField = (old: string, name: string, value: unknown) => {
    item[name] = value;
    log.origins.set(pointer([...to, name]), pointer([...at, old]));
  };
  for (const [key, value] of Object.entries(document)) {
    const path = [...at, key];
    const scalar = SCALARS.get(key);
    const list = LIST_FIELDS.get(key);
    const convert = CONVERTED.get(key);
    if (scalar) putField(key, scalar, value);
    else if (list) putField(key, list, termsOf(key, value, path, log));
    else if (convert)
      for (const [name, converted] of convert(value, { at: path, to: [...to, key], log }))
        putField(key, name, converted);
    else if (!TEXT_FIELD.test(key)) log.unknown.push({ path: pointer(path), value });
  }
  putTexts(document, item, { at, to, log });
  return item;
}

function associationOf(value: unknown, fieldPath: FieldPath): unknown {
  return isObject(value) ? itemOf(value, fieldPath) : value;
}

function representationOf(value: unknown): unknown {
  return value === 'complete' ? 'full' : value === 'incomplete' ? 'partial' : { 'not of 1.x': value };
}

/** Texts of pattern fields; the rest of the name is the role. `headline` is the main one. */
function putTexts(document: JsonObject, item: JsonObject, { at, to, log }: FieldPath): void {
  const lists: Record<string, JsonObject[]> = { bodies: [], descriptions: [], headlines: [] };
  const add = (list: string, key: string, text: JsonObject) => {
    const texts = lists[list] ?? [];
    log.origins.set(pointer([...to, list, texts.length, 'value']), pointer([...at, key]));
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

function renditionOf(value: unknown, { at, log }: FieldPath): unknown {
  const rendition = renameKeys(value, RENDITION, at, log);
  if (!isObject(rendition)) return rendition;
  for (const name of INTEGERS) {
    const number = rendition[name];
    if (typeof number === 'number') rendition[name] = Math.round(number);
  }
  return rendition;
}

/** 1.x allows any value; one that is no string becomes JSON. */
function altIdOf(value: unknown): JsonObject {
  return { value: typeof value === 'string' ? value : JSON.stringify(value) };
}
