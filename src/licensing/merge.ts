/** Changing part of a document. Pure. */

/** RFC 7396 on the top level: null takes a member out, what is not named stays as it is. */
export function merged(document: object, patch: object): { [key: string]: unknown } {
  const given = Object.entries(patch).filter(([, value]) => value !== undefined);
  const all = { ...document, ...Object.fromEntries(given) };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null && value !== undefined));
}
