/** Codes as people say them. What no code list knows is shown as it is. */

type Kind = 'region' | 'language';

/** `Japan` for `JP`; parts of countries have no names here. */
export function nameOf(kind: Kind, code: string, language: string): string {
  try {
    return new Intl.DisplayNames([language], { type: kind, fallback: 'code' }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** `a, b or c`. */
export function anyOf(words: string[], language: string): string {
  return new Intl.ListFormat(language, { type: 'disjunction' }).format(words);
}
