/**
 * What auditors ask a long log for: values that entries of it have, alone and together, and spans of time.
 */
import type { Miniflare } from 'miniflare';
import { Random } from '../../scripts/newsroom/plan/random.ts';
import { DAY_MS } from '../../scripts/newsroom/plan/rhythm.ts';
import { type Facet, facetsOf } from '../../src/ledger/segments/facets.ts';
import type { Entry } from '../../src/ledger/types.ts';
import { sampleOf } from './log-sample.ts';

/** Entries that filters are made of. */
const SAMPLE = 500;
/** Values that are asked for together, at most. */
const TOGETHER_MAX = 4;
const SPAN_DAYS_MAX = 60;

type Known = { at: string; values: [Facet, string][] };

export class AuditAsks {
  readonly #random: Random;
  readonly #entries: Known[];

  constructor(random: Random, entries: Known[]) {
    this.#random = random;
    this.#entries = entries;
  }

  static async from(runtime: Miniflare, seed: string): Promise<AuditAsks> {
    const random = new Random(seed);
    const lines = await sampleOf(runtime, random, SAMPLE);
    const entries = lines.map((line) => JSON.parse(line) as Entry);
    return new AuditAsks(
      random,
      entries.map((entry) => ({ at: entry.at, values: facetsOf(entry) })),
    );
  }

  /** One value of the facet. */
  one(facet: Facet): Record<string, string> {
    const having = this.#entries.flatMap(({ values }) => values.filter(([name]) => name === facet));
    const [, value = ''] = this.#random.pick(having) ?? [];
    return { [facet]: value };
  }

  /** Two values and more that an entry has, half of the time within a span of days around it. */
  together(): Record<string, string> {
    const random = this.#random;
    const { at, values } = random.pick(this.#entries);
    const facets = Array.from({ length: 2 + random.below(TOGETHER_MAX - 1) }, () => random.pick(values));
    return { ...Object.fromEntries(facets), ...(random.chance(0.5) && this.#around(at)) };
  }

  /**
   * Values of entries that have nothing to do with each other: often nothing is found, and all has to be
   * looked through.
   */
  apart(): Record<string, string> {
    const random = this.#random;
    const any = () => random.pick(random.pick(this.#entries).values);
    return Object.fromEntries([any(), any(), any()]);
  }

  span(): Record<string, string> {
    return this.#around(this.#random.pick(this.#entries).at);
  }

  license(): string {
    return this.one('license').license ?? '';
  }

  /** YYYY-MM of some entry. */
  month(): string {
    return this.#random.pick(this.#entries).at.slice(0, 7);
  }

  #around(at: string): { from: string; to: string } {
    const random = this.#random;
    const instant = (ms: number) => new Date(ms).toISOString();
    return {
      from: instant(Date.parse(at) - random.below(SPAN_DAYS_MAX) * DAY_MS),
      to: instant(Date.parse(at) + (1 + random.below(SPAN_DAYS_MAX)) * DAY_MS),
    };
  }
}
