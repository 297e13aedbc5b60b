/** Facts of a use that the gateway knows, as constraints read them. */
import { describe, expect, it } from 'vitest';
import { Circumstances, type LicenseeContext, type UseParts } from '../../../src/rights/decide/case.ts';
import type { ComponentType, Title } from '../../../src/rights/terms.ts';
import type { OdrlJson, StatedUse, Subject } from '../../../src/rights/types.ts';
import { DAY_MS, decideOne, FULL_USE, license, NOW, restriction, set, subject } from '../fixtures.ts';
import { is } from './support.ts';

const SETTING: LicenseeContext = {
  partner: 'par_1',
  titles: new Map([
    ['morgen', { domains: ['morgen.example', 'heute.example'], kind: 'newspaper' }],
    ['abend', { domains: [] }],
  ]),
};
const PARTS: UseParts = {
  component: 'photograph',
  title: 'morgen',
  territory: 'DE',
  channel: 'web',
  purpose: 'editorial',
  language: 'de',
  context: {
    count: 3,
    absoluteSize: '1200 px',
    event: 'urn:event:1',
    payAmount: '9.50 EUR',
    percentage: '50%',
  },
  at: NOW,
  origin: NOW - DAY_MS,
};

describe('the circumstances of a use', () => {
  const stated = new Circumstances(PARTS, SETTING);
  const silent = new Circumstances({ component: 'dispatch', at: NOW, origin: NOW }, SETTING);

  it.each<[string, readonly string[] | undefined, readonly string[] | undefined]>([
    ['spatial', ['DE'], undefined],
    ['deliveryChannel', ['web'], undefined],
    ['media', ['online'], undefined],
    ['purpose', ['editorial'], undefined],
    ['language', ['de'], undefined],
    ['component', ['photograph'], ['dispatch']],
    ['title', ['morgen'], undefined],
    ['recipient', ['par_1'], ['par_1']],
    ['product', ['newspaper'], undefined],
    ['virtualLocation', ['morgen.example', 'heute.example'], undefined],
    ['dateTime', undefined, undefined],
    ['elapsedTime', undefined, undefined],
    ['delayPeriod', undefined, undefined],
    ['count', ['3'], undefined],
    ['absoluteSize', ['1200'], undefined],
    ['event', ['urn:event:1'], undefined],
    ['percentage', ['50%'], undefined],
    ['toString', undefined, undefined],
  ])('say of %s: %j, or %j where nobody states it', (operand, known, unknown) => {
    expect(stated.values(operand)).toEqual(known);
    expect(silent.values(operand)).toEqual(unknown);
  });

  it('know the unit of an amount that carries one', () => {
    expect(stated.unit('absoluteSize')).toBe('px');
    expect(stated.unit('payAmount')).toBe('EUR');
    expect(stated.values('payAmount')).toEqual(['9.50']);
    for (const operand of ['count', 'event', 'percentage', 'resolution'])
      expect(stated.unit(operand)).toBeUndefined();
    expect(silent.unit('count')).toBeUndefined();
  });

  it.each<[string, string, string | undefined]>([
    ['12 px', '12', 'px'],
    ['1200 px wide', '1200 px wide', undefined],
    ['about 1200 px', 'about 1200 px', undefined],
    ['1200 ', '1200 ', undefined],
    ['1200px', '1200px', undefined],
    ['px 1200', 'px 1200', undefined],
    ['.5 px', '.5 px', undefined],
    ['0.5 px', '0.5', 'px'],
  ])('read "%s" as %j in %j', (text, value, unit) => {
    const { values, unit: unitOf } = {
      values: new Circumstances({ ...PARTS, context: { absoluteSize: text } }, SETTING).values(
        'absoluteSize',
      ),
      unit: new Circumstances({ ...PARTS, context: { absoluteSize: text } }, SETTING).unit('absoluteSize'),
    };
    expect(values).toEqual([value]);
    expect(unitOf).toBe(unit);
  });

  it('take time, place and title from nothing that is stated besides', () => {
    const context = {
      dateTime: '2020-01-01',
      elapsedTime: 'P1D',
      delayPeriod: 'P1D',
      spatial: 'AT',
      product: 'magazine',
    };
    const use = new Circumstances({ ...PARTS, title: 'abend', context }, SETTING);
    for (const operand of ['dateTime', 'elapsedTime', 'delayPeriod', 'product'])
      expect(use.values(operand)).toBeUndefined();
    expect(use.values('spatial')).toEqual(['DE']);
    expect(use.values('virtualLocation')).toEqual([]);
    expect(
      new Circumstances({ ...PARTS, title: 'nobody' }, SETTING).values('virtualLocation'),
    ).toBeUndefined();
  });

  it('differ elsewhere in the place only, and later in the time only', () => {
    const { territory: _t, at: _a, ...same } = PARTS;
    const abroad = stated.inTerritory('AT');
    expect(abroad).toMatchObject({ ...same, territory: 'AT', at: NOW });
    expect(abroad.values('recipient')).toEqual(['par_1']);
    expect(stated.inTerritory('CH').territory).toBe('CH');
    expect(stated.inTerritory('AT').territory).toBe('AT');
    const later = stated.atInstant(NOW + 1);
    expect(later).toMatchObject({ ...same, territory: 'DE', at: NOW + 1 });
    expect(later.values('product')).toEqual(['newspaper']);
    expect(stated.atInstant(NOW + 2).at).toBe(NOW + 2);
    expect(abroad.atInstant(NOW + 5)).toMatchObject({ territory: 'AT', at: NOW + 5 });
    expect(stated.atInstant(NOW)).toBe(stated);
    expect(stated).toMatchObject(PARTS);
  });
});

describe('a rule that asks for a fact', () => {
  const TITLES: Title[] = [
    { id: 'morgen', name: 'Der Morgen', domains: ['morgen.example'], market: 'DE', kind: 'newspaper' },
    { id: 'heft', name: 'Das Heft', domains: ['heft.example'], market: 'DE', kind: 'magazine' },
    { id: 'plain', name: 'Plain', domains: [], market: 'DE' },
    { id: 'werk', name: 'Werk', domains: [], market: 'DE', kind: 'zeitschrift' },
  ];
  const compiled = license({}, TITLES);
  const code = (
    constraint: OdrlJson[],
    use: StatedUse,
    change: Partial<Subject> = {},
    type: ComponentType = 'dispatch',
  ) =>
    decideOne({
      license: compiled,
      restrictions: [restriction(set({ prohibition: { action: 'use', constraint } }))],
      use: { ...FULL_USE, ...use },
      subject: subject(change, type),
    }).code ?? 'permit';

  it.each<[string, OdrlJson[], StatedUse, string]>([
    ['the kind of the title', [is('product', 'magazine')], { title: 'heft' }, 'restricted'],
    ['the kind of another title', [is('product', 'magazine')], { title: 'morgen' }, 'permit'],
    ['the kind of a title that has none', [is('product', 'magazine')], { title: 'plain' }, 'indeterminate'],
    ['a kind that nothing knows', [is('product', 'magazine')], { title: 'werk' }, 'indeterminate'],
    ['a kind that only the rule knows', [is('product', 'zeitschrift')], { title: 'werk' }, 'restricted'],
    ['a site of the title', [is('virtualLocation', 'heft.example')], { title: 'heft' }, 'restricted'],
    ['a site of another title', [is('virtualLocation', 'heft.example')], { title: 'morgen' }, 'permit'],
    ['the medium of the channel', [is('media', 'online')], { channel: 'web' }, 'restricted'],
    ['the medium of another channel', [is('media', 'online')], { channel: 'print' }, 'permit'],
    ['the partner', [is('recipient', 'par_1')], {}, 'restricted'],
    ['another partner', [is('recipient', 'par_2')], {}, 'permit'],
    ['the purpose', [is('purpose', 'commercial')], { purpose: 'commercial' }, 'restricted'],
    [
      'three things that are all so',
      [is('spatial', 'DE'), is('deliveryChannel', 'web'), is('purpose', 'editorial')],
      {},
      'restricted',
    ],
    [
      'three things of which one is not',
      [is('spatial', 'DE'), is('deliveryChannel', 'web'), is('purpose', 'commercial')],
      {},
      'permit',
    ],
  ])('asks for %s', (_, constraint, use, expected) => {
    expect(code(constraint, use)).toBe(expected);
  });

  it('asks for the language of the item and for the kind of the component', () => {
    expect(code([is('language', 'de')], {})).toBe('restricted');
    expect(code([is('language', 'en')], {})).toBe('permit');
    expect(code([is('imp:component', 'photograph')], {}, {}, 'photograph')).toBe('restricted');
    expect(code([is('imp:component', 'photograph')], {})).toBe('permit');
  });

  it('answers each rule by its own constraints', () => {
    const three = (purpose: string) => [
      is('spatial', 'DE'),
      is('deliveryChannel', 'web'),
      is('purpose', purpose),
    ];
    const both = restriction(
      set({
        prohibition: [
          { action: 'use', constraint: three('commercial') },
          { action: 'use', constraint: three('editorial') },
        ],
      }),
    );
    expect(decideOne({ license: compiled, restrictions: [both], use: FULL_USE }).decidedBy).toBe(
      'rst_1#rule-2',
    );
  });
});
