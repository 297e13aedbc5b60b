/** URNs of our ids for things that only the gateway knows. */

export const AGENCY = 'urn:imprimatur:agency';

export function partnerIri(id: string): string {
  return `urn:imprimatur:partner:${id}`;
}

/** A product is a collection of items, and the target of a license. */
export function productIri(id: string): string {
  return `urn:imprimatur:product:${id}`;
}
