/**
 * Inputs as terms of a small grammar, so that one can grow by its structure: a run gets longer, a piece is
 * wrapped, two runs stand beside each other. Pure; the same seed gives the same terms.
 */
import fc from 'fast-check';

export type Shape =
  | { kind: 'piece'; text: string }
  /**
   * `§` in it is the number of the copy, `¤` that of the next: names that differ, and references. `¶` is the
   * number in eight digits, for ids.
   */
  | { kind: 'run'; of: Shape; times: number }
  /** With a `close` that is empty, nothing is ever closed. */
  | { kind: 'nest'; open: string; of: Shape; close: string; depth: number }
  | { kind: 'row'; parts: Shape[] }
  /** In another notation: compressed, escaped, as a chunk of a picture. */
  | { kind: 'packed'; by: string; of: Shape };

export type Packings = Record<string, (text: string) => string>;

/** What inputs for one parser are made of. */
export interface Words {
  pieces: readonly string[];
  /** Beginnings and ends of what something may stand in. */
  wraps: readonly (readonly [string, string])[];
  packings: readonly string[];
}

export const piece = (text: string): Shape => ({ kind: 'piece', text });
export const run = (of: Shape | string, times: number): Shape => ({ kind: 'run', of: shapeOf(of), times });
export const row = (...parts: (Shape | string)[]): Shape => ({ kind: 'row', parts: parts.map(shapeOf) });
export const nest = (open: string, of: Shape | string, close: string, depth = 1): Shape => ({
  kind: 'nest',
  open,
  of: shapeOf(of),
  close,
  depth,
});
export const packed = (by: string, of: Shape | string): Shape => ({ kind: 'packed', by, of: shapeOf(of) });

function shapeOf(shape: Shape | string): Shape {
  return typeof shape === 'string' ? piece(shape) : shape;
}

/** Thrown for what is longer than any input, before it is packed. */
export class TooLong extends Error {}

const RENDERED_CHARS_MAX = 64 * 1024 * 1024;
const NUMBERS = /[§¤¶]/u;

export function rendered(shape: Shape, packings: Packings): string {
  switch (shape.kind) {
    case 'piece':
      return shape.text;
    case 'run':
      return copies(rendered(shape.of, packings), shape.times);
    case 'nest':
      return `${copies(shape.open, shape.depth)}${rendered(shape.of, packings)}${copies(shape.close, shape.depth, true)}`;
    case 'row':
      return shape.parts.map((part) => rendered(part, packings)).join('');
    case 'packed': {
      const text = rendered(shape.of, packings);
      return packings[shape.by]?.(text) ?? text;
    }
  }
}

function copies(text: string, times: number, isBackward = false): string {
  if (text.length * times > RENDERED_CHARS_MAX) throw new TooLong();
  if (!NUMBERS.test(text)) return text.repeat(times);
  return Array.from({ length: times }, (_, at) => {
    const number = isBackward ? times - 1 - at : at;
    return text
      .replaceAll('§', number.toString(36))
      .replaceAll('¤', (number + 1).toString(36))
      .replaceAll('¶', number.toString(16).padStart(8, '0'));
  }).join('');
}

/** How far deflate shortens what is repeated, at least: what is searched stays small enough to be made. */
const DEFLATED = 30;

/** About how many characters it renders to. */
export function lengthOf(shape: Shape): number {
  switch (shape.kind) {
    case 'piece':
      return shape.text.length;
    case 'run':
      return lengthOf(shape.of) * shape.times;
    case 'nest':
      return lengthOf(shape.of) + (shape.open.length + shape.close.length) * shape.depth;
    case 'row':
      return shape.parts.reduce((sum, part) => sum + lengthOf(part), 0);
    case 'packed':
      return Math.ceil(lengthOf(shape.of) / (shape.by.startsWith('deflate') ? DEFLATED : 1));
  }
}

/** Its outermost runs and nests, so many times as long; what has none becomes a run. */
export function scaled(shape: Shape, factor: number): Shape {
  const times = (count: number) => Math.max(1, Math.round(count * factor));
  switch (shape.kind) {
    case 'piece':
      return shape;
    case 'run':
      return shape.times > 1
        ? { ...shape, times: times(shape.times) }
        : { ...shape, of: scaled(shape.of, factor) };
    case 'nest':
      return { ...shape, depth: shape.depth > 1 ? times(shape.depth) : 1, of: scaled(shape.of, factor) };
    case 'row':
      return { ...shape, parts: shape.parts.map((part) => scaled(part, factor)) };
    case 'packed':
      return { ...shape, of: scaled(shape.of, factor) };
  }
}

/** At most so many characters; null: it does not get that short. */
export function fitted(shape: Shape, charsMax: number): Shape | null {
  let fitting = shape;
  for (let tries = 0; tries < 40; tries++) {
    const chars = lengthOf(fitting);
    if (chars <= charsMax) return fitting;
    fitting = scaled(fitting, Math.min(0.9, charsMax / chars));
  }
  return null;
}

/** How it was made, for people: `<b>×4000 in (<i>…</i>)^20`. */
export function describe(shape: Shape): string {
  const text = (piece: string) =>
    JSON.stringify(piece.length > 40 ? `${piece.slice(0, 40)}…` : piece).slice(1, -1);
  switch (shape.kind) {
    case 'piece':
      return text(shape.text);
    case 'run':
      return `(${describe(shape.of)})×${shape.times}`;
    case 'nest':
      return `${text(shape.open)}^${shape.depth} ${describe(shape.of)} ${text(shape.close)}^${shape.depth}`.trim();
    case 'row':
      return shape.parts.map(describe).join(' + ');
    case 'packed':
      return `${shape.by}[${describe(shape.of)}]`;
  }
}

/** All nodes, the outermost first. */
export function nodesOf(shape: Shape): Shape[] {
  const below = shape.kind === 'row' ? shape.parts : shape.kind === 'piece' ? [] : [shape.of];
  return [shape, ...below.flatMap(nodesOf)];
}

/** With another node in the place of one of `nodesOf`. */
export function replaced(shape: Shape, old: Shape, other: Shape): Shape {
  if (shape === old) return other;
  if (shape.kind === 'piece') return shape;
  if (shape.kind === 'row') return { ...shape, parts: shape.parts.map((part) => replaced(part, old, other)) };
  return { ...shape, of: replaced(shape.of, old, other) };
}

/** Pieces that are dear to one reader or another, whatever it reads. */
const COMMON = [
  ...'a0 \n\t.,;:-_=*#&%<>()[]{}"\'\\/|`~!?+@',
  'ab ',
  'a, ',
  '\r\n',
  'Words of a sentence. ',
  'n§ ',
  '&amp;',
  '&#97;',
  '%61',
  '\\u0061',
  '[](',
  '""',
  '-1e9,',
  // NFKC makes 18 characters of it, NFD 3 of the next; lower case 2, upper case 2 and 3
  'ﷺ',
  '\u0390',
  'İ',
  'ß',
  'ﬃ',
  // marks of two classes, which normalization sorts
  '\u0301',
  '\u0316',
  '\u200b',
  '\u202e',
  '각',
  '漢',
  '😀',
  '\ud800',
];

const COUNTS = [1, 2, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000, 100_000];

/** Terms from nothing but the words. */
export function fresh(words: Words): fc.Arbitrary<Shape> {
  const text = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom('', ...words.pieces) },
    { weight: 1, arbitrary: fc.constantFrom(...COMMON) },
  );
  const wrap = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(['(', ')'] as const, ...words.wraps) },
    { weight: 1, arbitrary: fc.tuple(text, text) },
  );
  const count = fc.constantFrom(...COUNTS);
  const { term } = fc.letrec<{ term: Shape; leaf: Shape }>((tie) => ({
    leaf: text.map(piece),
    term: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { weight: 2, arbitrary: tie('leaf') },
      { weight: 4, arbitrary: fc.tuple(tie('term'), count).map(([of, times]) => run(of, times)) },
      {
        weight: 3,
        arbitrary: fc
          .tuple(wrap, tie('term'), count)
          .map(([[open, close], of, depth]) => nest(open, of, close, depth)),
      },
      {
        weight: 1,
        arbitrary: fc.tuple(wrap, tie('term')).map(([[open, close], of]) => nest(open, of, close)),
      },
      // multiplied, alternating, nearly fitting
      {
        weight: 2,
        arbitrary: fc.tuple(tie('term'), tie('term'), count).map(([a, b, n]) => row(run(a, n), run(b, n))),
      },
      {
        weight: 2,
        arbitrary: fc.tuple(tie('term'), tie('term'), count).map(([a, b, n]) => run(row(a, b), n)),
      },
      { weight: 1, arbitrary: fc.tuple(tie('term'), count, text).map(([a, n, odd]) => row(run(a, n), odd)) },
      ...(words.packings.length > 0
        ? [
            {
              weight: 1,
              arbitrary: fc
                .tuple(fc.constantFrom(...words.packings), tie('term'))
                .map(([by, of]) => packed(by, of)),
            },
          ]
        : []),
    ),
  }));
  return term.map(tidy);
}

type Change = (node: Shape, other: Shape) => Shape;

const times = (node: Shape, factor: number): Shape => {
  if (node.kind === 'run') return { ...node, times: Math.max(1, Math.round(node.times * factor)) };
  if (node.kind === 'nest') return { ...node, depth: Math.max(1, Math.round(node.depth * factor)) };
  return factor > 1 ? run(node, factor) : node;
};
const countOf = (node: Shape) => (node.kind === 'run' ? node.times : node.kind === 'nest' ? node.depth : 30);

const CHANGES: readonly Change[] = [
  (node) => times(node, 2),
  (node) => times(node, 2),
  (node) => times(node, 10),
  (node) => times(node, 0.5),
  (_, other) => other,
  (node, other) => row(node, other),
  (node, other) => row(other, node),
  (node, other) => row(run(node, 30), run(other, 30)),
  (node, other) => row(node, run(other, countOf(node))),
  (node, other) => (node.kind === 'run' ? { ...node, of: row(node.of, other) } : run(row(node, other), 30)),
  (node, other) => (other.kind === 'nest' ? { ...other, of: node } : node),
  (node) => (node.kind === 'nest' ? { ...node, close: '' } : node),
  (node) => (node.kind === 'row' ? (node.parts[0] ?? node) : 'of' in node ? node.of : piece('')),
  (node) => (node.kind === 'row' ? row(...node.parts.slice(1)) : node),
  (node, other) => (other.kind === 'packed' ? { ...other, of: node } : node),
];

/** A term that is a step or a few from the one that it is made of; `parts` are others that did well. */
export function mutated(shape: Shape, words: Words, parts: readonly Shape[]): fc.Arbitrary<Shape> {
  const other = fc.oneof(fresh(words), fc.constantFrom(piece(''), ...parts.flatMap(nodesOf)));
  const step = fc.record({ at: fc.nat(), change: fc.constantFrom(...CHANGES), other });
  return fc.array(step, { minLength: 1, maxLength: 3 }).map((steps) =>
    tidy(
      steps.reduce((changed, { at, change, other: with_ }) => {
        const nodes = nodesOf(changed);
        const node = nodes[at % nodes.length] ?? changed;
        return replaced(changed, node, change(node, with_));
      }, shape),
    ),
  );
}

/** The same text by as few nodes as it takes, within reason. */
export function tidy(shape: Shape): Shape {
  switch (shape.kind) {
    case 'piece':
      return shape;
    case 'row': {
      const parts = shape.parts
        .map(tidy)
        .flatMap((part) => (part.kind === 'row' ? part.parts : [part]))
        .filter((part) => part.kind !== 'piece' || part.text !== '');
      return parts.length === 1 && parts[0] ? parts[0] : { ...shape, parts };
    }
    case 'run': {
      const of = tidy(shape.of);
      return shape.times === 1 && lengthOf(of) > 0 && !NUMBERS.test(JSON.stringify(of))
        ? of
        : { ...shape, of };
    }
    case 'nest': {
      const of = tidy(shape.of);
      return shape.open === '' && shape.close === '' ? of : { ...shape, of };
    }
    case 'packed':
      return { ...shape, of: tidy(shape.of) };
  }
}

/** Normalization puts each of the second before all of the first. */
const MARKS = row('a', run('\u0301', 50_000), run('\u0316', 50_000));

/** Every piece in a run, in a run with something odd after it, in a nest, in one that is never closed. */
export function* plain(words: Words): Generator<Shape> {
  for (const text of [...words.pieces, ...COMMON]) {
    yield run(text, 10_000);
    yield row(run(text, 10_000), '!');
  }
  yield MARKS;
  for (const [open, close] of words.wraps) {
    yield nest(open, MARKS, close);
    yield nest(open, '', close, 10_000);
    yield run(open, 10_000);
    yield run(nest(open, 'a', close), 10_000);
    for (const text of ['a', ' ', '\\', '&amp;', '\u0301']) yield nest(open, run(text, 100_000), close);
  }
  for (const by of words.packings) {
    yield packed(by, run('a', 1_000_000));
    yield run(packed(by, run('a', 1_000)), 1_000);
  }
}
