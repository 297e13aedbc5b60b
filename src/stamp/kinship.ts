/** Whether two texts that differ are versions of one article: by the character sequences that they share. */
import { KIN_SEQUENCE_CHARS, KIN_SHARE_MIN, KIN_TEXT_CHARS_MAX } from './limits.ts';
import { strokesOf } from './look-alike.ts';
import type { Original } from './original.ts';
import { foldText } from './text-digest.ts';

/** True for an excerpt of a text, a text with words changed, a text with matter around it; false for another's text. */
export function areKin(original: Original, texts: readonly string[]): boolean {
  const [a, b] = [original.once(sequencesOfOriginal), sequencesOf(texts)];
  const [fewer, more] = a.size <= b.size ? [a, b] : [b, a];
  const shared = [...fewer].filter((sequence) => more.has(sequence)).length;
  return shared >= Math.max(1, fewer.size * KIN_SHARE_MIN);
}

const sequencesOfOriginal = ({ blocks }: Original) => sequencesOf(blocks);

/** Of many blocks, which have their words from this text. */
export function takenFrom(text: readonly string[]): (block: string) => boolean {
  const known = sequencesOf(text);
  return (block) => {
    const own = [...sequencesOf([block])];
    const shared = own.filter((sequence) => known.has(sequence)).length;
    return shared >= Math.max(1, own.length * KIN_SHARE_MIN);
  };
}

/** Characters rather than words, so that it works for scripts that put no spaces between words. */
export function sequencesOf(blocks: readonly string[], charsMax = KIN_TEXT_CHARS_MAX): Set<string> {
  const text = strokesOf(foldText(blocks.join(' ').slice(0, charsMax)));
  const sequences = new Set<string>();
  const last = Math.max(0, text.length - KIN_SEQUENCE_CHARS);
  for (let start = 0; start <= last; start++) sequences.add(text.slice(start, start + KIN_SEQUENCE_CHARS));
  return sequences;
}
