/** Text of a checkpoint (C2SP tlog-checkpoint): origin, size, root. The gateway writes no extension lines. */
import { HASH_BYTES, type Hash } from '../merkle.ts';
import { fromBase64 } from './note.ts';

export interface Checkpoint {
  origin: string;
  size: number;
  root: Hash;
}

export function printCheckpoint({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${Buffer.from(root).toString('base64')}\n`;
}

/** `text` is a note's text. Null: not a checkpoint. Extension lines are accepted and ignored. */
export function parseCheckpoint(text: string): Checkpoint | null {
  if (!text.endsWith('\n')) return null;
  const lines = text.slice(0, -1).split('\n');
  const [origin = '', digits = '', encoded = ''] = lines;
  const size = readSize(digits);
  const root = fromBase64(encoded);
  if (lines.some((line) => line === '') || size === null || root?.length !== HASH_BYTES) return null;
  return { origin, size, root };
}

/** Parses a decimal without leading zeros. Null: malformed, or larger than any tree. */
export function readSize(digits: string): number | null {
  if (!/^(0|[1-9][0-9]{0,15})$/.test(digits)) return null;
  const size = Number(digits);
  return Number.isSafeInteger(size) ? size : null;
}
