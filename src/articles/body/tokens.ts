/**
 * A tokenizer for the HTML and XHTML of wire bodies, after HTML §13.2.5 where browsers and hostile input meet:
 * comments, doctypes and processing instructions vanish, raw text is skipped whole, and what never closes is
 * dropped to the end. It runs once over the text, so nothing it is given takes more than linear time.
 */
import { ATTRIBUTE_CHARS_MAX } from '../limits.ts';
import { decodeEntities } from './entities.ts';

export type Token =
  | { kind: 'text'; text: string }
  /** `href` is the only attribute that anything reads. */
  | { kind: 'open'; name: string; href?: string; empty: boolean }
  | { kind: 'close'; name: string };

/** Elements whose content is no markup (HTML §13.2.5.2 to 5.5); none of them has anything that we keep. */
const RAW = new Set([
  'script',
  'style',
  'xmp',
  'iframe',
  'noembed',
  'noframes',
  'noscript',
  'textarea',
  'title',
  'plaintext',
]);

const LETTER = /[a-z]/iu;
const TAG_NAME_END = /[\t\n\f\r />]/gu;
const SPACE_OR_SLASH = /[\t\n\f\r /]/u;
const SPACE = /[\t\n\f\r ]/u;
const ATTRIBUTE_NAME_END = /[\t\n\f\r />=]/gu;
const COMMENT_END = /--!?>/gu;
const UNQUOTED_END = /[\t\n\f\r >]/gu;
const CLOSING = /<\/([a-z]+)(?=[\t\n\f\r />])/gi;

/** Tokens in order. Text tokens are decoded; markup that is not understood yields nothing. */
export function* tokenize(source: string): Generator<Token> {
  // no closing tag was found for these names: what follows cannot close either, so it is not searched again
  const unclosed = new Set<string>();
  let at = 0;
  while (at < source.length) {
    const open = source.indexOf('<', at);
    const textEnd = open === -1 ? source.length : open;
    if (textEnd > at) yield { kind: 'text', text: decodeEntities(source.slice(at, textEnd)) };
    if (open === -1) return;
    const next = source[open + 1] ?? '';
    if (next === '!' || next === '?') {
      const skipped = skipDeclaration(source, open);
      if (skipped.text !== '') yield { kind: 'text', text: skipped.text };
      at = skipped.end;
    } else if (next === '/' && source[open + 2] !== undefined) {
      const tag = LETTER.test(source[open + 2] ?? '') ? readTag(source, open + 2) : null;
      if (tag) yield { kind: 'close', name: tag.name };
      at = tag?.end ?? after(source, '>', open + 2);
    } else if (LETTER.test(next)) {
      const tag = readTag(source, open + 1);
      if (!tag) return;
      at = tag.end;
      if (RAW.has(tag.name)) at = skipRaw(source, tag, unclosed);
      else
        yield {
          kind: 'open',
          name: tag.name,
          empty: tag.empty,
          ...(tag.href !== undefined && { href: tag.href }),
        };
    } else {
      // of several `<` only the last can begin a tag
      at = open + 1;
      while (source[at] === '<' && source[at + 1] === '<') at += 1;
      yield { kind: 'text', text: source.slice(open, at) };
    }
  }
}

/** The index after `mark`, or the end of the text: what is not closed goes on to the end. */
function after(source: string, mark: string, from: number): number {
  const index = source.indexOf(mark, from);
  return index === -1 ? source.length : index + mark.length;
}

/** Comments, CDATA (text in XHTML), doctypes and processing instructions from the `<` at `open`. */
function skipDeclaration(source: string, open: number): { end: number; text: string } {
  if (source.startsWith('<!--', open)) {
    // `<!-->` and `<!--->` are whole comments (HTML §13.2.5.43)
    if (source.startsWith('>', open + 4)) return { end: open + 5, text: '' };
    if (source.startsWith('->', open + 4)) return { end: open + 6, text: '' };
    // one search for both ways to close: two would each run to the end for every comment
    const close = search(source, COMMENT_END, open + 4);
    return { end: after(source, '>', close), text: '' };
  }
  if (source.startsWith('<![CDATA[', open)) {
    const end = after(source, ']]>', open + 9);
    const text = source.slice(open + 9, source.startsWith(']]>', end - 3) ? end - 3 : end);
    return { end, text };
  }
  return { end: after(source, '>', open + 2), text: '' };
}

interface Tag {
  name: string;
  href?: string;
  /** Written as `<name/>`. */
  empty: boolean;
  end: number;
}

/** The tag whose name begins at `from`; null when it never closes, which swallows the rest as in browsers. */
function readTag(source: string, from: number): Tag | null {
  let at = search(source, TAG_NAME_END, from);
  const tag: Tag = { name: source.slice(from, at).toLowerCase(), empty: false, end: 0 };
  for (;;) {
    while (SPACE_OR_SLASH.test(source[at] ?? '')) at += 1;
    if (at >= source.length) return null;
    if (source[at] === '>') {
      tag.empty = source[at - 1] === '/';
      tag.end = at + 1;
      return tag;
    }
    const attribute = readAttribute(source, at);
    if (!attribute) return null;
    // the first of two equal attributes counts (HTML §13.2.5.33)
    if (attribute.name === 'href' && tag.href === undefined) tag.href = attribute.value;
    at = attribute.end;
  }
}

function readAttribute(source: string, from: number): { name: string; value: string; end: number } | null {
  // a leading `=` belongs to the name (HTML §13.2.5.32)
  let at = search(source, ATTRIBUTE_NAME_END, from + 1);
  const name = source.slice(from, at).toLowerCase();
  while (SPACE.test(source[at] ?? '')) at += 1;
  if (source[at] !== '=') return { name, value: '', end: at };
  at += 1;
  while (SPACE.test(source[at] ?? '')) at += 1;
  const quote = source[at];
  if (quote === '"' || quote === "'") {
    const end = source.indexOf(quote, at + 1);
    return end === -1 ? null : { name, value: attributeValue(source.slice(at + 1, end)), end: end + 1 };
  }
  const end = search(source, UNQUOTED_END, at);
  return { name, value: attributeValue(source.slice(at, end)), end };
}

function attributeValue(raw: string): string {
  return decodeEntities(raw.slice(0, ATTRIBUTE_CHARS_MAX));
}

/** First match at or after `from`, or the end. */
function search(source: string, pattern: RegExp, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(source)?.index ?? source.length;
}

/** Where the raw text of `tag` ends. Without a closing tag: at once when written as empty, else at the very end. */
function skipRaw(source: string, tag: Tag, unclosed: Set<string>): number {
  const otherwise = tag.empty ? tag.end : source.length;
  if (unclosed.has(tag.name)) return otherwise;
  CLOSING.lastIndex = tag.end;
  for (let found = CLOSING.exec(source); found; found = CLOSING.exec(source))
    if (found[1]?.toLowerCase() === tag.name) return after(source, '>', found.index);
  unclosed.add(tag.name);
  return otherwise;
}
