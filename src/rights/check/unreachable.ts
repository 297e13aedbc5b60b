/**
 * Finds rules that have no effect: outside the license's own limits, not evaluable, expired, or redundant.
 */
import { constraintMessage, ruleKind, ruleParts } from '../decide/words.ts';
import { exclude } from '../evaluate/exclusion.ts';
import { endOf } from '../evaluate/ranges.ts';
import type { Constraint, Rule } from '../odrl/model.ts';
import { message } from '../policy-templates.ts';
import { flattenConjunctions } from './contradictions.ts';
import { dutiesIn, reaches } from './coverage.ts';
import { type Inspection, writtenRules } from './inspection.ts';

/** Marks permissions that never grant. The reader of the policy has reported the reason. */
export function findUnknown(inspection: Inspection): void {
  for (const rule of inspection.policy.permissions)
    if (rule.action === undefined || rule.constraints.some(({ kind }) => kind === 'broken'))
      inspection.dead.add(rule);
}

export function findOutsideLimits(inspection: Inspection): void {
  for (const rule of inspection.policy.permissions) {
    if (inspection.dead.has(rule)) continue;
    for (const constraint of flattenConjunctions(rule.constraints))
      for (const limit of inspection.options.limits ?? []) {
        if (!exclude(constraint, limit, inspection.steps)) continue;
        inspection.dead.add(rule);
        const text = message('check.outside', {
          one: constraintMessage(constraint),
          limit: constraintMessage(limit),
        });
        inspection.warn('unreachable', rule, text, undefined, constraint);
      }
  }
}

export function findExpired(inspection: Inspection): void {
  const { permissions, prohibitions, obligations } = inspection.policy;
  for (const rule of [...permissions, ...prohibitions, ...obligations]) {
    const end = endOfAll(rule.constraints);
    if (end > inspection.options.now || inspection.dead.has(rule)) continue;
    const endText = new Date(Math.max(end, -8.64e15)).toISOString();
    inspection.warn('expired', rule, message(`check.expired_${rule.kind}`, { at: { instant: endText } }));
  }
}

/**
 * First instant at which the constraints can no longer all hold. Milliseconds, UTC; infinite if there is
 * none.
 */
function endOfAll(constraints: readonly Constraint[]): number {
  return Math.min(
    Infinity,
    ...flattenConjunctions(constraints).map((constraint) => {
      if (constraint.kind === 'compound')
        return Math.max(...constraint.members.map((member) => endOfAll([member])));
      return constraint.kind === 'atomic' ? (endOf(constraint.test) ?? Infinity) : Infinity;
    }),
  );
}

export function findRedundant(inspection: Inspection): void {
  for (const kind of ['permissions', 'prohibitions', 'obligations'] as const) {
    const groups = writtenRules(inspection.policy[kind]).filter(
      (rules) => !rules.some((rule) => inspection.dead.has(rule)),
    );
    for (const [position, narrow] of groups.entries())
      for (const [otherPosition, wide] of groups.entries()) {
        if (inspection.exhausted) return;
        if (otherPosition === position || !isCovered(inspection, wide, narrow)) continue;
        // Of two equal rules, the later one is reported.
        if (otherPosition > position && isCovered(inspection, narrow, wide)) continue;
        reportRedundant(inspection, narrow, wide);
        break;
      }
  }
}

function reportRedundant(inspection: Inspection, [narrow]: readonly Rule[], [wide]: readonly Rule[]): void {
  if (!narrow || !wide) return;
  inspection.warn(
    'redundant',
    narrow,
    message('check.redundant', { kind: ruleKind(narrow), rule: wide.id, what: ruleParts(wide) }),
    [narrow, wide],
  );
}

function isCovered(inspection: Inspection, wide: readonly Rule[], narrow: readonly Rule[]): boolean {
  return narrow.every((rule) => wide.some((other) => isCoveredAtomic(inspection, other, rule)));
}

/**
 * A duty that asks for more is a different duty, so only equal duties are redundant. A permission with duties
 * grants less than one without.
 */
function isCoveredAtomic({ steps }: Inspection, wide: Rule, narrow: Rule): boolean {
  if (wide.kind === 'duty')
    return dutiesIn([wide]) === dutiesIn([narrow]) && reaches(wide, narrow, steps, 'open');
  const sameDuties = wide.duties.length === 0 || dutiesIn(wide.duties) === dutiesIn(narrow.duties);
  return sameDuties && reaches(wide, narrow, steps, 'open');
}
