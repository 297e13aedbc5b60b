/**
 * Units that a change would have added to the bill or removed from it, for one article. A component is billed
 * once for each title and term, and a delivery without a title serves all titles from then on, so order
 * matters. Pure.
 */
import { termOfNewer } from '../../ledger/meter.ts';
import type { LicenseState, UseEntry } from '../../ledger/types.ts';
import { licenseState } from '../../licensing/licenses/state.ts';
import type { LicenseColumns } from '../../licensing/past/store.ts';
import { getOrInsert } from '../../rights/get-or-insert.ts';
import type { LicenseTerms } from '../../rights/terms.ts';

/** Start of the billing term of each license version, milliseconds. */
export function termsOf(versions: readonly LicenseColumns[]): Map<number, number> {
  const starts = new Map<number, number>();
  let newest: LicenseState | null = null;
  for (const { license, version, status, terms } of versions) {
    const newer = licenseState({ id: license, version, status, terms: JSON.parse(terms) as LicenseTerms });
    const termMs: number = termOfNewer(newest, newer);
    starts.set(version, termMs);
    newest = { ...newer, termMs };
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

/** Units of one component under one license in one term. */
export interface OpenUnits extends Omit<Unit, 'title'> {
  /** Titles that were billed. */
  billed: string[];
  /** Titles of hypothetical deliveries, in order of first delivery. */
  would: string[];
}

type Part = Omit<Unit, 'title' | 'type'>;

const nameOf = ({ license, term, component }: Part) => JSON.stringify([license, term, component]);

export class UnitTally {
  readonly #parts = new Map<string, OpenUnits>();

  constructor(known: readonly OpenUnits[] = []) {
    for (const units of known) this.#parts.set(nameOf(units), structuredClone(units));
  }

  /** `was`: units delivered; `would`: units that would have been delivered. */
  add(entry: UseEntry, was: readonly Unit[], would: readonly Unit[]): void {
    if (entry.env === 'test') return;
    for (const unit of was)
      if (entry.billed?.includes(unit.component)) include(this.#of(unit).billed, unit.title);
    for (const unit of would) include(this.#of(unit).would, unit.title);
  }

  /**
   * Units that would have been added and dropped. `before`: titles that had the component already; '' stands
   * for all.
   */
  difference(before: (part: Part) => readonly string[]): { added: Unit[]; dropped: Unit[] } {
    const parts = [...this.#parts.values()].map((part) => ({ ...part, bill: billOf(part, before(part)) }));
    return {
      added: parts.flatMap(({ bill, ...part }) => unitsOf(part, without(bill, part.billed))),
      dropped: parts.flatMap(({ bill, ...part }) => unitsOf(part, without(part.billed, bill))),
    };
  }

  /** Whether the result depends on earlier deliveries. Billed units were not delivered before. */
  get asksBefore(): boolean {
    return [...this.#parts.values()].some((part) => without(billOf(part, []), part.billed).length > 0);
  }

  /** State for the next call. */
  get known(): OpenUnits[] {
    return [...this.#parts.values()];
  }

  #of({ license, term, component, type }: Unit): OpenUnits {
    const name = nameOf({ license, term, component });
    return getOrInsert(this.#parts, name, () => ({
      license,
      term,
      component,
      type,
      billed: [],
      would: [],
    }));
  }
}

/** Titles that would have been billed, in order. */
function billOf({ would }: OpenUnits, before: readonly string[]): string[] {
  const bill: string[] = [];
  const has = (title: string) => before.includes(title) || bill.includes(title);
  for (const title of would) if (!has(title) && !has('')) bill.push(title);
  return bill;
}

const without = (titles: readonly string[], excluded: readonly string[]) =>
  titles.filter((title) => !excluded.includes(title));

function unitsOf({ license, term, component, type }: OpenUnits, titles: readonly string[]): Unit[] {
  return titles.map((title) => ({ license, term, component, type, title }));
}

function include(titles: string[], title: string): void {
  if (!titles.includes(title)) titles.push(title);
}

/** Earlier deliveries: titles by component, license and term. */
export class Before {
  readonly #titles = new Map<string, string[]>();

  add(part: Part, title: string): void {
    const titles = getOrInsert(this.#titles, nameOf(part), () => []);
    include(titles, title);
  }

  of(part: Part): readonly string[] {
    return this.#titles.get(nameOf(part)) ?? [];
  }
}
