/** What each rule refused or withheld. Pure. */
import type { Stop } from '../../../ledger/segments/stops.ts';
import type { Message } from '../../../rights/types.ts';
import { linksWithin } from '../links.ts';

export interface RuleCode {
  code: string;
  /** Requests that it refused with this code. */
  refused: number;
  /** Components that it stopped with it, of what was delivered and of what was refused. */
  components: number;
}

export interface RuleLine {
  /** As `decidedBy` of entries names it. */
  rule: string;
  /** What it is, where that can be said. */
  words: string | null;
  /** The same, for a page in another language. */
  message?: Message;
  /** Entries in which it refused or withheld something. */
  entries: number;
  refused: number;
  components: number;
  /** How many licenses it did so for. */
  licenses: number;
  /** ISO 8601 UTC. */
  firstAt: string;
  lastAt: string;
  codes: RuleCode[];
  href: string;
}

interface Tallied extends Omit<RuleLine, 'words' | 'message' | 'codes' | 'licenses' | 'href'> {
  /** Of `entries`, those that are deliveries. */
  deliveries: number;
  codes: Map<string, RuleCode>;
  licenses: Set<string>;
}

export class RuleTally {
  readonly #rules = new Map<string, Tallied>();

  add({ rule, license, firstAt, lastAt, entries, deliveries, codes }: Stop): void {
    const known: Tallied = this.#rules.get(rule) ?? {
      ...{ rule, entries: 0, deliveries: 0, refused: 0, components: 0, firstAt, lastAt },
      codes: new Map(),
      licenses: new Set(),
    };
    this.#rules.set(rule, known);
    known.entries += entries;
    known.deliveries += deliveries;
    if (firstAt < known.firstAt) known.firstAt = firstAt;
    if (lastAt > known.lastAt) known.lastAt = lastAt;
    known.licenses.add(license);
    for (const [code, [refused, components]] of Object.entries(codes)) {
      const sum = known.codes.get(code) ?? { code, refused: 0, components: 0 };
      known.codes.set(code, sum);
      for (const sums of [known, sum]) {
        sums.refused += refused;
        sums.components += components;
      }
    }
  }

  /** Those that stopped most first. `words`: by rule. `filter`: what the links are narrowed to besides. */
  lines(words: Map<string, Message>, filter: Record<string, string>): RuleLine[] {
    const link = linksWithin(filter);
    return [...this.#rules.values()]
      .map(({ rule, codes, licenses, deliveries, ...counts }) => ({
        ...{ rule, ...wordMembers(words.get(rule)) },
        ...counts,
        licenses: licenses.size,
        codes: [...codes.values()].sort((one, other) => (one.code < other.code ? -1 : 1)),
        // A rule that grants, too, is found with what it let out.
        href: link({ rule, ...(deliveries === 0 && { outcome: 'deny' }) }),
      }))
      .sort((one, other) => other.entries - one.entries || (one.rule < other.rule ? -1 : 1));
  }

  get rules(): string[] {
    return [...this.#rules.keys()];
  }
}

const wordMembers = (message: Message | undefined) =>
  message === undefined ? { words: null } : { words: message.text, message };
