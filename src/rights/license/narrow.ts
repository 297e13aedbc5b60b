/**
 * Narrows an uploaded policy by the license's own terms: its permissions hold only for the license's titles
 * and term, and the duty to delete after the term is added.
 */
import { getOrInsert } from '../get-or-insert.ts';
import { compileConstraint } from '../odrl/constraint.ts';
import type { Constraint, Policy, Rule } from '../odrl/model.ts';
import type { PolicyTerms } from '../terms.ts';
import { deletionAfterTerm } from './agreement.ts';
import { removalDuty } from './recall.ts';

export function narrowedByTerms(policy: Policy, terms: PolicyTerms): Policy {
  const limits = limitsOf(terms);
  // Atomic rules of one written rule share their constraints, before and after.
  const narrowedLists = new Map<Constraint[], Constraint[]>();
  const narrow = (rule: Rule): Rule => {
    const { constraints } = rule;
    const addedLimits = () => limits.filter((limit) => !constraints.some(isSameAs(limit)));
    const narrowed = getOrInsert(narrowedLists, constraints, () => [...constraints, ...addedLimits()]);
    return { ...rule, constraints: narrowed };
  };
  return {
    ...policy,
    permissions: policy.permissions.map(narrow),
    obligations: [...policy.obligations, ...deletion(policy, terms)],
  };
}

export function limitsOf({ titles, starts, ends }: PolicyTerms): Constraint[] {
  return [
    ...(titles ? [compileConstraint({ leftOperand: 'title', operator: 'isAnyOf', values: titles })] : []),
    compileConstraint({ leftOperand: 'dateTime', operator: 'gteq', values: [starts] }),
    compileConstraint({ leftOperand: 'dateTime', operator: 'lt', values: [ends] }),
  ];
}

const isSameAs = (constraint: Constraint) => (other: Constraint) =>
  constraint.kind === 'atomic' &&
  other.kind === 'atomic' &&
  JSON.stringify(constraint.display) === JSON.stringify(other.display);

function deletion({ obligations }: Policy, terms: PolicyTerms): Rule[] {
  const emptyRule = { constraints: [], duties: [], remedies: [], consequences: [] };
  return [deletionAfterTerm(terms), removalDuty(terms)].flatMap((duty) =>
    !duty || obligations.some(({ action, text }) => action === 'delete' && text === duty.text)
      ? []
      : [
          {
            id: duty.uid,
            ordinal: 0,
            variant: duty.uid,
            kind: 'duty',
            action: 'delete',
            text: duty.text,
            parts: { rule: [], action: [], target: [], assignee: [] },
            ...emptyRule,
          },
        ],
  );
}
