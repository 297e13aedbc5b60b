/** What is said of an article as a whole, and of components that are judged alike. */
import { describe, expect, it } from 'vitest';
import { compileRestriction, decide } from '../../../src/rights/index.ts';
import type { Title } from '../../../src/rights/terms.ts';
import type { BindingScope, OdrlJson, StatedUse } from '../../../src/rights/types.ts';
import {
  DAY_MS,
  decideOne,
  FULL_USE,
  input,
  license,
  NOW,
  restriction,
  set,
  subject,
  TITLES,
  unwrap,
} from '../fixtures.ts';

const ENDS = Date.parse('2027-01-01T00:00:00Z');
const forbidIn = (component: string, id: string) =>
  restriction(set({ prohibition: { action: 'use' } }), { id, scope: { kind: 'component', component } });
const noPhotograph = forbidIn('cmp_photograph', 'rst_p');
const noDispatch = forbidIn('cmp_dispatch', 'rst_d');
const noGraphic = forbidIn('cmp_graphic', 'rst_g');
const THREE = subject({}, 'photograph', 'dispatch', 'graphic');

const USES_STEP = {
  policy: 'lic_1',
  rule: 'uses',
  kind: 'permission',
  outcome: 'granted',
  reason:
    'Rule 1 of the license permits distribute by morgen and abend in DACH on web, newsletter and print from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z of dispatch, photograph, graphic and logo',
} as const;
const FORBIDDEN_STEP = {
  policy: 'rst_p',
  rule: 'rule-1',
  kind: 'prohibition',
  outcome: 'forbidden',
  reason: "Rule 1 of the component's restrictions forbids use",
} as const;
const RIGHTS = {
  grants: [
    {
      uses: ['distribute'],
      titles: ['morgen'],
      territories: ['DE'],
      except: [],
      channels: ['web'],
      purposes: ['editorial'],
    },
  ],
  duties: [],
  expires: ENDS,
};
const permitted = (component: string, type: string, name: string) => ({
  component,
  type,
  outcome: 'permit',
  decidedBy: 'lic_1#uses',
  sentence: `${name} permitted: distribute under license lic_1 until 2027-01-01T00:00:00Z.`,
  rights: RIGHTS,
  trace: [USES_STEP],
});

describe('an article as JSON', () => {
  it('says all of a permit', () => {
    const asked = input({ restrictions: [noPhotograph], subject: THREE, use: FULL_USE });
    const decision = decide(asked);
    const json = JSON.parse(JSON.stringify(decision));
    expect(json).toEqual({
      outcome: 'permit',
      decidedBy: 'lic_1#uses',
      sentence:
        'Dispatch permitted: distribute under license lic_1 until 2027-01-01T00:00:00Z. 1 of 3 components is withheld.',
      components: [
        {
          component: 'cmp_photograph',
          type: 'photograph',
          outcome: 'deny',
          code: 'restricted',
          decidedBy: 'rst_p#rule-1',
          sentence: "Photograph withheld: rule 1 of the component's restrictions forbids distribute.",
          trace: [USES_STEP, FORBIDDEN_STEP],
        },
        permitted('cmp_dispatch', 'dispatch', 'Dispatch'),
        permitted('cmp_graphic', 'graphic', 'Graphic'),
      ],
      rights: RIGHTS,
      policies: [
        { id: 'lic_1', version: 3, sha256: asked.license.sha256 },
        { id: 'rst_p', version: 1, sha256: noPhotograph.sha256 },
      ],
    });
    expect(Object.keys(json)).toEqual([
      'outcome',
      'decidedBy',
      'sentence',
      'components',
      'rights',
      'policies',
    ]);
    // What is not there is no key of the decision itself either.
    expect('code' in decision).toBe(false);
    expect('code' in (decision.components[1] ?? {})).toBe(false);
    expect('rights' in (decision.components[0] ?? {})).toBe(false);
  });

  it('says all of a refusal', () => {
    const asked = input({ restrictions: [noPhotograph], subject: subject({}, 'photograph'), use: FULL_USE });
    const decision = decide(asked);
    const sentence = "Photograph withheld: rule 1 of the component's restrictions forbids distribute.";
    expect(JSON.parse(JSON.stringify(decision))).toEqual({
      outcome: 'deny',
      code: 'restricted',
      decidedBy: 'rst_p#rule-1',
      sentence,
      components: [
        {
          component: 'cmp_photograph',
          type: 'photograph',
          outcome: 'deny',
          code: 'restricted',
          decidedBy: 'rst_p#rule-1',
          sentence,
          trace: [USES_STEP, FORBIDDEN_STEP],
        },
      ],
      policies: [
        { id: 'lic_1', version: 3, sha256: asked.license.sha256 },
        { id: 'rst_p', version: 1, sha256: noPhotograph.sha256 },
      ],
    });
    expect('rights' in decision).toBe(false);
  });

  it('without a component says so', () => {
    const asked = input({ subject: { ...subject(), components: [] } });
    expect(JSON.parse(JSON.stringify(decide(asked)))).toEqual({
      outcome: 'deny',
      code: 'component_not_licensed',
      decidedBy: 'lic_1#closed-by-default',
      sentence: 'The item has no component that could be licensed.',
      components: [],
      policies: [{ id: 'lic_1', version: 3, sha256: asked.license.sha256 }],
    });
  });
});

describe('an article', () => {
  const said = (...restrictions: (typeof noPhotograph)[]) => {
    const { outcome, code, decidedBy, sentence } = decide(
      input({ restrictions, subject: THREE, use: FULL_USE }),
    );
    return [outcome, code, decidedBy, sentence];
  };
  const until = 'permitted: distribute under license lic_1 until 2027-01-01T00:00:00Z.';

  it('speaks by its dispatch, else by the first that goes out, else by its dispatch again', () => {
    expect(said()).toEqual(['permit', undefined, 'lic_1#uses', `Dispatch ${until}`]);
    expect(said(noDispatch)).toEqual([
      'permit',
      undefined,
      'lic_1#uses',
      `Photograph ${until} 1 of 3 components is withheld.`,
    ]);
    expect(said(noDispatch, noPhotograph)).toEqual([
      'permit',
      undefined,
      'lic_1#uses',
      `Graphic ${until} 2 of 3 components are withheld.`,
    ]);
    expect(said(noDispatch, noPhotograph, noGraphic)).toEqual([
      'deny',
      'restricted',
      'rst_d#rule-1',
      "Dispatch withheld: rule 1 of the component's restrictions forbids distribute.",
    ]);
  });

  it('without a dispatch is refused by its first component', () => {
    const decision = decide(
      input({
        restrictions: [noPhotograph, noGraphic],
        subject: subject({}, 'graphic', 'photograph'),
        use: FULL_USE,
      }),
    );
    expect(decision).toMatchObject({ outcome: 'deny', decidedBy: 'rst_g#rule-1' });
    expect(decision.sentence).toBe(
      "Graphic withheld: rule 1 of the component's restrictions forbids distribute.",
    );
  });

  it('is told of each component by its own name, though they are judged alike', () => {
    const { components } = decide(
      input({ subject: subject({}, 'logo', 'graphic'), use: { ...FULL_USE, action: 'print' } }),
    );
    expect(components.map(({ component, type, sentence }) => [component, type, sentence])).toEqual([
      ['cmp_logo', 'logo', 'Logo withheld: the license does not permit print.'],
      ['cmp_graphic', 'graphic', 'Graphic withheld: the license does not permit print.'],
    ]);
    expect(components.map(({ trace }) => trace)).toEqual(
      [0, 1].map(() => [
        {
          policy: 'lic_1',
          rule: 'closed-by-default',
          kind: 'permission',
          outcome: 'not_applicable',
          reason: 'No rule permits print; what is not permitted is denied',
        },
      ]),
    );
  });

  it('tells components of two kinds apart that a rule of the license or of a restriction tells apart', () => {
    const outcomes = (change: Parameters<typeof input>[0]) =>
      decide(input({ subject: THREE, use: FULL_USE, ...change })).components.map(({ outcome }) => outcome);
    expect(outcomes({ license: license({ components: ['graphic'] }) })).toEqual(['deny', 'deny', 'permit']);
    const noPictures = restriction(
      set({
        prohibition: {
          action: 'use',
          constraint: {
            leftOperand: 'imp:component',
            operator: 'isAnyOf',
            rightOperand: ['photograph', 'graphic'],
          },
        },
      }),
    );
    expect(outcomes({ restrictions: [noPictures] })).toEqual(['deny', 'permit', 'deny']);
  });

  it('has a component withheld whose kind is that of one that goes out', () => {
    const both = {
      ...subject(),
      components: [
        { id: 'one', type: 'photograph' as const },
        { id: 'two', type: 'photograph' as const },
      ],
    };
    const outcomes = (restrictions: (typeof noPhotograph)[]) =>
      decide(input({ subject: both, use: FULL_USE, restrictions })).components.map(
        ({ outcome, code }) => code ?? outcome,
      );
    expect(outcomes([])).toEqual(['permit', 'permit']);
    expect(outcomes([forbidIn('two', 'rst_2')])).toEqual(['permit', 'restricted']);
    const aimed = restriction(set({ permission: { action: 'use', target: 'two' } }));
    expect(outcomes([aimed])).toEqual(['restricted', 'permit']);
    const waiting = restriction(null, { reviewed: false, scope: { kind: 'component', component: 'one' } });
    expect(outcomes([waiting])).toEqual(['restriction_unreviewed', 'permit']);
  });
});

describe('a restriction that waits for the desk', () => {
  const STEP = { policy: 'rst_1', rule: 'review', kind: 'review' } as const;
  const waiting = restriction(null, { reviewed: false });
  const cleared = restriction(null, { id: 'rst_0' });

  it('withholds a picture', () => {
    const decision = decideOne({
      restrictions: [cleared, waiting],
      subject: subject({}, 'photograph'),
      use: FULL_USE,
    });
    expect(decision).toMatchObject({ code: 'restriction_unreviewed', decidedBy: 'rst_1#review' });
    expect(decision.sentence).toBe(
      'Photograph withheld: a restriction that came with it has not been cleared by the desk yet.',
    );
    expect(decision.trace).toEqual([
      USES_STEP,
      { ...STEP, outcome: 'unmet', reason: 'The text of a restriction has not been cleared by the desk yet' },
    ]);
  });

  it('lets a dispatch go out with its text shown', () => {
    const decision = decideOne({ restrictions: [cleared, waiting], use: FULL_USE });
    expect(decision.outcome).toBe('permit');
    expect(decision.trace).toEqual([
      USES_STEP,
      {
        ...STEP,
        outcome: 'not_applicable',
        reason:
          'The text of a restriction has not been cleared by the desk yet; a dispatch goes out with the text shown',
      },
    ]);
  });

  it('withholds the picture and not the dispatch of one article', () => {
    const { components } = decide(
      input({ restrictions: [waiting], subject: subject({}, 'dispatch', 'photograph'), use: FULL_USE }),
    );
    expect(components.map(({ code }) => code)).toEqual([undefined, 'restriction_unreviewed']);
  });
});

describe('a scope', () => {
  const bound = (scope: BindingScope, id = 'rst_1') =>
    unwrap(
      compileRestriction({
        id,
        version: 2,
        scope,
        policy: set({ prohibition: { action: 'use' } }),
        reviewed: true,
      }),
    );

  it.each<[BindingScope, string | undefined]>([
    [{ kind: 'agency' }, "the agency's restrictions"],
    [{ kind: 'exclusivity' }, 'an exclusivity that the agency granted to another client'],
    [{ kind: 'section', section: 'politics' }, "the section's restrictions"],
    [{ kind: 'section', section: 'sport' }, undefined],
    [{ kind: 'item', item: 'itm_1' }, "the item's restrictions"],
    [{ kind: 'item', item: 'itm_2' }, undefined],
    [{ kind: 'component', component: 'cmp_dispatch' }, "the component's restrictions"],
    [{ kind: 'component', component: 'cmp_logo' }, undefined],
  ])('%j is called %s', (scope, label) => {
    const decision = decide(input({ restrictions: [bound(scope)], use: FULL_USE }));
    expect(decision.sentence).toBe(
      label === undefined
        ? 'Dispatch permitted: distribute under license lic_1 until 2027-01-01T00:00:00Z.'
        : `Dispatch withheld: rule 1 of ${label} forbids distribute.`,
    );
    expect(decision.policies.map(({ id, version }) => `${id}:${version}`)).toEqual(
      label === undefined ? ['lic_1:3'] : ['lic_1:3', 'rst_1:2'],
    );
  });

  it('of a component reaches no other beside one of the item', () => {
    const archive = restriction(set({ prohibition: { action: 'archive' } }), { id: 'rst_i' });
    const { components } = decide(
      input({ restrictions: [archive, noPhotograph], subject: THREE, use: FULL_USE }),
    );
    expect(components.map(({ code }) => code)).toEqual(['restricted', undefined, undefined]);
  });

  it('of an item reaches every component beside one of a component', () => {
    const archive = restriction(set({ prohibition: { action: 'archive' } }), { id: 'rst_i' });
    const { components } = decide(
      input({
        restrictions: [archive, noPhotograph],
        subject: THREE,
        use: { ...FULL_USE, action: 'archive' },
      }),
    );
    expect(components.map(({ decidedBy }) => decidedBy)).toEqual([
      'rst_i#rule-1',
      'rst_i#rule-1',
      'rst_i#rule-1',
    ]);
  });
});

describe('an embargo', () => {
  const UNTIL = Date.parse('2026-11-20T13:00:00Z');
  const at = (now: number, use: StatedUse = FULL_USE) =>
    decideOne({ subject: subject({ embargoedUntil: UNTIL }), now, use });

  it('holds until its instant and not longer', () => {
    const held = at(UNTIL - 1);
    expect(held).toMatchObject({ code: 'embargoed', decidedBy: 'embargo#until' });
    expect(held.sentence).toBe(
      'Dispatch withheld: it is embargoed until 2026-11-20T13:00:00Z, and distribute would put it before the public.',
    );
    expect(held.trace).toEqual([
      {
        policy: 'embargo',
        rule: 'until',
        kind: 'prohibition',
        outcome: 'forbidden',
        reason: 'Nothing may be put before the public until the embargo lifts',
      },
      USES_STEP,
    ]);
    expect(at(UNTIL).outcome).toBe('permit');
    expect(at(UNTIL, {}).rights?.notBefore).toBeUndefined();
    expect(at(UNTIL - 1, {}).rights?.notBefore).toBe(UNTIL);
  });
});

describe('names in a use', () => {
  const narrow = license({ territoryBasis: 'audience', uses: ['display'] });
  const grantOf = (use: StatedUse) => decideOne({ license: narrow, use }).rights?.grants[0];
  const sentenceOf = (use: StatedUse) => decideOne({ license: narrow, use }).sentence;

  it.each<[string, string[] | undefined]>([
    ['DE', ['DE']],
    ['de', ['DE']],
    ['DEU', ['DE']],
    ['de-by', ['DE-BY']],
    ['http://cvx.iptc.org/iso3166-1a3/DEU', ['DE']],
    ['urn:iso:std:iso:3166:-2:DE-BY', ['DE-BY']],
    ['DACH', undefined],
    ['world', undefined],
    ['', undefined],
  ])('territory "%s"', (territory, expected) => {
    expect(grantOf({ action: 'display', territory })?.territories).toEqual(expected);
  });

  it.each(['display', 'odrl:display', 'http://www.w3.org/ns/odrl/2/display'])('act "%s"', (action) => {
    expect(grantOf({ action })?.uses).toEqual(['display']);
  });

  it('that cannot be written down are quoted so that they can', () => {
    expect(sentenceOf({ action: '\ud800' })).toBe('Dispatch withheld: the license does not permit \ufffd.');
    expect(sentenceOf({ action: 'display', title: 'x\ud800' })).toContain('not x\ufffd.');
    expect(sentenceOf({ action: 'display', territory: 'x\ud800' })).toContain('x\ufffd');
    expect(grantOf({ action: 'display', purpose: 'x\ud800' })).toMatchObject({ purposes: ['x\ufffd'] });
  });

  it('and nothing that is not stated is taken for stated', () => {
    expect(grantOf({})).toEqual({
      uses: ['display'],
      titles: ['morgen', 'abend'],
      territories: ['DACH'],
      except: [],
      channels: ['web', 'newsletter', 'print'],
    });
    expect('stated' in (decideOne({ license: narrow }).rights ?? {})).toBe(false);
  });
});

describe('a name that is stated besides', () => {
  const event = (rightOperand: string, leftOperand = 'event') =>
    restriction(
      set({ prohibition: { action: 'use', constraint: { leftOperand, operator: 'eq', rightOperand } } }),
    );
  const code = (operand: string, written: string, stated: string | number) =>
    decideOne({
      restrictions: [event(written, operand)],
      use: { ...FULL_USE, context: { [operand]: stated } },
    }).code;

  it.each<[string, string, string]>([
    ['industry', 'Oil and Gas', 'oil-and-gas'],
    ['industry', 'oil-and-gas', ' Oil  and GAS '],
    ['fileFormat', 'JPEG', 'jpeg'],
  ])('%s "%s" is met by "%s"', (operand, written, stated) => {
    expect(code(operand, written, stated)).toBe('restricted');
  });

  it('may be a number, and is met as it is', () => {
    expect(code('industry', '7', 7)).toBe('restricted');
    expect(code('industry', '7', 8)).toBeUndefined();
  });

  it('keeps its case where it is an IRI, and an amount is no name', () => {
    expect(code('industry', 'urn:example:Oil', 'urn:example:Oil')).toBe('restricted');
    expect(code('industry', 'urn:example:Oil', 'urn:example:oil')).toBeUndefined();
    const size: OdrlJson = { leftOperand: 'absoluteSize', operator: 'gt', rightOperand: 1200, unit: 'px' };
    const large = restriction(set({ prohibition: { action: 'use', constraint: size } }));
    const stated = (context: Record<string, string | number>) =>
      decideOne({ restrictions: [large], use: { ...FULL_USE, context } });
    expect(stated({ absoluteSize: '800 px' }).rights?.stated).toEqual({ absoluteSize: '800 px' });
    expect(stated({ absoluteSize: '1600 px' }).code).toBe('restricted');
    expect(stated({ absoluteSize: 800 }).rights?.stated).toEqual({ absoluteSize: 800 });
  });
});

describe('one denial of many cases', () => {
  const WORLD: Title[] = [...TITLES, { id: 'kansai', name: 'Kansai', domains: [], market: 'JP' }];
  const rule = (uid: string, ...constraint: OdrlJson[]): OdrlJson => ({ uid, action: 'use', constraint });
  const is = (leftOperand: string, operator: string, rightOperand: unknown): OdrlJson => ({
    leftOperand,
    operator,
    rightOperand,
  });
  const decidedBy = (use: StatedUse, ...rules: OdrlJson[]) =>
    decideOne({
      license: license({ territories: ['world'], territoryBasis: 'audience' }, WORLD),
      restrictions: [restriction(set({ prohibition: rules } as unknown as OdrlJson))],
      use,
    }).decidedBy;

  it('is that of the rule that denied most of them, and the first where two denied as many', () => {
    const web = rule('web', is('deliveryChannel', 'eq', 'web'));
    const other = rule('other', is('deliveryChannel', 'isNoneOf', ['web']));
    const print = rule('print', is('deliveryChannel', 'eq', 'print'));
    const newsletter = rule('newsletter', is('deliveryChannel', 'eq', 'newsletter'));
    expect(decidedBy({ title: 'morgen' }, web, print, newsletter)).toBe('rst_1#web');
    expect(decidedBy({ title: 'morgen', channel: 'print' }, web, print, newsletter)).toBe('rst_1#print');
    const abroad = rule('abroad', is('spatial', 'neq', 'DE'), is('deliveryChannel', 'neq', 'web'));
    const home = rule('home', is('spatial', 'eq', 'DE'));
    expect(decidedBy({ title: 'morgen' }, web, home, abroad)).toBe('rst_1#web');
    expect(decidedBy({ title: 'morgen' }, web, other)).toBe('rst_1#other');
    expect(
      decidedBy({ title: 'morgen', channel: 'web' }, home, rule('rest', is('spatial', 'neq', 'DE'))),
    ).toBe('rst_1#rest');
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

describe('a decision', () => {
  it('tells the desk what it does not tell a partner', () => {
    const others = restriction(
      set({
        prohibition: {
          action: 'use',
          constraint: { leftOperand: 'recipient', operator: 'isNoneOf', rightOperand: ['par_8', 'par_9'] },
        },
      }),
    );
    const said = (audience?: 'desk' | 'partner') => {
      const { sentence, trace } = decideOne({
        restrictions: [others],
        use: FULL_USE,
        ...(audience && { audience }),
      });
      return [sentence, trace[1]?.reason, trace[1]?.constraint?.rightOperand];
    };
    const hidden = [
      "Dispatch withheld: rule 1 of the item's restrictions forbids distribute for anyone but certain clients.",
      "Rule 1 of the item's restrictions forbids use for anyone but certain clients",
      'certain clients',
    ];
    expect(said()).toEqual(hidden);
    expect(said('partner')).toEqual(hidden);
    expect(said('desk')).toEqual([
      "Dispatch withheld: rule 1 of the item's restrictions forbids distribute for anyone but par_8 and par_9.",
      "Rule 1 of the item's restrictions forbids use for anyone but par_8 and par_9",
      ['par_8', 'par_9'],
    ]);
  });

  it('says the same however often it is asked', () => {
    const decision = decideOne({ restrictions: [noDispatch], use: FULL_USE });
    expect(decision.trace).toEqual(decision.trace);
    expect(decision.trace).toHaveLength(2);
    expect(decision.trace).toBe(decision.trace);
  });

  it('is of its instant', () => {
    const day = restriction(
      set({
        prohibition: {
          action: 'use',
          constraint: { leftOperand: 'elapsedTime', operator: 'gteq', rightOperand: 'P2D' },
        },
      }),
    );
    expect(decideOne({ restrictions: [day], use: FULL_USE }).rights?.expires).toBe(NOW + DAY_MS);
    expect(decideOne({ restrictions: [day], use: FULL_USE, now: NOW + DAY_MS }).code).toBe('restricted');
  });
});
