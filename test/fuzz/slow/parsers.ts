/** What reads bytes of strangers, and what such bytes are made of. */
import { packed, row, type Shape, type Words } from './growers.ts';

export type Parser = {
  name: string;
  /** Bytes that the route lets through. */
  bytesMax: number;
  /** Whole inputs around a part, such that the parser looks at the part. */
  frames: readonly ((part: Shape) => Shape)[];
  words: Words;
  /**
   * Bytes of ours that each input is read with: an article that is looked up. They count like those of the
   * input.
   */
  ownBytes?: number;
  /** Parts that were too dear once: tried first, and larger than others. */
  seeds?: readonly Shape[];
} & (
  | { isBinary?: false; read: (input: string) => unknown }
  /** Inputs are Latin-1 text until here: a character is a byte. */
  | { isBinary: true; read: (input: Uint8Array) => unknown }
);

/** The part by itself. */
export const bare = (part: Shape) => part;

/** The part between two texts, in the notation that is used there. */
export const within =
  (before: string, after = '', by?: string) =>
  (part: Shape): Shape =>
    row(before, by === undefined ? part : packed(by, part), after);

/** Words from lists: `wraps` are written `begin … end`. */
export function wordsOf(
  pieces: readonly string[],
  wraps: readonly string[] = [],
  packings: readonly string[] = [],
): Words {
  return {
    pieces,
    wraps: wraps.map((wrap): [string, string] => {
      const [begin = '', end = ''] = wrap.split('…');
      return [begin, end];
    }),
    packings,
  };
}
