/**
 * Names in policies are full IRIs, compact (`odrl:display`) or bare (`display`). Internally they are short.
 */

export const ODRL_CONTEXT = 'http://www.w3.org/ns/odrl.jsonld';
export const ODRL_NAMESPACE = 'http://www.w3.org/ns/odrl/2/';

/**
 * Our own profile: acts of AI and search, alterations, the operands `component` and `title`. A URN is
 * permanent.
 */
export const IMPRIMATUR_PROFILE = 'urn:imprimatur:profile:1';
export const IMPRIMATUR_NAMESPACE = `${IMPRIMATUR_PROFILE}#`;

/**
 * IPTC RightsML 2.0. Both spellings are in use: that of the specification, and that of IPTC's own examples.
 */
export const RIGHTSML_PROFILE = 'https://iptc.org/std/RightsML/odrl-profile/';
const PROFILES = new Set([
  IMPRIMATUR_PROFILE,
  'iptc.org/std/RightsML/odrl-profile',
  'iptc.org/std/RightsML/2',
  'www.w3.org/ns/odrl/2/core',
  'www.w3.org/ns/odrl/2',
]);

/**
 * True for a known profile. An unknown one stops the policy (ODRL IM 2.2, section 3.2), because its terms are
 * unknown.
 */
export function knownProfile(iri: string): boolean {
  return PROFILES.has(iri.replace(/^https?:\/\//, '').replace(/\/$/, ''));
}

/** Namespace → internal prefix of its names; empty for ODRL and our profile. */
const PREFIX_OF: readonly (readonly [string, string])[] = [
  [ODRL_NAMESPACE, ''],
  ['https://www.w3.org/ns/odrl/2/', ''],
  // ODRL 2.0 and 2.1, still used in ninjs documents.
  ['http://w3.org/ns/odrl/2/', ''],
  ['http://w3.org/ns/odrl/vocab#', ''],
  ['http://www.w3.org/ns/odrl/vocab#', ''],
  [IMPRIMATUR_NAMESPACE, ''],
  ['http://creativecommons.org/ns#', 'cc:'],
  ['http://purl.org/dc/terms/', 'dct:'],
  ['https://purl.org/dc/terms/', 'dct:'],
  ['http://purl.org/dc/elements/1.1/', 'dc:'],
  ['http://www.w3.org/1999/02/22-rdf-syntax-ns#', 'rdf:'],
  ['http://www.w3.org/2001/XMLSchema#', 'xsd:'],
  ['odrl:', ''],
  ['imp:', ''],
  ['dcterms:', 'dct:'],
];

/**
 * `http://www.w3.org/ns/odrl/2/display`, `odrl:display` → `display`; `imp:ai-train` → `ai-train`; cc keeps
 * its prefix. Idempotent: a name with more than one name after its namespace is not changed.
 */
export function shortName(name: string): string {
  if (!name.includes(':')) return name;
  for (const [namespace, prefix] of PREFIX_OF) {
    if (!name.startsWith(namespace)) continue;
    const local = name.slice(namespace.length);
    return local.includes(':') ? name : prefix + local;
  }
  return name;
}

/**
 * Names of ODRL 2.1 JSON (ninjs `encodedRights`) and plural spellings → the 2.2 property. An ignored plural
 * would widen the policy.
 */
const PROPERTY: ReadonlyMap<string, string> = new Map([
  ['permissions', 'permission'],
  ['prohibitions', 'prohibition'],
  ['obligations', 'obligation'],
  ['duties', 'duty'],
  ['constraints', 'constraint'],
  ['refinements', 'refinement'],
  ['consequences', 'consequence'],
  ['remedies', 'remedy'],
  ['actions', 'action'],
  ['targets', 'target'],
  ['assignees', 'assignee'],
  ['policytype', '@type'],
  ['type', '@type'],
  ['rdf:type', '@type'],
  ['policyid', '@id'],
  ['uid', '@id'],
  ['policyprofile', 'profile'],
  ['inheritfrom', 'inheritFrom'],
  ['inheritallowed', 'inheritAllowed'],
  ['leftoperand', 'leftOperand'],
  ['rightoperand', 'rightOperand'],
  ['rightoperandunit', 'unit'],
  ['rightoperanddatatype', 'dataType'],
  ['datatype', 'dataType'],
  ['inheritrelation', 'inheritRelation'],
]);

const INNER_PREFIXES: ReadonlySet<string> = new Set(['cc', 'dc', 'dct', 'rdf', 'xsd']);

/** Schemes of IRIs. Any other word before a colon is an undefined prefix. */
const SCHEMES: ReadonlySet<string> = new Set(['http', 'https', 'urn', 'tag', 'did', 'info', 'ni']);

/** True if a short name is of a namespace that is neither ODRL's nor ours. */
export function isNamespaced(short: string): boolean {
  const colon = short.indexOf(':');
  const prefix = short.slice(0, Math.max(colon, 0)).toLowerCase();
  return INNER_PREFIXES.has(prefix) || SCHEMES.has(prefix);
}

/** Namespaces with members that count. */
export const MEMBER_NAMESPACES: readonly string[] = PREFIX_OF.filter(
  ([namespace, prefix]) => namespace.length > 'odrl:dcterms:'.length && prefix !== 'xsd:' && prefix !== 'cc:',
).map(([namespace]) => namespace);

/** Part of an IRI or a short name up to its last separator. */
export function namespaceOf(name: string): string {
  const end = Math.max(name.lastIndexOf('/'), name.lastIndexOf('#'));
  return name.slice(0, (end >= 0 ? end : name.lastIndexOf(':')) + 1);
}

export function propertyName(key: string): string {
  const short = shortName(key);
  return PROPERTY.get(short) ?? short;
}
