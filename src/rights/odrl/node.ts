/** JSON objects and the size limits of documents. */
import { NAME_CHARS_MAX, POLICY_DEPTH_MAX, POLICY_NODES_MAX } from '../limits.ts';

export type Node = Record<string, unknown>;

/** Escapes a member name for a JSON pointer (RFC 6901, section 3). */
export function pointerToken(key: string): string {
  return key.toWellFormed().replaceAll('~', '~0').replaceAll('/', '~1');
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Returns why a document exceeds the limits. Undefined: it does not. It counts everything, so later steps
 * need not.
 */
export function tooLarge(document: unknown): string | undefined {
  let level: unknown[] = [document];
  let count = 0;
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > POLICY_DEPTH_MAX) return `It nests deeper than ${POLICY_DEPTH_MAX}`;
    count += level.length;
    if (count > POLICY_NODES_MAX) return `It has more than ${POLICY_NODES_MAX} values`;
    if (level.some((value) => typeof value === 'string' && value.length > NAME_CHARS_MAX))
      return `A name or value in it is longer than ${NAME_CHARS_MAX} characters`;
    // JavaScript reads the JSON `1e400` as infinity, which JSON cannot represent when the policy is stored or
    // hashed.
    if (level.some((value) => typeof value === 'number' && !Number.isFinite(value)))
      return 'A number in it is too large to be told from others';
    level = level.flatMap((value) =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    );
  }
  return undefined;
}
