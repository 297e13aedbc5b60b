/**
 * Work budget of a request, in addition to its byte limits. Every parser of foreign input charges its
 * request's budget, so a small document cannot cause much work by multiplying its parts. Pure.
 */
import { Refusal } from './problem.ts';

export interface Allowance {
  /** Parsed units: elements, texts, JSON values, passages of a page. */
  nodes: number;
  /** UTF-16 units compared with a stored text. Each costs about half a microsecond. */
  characters: number;
  /** Compared pairs of blocks, or of a text and a receipt. */
  comparisons: number;
  /** Parsed words of usage terms. Each costs about twenty microseconds. */
  termsWords: number;
  /** UTF-16 units of compiled policies. A thousand take at most two milliseconds. */
  policyCharacters: number;
  /** Total bytes to which the compressed parts of a body inflate. */
  inflatedBytes: number;
}

const NAMES: Record<keyof Allowance, string> = {
  nodes: 'parts (elements, values, passages)',
  characters: 'characters to compare',
  comparisons: 'comparisons',
  termsWords: 'words of distinct usage terms',
  policyCharacters: 'characters of distinct policies',
  inflatedBytes: 'bytes after decompression',
};

const UNBOUNDED = Object.fromEntries(
  Object.keys(NAMES).map((name) => [name, Infinity]),
) as unknown as Allowance;

/** For tools that run on the user's own documents. */
export const unbounded = () => new Budget(UNBOUNDED);

export class Budget {
  readonly #allowance: Allowance;
  /** Filled lazily, because most requests, such as deliveries, charge nothing. */
  readonly #spent: Partial<Allowance> = {};

  constructor(allowance: Allowance) {
    this.#allowance = allowance;
  }

  /** Charges an amount before the work. Throws a `Refusal` with `too_complex` when the budget is exceeded. */
  spend(what: keyof Allowance, amount = 1): void {
    const spent = (this.#spent[what] ?? 0) + amount;
    this.#spent[what] = spent;
    if (spent > this.#allowance[what]) throw tooComplex(what, this.#allowance[what]);
  }

  /** Tells whether the amount is available, for callers that can do with less. */
  has(what: keyof Allowance, amount: number): boolean {
    return (this.#spent[what] ?? 0) + amount <= this.#allowance[what];
  }
}

function tooComplex(what: keyof Allowance, limit: number): Refusal {
  return new Refusal({
    code: 'too_complex',
    detail: `One request may have at most ${limit} ${NAMES[what]}. Send it in parts.`,
    members: { exceeded: { what, limit } },
  });
}
