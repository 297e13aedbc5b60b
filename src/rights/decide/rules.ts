/** Applies the rules of the policies to one case. */
import type { Rule } from '../odrl/model.ts';
import type { RightsCode } from '../types.ts';
import type { ApplicableRules } from './applicable-policies.ts';
import type { UseCase } from './case.ts';
import type { EvaluationContext } from './evaluation-context.ts';
import { type ActRules, type ApplicablePolicy, isDischarged } from './policy-index.ts';
import {
  type Denial,
  deny,
  Forbidden,
  NotGranted,
  type RuleResult,
  STAGE,
  type TraceSink,
  type Verdict,
} from './verdict.ts';

/** Closed by default: some permission must hold, with all its duties fulfilled. */
export function judgeLicense(
  context: EvaluationContext,
  applicable: ApplicableRules,
  use: UseCase,
  trace?: TraceSink,
): Verdict {
  const policy = context.policies.license;
  const failedRules: RuleResult[] = [];
  let unmetDutyDenial: Denial | undefined;
  const { uploaded } = policy.record;
  for (const rule of applicable.license.permissions) {
    // Targets of compiled terms are products, and their items were checked before.
    if (uploaded && !isAddressedTo(context, rule)) continue;
    const truth = use.circumstances.truthOf(rule.constraints);
    trace?.(policy, rule, truth, use);
    if (truth !== 'holds') {
      failedRules.push({ from: policy, rule, truth });
      continue;
    }
    const denial = unmetDuty(policy, rule.duties, use, STAGE.prohibited - 1, trace);
    if (!denial) return { outcome: 'permit', from: policy, rule };
    unmetDutyDenial = denial;
  }
  return unmetDutyDenial ?? new NotGranted(policy, failedRules, use);
}

/**
 * The license's own prohibitions limit what it grants. Under the strategy `perm`, which only an uploaded
 * policy names, they do not override a permission (ODRL IM 2.2, section 2.10).
 */
export function judgeLicenseLimits(
  context: EvaluationContext,
  applicable: ApplicableRules,
  use: UseCase,
  trace?: TraceSink,
): Denial | undefined {
  const { license } = context.policies;
  const { policy, openDuties } = license.index;
  if (policy.conflict === 'perm') return unmetDuty(license, openDuties, use, STAGE.prohibited, trace);
  const { prohibitions } = applicable.license;
  const applicableProhibitions = license.record.uploaded
    ? prohibitions.filter((rule) => isAddressedTo(context, rule))
    : prohibitions;
  return judgeProhibitions(license, applicableProhibitions, use, STAGE.prohibited, trace, codeOfLimit);
}

function codeOfLimit({ constraints }: Rule): RightsCode {
  return constraints.some(
    (constraint) => constraint.kind === 'atomic' && constraint.operandKind === 'elapsed',
  )
    ? 'outside_term'
    : 'use_not_licensed';
}

/** The first restriction that forbids decides. The trace needs all of them. */
export function judgeRestrictions(
  context: EvaluationContext,
  applicable: ApplicableRules,
  use: UseCase,
  trace?: TraceSink,
): Denial | undefined {
  const { restrictions } = context.policies;
  let verdict: Denial | undefined;
  for (let index = 0; index < restrictions.length; index += 1) {
    const policy = restrictions[index];
    const rulesOfPolicy = applicable.restrictions[index];
    if (!policy || !rulesOfPolicy) continue;
    const denial =
      judgeProhibitions(
        policy,
        rulesOfPolicy.prohibitions,
        use,
        STAGE.restricted,
        trace,
        () => 'restricted',
      ) ?? judgeNarrowing(context, policy, rulesOfPolicy, use, trace);
    if (denial && !trace) return denial;
    verdict ??= denial;
  }
  return verdict;
}

/** A prohibition forbids unless one of its constraints is known to fail. The trace needs all of them. */
function judgeProhibitions(
  policy: ApplicablePolicy,
  prohibitions: readonly Rule[],
  use: UseCase,
  stage: number,
  trace: TraceSink | undefined,
  codeOf: (rule: Rule) => RightsCode,
): Denial | undefined {
  let verdict: Denial | undefined;
  for (const rule of prohibitions) {
    const truth = use.circumstances.truthOf(rule.constraints);
    trace?.(policy, rule, truth, use);
    if (truth === 'fails' || verdict) continue;
    verdict = new Forbidden({ from: policy, rule, truth }, stage, use, codeOf(rule));
    if (!trace) return verdict;
  }
  return verdict ?? unmetDuty(policy, policy.index.openDuties, use, stage, trace);
}

/**
 * The permissions of a restriction narrow the license: only what they permit is permitted, and they add
 * nothing.
 */
function judgeNarrowing(
  context: EvaluationContext,
  policy: ApplicablePolicy,
  { permissions }: ActRules,
  use: UseCase,
  trace?: TraceSink,
): Denial | undefined {
  if (policy.index.policy.permissions.length === 0) return undefined;
  const rules = permissions.filter((rule) => isAddressedTo(context, rule));
  for (const rule of rules) {
    const truth = use.circumstances.truthOf(rule.constraints);
    trace?.(policy, rule, truth, use);
    if (truth === 'holds' && !unmetDuty(policy, rule.duties, use, STAGE.restricted, trace)) return undefined;
  }
  return deny('restricted', policy, rules[0]?.id ?? 'closed-by-default', STAGE.restricted, use);
}

/** True if a rule is about this item and this partner. Other rules do not count here. */
function isAddressedTo(
  { policies, subject, component }: EvaluationContext,
  { targets, assignees }: Rule,
): boolean {
  const { partner } = policies.license.record.licensee;
  return (
    (!targets ||
      targets.some(
        (target) =>
          target === subject.item ||
          target === subject.uri ||
          target === component.id ||
          subject.partOf?.includes(target),
      )) &&
    (!assignees || assignees.some((name) => name === partner || name === `urn:imprimatur:partner:${partner}`))
  );
}

/**
 * A duty is active unless one of its constraints is known to fail. An active duty that the gateway cannot
 * discharge blocks the use.
 */
function unmetDuty(
  policy: ApplicablePolicy,
  duties: readonly Rule[],
  use: UseCase,
  stage: number,
  trace?: TraceSink,
): Denial | undefined {
  for (const rule of duties) {
    if (isDischarged(rule)) continue;
    const truth = use.circumstances.truthOf(rule.constraints);
    trace?.(policy, rule, truth, use);
    if (truth !== 'fails')
      return deny('duty_unfulfilled', policy, rule.id, stage, use, { from: policy, rule, truth });
  }
  return undefined;
}
