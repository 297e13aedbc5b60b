/**
 * A day of requests, as many entries as are wanted and never one more: what is under way is counted as if it
 * had come.
 */

import { StartFailure } from '../../lib/failure.ts';
import { type Random, Weighted } from '../plan/random.ts';
import { noAnswer, pause, retryAfterMs } from './patience.ts';
import { FEED_TEXTS, type Reader } from './reader.ts';

/** Requests under way at a time. */
const HANDS = 24;
/** Of the turns of a license that has whole texts in feeds: those that read one. */
const FEED_SHARE = 0.1;
/** Without one entry, ms; and so many turns in a row, which means that nobody can be served. */
const PATIENCE_MS = 5 * 60_000;
const IN_VAIN_MAX = 2_000;

export interface Traffic {
  readers: Reader[];
  random: Random;
  /** Hears how many entries of the wanted are there, now and then. */
  tell: (count: number) => void;
}

/** Up to `target` entries more. `isExact`: only what leaves one entry or none. */
export async function bringEntries(
  target: number,
  isExact: boolean,
  { readers, random, tell }: Traffic,
): Promise<void> {
  if (target <= 0) return;
  const callers = new Weighted(readers, ({ licensed }) => licensed.plan.weight);
  // A newsletter begins its day with a page of the feed.
  const openers = isExact ? [] : readers.filter((reader) => reader.hasFullTexts);
  let open = target;
  let inVain = 0;
  let lastMs = performance.now();
  const work = async () => {
    while (open > 0) {
      const first = open >= FEED_TEXTS ? openers.shift() : undefined;
      const reader = first ?? callers.draw(random);
      const mayFeed = !isExact && reader.hasFullTexts && open >= FEED_TEXTS;
      const isFeed = first !== undefined || (mayFeed && random.chance(FEED_SHARE));
      const reserved = isFeed ? FEED_TEXTS : 1;
      open -= reserved;
      // Of its own chance, drawn now: who is answered first changes little of what is asked.
      const pending = isFeed ? reader.readFeed() : reader.turn(random.fork());
      const answer = await pending.catch((error: unknown) => noAnswer(error));
      // Nobody knows whether it was entered: it is taken to be, and counted at the end.
      if (answer instanceof Error) await pause(1_000);
      else if (answer.status === 503) await pause(retryAfterMs(answer));
      else open += reserved - answer.entries;
      if (!(answer instanceof Error) && answer.status === 429) await pause(retryAfterMs(answer));
      if (!(answer instanceof Error) && answer.entries > 0) {
        inVain = 0;
        lastMs = performance.now();
      } else inVain += 1;
      if (inVain > IN_VAIN_MAX && performance.now() - lastMs > 1_000)
        throw new StartFailure(
          `the last ${inVain} requests left no entry: no article is covered by these licenses`,
        );
      if (performance.now() - lastMs > PATIENCE_MS)
        throw new StartFailure(
          'no entry for 5 minutes: look at the health of the gateway, and run it again to go on',
        );
      tell(target - open);
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(HANDS, target) }, work));
  } finally {
    open = 0;
  }
}
