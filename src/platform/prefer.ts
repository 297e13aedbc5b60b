/** `Prefer` (RFC 7240): what a client would like, if it can be had. Pure. */

/** token [BWS "=" BWS word] *(OWS ";" parameters), RFC 7240 §2; a word may be quoted. */
const PREFERENCE =
  /^\s*([!#$%&'*+.^_`|~\w-]+)\s*(?:=\s*(?:"((?:[^"\\]|\\.)*)"|([!#$%&'*+.^_`|~\w-]+)))?\s*(?:;.*)?$/u;
/** Up to a comma that stands in no quoted string. */
const ELEMENT = /(?:[^",]|"(?:[^"\\]|\\.)*")+/gu;

/** Names in lower case. What is no preference is passed over, and of one that is stated twice the first counts. */
export function preferences(header: string | undefined): Map<string, string> {
  const stated = new Map<string, string>();
  for (const part of (header ?? '').match(ELEMENT) ?? []) {
    const [, name, quoted, token] = PREFERENCE.exec(part) ?? [];
    const key = name?.toLowerCase();
    const value = quoted?.replace(/\\(.)/gu, '$1') ?? token ?? '';
    if (key !== undefined && !stated.has(key)) stated.set(key, value);
  }
  return stated;
}

/** `wait` (§4.3) in whole seconds, at most `max`. Undefined: not stated, or no number. */
export function waitPreferred(header: string | undefined, max: number): number | undefined {
  const wait = preferences(header).get('wait') ?? '';
  return /^\d{1,9}$/.test(wait) ? Math.min(Number(wait), max) : undefined;
}
