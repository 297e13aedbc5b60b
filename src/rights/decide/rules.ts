/** What the rules of the policies in play say of one case. */
import type { Rule } from '../odrl/model.ts';
import type { RightsCode } from '../types.ts';
import type { Bench, InPlay } from './bench.ts';
import type { UseCase } from './case.ts';
import { unmetDuty } from './duties.ts';
import { evaluateAll } from './evaluate.ts';
import { codeOfFailure, leafOf, nearness } from './failure.ts';
import { rulesFor } from './index-rules.ts';
import { type Denial, deny, STAGE, type Verdict, type Witness } from './verdict.ts';

/** Closed by default: some permission must hold, with every duty of it fulfilled. */
export function grantedBy(bench: Bench, from: InPlay, use: UseCase, witness: Witness): Verdict {
  let nearest: Denial | undefined;
  for (const rule of rulesFor(from.policy, use.action).permissions) {
    const finding = {
      from,
      rule,
      use,
      truth: evaluateAll(rule.constraints, use, bench.license.record.setting),
    };
    witness(finding);
    if (finding.truth === 'holds') {
      const unmet = unmetDuty(bench, from, rule.duties, use, STAGE.prohibited - 1, witness);
      if (!unmet) return { outcome: 'permit', by: { from, rule } };
      nearest = unmet;
      continue;
    }
    const leaf = leafOf(rule, use, bench.license.record.setting);
    const code = codeOfFailure(finding.truth, leaf);
    const stage = STAGE.license + nearness(code);
    if (!nearest || nearest.stage < stage) nearest = deny(code, from, rule.id, stage, use, finding, leaf);
  }
  return nearest ?? deny('use_not_licensed', from, 'closed-by-default', STAGE.license, use);
}

/** A prohibition forbids unless one of its constraints is known to fail. All are looked at, for the trace. */
export function forbiddenBy(
  bench: Bench,
  from: InPlay,
  use: UseCase,
  stage: number,
  witness: Witness,
): Denial | undefined {
  let verdict: Denial | undefined;
  const { setting } = bench.license.record;
  for (const rule of rulesFor(from.policy, use.action).prohibitions) {
    const finding = { from, rule, use, truth: evaluateAll(rule.constraints, use, setting) };
    witness(finding);
    if (finding.truth === 'fails' || verdict) continue;
    const leaf = leafOf(rule, use, setting);
    const code =
      finding.truth === 'holds' ? codeOfProhibition(bench, from, rule) : codeOfFailure(finding.truth, leaf);
    verdict = deny(code, from, rule.id, stage, use, finding, leaf);
  }
  return verdict ?? unmetDuty(bench, from, from.policy.obligations, use, stage, witness);
}

/** The license's own prohibitions are the limits of what it grants. */
function codeOfProhibition({ license }: Bench, from: InPlay, rule: Rule): RightsCode {
  if (from.policy !== license.policy) return 'restricted';
  return rule.constraints.some((one) => one.kind === 'atomic' && one.operandKind === 'elapsed')
    ? 'outside_term'
    : 'use_not_licensed';
}

/** Every restriction is looked at, for the trace; the first that forbids decides. */
export function restricted(bench: Bench, use: UseCase, witness: Witness): Denial | undefined {
  let verdict: Denial | undefined;
  for (const from of bench.restrictions) {
    const forbidden =
      forbiddenBy(bench, from, use, STAGE.restricted, witness) ?? notAllowedBy(bench, from, use, witness);
    verdict ??= forbidden;
  }
  return verdict;
}

/** A restriction that permits something permits only that: its permissions narrow the license, they never add to it. */
function notAllowedBy(bench: Bench, from: InPlay, use: UseCase, witness: Witness): Denial | undefined {
  if (from.policy.permissions.length === 0) return undefined;
  const { setting } = bench.license.record;
  const rules = rulesFor(from.policy, use.action).permissions.filter((rule) => addresses(bench, rule));
  for (const rule of rules) {
    const finding = { from, rule, use, truth: evaluateAll(rule.constraints, use, setting) };
    witness(finding);
    if (finding.truth === 'holds' && !unmetDuty(bench, from, rule.duties, use, STAGE.restricted, witness))
      return undefined;
  }
  const [first] = rules;
  const leaf = first && leafOf(first, use, setting);
  return deny('restricted', from, first?.id ?? 'closed-by-default', STAGE.restricted, use, undefined, leaf);
}

/** Whether a permission speaks of this item and this partner: one that speaks of another grants nothing here. */
function addresses({ names, license }: Bench, { targets, assignees }: Rule): boolean {
  const partner = license.record.setting.partner;
  return (
    (!targets || targets.some((target) => names.includes(target))) &&
    (!assignees || assignees.some((name) => name === partner || name === `urn:imprimatur:partner:${partner}`))
  );
}
