/** From the permitted cells to the grants that say them. */
import { describe, expect, it } from 'vitest';
import type { ClassesByPart, ValueClass } from '../../../src/rights/decide/dimensions.ts';
import { grantsOf } from '../../../src/rights/decide/rectangles.ts';
import { decideOne, restriction, rightsOf, set } from '../fixtures.ts';
import { is } from './support.ts';

const classes = (...values: string[]): ValueClass[] =>
  values.map((value) => ({ values: [value], representative: value }));
const numbered = (name: string) => classes(...Array.from({ length: 12 }, (_, place) => `${name}${place}`));

const CLASSES: ClassesByPart = {
  action: numbered('act'),
  title: numbered('title'),
  territory: classes('AR', 'BR', 'CL', 'DE', 'EC', 'FR', 'GB', 'HN', 'IT', 'JP', 'KR', 'LU'),
  channel: numbered('channel'),
  purpose: numbered('purpose'),
};
const FIRST = { action: 0, title: 0, territory: 0, channel: 0, purpose: 0 };
const SAID = {
  uses: ['act0'],
  titles: ['title0'],
  territories: ['AR'],
  except: [],
  channels: ['channel0'],
  purposes: ['purpose0'],
};

describe('cells', () => {
  it.each([
    ['action', { uses: ['act0', 'act1', 'act2'] }],
    ['title', { titles: ['title0', 'title1', 'title2'] }],
    ['territory', { territories: ['AR', 'BR', 'CL'] }],
    ['channel', { channels: ['channel0', 'channel1', 'channel2'] }],
    ['purpose', { purposes: ['purpose0', 'purpose1', 'purpose2'] }],
  ])('that differ in their %s alone are one grant, in the order of the classes', (part, wide) => {
    const grants = [2, 0, 1].map((position) => ({ ...FIRST, [part]: position }));
    expect(grantsOf(grants, CLASSES)).toStrictEqual([{ ...SAID, ...wide }]);
  });

  it('of all combinations are one grant, whatever their order', () => {
    const all = [1, 0].flatMap((action) =>
      [0, 1].flatMap((title) =>
        [1, 0].flatMap((territory) =>
          [0, 1].flatMap((channel) =>
            [1, 0].map((purpose) => ({ action, title, territory, channel, purpose })),
          ),
        ),
      ),
    );
    expect(grantsOf(all, CLASSES)).toStrictEqual([
      {
        uses: ['act0', 'act1'],
        titles: ['title0', 'title1'],
        territories: ['AR', 'BR'],
        except: [],
        channels: ['channel0', 'channel1'],
        purposes: ['purpose0', 'purpose1'],
      },
    ]);
  });

  it('that differ in two parts stay apart', () => {
    expect(grantsOf([FIRST, { ...FIRST, title: 1, channel: 1 }], CLASSES)).toStrictEqual([
      SAID,
      { ...SAID, titles: ['title1'], channels: ['channel1'] },
    ]);
  });

  it('that differ in two parts stay apart, even where their numbers read alike', () => {
    const grants = grantsOf(
      [
        { ...FIRST, territory: 1, channel: 11 },
        { ...FIRST, territory: 11, channel: 1, purpose: 1 },
      ],
      CLASSES,
    );
    expect(grants).toStrictEqual([
      { ...SAID, territories: ['BR'], channels: ['channel11'] },
      { ...SAID, territories: ['LU'], channels: ['channel1'], purposes: ['purpose1'] },
    ]);
  });

  it('are joined where two joined boxes become alike', () => {
    // Title 0 in territories 0 and 2, title 1 in 2 and 0: one box, although they came in another order.
    const grants = grantsOf(
      [
        { ...FIRST, territory: 0 },
        { ...FIRST, territory: 2 },
        { ...FIRST, title: 1, territory: 2 },
        { ...FIRST, title: 1, territory: 0 },
      ],
      CLASSES,
    );
    expect(grants).toStrictEqual([{ ...SAID, titles: ['title0', 'title1'], territories: ['AR', 'CL'] }]);
  });

  it('are no grant when there are none', () => {
    expect(grantsOf([], CLASSES)).toEqual([]);
  });
});

describe('the purposes of a grant', () => {
  const known = ['editorial', 'commercial', 'advertising', 'promotional', 'educational', 'research'];
  const without = (...constraint: unknown[]) =>
    rightsOf(
      decideOne({ restrictions: [restriction(set({ prohibition: { action: 'use', constraint } }))] }),
    ).grants.map(({ titles, purposes }) => [titles, purposes]);

  it('are all but one', () => {
    expect(without(is('purpose', 'advertising'))).toEqual([
      [['morgen', 'abend'], known.filter((name) => name !== 'advertising')],
    ]);
  });

  it('are one, or any, as the title has it', () => {
    expect(without(is('purpose', 'editorial', 'neq'), is('imp:title', 'abend'))).toEqual([
      [['morgen'], undefined],
      [['abend'], ['editorial']],
    ]);
  });

  it('that nobody named make no grant', () => {
    expect(without(is('purpose', known, 'isAnyOf'), is('imp:title', 'abend'))).toEqual([
      [['morgen'], undefined],
    ]);
  });
});
