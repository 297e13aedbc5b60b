/**
 * What is asked for: pairs of a license and an article, some of them again and again, others never before.
 */

import type { SmallSite } from '../../test/support/small-site.ts';
import type { Ask } from './load.ts';
import type { Newsroom } from './newsroom.ts';

export interface Pair {
  license: SmallSite;
  article: string;
}

/** A pair that has been delivered, with its validator. */
export interface Delivered extends Pair {
  etag: string;
}

export function bearer({ token }: SmallSite): Record<string, string> {
  return { Authorization: `Bearer ${token}` };
}

export const askFor = ({ license, article }: Pair): Ask => ({
  path: `/v1/articles/${article}`,
  headers: bearer(license),
});

/** `count` of `asks`, from the beginning again when there are not so many. */
export function around(asks: readonly Ask[], count: number): Ask[] {
  return Array.from({ length: count }, (_, n) => asks[n % asks.length] as Ask);
}

/** Hands out every pair of a license and an article once. */
export class Pairs {
  readonly #newsroom: Newsroom;
  #next = 0;

  constructor(newsroom: Newsroom) {
    this.#newsroom = newsroom;
  }

  get left(): number {
    return this.#newsroom.licenses.length * this.#newsroom.articles.length - this.#next;
  }

  /**
   * As many as there are still, but no more than `count`. Neighbors differ in both, so that no license or
   * article comes in bursts.
   */
  take(count: number): Pair[] {
    const { licenses, articles } = this.#newsroom;
    const taken = Math.min(count, this.left);
    return Array.from({ length: taken }, () => {
      const n = this.#next++;
      const license = licenses[n % licenses.length];
      const article = articles[(Math.floor(n / licenses.length) + (n % licenses.length)) % articles.length];
      if (!license || !article) throw new Error('a newsroom without licenses or articles');
      return { license, article };
    });
  }
}
