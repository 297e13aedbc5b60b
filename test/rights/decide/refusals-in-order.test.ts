/** The first reason for refusing a use that fails in several ways. */
import { describe, expect, it } from 'vitest';
import { decideOne, FULL_USE, license } from '../fixtures.ts';
import { byPolicy, steps, summaryOf } from './support.ts';

describe('what is said in order', () => {
  it('a title that a license without titles does not have', () => {
    const decision = decideOne({ license: license({}, []), use: FULL_USE });
    expect(summaryOf(decision)).toEqual(['deny', 'title_not_licensed', 'lic_1#closed-by-default']);
    expect(decision.sentence).toBe('Dispatch withheld: morgen is no title of the license.');
    expect(steps(decision)[0]).toEqual([
      'lic_1#closed-by-default',
      'not_applicable',
      'What is permitted is permitted to the titles of the license, in countries and parts of them; the use names another title',
    ]);
    expect(decideOne({ license: license({}, []), use: { action: 'distribute' } }).outcome).toBe('permit');
  });

  it('a place that is none, in a license for everywhere, on a channel where the home market counts', () => {
    const everywhere = byPolicy({ permission: [{ action: 'distribute' }] }, {});
    const decision = decideOne({ license: everywhere, use: { ...FULL_USE, territory: 'Atlantis' } });
    expect(summaryOf(decision)).toEqual(['deny', 'territory_not_licensed', 'lic_1#closed-by-default']);
    expect(decision.sentence).toBe(
      'Dispatch withheld: Atlantis is no country and no part of one, so nobody can say what holds there.',
    );
    expect(steps(decision)[0]?.[2]).toBe(
      'What is permitted is permitted to the titles of the license, in countries and parts of them; the use names another territory',
    );
  });

  it.each([
    ['datatypes', { datatypes: ['photograph'] as const }],
    ['actions', { actions: ['display'] }],
    ['locations', { locations: ['AT', 'CH'] }],
    ['channels', { channels: ['newsletter', 'print'] as const }],
  ])('what is outside of the token: %s', (part, entitlement) => {
    const decision = decideOne({ entitlement: entitlement as object, use: FULL_USE });
    expect(summaryOf(decision)).toEqual(['deny', 'outside_token', `token#${part}`]);
    expect(decision.sentence).toBe(
      `Dispatch withheld: the license permits this use, the token's ${part} do not.`,
    );
    expect(decision.trace[0]).toEqual({
      policy: 'token',
      rule: part,
      kind: 'entitlement',
      outcome: 'unmet',
      reason: `The token's ${part} do not reach this use`,
    });
  });

  it.each([
    ['datatypes', { datatypes: ['photograph', 'dispatch'] as const }],
    ['actions', { actions: ['display', 'distribute'] }],
    ['locations', { locations: ['DE', 'CH'] }],
    ['channels', { channels: ['web', 'print'] as const }],
  ])('what is one of several in the token: %s', (_part, entitlement) => {
    expect(summaryOf(decideOne({ entitlement: entitlement as object, use: FULL_USE }))).toEqual([
      'permit',
      undefined,
      'lic_1#uses',
    ]);
  });
});
