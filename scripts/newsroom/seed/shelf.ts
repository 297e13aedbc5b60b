/** The articles that readers of one product choose from, popular and new ones first. Pure. */

import { PRODUCTS } from '../plan/products.ts';
import { type Random, Weighted } from '../plan/random.ts';
import { RECENT } from '../plan/uses.ts';
import type { Article } from './publish.ts';

/** Of all requests: for what has been stopped, and for what is not to be published yet. */
const STOPPED_SHARE = 0.015;
const EMBARGOED_SHARE = 0.03;

export class Shelf {
  readonly #all: Weighted<Article> | null;
  readonly #stopped: Article[];
  readonly #embargoed: Article[];

  constructor(product: string, articles: readonly Article[], nowMs: number) {
    const sections = PRODUCTS.find(({ name }) => name === product)?.sections;
    const newest = ({ plan }: Article) => plan.versionsMs.at(-1) ?? 0;
    const covered = articles
      .filter(({ plan }) => !sections || plan.sections.some((name) => sections.includes(name)))
      .toSorted((a, b) => newest(b) - newest(a));
    const isEmbargoed = ({ plan }: Article) => (plan.embargoedUntilMs ?? 0) > nowMs;
    // The newest of all are those that are not to be published yet: most readers know, and do not ask.
    const out = covered.filter((article) => !isEmbargoed(article));
    this.#all =
      out.length > 0 ? new Weighted(out, ({ plan }, place) => plan.popularity / (1 + place / RECENT)) : null;
    this.#stopped = covered.filter(({ pubStatus }) => pubStatus !== 'usable');
    this.#embargoed = covered.filter(isEmbargoed);
  }

  draw(random: Random): Article | null {
    if (this.#stopped.length > 0 && random.chance(STOPPED_SHARE)) return random.pick(this.#stopped);
    if (this.#embargoed.length > 0 && random.chance(EMBARGOED_SHARE)) return random.pick(this.#embargoed);
    return this.#all?.draw(random) ?? null;
  }
}
