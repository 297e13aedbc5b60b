/** The deciding rule, its order, and what is reported about the others. */
import { describe, expect, it } from 'vitest';
import type { OdrlJson } from '../../../src/rights/types.ts';
import { decideOne, FULL_USE, restriction, set, sparse, subject } from '../fixtures.ts';
import { byPolicy, is, steps, summaryOf } from './support.ts';

const USE = { ...FULL_USE, action: 'display' } as const;
const TERM = 'from 2026-01-01T00:00:00Z before 2027-01-01T00:00:00Z';
const GRANTED =
  'Rule 1 of the license permits distribute by morgen and abend in DACH on web, newsletter and print ' +
  `${TERM} of dispatch, photograph, graphic and logo`;
const compensate = { uid: 'pay', action: 'compensate' };
const named = (id: string, rules: OdrlJson) => restriction(set(rules), { id });

describe('a permission with a duty that somebody else must have done', () => {
  const paid = { uid: 'paid', action: 'display', duty: [compensate] };

  it('does not permit, and the duty decides', () => {
    const decision = decideOne({ license: byPolicy({ permission: [paid] }), use: USE });
    expect(summaryOf(decision)).toEqual(['deny', 'duty_unfulfilled', 'lic_1#pay']);
    expect(decision.sentence).toBe(
      'Dispatch withheld: rule 1 of the license demands compensate, and there is no evidence that it was done.',
    );
    expect(steps(decision)).toEqual([
      ['lic_1#paid', 'granted', `Rule 1 of the license permits display ${TERM}`],
      [
        'lic_1#pay',
        'unmet',
        'Rule 1 of the license demands compensate; there is no evidence that it was done',
      ],
    ]);
  });

  it('leaves the use to another permission without one', () => {
    const policy = byPolicy({ permission: [paid, { uid: 'free', action: 'display' }] });
    expect(summaryOf(decideOne({ license: policy, use: USE }))).toEqual(['permit', undefined, 'lic_1#free']);
  });

  it('is further from a permit than what a prohibition forbids', () => {
    const policy = byPolicy({
      permission: [
        { ...paid, constraint: is('imp:title', 'morgen') },
        { uid: 'free', action: 'display', constraint: is('imp:title', 'abend') },
      ],
      prohibition: [{ uid: 'no-abend', action: 'display', constraint: is('imp:title', 'abend') }],
    });
    const { title: _, ...open } = USE;
    expect(summaryOf(decideOne({ license: policy, use: open }))).toEqual([
      'deny',
      'use_not_licensed',
      'lic_1#no-abend',
    ]);
  });

  it('is nearer to a permit than what no rule permits', () => {
    const policy = byPolicy({
      permission: [
        { uid: 'out', action: 'display', constraint: is('imp:title', 'morgen') },
        { ...paid, constraint: is('imp:title', 'abend') },
      ],
    });
    const { title: _, ...open } = USE;
    expect(summaryOf(decideOne({ license: policy, use: { ...open, territory: 'DE' } }))).toEqual([
      'permit',
      undefined,
      'lic_1#out',
    ]);
    const nowhere = byPolicy({
      permission: [
        { uid: 'out', action: 'display', constraint: [is('imp:title', 'morgen'), is('spatial', 'AT')] },
        { ...paid, constraint: is('imp:title', 'abend') },
      ],
    });
    expect(summaryOf(decideOne({ license: nowhere, use: open }))).toEqual([
      'deny',
      'duty_unfulfilled',
      'lic_1#pay',
    ]);
  });

  it('decides when its condition is not known to fail', () => {
    const owed = (constraint: OdrlJson) =>
      summaryOf(
        decideOne({
          license: byPolicy({
            permission: [{ ...paid, duty: [{ ...compensate, constraint }] }],
          }),
          use: USE,
        }),
      );
    expect(owed(is('spatial', 'DE'))).toEqual(['deny', 'duty_unfulfilled', 'lic_1#pay']);
    expect(owed(is('moonPhase', 'full'))).toEqual(['deny', 'duty_unfulfilled', 'lic_1#pay']);
    expect(owed(is('spatial', 'AT'))).toEqual(['permit', undefined, 'lic_1#paid']);
  });

  it('is blocked by the first duty that nobody did, and not by those that the gateway does', () => {
    const withDuties = (...duty: OdrlJson[]) =>
      summaryOf(decideOne({ license: byPolicy({ permission: [{ ...paid, duty }] }), use: USE }));
    for (const action of ['attribute', 'cc:Attribution', 'cc:Notice', 'nextPolicy', 'inform', 'delete'])
      expect([action, ...withDuties({ action })]).toEqual([action, 'permit', undefined, 'lic_1#paid']);
    for (const action of ['obtainConsent', 'compensate', 'reviewPolicy', 'ensureExclusivity'])
      expect([action, ...withDuties({ uid: 'do', action })]).toEqual([
        action,
        'deny',
        'duty_unfulfilled',
        'lic_1#do',
      ]);
    expect(withDuties({ action: 'attribute' }, { uid: 'ask', action: 'obtainConsent' }, compensate)).toEqual([
      'deny',
      'duty_unfulfilled',
      'lic_1#ask',
    ]);
  });
});

describe('a limit of the license', () => {
  const limited = (...prohibition: OdrlJson[]) =>
    decideOne({ license: byPolicy({ permission: [{ action: 'display' }], prohibition }), use: USE });

  it.each([
    ['a place', [is('spatial', 'DE')], 'use_not_licensed'],
    ['nothing', [], 'use_not_licensed'],
    ['an instant', [is('dateTime', '2026-02-01T00:00:00Z', 'gt')], 'use_not_licensed'],
    ['time since the creation', [is('elapsedTime', 'PT1H', 'gt')], 'outside_term'],
    ['a place and time', [is('spatial', 'DE'), is('elapsedTime', 'PT1H', 'gt')], 'outside_term'],
    ['a compound', [{ or: [is('spatial', 'DE'), is('elapsedTime', 'PT1H', 'gt')] }], 'use_not_licensed'],
  ] as [string, OdrlJson[], string][])('on %s is called what it limits', (_name, constraint, code) => {
    expect(summaryOf(limited(sparse({ uid: 'limit', action: 'display', constraint })))).toEqual([
      'deny',
      code,
      'lic_1#limit',
    ]);
  });

  it('is the first that forbids, and the trace has the others', () => {
    const decision = limited(
      { uid: 'elsewhere', action: 'display', constraint: is('spatial', 'AT') },
      { uid: 'here', action: 'display', constraint: is('spatial', 'DE') },
      { uid: 'too', action: 'display', constraint: is('deliveryChannel', 'web') },
      { uid: 'never', action: 'archive' },
    );
    expect(summaryOf(decision)).toEqual(['deny', 'use_not_licensed', 'lic_1#here']);
    expect(steps(decision)).toEqual([
      ['lic_1#rule-1', 'granted', `Rule 1 of the license permits display ${TERM}`],
      [
        'lic_1#elsewhere',
        'not_applicable',
        'Rule 2 of the license forbids display in AT; "in AT" is not met by DE',
      ],
      ['lic_1#here', 'forbidden', 'Rule 3 of the license forbids display in DE'],
      ['lic_1#too', 'forbidden', 'Rule 4 of the license forbids display on web'],
    ]);
  });

  it('under the strategy perm is only what is owed', () => {
    const policy = (more: OdrlJson) =>
      byPolicy({
        conflict: 'perm',
        permission: [{ uid: 'show', action: 'display' }],
        prohibition: [{ uid: 'no', action: 'display' }],
        ...more,
      });
    expect(summaryOf(decideOne({ license: policy({}), use: USE }))).toEqual([
      'permit',
      undefined,
      'lic_1#show',
    ]);
    const owed = decideOne({ license: policy({ obligation: [compensate] }), use: USE });
    expect(summaryOf(owed)).toEqual(['deny', 'duty_unfulfilled', 'lic_1#pay']);
    expect(steps(owed)).toEqual([
      ['lic_1#show', 'granted', `Rule 1 of the license permits display ${TERM}`],
      [
        'lic_1#pay',
        'unmet',
        'Rule 3 of the license demands compensate; there is no evidence that it was done',
      ],
    ]);
  });

  it('aimed at another item is none', () => {
    const aimed = (target: unknown) => summaryOf(limited({ uid: 'aimed', action: 'display', target }));
    expect(aimed('urn:test:item:1')).toEqual(['deny', 'use_not_licensed', 'lic_1#aimed']);
    expect(aimed('urn:test:item:2')).toEqual(['permit', undefined, 'lic_1#rule-1']);
  });
});

describe('several restrictions', () => {
  const DE = { uid: 'a1', action: 'use', constraint: is('spatial', 'DE') };
  const WEB = { uid: 'a2', action: 'use', constraint: is('deliveryChannel', 'web') };
  const MORGEN = { uid: 'b1', action: 'use', constraint: is('imp:title', 'morgen') };

  it('are all told of, and the first rule that forbids decides', () => {
    const restrictions = [
      named('rst_0', { prohibition: [{ uid: 'z1', action: 'use', constraint: is('spatial', 'JP') }] }),
      named('rst_a', { prohibition: [DE, WEB] }),
      named('rst_b', { prohibition: [MORGEN] }),
    ];
    const decision = decideOne({ restrictions, use: FULL_USE });
    expect(summaryOf(decision)).toEqual(['deny', 'restricted', 'rst_a#a1']);
    expect(decision.sentence).toBe(
      "Dispatch withheld: rule 1 of the article's restrictions forbids distribute in DE; the title Der Morgen counts as published in its home market, DE.",
    );
    expect(steps(decision)).toEqual([
      ['lic_1#uses', 'granted', GRANTED],
      [
        'rst_0#z1',
        'not_applicable',
        'Rule 1 of the article\'s restrictions forbids use in JP; "in JP" is not met by DE',
      ],
      ['rst_a#a1', 'forbidden', "Rule 1 of the article's restrictions forbids use in DE"],
      ['rst_a#a2', 'forbidden', "Rule 2 of the article's restrictions forbids use on web"],
      ['rst_b#b1', 'forbidden', "Rule 1 of the article's restrictions forbids use by certain titles"],
    ]);
  });

  it('may be of both kinds: a prohibition before what is not in a list', () => {
    const restrictions = [
      named('rst_a', {
        prohibition: [DE],
        permission: [{ uid: 'only', action: 'distribute', constraint: is('spatial', 'AT') }],
      }),
    ];
    expect(summaryOf(decideOne({ restrictions, use: FULL_USE }))).toEqual(['deny', 'restricted', 'rst_a#a1']);
    expect(
      summaryOf(
        decideOne({ restrictions, use: { ...FULL_USE, territory: 'CH', title: 'abend', channel: 'print' } }),
      ),
    ).toEqual(['deny', 'restricted', 'rst_a#only']);
    expect(
      summaryOf(decideOne({ restrictions, use: { ...FULL_USE, territory: 'AT', title: 'abend' } })),
    ).toEqual(['permit', undefined, 'lic_1#uses']);
  });

  it('may ask for what is owed', () => {
    const restrictions = [named('rst_a', { obligation: [compensate] })];
    const decision = decideOne({ restrictions, use: FULL_USE });
    expect(summaryOf(decision)).toEqual(['deny', 'duty_unfulfilled', 'rst_a#pay']);
    expect(decision.sentence).toBe(
      "Dispatch withheld: rule 1 of the article's restrictions demands compensate, and there is no evidence that it was done.",
    );
  });
});

describe('a restriction that permits', () => {
  const only = (rule: OdrlJson, change: Partial<Parameters<typeof subject>[0]> = {}) =>
    decideOne({
      restrictions: [named('rst_a', { permission: [{ uid: 'o1', action: 'distribute', ...rule }] })],
      subject: subject(change),
      use: FULL_USE,
    });

  it('another act is closed to this one', () => {
    const decision = only({ action: 'display' });
    expect(summaryOf(decision)).toEqual(['deny', 'restricted', 'rst_a#closed-by-default']);
    expect(decision.sentence).toBe(
      'Dispatch withheld: a restriction names what is permitted, and distribute as asked is not in it.',
    );
    expect(steps(decision)).toEqual([
      [
        'rst_a#closed-by-default',
        'not_applicable',
        'No rule permits distribute; what is not permitted is denied',
      ],
      ['lic_1#uses', 'granted', GRANTED],
    ]);
  });

  it('the act elsewhere is named with the constraint that is not met', () => {
    const decision = only({ constraint: is('spatial', 'AT') });
    expect(summaryOf(decision)).toEqual(['deny', 'restricted', 'rst_a#o1']);
    expect(decision.trace[1]).toEqual({
      policy: 'rst_a',
      rule: 'o1',
      kind: 'permission',
      outcome: 'unmet',
      reason: 'Rule 1 of the article\'s restrictions permits distribute in AT; "in AT" is not met by DE',
      constraint: { leftOperand: 'spatial', operator: 'eq', rightOperand: 'AT', actual: 'DE' },
    });
  });

  it('for a duty that nobody did permits nothing', () => {
    const decision = only({ duty: [compensate] });
    expect(summaryOf(decision)).toEqual(['deny', 'restricted', 'rst_a#o1']);
    expect(steps(decision).slice(1)).toEqual([
      ['rst_a#o1', 'granted', "Rule 1 of the article's restrictions permits distribute"],
      [
        'rst_a#pay',
        'unmet',
        "Rule 1 of the article's restrictions demands compensate; there is no evidence that it was done",
      ],
    ]);
  });

  it.each([
    ['the item by its id', { target: 'itm_1' }, 'permit'],
    ['the item by its URI', { target: 'urn:test:item:1' }, 'permit'],
    ['the component', { target: 'cmp_dispatch' }, 'permit'],
    ['a collection that it is in', { target: 'urn:imprimatur:product:prd_1' }, 'permit'],
    ['another item', { target: 'itm_2' }, 'deny'],
    ['the item among others', { target: ['itm_2', 'itm_1', 'itm_3'] }, 'permit'],
    ['a collection that it is not in', { target: 'urn:imprimatur:product:prd_2' }, 'deny'],
    ['the partner by its id', { assignee: 'par_1' }, 'permit'],
    ['the partner by its IRI', { assignee: 'urn:imprimatur:partner:par_1' }, 'permit'],
    ['another partner', { assignee: 'par_2' }, 'deny'],
    ['the partner among others', { assignee: ['par_2', 'par_1'] }, 'permit'],
    ['the item, but another partner', { target: 'itm_1', assignee: 'par_2' }, 'deny'],
    ['the partner, but another item', { target: 'itm_2', assignee: 'par_1' }, 'deny'],
  ])('%s', (_name, rule, outcome) => {
    expect(only(rule).outcome).toBe(outcome);
  });

  it('a collection, when the item is in none', () => {
    const { partOf: _, ...alone } = subject();
    const restrictions = [
      named('rst_a', { permission: [{ action: 'use', target: 'urn:imprimatur:product:prd_1' }] }),
    ];
    expect(decideOne({ restrictions, subject: alone, use: FULL_USE }).code).toBe('restricted');
  });
});
