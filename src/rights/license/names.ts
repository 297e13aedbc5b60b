/** How policies name what only the gateway knows: URNs made of our ids. */

/** The licensor of every license. */
export const AGENCY = 'urn:imprimatur:agency';

export function partnerIri(id: string): string {
  return `urn:imprimatur:partner:${id}`;
}

/** A product is a collection of items: what a license has for its target. */
export function productIri(id: string): string {
  return `urn:imprimatur:product:${id}`;
}
