/** `Prefer` (RFC 7240): optional preferences of a client. Pure. */

/**
 * token [BWS "=" BWS word] *(OWS ";" parameters), RFC 7240 §2. A word may be quoted. The text must be
 * trimmed.
 */
const PREFERENCE =
  /^([!#$%&'*+.^_`|~\w-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([!#$%&'*+.^_`|~\w-]+)))?\s*(?:;.*)?$/u;

/**
 * Parses preferences by lower-case name. Ignores malformed ones; the first of several with the same name
 * counts.
 */
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

/** Splits a list (RFC 9110 §5.6.1) at commas outside quoted strings. One pass. */
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

/** `wait` (RFC 7240 §4.3) in whole seconds, at most `max`. Undefined if absent or malformed. */
export function waitPreferred(header: string | undefined, max: number): number | undefined {
  const wait = preferences(header).get('wait') ?? '';
  return /^\d{1,9}$/.test(wait) ? Math.min(Number(wait), max) : undefined;
}
