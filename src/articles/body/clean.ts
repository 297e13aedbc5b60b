/** Strings of a body from outside, made fit for any output. */
import { HREF_CHARS_MAX } from '../limits.ts';

export { cleanLine, cleanLines, cleanText } from '../../platform/clean-text.ts';

/** White space of HTML; a no-break space is a character that somebody meant. */
const SPACE = /[\t\n\f\r \u2029]+/gu;

/** Runs of white space become one space, none at the ends. */
export function foldSpace(text: string): string {
  return text.replace(SPACE, ' ').replace(/^ | $/gu, '');
}

/** Runs of white space become one space; one at either end stays. */
export function foldRuns(text: string): string {
  return text.replace(SPACE, ' ');
}

const PROTOCOLS = new Set(['http:', 'https:', 'mailto:']);

/** The link as an absolute http, https or mailto URL in its serialized form; undefined for everything else. */
export function safeHref(href: string): string | undefined {
  if (href.length > HREF_CHARS_MAX || !URL.canParse(href)) return undefined;
  const url = new URL(href);
  const credentials = url.username !== '' || url.password !== '';
  return PROTOCOLS.has(url.protocol) && !credentials && url.href.length <= HREF_CHARS_MAX
    ? url.href
    : undefined;
}

/** Preformatted text without blank lines before it and space after it. In linear time, unlike /\s+$/. */
export function trimPreformatted(text: string): string {
  return text.replace(/^\n+/u, '').trimEnd();
}
