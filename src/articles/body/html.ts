/**
 * Cleans HTML and XHTML bodies by converting them to blocks. Nothing is filtered: the tree is rebuilt from
 * text and the few elements listed here. Other elements keep their text, and elements without prose are
 * dropped with their content.
 */
import type { Block } from '../model.ts';
import { BlockBuilder, TooComplex } from './builder.ts';
import { tokenize } from './tokens.ts';

/**
 * Elements that are dropped with their content: code, other vocabularies, forms, and media, which have their
 * own rights.
 */
const DROPPED = new Set(
  'template svg math object applet audio video canvas picture figure map frameset select button datalist dialog'.split(
    ' ',
  ),
);

/** Elements that only begin and end a paragraph. */
const BREAKS = (
  'p div section article main aside header footer nav address body html center details summary dl dt dd hr form ' +
  'fieldset legend hgroup caption thead tbody tfoot block'
).split(' ');

type Act = (builder: BlockBuilder, href: string | undefined) => void;

const each = (names: string[], open: Act, close: Act): [string, { open: Act; close: Act }][] =>
  names.map((name) => [name, { open, close }]);
const ignore: Act = () => {};
const emphasis = (kind: 'em' | 'strong', names: string[]) =>
  each(
    names,
    (builder) => builder.emphasize(kind, 1),
    (builder) => builder.emphasize(kind, -1),
  );
const heading = (level: 2 | 3 | 4, names: string[]) =>
  each(
    names,
    (builder) => builder.heading(level),
    (builder) => builder.heading(undefined),
  );

/**
 * Elements with a meaning, and their effect. A story's headline is above its body, so the first level inside
 * is the second. `hl1`, `hl2` and `block` are NITF's.
 */
const ELEMENTS = new Map([
  ...each(
    BREAKS,
    (builder) => builder.boundary(),
    (builder) => builder.boundary(),
  ),
  ...emphasis('em', ['em', 'i', 'cite', 'var', 'dfn']),
  ...emphasis('strong', ['strong', 'b']),
  ...heading(2, ['h1', 'h2', 'hl1']),
  ...heading(3, ['h3', 'hl2']),
  ...heading(4, ['h4', 'h5', 'h6']),
  ...each(['br'], (builder) => builder.lineBreak(), ignore),
  ...each(
    ['a'],
    (builder, href) => builder.link(href),
    (builder) => builder.link(undefined),
  ),
  ...each(
    ['q'],
    (builder) => builder.text('“'),
    (builder) => builder.text('”'),
  ),
  ...each(
    ['blockquote'],
    (builder) => builder.quote(1),
    (builder) => builder.quote(-1),
  ),
  ...each(
    ['pre'],
    (builder) => builder.preformatted(1),
    (builder) => builder.preformatted(-1),
  ),
  ...each(
    ['ul'],
    (builder) => builder.openList(false),
    (builder) => builder.closeList(),
  ),
  ...each(
    ['ol'],
    (builder) => builder.openList(true),
    (builder) => builder.closeList(),
  ),
  ...each(
    ['li'],
    (builder) => builder.item(),
    (builder) => builder.item(),
  ),
  ...each(
    ['table'],
    (builder) => builder.openTable(),
    (builder) => builder.closeTable(),
  ),
  ...each(
    ['tr'],
    (builder) => builder.row(),
    (builder) => builder.row(),
  ),
  ...each(
    ['td', 'th'],
    (builder) => builder.openCell(),
    (builder) => builder.closeCell(),
  ),
]);

/** Returns the blocks of a body. `too_complex`: it has more blocks or inline runs than the limits. */
export function readHtml(
  source: string,
): { ok: true; blocks: Block[] } | { ok: false; reason: 'too_complex' } {
  const builder = new BlockBuilder();
  try {
    build(source, builder);
    return { ok: true, blocks: builder.finish() };
  } catch (error) {
    if (error instanceof TooComplex) return { ok: false, reason: 'too_complex' };
    throw error;
  }
}

function build(source: string, builder: BlockBuilder): void {
  let dropped: { name: string; depth: number } | null = null;
  tokenize(source, {
    text: (text) => {
      if (!dropped) builder.text(text);
    },
    open: (name, href, empty) => {
      if (dropped) {
        if (name === dropped.name && !empty) dropped.depth += 1;
      } else if (DROPPED.has(name)) dropped = empty ? null : { name, depth: 1 };
      else {
        ELEMENTS.get(name)?.open(builder, href);
        if (empty) ELEMENTS.get(name)?.close(builder, undefined);
      }
    },
    close: (name) => {
      if (!dropped) ELEMENTS.get(name)?.close(builder, undefined);
      else if (name === dropped.name) {
        dropped.depth -= 1;
        if (dropped.depth === 0) dropped = null;
      }
    },
  });
}
