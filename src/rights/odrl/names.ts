/** Names in policies come full (an IRI), compact (`odrl:display`) or bare (`display`): inside, they are short. */

export const ODRL_CONTEXT = 'http://www.w3.org/ns/odrl.jsonld';
export const ODRL_NAMESPACE = 'http://www.w3.org/ns/odrl/2/';
const CC_NAMESPACE = 'http://creativecommons.org/ns#';

/** Our own profile: acts of AI and search, alterations, the operands `component` and `title`. A URN: it never moves. */
export const IMPRIMATUR_PROFILE = 'urn:imprimatur:profile:1';
export const IMPRIMATUR_NAMESPACE = `${IMPRIMATUR_PROFILE}#`;

/** IPTC RightsML 2.0. Both spellings are in use: the specification's, and the one of IPTC's own examples. */
export const RIGHTSML_PROFILE = 'https://iptc.org/std/RightsML/odrl-profile/';
const PROFILES = new Set([
  IMPRIMATUR_PROFILE,
  'iptc.org/std/RightsML/odrl-profile',
  'iptc.org/std/RightsML/2',
  'www.w3.org/ns/odrl/2/core',
  'www.w3.org/ns/odrl/2',
]);

/** An unknown profile stops the policy (ODRL IM 2.2, section 4.2): we cannot know what its terms mean. */
export function knownProfile(iri: string): boolean {
  return PROFILES.has(iri.replace(/^https?:\/\//, '').replace(/\/$/, ''));
}

/** `http://www.w3.org/ns/odrl/2/display`, `odrl:display` → `display`; `imp:ai-train` → `ai-train`; cc keeps its prefix. */
export function shortName(name: string): string {
  if (name.startsWith(ODRL_NAMESPACE)) return name.slice(ODRL_NAMESPACE.length);
  if (name.startsWith('odrl:')) return name.slice('odrl:'.length);
  if (name.startsWith(CC_NAMESPACE)) return `cc:${name.slice(CC_NAMESPACE.length)}`;
  if (name.startsWith(IMPRIMATUR_NAMESPACE)) return name.slice(IMPRIMATUR_NAMESPACE.length);
  if (name.startsWith('imp:')) return name.slice('imp:'.length);
  return name;
}
