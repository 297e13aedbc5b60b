/** A text in HTML as a string: what it says of rights beside its words. Its markup is read with the body. Pure. */
import { decodeReferences } from '../body/tokens.ts';
import { sentence } from './account.ts';
import type { Draft } from './draft.ts';
import { RIGHTS_WORDS } from './names.ts';

/** The attributes that say what something means (xhtml.ts), wherever they stand. */
const MEANING =
  /\b(?:rel|rev|property|typeof|itemprop|itemtype|name|content|about|resource)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/giu;

/** What is data and no text. */
const DATA = /<(?:meta|link)\b[^>]*>?|<script\b.*?(?:<\/script|$)/gisu;

/** What it says of rights goes to the desk. */
export function readHtml(html: string, { rights }: Draft): void {
  for (const [attribute, double, single, bare] of html.matchAll(MEANING)) {
    const value = decodeReferences(double ?? single ?? bare ?? '');
    if (RIGHTS_WORDS.test(value)) rights.desk.push(sentence(`HTML ${decodeReferences(attribute)}`));
  }
  for (const [tag] of html.matchAll(DATA))
    if (RIGHTS_WORDS.test(tag)) rights.desk.push(sentence(`HTML: ${tag}`));
}
