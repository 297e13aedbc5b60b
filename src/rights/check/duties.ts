/** Duties that cannot be done, or are never owed. */
import { act, constraintMessage, ruleParts } from '../decide/words.ts';
import { exclude } from '../evaluate/exclusion.ts';
import { includesAction } from '../odrl/actions.ts';
import type { Constraint, Rule } from '../odrl/model.ts';
import { message } from '../policy-templates.ts';
import { contradictionIn, together } from './contradictions.ts';
import { meets } from './coverage.ts';
import type { Inspection } from './inspection.ts';

export function findImpossibleDuties(at: Inspection): void {
  for (const permission of at.policy.permissions)
    for (const duty of permission.duties) {
      findNeverOwed(at, permission, duty);
      findForbidden(at, duty, permission);
    }
  for (const duty of at.policy.obligations) findForbidden(at, duty);
}

/** A deadline before the permission begins is over before anything can be owed; so is any duty of another place or use. */
function findNeverOwed(at: Inspection, permission: Rule, duty: Rule): void {
  if (at.dead.has(permission) || contradictionIn(duty.constraints, at.steps)) return;
  const owed = together(duty.constraints);
  const limits = [...together(permission.constraints), ...(at.options.limits ?? [])];
  for (const one of owed)
    for (const other of limits) {
      if (!exclude(one, other, at.steps)) continue;
      const said = message('check.never_owed', {
        act: act(duty.action ?? 'unknown'),
        one: constraintMessage(one),
        other: constraintMessage(other),
      });
      if (isTime(one)) at.fault('contradiction', duty, said, [duty, permission]);
      else at.warn('unreachable', duty, said, [duty, permission]);
      return;
    }
}

function isTime(constraint: Constraint): boolean {
  return constraint.kind === 'atomic' && ['instant', 'elapsed'].includes(constraint.operandKind);
}

/** Of what the policy forbids altogether nobody can be asked; of what it names and forbids in part, perhaps. */
function findForbidden(at: Inspection, duty: Rule, permission?: Rule): void {
  const { action } = duty;
  if (action === undefined || permittedAnyway(at, action)) return;
  const when = [...duty.constraints, ...(permission?.constraints ?? [])];
  for (const prohibition of at.policy.prohibitions) {
    if (at.dead.has(prohibition) || !includesAction(prohibition.action ?? '', action)) continue;
    if (prohibition.targets !== undefined && prohibition.targets.join() !== duty.targets?.join()) continue;
    const always = meets(when, prohibition.constraints, at.steps, 'reached');
    const said = message(always ? 'check.forbidden_too' : 'check.forbidden_in_part', {
      act: act(action),
      rule: prohibition.id,
      what: ruleParts(prohibition),
    });
    if (always) at.fault('contradiction', duty, said, [duty, prohibition]);
    else if (prohibition.action === action) at.warn('contradiction', duty, said, [duty, prohibition]);
  }
}

function permittedAnyway({ strategy, policy }: Inspection, duty: string): boolean {
  return strategy === 'perm' && policy.permissions.some(({ action = '' }) => includesAction(action, duty));
}
