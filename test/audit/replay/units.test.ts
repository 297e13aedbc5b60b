import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TOTALS_ROWS_MAX } from '../../../src/audit/replay/limits.ts';
import { Rows } from '../../../src/audit/replay/rows.ts';
import { type Unit, UnitTally } from '../../../src/audit/replay/units.ts';
import type { UseEntry } from '../../../src/ledger/types.ts';

const COMPONENTS = ['text', 'photo'];
const components = fc.subarray(COMPONENTS);
/** What leaves with a request, as it was and as it would have been. */
const request = fc.record({ title: fc.constantFrom('', 'a', 'b'), was: components, would: components });

const unit = (title: string) => (component: string) => ({
  license: 'lic_1',
  term: 1,
  title,
  component,
  type: component,
});

/** The bill as the ledger keeps it: by this title, or by a delivery that served every title. */
class Bill {
  readonly units = new Set<string>();
  add(title: string, leaving: readonly string[]): string[] {
    const isNew = leaving.filter((one) => !this.units.has(`${title} ${one}`) && !this.units.has(` ${one}`));
    for (const one of isNew) this.units.add(`${title} ${one}`);
    return isNew;
  }
}

const namesOf = (units: readonly Unit[]) =>
  units.map(({ title, component }) => `${title} ${component}`).sort();

describe('units of a hypothetical bill', () => {
  it('are the differences between the two bills', () => {
    fc.assert(
      fc.property(
        fc.array(request, { maxLength: 8 }),
        fc.array(request, { maxLength: 12 }),
        fc.nat(12),
        (earlier, requests, cut) => {
          const [was, would] = [new Bill(), new Bill()];
          for (const { title, was: leaving } of earlier)
            for (const bill of [was, would]) bill.add(title, leaving);
          const before = new Set(was.units);
          let tally = new UnitTally();
          for (const [place, { title, was: left, would: leaving }] of requests.entries()) {
            const billed = was.add(title, left);
            would.add(title, leaving);
            const entry = { env: 'live', billable: billed.length, billed } as unknown as UseEntry;
            tally.add(entry, left.map(unit(title)), leaving.map(unit(title)));
            // The next call goes on from what this one hands over.
            if (place === cut) tally = new UnitTally(JSON.parse(JSON.stringify(tally.known)));
          }
          const titlesOf = ({ component }: { component: string }) =>
            ['', 'a', 'b'].filter((title) => before.has(`${title} ${component}`));
          const { added, dropped } = tally.difference(tally.asksBefore ? titlesOf : () => []);
          expect(namesOf(added)).toEqual([...would.units].filter((unit) => !was.units.has(unit)).sort());
          expect(namesOf(dropped)).toEqual([...was.units].filter((unit) => !would.units.has(unit)).sort());
        },
      ),
    );
  });

  it('exclude test keys', () => {
    const tally = new UnitTally();
    const entry = { env: 'test', billable: 0 } as unknown as UseEntry;
    tally.add(entry, [], COMPONENTS.map(unit('')));
    expect(tally.difference(() => [])).toEqual({ added: [], dropped: [] });
  });
});

describe('rows of totals', () => {
  it('add up by their texts, and go to others beyond the limit', () => {
    const rows = new Rows([{ title: 'a', units: 1 }]);
    rows.add({ title: 'a', units: 2 });
    for (let n = 0; n < TOTALS_ROWS_MAX + 5; n++) rows.add({ title: `t${n}`, units: 1 });
    expect(rows.all).toHaveLength(TOTALS_ROWS_MAX);
    expect(rows.all[0]).toEqual({ title: 'a', units: 3 });
    expect(rows.all.at(-1)).toMatchObject({ title: 'others' });
    expect(rows.total('units')).toBe(TOTALS_ROWS_MAX + 8);
  });
});
