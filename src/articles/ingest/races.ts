/** Two changes of one item at once: the second is made again on the state that the first has left. */
import { type Attempt, conflicting } from '../../platform/failure.ts';
import { problemMessage } from '../../platform/templates.ts';
import { RACES_MAX } from '../limits.ts';

/** The item is no longer in the state that the change was made from; nothing was written. */
export const RACED = Symbol('raced');

/** Of changes that race each round writes one, so as many rounds as there are changes are enough. */
export async function retryWhenRaced<T>(
  change: () => Promise<Attempt<T> | typeof RACED>,
): Promise<Attempt<T>> {
  for (let round = 0; round < RACES_MAX; round += 1) {
    const result = await change();
    if (result !== RACED) return result;
  }
  return conflicting(problemMessage('conflict.changing_item'));
}
