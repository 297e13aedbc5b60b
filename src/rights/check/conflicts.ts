/** Permissions and prohibitions that meet the same uses: who wins, if anyone does. */
import { ruleKind, ruleParts } from '../decide/words.ts';
import { clashes, firstClash } from '../evaluate/conflict.ts';
import type { Places, Policy, Rule } from '../odrl/model.ts';
import { message, saidAs } from '../policy-templates.ts';
import type { Finding } from '../types.ts';
import { reaches } from './coverage.ts';
import { type Inspection, writtenRules } from './inspection.ts';

/** Why a policy that names no strategy is void (ODRL IM 2.2, section 2.10). */
export function conflictOf(policy: Policy, places: Places): Finding | undefined {
  if (policy.conflict !== 'invalid') return undefined;
  const clash = firstClash(policy);
  if (clash === undefined) return undefined;
  if (clash === 'too many')
    return {
      path: '',
      code: 'unchecked',
      ...saidAs(message('check.no_strategy')),
    };
  const { permission, prohibition } = clash;
  const [path = '', other = ''] = [places.get(prohibition)?.rule, places.get(permission)?.rule];
  return {
    path,
    code: 'conflict',
    ...saidAs(
      message('check.conflict', {
        forbidden: ruleParts(prohibition),
        permission: permission.id,
        permitted: ruleParts(permission),
      }),
    ),
    rules: [
      { id: permission.id, path: other },
      { id: prohibition.id, path },
    ],
  };
}

/** Under a strategy, the one that does not count where both meet, and whether anything is left of it. */
export function findOverridden(at: Inspection): void {
  const { strategy } = at;
  if (strategy === 'prohibit')
    for (const rules of writtenRules(at.policy.permissions)) findSwallowed(at, rules);
  for (const { permission, prohibition } of clashes(at.policy, at.steps)) {
    const [loser, winner] = strategy === 'perm' ? [prohibition, permission] : [permission, prohibition];
    if (at.dead.has(loser) || at.dead.has(winner)) continue;
    at.warn(
      'overridden',
      loser,
      message('check.overridden', {
        kind: ruleKind(winner),
        rule: winner.id,
        what: ruleParts(winner),
        loser: ruleKind(loser),
        lost: ruleParts(loser),
        strategy,
      }),
      [loser, winner],
    );
  }
}

/**
 * A permission of which prohibitions leave nothing: each of its acts lies wholly within one. A prohibition that permissions
 * override is never as dead: of a use that says too little, it is the one that counts.
 */
function findSwallowed(at: Inspection, rules: readonly Rule[]): void {
  const live = at.policy.prohibitions.filter((rule) => !at.dead.has(rule));
  const winners = rules.map((rule) => live.find((one) => reaches(one, rule, at.steps, 'reached')));
  const [first] = rules;
  const [winner] = winners;
  if (!first || !winner || !winners.every((one) => one !== undefined)) return;
  at.warn('unreachable', first, message('check.swallowed', { rule: winner.id, what: ruleParts(winner) }), [
    first,
    winner,
  ]);
  for (const rule of rules) at.dead.add(rule);
}
