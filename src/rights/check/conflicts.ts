/** Finds permissions and prohibitions that apply to the same uses, and says which of them counts. */
import { ruleKind, ruleParts } from '../decide/words.ts';
import { clashes, firstClash } from '../evaluate/conflict.ts';
import type { PointersByRule, Policy, Rule } from '../odrl/model.ts';
import { message, toFaultMessage } from '../policy-templates.ts';
import type { Finding } from '../types.ts';
import { reaches } from './coverage.ts';
import { type Inspection, writtenRules } from './inspection.ts';

/** Returns the conflict that voids a policy without a strategy (ODRL IM 2.2, section 2.10). */
export function conflictOf(policy: Policy, pointers: PointersByRule): Finding | undefined {
  if (policy.conflict !== 'invalid') return undefined;
  const clash = firstClash(policy);
  if (clash === undefined) return undefined;
  if (clash === 'too many')
    return {
      path: '',
      code: 'unchecked',
      ...toFaultMessage(message('check.no_strategy')),
    };
  const { permission, prohibition } = clash;
  const [path = '', permissionPath = ''] = [pointers.get(prohibition)?.rule, pointers.get(permission)?.rule];
  return {
    path,
    code: 'conflict',
    ...toFaultMessage(
      message('check.conflict', {
        forbidden: ruleParts(prohibition),
        permission: permission.id,
        permitted: ruleParts(permission),
      }),
    ),
    rules: [
      { id: permission.id, path: permissionPath },
      { id: prohibition.id, path },
    ],
  };
}

/**
 * Under a strategy, reports for each clash the rule that does not count, and permissions of which nothing is
 * left.
 */
export function findOverridden(inspection: Inspection): void {
  const { strategy } = inspection;
  if (strategy === 'prohibit')
    for (const rules of writtenRules(inspection.policy.permissions)) findFullyForbidden(inspection, rules);
  for (const { permission, prohibition } of clashes(inspection.policy, inspection.steps)) {
    const [overriddenRule, winningRule] =
      strategy === 'perm' ? [prohibition, permission] : [permission, prohibition];
    if (inspection.dead.has(overriddenRule) || inspection.dead.has(winningRule)) continue;
    inspection.warn(
      'overridden',
      overriddenRule,
      message('check.overridden', {
        kind: ruleKind(winningRule),
        rule: winningRule.id,
        what: ruleParts(winningRule),
        loser: ruleKind(overriddenRule),
        lost: ruleParts(overriddenRule),
        strategy,
      }),
      [overriddenRule, winningRule],
    );
  }
}

/**
 * Reports a permission whose acts are each forbidden entirely. A prohibition that permissions override is
 * never dead: it still decides on a use that states too little.
 */
function findFullyForbidden(inspection: Inspection, rules: readonly Rule[]): void {
  const liveProhibitions = inspection.policy.prohibitions.filter((rule) => !inspection.dead.has(rule));
  const coveringRules = rules.map((rule) =>
    liveProhibitions.find((prohibition) => reaches(prohibition, rule, inspection.steps, 'reached')),
  );
  const [first] = rules;
  const [coveringRule] = coveringRules;
  if (!first || !coveringRule || !coveringRules.every((rule) => rule !== undefined)) return;
  inspection.warn(
    'unreachable',
    first,
    message('check.swallowed', { rule: coveringRule.id, what: ruleParts(coveringRule) }),
    [first, coveringRule],
  );
  for (const rule of rules) inspection.dead.add(rule);
}
