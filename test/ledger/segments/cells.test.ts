import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sumOf } from '../../../src/ledger/segments/cells.ts';
import type { UseEntry } from '../../../src/ledger/types.ts';
import { cellsOf } from './counted.ts';
import { anyEntry, entryOf } from './entries.ts';

const zoneOf = (license: string) => (license === 'lic_2' ? 'Europe/Berlin' : 'UTC');
const only = (entries: UseEntry[]) => {
  const cells = cellsOf(entries, zoneOf);
  expect(cells).toHaveLength(1);
  return cells[0];
};
const text = { component: 'cmp_1', digest: 'd', type: 'dispatch' };
const picture = { component: 'cmp_2', digest: 'd', type: 'photograph', supplier: 'sup_1' };

describe('a cell', () => {
  it('counts deliveries by what they carried, and refusals', () => {
    const cell = only([
      entryOf({ delivered: [text, picture], billable: 2, billed: ['cmp_1', 'cmp_2'] }),
      entryOf({ delivered: [text], at: '2026-03-01T09:59:59.999Z' }),
      entryOf(),
      entryOf({ kind: 'refusal', outcome: 'deny', code: 'territory_refused', decidedBy: 'lic_1#2' }),
    ]);
    expect(cell).toMatchObject({
      ...{ license: 'lic_1', day: '2026-03-01', title: 'morgen', env: 'live' },
      ...{ entries: 4, deliveries: 3, refusals: 1, empty: 1, repeats: 1, units: 2 },
      ...{ firstAt: '2026-03-01T09:59:59.999Z', lastAt: '2026-03-01T10:00:00.000Z' },
    });
    expect(cell?.parts).toEqual({
      section: { politics: [4, 2] },
      type: { dispatch: [2, 1, 2], photograph: [1, 1, 1] },
      supplier: { sup_1: [1, 1, 1] },
      code: { territory_refused: 1 },
      withheld: {},
      rule: { 'lic_1#2': 1 },
      hour: { '09': 1, '10': 3 },
      hourRefused: { '10': 1 },
    });
  });

  it('counts what a rule refused once an entry, and components withheld from deliveries by code', () => {
    const withheld = ['cmp_2', 'cmp_3'].map((component) => ({
      ...{ component, type: 'photograph', code: 'restriction_unreviewed', decidedBy: 'rst_1#0' },
    }));
    const cell = only([
      entryOf({ delivered: [text], withheld }),
      entryOf({ kind: 'refusal', outcome: 'deny', code: 'embargoed', decidedBy: 'rst_1#0', withheld }),
    ]);
    expect(cell?.parts).toMatchObject({
      code: { embargoed: 1 },
      withheld: { restriction_unreviewed: 2 },
      rule: { 'rst_1#0': 2 },
    });
  });

  it('counts a day and an hour of the license’s zone, on both sides of the change of the clocks', () => {
    const at = (...instants: string[]) =>
      cellsOf(
        instants.map((instant) => entryOf({ license: 'lic_2', at: instant })),
        zoneOf,
      ).map(({ day, parts }) => [day, parts.hour]);
    expect(at('2026-03-28T22:59:59.999Z', '2026-03-28T23:00:00.000Z')).toEqual([
      ['2026-03-28', { '23': 1 }],
      ['2026-03-29', { '00': 1 }],
    ]);
    expect(at('2026-03-29T00:59:00.000Z', '2026-03-29T01:00:00.000Z')).toEqual([
      ['2026-03-29', { '01': 1, '03': 1 }],
    ]);
  });

  it('has a section of no name for what has none, and takes any name', () => {
    const parts = only([
      entryOf({ sections: [] }),
      entryOf({ sections: ['__proto__', 'constructor'] }),
    ])?.parts;
    expect(Object.entries(parts?.section ?? {})).toEqual([
      ['', [1, 0]],
      ['__proto__', [1, 0]],
      ['constructor', [1, 0]],
    ]);
  });

  it('counts nothing but deliveries and refusals', () => {
    expect(cellsOf([{ ...entryOf(), kind: 'publication' } as unknown as UseEntry], zoneOf)).toEqual([]);
  });
});

describe('sums of cells', () => {
  const key = ({ license, day, title, env }: { license: string; day: string; title: string; env: string }) =>
    [license, day, title, env].join();
  const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

  it('are the cells of all, however the entries are divided, also as they are stored', () => {
    fc.assert(
      fc.property(fc.array(anyEntry, { maxLength: 30 }), fc.nat(), (entries, at) => {
        const cut = entries.length === 0 ? 0 : at % entries.length;
        const sums = new Map<string, ReturnType<typeof cellsOf>[number]>();
        for (const cell of [entries.slice(0, cut), entries.slice(cut)].flatMap((some) =>
          cellsOf(some, zoneOf),
        )) {
          const sum = sums.get(key(cell));
          sums.set(key(cell), plain(sum ? { ...sum, ...sumOf([sum, plain(cell)]) } : cell));
        }
        expect([...sums.values()]).toEqual(plain(cellsOf(entries, zoneOf)));
      }),
    );
  });

  it('have as many of each part as there are in all', () => {
    fc.assert(
      fc.property(fc.array(anyEntry, { minLength: 1, maxLength: 30 }), (entries) => {
        const sum = sumOf(cellsOf(entries, zoneOf));
        const total = (of: (entry: UseEntry) => number) => entries.reduce((all, entry) => all + of(entry), 0);
        const counts = (parts: Record<string, number>) => Object.values(parts).reduce((a, b) => a + b, 0);
        const pairs = (parts: Record<string, number[]>, at: 0 | 1) =>
          Object.values(parts).reduce((all, pair) => all + (pair[at] ?? 0), 0);
        expect(sum.entries).toBe(entries.length);
        expect(sum.deliveries + sum.refusals).toBe(sum.entries);
        expect(sum.units).toBe(total(({ billable }) => billable));
        expect(pairs(sum.parts.type, 0)).toBe(total(({ delivered }) => delivered.length));
        expect(pairs(sum.parts.type, 1)).toBe(sum.units);
        expect(counts(sum.parts.hour)).toBe(sum.entries);
        expect(counts(sum.parts.hourRefused)).toBe(sum.refusals);
        expect(counts(sum.parts.code)).toBe(sum.refusals);
        expect([sum.firstAt, sum.lastAt]).toEqual([
          entries.map(({ at }) => at).sort()[0],
          entries
            .map(({ at }) => at)
            .sort()
            .at(-1),
        ]);
      }),
    );
  });

  it('of nothing are zeros', () => {
    expect(sumOf([])).toMatchObject({ entries: 0, units: 0, firstAt: '', lastAt: '' });
  });
});
