/**
 * How much work one request may cause, beyond the bytes that it may bring. Every parser that strangers can feed
 * spends from the budget of its request, so the parts of a document add up: a small document cannot unfold into
 * much work by multiplying its parts with each other. Pure.
 */
import { Refusal } from './problem.ts';

export interface Allowance {
  /** What a parser makes: elements, texts, JSON values, passages of a page. */
  nodes: number;
  /** UTF-16 units of text that are held against a stored text. Each costs about half a microsecond. */
  characters: number;
  /** Pairs of blocks, or of a text and a receipt, that are held against each other. */
  comparisons: number;
  /** Words of usage terms that are read. Each costs some twenty microseconds. */
  termsWords: number;
  /** UTF-16 units of policies that are compiled. A thousand take two milliseconds at worst. */
  policyCharacters: number;
  /** Bytes that compressed parts of one body inflate to, together. */
  inflatedBytes: number;
}

const NAMES: Record<keyof Allowance, string> = {
  nodes: 'parts (elements, values, passages)',
  characters: 'characters to compare',
  comparisons: 'comparisons',
  termsWords: 'words of different usage terms',
  policyCharacters: 'characters of different policies',
  inflatedBytes: 'bytes when it is inflated',
};

const UNBOUNDED = Object.fromEntries(
  Object.keys(NAMES).map((name) => [name, Infinity]),
) as unknown as Allowance;

/** On one's own machine, for a document of one's own choice. */
export const unbounded = () => new Budget(UNBOUNDED);

export class Budget {
  readonly #allowance: Allowance;
  /** Made for each request, deliveries among them, of which most spend nothing. */
  readonly #spent: Partial<Allowance> = {};

  constructor(allowance: Allowance) {
    this.#allowance = allowance;
  }

  /** Throws a `Refusal` of `too_complex` when the request has no more of it. Call it before the work. */
  spend(what: keyof Allowance, amount = 1): void {
    const spent = (this.#spent[what] ?? 0) + amount;
    this.#spent[what] = spent;
    if (spent > this.#allowance[what]) throw tooComplex(what, this.#allowance[what]);
  }

  /** Whether there is enough left of it, for callers who can do with less. */
  has(what: keyof Allowance, amount: number): boolean {
    return (this.#spent[what] ?? 0) + amount <= this.#allowance[what];
  }
}

function tooComplex(what: keyof Allowance, limit: number): Refusal {
  return new Refusal({
    code: 'too_complex',
    detail: `This has more than the ${limit} ${NAMES[what]} that one request may have here. Send it in parts.`,
    members: { exceeded: { what, limit } },
  });
}
