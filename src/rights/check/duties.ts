/** Finds duties that cannot be performed or are never owed. */
import { act, constraintMessage, ruleParts } from '../decide/words.ts';
import { exclude } from '../evaluate/exclusion.ts';
import { includesAction } from '../odrl/actions.ts';
import type { Constraint, Rule } from '../odrl/model.ts';
import { message } from '../policy-templates.ts';
import { contradictionIn, flattenConjunctions } from './contradictions.ts';
import { meets } from './coverage.ts';
import type { Inspection } from './inspection.ts';

export function findImpossibleDuties(inspection: Inspection): void {
  for (const permission of inspection.policy.permissions)
    for (const duty of permission.duties) {
      findNeverOwed(inspection, permission, duty);
      findForbidden(inspection, duty, permission);
    }
  for (const duty of inspection.policy.obligations) findForbidden(inspection, duty);
}

/**
 * Reports a duty whose constraints exclude those of its permission: a deadline before the permission begins,
 * another territory, another use.
 */
function findNeverOwed(inspection: Inspection, permission: Rule, duty: Rule): void {
  if (inspection.dead.has(permission) || contradictionIn(duty.constraints, inspection.steps)) return;
  const dutyConstraints = flattenConjunctions(duty.constraints);
  const limits = [...flattenConjunctions(permission.constraints), ...(inspection.options.limits ?? [])];
  for (const constraint of dutyConstraints)
    for (const other of limits) {
      if (!exclude(constraint, other, inspection.steps)) continue;
      const text = message('check.never_owed', {
        act: act(duty.action ?? 'unknown'),
        one: constraintMessage(constraint),
        other: constraintMessage(other),
      });
      if (isTime(constraint)) inspection.fault('contradiction', duty, text, [duty, permission]);
      else inspection.warn('unreachable', duty, text, [duty, permission]);
      return;
    }
}

function isTime(constraint: Constraint): boolean {
  return constraint.kind === 'atomic' && ['instant', 'elapsed'].includes(constraint.operandKind);
}

/**
 * Reports a duty that the policy forbids. A prohibition that does not always apply is a warning, and only if
 * it names the same action.
 */
function findForbidden(inspection: Inspection, duty: Rule, permission?: Rule): void {
  const { action } = duty;
  if (action === undefined || isPermittedAnyway(inspection, action)) return;
  const conditions = [...duty.constraints, ...(permission?.constraints ?? [])];
  for (const prohibition of inspection.policy.prohibitions) {
    if (inspection.dead.has(prohibition) || !includesAction(prohibition.action ?? '', action)) continue;
    if (prohibition.targets !== undefined && prohibition.targets.join() !== duty.targets?.join()) continue;
    const always = meets(conditions, prohibition.constraints, inspection.steps, 'reached');
    const text = message(always ? 'check.forbidden_too' : 'check.forbidden_in_part', {
      act: act(action),
      rule: prohibition.id,
      what: ruleParts(prohibition),
    });
    if (always) inspection.fault('contradiction', duty, text, [duty, prohibition]);
    else if (prohibition.action === action) inspection.warn('contradiction', duty, text, [duty, prohibition]);
  }
}

function isPermittedAnyway({ strategy, policy }: Inspection, duty: string): boolean {
  return strategy === 'perm' && policy.permissions.some(({ action = '' }) => includesAction(action, duty));
}
