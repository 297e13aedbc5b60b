/** Cleans strings of external bodies for any output. */
import { HREF_CHARS_MAX } from '../limits.ts';

export { cleanLine, cleanLines, cleanText } from '../../platform/clean-text.ts';

/** White space of HTML. A no-break space is a deliberate character. */
const SPACE = /[\t\n\f\r \u2029]+/gu;

/** Replaces runs of white space by one space, and removes them at the ends. */
export function foldSpace(text: string): string {
  return text.replace(SPACE, ' ').replace(/^ | $/gu, '');
}

/** Replaces runs of white space by one space, also at the ends. */
export function foldRuns(text: string): string {
  return text.replace(SPACE, ' ');
}

const PROTOCOLS = new Set(['http:', 'https:', 'mailto:']);

/** Returns the link as an absolute http, https or mailto URL in serialized form. Undefined: anything else. */
export function safeHref(href: string): string | undefined {
  if (href.length > HREF_CHARS_MAX || !URL.canParse(href)) return undefined;
  const url = new URL(href);
  const credentials = url.username !== '' || url.password !== '';
  return PROTOCOLS.has(url.protocol) && !credentials && url.href.length <= HREF_CHARS_MAX
    ? url.href
    : undefined;
}

/** Removes blank lines before a preformatted text and space after it, in linear time, unlike /\s+$/. */
export function trimPreformatted(text: string): string {
  return text.replace(/^\n+/u, '').trimEnd();
}
