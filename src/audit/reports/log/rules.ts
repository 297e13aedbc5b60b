/** Refusals and withheld components by rule. Pure. */
import type { z } from '@hono/zod-openapi';
import type { Stop } from '../../../ledger/segments/stops.ts';
import { getOrInsert } from '../../../rights/get-or-insert.ts';
import type { Message } from '../../../rights/types.ts';
import { linksWithin } from '../links.ts';
import type { rulesReport } from './schemas.ts';

type RuleLine = z.output<typeof rulesReport>['items'][number];

interface Tallied extends Omit<RuleLine, 'words' | 'message' | 'codes' | 'licenses' | 'href'> {
  /** Number of deliveries among `entries`. */
  deliveries: number;
  codes: Map<string, RuleLine['codes'][number]>;
  licenses: Set<string>;
}

export class RuleTally {
  readonly #rules = new Map<string, Tallied>();

  add({ rule, license, firstAt, lastAt, entries, deliveries, codes }: Stop): void {
    const tallied: Tallied = getOrInsert(this.#rules, rule, () => ({
      ...{ rule, entries: 0, deliveries: 0, refused: 0, components: 0, firstAt, lastAt },
      codes: new Map(),
      licenses: new Set(),
    }));
    tallied.entries += entries;
    tallied.deliveries += deliveries;
    if (firstAt < tallied.firstAt) tallied.firstAt = firstAt;
    if (lastAt > tallied.lastAt) tallied.lastAt = lastAt;
    tallied.licenses.add(license);
    for (const [code, [refused, components]] of Object.entries(codes)) {
      const sum = getOrInsert(tallied.codes, code, () => ({ code, refused: 0, components: 0 }));
      for (const sums of [tallied, sum]) {
        sums.refused += refused;
        sums.components += components;
      }
    }
  }

  /**
   * Sorted by number of entries, descending. `words`: descriptions by rule. `filter`: common filter of the
   * links.
   */
  lines(words: Map<string, Message>, filter: Record<string, string>): RuleLine[] {
    const link = linksWithin(filter);
    return [...this.#rules.values()]
      .map(({ rule, codes, licenses, deliveries, ...counts }) => ({
        ...{ rule, ...wordMembers(words.get(rule)) },
        ...counts,
        licenses: licenses.size,
        codes: [...codes.values()].sort((a, b) => (a.code < b.code ? -1 : 1)),
        // A granting rule also occurs in permitted entries, so refusals are selected.
        href: link({ rule, ...(deliveries === 0 && { outcome: 'deny' }) }),
      }))
      .sort((a, b) => b.entries - a.entries || (a.rule < b.rule ? -1 : 1));
  }

  get rules(): string[] {
    return [...this.#rules.keys()];
  }
}

const wordMembers = (message: Message | undefined) =>
  message === undefined ? { words: null } : { words: message.text, message };
