/** JSON objects, and how large a document may be. */
import { NAME_CHARS_MAX, POLICY_DEPTH_MAX, POLICY_NODES_MAX } from '../limits.ts';

export type Node = Record<string, unknown>;

/** A member as a part of a JSON pointer (RFC 6901, section 3). */
export function pointerToken(key: string): string {
  return key.toWellFormed().replaceAll('~', '~0').replaceAll('/', '~1');
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Why a document is not even looked at, or undefined. Counts everything, so that no later step needs to. */
export function tooLarge(document: unknown): string | undefined {
  let level: unknown[] = [document];
  let seen = 0;
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > POLICY_DEPTH_MAX) return `It nests deeper than ${POLICY_DEPTH_MAX}`;
    seen += level.length;
    if (seen > POLICY_NODES_MAX) return `It has more than ${POLICY_NODES_MAX} values`;
    if (level.some((value) => typeof value === 'string' && value.length > NAME_CHARS_MAX))
      return `A name or value in it is longer than ${NAME_CHARS_MAX} characters`;
    // JSON writes `1e400`, JavaScript reads infinity, and no JSON is left that the policy could be stored or hashed as.
    if (level.some((value) => typeof value === 'number' && !Number.isFinite(value)))
      return 'A number in it is too large to be told from others';
    level = level.flatMap((value) =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    );
  }
  return undefined;
}
