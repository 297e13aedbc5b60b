/** Robots Exclusion Protocol (RFC 9309). Pure. */

/** The name by which `robots.txt` may address this reader. */
export const PRODUCT_TOKEN = 'Imprimatur-Reader';

interface Rule {
  pattern: string;
  isAllowed: boolean;
}

/**
 * §2.2.2: the longest matching rule decides, and permits if two are as long. Without a match, all is
 * permitted.
 */
export function isAllowed(robots: string, url: string): boolean {
  const { pathname, search } = new URL(url);
  const path = normalized(pathname + search);
  let longest: Rule = { pattern: '', isAllowed: true };
  for (const rule of rulesFor(robots)) {
    const { length } = rule.pattern;
    const isPreferred =
      length > longest.pattern.length || (length === longest.pattern.length && rule.isAllowed);
    if (isPreferred && matches(rule.pattern, path)) longest = rule;
  }
  return longest.isAllowed;
}

/** The rules of all groups that name the reader, or else of those for all (§2.2.1). */
function rulesFor(robots: string): Rule[] {
  const own: Rule[] = [];
  const general: Rule[] = [];
  let isOwn = false;
  let isGeneral = false;
  let isNamed = false;
  let inAgents = false;
  for (const [name, value] of linesOf(robots)) {
    if (name === 'user-agent') {
      if (!inAgents) [isOwn, isGeneral] = [false, false];
      inAgents = true;
      const agent = /^[a-z_-]*/iu.exec(value)?.[0].toLowerCase();
      if (agent === PRODUCT_TOKEN.toLowerCase()) [isOwn, isNamed] = [true, true];
      if (value.startsWith('*')) isGeneral = true;
    } else if (name === 'allow' || name === 'disallow') {
      inAgents = false;
      // An empty value matches nothing.
      if (value === '') continue;
      const rule = { pattern: normalized(value), isAllowed: name === 'allow' };
      if (isOwn) own.push(rule);
      if (isGeneral) general.push(rule);
    }
  }
  return isNamed ? own : general;
}

function linesOf(robots: string): [name: string, value: string][] {
  return robots
    .replace(/^\uFEFF/u, '')
    .split(/[\r\n]+/u)
    .flatMap((line): [string, string][] => {
      const [text = ''] = line.split('#', 1);
      const colon = text.indexOf(':');
      return colon < 0 ? [] : [[text.slice(0, colon).trim().toLowerCase(), text.slice(colon + 1).trim()]];
    });
}

/** `*` stands for any characters, and `$` at the end for the end of the path (§2.2.3). Linear. */
function matches(pattern: string, path: string): boolean {
  const isAnchored = pattern.endsWith('$');
  const [first = '', ...parts] = (isAnchored ? pattern.slice(0, -1) : pattern).split('*');
  if (!path.startsWith(first)) return false;
  let at = first.length;
  const last = isAnchored ? parts.pop() : undefined;
  for (const part of parts) {
    const found = path.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  if (!isAnchored) return true;
  return last === undefined ? at === path.length : path.length - at >= last.length && path.endsWith(last);
}

/** §2.2.2: octets are compared percent-encoded, and those of unreserved characters as themselves. */
function normalized(path: string): string {
  return path
    .toWellFormed()
    .replace(/[^\x21-\x7E]/gu, encodeURIComponent)
    .replace(/%[0-9a-f]{2}/giu, (octet) => {
      const character = String.fromCharCode(Number.parseInt(octet.slice(1), 16));
      return /[\w.~-]/u.test(character) ? character : octet.toUpperCase();
    });
}
