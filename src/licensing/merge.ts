/** RFC 7396 merge patch on the top level: null removes a member, absent members are unchanged. */
export function mergePatch(document: object, patch: object): { [key: string]: unknown } {
  const changes = Object.entries(patch).filter(([, value]) => value !== undefined);
  const result = { ...document, ...Object.fromEntries(changes) };
  return Object.fromEntries(
    Object.entries(result).filter(([, value]) => value !== null && value !== undefined),
  );
}
