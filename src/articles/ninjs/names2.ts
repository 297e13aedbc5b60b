/** Converts ninjs 2.0 to 2.2 to the names of 3.1: equal shapes, lower case. */
import {
  isObject,
  type JsonObject,
  type Key,
  pointer,
  type RenamedDocument,
  type UnknownField,
} from './fault.ts';
import { NAMES_3 } from './schema.ts';

/** Names of 3.1 in lower case in 2.x. */
const RESPELLED = [
  'representationType',
  'firstCreated',
  'versionCreated',
  'contentCreated',
  'pubStatus',
  'copyrightHolder',
  'copyrightNotice',
  'usageTerms',
  'edNote',
  'contentType',
  'charCount',
  'wordCount',
  'contactInfo',
  'postalCode',
  'symbolType',
  'geoJSON',
  'infoSources',
  'altIds',
  'trustIndicators',
  'rightsInfo',
  'langId',
  'linkedRights',
  'encodedRights',
  'digitalSourceType',
  'sizeInBytes',
];
const NEW_NAME = new Map<string, string>([
  ...RESPELLED.map((name): [string, string] => [name.toLowerCase(), name]),
  ['embargoed', 'embargoedUntil'],
  ['ticker', 'symbol'],
]);
const OLD_NAME = new Map([...NEW_NAME].map(([old, name]) => [name, old]));
const SINCE_3 = new Set(['eventDetails', 'plannedCoverage']);

export const NAMES_2: readonly string[] = NAMES_3.filter((name) => !SINCE_3.has(name)).map(
  (name) => OLD_NAME.get(name) ?? name,
);

/** Numbers of any kind in 2.x that are integers in 3.x. */
const INTEGERS = new Set(['charcount', 'wordcount', 'width', 'height', 'sizeinbytes']);

/**
 * Returns the document in 3.1 names. Names with capitals are unknown in 2.x, so a field cannot have two
 * spellings.
 */
export function fromNames2(document: JsonObject): RenamedDocument {
  const unknown: UnknownField[] = [];
  const renamed = rename(document, [], unknown);
  return {
    document: renamed,
    unknown,
    faults: [],
    origin: (keys) => pointer(keys.map((key) => OLD_NAME.get(String(key)) ?? key)),
  };
}

function rename(value: unknown, at: Key[], unknown: UnknownField[]): unknown {
  if (Array.isArray(value)) return value.map((member, index) => rename(member, [...at, index], unknown));
  if (!isObject(value)) return value;
  const entries: [string, unknown][] = [];
  for (const [key, child] of Object.entries(value)) {
    const path = [...at, key];
    if (key !== key.toLowerCase() || key === 'embargoeduntil')
      unknown.push({ path: pointer(path), value: child });
    else if (key === 'geojson') entries.push(['geoJSON', child]);
    else if (key === 'ticker' && 'symbol' in value) continue;
    else if (key === 'urgency') entries.push(...urgencyOf(child));
    else if (INTEGERS.has(key) && typeof child === 'number')
      entries.push([NEW_NAME.get(key) ?? key, Math.round(child)]);
    else entries.push([NEW_NAME.get(key) ?? key, rename(child, path, unknown)]);
  }
  return Object.fromEntries(entries);
}

/** Before 3.0 an urgency is any number; outside of 1 to 9 it is dropped. */
export function urgencyOf(value: unknown): [string, unknown][] {
  if (typeof value !== 'number') return [['urgency', value]];
  const rounded = Math.round(value);
  return rounded >= 1 && rounded <= 9 ? [['urgency', rounded]] : [];
}
