/**
 * Blocks as CommonMark 0.31. What is text stays text: every character that could begin markup, there or in
 * the extensions of GitHub that most readers have (links without brackets, strikethrough, tables), is
 * escaped, and so are the marks of templates that static sites run before they read Markdown (Liquid,
 * Nunjucks, Hugo's shortcodes).
 */
import { blocksToHtml } from '../articles/blocks.ts';
import { cleanText, foldRuns, foldSpace, safeHref, trimPreformatted } from '../articles/body/clean.ts';
import type { Block, Inline } from '../articles/model.ts';

export function blocksToMarkdown(blocks: Block[]): string {
  const written: string[] = [];
  let before: Block | undefined;
  let other = false;
  for (const block of blocks) {
    other = before?.kind === 'list' && block.kind === 'list' && before.ordered === block.ordered && !other;
    const text = blockText(block, other);
    if (text === '') continue;
    written.push(text);
    before = block;
  }
  return written.join('\n\n');
}

/** A text on one line, as text. */
export function escapeMarkdown(text: string): string {
  return lineStarts(escapeInline(foldSpace(cleanText(text)).replaceAll('\n', ' ')));
}

/** `other`: another marker, since two lists of one marker are one list. */
function blockText(block: Block, other: boolean): string {
  switch (block.kind) {
    case 'paragraph':
      return lineStarts(inlinesText(block.inlines));
    case 'heading': {
      const text = inlinesText(block.inlines).replaceAll('\\\n', ' ');
      return text === '' ? '' : `${'#'.repeat(block.level)} ${text}`;
    }
    case 'quote':
      return indented(lineStarts(inlinesText(block.inlines)), '> ', '> ');
    case 'list':
      return block.items
        .map((item) => lineStarts(inlinesText(item)))
        .filter((text) => text !== '')
        .map((text, place) => {
          const marker = block.ordered ? `${place + 1}${other ? ')' : '.'} ` : other ? '+ ' : '- ';
          return indented(text, marker, ' '.repeat(marker.length));
        })
        .join('\n');
    case 'table':
      return tableText(block);
    case 'preformatted':
      return fenced(trimPreformatted(cleanText(block.text)));
  }
}

/** CommonMark has no tables of its own: what it has no markup for is written in HTML (§4.6), which ends at a blank line. */
function tableText(block: Extract<Block, { kind: 'table' }>): string {
  const rows = block.rows.map((row) => row.map((cell) => cell.map(folded)));
  return blocksToHtml([{ kind: 'table', rows }]).replace(/[{}]/gu, (brace) => `&#${brace.charCodeAt(0)};`);
}

function folded(inline: Inline): Inline {
  return { ...inline, text: foldRuns(cleanText(inline.text)) };
}

/**
 * A fence longer than any in the text. Nothing is escaped in it, so that what a template would run is set in
 * lines of its own instead.
 */
function fenced(text: string): string {
  if (text === '') return '';
  if (/\{[{%#]|[}%#]\}/u.test(text)) {
    const lines = text.split('\n').map((line): Inline => ({ text: line, break: true }));
    return lineStarts(inlinesText(lines));
  }
  let longest = 2;
  for (const [ticks] of text.matchAll(/`+/gu)) longest = Math.max(longest, ticks.length);
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${text}\n${fence}`;
}

function indented(text: string, first: string, rest: string): string {
  if (text === '') return '';
  return text
    .split('\n')
    .map((line, place) => `${place === 0 ? first : rest}${line}`)
    .join('\n');
}

/** Lines part only where a hard break is: an escaped line end. No line begins or ends with white space. */
function inlinesText(all: Inline[]): string {
  const inlines = all.map(folded).filter((inline) => inline.text !== '' || inline.break);
  // Not one string that grows: to look at its end takes as long as it is.
  const written: string[] = [];
  const write = (text: string) => {
    if (text !== '') written.push(text);
  };
  inlines.forEach((inline, place) => {
    const [, before = '', core = '', after = ''] = /^( ?)(.*?)( ?)$/su.exec(inline.text) ?? [];
    write(before);
    const last = written.at(-1) ?? '';
    const run = core === '' ? '' : runText(inline, core, [last, after || followedBy(inlines, place)]);
    // an exclamation mark before a link would make it an image
    if (run.startsWith('[') && last.endsWith('!')) written[written.length - 1] = `${last.slice(0, -1)}\\!`;
    write(run);
    write(inline.break ? '\\\n' : after);
  });
  return written
    .join('')
    .split('\\\n')
    .map((line) => line.replaceAll(/ {2,}/gu, ' ').trim())
    .filter((line) => line !== '')
    .join('\\\n');
}

/** What comes right after a run: nothing, where a line ends. */
function followedBy(inlines: Inline[], place: number): string {
  const next = inlines[place + 1];
  return inlines[place]?.break || !next ? '' : next.text;
}

/** `core` neither begins nor ends with a space; `around` is what stands on both sides of it. */
function runText({ emphasis, href }: Inline, core: string, around: [string, string]): string {
  const escaped = escapeInline(core);
  const url = href === undefined ? undefined : safeHref(href);
  // in angle brackets, where an entity would be read as its character
  const linked = url === undefined ? escaped : `[${label(escaped)}](<${destination(url)}>)`;
  const mark = emphasis === 'strong' ? '**' : emphasis === 'em' ? '*' : '';
  return mark !== '' && mayEmphasize(linked, around) ? `${mark}${linked}${mark}` : linked;
}

/** Not all readers take an escaped bracket within brackets for what it is; a reference is no bracket to any. */
function label(escaped: string): string {
  return escaped.replaceAll('\\[', '&#91;').replaceAll('\\]', '&#93;');
}

function destination(url: string): string {
  return url.replace(/[\\<>{}\s]/gu, encodeURIComponent).replaceAll('&', '\\&');
}

/**
 * §6.2: a mark beside a letter counts when there is a letter or white space on its other side, and one beside another mark is one
 * with it. Where it would not count, the text goes without emphasis rather than with asterisks.
 */
function mayEmphasize(text: string, [before, after]: [string, string]): boolean {
  const sides = [
    [text.slice(0, 1), before.slice(-1)],
    [text.slice(-1), after.slice(0, 1)],
  ] as const;
  return sides.every(
    ([inside, outside]) =>
      outside !== '*' && !isSpace(inside) && (isLetter(inside) || outside === '' || isSpace(outside)),
  );
}

const isLetter = (character: string) => /^[\p{L}\p{N}]$/u.test(character);
const isSpace = (character: string) => /^\s$/u.test(character);

/**
 * `\` itself, what emphasizes, links, quotes code or HTML, names an entity; `:`, `@` and `.` as bare links have them. What a next run
 * could go on with is escaped at the end of this one.
 */
const SPECIAL = /[\\`*_[\]<~|#]|&(?=[#\p{L}]|$)|:(?=\/|$)|@|(?<=^|www)\./giu;

/**
 * The second sign of `{{`, `{%`, `}}`, `%}` and `#}` (Nunjucks stumbles over an end without a beginning), as
 * an entity: not every reader knows a backslash before them. A run before may end with the first one.
 */
const TEMPLATE_MARK = /(?<=\{|^)[{%]|(?<=[}%#]|^)\}/gu;

function escapeInline(text: string): string {
  return text.replace(SPECIAL, '\\$&').replace(TEMPLATE_MARK, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** What begins a block is that only at the start of a line: quotes, lists, underlines of headings. */
function lineStarts(text: string): string {
  return text.replace(/^[-+=>]/gmu, '\\$&').replace(/^(\d{1,9})([.)])/gmu, '$1\\$2');
}
