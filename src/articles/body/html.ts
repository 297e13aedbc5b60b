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

interface Effect {
  open(builder: BlockBuilder, href: string | undefined): void;
  close?(builder: BlockBuilder): void;
}

const both = (act: (builder: BlockBuilder) => void): Effect => ({ open: act, close: act });
const emphasis = (kind: 'em' | 'strong'): Effect => ({
  open: (builder) => builder.emphasize(kind, 1),
  close: (builder) => builder.emphasize(kind, -1),
});
const heading = (level: 2 | 3 | 4): Effect => ({
  open: (builder) => builder.heading(level),
  close: (builder) => builder.heading(undefined),
});

/**
 * Elements with a meaning, and their effect. A story's headline is above its body, so the first level inside
 * is the second. `hl1`, `hl2` and `block` are NITF's.
 */
const EFFECTS: [string[], Effect][] = [
  [BREAKS, both((builder) => builder.boundary())],
  [['em', 'i', 'cite', 'var', 'dfn'], emphasis('em')],
  [['strong', 'b'], emphasis('strong')],
  [['h1', 'h2', 'hl1'], heading(2)],
  [['h3', 'hl2'], heading(3)],
  [['h4', 'h5', 'h6'], heading(4)],
  [['br'], { open: (builder) => builder.lineBreak() }],
  [['a'], { open: (builder, href) => builder.link(href), close: (builder) => builder.link(undefined) }],
  [['q'], { open: (builder) => builder.text('“'), close: (builder) => builder.text('”') }],
  [['blockquote'], { open: (builder) => builder.quote(1), close: (builder) => builder.quote(-1) }],
  [['pre'], { open: (builder) => builder.preformatted(1), close: (builder) => builder.preformatted(-1) }],
  [['ul'], { open: (builder) => builder.openList(false), close: (builder) => builder.closeList() }],
  [['ol'], { open: (builder) => builder.openList(true), close: (builder) => builder.closeList() }],
  [['li'], both((builder) => builder.item())],
  [['table'], { open: (builder) => builder.openTable(), close: (builder) => builder.closeTable() }],
  [['tr'], both((builder) => builder.row())],
  [['td', 'th'], { open: (builder) => builder.openCell(), close: (builder) => builder.closeCell() }],
];
const ELEMENTS = new Map(EFFECTS.flatMap(([names, effect]) => names.map((name) => [name, effect])));

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
        if (empty) ELEMENTS.get(name)?.close?.(builder);
      }
    },
    close: (name) => {
      if (!dropped) ELEMENTS.get(name)?.close?.(builder);
      else if (name === dropped.name) {
        dropped.depth -= 1;
        if (dropped.depth === 0) dropped = null;
      }
    },
  });
}
