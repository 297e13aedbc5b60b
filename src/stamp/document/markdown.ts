/**
 * Converts Markdown to HTML as far as passages need it: blocks and inline markup of CommonMark, tables, front
 * matter. Embedded HTML is kept. Pure; one pass over the lines.
 */

const FENCE = /^ {0,3}(`{3,}|~{3,})/u;
const HEADING = /^ {0,3}(#{1,6})(?=[ \t]|$)/u;
const UNDERLINE = /^ {0,3}(=+|-+)[ \t]*$/u;
const ITEM = /^[ \t]*(?:[-+*]|\d{1,9}[.)])(?:[ \t]+|$)/u;
const QUOTE = /^ {0,3}>[ \t]?/u;
const ROW = /^[ \t]*\|.*\|[ \t]*$/u;
const INDENTED = /^(?: {4}|\t)/u;
/** CommonMark 4.6, kind 6: begins HTML up to the next blank line, in which Markdown is not parsed. */
const HTML_BLOCK =
  /^ {0,3}<\/?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul)(?:[ \t>]|\/>|$)/iu;

export function readMarkdown(source: string): string {
  const lines = source
    .replace(/^\uFEFF/u, '')
    .replace(/\r\n?/gu, '\n')
    .split('\n');
  return htmlOf(lines.slice(frontMatter(lines)));
}

/** Number of lines of front matter between two rules at the very start. */
function frontMatter(lines: string[]): number {
  if (lines[0]?.trimEnd() !== '---') return 0;
  const end = lines.findIndex((line, index) => index > 0 && /^(?:---|\.\.\.)[ \t]*$/u.test(line));
  return end < 0 ? 0 : end + 1;
}

function htmlOf(lines: string[]): string {
  const html: string[] = [];
  let paragraph: string[] = [];
  const end = (tag = 'p') => {
    if (paragraph.length > 0) html.push(`<${tag}>${inlineHtml(paragraph.join('\n'))}</${tag}>`);
    paragraph = [];
  };
  for (let at = 0; at < lines.length; at++) {
    const line = (lines[at] ?? '').replace(QUOTE, (marker) => {
      // Also for nested quotations; the start of a quotation ends a paragraph.
      if (marker !== '' && !QUOTE.test(lines[at - 1] ?? '')) end();
      return '';
    });
    const fence = FENCE.exec(line)?.[1];
    const heading = HEADING.exec(line);
    if (fence !== undefined) {
      end();
      const code: string[] = [];
      for (at++; at < lines.length && !lines[at]?.trimStart().startsWith(fence); at++)
        code.push(lines[at] ?? '');
      html.push(`<pre>${escapeHtml(code.join('\n'))}</pre>`);
    } else if (line.trim() === '') end();
    else if (HTML_BLOCK.test(line)) {
      end();
      const markup = [line];
      while (at + 1 < lines.length && lines[at + 1]?.trim() !== '') markup.push(lines[++at] ?? '');
      html.push(markup.join('\n'));
    } else if (heading) {
      end();
      paragraph = [
        line
          .slice(heading[0].length)
          .trim()
          .replace(/(?<=^|[ \t])#{1,20}$/u, '')
          .trim(),
      ];
      end(`h${heading[1]?.length ?? 1}`);
    } else if (paragraph.length > 0 && UNDERLINE.test(line)) end('h2');
    else if (isRule(line)) end();
    else if (ROW.test(line) && (isDelimiterRow(lines[at + 1] ?? '') || html.at(-1)?.startsWith('<table>'))) {
      end();
      html.push(rowOf(line));
      if (isDelimiterRow(lines[at + 1] ?? '')) at += 1;
    } else if (paragraph.length === 0 && INDENTED.test(line) && !ITEM.test(line)) {
      html.push(`<pre>${escapeHtml(line.replace(INDENTED, ''))}</pre>`);
    } else if (ITEM.test(line)) {
      end();
      paragraph = [line.replace(ITEM, '')];
    } else paragraph.push(line.replace(/^[ \t]+/u, ''));
  }
  end();
  return html.join('\n');
}

/**
 * CommonMark 4.1: three or more of one mark, with only spaces between. Not a regular expression, because a
 * line may be megabytes long.
 */
function isRule(line: string): boolean {
  const [mark] = line.trimStart();
  if (mark === undefined || !'-*_'.includes(mark) || /^(?: {4}| *\t)/u.test(line)) return false;
  const marks = line.replaceAll(' ', '').replaceAll('\t', '');
  return marks.length >= 3 && marks.replaceAll(mark, '') === '';
}

/** GFM 4.10: the row below a table's head. */
function isDelimiterRow(line: string): boolean {
  const inner = line.trim().replace(/^\|/u, '').replace(/\|$/u, '');
  return inner.split('|').every((cell) => /^:?-+:?$/u.test(cell.trim()));
}

/** Each row becomes a table of its own, because rows are passages. */
function rowOf(line: string): string {
  const cells = line
    .trim()
    .slice(1, -1)
    .split(/(?<!\\)\|/u);
  return `<table><tr>${cells.map((cell) => `<td>${inlineHtml(cell.trim())}</td>`).join('')}</tr></table>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/**
 * The first matching alternative wins. Quantifiers are bounded, or start at the start of a run, so time is
 * linear.
 */
const INLINE =
  /(?<escape>\\[!-/:-@[-`{-~])|(?<hard>\\\n|(?<! ) {2,}\n)|(?<code>`{1,9})|(?<image>!\[)|(?<open>\[)|(?<close>\]\((?:<[^<>\n]{0,4000}>|[^()\s]{0,4000})(?:[ \t]+"[^"\n]{0,1000}")?\))|(?<auto><(?:https?|mailto):[^<>\s]{1,4000}>)|(?<bare><(?![a-z/!?]))|(?<stars>\*{1,3})|(?<lines>_{1,3})/giu;

function inlineHtml(text: string): string {
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
