/**
 * Tokenizes the HTML and XHTML of wire bodies with parse5's tokenizer (HTML §13.2.5): comments, doctypes and
 * processing instructions vanish, raw text is skipped, and an unclosed tag drops the rest. XHTML adds two
 * rules: CDATA is text everywhere, and `<title/>` is empty if nothing closes it. Time is linear in the length
 * of the text.
 */
import { type Token, Tokenizer, TokenizerMode } from 'parse5';

export interface TokenHandler {
  text(text: string): void;
  /** `empty`: the tag is `<name/>`. */
  open(name: string, href: string | undefined, empty: boolean): void;
  close(name: string): void;
}

/** Elements whose content is no markup (HTML §13.2.5.2 to 5.5). The reader drops them all. */
const RAW = new Set('script style xmp iframe noembed noframes noscript textarea title plaintext'.split(' '));
const CLOSING = /<\/([a-z]+)(?=[\t\n\f\r />])/gi;

export function tokenize(source: string, handler: TokenHandler): void {
  let text = '';
  let raw = false;
  let closings: Map<string, number> | undefined;
  const flush = () => {
    if (text !== '') handler.text(text);
    text = '';
  };
  /** Words and white space are separate tokens. */
  const characters = ({ chars }: Token.CharacterToken) => {
    if (!raw) text += chars;
  };
  const tokenizer = new Tokenizer(
    {},
    {
      onComment: () => {},
      onDoctype: () => {},
      onCharacter: characters,
      onNullCharacter: characters,
      onWhitespaceCharacter: characters,
      onEof: flush,
      onStartTag: ({ tagName, attrs, selfClosing }) => {
        flush();
        if (!RAW.has(tagName)) {
          handler.open(tagName, attrs.find(({ name }) => name === 'href')?.value, selfClosing);
          return;
        }
        if (selfClosing) {
          closings ??= lastClosings(source);
          if ((closings.get(tagName) ?? -1) < tokenizer.preprocessor.offset) return;
        }
        raw = true;
        tokenizer.state = TokenizerMode.RAWTEXT;
      },
      onEndTag: ({ tagName }) => {
        flush();
        if (!raw) handler.close(tagName);
        raw = false;
      },
    },
  );
  tokenizer.inForeignNode = true;
  tokenizer.write(source, true);
}

function lastClosings(source: string): Map<string, number> {
  const last = new Map<string, number>();
  for (const { 1: name = '', index } of source.matchAll(CLOSING)) last.set(name.toLowerCase(), index);
  return last;
}

export function decodeReferences(text: string): string {
  let decoded = text;
  if (text.includes('&'))
    tokenize(`<a href="${text.replaceAll('"', '&quot;')}">`, {
      text: () => {},
      open: (_, href) => {
        decoded = href ?? text;
      },
      close: () => {},
    });
  return decoded;
}
