/**
 * The cases of IPTC's evaluator: constraints, refinements, duties, consequences, remedies and obligations.
 * Most of its policies are Offers: those are never in force, but what each of their rules says is still
 * reported.
 */
import { describe, expect, it } from 'vitest';
import { evaluatePolicy } from '../../src/rights/index.ts';
import { absent, type IptcCase, iptcCases, questionOf } from './odrl-iptc-cases.ts';

function evaluate(iptcCase: IptcCase) {
  const { policy, request, state } = questionOf(iptcCase);
  return evaluatePolicy(policy, request, state);
}

const GOOD = /status = (Allowed|Not-Infringed|Fulfilled)\b/;
const BAD = /status = (Not-Allowed|Infringed|Not-Fulfilled)\s*$/;

describe.skipIf(absent)('IPTC ODRL evaluator', () => {
  const cases = iptcCases();
  console.info(`IPTC evaluator: ${cases.length} cases`);

  it('has all its cases here', () => {
    expect(cases.length).toBeGreaterThanOrEqual(38);
    for (const { final } of cases) expect(GOOD.test(final)).not.toBe(BAD.test(final));
  });

  it.each(cases)('decides $name: $final', (iptcCase) => {
    const { decision, rules, code } = evaluate(iptcCase);
    const rule = rules.find(({ type }) => type === iptcCase.rule);
    expect(rule?.satisfied).toBe(GOOD.test(iptcCase.final));
    // Of an act that is not the refined one, W3C B12 says that the permission stays active and does not
    // permit it.
    const refined = /^TESTRESULT-FINAL: Evaluation of ActionExercised/.test(iptcCase.final);
    if (!refined && iptcCase.rule === 'permission')
      expect(rule?.active).toBe(!/NOT.ACTIVE/.test(iptcCase.final));
    if (iptcCase.policy['@type'] === 'Offer') expect([decision, code]).toEqual(['deny', 'not_in_force']);
    else if (iptcCase.rule === 'permission') expect(decision === 'permit').toBe(GOOD.test(iptcCase.final));
    else expect(decision).toBe('deny');
  });
});
