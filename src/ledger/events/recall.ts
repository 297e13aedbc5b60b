/** The id and the deadline of a recall: a change after which holders have to remove or replace. Pure. */
import { derivedId } from '../../platform/ids.ts';
import type { RecallTimes } from '../../rights/license/recall.ts';
import type { ItemChange } from './types.ts';

/** Time to remove what was killed, unless the license says otherwise: a day. Milliseconds. */
export const REMOVE_WITHIN_MS = 24 * 3_600_000;

const RECALLING = ['kill', 'elimination', 'hold', 'correction'];

/** The recall of a change, the same for all holders; undefined: it withdraws and corrects nothing. */
export function recallIdOf({ item, changeType, seq, at }: ItemChange): string | undefined {
  return RECALLING.includes(changeType) ? derivedId('rcl', item, changeType, String(seq), at) : undefined;
}

/** When a holder must have acted, ISO 8601 UTC; undefined: no deadline. `times`: those of its license. */
export function dueAtOf({ changeType, at }: ItemChange, times: RecallTimes = {}): string | undefined {
  const withinMs = timeTo(changeType, times);
  return withinMs === undefined ? undefined : new Date(Date.parse(at) + withinMs).toISOString();
}

function timeTo(changeType: string, { removeMs, correctMs }: RecallTimes): number | undefined {
  switch (changeType) {
    case 'kill':
    case 'elimination':
      return removeMs ?? REMOVE_WITHIN_MS;
    case 'hold':
      return removeMs;
    case 'correction':
      return correctMs;
  }
}
