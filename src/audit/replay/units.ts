/**
 * Units that would have been billed, and are not, or are, and would not have been: of one article. A component is billed once for a
 * title in the term, and one that was let out for no title in particular serves them all from then on: the order counts. Pure.
 */
import { termOfNewer } from '../../ledger/meter.ts';
import type { LicenseState, UseEntry } from '../../ledger/types.ts';
import { licenseState } from '../../licensing/licenses/state.ts';
import type { LicenseColumns } from '../../licensing/past/store.ts';
import type { LicenseTerms } from '../../rights/terms.ts';

/** Start of the term that each version of a license is billed in, milliseconds. */
export function termsOf(versions: readonly LicenseColumns[]): Map<number, number> {
  const starts = new Map<number, number>();
  let known: LicenseState | null = null;
  for (const { license, version, status, terms } of versions) {
    const newer = licenseState({ id: license, version, status, terms: JSON.parse(terms) as LicenseTerms });
    const termMs: number = termOfNewer(known, newer);
    starts.set(version, termMs);
    known = { ...newer, termMs };
  }
  return starts;
}

export interface Unit {
  license: string;
  term: number;
  component: string;
  type: string;
  /** '' for none. */
  title: string;
}

/** What is known of one component under one license, in one term. */
export interface KnownUnits extends Omit<Unit, 'title'> {
  /** Titles that were billed. */
  billed: string[];
  /** Titles that it would have left for, in the order of the first time. */
  would: string[];
}

type Part = Omit<Unit, 'title' | 'type'>;

const nameOf = ({ license, term, component }: Part) => JSON.stringify([license, term, component]);

export class UnitTally {
  readonly #parts = new Map<string, KnownUnits>();

  constructor(known: readonly KnownUnits[] = []) {
    for (const one of known) this.#parts.set(nameOf(one), structuredClone(one));
  }

  /** `was`: what the entry let out, `would`: what would have left with it. */
  add(entry: UseEntry, was: readonly Unit[], would: readonly Unit[]): void {
    if (entry.env === 'test') return;
    for (const unit of was)
      if (entry.billed?.includes(unit.component)) include(this.#of(unit).billed, unit.title);
    for (const unit of would) include(this.#of(unit).would, unit.title);
  }

  /** What it would have added, and what not. `before`: the titles of a component that had it already, '' for all of them. */
  difference(before: (part: Part) => readonly string[]): { added: Unit[]; dropped: Unit[] } {
    const parts = [...this.#parts.values()].map((part) => ({ ...part, bill: billOf(part, before(part)) }));
    return {
      added: parts.flatMap(({ bill, ...part }) => unitsOf(part, without(bill, part.billed))),
      dropped: parts.flatMap(({ bill, ...part }) => unitsOf(part, without(part.billed, bill))),
    };
  }

  /** Whether anything hangs on what was let out before: what was billed, nobody had yet. */
  get asksBefore(): boolean {
    return [...this.#parts.values()].some((part) => without(billOf(part, []), part.billed).length > 0);
  }

  /** For the next call. */
  get known(): KnownUnits[] {
    return [...this.#parts.values()];
  }

  #of({ license, term, component, type }: Unit): KnownUnits {
    const name = nameOf({ license, term, component });
    const known = this.#parts.get(name) ?? { license, term, component, type, billed: [], would: [] };
    this.#parts.set(name, known);
    return known;
  }
}

/** The titles that are billed, one after the other. */
function billOf({ would }: KnownUnits, before: readonly string[]): string[] {
  const bill: string[] = [];
  const has = (title: string) => before.includes(title) || bill.includes(title);
  for (const title of would) if (!has(title) && !has('')) bill.push(title);
  return bill;
}

const without = (titles: readonly string[], others: readonly string[]) =>
  titles.filter((title) => !others.includes(title));

function unitsOf({ license, term, component, type }: KnownUnits, titles: readonly string[]): Unit[] {
  return titles.map((title) => ({ license, term, component, type, title }));
}

function include(titles: string[], title: string): void {
  if (!titles.includes(title)) titles.push(title);
}

/** What was let out before: titles by component, license and term. */
export class Before {
  readonly #titles = new Map<string, string[]>();

  add(part: Part, title: string): void {
    const titles = this.#titles.get(nameOf(part)) ?? [];
    this.#titles.set(nameOf(part), titles);
    include(titles, title);
  }

  of(part: Part): readonly string[] {
    return this.#titles.get(nameOf(part)) ?? [];
  }
}
