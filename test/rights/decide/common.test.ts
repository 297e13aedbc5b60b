/** What one statement about several components may say: no more than what holds for each. */
import { describe, expect, it } from 'vitest';
import { commonRights, intersect, joinDuties } from '../../../src/rights/decide/common.ts';
import { Message } from '../../../src/rights/message.ts';
import type { ComponentType } from '../../../src/rights/terms.ts';
import type { ComponentDecision, EffectiveRights, RightsGrant } from '../../../src/rights/types.ts';

const grant = (change: Partial<RightsGrant> = {}): RightsGrant => ({
  uses: ['display', 'archive'],
  titles: ['morgen', 'abend'],
  territories: ['DACH'],
  except: [],
  channels: ['web', 'print'],
  ...change,
});
const rights = (change: Partial<EffectiveRights> = {}): EffectiveRights => ({
  grants: [grant()],
  duties: [],
  expires: 1_000,
  ...change,
});
const of = (...grants: Partial<RightsGrant>[]) => rights({ grants: grants.map(grant) });
/** A grant of both, each way around. */
const both = (a: Partial<RightsGrant>, b: Partial<RightsGrant>) =>
  [intersect(of(a), of(b)), intersect(of(b), of(a))].map((found) => found?.grants);

function decided(type: ComponentType, own?: EffectiveRights): ComponentDecision {
  return {
    component: `cmp_${type}`,
    type,
    outcome: own ? 'permit' : 'deny',
    decidedBy: 'lic_1#uses',
    sentence: '',
    message: new Message({}, '', {}),
    trace: [],
    ...(own && { rights: own }),
  };
}

describe('the grants of two rights together', () => {
  it('are theirs when they say the same', () => {
    expect(intersect(rights(), rights())).toStrictEqual(rights());
  });

  it.each([
    ['uses', { uses: ['archive', 'sell'] }, { uses: ['archive'] }],
    ['titles', { titles: ['abend', 'sonntag'] }, { titles: ['abend'] }],
    ['channels', { channels: ['print', 'app'] as const }, { channels: ['print'] }],
    ['purposes', { purposes: ['editorial'] }, { purposes: ['editorial'] }],
    ['territories', { territories: ['DE', 'FR'] }, { territories: ['DE'] }],
    ['territories of a set', { territories: ['EU'] }, { territories: ['AT', 'DE'] }],
    [
      'territories that one takes out',
      { territories: ['world'], except: ['CH'] },
      { territories: ['AT', 'DE'] },
    ],
    ['territories that one takes out of the same set', { except: ['CH'] }, { territories: ['AT', 'DE'] }],
    ['a part of a country', { territories: ['DE-BY', 'FR'] }, { territories: ['DE-BY'] }],
  ])('have of %s what both have', (_name, other, expected) => {
    for (const grants of both({}, other as Partial<RightsGrant>))
      expect(grants).toStrictEqual([grant(expected as Partial<RightsGrant>)]);
  });

  it('have of two lists of as many territories what is in both', () => {
    expect(both({ territories: ['AT', 'DE'] }, { territories: ['AT', 'FR'] })[0]).toStrictEqual([
      grant({ territories: ['AT'] }),
    ]);
    expect(
      both(
        { territories: ['DACH', 'FR'], except: ['AT', 'CH'] },
        { territories: ['DACH', 'FR'], except: ['AT', 'DE'] },
      )[0],
    ).toStrictEqual([grant({ territories: ['FR'] })]);
  });

  it('have of two lists of purposes what is in both', () => {
    const [one] = both({ purposes: ['editorial', 'research'] }, { purposes: ['research', 'commercial'] });
    expect(one).toStrictEqual([grant({ purposes: ['research'] })]);
  });

  it.each([
    ['use', { uses: ['sell'] }],
    ['title', { titles: ['sonntag'] }],
    ['title, since only one has titles', { titles: [] }],
    ['channel', { channels: ['app'] as const }],
    ['territory', { territories: ['JP'] }],
  ])('are none when they have no %s in common', (_name, other) => {
    expect(both({}, other as Partial<RightsGrant>)).toEqual([undefined, undefined]);
  });

  it('are none when they have no purpose in common', () => {
    expect(both({ purposes: ['editorial'] }, { purposes: ['research'] })).toEqual([undefined, undefined]);
  });

  it('are without titles when both are', () => {
    expect(both({ titles: [] }, { titles: [] })[0]).toStrictEqual([grant({ titles: [] })]);
  });

  it('are none of a territory that nobody knows', () => {
    expect(both({}, { territories: ['Atlantis'] })).toEqual([undefined, undefined]);
  });

  it('are all pairs that have something in common', () => {
    const left = of({ titles: ['morgen'], uses: ['display'] }, { titles: ['abend'], uses: ['archive'] });
    const right = of({ territories: ['DE'] }, { territories: ['AT'], uses: ['archive'] });
    expect(intersect(left, right)?.grants).toStrictEqual([
      grant({ titles: ['morgen'], uses: ['display'], territories: ['DE'] }),
      grant({ titles: ['abend'], uses: ['archive'], territories: ['DE'] }),
      grant({ titles: ['abend'], uses: ['archive'], territories: ['AT'] }),
    ]);
  });
});

describe('a grant that stands in another one', () => {
  const together = (...grants: Partial<RightsGrant>[]) =>
    intersect(of({ territories: ['world'] }), of(...grants))?.grants;

  it.each([
    ['the same', {}],
    ['fewer uses', { uses: ['archive'] }],
    ['fewer titles', { titles: ['abend'] }],
    ['fewer channels', { channels: ['print'] as const }],
    ['fewer territories', { territories: ['AT', 'DE'] }],
    ['a part of a territory', { territories: ['DE-BY'] }],
    ['fewer purposes', { purposes: ['editorial'] }],
  ])('with %s is left out', (_name, narrow) => {
    const change = narrow as Partial<RightsGrant>;
    expect(together({}, change)).toStrictEqual([grant()]);
    expect(together(change, {})).toStrictEqual([grant()]);
  });

  it.each([
    ['another use', { uses: ['archive', 'sell'] }],
    ['another title', { titles: ['abend', 'sonntag'] }],
    ['another channel', { channels: ['print', 'app'] as const }],
    ['another territory', { territories: ['DE', 'FR'] }],
  ])('but for %s stays', (_name, change) => {
    const other = change as Partial<RightsGrant>;
    const wide = of({
      uses: ['display', 'archive', 'sell'],
      titles: ['morgen', 'abend', 'sonntag'],
      territories: ['world'],
      channels: ['web', 'print', 'app'],
    });
    expect(intersect(wide, of({}, other))?.grants).toStrictEqual([grant(), grant(other)]);
  });

  it('but for another purpose stays', () => {
    expect(
      together({ purposes: ['editorial', 'research'] }, { purposes: ['editorial', 'commercial'] }),
    ).toStrictEqual([
      grant({ purposes: ['editorial', 'research'] }),
      grant({ purposes: ['editorial', 'commercial'] }),
    ]);
  });

  it('with fewer of some purposes is left out', () => {
    const wide = { purposes: ['editorial', 'research'] };
    expect(together(wide, { purposes: ['research'] })).toStrictEqual([grant(wide)]);
    expect(together({ purposes: ['research'] }, wide)).toStrictEqual([grant(wide)]);
  });

  it('is left out where it is found again', () => {
    const selling = { uses: ['sell'] };
    const wide = of({ uses: ['display', 'archive', 'sell'], territories: ['world'] });
    expect(intersect(wide, of({}, selling, {}))?.grants).toStrictEqual([grant(), grant(selling)]);
  });

  it('is said once however often it is found', () => {
    expect(together({}, {}, { uses: ['display'] }, {})).toStrictEqual([grant()]);
  });
});

describe('what two rights say besides', () => {
  it('are the alterations of both', () => {
    const named = (a?: EffectiveRights['alterations'], b?: EffectiveRights['alterations']) => {
      const found = intersect(rights(a && { alterations: a }), rights(b && { alterations: b }));
      return found && 'alterations' in found ? found.alterations : 'absent';
    };
    expect(named(['headline', 'crop'], ['crop', 'shorten'])).toEqual(['crop']);
    expect(named(['headline'], ['crop'])).toBe('absent');
    expect(named(['headline'])).toBe('absent');
    expect(named(undefined, ['headline'])).toBe('absent');
  });

  it('are the duties of either', () => {
    const a = rights({ duties: [{ action: 'inform' }, { action: 'attribute' }] });
    const b = rights({ duties: [{ action: 'inform' }, { action: 'attribute', text: 'Tidemark' }] });
    expect(intersect(a, b)?.duties).toEqual([
      { action: 'inform' },
      { action: 'attribute', text: 'Tidemark' },
    ]);
  });

  it('is all that was stated for either', () => {
    expect(intersect(rights({ stated: { count: 1 } }), rights({ stated: { event: 'x' } }))?.stated).toEqual({
      count: 1,
      event: 'x',
    });
    expect(intersect(rights({ stated: { count: 1 } }), rights())?.stated).toEqual({ count: 1 });
    expect(intersect(rights(), rights({ stated: { count: 1 } }))?.stated).toEqual({ count: 1 });
  });

  it('is the later beginning and the earlier end', () => {
    const from = (notBefore?: number) => rights(notBefore === undefined ? {} : { notBefore });
    expect(intersect(from(5), from(7))?.notBefore).toBe(7);
    expect(intersect(from(7), from(5))?.notBefore).toBe(7);
    expect(intersect(from(5), from())?.notBefore).toBe(5);
    expect(intersect(from(), from(5))?.notBefore).toBe(5);
    expect(intersect(rights({ expires: 10 }), rights({ expires: 20 }))?.expires).toBe(10);
    expect(intersect(rights({ expires: 20 }), rights({ expires: 10 }))?.expires).toBe(10);
  });
});

describe('the common rights of components', () => {
  it('are none where none is permitted', () => {
    expect(commonRights([])).toBeUndefined();
    expect(commonRights([decided('dispatch'), decided('photograph')])).toBeUndefined();
  });

  it('are those of the only one that is permitted', () => {
    const own = rights();
    expect(commonRights([decided('dispatch'), decided('photograph', own)])).toEqual({
      rights: own,
      separate: [],
    });
  });

  it('are the very same where components were judged alike', () => {
    const own = rights();
    const found = commonRights([decided('dispatch', own), decided('photograph', own)]);
    expect(found?.rights).toBe(own);
    expect(found?.separate).toEqual([]);
  });

  it('leave out what has nothing in common with the dispatch, wherever it stands', () => {
    const text = of({ titles: ['morgen'] });
    const picture = of({ titles: ['abend'] });
    const graphic = of({ uses: ['display'] });
    const components = [
      decided('photograph', picture),
      decided('graphic', graphic),
      decided('dispatch', text),
      decided('logo'),
    ];
    expect(commonRights(components)).toEqual({
      rights: of({ titles: ['morgen'], uses: ['display'] }),
      separate: ['cmp_photograph'],
    });
  });

  it('begin with the first where there is no dispatch that is permitted', () => {
    const components = [
      decided('dispatch'),
      decided('photograph', of({ titles: ['abend'] })),
      decided('graphic', of({ titles: ['morgen'] })),
    ];
    expect(commonRights(components)).toEqual({
      rights: of({ titles: ['abend'] }),
      separate: ['cmp_graphic'],
    });
  });
});

describe('duties joined', () => {
  it('are each once, and a credit by name stands for one without', () => {
    expect(joinDuties([])).toEqual([]);
    expect(
      joinDuties([
        { action: 'attribute' },
        { action: 'attribute', text: 'A' },
        { action: 'delete', text: 'all' },
        { action: 'attribute', text: 'B' },
        { action: 'inform' },
        { action: 'attribute', text: 'A' },
        { action: 'inform' },
      ]),
    ).toEqual([
      { action: 'attribute', text: 'A' },
      { action: 'delete', text: 'all' },
      { action: 'attribute', text: 'B' },
      { action: 'inform' },
    ]);
  });
});
