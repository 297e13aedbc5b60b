/**
 * Converts blocks to CommonMark 0.31. Text stays text: every character that could begin markup is escaped, in
 * CommonMark and in the common GitHub extensions (links without brackets, strikethrough, tables), and so are
 * the template marks that static sites run before they read Markdown (Liquid, Nunjucks, Hugo's shortcodes).
 */
import { blocksToHtml } from '../articles/blocks.ts';
import { cleanText, foldRuns, foldSpace, safeHref, trimPreformatted } from '../articles/body/clean.ts';
import type { Block, Inline } from '../articles/model.ts';

export function blocksToMarkdown(blocks: Block[]): string {
  const output: string[] = [];
  let before: Block | undefined;
  let other = false;
  for (const block of blocks) {
    other = before?.kind === 'list' && block.kind === 'list' && before.ordered === block.ordered && !other;
    const text = blockText(block, other);
    if (text === '') continue;
    output.push(text);
    before = block;
  }
  return output.join('\n\n');
}

export function escapeMarkdown(text: string): string {
  return lineStarts(escapeInline(foldSpace(cleanText(text)).replaceAll('\n', ' ')));
}

/** `other`: uses the alternative marker, because adjacent lists with one marker would merge. */
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
        .map((text, index) => {
          const marker = block.ordered ? `${index + 1}${other ? ')' : '.'} ` : other ? '+ ' : '- ';
          return indented(text, marker, ' '.repeat(marker.length));
        })
        .join('\n');
    case 'table':
      return tableText(block);
    case 'preformatted':
      return fenced(trimPreformatted(cleanText(block.text)));
  }
}

/** CommonMark has no tables, so a table is written in HTML (§4.6), which ends at a blank line. */
function tableText(block: Extract<Block, { kind: 'table' }>): string {
  const rows = block.rows.map((row) => row.map((cell) => cell.map(folded)));
  return blocksToHtml([{ kind: 'table', rows }]).replace(/[{}]/gu, (brace) => `&#${brace.charCodeAt(0)};`);
}

function folded(inline: Inline): Inline {
  return { ...inline, text: foldRuns(cleanText(inline.text)) };
}

/**
 * Uses a fence longer than any in the text. Nothing is escaped inside, so text that a template would run is
 * written as lines instead.
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
    .map((line, index) => `${index === 0 ? first : rest}${line}`)
    .join('\n');
}

/** Lines break only at hard breaks, as an escaped line end. No line begins or ends with white space. */
function inlinesText(all: Inline[]): string {
  const inlines = all.map(folded).filter((inline) => inline.text !== '' || inline.break);
  // An array, because inspecting the end of a growing string takes time proportional to its length.
  const output: string[] = [];
  const write = (text: string) => {
    if (text !== '') output.push(text);
  };
  inlines.forEach((inline, index) => {
    const [, before = '', core = '', after = ''] = /^( ?)(.*?)( ?)$/su.exec(inline.text) ?? [];
    write(before);
    const last = output.at(-1) ?? '';
    const run = core === '' ? '' : runText(inline, core, [last, after || followedBy(inlines, index)]);
    // An exclamation mark before a link would make it an image.
    if (run.startsWith('[') && last.endsWith('!')) output[output.length - 1] = `${last.slice(0, -1)}\\!`;
    write(run);
    write(inline.break ? '\\\n' : after);
  });
  return output
    .join('')
    .split('\\\n')
    .map((line) => line.replaceAll(/ {2,}/gu, ' ').trim())
    .filter((line) => line !== '')
    .join('\\\n');
}

function followedBy(inlines: Inline[], index: number): string {
  const next = inlines[index + 1];
  return inlines[index]?.break || !next ? '' : next.text;
}

/** `core` neither begins nor ends with a space; `around` is the text on both sides of it. */
function runText({ emphasis, href }: Inline, core: string, around: [string, string]): string {
  const escaped = escapeInline(core);
  const url = href === undefined ? undefined : safeHref(href);
  // Inside angle brackets an entity would be decoded, so `&` is escaped.
  const linked = url === undefined ? escaped : `[${label(escaped)}](<${destination(url)}>)`;
  const mark = emphasis === 'strong' ? '**' : emphasis === 'em' ? '*' : '';
  return mark !== '' && mayEmphasize(linked, around) ? `${mark}${linked}${mark}` : linked;
}

/** Some readers misparse an escaped bracket within brackets; all of them parse a character reference. */
function label(escaped: string): string {
  return escaped.replaceAll('\\[', '&#91;').replaceAll('\\]', '&#93;');
}

function destination(url: string): string {
  return url.replace(/[\\<>{}\s]/gu, encodeURIComponent).replaceAll('&', '\\&');
}

/**
 * §6.2: a mark next to a letter is emphasis only if its other side is a letter or white space, and adjacent
 * marks merge. Where it would not be emphasis, the text goes without it instead of showing asterisks.
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
 * Escapes `\`, marks of emphasis, links, code, HTML and entities, and `:`, `@` and `.` as bare links use
 * them. A character that the next run could complete is escaped at the end of this one.
 */
const SPECIAL = /[\\`*_[\]<~|#]|&(?=[#\p{L}]|$)|:(?=\/|$)|@|(?<=^|www)\./giu;

/**
 * The second character of `{{`, `{%`, `}}`, `%}` and `#}` (Nunjucks fails on an end without a beginning),
 * written as an entity, because some readers ignore a backslash before it. The first may end the run before.
 */
const TEMPLATE_MARK = /(?<=\{|^)[{%]|(?<=[}%#]|^)\}/gu;

function escapeInline(text: string): string {
  return text.replace(SPECIAL, '\\$&').replace(TEMPLATE_MARK, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** Escapes what begins a block only at the start of a line: quotes, lists, underlines of headings. */
function lineStarts(text: string): string {
  return text.replace(/^[-+=>]/gmu, '\\$&').replace(/^(\d{1,9})([.)])/gmu, '$1\\$2');
}
