/**
 * The `@context` of a document (JSON-LD 1.1, section 4.1): its own prefixes and terms. Nothing is fetched:
 * the ODRL context is built in, other remote ones are warnings, and a context that removes ODRL's own words
 * is a fault.
 */
import { message, toFaultMessage } from '../policy-templates.ts';
import type { RightsFault } from '../types.ts';
import { ODRL_CONTEXT, ODRL_NAMESPACE } from './names.ts';
import { isNode } from './node.ts';

export interface Context {
  /** Expands a key, a type or a vocabulary name by term and prefix; other names stay. */
  expand(name: string): string;
  /** Expands the name of a thing (`@id`) by prefix; other names stay. */
  iri(name: string): string;
  /** Full name of the datatype that the document gives to plain values of a key (`"@type"` of its term). */
  datatype(key: string): string | undefined;
  faults: RightsFault[];
  warnings: RightsFault[];
}

const ODRL_CONTEXTS = new Set([
  ODRL_CONTEXT,
  'https://www.w3.org/ns/odrl.jsonld',
  'http://www.w3.org/ns/odrl/2/',
  'https://www.w3.org/ns/odrl/2/',
  'http://www.w3.org/ns/odrl/2/ODRL22.json',
]);

/** True if a context is ODRL's own. Inside a document, any other would change the meaning of words. */
export function isOdrlContext(context: unknown): boolean {
  return typeof context === 'string' && ODRL_CONTEXTS.has(context);
}

/** Prefixes of the ODRL context that `shortName` does not know. */
const PREFIXES: ReadonlyMap<string, string> = new Map([
  ['foaf', 'http://xmlns.com/foaf/0.1/'],
  ['owl', 'http://www.w3.org/2002/07/owl#'],
  ['rdfs', 'http://www.w3.org/2000/01/rdf-schema#'],
  ['schema', 'http://schema.org/'],
  ['skos', 'http://www.w3.org/2004/02/skos/core#'],
  ['vcard', 'http://www.w3.org/2006/vcard/ns#'],
]);

/** Longest chain of prefixes: people do not write deeper ones. */
const HOPS_MAX = 5;

export function contextOf(documents: readonly unknown[]): Context {
  const terms = new Map<string, string>();
  const datatypes = new Map<string, string>();
  const faults: RightsFault[] = [];
  const warnings: RightsFault[] = [];
  const fault = (message: string) => faults.push({ path: '/@context', message });
  for (const entry of documents.flatMap((document) =>
    isNode(document) ? [document['@context'] ?? []].flat(9) : [],
  )) {
    if (typeof entry === 'string' && !isOdrlContext(entry))
      warnings.push({
        path: '/@context',
        ...toFaultMessage(message('reader.context', { context: entry.slice(0, 100) })),
      });
    if (isNode(entry)) define(entry, terms, datatypes, fault);
  }
  const iri = (name: string) => expandPrefix(name, terms);
  const expand = (name: string) => iri(terms.get(name) ?? name);
  const datatype = (key: string) => {
    const type = datatypes.get(key);
    return type === undefined ? undefined : expand(type);
  };
  return { expand, iri, datatype, faults, warnings };
}

function define(
  entry: Record<string, unknown>,
  terms: Map<string, string>,
  datatypes: Map<string, string>,
  fault: (why: string) => void,
): void {
  for (const [term, value] of Object.entries(entry)) {
    const iri = isNode(value) ? value['@id'] : value;
    if (isNode(value) && typeof value['@type'] === 'string') datatypes.set(term, value['@type']);
    if (term === '@vocab') {
      if (value !== ODRL_NAMESPACE && value !== '') fault('Its bare names are not those of ODRL (@vocab)');
    } else if (term === '@import') fault('It imports a context that is not here');
    else if (!term.startsWith('@')) {
      if (typeof iri === 'string') terms.set(term, iri.toWellFormed());
      // JSON-LD would drop or reverse the property, and a dropped constraint widens the policy.
      else if (value === null || iri === null || (isNode(value) && '@reverse' in value))
        fault(`It takes the word "${term.toWellFormed().slice(0, 80)}" away`);
    }
  }
}

function expandPrefix(name: string, terms: ReadonlyMap<string, string>): string {
  let expanded = name;
  for (let hop = 0; hop < HOPS_MAX; hop += 1) {
    const colon = expanded.indexOf(':');
    // A bare name has no prefix, not even an empty one: a document could otherwise remove all of ODRL's
    // words.
    if (colon <= 0) return expanded;
    const prefix = expanded.slice(0, colon);
    const namespace = terms.get(prefix) ?? PREFIXES.get(prefix);
    if (namespace === undefined || expanded.startsWith('//', colon + 1)) return expanded;
    expanded = namespace + expanded.slice(colon + 1);
  }
  return expanded;
}
