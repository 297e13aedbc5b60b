/** Rules that nothing will ever meet: outside of the license's own limits, of words that nobody knows, over, or said already. */
import { constraintMessage, ruleKind, ruleParts } from '../decide/words.ts';
import { exclude } from '../evaluate/exclusion.ts';
import { endOf } from '../evaluate/ranges.ts';
import type { Constraint, Rule } from '../odrl/model.ts';
import { message } from '../policy-templates.ts';
import { together } from './contradictions.ts';
import { dutiesIn, reaches } from './coverage.ts';
import { type Inspection, writtenRules } from './inspection.ts';

/** The reader of the policy has told why; here it only counts that such a permission never grants. */
export function findUnknown(at: Inspection): void {
  for (const rule of at.policy.permissions)
    if (rule.action === undefined || rule.constraints.some(({ kind }) => kind === 'broken'))
      at.dead.add(rule);
}

export function findOutsideLimits(at: Inspection): void {
  for (const rule of at.policy.permissions) {
    if (at.dead.has(rule)) continue;
    for (const one of together(rule.constraints))
      for (const limit of at.options.limits ?? []) {
        if (!exclude(one, limit, at.steps)) continue;
        at.dead.add(rule);
        const said = message('check.outside', {
          one: constraintMessage(one),
          limit: constraintMessage(limit),
        });
        at.warn('unreachable', rule, said, undefined, one);
      }
  }
}

export function findExpired(at: Inspection): void {
  const { permissions, prohibitions, obligations } = at.policy;
  for (const rule of [...permissions, ...prohibitions, ...obligations]) {
    const end = endOfAll(rule.constraints);
    if (end > at.options.now || at.dead.has(rule)) continue;
    const ended = new Date(Math.max(end, -8.64e15)).toISOString();
    at.warn('expired', rule, message(`check.expired_${rule.kind}`, { at: { instant: ended } }));
  }
}

/** The first instant at which the constraints can no longer all hold; infinite where there is none. */
export function endOfAll(constraints: readonly Constraint[]): number {
  return Math.min(
    Infinity,
    ...together(constraints).map((one) => {
      if (one.kind === 'compound') return Math.max(...one.members.map((member) => endOfAll([member])));
      return one.kind === 'atomic' ? (endOf(one.test) ?? Infinity) : Infinity;
    }),
  );
}

/** Rules that another rule of the same kind says already, as they stand or more widely. */
export function findRedundant(at: Inspection): void {
  for (const kind of ['permissions', 'prohibitions', 'obligations'] as const) {
    const written = writtenRules(at.policy[kind]).filter((rules) => !rules.some((rule) => at.dead.has(rule)));
    for (const [position, narrow] of written.entries())
      for (const [place, wide] of written.entries()) {
        if (at.exhausted) return;
        if (place === position || !says(at, wide, narrow)) continue;
        // Of two that say the same, the later one is told of.
        if (place > position && says(at, narrow, wide)) continue;
        tell(at, narrow, wide);
        break;
      }
  }
}

function tell(at: Inspection, [narrow]: readonly Rule[], [wide]: readonly Rule[]): void {
  if (!narrow || !wide) return;
  at.warn(
    'redundant',
    narrow,
    message('check.redundant', { kind: ruleKind(narrow), rule: wide.id, what: ruleParts(wide) }),
    [narrow, wide],
  );
}

function says(at: Inspection, wide: readonly Rule[], narrow: readonly Rule[]): boolean {
  return narrow.every((one) => wide.some((other) => saysAtomic(at, other, one)));
}

/** A duty is another one when it asks for more, so only the same counts; a permission with duties grants less. */
function saysAtomic({ steps }: Inspection, wide: Rule, narrow: Rule): boolean {
  if (wide.kind === 'duty')
    return dutiesIn([wide]) === dutiesIn([narrow]) && reaches(wide, narrow, steps, 'open');
  const sameDuties = wide.duties.length === 0 || dutiesIn(wide.duties) === dutiesIn(narrow.duties);
  return sameDuties && reaches(wide, narrow, steps, 'open');
}
