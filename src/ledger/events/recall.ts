/** Recalls: item changes after which holders have something to take down or replace. Pure. */
import { derivedId } from '../../platform/ids.ts';
import type { ItemChange } from './types.ts';

/** Time to remove what was killed, unless the license says otherwise: a day. Milliseconds. */
export const REMOVE_WITHIN_MS = 24 * 3_600_000;

const RECALLING = ['kill', 'elimination', 'hold', 'correction'];

/** The recall of a change, the same for all holders; undefined: it withdraws and corrects nothing. */
export function recallIdOf({ item, changeType, seq, at }: ItemChange): string | undefined {
  return RECALLING.includes(changeType) ? derivedId('rcl', item, changeType, String(seq), at) : undefined;
}

/** When holders must have acted, ISO 8601 UTC; undefined: no deadline. */
export function dueAtOf({ changeType, at }: ItemChange): string | undefined {
  const isRemoval = changeType === 'kill' || changeType === 'elimination';
  return isRemoval ? new Date(Date.parse(at) + REMOVE_WITHIN_MS).toISOString() : undefined;
}
