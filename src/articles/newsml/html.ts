/**
 * Finds statements about rights in an HTML text, outside of its words. The body's reader reads the markup.
 * Pure.
 */
import { decodeReferences } from '../body/tokens.ts';
import { sentence } from './account.ts';
import type { Draft } from './draft.ts';
import { RIGHTS_WORDS } from './names.ts';

/** Attributes with a meaning (xhtml.ts), anywhere. */
const MEANING =
  /\b(?:rel|rev|property|typeof|itemprop|itemtype|name|content|about|resource)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/giu;

/** Elements with data instead of text. */
const DATA = /<(?:meta|link)\b[^>]*>?|<script\b.*?(?:<\/script|$)/gisu;

/** Reports statements about rights to the desk. */
export function readHtml(html: string, { rights }: Draft): void {
  for (const [attribute, double, single, bare] of html.matchAll(MEANING)) {
    const value = decodeReferences(double ?? single ?? bare ?? '');
    if (RIGHTS_WORDS.test(value)) rights.desk.push(sentence(`HTML ${decodeReferences(attribute)}`));
  }
  for (const [tag] of html.matchAll(DATA))
    if (RIGHTS_WORDS.test(tag)) rights.desk.push(sentence(`HTML: ${tag}`));
}
