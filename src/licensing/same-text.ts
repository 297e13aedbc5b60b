/** Compares names and references as people do: without case and surrounding space. Pure. */
export const isSameText = (one: string, other: string): boolean =>
  one.trim().toLowerCase() === other.trim().toLowerCase();

/** Also without punctuation, spaces and accents: `Dolomiten-Verlag` is like `Dolomiten Verlag`. */
export const isAlike = (one: string, other: string): boolean =>
  isSameText(one, other) || (lettersOf(one) !== '' && lettersOf(one) === lettersOf(other));

const lettersOf = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
