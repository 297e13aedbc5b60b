/** Components that a restriction covers or that await its review, and the end of an embargo. */
import { describe, expect, it } from 'vitest';
import { compileRestriction, decide } from '../../../src/rights/index.ts';
import type { BindingScope, StatedUse } from '../../../src/rights/types.ts';
import { decideOne, FULL_USE, input, restriction, set, subject, unwrap } from '../fixtures.ts';
import { USES_STEP } from './support.ts';

const noPhotograph = restriction(set({ prohibition: { action: 'use' } }), {
  id: 'rst_p',
  scope: { kind: 'component', component: 'cmp_photograph' },
});
const THREE = subject({}, 'photograph', 'dispatch', 'graphic');

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
    [{ kind: 'item', item: 'itm_1' }, "the article's restrictions"],
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
