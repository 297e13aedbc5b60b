/** Parses any JSON to an item, or to faults. Pure. */
import { FAULTS_MAX, JSON_DEPTH_MAX } from '../limits.ts';
import { detectFamilies, type Family } from './detect.ts';
import { type Fault, isObject, type JsonObject, type Key, pointer, type RenamedDocument } from './fault.ts';
import { itemOf, type ParsedItem } from './item.ts';
import { fromNames1 } from './names1.ts';
import { fromNames2 } from './names2.ts';
import { item as itemSchema, type NinjsItem } from './schema.ts';

export type { Fault } from './fault.ts';
export type { ParsedItem } from './item.ts';

export type Result<T, E> = { ok: true; value: T } | { ok: false; reason: E };

export interface ReadingOptions {
  /** The newsroom's sections for the item. */
  sections: string[];
  /** Creation time of an item without one. Milliseconds, UTC. */
  now: number;
  /** Name of the agency, to distinguish its own material from that of suppliers. */
  agency?: string | undefined;
}

/**
 * Parses a ninjs item of version 1.x, 2.x or 3.x. Faults have JSON pointers into the submitted document; at
 * most FAULTS_MAX of them.
 */
export function parseItem(
  json: unknown,
  { sections, now, agency }: ReadingOptions,
): Result<ParsedItem, Fault[]> {
  const bounds = boundsFault(json);
  if (bounds) return { ok: false, reason: [bounds] };
  if (!isObject(json)) return { ok: false, reason: [{ path: '/', message: 'An item is a JSON object' }] };
  const detected = detectFamilies(json);
  if (!detected.ok) return { ok: false, reason: [detected.fault] };
  const result = inBestFamily(json, detected.families);
  if (!result.ok) return { ok: false, reason: result.reason.slice(0, FAULTS_MAX) };
  const { item, extra, origin } = result.value;
  return itemOf(item, { sections, now, agency, extra, origin });
}

interface CheckedItem {
  item: NinjsItem;
  extra: Record<string, unknown>;
  origin: RenamedDocument['origin'];
}

/**
 * Returns the reading in the first family without unknown fields; otherwise the one with fewest; otherwise
 * the faults of the likeliest. Only names distinguish the families: a wrong value is no reason to try another
 * one.
 */
function inBestFamily(document: JsonObject, families: Family[]): Result<CheckedItem, Fault[]> {
  let bestResult: Result<CheckedItem, Fault[]> | undefined;
  for (const family of families) {
    const result = check(toNames3(document, family));
    if (
      !bestResult ||
      (result.ok && (!bestResult.ok || extraCount(result.value) < extraCount(bestResult.value)))
    )
      bestResult = result;
    if (
      bestResult.ok
        ? extraCount(bestResult.value) === 0
        : !bestResult.reason.some(({ message }) => message === UNKNOWN)
    )
      break;
  }
  return bestResult ?? { ok: false, reason: [] };
}

const extraCount = ({ extra }: CheckedItem) => Object.keys(extra).length;

function toNames3(document: JsonObject, family: Family): RenamedDocument {
  switch (family) {
    case 1:
      return fromNames1(document);
    case 2:
      return fromNames2(document);
    case 3:
      return { document, unknown: [], faults: [], origin: pointer };
  }
}

/**
 * Checks a document against the schema. An unknown field is a fault, unless the item names its own profile:
 * then it is stored separately.
 */
function check(source: RenamedDocument): Result<CheckedItem, Fault[]> {
  const profile = isObject(source.document) ? source.document.profile : undefined;
  const mayHaveExtra = typeof profile === 'string' && profile !== '';
  const unknownFields = new Map(source.unknown.map(({ path, value }) => [path, value]));
  let parsed = itemSchema.safeParse(source.document);
  if (!parsed.success && mayHaveExtra) {
    const paths = parsed.error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...keysOf(issue.path), key]) : [],
    );
    const { document, removed } = withoutFields(source.document, paths);
    for (const [path, value] of removed) unknownFields.set(source.origin(path), value);
    parsed = itemSchema.safeParse(document);
  }
  const unknown = mayHaveExtra
    ? [...unknownFields.keys()].filter((path) => RESTRICTS.test(path)).map(misspelledFault)
    : [...unknownFields.keys()].map(unknownFault);
  if (!parsed.success) return { ok: false, reason: [...unknown, ...faultsOf(parsed.error.issues, source)] };
  if (unknown.length + source.faults.length > 0) return { ok: false, reason: [...unknown, ...source.faults] };
  return {
    ok: true,
    value: { item: parsed.data, extra: Object.fromEntries(unknownFields), origin: source.origin },
  };
}

/**
 * A hold, embargo or restriction in another version's spelling is a mistake, and storing it separately would
 * lift it.
 */
const RESTRICTS = /\/(?:embargoed(?:until)?|pubstatus|usageterms|rightsinfo|ednote)$/iu;

function misspelledFault(path: string): Fault {
  return { path, message: 'This field is spelled as in another version of ninjs, and restricts use' };
}

type Issue = { code?: string; path: PropertyKey[]; message: string; keys?: string[] };

function faultsOf(issues: readonly Issue[], { origin }: RenamedDocument): Fault[] {
  return issues.flatMap((issue) => {
    const path = keysOf(issue.path);
    if (issue.keys) return issue.keys.map((key) => unknownFault(origin([...path, key])));
    return [{ path: origin(path) || '/', message: issue.message }];
  });
}

const UNKNOWN = 'This field is not known to ninjs; an item that names its own `profile` may carry it';

function unknownFault(path: string): Fault {
  return { path, message: UNKNOWN };
}

export function keysOf(path: readonly PropertyKey[]): Key[] {
  return path.map((key) => (typeof key === 'number' ? key : String(key)));
}

/** Returns a copy without the fields at `paths`, and their values. */
function withoutFields(
  document: unknown,
  paths: Key[][],
): { document: unknown; removed: [Key[], unknown][] } {
  const copy = structuredClone(document);
  const removed: [Key[], unknown][] = [];
  for (const path of paths) {
    const last = path.at(-1);
    let holder: unknown = copy;
    for (const key of path.slice(0, -1))
      holder = isObject(holder) || Array.isArray(holder) ? Reflect.get(holder, key) : undefined;
    if (!isObject(holder) || last === undefined) continue;
    removed.push([path, holder[last]]);
    delete holder[last];
  }
  return { document: copy, removed };
}

/** Returns the first exceeded bound, or null. Works level by level, so depth costs no stack. */
function boundsFault(json: unknown): Fault | null {
  let level: unknown[] = [json];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > JSON_DEPTH_MAX)
      return { path: '/', message: `The document is nested more than ${JSON_DEPTH_MAX} levels deep` };
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value !== 'object' || value === null) continue;
      // An own field of this name changes the prototype of a copy.
      if (Object.hasOwn(value, '__proto__')) return { path: '/', message: 'A field is named __proto__' };
      for (const child of Object.values(value)) next.push(child);
    }
    level = next;
  }
  return null;
}
