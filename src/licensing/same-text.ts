/** Compares names and references as people do: without case and surrounding space. Pure. */
export const isSameText = (one: string, other: string): boolean =>
  one.trim().toLowerCase() === other.trim().toLowerCase();
