/** A day of requests for exactly as many entries: a pending request counts as the entries it may leave. */

import { retryAfterMs, sleep } from '../../../client/src/retry.ts';
import { StartFailure } from '../../lib/failure.ts';
import { networkError } from '../party.ts';
import { type Random, Weighted } from '../plan/random.ts';
import type { Article } from './publish.ts';
import { FEED_TEXTS, type Reader, type ReaderAnswer } from './reader.ts';
import { Shelf } from './shelf.ts';

const READERS_AT_ONCE = 24;
/** Of the turns of a license that has whole texts in feeds: those that read one. */
const FEED_SHARE = 0.1;
/** Without an entry for so long (ms), or in so many turns in a row, nobody can be served. */
const PATIENCE_MS = 5 * 60_000;
const IN_VAIN_MAX = 2_000;

export interface Traffic {
  readers: Reader[];
  random: Random;
  onProgress: (count: number) => void;
}

/** Up to `target` entries more. `isExact`: only what leaves one entry or none. */
export async function bringEntries(
  target: number,
  isExact: boolean,
  { readers, random, onProgress }: Traffic,
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
      // A random source of its own, forked now, so that the order of answers hardly changes the requests.
      const pending = isFeed ? reader.readFeed() : reader.turn(random.fork());
      const answer = await pending.catch(networkError);
      // Without an answer, or with a 503, there may be an entry: it is counted as one until the end.
      if (answer instanceof Error) await sleep(1_000);
      else {
        if (answer.status !== 503) open += reserved - answer.entries;
        if (answer.status === 503 || answer.status === 429) await sleep(waitMs(answer));
      }
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
      onProgress(target - open);
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(READERS_AT_ONCE, target) }, work));
  } finally {
    open = 0;
  }
}

const WAIT_MAX_MS = 61_000;

const waitMs = ({ headers }: ReaderAnswer) =>
  Math.min(WAIT_MAX_MS, Math.max(100, retryAfterMs(headers.get('Retry-After')) ?? 1_000));

/** Before each part of the day, since readers request what has been stopped meanwhile less often. */
export function stock(readers: Reader[], articles: Article[]): void {
  const shelves = new Map<string, Shelf>();
  for (const reader of readers) {
    const { product } = reader.licensed.plan;
    const shelf = shelves.get(product) ?? new Shelf(product, articles, Date.now());
    shelves.set(product, shelf);
    reader.shelf = shelf;
  }
}
