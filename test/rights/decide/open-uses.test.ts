/** Uses with open parts: which of many cases is reported, and which uses are too open. */
import { describe, expect, it } from 'vitest';
import type { Title } from '../../../src/rights/terms.ts';
import type { OdrlJson, StatedUse } from '../../../src/rights/types.ts';
import { decideOne, FULL_USE, license, restriction, set, TITLES, where } from '../fixtures.ts';

describe('one denial of many cases', () => {
  const WORLD: Title[] = [...TITLES, { id: 'kansai', name: 'Kansai', domains: [], market: 'JP' }];
  const rule = (uid: string, ...constraint: OdrlJson[]): OdrlJson => ({ uid, action: 'use', constraint });
  const decidedBy = (use: StatedUse, ...rules: OdrlJson[]) =>
    decideOne({
      license: license({ territories: ['world'], territoryBasis: 'audience' }, WORLD),
      restrictions: [restriction(set({ prohibition: rules } as unknown as OdrlJson))],
      use,
    }).decidedBy;

  it('is that of the rule that denied most of them, and the first where two denied as many', () => {
    const web = rule('web', where('deliveryChannel', 'eq', 'web'));
    const other = rule('other', where('deliveryChannel', 'isNoneOf', ['web']));
    const print = rule('print', where('deliveryChannel', 'eq', 'print'));
    const newsletter = rule('newsletter', where('deliveryChannel', 'eq', 'newsletter'));
    expect(decidedBy({ title: 'morgen' }, web, print, newsletter)).toBe('rst_1#web');
    expect(decidedBy({ title: 'morgen', channel: 'print' }, web, print, newsletter)).toBe('rst_1#print');
    const abroad = rule('abroad', where('spatial', 'neq', 'DE'), where('deliveryChannel', 'neq', 'web'));
    const home = rule('home', where('spatial', 'eq', 'DE'));
    expect(decidedBy({ title: 'morgen' }, web, home, abroad)).toBe('rst_1#web');
    expect(decidedBy({ title: 'morgen' }, web, other)).toBe('rst_1#other');
    expect(
      decidedBy({ title: 'morgen', channel: 'web' }, home, rule('rest', where('spatial', 'neq', 'DE'))),
    ).toBe('rst_1#rest');
  });
});

describe('a denial that a value of an open part would lift', () => {
  const editorialOnly = restriction(
    set({
      prohibition: [{ uid: 'purpose', action: 'use', constraint: [where('purpose', 'neq', 'editorial')] }],
    }),
  );
  const inMarket = license({ territoryBasis: 'market' });
  const otherwise = (use: StatedUse, restrictions = [editorialOnly]) => {
    const { code, otherwise } = decideOne({ license: inMarket, restrictions, use });
    return [code, otherwise?.code, otherwise?.message.sentence];
  };

  it('is followed by the one that no value of an open part lifts', () => {
    expect(otherwise({ ...FULL_USE, territory: 'NO' })).toEqual([
      'territory_not_licensed',
      undefined,
      undefined,
    ]);
    const { purpose: _, ...openPurpose } = { ...FULL_USE, territory: 'NO' };
    expect(otherwise(openPurpose)).toEqual([
      'restricted',
      'territory_not_licensed',
      expect.stringContaining('DACH'),
    ]);
    expect(otherwise({ territory: 'NO' })).toEqual([
      'restricted',
      'territory_not_licensed',
      expect.stringContaining('DACH'),
    ]);
  });

  it('concerns the action too, if the rule forbids only some of the open ones', () => {
    const noArchive = restriction(set({ prohibition: [{ uid: 'archive', action: 'archive' }] }));
    expect(otherwise({ territory: 'NO', purpose: 'editorial' }, [noArchive])).toEqual([
      'restricted',
      'territory_not_licensed',
      expect.stringContaining('DACH'),
    ]);
    const nothing = restriction(set({ prohibition: [{ uid: 'all', action: 'use' }] }));
    expect(otherwise({ territory: 'NO', purpose: 'editorial' }, [nothing])[1]).toBeUndefined();
  });
});

describe('a use that leaves too much open', () => {
  const MANY: Title[] = Array.from({ length: 180 }, (_, index) => ({
    id: `t${index}`,
    name: `T${index}`,
    domains: [],
    market: 'DE',
  }));
  const compiled = license({ territories: ['world'], territoryBasis: 'audience' }, MANY);
  const each = [
    ...MANY.map(({ id }, index) => ({
      action: 'use',
      constraint: [
        { leftOperand: 'imp:title', operator: 'eq', rightOperand: id },
        { leftOperand: 'percentage', operator: 'gt', rightOperand: index },
      ],
    })),
    ...'DE AT CH FR IT ES PT GB IE NL BE LU DK SE NO FI IS PL CZ SK HU RO BG GR HR SI RS BA ME MK AL EE LV LT UA MD BY RU TR CY MT US CA MX BR AR CL PE CO VE EC BO PY UY JP CN KR IN'
      .split(' ')
      .map((place) => ({
        action: 'use',
        constraint: [
          { leftOperand: 'spatial', operator: 'eq', rightOperand: place },
          { leftOperand: 'percentage', operator: 'gt', rightOperand: 50 },
        ],
      })),
  ];
  const restrictions = [restriction(set({ prohibition: each } as unknown as OdrlJson))];

  it('is refused and told what to state', () => {
    const decision = decideOne({ license: compiled, restrictions });
    expect(decision).toMatchObject({ outcome: 'deny', code: 'indeterminate', decidedBy: 'lic_1#too-open' });
    expect(decision.sentence).toBe(
      'Dispatch withheld: the use leaves so much open that it cannot be decided; state the act, the title or the territory.',
    );
    expect(decision.trace).toEqual([]);
    const context = { percentage: '0' };
    expect(decideOne({ license: compiled, restrictions, use: { title: 't0', context } }).outcome).toBe(
      'permit',
    );
  });
});
