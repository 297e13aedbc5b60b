/** `Prefer` (RFC 7240): what a client would like, if it can be had. Pure. */

/**
 * token [BWS "=" BWS word] *(OWS ";" parameters), RFC 7240 §2; a word may be quoted. Of text without space
 * around it.
 */
const PREFERENCE =
  /^([!#$%&'*+.^_`|~\w-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([!#$%&'*+.^_`|~\w-]+)))?\s*(?:;.*)?$/u;

/** Names in lower case. What is no preference is passed over, and of one that is stated twice the first counts. */
export function preferences(header: string | undefined): Map<string, string> {
  const stated = new Map<string, string>();
  for (const part of elementsOf(header ?? '')) {
    const [, name, quoted, token] = PREFERENCE.exec(part.trim()) ?? [];
    const key = name?.toLowerCase();
    const value = quoted?.replace(/\\(.)/gu, '$1') ?? token ?? '';
    if (key !== undefined && !stated.has(key)) stated.set(key, value);
  }
  return stated;
}

/** Elements of a list (RFC 9110 §5.6.1): up to a comma that stands in no quoted string. One pass. */
function elementsOf(list: string): string[] {
  const elements: string[] = [];
  let isQuoted = false;
  let from = 0;
  for (let at = 0; at < list.length; at++) {
    const char = list[at];
    if (char === '"') isQuoted = !isQuoted;
    else if (char === '\\' && isQuoted) at++;
    else if (char === ',' && !isQuoted) {
      elements.push(list.slice(from, at));
      from = at + 1;
    }
  }
  return [...elements, list.slice(from)];
}

/** `wait` (§4.3) in whole seconds, at most `max`. Undefined: not stated, or no number. */
export function waitPreferred(header: string | undefined, max: number): number | undefined {
  const wait = preferences(header).get('wait') ?? '';
  return /^\d{1,9}$/.test(wait) ? Math.min(Number(wait), max) : undefined;
}
