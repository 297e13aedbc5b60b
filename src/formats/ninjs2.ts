/** IPTC ninjs 2.2: the 3.1 document with the names of 2.x. Members that 2.2 lacks are left out. */
import { type Json, ninjsOf } from './ninjs.ts';
import type { Rendering, Rendition } from './types.ts';

const STANDARD = {
  name: 'ninjs',
  version: '2.2',
  schema: 'http://www.iptc.org/std/ninjs/ninjs-schema_2.2.json#',
};

/** 2.x uses lower case, and one other word. */
const OTHER_WORDS: Record<string, string> = { embargoedUntil: 'embargoed' };

/** Members introduced in 3.0, by the list they are in; the empty name is the document itself. */
const SINCE_3: Record<string, readonly string[]> = {
  '': ['eventDetails', 'plannedCoverage'],
  associations: ['eventDetails', 'plannedCoverage', 'rel'],
  events: ['id'],
};

const TYPES_SINCE_3: readonly unknown[] = ['event', 'planning'];

export function renderNinjs2(rendering: Rendering): Rendition {
  const document = { ...ninjsOf(rendering), standard: STANDARD };
  const body = `${JSON.stringify(inNames2(document, ''))}\n`;
  return { contentType: 'application/ninjs+json;version=2.2', body };
}

/** `list`: member that contains the value. */
function inNames2(value: unknown, list: string): unknown {
  if (Array.isArray(value)) return value.map((element) => inNames2(element, list));
  // RFC 7946 defines these member names.
  if (typeof value !== 'object' || value === null || list === 'geoJSON') return value;
  const news = list === '' || list === 'associations';
  return Object.fromEntries(
    Object.entries(value as Json)
      .filter(([name]) => !SINCE_3[list]?.includes(name))
      .filter(([name, child]) => !(news && name === 'type' && TYPES_SINCE_3.includes(child)))
      .map(([name, child]) => [OTHER_WORDS[name] ?? name.toLowerCase(), inNames2(child, name)]),
  );
}
