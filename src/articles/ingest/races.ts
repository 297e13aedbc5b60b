/** Retries a change of an item that raced another one, on the state that the other one left. */
import { type Attempt, conflicting } from '../../platform/failure.ts';
import { problemMessage } from '../../platform/templates.ts';
import { RACES_MAX } from '../limits.ts';

/** The item's state has changed since the change read it. Nothing was written. */
export const RACED = Symbol('raced');

/** Each round writes one of the racing changes, so as many rounds as changes are enough. */
export async function retryWhenRaced<T>(
  change: () => Promise<Attempt<T> | typeof RACED>,
): Promise<Attempt<T>> {
  for (let round = 0; round < RACES_MAX; round += 1) {
    const result = await change();
    if (result !== RACED) return result;
  }
  return conflicting(problemMessage('conflict.changing_item'));
}
