/**
 * Whether commands printed what a guide shows: outputs are broken for reading, shortened by `…`, and of
 * another newsroom. Pure.
 */

/** What differs from one newsroom, moment and key to the next, and what stands for it. */
const VARIABLE: [RegExp, string][] = [
  [/\b(dlv|rfs|pub|lic|itm|cmp|key|par|prd|rst)_[0-9a-f]{32}\b/g, '$1_'],
  [/http:\/\/localhost:\d+/g, 'GATEWAY'],
  [/\b\d{4}-\d\d-\d\dT\d\d(?::|%3A)\d\d(?::|%3A)\d\d(?:\.\d+)?Z/g, 'INSTANT'],
  [/\b\d{4}-\d\d(?:-\d\d)?\b/g, 'DATE'],
  [/\b\d{1,2} [A-Z][a-z]+ \d{4}, \d\d:\d\d(?::\d\d)? UTC/g, 'INSTANT'],
  [/\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT/g, 'INSTANT'],
  [/"[\w-]{27}\.[\w-]+\.(\w+)"/g, '"ETAG.$1"'],
  [/\beyJ[\w.-]+/g, 'JWS'],
  [/"next": ?"[^"]*"/g, '"next":"CURSOR"'],
  [/cursor=[\w-]+/g, 'cursor=CURSOR'],
  [/\b[0-9a-f]{64}\b/g, 'SHA256'],
  [/[\w+/]{43}=/g, 'SHA256'],
  [/\b\d{13}\b/g, 'MILLISECONDS'],
  [/(Content-Length: )\d+/gi, '$1LENGTH'],
  [/("index": ?|^\[)\d+/gm, '$1INDEX'],
];

const masked = (text: string): string =>
  VARIABLE.reduce((all, [pattern, stand]) => all.replaceAll(pattern, stand), text);

/** Without white space: JSON in a guide is broken otherwise than `jq` breaks it. */
const squeezed = (text: string) => masked(text).replaceAll(/\s+/g, '');

/** The first piece of `shown` that `printed` does not have in its place; null: it has all of them. */
export function firstDifference(printed: string, shown: string): string | null {
  const pieces = squeezed(shown).split('…');
  const text = squeezed(printed);
  let at = 0;
  for (const [nth, piece] of pieces.entries()) {
    const isLast = nth === pieces.length - 1;
    const found =
      nth === 0 ? 0 : isLast && piece !== '' ? text.length - piece.length : text.indexOf(piece, at);
    if (found < at || !text.startsWith(piece, found)) return piece;
    at = found + piece.length;
  }
  const isOpenEnded = pieces.length > 1 && pieces.at(-1) === '';
  return isOpenEnded || at === text.length ? null : `nothing after ${pieces.at(-1)}`;
}

/**
 * The first line of a shown HTTP answer that the printed one does not have: headers that the guide leaves out
 * may stand between.
 */
export function firstMissingLine(printed: string, shown: string): string | null {
  const [head = '', ...body] = shown.trim().split('\n\n');
  const lines = masked(printed).split(/\r?\n/).map(folded);
  const isThere = (line: string) => {
    const [begin = '', ...rest] = folded(masked(line)).split('…');
    return lines.some((line) => line.startsWith(begin) && rest.every((piece) => line.includes(piece)));
  };
  const missing = head.split('\n').find((line) => line.trim() !== '…' && !isThere(line));
  if (missing !== undefined) return missing;
  const printedBody = printed
    .split(/\r?\n\r?\n/)
    .slice(1)
    .join('\n\n');
  return body.length === 0 ? null : firstDifference(printedBody, body.join('\n\n'));
}

/** Names of headers have no case. */
const folded = (line: string) => line.trim().replace(/^[\w-]+(?=:)/, (name) => name.toLowerCase());
