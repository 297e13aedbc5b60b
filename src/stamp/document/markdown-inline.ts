/**
 * Converts inline Markdown to HTML: code, links, pictures, emphasis, breaks, escapes. Pure; one pass over the
 * text.
 */

/**
 * The first matching alternative wins. Quantifiers are bounded, or start at the start of a run, so time is
 * linear.
 */
const INLINE =
  /(?<escape>\\[!-/:-@[-`{-~])|(?<hard>\\\n|(?<! ) {2,}\n)|(?<code>`{1,9})|(?<image>!\[)|(?<open>\[)|(?<close>\]\((?:<[^<>\n]{0,4000}>|[^()\s]{0,4000})(?:[ \t]+"[^"\n]{0,1000}")?\))|(?<auto><(?:https?|mailto):[^<>\s]{1,4000}>)|(?<bare><(?![a-z/!?]))|(?<stars>\*{1,3})|(?<lines>_{1,3})/giu;

export function inlineHtml(text: string): string {
  const out: string[] = [];
  const brackets: { at: number; image: boolean }[] = [];
  const unclosed = new Set<string>();
  let last = 0;
  for (let match = next(text, 0); match; match = next(text, last)) {
    out.push(text.slice(last, match.index));
    const [found] = match;
    const groups = match.groups ?? {};
    last = match.index + found.length;
    if (groups.escape) out.push(`&#${found.charCodeAt(1)};`);
    else if (groups.hard) out.push('<br>\n');
    else if (groups.bare) out.push('&lt;');
    else if (groups.auto)
      out.push(`<a href="${quoted(found.slice(1, -1))}">${quoted(found.slice(1, -1))}</a>`);
    else if (groups.code) {
      const end = unclosed.has(found) ? -1 : text.indexOf(found, last);
      // A run of backticks without an end is text, and its end is not searched for again.
      if (end < 0) unclosed.add(found);
      if (end < 0 || text[end + found.length] === '`') out.push(found);
      else {
        out.push(quoted(text.slice(last, end)));
        last = end + found.length;
      }
    } else if (groups.image || groups.open) {
      brackets.push({ at: out.length, image: groups.image !== undefined });
      out.push(found);
    } else if (groups.close) closeLink(out, brackets.pop(), found);
    else if (!isMarkup(text, match.index, found)) out.push(found);
  }
  out.push(text.slice(last));
  return out.join('');
}

function next(text: string, from: number): RegExpExecArray | null {
  INLINE.lastIndex = from;
  return INLINE.exec(text);
}

function closeLink(out: string[], bracket: { at: number; image: boolean } | undefined, found: string): void {
  if (!bracket) {
    out.push(found);
    return;
  }
  const target = /^\]\(<?([^\s<>]*)/u.exec(found)?.[1] ?? '';
  if (bracket.image) out.splice(bracket.at);
  else {
    out[bracket.at] = `<a href="${quoted(target)}">`;
    out.push('</a>');
  }
}

/** Emphasis touches a word; an underscore within a word, and a mark between spaces, are text. */
function isMarkup(text: string, at: number, mark: string): boolean {
  const before = text[at - 1] ?? ' ';
  const after = text[at + mark.length] ?? ' ';
  const isBetweenSpaces = /\s/u.test(before) && /\s/u.test(after);
  const isWithinWord = /[\p{L}\p{N}]/u.test(before) && /[\p{L}\p{N}]/u.test(after);
  return !isBetweenSpaces && !(isWithinWord && mark.startsWith('_'));
}

function quoted(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
