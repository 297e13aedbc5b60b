/** Decisions about an article as a whole, and about equivalent components. */
import { describe, expect, it } from 'vitest';
import { decide } from '../../../src/rights/index.ts';
import { DAY_MS, decideOne, FULL_USE, input, license, NOW, restriction, set, subject } from '../fixtures.ts';
import { USES_STEP } from './support.ts';

const ENDS = Date.parse('2027-01-01T00:00:00Z');
const forbidIn = (component: string, id: string) =>
  restriction(set({ prohibition: { action: 'use' } }), { id, scope: { kind: 'component', component } });
const noPhotograph = forbidIn('cmp_photograph', 'rst_p');
const noDispatch = forbidIn('cmp_dispatch', 'rst_d');
const noGraphic = forbidIn('cmp_graphic', 'rst_g');
const THREE = subject({}, 'photograph', 'dispatch', 'graphic');

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
    const question = input({ restrictions: [noPhotograph], subject: THREE, use: FULL_USE });
    const decision = decide(question);
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
        { id: 'lic_1', version: 3, sha256: question.license.sha256 },
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
    // An absent member is no key of the decision either.
    expect('code' in decision).toBe(false);
    expect('code' in (decision.components[1] ?? {})).toBe(false);
    expect('rights' in (decision.components[0] ?? {})).toBe(false);
  });

  it('says all of a refusal', () => {
    const question = input({
      restrictions: [noPhotograph],
      subject: subject({}, 'photograph'),
      use: FULL_USE,
    });
    const decision = decide(question);
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
        { id: 'lic_1', version: 3, sha256: question.license.sha256 },
        { id: 'rst_p', version: 1, sha256: noPhotograph.sha256 },
      ],
    });
    expect('rights' in decision).toBe(false);
  });

  it('without a component says so', () => {
    const question = input({ subject: { ...subject(), components: [] } });
    expect(JSON.parse(JSON.stringify(decide(question)))).toEqual({
      outcome: 'deny',
      code: 'component_not_licensed',
      decidedBy: 'lic_1#closed-by-default',
      sentence: 'The article has no component that could be licensed.',
      components: [],
      policies: [{ id: 'lic_1', version: 3, sha256: question.license.sha256 }],
    });
  });
});

describe('an article', () => {
  const summaryUnder = (...restrictions: (typeof noPhotograph)[]) => {
    const { outcome, code, decidedBy, sentence } = decide(
      input({ restrictions, subject: THREE, use: FULL_USE }),
    );
    return [outcome, code, decidedBy, sentence];
  };
  const until = 'permitted: distribute under license lic_1 until 2027-01-01T00:00:00Z.';

  it('speaks by its dispatch, else by the first that goes out, else by its dispatch again', () => {
    expect(summaryUnder()).toEqual(['permit', undefined, 'lic_1#uses', `Dispatch ${until}`]);
    expect(summaryUnder(noDispatch)).toEqual([
      'permit',
      undefined,
      'lic_1#uses',
      `Photograph ${until} 1 of 3 components is withheld.`,
    ]);
    expect(summaryUnder(noDispatch, noPhotograph)).toEqual([
      'permit',
      undefined,
      'lic_1#uses',
      `Graphic ${until} 2 of 3 components are withheld.`,
    ]);
    expect(summaryUnder(noDispatch, noPhotograph, noGraphic)).toEqual([
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
    const summaryFor = (audience?: 'desk' | 'partner') => {
      const { sentence, trace } = decideOne({
        restrictions: [others],
        use: FULL_USE,
        ...(audience && { audience }),
      });
      return [sentence, trace[1]?.reason, trace[1]?.constraint?.rightOperand];
    };
    const hidden = [
      "Dispatch withheld: rule 1 of the article's restrictions forbids distribute for anyone but certain clients.",
      "Rule 1 of the article's restrictions forbids use for anyone but certain clients",
      'certain clients',
    ];
    expect(summaryFor()).toEqual(hidden);
    expect(summaryFor('partner')).toEqual(hidden);
    expect(summaryFor('desk')).toEqual([
      "Dispatch withheld: rule 1 of the article's restrictions forbids distribute for anyone but par_8 and par_9.",
      "Rule 1 of the article's restrictions forbids use for anyone but par_8 and par_9",
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
