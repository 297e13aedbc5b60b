/**
 * Converts the parts of a ninjs 1.x item with other shapes than in 3.1: terms with schemes, contacts, maps by
 * name.
 */
import { isObject, type JsonObject, type Key, pointer } from './fault.ts';
import type { RenameLog } from './names1.ts';

/** Lists of terms → names in 3.1. */
export const LIST_FIELDS = new Map([
  ['person', 'people'],
  ['organisation', 'organisations'],
  ['place', 'places'],
  ['subject', 'subjects'],
  ['event', 'events'],
  ['object', 'objects'],
  ['infosource', 'infoSources'],
  ['genre', 'genres'],
  ['trustindicator', 'trustIndicators'],
]);

const TERM = ['name', 'rel', 'scheme', 'code'];
const EXTRA_NAMES: Record<string, string[]> = {
  person: ['contactinfo'],
  organisation: ['contactinfo', 'symbols'],
  place: ['contactinfo'],
  subject: ['creator', 'relevance', 'confidence'],
  infosource: ['contactinfo'],
  trustindicator: ['title', 'href'],
};
const CONTACT = new Map(
  ['type', 'role', 'lang', 'name', 'value', 'address'].map((n): [string, string] => [n, n]),
);
const ADDRESS = new Map([
  ...['lines', 'locality', 'area', 'country'].map((n): [string, string] => [n, n]),
  ['postalcode', 'postalCode'],
]);
const SYMBOL = new Map([
  ['exchange', 'exchange'],
  ['symboltype', 'symbolType'],
  ['symbol', 'symbol'],
  ['ticker', 'ticker'],
]);

/**
 * Returns a copy with the keys in `names` renamed; others are unknown fields. A value that is no object
 * stays, for the schema to refuse.
 */
export function renameKeys(value: unknown, names: Map<string, string>, at: Key[], log: RenameLog): unknown {
  if (!isObject(value)) return value;
  const entries: [string, unknown][] = [];
  for (const [key, child] of Object.entries(value)) {
    const name = names.get(key);
    if (name) entries.push([name, child]);
    else log.unknown.push({ path: pointer([...at, key]), value: child });
  }
  return Object.fromEntries(entries);
}

interface FieldPath {
  at: Key[];
  to: Key[];
  log: RenameLog;
}

/** Converts a map by name to an array of objects with the name (for altids: the role). */
export function fromMap(
  value: unknown,
  { at, to, log }: FieldPath,
  convert: (member: unknown, path: FieldPath) => unknown,
): unknown {
  if (!isObject(value)) {
    log.faults.push({
      path: pointer(at),
      message: 'In ninjs 1.x this is an object, with a field for each name',
    });
    return undefined;
  }
  const label = at.at(-1) === 'altids' ? 'role' : 'name';
  return Object.entries(value).map(([name, member], index) => {
    const fieldPath = { at: [...at, name], to: [...to, index], log };
    log.origins.set(pointer(fieldPath.to), pointer(fieldPath.at));
    const converted = convert(member, fieldPath);
    return isObject(converted) ? { ...converted, [label]: name } : converted;
  });
}

/** Checks a field that 3.1 does not have. */
export function expectType(value: unknown, type: 'string' | 'number', at: Key[], log: RenameLog): void {
  if (value !== undefined && typeof value !== type)
    log.faults.push({ path: pointer(at), message: `Expected a ${type}` });
}

export function termsOf(field: string, value: unknown, at: Key[], log: RenameLog): unknown {
  if (!Array.isArray(value)) return value;
  return value.map((term, index) => (isObject(term) ? termOf(field, term, [...at, index], log) : term));
}

function termOf(field: string, old: JsonObject, at: Key[], log: RenameLog): JsonObject {
  const allowed = new Map([...TERM, ...(EXTRA_NAMES[field] ?? [])].map((n): [string, string] => [n, n]));
  const { scheme, code, rel, contactinfo, symbols, ...rest } = withoutGeometry(field, old);
  const renamed = renameKeys({ ...rest }, allowed, at, log) as JsonObject;
  const uri = uriOf(scheme, code);
  const relation = field === 'infosource' ? 'role' : 'rel';
  const term: JsonObject = {
    ...renamed,
    ...(rel !== undefined && { [relation]: rel }),
    ...(field === 'trustindicator' ? uri !== undefined && { role: uri } : termIdentity(uri, code)),
    ...(contactinfo !== undefined && {
      contactInfo: contactsOf(contactinfo, [...at, 'contactinfo'], log),
    }),
    ...(symbols !== undefined && { symbols: symbolsOf(symbols, [...at, 'symbols'], log) }),
  };
  const geometry = field === 'place' ? geometryOf(old) : undefined;
  return geometry === undefined ? term : { ...term, geoJSON: geometry };
}

const GEOMETRY_FIELD = /^geometry_/u;

function withoutGeometry(field: string, old: JsonObject): JsonObject {
  return field === 'place'
    ? Object.fromEntries(Object.entries(old).filter(([key]) => !GEOMETRY_FIELD.test(key)))
    : old;
}

/** A place in 3.1 has one geometry, in GeoJSON. */
function geometryOf(old: JsonObject): unknown {
  return Object.entries(old).find(([key]) => key.toLowerCase() === 'geometry_geojson')?.[1];
}

function termIdentity(uri: unknown, code: unknown): JsonObject {
  return { ...(uri !== undefined && { uri }), ...(code !== undefined && { literal: code }) };
}

/**
 * Combines scheme and code to one uri (as the IPTC's guide for moving to 2.0 does). A wrong type stays, to be
 * refused.
 */
function uriOf(scheme: unknown, code: unknown): unknown {
  if (code !== undefined && typeof code !== 'string') return code;
  if (typeof scheme !== 'string' || !code || !/^[a-z][a-z0-9+.-]*:/iu.test(scheme)) return scheme;
  const joint = /[/#:=?]$/u.test(scheme) ? '' : /^https?:/iu.test(scheme) ? '/' : ':';
  return `${scheme}${joint}${encodeURI(code.toWellFormed())}`;
}

function contactsOf(value: unknown, at: Key[], log: RenameLog): unknown {
  if (!Array.isArray(value)) return value;
  return value.map((member, index) => {
    const contact = renameKeys(member, CONTACT, [...at, index], log);
    if (!isObject(contact) || contact.address === undefined) return contact;
    return { ...contact, address: renameKeys(contact.address, ADDRESS, [...at, index, 'address'], log) };
  });
}

function symbolsOf(value: unknown, at: Key[], log: RenameLog): unknown {
  if (!Array.isArray(value)) return value;
  return value.map((member, index) => {
    const symbol = renameKeys(member, SYMBOL, [...at, index], log);
    if (!isObject(symbol)) return symbol;
    const { ticker, ...rest } = symbol;
    expectType(ticker, 'string', [...at, index, 'ticker'], log);
    return ticker === undefined || rest.symbol !== undefined ? rest : { ...rest, symbol: ticker };
  });
}
