import { describe, expect, it } from 'vitest';
import { compileRestriction, decide, readProse } from '../../src/rights/index.ts';
import type { Title } from '../../src/rights/terms.ts';
import type { OdrlJson, RestrictionSource } from '../../src/rights/types.ts';
import { DAY_MS, decideOne, input, license, NOW, restriction, rightsOf, set, subject } from './fixtures.ts';

const KANSAI: Title[] = [
  { id: 'morgen', name: 'Der Morgen', domains: ['morgen.example'], market: 'DE' },
  { id: 'kansai', name: 'Kansai Web', domains: ['kansai.example'], market: 'JP' },
];
const worldwide = license({ territories: ['world'] }, KANSAI);
const spatial = (rightOperand: unknown, operator = 'eq'): OdrlJson => ({
  leftOperand: 'spatial',
  operator,
  rightOperand,
});
const forbid = (rule: OdrlJson, change: Partial<RestrictionSource> = {}) =>
  restriction(set({ prohibition: rule }), change);

describe('a restriction', () => {
  const noArchive = set({ prohibition: { action: 'archive' } });
  const outcome = (scope: RestrictionSource['scope']) =>
    decideOne({ restrictions: [restriction(noArchive, { scope })], use: { action: 'archive' } }).outcome;

  it('applies to what its scope names', () => {
    expect(outcome({ kind: 'agency' })).toBe('deny');
    expect(outcome({ kind: 'section', section: 'politics' })).toBe('deny');
    expect(outcome({ kind: 'item', item: 'itm_1' })).toBe('deny');
    expect(outcome({ kind: 'component', component: 'cmp_dispatch' })).toBe('deny');
  });

  it('applies to nothing else', () => {
    expect(outcome({ kind: 'section', section: 'sport' })).toBe('permit');
    expect(outcome({ kind: 'item', item: 'itm_2' })).toBe('permit');
    expect(outcome({ kind: 'component', component: 'cmp_photograph' })).toBe('permit');
  });

  it('forbids what is included in what it names', () => {
    const policy = forbid({ action: 'play' });
    expect(decideOne({ restrictions: [policy], use: { action: 'display' } })).toMatchObject({
      outcome: 'deny',
      code: 'restricted',
    });
    expect(decideOne({ restrictions: [policy], use: { action: 'distribute' } }).outcome).toBe('permit');
  });

  it('forbids whichever target or assignee it names: its scope decides', () => {
    const aimed = forbid({ action: 'archive', target: 'urn:other', assignee: 'urn:someone' });
    expect(decideOne({ restrictions: [aimed], use: { action: 'archive' } }).outcome).toBe('deny');
  });

  it('beats a grant and voids nothing', () => {
    const out = forbid({ action: 'use', constraint: spatial('JP') });
    const decision = decideOne({ license: worldwide, restrictions: [out], use: { title: 'morgen' } });
    expect(rightsOf(decision).grants).toEqual([
      {
        uses: ['display', 'distribute', 'archive'],
        titles: ['morgen'],
        territories: ['world'],
        except: ['JP'],
        channels: ['web', 'newsletter', 'print'],
      },
    ]);
  });

  it('says who is hit where, and by which rule', () => {
    const out = forbid([
      { action: 'archive' },
      { uid: 'jp', action: 'use', constraint: spatial('JP') },
    ] as unknown as OdrlJson);
    const decision = decideOne({
      license: worldwide,
      restrictions: [out],
      subject: subject({}, 'photograph'),
      use: { action: 'distribute', title: 'kansai' },
    });
    expect(decision).toMatchObject({ outcome: 'deny', code: 'restricted', decidedBy: 'rst_1#jp' });
    expect(decision.sentence).toBe(
      "Photograph withheld: rule 2 of the article's restrictions forbids distribute in JP; the title Kansai Web counts as published in its home market, JP.",
    );
    expect(decision.trace).toContainEqual({
      policy: 'rst_1',
      rule: 'jp',
      kind: 'prohibition',
      outcome: 'forbidden',
      reason: "Rule 2 of the article's restrictions forbids use in JP",
      constraint: { leftOperand: 'spatial', operator: 'eq', rightOperand: 'JP', actual: 'JP' },
    });
  });

  it('takes the title at home out where nobody states a territory, and leaves it where one is stated', () => {
    const out = forbid({ action: 'use', constraint: spatial('JP') });
    const base = { license: worldwide, restrictions: [out] };
    expect(decideOne({ ...base, use: { title: 'kansai' } }).code).toBe('restricted');
    expect(decideOne({ ...base, use: { title: 'kansai', channel: 'print', territory: 'DE' } }).outcome).toBe(
      'permit',
    );
    expect(decideOne({ ...base, use: { title: 'kansai', channel: 'web', territory: 'DE' } }).code).toBe(
      'restricted',
    );
  });

  it('is what is reported when it was the last thing in the way', () => {
    const abroad = license({ territories: ['JP'], titles: ['morgen'] }, KANSAI);
    const out = forbid({ action: 'use', constraint: spatial('JP') });
    // On two of three channels the home market already fails the license; in print only the restriction
    // decides.
    expect(decideOne({ license: abroad, restrictions: [out] })).toMatchObject({
      code: 'restricted',
      decidedBy: 'rst_1#rule-1',
    });
  });

  it('that permits something permits only that', () => {
    const only = restriction(set({ permission: { action: 'distribute', constraint: spatial('GB', 'neq') } }));
    const within = (territory: string, action = 'distribute') =>
      decideOne({
        license: license({ territories: ['world'], territoryBasis: 'audience' }),
        restrictions: [only],
        use: { action, territory },
      }).code;
    expect(within('DE')).toBeUndefined();
    expect(within('GB')).toBe('restricted');
    expect(within('DE', 'archive')).toBe('restricted');
  });

  it('that permits it for another item or partner permits nothing here', () => {
    const allow = (rule: OdrlJson) =>
      decideOne({
        restrictions: [restriction(set({ permission: { action: 'use', ...rule } }))],
        use: { action: 'archive' },
      }).outcome;
    expect(allow({ target: 'urn:test:item:1', assignee: 'urn:imprimatur:partner:par_1' })).toBe('permit');
    expect(allow({ target: 'urn:test:item:2' })).toBe('deny');
    expect(allow({ assignee: 'urn:someone:else' })).toBe('deny');
  });

  it('adds no permission to the license', () => {
    const generous = restriction(set({ permission: { action: ['use', 'imp:ai-train'] } }));
    expect(decideOne({ restrictions: [generous], use: { action: 'ai-train' } }).code).toBe(
      'use_not_licensed',
    );
  });
});

describe('a constraint that cannot be evaluated', () => {
  it.each([
    ['an unknown operand', { leftOperand: 'moonPhase', operator: 'eq', rightOperand: 'full' }],
    ['an unknown operator', { leftOperand: 'spatial', operator: 'near', rightOperand: 'JP' }],
    ['an unknown territory', spatial('Atlantis')],
    ['an order of names', { leftOperand: 'spatial', operator: 'gt', rightOperand: 'JP' }],
    ['nothing', {}],
  ])('(%s) never disables a prohibition', (_, constraint) => {
    const policy = forbid({ action: 'archive', constraint });
    expect(policy.warnings).toHaveLength(1);
    expect(decideOne({ restrictions: [policy], use: { action: 'archive' } })).toMatchObject({
      outcome: 'deny',
      code: 'policy_void',
    });
  });

  it('never grants', () => {
    const policy = restriction(
      set({
        permission: {
          action: 'archive',
          constraint: { leftOperand: 'moonPhase', operator: 'neq', rightOperand: 'full' },
        },
      }),
    );
    expect(decideOne({ restrictions: [policy], use: { action: 'archive' } }).outcome).toBe('deny');
  });

  it('leaves a prohibition without effect only where another constraint of it is known to fail', () => {
    const policy = forbid({
      action: 'archive',
      constraint: [spatial('JP'), { leftOperand: 'moonPhase', operator: 'eq', rightOperand: 'full' }],
    });
    const inJapan = (territory: string) =>
      decideOne({
        license: license({ territories: ['world'] }),
        restrictions: [policy],
        use: { action: 'archive', channel: 'print', territory },
      }).code;
    expect([inJapan('DE'), inJapan('JP')]).toEqual([undefined, 'policy_void']);
  });

  it('is indeterminate when it asks what no use states, and the answer says what', () => {
    const policy = forbid({
      action: 'archive',
      constraint: { leftOperand: 'count', operator: 'gt', rightOperand: 5 },
    });
    const decision = decideOne({ restrictions: [policy], use: { action: 'archive' } });
    expect(decision).toMatchObject({ outcome: 'deny', code: 'indeterminate' });
    expect(decision.sentence).toContain('count');
  });
});

describe('logical constraints', () => {
  const web = { leftOperand: 'deliveryChannel', operator: 'eq', rightOperand: 'web' };
  const inDe = spatial('DE');
  const hit = (constraint: OdrlJson, territory: string, channel: 'web' | 'print') =>
    decideOne({
      license: license({ territoryBasis: 'audience' }),
      restrictions: [forbid({ action: 'display', constraint })],
      use: { action: 'display', territory, channel },
    }).outcome === 'deny';

  it.each([
    ['and', [true, false, false, false]],
    ['andSequence', [true, false, false, false]],
    ['or', [true, true, true, false]],
    ['xone', [false, true, true, false]],
  ])('%s', (operator, expected) => {
    const constraint = { [operator]: [web, inDe] };
    expect([
      hit(constraint, 'DE', 'web'),
      hit(constraint, 'AT', 'web'),
      hit(constraint, 'DE', 'print'),
      hit(constraint, 'AT', 'print'),
    ]).toEqual(expected);
  });

  it('nest', () => {
    const constraint = { or: [{ and: [web, inDe] }, spatial('CH')] };
    expect([
      hit(constraint, 'DE', 'web'),
      hit(constraint, 'AT', 'web'),
      hit(constraint, 'CH', 'print'),
    ]).toEqual([true, false, true]);
  });
});

describe('time', () => {
  it('lifts a restriction at its date', () => {
    const until = forbid({
      action: 'display',
      constraint: { leftOperand: 'dateTime', operator: 'lt', rightOperand: '2026-11-21' },
    });
    const at = (now: string) =>
      decideOne({ restrictions: [until], use: { action: 'display' }, now: Date.parse(now) }).outcome;
    expect([at('2026-11-20T23:59:59Z'), at('2026-11-21T00:00:00Z')]).toEqual(['deny', 'permit']);
  });

  it('ends the rights at the first instant at which any of them ends', () => {
    const after = forbid({
      action: 'archive',
      constraint: { leftOperand: 'elapsedTime', operator: 'gt', rightOperand: 'P14D' },
    });
    expect(decideOne({ restrictions: [after] }).rights?.expires).toBe(NOW - DAY_MS + 14 * DAY_MS + 1);
    expect(decideOne({ restrictions: [after], use: { action: 'display' } }).rights?.expires).toBe(
      Date.parse('2027-01-01T00:00:00Z'),
    );
  });
});

describe('duties', () => {
  it('that the gateway discharges travel with the rights', () => {
    const policy = restriction(set({ obligation: [{ action: 'attribute' }, { action: 'inform' }] }));
    expect(decideOne({ restrictions: [policy] }).rights?.duties).toEqual([
      { action: 'attribute' },
      { action: 'inform' },
    ]);
    const credited = license({ credit: { line: 'Tidemark', byline: false } });
    expect(decideOne({ license: credited, restrictions: [policy] }).rights?.duties).toEqual([
      { action: 'attribute', text: 'Tidemark' },
      { action: 'inform' },
    ]);
  });

  it('that nobody has evidence of block', () => {
    const policy = restriction(set({ obligation: { uid: 'pay', action: 'compensate' } }));
    expect(decideOne({ restrictions: [policy] })).toMatchObject({
      outcome: 'deny',
      code: 'duty_unfulfilled',
      decidedBy: 'rst_1#pay',
    });
  });

  it('do not block where they are not active', () => {
    const policy = restriction(set({ obligation: { action: 'compensate', constraint: spatial('JP') } }));
    expect(decideOne({ restrictions: [policy] }).outcome).toBe('permit');
  });
});

describe('a text that waits for the desk', () => {
  const text = 'JAPAN OUT. MANDATORY CREDIT. EDITORIAL USE ONLY. NO ARCHIVE AFTER 14 DAYS.';
  const waiting = restriction(readProse(text).policy, { text, reviewed: false });
  const cleared = restriction(readProse(text).policy, { text, reviewed: true });

  it('withholds photographs, graphics, logos, audio and video', () => {
    const everything = license(
      { components: ['dispatch', 'photograph', 'graphic', 'logo', 'audio', 'video'], territories: ['world'] },
      KANSAI,
    );
    const { components } = decide(
      input({
        license: everything,
        restrictions: [waiting],
        subject: subject({}, 'dispatch', 'photograph', 'graphic', 'logo', 'audio', 'video'),
      }),
    );
    expect(components.map(({ code }) => code)).toEqual([
      undefined,
      ...Array(5).fill('restriction_unreviewed'),
    ]);
    expect(components[1]?.decidedBy).toBe('rst_1#review');
  });

  it('lets the dispatch out under what could be read, and shows that in the trace', () => {
    const decision = decideOne({ restrictions: [waiting], use: { title: 'morgen' } });
    expect(rightsOf(decision).grants.map(({ purposes }) => purposes)).toEqual([['editorial']]);
    expect(decision.trace).toContainEqual(
      expect.objectContaining({ kind: 'review', outcome: 'not_applicable' }),
    );
  });

  it('withholds even when nothing of it could be read', () => {
    const unread = restriction(null, { text: 'see note', reviewed: false });
    expect(decideOne({ restrictions: [unread], subject: subject({}, 'photograph') }).code).toBe(
      'restriction_unreviewed',
    );
    expect(decideOne({ restrictions: [restriction(null)], subject: subject({}, 'photograph') }).outcome).toBe(
      'permit',
    );
  });

  it('once cleared: the Japanese title gets text only, the other the picture with its credit', () => {
    const both = {
      license: worldwide,
      restrictions: [cleared],
      subject: subject({}, 'dispatch', 'photograph'),
    };
    const scoped = restriction(readProse(text).policy, {
      scope: { kind: 'component', component: 'cmp_photograph' },
    });
    const kansai = decide(input({ ...both, restrictions: [scoped], use: { title: 'kansai' } }));
    expect(kansai.components.map(({ outcome }) => outcome)).toEqual(['permit', 'deny']);
    const morgen = decide(input({ ...both, restrictions: [scoped], use: { title: 'morgen' } }));
    expect(morgen.components.map(({ outcome }) => outcome)).toEqual(['permit', 'permit']);
    expect(morgen.components[1]?.rights).toMatchObject({
      grants: [{ titles: ['morgen'], territories: ['world'], except: ['JP'], purposes: ['editorial'] }],
      duties: [{ action: 'attribute' }],
      expires: NOW - DAY_MS + 14 * DAY_MS,
    });
  });
});

describe('compileRestriction', () => {
  it('refuses what can never be evaluated', () => {
    const source = { id: 'r', version: 1, scope: { kind: 'agency' as const }, reviewed: true };
    expect(
      compileRestriction({
        ...source,
        policy: { ...set({ prohibition: { action: 'use' } }), profile: 'urn:unknown' },
      }).ok,
    ).toBe(false);
    expect(compileRestriction({ ...source, policy: {} }).ok).toBe(false);
  });
});
